"""Ids made before a row is stored: 42 bits of epoch milliseconds, then 21 that count from anywhere.

So a row can be named in a message before it exists, and copied between databases.
"""

import secrets
from datetime import datetime
from itertools import count

from bot.storage.types import from_ms, to_ms

# Counted, since a process makes thousands of one moment; from anywhere, since there are others.
_numbers = count(secrets.randbits(21))


def new(now: datetime) -> int:
    """A 63-bit id, unique in this process, and in a guild as good as unique over all of them."""
    return to_ms(now) << 21 | next(_numbers) % (1 << 21)


def moment(id: int) -> datetime:
    """When an id was made, to the millisecond."""
    return from_ms(id >> 21)


def earliest(moment: datetime) -> int:
    """No id made at this moment or later is smaller."""
    return to_ms(moment) << 21


def first(moment: datetime) -> int:
    """The smallest id that can be made at a moment: whatever is made later is greater."""
    return to_ms(moment) << 21
