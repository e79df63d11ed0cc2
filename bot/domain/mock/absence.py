"""Who is missing from a session whose hour has come, and who may take their seat."""

from collections.abc import Iterable, Sequence

from bot.domain.daily.question import LEVELS
from bot.domain.mock.member import Member
from bot.domain.mock.session import Seat, Session

MOST_ASKED = 5
"""So many members at most are asked to take a seat."""
PAIR = 2
"""Places below it are the pair’s."""
_NEAR = 1


def missing(session: Session) -> Sequence[Seat]:
    """Those of the pair of whom it is said that they do not come, by themselves or by another.

    What was said before the session was moved no longer counts.
    """
    return [seat for seat in session.seats if seat.place < PAIR and is_missing(session, seat)]


def is_missing(session: Session, seat: Seat) -> bool:
    """The same of one seat."""
    said = [at for at in (seat.absent_at, seat.excused_at) if at is not None]
    return any(at >= session.asked_at for at in said)


def is_excused(session: Session, seat: Seat) -> bool:
    """Whether they said so themselves."""
    return seat.excused_at is not None and seat.excused_at >= session.asked_at


def fits(session: Session, member: Member, there: Iterable[tuple[Seat, Member]]) -> bool:
    """Whether a member can take a seat beside those who are there, each with what they chose."""
    if member.id in session.members or session.kind not in member.kinds:
        return False
    return all(
        abs(LEVELS.index(seat.level) - LEVELS.index(member.level)) <= _NEAR
        and bool(member.languages & other.languages)
        and member.id not in other.never
        and other.id not in member.never
        for seat, other in there
    )
