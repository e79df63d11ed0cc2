"""What the panels of the report and of the digest share: who was faster, the channel, the hour."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.changes import Change
from bot.domain.schedule import Pattern, Plan
from bot.ui import kit
from bot.ui.components import select
from bot.ui.permissions import channel_path
from bot.ui.routes import Route


def who_changed(latest: Change | None) -> str:
    """Said to the second of two who change at once."""
    if latest is None:
        return "Someone changed this meanwhile; these are the values now."
    who = f"<@{latest.by}>" if latest.by is not None else "Someone who left"
    return f"{who} changed this {kit.stamp(latest.at)}; these are the values now."


def blocked(
    feature: str, channel_id: int, lacks: Sequence[str], role: str, back: ui.Item[Any]
) -> Sequence[kit.Piece]:
    """What is missing in a channel that cannot be written to, and the way back."""
    return (
        f"-# ⚠️ {feature}",
        "## Not allowed to write there yet",
        f"In <#{channel_id}>, allow these for the role **{role}**, then pick it again:",
        kit.bullets([f"**{name}**" for name in lacks]),
        f"-# {channel_path(role)}",
        kit.row(back),
    )


def times(plan: Plan, day: Route, time: Route, ids: Mapping[str, int]) -> Sequence[kit.Piece]:
    """What holds, and the lists of days and hours."""
    days = [Pattern(frozenset({number})) for number in range(1, 8)]
    hours = [f"{hour % 24:02}:00" for hour in range(6, 30)]
    options = [
        kit.option(str(one), str(number), chosen=one == plan.pattern)
        for number, one in enumerate(days, start=1)
    ]
    at = [kit.option(hour, hour, chosen=hour == f"{plan.at:%H:%M}") for hour in hours]
    return (
        f"Now: {plan}",
        kit.line(),
        kit.row(select("Day", options, day, **ids)),
        kit.row(select("Time of day", at, time, **ids)),
    )
