"""The screens of `/mock now`: waiting for the first who fits, and having found them."""

from datetime import datetime
from typing import Any

from discord import ui

from bot.domain.mock.now import LENGTHS, RELAXES, Request
from bot.domain.mock.session import Session
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import routes
from cogs.mock.parts import ONLY_YOU, amount
from cogs.mock.session_parts import ids, listed, mention, roles

USUAL = LENGTHS[0]
_GREY = f"-# Mock · free now · {ONLY_YOU}"


def waiting_view(request: Request, now: datetime) -> ui.LayoutView:
    """Nobody who fits is free at this moment."""
    near = "Any level is near enough by now." if now - request.since >= RELAXES else None
    return kit.panel(
        _GREY,
        "## Looking for a partner",
        "The first who is free and shares a kind and a language with you is yours. You get a direct "
        "message at once, so you can close this.",
        f"Free until {kit.stamp(request.until, 't')}. A session takes an hour, so the search ends "
        f"{kit.stamp(request.ends_at)}.",
        near,
        kit.row(
            button("Refresh", routes.NOW_LOOK, primary=True),
            button("Cancel", routes.NOW_STOP),
        ),
        _longer(),
        "-# Longer? Press for how long from now on.",
    )


def _longer() -> ui.ActionRow[Any]:
    return kit.row(
        *(button(amount(minutes), routes.NOW_FOR, minutes=minutes) for minutes in LENGTHS)
    )


def over_view() -> ui.LayoutView:
    """They do not wait: nobody came while a whole session was left."""
    return kit.panel(
        _GREY,
        "## Nobody came in time",
        "No whole session fits any more into the time you gave. Say anew how long you are free, ask "
        "somebody with `/mock with`, or wait for the next round.",
        kit.row(
            button("Look again", routes.NOW_FOR, minutes=USUAL, primary=True),
            button("Status", routes.STATUS),
        ),
    )


def stopped_view() -> ui.LayoutView:
    """They wait no more."""
    return kit.panel(
        _GREY,
        "## You are not waiting",
        "Nobody is told. Rounds are not changed by it.",
        kit.row(
            button("Look again", routes.NOW_FOR, minutes=USUAL, primary=True),
            button("Status", routes.STATUS),
        ),
    )


def matched_view(session: Session, user_id: int, server: str) -> ui.LayoutView:
    """To one of two who found one another, in a direct message."""
    others = listed(mention(seat.user_id) for seat in session.others(user_id))
    if session.origin == "now":
        title, what = "You have a partner now", f"{others} is free as well. Say hello, and begin."
    else:
        title = "A partner is found"
        what = f"{others} is free in this round as well. Three clicks and you have a time."
    return kit.panel(
        f"-# Mock interviews · {server[:20]}",
        f"## {title}",
        what,
        f"{kit.KINDS[session.kind].emoji} {kit.KINDS[session.kind].label}, an hour.",
        f"It begins {kit.stamp(session.starts_at)}. {roles(session)}"
        if session.starts_at is not None
        else None,
        kit.row(button("Open", routes.SESSION, **ids(session), primary=True)),
    )
