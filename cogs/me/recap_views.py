"""The screens of `/me recap`: a week in numbers, on request and as a message on Monday."""

from datetime import UTC, datetime, time

from discord import ui

from bot.domain.board.deed import DeedKind
from bot.domain.plan import told
from bot.domain.plan.progress import Step
from bot.domain.plan.recap import Done, Recap
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route

BY_MESSAGE = Route("me:recap:{choice:word}")
STOP = Route("me:recap-stop:g{guild}")
# Of other features, by the names that they answer to.
PROGRESS = Route("plan:progress")

ON, OFF = "on", "off"

_WORDS: dict[DeedKind, tuple[str, str]] = {
    "answer": ("question answered", "questions answered"),
    "cards": ("card goal met", "card goals met"),
    "mock": ("mock interview", "mock interviews"),
    "review": ("review written", "reviews written"),
    "story": ("story told", "stories told"),
    "task": ("task of your plan", "tasks of your plan"),
}


def recap_view(recap: Recap, comes: bool) -> ui.LayoutView:
    """Last week, and whether it comes by message."""
    by_message = button("Stop messages", BY_MESSAGE, choice=OFF)
    if not comes:
        by_message = button("Send on Mondays", BY_MESSAGE, choice=ON)
    return kit.panel(
        "-# You · recap · only you see this",
        f"## {_title(recap)}",
        *_body(recap),
        _next(recap.step),
        kit.row(button("My progress", PROGRESS, primary=True), by_message),
        "-# It comes by direct message on Monday at nine, your time."
        if comes
        else "-# Nothing is sent unless you ask for it.",
    )


def told_view(recap: Recap, guild_name: str, guild_id: int) -> ui.LayoutView:
    """The same as a direct message; a week in which nothing was done takes two lines."""
    return kit.panel(
        "-# Recap · only you get this",
        f"## {_title(recap)}",
        *_body(recap),
        _next(recap.step),
        kit.row(button("No more of these", STOP, guild=guild_id)),
        f"-# In {guild_name} you asked for this.",
    )


def stopped_view() -> ui.LayoutView:
    """It does not come any more."""
    return kit.panel(
        "-# You · recap",
        "## No more recaps",
        "In the server, `/me recap` shows your week whenever you like, and sends it again.",
    )


def _title(recap: Recap) -> str:
    if recap.is_empty:
        return "A quiet week"
    return kit.count(recap.days, "study day") if recap.days else "Your week"


def _body(recap: Recap) -> list[str]:
    if recap.is_empty:
        return ["Nothing is lost, and nothing waits for you."]
    lines = [_line(kind, one) for kind, one in recap.done.items()]
    total = kit.count(recap.points, "point")
    body = [f"From {_day(recap)} on, seven days."]
    if lines:
        body.append("\n".join(lines))
        body.append(f"**{total}** in all · {kit.count(recap.current, 'active week')} in a row")
    return body


def _line(kind: DeedKind, one: Done) -> str:
    name = kit.count(one.times, *_WORDS[kind])
    return f"**{name}**, {kit.count(one.points, 'point')}"


def _day(recap: Recap) -> str:
    # Noon of UTC is the same date nearly everywhere.
    return kit.stamp(datetime.combine(recap.week, time(12), tzinfo=UTC), "D")


def _next(step: Step | None) -> str | None:
    return None if step is None else f"**Next:** {told.step(step)}"
