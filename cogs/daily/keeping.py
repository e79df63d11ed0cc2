"""What an owner sees after a series was added, paused, skipped, posted by hand or removed."""

from datetime import date, datetime
from typing import Any

from discord import ui

from bot.domain.daily.series import Post, Series
from bot.domain.daily.values import until
from bot.domain.delivery import Delivery, State
from bot.domain.schedule import Slot
from bot.ui import kit
from bot.ui.components import button
from bot.ui.lateness import reason
from bot.ui.links import post_link
from cogs.daily import routes
from cogs.daily.fit import Fit
from cogs.daily.owners import asks, state, talk


def added_view(series: Series, fit: Fit, opener: int, change: int | None = None) -> ui.LayoutView:
    """A new series, its first post, and what is still missing for it."""
    first = series.next_run_at
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    pinged = f", pings <@&{series.ping_role_id}>" if series.ping_role_id is not None else ""
    return kit.panel(
        "-# ⚠️ Series" if fit.needs_you else "-# Series",
        f"## First question {kit.stamp(first)}" if first else "## It is set up",
        f"{kit.stamp(first, 'F')} in <#{series.channel_id}>" if first else None,
        f"{asks(series)}, {talk(series)}{pinged}",
        *fit.lines(),
        kit.row(
            button("Preview", routes.AHEAD, **ids, page=0, titles=0, primary=True),
            button("Edit", routes.EDIT, **ids),
            _undo(change, opener),
        ),
        f"-# {series.plan}. Shown in your own time above.",
        colour=kit.NEEDS_YOU if fit.needs_you else kit.HOUSE,
    )


def paused_view(series: Series, opener: int) -> ui.LayoutView:
    """A series rests, until a day or until it is resumed."""
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    day, following = until(series), series.next_run_at
    return kit.panel(
        "-# Series",
        f"## Paused until {kit.stamp(series.plan.slot(day).at, 'D')}" if day else "## Paused",
        f"<#{series.channel_id}> · {series.plan}",
        f"It goes on by itself: {kit.stamp(following, 'F')}" if day and following else None,
        kit.row(
            button("Resume", routes.RESUME, **ids, primary=True),
            button("1 week", routes.REST, **ids, weeks=1),
            button("2 weeks", routes.REST, **ids, weeks=2),
        ),
        "-# Old questions keep working."
        if day
        else "-# Nothing is posted until you resume it. Old questions keep working.",
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


def skipped_view(
    series: Series, slot: Slot, opener: int, change: int | None = None
) -> ui.LayoutView:
    """One post is left out."""
    following = series.next_run_at
    return kit.panel(
        "-# Series",
        "## One question is skipped",
        f"Skipped: {kit.stamp(slot.at, 'F')}",
        f"Next: {kit.stamp(following, 'F')} in <#{series.channel_id}>" if following else None,
        kit.row(
            _undo(change, opener),
            button("Series", routes.SHOW, series=series.id, opener=opener),
        ),
        f"-# {series.plan}",
    )


def post_now_view(
    series: Series, today: date, following: datetime | None, opener: int
) -> ui.LayoutView:
    """Asks before a question goes out by hand; `following` is when the one after it comes."""
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    then = f"Next: {kit.stamp(following, 'F')}" if following is not None else None
    named = series.plan.pattern.names(today) and series.paused_at is None
    after = "None comes at today’s time" if named else None
    return kit.panel(
        "-# Series · post now",
        "## Post a question now?",
        f"It goes to <#{series.channel_id}> at once and counts as today’s.",
        ". ".join(text for text in (after, then) if text) or None,
        kit.row(
            button("Post it", routes.POST, **ids, primary=True),
            button("Not now", routes.SHOW, **ids),
        ),
        "-# The series stays paused." if series.paused_at is not None else None,
    )


def posted_view(series: Series, post: Post, opener: int) -> ui.LayoutView:
    """The question is out."""
    link = post_link(post)
    where = f"<#{post.channel_id}>"
    return kit.panel(
        "-# Series · post now",
        "## The question is out",
        f"[Open it]({link}) in {where}" if link else f"It is in {where}.",
        state(series),
        kit.row(button("Series", routes.SHOW, series=series.id, opener=opener)),
    )


def not_posted_view(series: Series, fit: Fit, delivery: Delivery, opener: int) -> ui.LayoutView:
    """The question waits, or nobody knows whether it is out."""
    refused, channel = delivery.state is State.FAILED, f"<#{series.channel_id}>"
    lines = fit.lines() if refused else ()
    if refused:
        what = f"It could not be posted in {channel}: {reason(delivery.why or '')}."
    elif delivery.state is State.UNKNOWN:
        what = f"Discord did not answer, and it cannot be looked up. Have a look in {channel}."
    else:
        what = "Discord did not answer. It is tried again by itself."
    return kit.panel(
        "-# ⚠️ Series · post now",
        "## The question is not out yet",
        what,
        *lines,
        kit.row(button("Series", routes.SHOW, series=series.id, opener=opener)),
        "-# It is chosen already, and goes out once this is mended." if refused else None,
        colour=kit.NEEDS_YOU,
    )


def already_out_view(series: Series, post: Post | None, opener: int) -> ui.LayoutView:
    """Today has its question already, or one that waits to be sent."""
    link = None if post is None else post_link(post)
    channel = f"<#{series.channel_id if post is None else post.channel_id}>"
    return kit.panel(
        "-# Series · post now",
        "## Today’s question is out" if link else "## Today’s question is on its way",
        f"[Open it]({link}) in {channel}" if link else f"It goes to {channel} as soon as it can.",
        state(series),
        kit.row(button("Series", routes.SHOW, series=series.id, opener=opener)),
        "-# One question a day: the next one comes at its time.",
    )


def remove_view(series: Series, opener: int) -> ui.LayoutView:
    """Asks before a series ends."""
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    pause = None if series.paused_at else button("Pause", routes.PAUSE, **ids)
    return kit.panel(
        "-# ⚠️ Series",
        "## Remove this series?",
        f"<#{series.channel_id}> · {series.plan}\n"
        "No more questions are posted there. What was asked and answered stays.",
        kit.row(
            button("Keep it", routes.SHOW, **ids),
            pause,
            button("Remove", routes.REMOVE, **ids, danger=True),
        ),
        colour=kit.NEEDS_YOU,
    )


def removed_view(series: Series, opener: int, change: int | None = None) -> ui.LayoutView:
    """A series has ended."""
    return kit.panel(
        "-# Series",
        "## Removed",
        f"<#{series.channel_id}> · {series.plan}",
        kit.row(
            _undo(change, opener),
            button("All series", routes.LIST, page=0, opener=opener),
        ),
        "-# Its questions and answers stay. `/series add` starts a new one.",
    )


def _undo(change: int | None, opener: int) -> ui.Item[Any] | None:
    return None if change is None else button("Undo", routes.UNDO, change=change, opener=opener)
