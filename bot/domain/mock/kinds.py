"""Which kind of interview a session is: what its candidate practised least lately."""

from collections.abc import Collection, Sequence
from hashlib import blake2b

from bot.domain.daily.question import Kind


def choose_kind(
    common: Collection[Kind], wished: Collection[Kind], practised: Sequence[Kind], seed: bytes
) -> Kind:
    """One of the kinds that two have in common, or of the candidate’s own where they share none.

    The one in which the candidate was never interviewed, else longest not. `practised` are the kinds of
    their interviews, oldest first; of several that were never practised the seed chooses.
    """
    last = {kind: n for n, kind in enumerate(practised)}
    return min(common or wished, key=lambda kind: (last.get(kind, -1), _draw(kind, seed)))


def _draw(kind: Kind, seed: bytes) -> bytes:
    # A seed may be longer than the key of a hash.
    return blake2b(kind.encode() + b":" + seed, digest_size=8).digest()
