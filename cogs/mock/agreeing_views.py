"""The screens on which two agree on a time: one message that changes, from the first look to the end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from discord import ui

from bot.domain.mock import votes
from bot.domain.mock.session import Session
from bot.services.mock.agreeing import After, Note
from bot.ui import kit
from bot.ui.components import button, select
from cogs.mock import routes
from cogs.mock.agreed_views import agreed_pieces
from cogs.mock.session_parts import colour, head, ids, listed, mention, roles

Why = Literal["new", "nudge", "moved"]
"""Why somebody is asked for a time."""
_YESES = {1: "One yes to go", 2: "Two yeses to go", 3: "Three yeses to go"}
_EVERY_WEEK = 1


def session_view(session: Session, now: datetime) -> ui.LayoutView:
    """A session as it stands, with all that can be done about it."""
    *pieces, footer = _pieces(session, now)
    return kit.panel(*pieces, footer, colour=colour(session))


def status_view(sessions: Sequence[Session], at: int, now: datetime) -> ui.LayoutView:
    """One of a member’s sessions, for them alone, and the way to the others and to their choices."""
    session = sessions[at]
    *pieces, footer = _pieces(session, now)
    options = [kit.option(_summary(one), str(one.id), chosen=one is session) for one in sessions]
    several = len(sessions) > 1
    return kit.panel(
        *pieces,
        kit.row(select("Your sessions", options, routes.SESSIONS, guild=session.guild_id))
        if several
        else None,
        kit.row(button("Your choices", routes.CHOICES)),
        footer,
        colour=colour(session),
    )


def pick_view(session: Session, now: datetime, why: Why = "new") -> ui.LayoutView:
    """The times to choose from."""
    return kit.panel(*_pick(session, now, why), colour=colour(session))


def _pieces(session: Session, now: datetime) -> Sequence[kit.Piece | None]:
    """What a screen of a session holds; the last piece is its footer."""
    if session.state == "proposing":
        return _pick(session, now, "new")
    if session.state == "agreed":
        return agreed_pieces(session, now)
    return _closed(session)


def _pick(session: Session, now: datetime, why: Why) -> Sequence[kit.Piece | None]:
    some = votes.left(session, now)
    return (
        head(session),
        f"## {_title(session, some, why)}",
        _lead(session, some, why),
        "\n".join(_time(session, n, at) for n, at in some) or None,
        kit.line(),
        kit.row(*_accepts(session, some)) if some else None,
        kit.row(
            button(
                "Other times",
                routes.OTHER_TIMES,
                set=session.set_number,
                primary=not some,
                **ids(session),
            ),
            button("Why us?", routes.WHY, set=session.set_number, **ids(session)),
        ),
        kit.row(button("Can’t this week", routes.CANNOT, **ids(session))),
        f"-# In your own time zone. {roles(session)}".rstrip(),
    )


def _title(session: Session, some: Sequence[tuple[int, datetime]], why: Why) -> str:
    if why == "moved":
        return "Pick another time"
    if not some:
        return "These times have passed"
    if votes.answered(session):
        fewest = min(len(votes.missing(session, n)) for n, _ in some)
        return _YESES[fewest]
    return "Which one suits you?" if why == "nudge" else "Pick a time"


def _lead(session: Session, some: Sequence[tuple[int, datetime]], why: Why) -> str:
    everybody = listed(mention(member) for member in session.members)
    if not some:
        return f"{everybody}, ask for other times, as long as this week has any."
    accepted = [n for n, _ in some if session.votes.get(n)]
    if len(accepted) > 1:
        return "Different times were accepted. Accept one that has a ✅, and it is agreed."
    if accepted:
        return "A second yes to the same time, and it is agreed."
    if why == "moved":
        return f"{everybody}, the time that was agreed does not suit after all. These do:"
    which = "this time suits" if len(some) == 1 else "these times suit"
    return f"{everybody}, {which} you {'both' if len(session.members) == 2 else 'all'}:"


def _time(session: Session, n: int, at: datetime) -> str:
    """A time with its number; once somebody accepted it, who did and who did not yet."""
    shown = f"`{n}` {kit.stamp(at, 'F')}"
    if not session.votes.get(n):
        return shown
    open_ = votes.missing(session, n)
    marks = " ".join(
        f"{'⬜' if member in open_ else '✅'} {mention(member)}" for member in session.members
    )
    return f"{shown}\n{marks}"


def _accepts(session: Session, some: Sequence[tuple[int, datetime]]) -> Sequence[ui.Item[Any]]:
    """The time that most accepted comes first."""
    order = sorted((n for n, _ in some), key=lambda n: (len(votes.missing(session, n)), n))
    return [
        button(
            f"Accept {n}",
            routes.ACCEPT,
            set=session.set_number,
            n=n,
            primary=n == order[0],
            **ids(session),
        )
        for n in order
    ]


def _closed(session: Session) -> Sequence[kit.Piece | None]:
    """A session of which nothing comes any more, or whose hour is over."""
    if session.state == "over":
        return _over(session)
    if session.state == "cancelled":
        was = session.starts_at
        return (
            head(session),
            "## It is cancelled",
            f"{kit.stamp(was, 'F')} does not take place." if was else "No time was agreed.",
            kit.row(button("Calendar", routes.CALENDAR, **ids(session))) if was else None,
            "-# The file takes it out of your calendar." if was else _STATUS,
        )
    return (
        head(session),
        "## No session this week",
        "No time was found. That happens, and it is nobody’s fault.",
        _STATUS,
    )


def _over(session: Session) -> Sequence[kit.Piece | None]:
    if session.is_held:
        return (
            head(session),
            "## How was it?",
            "A card each, and you read what the other saw.",
            kit.row(button("Fill your card", routes.CARD, **ids(session), primary=True)),
            "-# Sealed until all are in.",
        )
    return (
        head(session),
        "## Did you meet?",
        "Its hour is over, and nobody pressed Start. Either answer is fine.",
        kit.row(
            button("We met", routes.MET, **ids(session), primary=True),
            button("It did not happen", routes.NOT_MET, **ids(session)),
        ),
        "-# The first answer counts for all of you.",
    )


_STATUS = "-# `/mock status` shows where you stand."
_AFTER: dict[After, str | None] = {
    "waits": "You are on the waiting list of this week: if somebody becomes free, you are told.",
    "meets": "Somebody else is free: you have another partner already.",
    "out": None,
}


def released_view(session: Session, after: After) -> ui.LayoutView:
    """To who is without a partner now, though not by their doing."""
    first = session.origin == "round" and after != "meets"
    return kit.panel(
        head(session),
        "## First in line next time" if first else "## No session this week",
        "Sorry: no time was found for this session. That happens, and it is nobody’s fault.",
        _AFTER[after],
        kit.row(button("Solo drill", routes.SOLO, guild=session.guild_id, primary=True)),
        _STATUS,
        colour=colour(session),
    )


def cancelled_view(session: Session, after: After, gone: bool = False) -> ui.LayoutView:
    """To the others in a session that was called off."""
    was = session.starts_at
    what = f"{kit.stamp(was, 'F')} does not take place." if was else "No time was agreed yet."
    return kit.panel(
        head(session),
        "## Your partner has left" if gone else "## It is cancelled",
        f"Your partner is no longer here. {what}" if gone else what,
        _AFTER[after],
        kit.row(
            button("Solo drill", routes.SOLO, guild=session.guild_id, primary=True),
            button("Calendar", routes.CALENDAR, **ids(session)) if was else None,
        ),
        "-# Calendar takes it out of yours." if was else _STATUS,
        colour=colour(session),
    )


def note_view(session: Session, note: Note, direct: bool = False) -> ui.LayoutView:
    """Why a press changed nothing; in a direct message, without a button that needs a server."""
    title, text = _NOTES[note]
    hours = button("Your hours", routes.TIMES, week=_EVERY_WEEK, primary=True)
    if note == "none left" and direct:
        text += " In the server, `/mock times` changes yours."
    return kit.panel(
        head(session),
        f"## {title}",
        text,
        kit.row(hours) if note == "none left" and not direct else None,
        colour=colour(session),
    )


_NOTES: dict[Note, tuple[str, str]] = {
    "replaced": (
        "There are other times now",
        "Somebody asked for them meanwhile. Pick among those that are shown now.",
    ),
    "passed": ("That time has passed", "Accept another one, or ask for other times."),
    "none left": (
        "No other time in common",
        "Your hours have no further one in common this week. More of them would help.",
    ),
}


def _summary(session: Session) -> str:
    """One line of the list of sessions."""
    look = kit.KINDS[session.kind]
    state = {"proposing": "pick a time", "agreed": "agreed", "over": "cards"}.get(
        session.state, session.state
    )
    when = session.starts_at
    day = (
        f"{when.day} {when:%B}"
        if when
        else f"since {session.created_at.day} {session.created_at:%B}"
    )
    return f"{look.label} · {state} · {day}"
