"""Who accepted which of the times that a session’s members choose from."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.mock.session import Session


def answered(session: Session) -> frozenset[int]:
    """Who accepted any of the present times."""
    return frozenset[int]().union(*session.votes.values())


def left(session: Session, now: datetime) -> Sequence[tuple[int, datetime]]:
    """The times that can still be accepted, each with its number."""
    return [(n, at) for n, at in enumerate(session.times, start=1) if at > now]


def missing(session: Session, n: int) -> Sequence[int]:
    """Who has not accepted this time yet."""
    return [one for one in session.members if one not in session.votes.get(n, frozenset())]


def complete(session: Session, now: datetime, first: int | None = None) -> datetime | None:
    """A time that everybody accepted; of several `first`, else the earliest."""
    found = {n: at for n, at in left(session, now) if not missing(session, n)}
    if first in found:
        return found[first]
    return min(found.values(), default=None)
