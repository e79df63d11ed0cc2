"""Asking a particular person: what may be asked, and what is known of an answer.

Whoever asks learns of a yes. That somebody said no, said nothing, takes no part or would rather not meet
them is one and the same: it shows in no text and no count, and is told when the question lapses, at the
same time of all of them. The seat of who is not asked after all is kept as that of one who said no.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.daily.question import Kind, Level
from bot.domain.mock import course
from bot.domain.mock.session import Facts, Seat, Session

MOST_OPEN = 3
"""Questions that one member may have open at once."""
AGAIN = timedelta(days=7)
"""For so long nobody asks the same person again."""


def question(
    guild_id: int,
    id: int,
    members: tuple[int, int],
    *,
    kind: Kind,
    level: Level,
    now: datetime,
    told: bool,
) -> Session:
    """From the first to the second; nothing the second one chose for themselves stands in it.

    Not `told`: it is as if they had said no.
    """
    asks, asked = members
    session = Session(
        guild_id=guild_id,
        id=id,
        origin="with",
        state="asked",
        kind=kind,
        swap=False,
        created_at=now,
        asked_at=now,
        facts=Facts(starts=0, weeks_ago=None, kinds=(kind,), levels=(level, level)),
        seats=(
            Seat(user_id=asks, place=0, role="interviewer", level=level),
            Seat(
                user_id=asked,
                place=1,
                role="candidate",
                level=level,
                released_at=None if told else now,
            ),
        ),
    )
    at, step = course.following(session) or (None, None)
    return replace(session, next_at=at, next_step=step)


def asker(session: Session) -> Seat | None:
    """Who asked; they have place 0 until the answer is yes."""
    return session.at_place(0)


def asked(session: Session) -> Seat | None:
    """Who was asked."""
    return session.at_place(1)


def is_open(session: Session) -> bool:
    """Whether it waits for an answer."""
    return session.origin == "with" and session.state == "asked"


def came_to_nothing(session: Session) -> bool:
    """Whether it was a question and nothing more."""
    return session.origin == "with" and session.set_number == 0


def said_yes(session: Session) -> bool:
    """Whether the answer is yes, while no time was found."""
    other = asked(session)
    return other is not None and other.user_id in session.votes.get(0, frozenset())


def said_no(session: Session) -> bool:
    """Whether the answer is no, or never comes; known to nobody but who was asked."""
    other = asked(session)
    return other is None or other.released_at is not None


def waits(session: Session) -> bool:
    """Whether it waits for who was asked, and somebody waits for their answer."""
    return is_open(session) and asker(session) is not None and not said_no(session)


def blocks(session: Session, other_id: int, now: datetime) -> bool:
    """Whether an earlier question of the same asker keeps them from asking that person again."""
    other = asked(session)
    recent = now - session.created_at < AGAIN
    return came_to_nothing(session) and recent and other is not None and other.user_id == other_id
