"""The screens of `/server report`."""

from collections.abc import Callable, Sequence
from typing import Any

from discord import ui

from bot.domain.report import Count, Line, Need, Report
from bot.services.report import MOST_WEEKS_BACK
from bot.ui import kit
from bot.ui.components import button, turns
from bot.ui.lateness import reason
from cogs.server import routes

_ROWS = 5
# The most frequent; a week with more of them says most by its numbers.
_REASONS = 4
_TITLES = {0: "Nothing needs you", 1: "One thing needs you"}
_URGENT: frozenset[Need] = frozenset({"held", "unsure"})
_SKIPPED = {
    "asked": "as asked",
    "away": "the bot was away",
    "next": "the next one came first",
    "now": "one was posted by hand",
    "paused": "paused",
    "removed": "removed",
    "edited": "changed meanwhile",
    "": "the next one came first",
}


def report_view(report: Report, week: int, page: int, opener: int) -> ui.LayoutView:
    """A week for owners: totals, what needs someone, then series by series."""
    if not report.lines:
        return kit.panel(
            "-# Report",
            "## Nothing to report yet",
            "Once a series posts, its week is counted here.",
            kit.row(button("Set up", routes.CHECK, opener=opener, primary=True)),
        )
    when = "last 7 days" if week == 0 else f"{kit.count(week, 'week')} before"
    pages = -(-len(report.lines) // _ROWS)
    page = min(page, pages - 1)
    return kit.panel(
        f"{_mark(report)}Report · {when}",
        *_summary(report),
        kit.line(),
        *(_row(line) for line in report.lines[page * _ROWS : (page + 1) * _ROWS]),
        kit.row(
            button("Doctor", routes.DOCTOR, opener=opener, primary=True),
            button("Send to me", routes.SEND_REPORT, opener=opener),
            button("Send weekly", routes.SETTINGS, opener=opener),
        ),
        _weeks(week, opener),
        turns(routes.REPORT, page, pages, week=week, opener=opener),
        "-# Counted from what was posted and sent. It names no member.",
        colour=_colour(report),
    )


def weekly_view(report: Report, server: str) -> ui.LayoutView:
    """The same as a message to one person, or in the log channel."""
    busy = [line for line in report.lines if not line.is_quiet]
    left = len(busy) - _ROWS
    return kit.panel(
        f"{_mark(report)}Report · weekly",
        *_summary(report, server),
        kit.line() if busy else None,
        *(_row(line) for line in busy[:_ROWS]),
        f"-# And {left} more series." if left > 0 else None,
        "-# `/server report` has every series and earlier weeks.",
        colour=_colour(report),
    )


def sent_view(opener: int) -> ui.LayoutView:
    """The report came through."""
    return kit.panel(
        "-# Report",
        "## It is in your messages",
        "`/server settings` sends one every week.",
        kit.row(_back(opener)),
    )


def closed_view(opener: int) -> ui.LayoutView:
    """The report was refused."""
    return kit.panel(
        "-# ⚠️ Report",
        "## Your messages are closed",
        "Allow direct messages from this server in its privacy settings, then try again.",
        kit.row(
            button("Try again", routes.SEND_REPORT, opener=opener, primary=True), _back(opener)
        ),
        colour=kit.NEEDS_YOU,
    )


def _back(opener: int) -> ui.Item[Any]:
    return button("Back", routes.REPORT, week=0, page=0, opener=opener)


def _summary(report: Report, server: str | None = None) -> Sequence[str]:
    """Title, span, totals and what needs someone."""
    needs = report.needs
    total = report.total
    numbers = [
        f"{total.sent:,} sent",
        f"{total.late.total:,} late",
        f"{total.skipped.total:,} skipped",
        f"{total.held.total:,} held",
        f"{kit.count(report.failed_dms.total, 'message')} refused",
        f"{total.unreviewed:,} unreviewed",
    ]
    where = f"**{server}**, " if server is not None else ""
    return (
        f"## {_TITLES.get(len(needs), f'{len(needs)} things need you')}",
        f"{where}{kit.stamp(report.since, 'D')} to {kit.stamp(report.until, 'D')}",
        f"{', '.join(numbers)}.",
        " ".join(f"{_NEEDS[need](number)}." for need, number in needs)
        or "All of it went as planned, or was meant to rest.",
    )


_NEEDS: dict[Need, Callable[[int], str]] = {
    "held": lambda number: (
        f"{kit.count(number, 'series is', 'series are')} held: `/server doctor` says what to change"
    ),
    "unsure": lambda number: (
        f"{kit.count(number, 'post')} may be missing: look into the channel, nothing is sent twice"
    ),
    "closed": lambda number: (
        f"{kit.count(number, 'direct message was', 'direct messages were')} refused by closed doors"
    ),
    "overdue": lambda number: (
        f"{kit.count(number, 'answer has', 'answers have')} waited over 3 days for a reader: "
        "`/daily review` takes one"
    ),
}


def _row(line: Line) -> str:
    plan = str(line.plan) if line.plan is not None else "removed"
    facts = [
        f"{line.sent:,} sent" if line.sent else None,
        _reasons("late", line.late, reason),
        _reasons("skipped", line.skipped, lambda why: _SKIPPED.get(why, why)),
        _reasons("held", line.held, reason),
        f"{line.waiting:,} on the way" if line.waiting else None,
        f"{line.unsure:,} in doubt" if line.unsure else None,
        f"{line.unreviewed:,} unreviewed" if line.unreviewed else None,
    ]
    told = ", ".join(fact for fact in facts if fact is not None) or "nothing was due"
    return f"<#{line.channel_id}> · {plan}\n-# {told}"


def _reasons(what: str, count: Count, words: Callable[[str], str]) -> str | None:
    """`2 late (Discord was down)`, each reason with its number where there are several."""
    if not count.total:
        return None
    found: dict[str, int] = {}
    for why, number in count.by_reason.items():
        found[words(why)] = found.get(words(why), 0) + number
    if len(found) == 1:
        return f"{count.total:,} {what} ({', '.join(found)})"
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    listed = [f"{number:,} {why}" for why, number in ranked[:_REASONS]]
    return f"{count.total:,} {what} ({', '.join(listed)})"


def _weeks(week: int, opener: int) -> ui.ActionRow[Any]:
    return kit.row(
        button("Before", routes.REPORT, week=week + 1, page=0, opener=opener)
        if week < MOST_WEEKS_BACK
        else None,
        button("Last 7 days", routes.REPORT, week=0, page=0, opener=opener) if week else None,
    )


def _is_urgent(report: Report) -> bool:
    return any(need in _URGENT for need, _ in report.needs)


def _mark(report: Report) -> str:
    return "-# ⚠️ " if _is_urgent(report) else "-# "


def _colour(report: Report) -> int:
    return kit.NEEDS_YOU if _is_urgent(report) else kit.HOUSE
