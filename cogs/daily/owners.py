"""The screens of `/series`."""

from collections.abc import Sequence

import discord
from discord import app_commands, ui

from bot.domain.daily.series import Series
from bot.ui import kit
from bot.ui.components import button
from bot.ui.permissions import Need
from cogs.daily import routes

# 50 series at three lines each stay far below what one message holds.
_SHOWN = 15


def added_view(series: Series, needs: Sequence[Need], role: str) -> ui.LayoutView:
    """A new series, its first post, and what is still missing for it."""
    listed = [f"**{need.name}**, {need.purpose}" for need in needs]
    first = series.plan.slot(series.starts_on).at
    return kit.panel(
        "-# ⚠️ Series" if needs else "-# Series",
        f"## First question {kit.stamp(first)}",
        f"{kit.stamp(first, 'F')} in <#{series.channel_id}>",
        f"Before that, allow these there for the role **{role}**:\n{kit.bullets(listed)}"
        if needs
        else None,
        f"-# Edit channel → Permissions → {role}" if needs else None,
        f"-# {series.plan}. Shown in your own time above.",
        colour=kit.NEEDS_YOU if needs else kit.HOUSE,
    )


def list_view(found: Sequence[Series]) -> ui.LayoutView:
    """Every series with its next post."""
    if not found:
        return kit.panel(
            "-# Series",
            "## No series yet",
            "A series posts one question at a time you choose. `/setup` takes about a minute.",
        )
    left = len(found) - _SHOWN
    return kit.panel(
        "-# Series",
        f"## {kit.count(len(found), 'series', 'series')}",
        *(_row(series) for series in found[:_SHOWN]),
        f"-# And {left} more; the suggestions of `/series pause` list them all."
        if left > 0
        else None,
        "-# Times of the schedule are its own zone’s; the next post is shown in yours.",
    )


def _row(series: Series) -> str:
    return f"<#{series.channel_id}> · {series.plan}\n-# {state(series)}"


def state(series: Series) -> str:
    """When the next post comes, or why none does."""
    if series.paused_at is not None:
        return f"Paused {kit.stamp(series.paused_at)}"
    following = kit.stamp(series.next_run_at, "F") if series.next_run_at else "never"
    if series.held_at is not None:
        return f"⚠️ Could not post {kit.stamp(series.held_at)}, tried again {following}"
    return f"Next {following}"


def paused_view(series: Series, opener: int) -> ui.LayoutView:
    """A series rests."""
    return kit.panel(
        "-# Series",
        "## Paused",
        f"<#{series.channel_id}> · {series.plan}",
        kit.row(button("Resume", routes.RESUME, series=series.id, opener=opener, primary=True)),
        "-# Nothing is posted until you resume it. Old questions keep working.",
    )


def resumed_view(series: Series, opener: int) -> ui.LayoutView:
    """A series goes on."""
    following = series.next_run_at
    return kit.panel(
        "-# Series",
        f"## Next question {kit.stamp(following)}" if following else "## It goes on",
        f"{kit.stamp(following, 'F')} in <#{series.channel_id}>" if following else None,
        kit.row(button("Pause", routes.PAUSE, series=series.id, opener=opener)),
        f"-# {series.plan}",
    )


def remove_view(series: Series, opener: int) -> ui.LayoutView:
    """Asks before a series ends."""
    return kit.panel(
        "-# ⚠️ Series",
        "## Remove this series?",
        f"<#{series.channel_id}> · {series.plan}\n"
        "No more questions are posted there. What was asked and answered stays.",
        kit.row(
            button("Keep it", routes.KEEP, series=series.id, opener=opener),
            button("Pause", routes.PAUSE, series=series.id, opener=opener),
            button("Remove", routes.REMOVE, series=series.id, opener=opener, danger=True),
        ),
        colour=kit.NEEDS_YOU,
    )


def removed_view(series: Series) -> ui.LayoutView:
    """A series has ended."""
    return kit.panel(
        "-# Series",
        "## Removed",
        f"<#{series.channel_id}> · {series.plan}",
        "-# Its questions and answers stay. `/series add` starts a new one.",
    )


def day_suggestions(current: str) -> list[app_commands.Choice[str]]:
    """The common patterns, and what was typed."""
    common = ["Weekdays", "Every day", "Mon, Wed, Fri", "Tue, Thu", "Sat, Sun"]
    typed = current.strip()
    wanted = [text for text in common if typed.casefold() in text.casefold()]
    return [app_commands.Choice(name=text, value=text) for text in wanted or [typed[:100]]]


def series_suggestions(
    found: Sequence[Series], current: str, guild: discord.Guild | None
) -> list[app_commands.Choice[str]]:
    """Series by channel and time."""
    choices: list[app_commands.Choice[str]] = []
    for series in found:
        channel = guild.get_channel(series.channel_id) if guild is not None else None
        name = f"#{channel.name if channel is not None else 'deleted'} · {series.plan}"
        if current.casefold() in name.casefold():
            choices.append(app_commands.Choice(name=name[:100], value=str(series.id)))
    return choices[:25]
