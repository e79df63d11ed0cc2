"""The course of a session: what is to be done about it next, and when.

Nobody answers for a day: both are reminded. For two: other times. For three, or until two hours before
the last proposed start: the session is released, so that nobody waits for nothing. Once a time is
agreed, the session ends after its hour, and two days later every card opens.
"""

from datetime import datetime, timedelta

from bot.domain.mock.session import Session, Step

NUDGE = timedelta(hours=24)
SECOND_SET = timedelta(hours=48)
RELEASE = timedelta(hours=72)
BEFORE_LAST_START = timedelta(hours=2)
LAPSE = timedelta(hours=48)
"""How long somebody who was asked by name may take."""
REVEAL = timedelta(hours=48)
"""How long after its end every card of a session opens."""

REMINDERS = (timedelta(hours=24), timedelta(minutes=15))
"""How long before a session its members are reminded."""

Next = tuple[datetime, Step] | None


def following(session: Session, done: Step | None = None) -> Next:
    """When something is to be done next, and what, after `done` in the present state."""
    if session.state == "asked":
        return session.asked_at + LAPSE, "lapse"
    if session.state == "proposing":
        return _proposing(session, done)
    if session.state == "agreed" and session.ends_at is not None:
        return session.ends_at, "end"
    if session.state == "over" and session.ended_at is not None and done != "reveal":
        return session.ended_at + REVEAL, "reveal"
    return None


def released_at(session: Session) -> datetime:
    """When a session without a time is given up."""
    latest = session.asked_at + RELEASE
    if not session.times:
        return latest
    return max(session.asked_at, min(latest, max(session.times) - BEFORE_LAST_START))


def _proposing(session: Session, done: Step | None) -> Next:
    steps: list[tuple[datetime, Step]] = []
    if done is None:
        steps.append((session.asked_at + NUDGE, "nudge"))
    if done in (None, "nudge"):
        steps.append((session.asked_at + SECOND_SET, "second-set"))
    over = released_at(session)
    # What would come as it is given up is left out.
    return next((step for step in steps if step[0] < over), (over, "release"))
