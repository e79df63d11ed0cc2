"""The panel that changes a series: its values, what changed, and the modal for time and days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui
from discord.app_commands import Choice

from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.daily.series import Series
from bot.services.daily.series import Edited
from bot.ui import kit, modals
from bot.ui.components import Persistent, button, select
from bot.ui.routes import Route
from bot.ui.text import quote
from cogs.daily import routes
from cogs.daily.fit import CHANNELS, Fit
from cogs.daily.owners import asks, facts, spelt, state

ALL = "all"
# Every day of the month, each named.
_LONGEST_DAYS = 200


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody was faster: `note` says who, and what was `typed` meanwhile is given back."""

    note: str
    typed: str | None = None


def edit_view(
    series: Series,
    fit: Fit,
    opener: int,
    edited: Edited | None = None,
    stale: Stale | None = None,
) -> ui.LayoutView:
    """All values, each to be changed at once; above them what was changed just now."""
    changed: Sequence[str] = differences(edited.before, edited.after) if edited is not None else ()
    title = "Changed" if changed else "Edit this series" if edited is None else "Nothing changed"
    passed = edited is not None and edited.passed_today
    return kit.panel(
        "-# ⚠️ Series · edit" if fit.needs_you else "-# Series · edit",
        f"## {title}" if stale is None else "## Changed meanwhile",
        None if stale is None else stale.note,
        quote(stale.typed) if stale is not None and stale.typed else None,
        "\n".join(changed) or None,
        state(series),
        "Today’s time has passed by this plan." if passed else None,
        kit.line(),
        facts(series),
        *fit.lines(),
        *_selects(series, opener),
        *_rows(series, opener, edited if changed else None),
        "-# Each choice is kept at once.",
        colour=kit.NEEDS_YOU if fit.needs_you else kit.HOUSE,
    )


def _selects(series: Series, opener: int) -> Sequence[ui.ActionRow[Any]]:
    ids: dict[str, Any] = {"series": series.id, "version": series.version, "opener": opener}
    kinds = [
        kit.option(f"{kit.KINDS[kind].emoji} {kit.KINDS[kind].label}", kind, chosen=kind in chosen)
        for chosen in [series.kinds or KINDS]
        for kind in KINDS
    ]
    levels = [
        kit.option("Every level", ALL, chosen=series.level is None),
        *(kit.option(level, level, chosen=series.level == level) for level in LEVELS),
    ]
    role = _default(series.ping_role_id, discord.SelectDefaultValueType.role)
    channel = _default(series.channel_id, discord.SelectDefaultValueType.channel)
    return [
        kit.row(_kinds_select(kinds, routes.KINDS, **ids)),
        kit.row(select("Level", levels, routes.LEVEL, **ids)),
        kit.row(
            Persistent(
                ui.ChannelSelect[Any](
                    placeholder="Channel",
                    channel_types=[*CHANNELS],
                    custom_id=routes.PLACE.id(**ids),
                    default_values=channel,
                )
            )
        ),
        kit.row(
            Persistent(
                ui.RoleSelect[Any](
                    placeholder="Role to ping: none",
                    custom_id=routes.ROLE.id(**ids),
                    min_values=0,
                    default_values=role,
                )
            )
        ),
    ]


def _kinds_select(options: list[discord.SelectOption], route: Route, **ids: object) -> ui.Item[Any]:
    return Persistent(
        ui.Select[Any](
            placeholder="Kinds",
            options=options,
            max_values=len(options),
            custom_id=route.id(**ids),
        )
    )


def _default(
    id: int | None, kind: discord.SelectDefaultValueType
) -> list[discord.SelectDefaultValue]:
    return [] if id is None else [discord.SelectDefaultValue(id=id, type=kind)]


def _rows(series: Series, opener: int, edited: Edited | None) -> Sequence[ui.ActionRow[Any]]:
    """What can be pressed; after a change it can be taken back."""
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    versioned: dict[str, Any] = {**ids, "version": series.version}
    show = button("Back", routes.SHOW, **ids)
    talk = (
        button("No threads" if series.threads else "Threads", routes.THREAD, **versioned)
        if series.place == "text"
        else None
    )
    times = button("Time and days", routes.TIMES, **versioned)
    if edited is None:
        return [kit.row(times, talk, show)]
    return [
        kit.row(
            button("Done", routes.SHOW, **ids, primary=True),
            None
            if edited.change_id is None
            else button("Undo", routes.UNDO, change=edited.change_id, opener=opener),
            button("Post now", routes.NOW, **ids) if edited.passed_today else None,
        ),
        kit.row(times, talk),
    ]


def times_modal(series: Series, opener: int) -> ui.Modal:
    """Time, days, zone and start, as they are now."""
    ids: dict[str, Any] = {"series": series.id, "version": series.version, "opener": opener}
    pattern = series.plan.pattern
    return modals.form(
        "Time and days",
        routes.TIMES.id(**ids),
        modals.text_field(
            "time",
            "Time of day",
            placeholder="17:30",
            longest=5,
            default=f"{series.plan.at:%H:%M}",
        ),
        modals.text_field(
            "days",
            "Days",
            description="Weekdays, every 3 days, Mon and Wed, every 2 weeks on Monday, 1st and 15th",
            default=days_of(series),
            longest=_LONGEST_DAYS,
        ),
        modals.check_field(
            "weekends", "Weekends", [("Leave out Saturdays and Sundays", not pattern.weekends)]
        ),
        modals.text_field(
            "zone",
            "City or zone",
            placeholder="Europe/Berlin, or just Berlin",
            default=series.plan.zone,
        ),
        modals.text_field(
            "starts",
            "Start",
            description="Its phases of four weeks are counted from this day",
            default=spelt(series.starts_on),
        ),
    )


def days_of(series: Series) -> str:
    """The days as the modal shows them; what stays as it is is not read anew."""
    return str(replace(series.plan.pattern, weekends=True))


def differences(before: Series, after: Series) -> Sequence[str]:
    """Each value that is another now: `**Time** 09:00 → 10:00`."""
    pairs = zip(_values(before), _values(after), strict=True)
    return [f"**{name}** {old} → {new}" for (name, old), (_, new) in pairs if old != new]


def _values(series: Series) -> Sequence[tuple[str, str]]:
    role = series.ping_role_id
    return [
        ("Channel", f"<#{series.channel_id}>"),
        ("Time", f"{series.plan.at:%H:%M}"),
        ("Days", str(series.plan.pattern)),
        ("Zone", series.plan.zone),
        ("Questions", asks(series)),
        ("Start", spelt(series.starts_on)),
        ("Threads", "on" if series.threads else "off"),
        ("Ping", "nobody" if role is None else f"<@&{role}>"),
    ]


def kind_choices() -> list[Choice[str]]:
    """One kind or all of them, for an option of a command."""
    return [
        Choice(name="All", value=ALL),
        *(Choice(name=kit.KINDS[kind].label, value=kind) for kind in KINDS),
    ]


LEVEL_CHOICES = [Choice(name=level, value=level) for level in LEVELS]
"""One level, for an option of a command."""


def level_choices() -> list[Choice[str]]:
    """One level or all of them."""
    return [Choice(name="All", value=ALL), *LEVEL_CHOICES]
