"""The series of a server as its owners see them: all of them, and one with everything about it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.domain.daily.series import NO_QUESTIONS, Series
from bot.domain.daily.values import until
from bot.ui import kit
from bot.ui.components import button, select, turns
from bot.ui.lateness import reason
from cogs.daily import routes
from cogs.daily.fit import Fit

ROWS = 8
# A name of a channel with its plan, in an option of a select or a suggestion.
_LONGEST_NAME = 100

Names = Mapping[int, str]
"""What each channel is called; one that is missing was deleted."""


def list_view(
    found: Sequence[Series], names: Names, opener: int, page: int = 0, note: str | None = None
) -> ui.LayoutView:
    """Every series with its next post; one of them can be opened."""
    if not found:
        return kit.panel(
            "-# Series",
            "## No series yet",
            note,
            "A series posts one question at a time you choose. `/setup` takes about a minute.",
        )
    pages = -(-len(found) // ROWS)
    page = min(page, pages - 1)
    shown = found[page * ROWS : (page + 1) * ROWS]
    options = [kit.option(name_of(series, names), str(series.id)) for series in shown]
    return kit.panel(
        f"-# Series · page {page + 1} of {pages}" if pages > 1 else "-# Series",
        f"## {kit.count(len(found), 'series', 'series')}",
        note,
        *(_row(series) for series in shown),
        kit.row(select("Open a series", options, routes.OPEN, page=page, opener=opener)),
        turns(routes.LIST, page, pages, opener=opener),
        "-# Times of the schedule are its own zone’s; the next post is shown in yours.",
    )


def _row(series: Series) -> str:
    return f"<#{series.channel_id}> · {series.plan}\n-# {asks(series)}\n-# {state(series)}"


def detail_view(series: Series, fit: Fit, opener: int, note: str | None = None) -> ui.LayoutView:
    """Everything about one series; `note` says what has just happened to it."""
    needs_you = series.held_at is not None or fit.needs_you
    return kit.panel(
        "-# ⚠️ Series" if needs_you else "-# Series",
        f"## {_headline(series)}",
        note,
        state(series),
        facts(series),
        *fit.lines(),
        *_what_next(series, opener),
        colour=kit.NEEDS_YOU if needs_you else kit.HOUSE,
    )


def _what_next(series: Series, opener: int) -> Sequence[ui.ActionRow[Any]]:
    at: dict[str, Any] = {"series": series.id, "opener": opener}
    preview: dict[str, Any] = {**at, "page": 0, "titles": 0}
    end = kit.row(
        button("Queue", routes.QUEUE, **at, page=0),
        button("All series", routes.LIST, page=0, opener=opener),
        button("Remove", routes.CONFIRM, **at),
    )
    look = button("Ledger", routes.LEDGER, **at, page=0)
    if series.paused_at is not None:
        return [
            kit.row(
                button("Resume", routes.RESUME, **at, primary=True),
                button("Preview", routes.AHEAD, **preview),
                button("Edit", routes.EDIT, **at),
            ),
            kit.row(button("Post now", routes.NOW, **at), look),
            end,
        ]
    return [
        kit.row(
            button("Preview", routes.AHEAD, **preview, primary=True),
            button("Edit", routes.EDIT, **at),
            button("Pause", routes.PAUSE, **at),
        ),
        kit.row(
            button("Skip next", routes.SKIP, **at, version=series.version),
            button("Post now", routes.NOW, **at),
            look,
        ),
        end,
    ]


def _headline(series: Series) -> str:
    if series.paused_at is not None:
        day = _until(series)
        return f"Paused until {day}" if day else "Paused"
    if series.held_at is not None:
        return "A question could not be posted"
    following = series.next_run_at
    return f"Next question {kit.stamp(following)}" if following else "Nothing is planned"


def state(series: Series) -> str:
    """When the next post comes, or why none does."""
    following = kit.stamp(series.next_run_at, "F") if series.next_run_at else None
    if series.paused_at is not None:
        day = _until(series)
        rest = f"Paused until {day}" if day else f"Paused {kit.stamp(series.paused_at)}"
        return f"{rest}, then {following}" if day and following else rest
    if series.held_at is not None:
        why = reason(series.held_why or "")
        if series.held_why == NO_QUESTIONS:
            why = "no question suits its level and kinds"
        held = f"⚠️ Could not post {kit.stamp(series.held_at)}: {why}"
        return f"{held}. Tried again {following}" if following else f"{held}."
    if following is None:
        return "Nothing is planned"
    skips = series.not_before is not None and series.not_before > series.starts_on
    return f"Next {following}; the one before it is skipped" if skips else f"Next {following}"


def _until(series: Series) -> str | None:
    """The day on which a pause ends by itself."""
    day = until(series)
    return None if day is None else kit.stamp(series.plan.slot(day).at, "D")


def asks(series: Series) -> str:
    """Which questions it asks: `L6 · System design, Coding`."""
    kinds = ", ".join(kit.KINDS[kind].label for kind in series.kinds)
    return " · ".join(part for part in (series.level, kinds) if part) or "Every question"


def facts(series: Series) -> str:
    """What is set, a fact a line."""
    lines = [
        f"**Channel** <#{series.channel_id}>, {talk(series)}",
        f"**Time** {series.plan}",
        f"**Questions** {asks(series)}",
        f"**Phases** counted from {spelt(series.starts_on)}",
        f"**Ping** <@&{series.ping_role_id}>" if series.ping_role_id is not None else None,
        f"**Set up by** <@{series.created_by}>" if series.created_by is not None else None,
    ]
    return "\n".join(line for line in lines if line)


def talk(series: Series) -> str:
    """Where a question is talked about."""
    if series.place == "forum":
        return "a forum post each"
    return "a thread for each question" if series.threads else "no threads"


def spelt(day: date) -> str:
    """A local date in words: `2 March 2026`."""
    return f"{day.day} {day:%B %Y}"


def names_in(guild: discord.Guild | None) -> Names:
    """What the channels of a server are called."""
    return {} if guild is None else {channel.id: channel.name for channel in guild.channels}


def name_of(series: Series, names: Names) -> str:
    """A series by its channel and plan, as far as an option shows it."""
    return f"#{names.get(series.channel_id, 'deleted')} · {series.plan}"[:_LONGEST_NAME]
