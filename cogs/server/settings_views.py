"""The screens of `/server settings`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain import zone as zones
from bot.domain.report import Mode
from bot.services.settings import ServerSettings
from bot.ui import kit, modals
from bot.ui.components import Persistent, button, select
from cogs.server import routes, weekly

ANOTHER = "another"
_REPORTS: Sequence[tuple[Mode, str]] = (
    ("off", "No weekly report"),
    ("log", "Report to the log channel"),
    ("dm", "Report to me, by direct message"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The settings as one person sees them.

    `log_lacks` names what the bot may not do in the log channel; nothing where there is no such
    channel. `note` says what just happened, and `undo` is the change that can be taken back.
    """

    settings: ServerSettings
    opener: int
    now: datetime
    log_lacks: Sequence[str] | None = None
    note: str | None = None
    undo: int | None = None


def settings_view(shown: Shown) -> ui.LayoutView:
    """What holds, and a select for each; a choice counts at once."""
    held, opener = shown.settings, shown.opener
    version = held.settings.version
    return kit.panel(
        "-# Server · only you see this",
        "## Settings",
        shown.note,
        "\n".join((_log(shown), _zone(held), _report(held, shown))),
        kit.line(),
        kit.row(_channel_select(shown)),
        kit.row(
            select(
                "Usual time zone",
                _zone_options(held, shown.now),
                routes.USUAL_ZONE,
                version=version,
                opener=opener,
            )
        ),
        kit.row(
            select(
                "Weekly report",
                [kit.option(label, mode, chosen=mode == held.mode) for mode, label in _REPORTS],
                routes.REPORT_MODE,
                version=version,
                opener=opener,
            )
        ),
        _buttons(shown),
        "-# A choice counts at once. `/server changes` lists them all.",
    )


def _log(shown: Shown) -> str:
    channel_id = shown.settings.settings.log_channel_id
    if channel_id is None:
        return "**Log channel** none; changes are told nowhere"
    line = f"**Log channel** <#{channel_id}>"
    if shown.log_lacks is None:
        return f"⚠️ {line}, which is gone"
    return f"⚠️ {line}, which lacks {', '.join(shown.log_lacks)}" if shown.log_lacks else line


def _zone(held: ServerSettings) -> str:
    if held.settings.zone is None:
        return f"**Time zone** as the newest series, {held.usual_zone}"
    return f"**Time zone** {held.usual_zone}, of new series and the report"


def _report(held: ServerSettings, shown: Shown) -> str:
    if held.report is None:
        return "**Weekly report** off"
    where = "by direct message"
    if held.mode == "log":
        log = held.settings.log_channel_id
        where = f"in <#{log}>" if log is not None else "to the owner, without a log channel"
    elif held.settings.report_to is not None:
        who = "you" if held.settings.report_to == shown.opener else f"<@{held.settings.report_to}>"
        where = f"to {who}, by direct message"
    following = held.report.next(shown.now)
    return f"**Weekly report** {held.report}, {where}\n-# Next {kit.stamp(following.at, 'F')}"


def _zone_options(held: ServerSettings, now: datetime) -> list[discord.SelectOption]:
    options = [
        kit.option(zones.label(name, now), name, chosen=name == held.settings.zone)
        for name in zones.FREQUENT
    ]
    return [*options, kit.option("Another zone", ANOTHER, description="Type the name of a city")]


def _channel_select(shown: Shown) -> ui.Item[Any]:
    held = shown.settings.settings
    # Discord refuses one that is gone.
    chosen = held.log_channel_id if shown.log_lacks is not None else None
    return Persistent(
        ui.ChannelSelect[Any](
            placeholder="Log channel",
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            custom_id=routes.LOG_CHANNEL.id(version=held.version, opener=shown.opener),
            default_values=[discord.SelectDefaultValue.from_channel(discord.Object(chosen))]
            if chosen is not None
            else [],
        )
    )


def _buttons(shown: Shown) -> ui.ActionRow[Any] | None:
    held, opener = shown.settings, shown.opener
    version = held.settings.version
    buttons = (
        button("Undo", routes.SETTINGS_UNDO, change=shown.undo, opener=opener)
        if shown.undo is not None
        else None,
        button("Report time", routes.REPORT_TIMES, opener=opener) if held.report else None,
        button("No log", routes.NO_LOG, version=version, opener=opener)
        if held.settings.log_channel_id is not None
        else None,
    )
    return kit.row(*buttons) if any(buttons) else None


def log_blocked_view(
    channel_id: int, lacks: Sequence[str], role: str, opener: int
) -> ui.LayoutView:
    """A channel for the log that cannot be written to is not taken."""
    back = button("Back", routes.SETTINGS, opener=opener)
    return kit.panel(
        *weekly.blocked("Server settings", channel_id, lacks, role, back), colour=kit.NEEDS_YOU
    )


def report_times_view(held: ServerSettings, opener: int) -> ui.LayoutView:
    """The day and the hour of the report."""
    ids = {"version": held.settings.version, "opener": opener}
    return kit.panel(
        "-# Server settings",
        "## When should the report come?",
        *weekly.times(held.plan, routes.REPORT_DAY, routes.REPORT_TIME, ids),
        kit.row(button("Back", routes.SETTINGS, opener=opener)),
        f"-# In {held.plan.zone}. It counts the seven days before it.",
    )


def usual_zone_modal(version: int, opener: int) -> ui.Modal:
    """A zone by its name."""
    return modals.form(
        "Time zone",
        routes.USUAL_ZONE_NAME.id(version=version, opener=opener),
        modals.text_field("zone", "City or zone", placeholder="Europe/Berlin, or just Berlin"),
    )


def near_zones_view(near: Sequence[str], now: datetime, version: int, opener: int) -> ui.LayoutView:
    """What a typed zone may mean."""
    options = [kit.option(zones.label(name, now), name, description=name) for name in near[:25]]
    return kit.panel(
        "-# Server settings",
        "## Which of these is it?",
        kit.row(
            select("Pick a time zone", options, routes.USUAL_ZONE, version=version, opener=opener)
        ),
        kit.row(button("Back", routes.SETTINGS, opener=opener)),
    )
