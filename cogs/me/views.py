"""The screens of `/me`: choices, the file with everything, and deleting it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import discord
from discord import ui

from bot.domain import zone as zones
from bot.domain.me import Preferences, Reach
from bot.domain.retention import KEPT, Counts
from bot.ui import kit, modals
from bot.ui.components import button, select, turns
from bot.ui.routes import Route

SHOW = Route("me:show")
QUIET = Route("me:quiet")
REACH = Route("me:reach")
REVIEWS = Route("me:reviews:{choice:word}")
WHAT_IS_KEPT = Route("me:kept:{page}")
EXPORT = Route("me:export")
SEND = Route("me:send")
KEEP = Route("me:keep")
DELETE = Route("me:delete")

ON, OFF = "on", "off"
REACHES: Mapping[Reach, str] = {
    "dm": "By direct message",
    "thread": "In the question’s thread",
}
FILE = "loopmate.json"

# Kinds of rows on a page of what is kept.
_PAGE = 4
_TIME_LONGEST = 8


def show_view(mine: Preferences, usual_zone: str, rows: int, now: datetime) -> ui.LayoutView:
    """What a member chose, and ways to change it."""
    options = [
        kit.option(name, reach, chosen=reach == mine.reach) for reach, name in REACHES.items()
    ]
    chosen = "not set; `/me show` with `zone` sets it"
    if mine.zone is not None:
        chosen = zones.label(mine.zone, now)
    reviews = "you are asked to read answers" if mine.reviews else "you are not asked to read"
    return kit.panel(
        "-# You · only you see this",
        "## Your settings",
        "\n".join(
            (
                f"**Time zone** {chosen}",
                f"**Quiet hours** {_quiet(mine, usual_zone)}",
                f"**Reviews** {reviews}",
                f"**Kept about you here** {kit.count(rows, 'entry', 'entries')}"
                if rows
                else "Nothing is kept about you here.",
            )
        ),
        kit.row(select("How you are reached", options, REACH)),
        kit.row(
            button("Quiet hours", QUIET),
            button("No reviews", REVIEWS, choice=OFF)
            if mine.reviews
            else button("Ask me to review", REVIEWS, choice=ON),
        ),
        kit.row(
            button("What is kept", WHAT_IS_KEPT, page=0),
            button("Export", EXPORT) if rows else None,
        ),
        "-# What you did not ask for waits until your quiet hours are over.",
    )


def _quiet(mine: Preferences, usual_zone: str) -> str:
    """`22:00 to 07:00, Berlin time`; whose zone holds where the member chose none."""
    if mine.quiet_from is None or mine.quiet_until is None:
        return "none"
    span = f"{mine.quiet_from:%H:%M} to {mine.quiet_until:%H:%M}"
    if mine.zone is not None:
        return f"{span}, {zones.city(mine.zone)} time"
    return f"{span}, {zones.city(usual_zone)} time, which is usual in this server"


def quiet_modal(mine: Preferences) -> ui.Modal:
    """From when until when nothing is sent."""
    return modals.form(
        "Quiet hours",
        QUIET.id(),
        ui.TextDisplay("-# Nothing that you did not ask for reaches you between these times."),
        modals.text_field(
            "quiet_from",
            "From",
            description="In your own time. Leave both empty for no quiet hours.",
            placeholder="22:00",
            default=_typed(mine.quiet_from),
            longest=_TIME_LONGEST,
            required=False,
        ),
        modals.text_field(
            "quiet_until",
            "Until",
            placeholder="07:00",
            default=_typed(mine.quiet_until),
            longest=_TIME_LONGEST,
            required=False,
        ),
    )


def _typed(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def what_is_kept_view(counts: Counts, page: int = 0) -> ui.LayoutView:
    """Each kind of row there is: what for, until when, and how many are the member’s."""
    kinds = list(KEPT.items())
    pages = -(-len(kinds) // _PAGE)
    page = min(page, pages - 1)
    rows = [
        f"**{kit.count(counts.all.get(table, 0), kept.one, kept.many)}**\n{kept.why}\n-# {kept.until}"
        for table, kept in kinds[page * _PAGE : (page + 1) * _PAGE]
    ]
    return kit.panel(
        f"-# You · page {page + 1} of {pages} · only you see this",
        "## What is kept about you here",
        *rows,
        turns(WHAT_IS_KEPT, page, pages),
        kit.row(button("Settings", SHOW), button("Export", EXPORT)),
        "-# There is nothing else. About once a week the bot asks Discord whether you are still here. "
        "Your data goes 30 days after it first finds you gone, unless you come back; all of it goes 30 "
        "days after the bot leaves.",
    )


def export_view(counts: Counts) -> ui.LayoutView:
    """Before the file is sent."""
    if not counts.all:
        return nothing_view()
    return kit.panel(
        "-# You · only you see this",
        "## Everything about you",
        "One JSON file with all that is kept about you in this server:",
        _listed(counts.all),
        kit.row(
            button("Send it", SEND, primary=True),
            button("What is kept", WHAT_IS_KEPT, page=0),
        ),
        "-# Ids of other members are left out.",
    )


def _listed(rows: Mapping[str, int]) -> str:
    return kit.bullets(
        [
            kit.count(rows[table], kept.one, kept.many)
            for table, kept in KEPT.items()
            if table in rows
        ]
    )


def file_name(part: int, parts: int) -> str:
    """`loopmate.json`, `loopmate-2-of-3.json`."""
    return FILE if parts == 1 else f"loopmate-{part}-of-{parts}.json"


def sent_view(part: int = 1, parts: int = 1) -> ui.LayoutView:
    """With the file, or one of several."""
    file = discord.UnfurledMediaItem(f"attachment://{file_name(part, parts)}")
    return kit.panel(
        "-# You · only you see this",
        "## Here it is" if parts == 1 else f"## Here is file {part} of {parts}",
        ui.File[Any](file),
        "-# It goes away when you dismiss this message; `/me export` makes a new one.",
    )


def delete_view(counts: Counts) -> ui.LayoutView:
    """Asks before everything goes."""
    if not counts.all:
        return nothing_view()
    return kit.panel(
        "-# ⚠️ You · only you see this",
        "## Delete everything about you?",
        f"**Goes now**\n{_listed(counts.goes)}" if counts.goes else None,
        f"**Stays, without your name**\n{_listed(counts.stays)}" if counts.stays else None,
        "This can’t be undone.",
        kit.row(
            button("Keep it", KEEP),
            button("Export", EXPORT),
            button("Delete all", DELETE, danger=True),
        ),
        colour=kit.NEEDS_YOU,
    )


def kept_view() -> ui.LayoutView:
    """Nothing was deleted."""
    return kit.panel("-# You", "## Nothing was deleted", "Everything is as it was.")


def deleted_view() -> ui.LayoutView:
    """Everything is gone."""
    return kit.panel(
        "-# You",
        "## Everything is deleted",
        "You can start again at any time; `/daily today` has the newest question.",
    )


def nothing_view() -> ui.LayoutView:
    """There is nothing to take along or to delete."""
    return kit.panel(
        "-# You · only you see this",
        "## Nothing is kept about you",
        "It begins with your first answer, hint or setting.",
        kit.row(
            button("Settings", SHOW, primary=True), button("What could be", WHAT_IS_KEPT, page=0)
        ),
    )
