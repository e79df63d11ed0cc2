"""The screens of a session that has a time: what is agreed, its reminders, and calling it off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.domain.mock.absence import missing
from bot.domain.mock.course import REMINDERS
from bot.domain.mock.session import Session
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import routes
from cogs.mock.session_parts import colour, head, ids, listed, mention, roles

FILE = "mock-interview.ics"
LATE = timedelta(minutes=5)
"""How long after its start somebody is late rather than absent."""


def agreed_pieces(session: Session, now: datetime) -> Sequence[kit.Piece | None]:
    """The time, who does what, and what can still be done; the last piece is the footer."""
    at, ends_at = session.starts_at, session.ends_at
    assert at is not None, "it is agreed"
    assert ends_at is not None, "as above"
    begun = session.begun_at is not None
    away = [mention(seat.user_id) for seat in missing(session)]
    return (
        head(session),
        "## In session" if begun else "## ✅ It’s agreed",
        f"**{kit.stamp(at, 'F')}** ({kit.stamp(at)})",
        roles(session) or None,
        f"{listed(away)} cannot come." if away else None,
        None if begun else _reminders(at, now),
        kit.line(),
        *_rows(session, absent=bool(away) or at + LATE <= now < ends_at),
        _where(session),
    )


def _rows(session: Session, *, absent: bool) -> Sequence[ui.ActionRow[Any] | None]:
    late = kit.row(button("Partner absent", routes.ABSENT, **ids(session))) if absent else None
    packet = button("Packet", routes.PACKET, **ids(session), primary=session.begun_at is not None)
    why = button("Why us?", routes.WHY, set=session.set_number, **ids(session))
    if session.begun_at is not None:
        return (kit.row(packet, why), late)
    return (
        kit.row(button("Calendar", routes.CALENDAR, **ids(session), primary=True), packet, why),
        _changes(session),
        late,
    )


def _changes(session: Session) -> ui.ActionRow[Any]:
    return kit.row(
        button("Move", routes.MOVE, sequence=session.sequence, **ids(session)),
        button("Cancel", routes.CANCEL, **ids(session)),
    )


def _reminders(at: datetime, now: datetime) -> str | None:
    """Which reminders are still to come."""
    coming = [before for before in REMINDERS if at - before > now]
    if len(coming) == len(REMINDERS):
        return "You are reminded a day before, and 15 minutes before."
    return "You are reminded 15 minutes before." if coming else None


def _where(session: Session) -> str:
    if session.thread_id is None:
        return "-# Meet in a voice channel, or send a link to a call."
    return f"-# Meet in a voice channel, or post a link in <#{session.thread_id}>."


def reminder_view(session: Session) -> ui.LayoutView:
    """A day or a quarter of an hour before a session."""
    at = session.starts_at
    assert at is not None, "it is agreed"
    others = listed(mention(member) for member in session.members)
    return kit.panel(
        head(session),
        f"## It begins {kit.stamp(at)}",
        f"**{kit.stamp(at, 'F')}**, {others}",
        roles(session) or None,
        kit.row(
            button("Packet", routes.PACKET, **ids(session), primary=True),
            button("Calendar", routes.CALENDAR, **ids(session)),
        ),
        _changes(session),
        _where(session),
        colour=colour(session),
    )


def cancel_view(session: Session, user_id: int) -> ui.LayoutView:
    """Asks once more before a session is called off."""
    at = session.starts_at
    assert at is not None, "it is agreed"
    seat = session.seat(user_id)
    observes = seat is not None and seat.role == "observer"
    others = listed(mention(one.user_id) for one in session.others(user_id))
    what = (
        f"{others} go on without you."
        if observes
        else f"{others} will be told at once. Move asks for another time instead."
    )
    return kit.panel(
        head(session),
        "## Cancel this session?",
        kit.stamp(at, "F"),
        what,
        kit.row(
            button("Keep it", routes.SESSION, **ids(session), primary=True),
            None
            if observes
            else button("Move", routes.MOVE, sequence=session.sequence, **ids(session)),
            button(
                "Cancel it",
                routes.CALL_OFF,
                sequence=session.sequence,
                danger=True,
                **ids(session),
            ),
        ),
        colour=colour(session),
    )


def calendar_view(session: Session) -> ui.LayoutView:
    """The file with a session, or the one that takes it out again."""
    cancelled = session.state != "agreed"
    return kit.panel(
        head(session, "calendar"),
        "## Take it out of your calendar" if cancelled else "## For your calendar",
        ui.File[Any](discord.UnfurledMediaItem(f"attachment://{FILE}")),
        "Open it with your calendar. Where it stands there already, the newer file counts.",
        "-# Only you see this.",
        colour=colour(session),
    )
