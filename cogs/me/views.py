"""The screens of `/me`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain import zone as zones
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route

EXPORT = Route("me:export")
SEND = Route("me:send")
KEEP = Route("me:keep")
DELETE = Route("me:delete")

FILE = "loopmate.json"

Held = Mapping[str, Sequence[Mapping[str, Any]]]

# What each table is to the person; one that is missing here is shown by its own name.
_WORDS = {
    "answer": ("answer", "answers"),
    "hint": ("hint you opened", "hints you opened"),
    "signal": ("tick of your self-scores", "ticks of your self-scores"),
    "member": ("setting", "settings"),
    "delivery": ("message to you", "messages to you"),
    "series": ("series you set up", "series you set up"),
    "setup": ("setup you began", "setups you began"),
    "guild": ("server you own", "servers you own"),
    "review": ("review by a peer", "reviews by peers"),
    "queue": ("question you queued", "questions you queued"),
    "change": ("change you made", "changes you made"),
    "settings": ("report you get", "reports you get"),
}
# What is about more than the person; asked to forget them, it stays without their name.
STAYS = frozenset({"change", "guild", "queue", "series", "settings", "setup"})


def _listed(held: Held) -> str:
    lines: list[str] = []
    for table, rows in held.items():
        one, many = _WORDS.get(table, (f"{table} row", f"{table} rows"))
        lines.append(kit.count(len(rows), one, many))
    return kit.bullets(lines)


def show_view(zone: str | None, held: Held, now: datetime) -> ui.LayoutView:
    """Settings, and what is kept."""
    chosen = (
        zones.label(zone, now) if zone is not None else "not set; `/me show` with `zone` sets it"
    )
    return kit.panel(
        "-# You · only you see this",
        "## Your settings",
        f"**Time zone** {chosen}",
        f"**Kept about you here**\n{_listed(held)}" if held else "Nothing is kept about you here.",
        kit.row(button("Export", EXPORT)) if held else None,
        "-# Kept until you delete it, or 30 days after the bot leaves this server.",
    )


def export_view(held: Held) -> ui.LayoutView:
    """Before the file is sent."""
    if not held:
        return _nothing_view()
    return kit.panel(
        "-# You · only you see this",
        "## Everything about you",
        "One JSON file with all that is kept about you in this server:",
        _listed(held),
        kit.row(button("Send it", SEND, primary=True)),
        "-# Ids of other members are left out.",
    )


def sent_view() -> ui.LayoutView:
    """With the file."""
    return kit.panel(
        "-# You · only you see this",
        "## Here it is",
        ui.File[Any](discord.UnfurledMediaItem(f"attachment://{FILE}")),
        "-# It goes away when you dismiss this message; `/me export` makes a new one.",
    )


def delete_view(held: Held) -> ui.LayoutView:
    """Asks before everything goes."""
    if not held:
        return _nothing_view()
    goes = {table: rows for table, rows in held.items() if table not in STAYS}
    stays = {table: rows for table, rows in held.items() if table in STAYS}
    return kit.panel(
        "-# ⚠️ You · only you see this",
        "## Delete everything about you?",
        f"**Goes now**\n{_listed(goes)}" if goes else None,
        f"**Stays, without your name**\n{_listed(stays)}" if stays else None,
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


def _nothing_view() -> ui.LayoutView:
    return kit.panel(
        "-# You · only you see this",
        "## Nothing is kept about you",
        "It begins with your first answer, hint or setting.",
    )
