"""The next questions of a series, for its owners: dates first, titles only to those who want to look."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.daily.series import Series
from bot.services.daily.upcoming import Upcoming
from bot.ui import kit
from bot.ui.components import button
from cogs.daily import routes

ROWS = 7
PAGES = 12
"""Twelve weeks of a question a day."""


def preview_view(
    series: Series, found: Sequence[Upcoming], opener: int, page: int = 0, titles: bool = False
) -> ui.LayoutView:
    """A page of what will be asked; `found` holds all from the first page on."""
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    rows = found[page * ROWS : (page + 1) * ROWS]
    if not rows:
        return _nothing_view(series, opener)
    first, last = page * ROWS + 1, page * ROWS + len(rows)
    more = page + 1 < PAGES and len(rows) == ROWS
    return kit.panel(
        "-# Series · preview",
        f"## The next {kit.count(len(rows), 'question')}"
        if page == 0
        else f"## Questions {first} to {last}",
        f"<#{series.channel_id}> · {series.plan}",
        *(_row(one, titles=titles) for one in rows),
        kit.row(
            button(
                "Hide titles" if titles else "Show titles",
                routes.AHEAD,
                **ids,
                page=page,
                titles=int(not titles),
            ),
            button("Next", routes.AHEAD, **ids, page=page + 1, titles=int(titles))
            if more
            else None,
            button("Back", routes.AHEAD, **ids, page=page - 1, titles=int(titles))
            if page
            else None,
        ),
        kit.row(button("Series", routes.SHOW, **ids)),
        "-# Only you see this. Titles give little away, but you may prefer not to look.",
    )


def _row(one: Upcoming, *, titles: bool) -> str:
    look = kit.KINDS[one.question.kind]
    marks = [
        f"{look.emoji} {look.label}",
        "from the queue" if one.queued else None,
        "asked before" if one.again else None,
    ]
    title = f"{one.question.short}\n" if titles else ""
    return f"{kit.stamp(one.slot.at, 'F')}\n{title}-# {' · '.join(mark for mark in marks if mark)}"


def _nothing_view(series: Series, opener: int) -> ui.LayoutView:
    ids: dict[str, Any] = {"series": series.id, "opener": opener}
    paused = series.paused_at is not None
    return kit.panel(
        "-# Series · preview",
        "## Nothing is planned",
        "The series is paused; once it goes on, its next questions are listed here."
        if paused
        else "No more questions are planned as far ahead as this looks.",
        kit.row(
            button("Resume", routes.RESUME, **ids, primary=True)
            if paused
            else button("Series", routes.SHOW, **ids, primary=True)
        ),
    )
