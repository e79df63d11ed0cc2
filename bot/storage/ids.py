"""Ids made before a row is stored: 42 bits of epoch milliseconds, then 21 that count from anywhere.

So a row can be named in a message before it exists, and copied between databases.
"""

import secrets
from datetime import datetime
from itertools import count

from bot.storage.types import to_ms

# Counted, since a process makes thousands of one moment; from anywhere, since there are others.
_numbers = count(secrets.randbits(21))


def new(now: datetime) -> int:
    """A 63-bit id, unique in this process, and in a guild as good as unique over all of them."""
    return to_ms(now) << 21 | next(_numbers) % (1 << 21)
