"""The screens of `/me ledger`: what each point came from, and what counts at all."""

from collections.abc import Mapping
from datetime import date

from discord import ui

from bot.domain.board.account import Account, Row
from bot.domain.board.deed import DeedKind
from bot.domain.board.points import A_DAY, A_WEEK, LATE, RULES, SHARES, SHORTEST, Why
from bot.domain.board.windows import BEST, SEASON_WEEKS
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route

LEDGER = Route("me:ledger:{page}")
COUNTS = Route("me:counts")
# Of another feature, by the name that it answers to.
TODAY = Route("daily:today")

_WEEK = 7
_NAMES: Mapping[DeedKind, str] = {
    "answer": "Question answered",
    "cards": "Card goal met",
    "mock": "Mock interview, both cards in",
    "review": "Review written",
    "story": "Story with all four parts",
    "task": "Task of the plan done",
}
_ROOM: Mapping[DeedKind, tuple[str, str]] = {
    "answer": ("question", "questions"),
    "cards": ("card goal", "card goals"),
    "mock": ("mock", "mocks"),
    "review": ("review", "reviews"),
    "story": ("story", "stories"),
    "task": ("task", "tasks"),
}
_ENOUGH: Mapping[DeedKind, tuple[str, str]] = {
    "answer": ("10 points of answers a day at most", "the five of that week were full"),
    "cards": ("one card goal a day counts", "the five of that week were full"),
    "mock": ("two a day count", "two a week count"),
    "review": ("two a day count", "four a week count"),
    "story": ("one a day counts", "one a week counts"),
    "task": ("three a day count", "three a week count"),
}
"""Of each kind, why a day or a week gave no more."""


def ledger_view(account: Account) -> ui.LayoutView:
    """A page of what points came from, and what the week still has room for."""
    if not account.rows:
        return no_points_view()
    where = (
        f"page {account.page + 1} of {account.pages}" if account.pages > 1 else "only you see this"
    )
    older, newer = account.page + 1 < account.pages, account.page > 0
    return kit.panel(
        f"-# You · points · {where}",
        f"## {kit.count(account.week, 'point')} this week",
        *(_row(row, account.today) for row in account.rows),
        kit.row(
            button("Older", LEDGER, page=account.page + 1) if older else None,
            button("Newer", LEDGER, page=account.page - 1) if newer else None,
            button("What counts", COUNTS),
        ),
        f"-# {_room(account)}",
    )


def no_points_view() -> ui.LayoutView:
    """Nothing has earned anything yet."""
    return kit.panel(
        "-# You · points",
        "## No points yet",
        f"An answer of {SHORTEST} characters earns {RULES['answer'].full}, a mock interview "
        f"{RULES['mock'].full}.",
        kit.row(button("Today’s question", TODAY, primary=True)),
    )


def rules_view() -> ui.LayoutView:
    """What counts, in words."""
    full = {kind: rule.full for kind, rule in RULES.items()}
    half, quarter = (full["mock"] // share for share in SHARES[1:])
    return kit.panel(
        "-# You · points · what counts",
        "## What earns points",
        f"**{full['answer']}** A question, within 24 hours, from {SHORTEST} characters\n"
        f"-# Within a week: {LATE}. Ten points a day and fifty a week at most.",
        f"**{full['mock']}** A mock interview, in either role, both cards in within 48 hours\n"
        f"-# Two a week. With the same partner soon again {half}, {quarter}, then nothing.",
        f"**{full['review']}** A review that names two things\n"
        "-# Two a day, four a week, and two of one person’s answers a week.",
        f"**{full['task']}** A task of the plan\n-# Three a week.",
        kit.line(),
        f"{A_DAY} a day and {A_WEEK} a week at most. Of the {SEASON_WEEKS} weeks of a season the best "
        f"{BEST} count. Scores and ratings never change points.",
        kit.row(button("My points", LEDGER, page=0, primary=True)),
        "-# Each counts once. Where an earlier one comes in later, a correction follows.",
    )


def _row(row: Row, today: date) -> str:
    sign = "−" if row.points < 0 else "+" if row.points else ""
    name = "Corrected: " if row.is_correction else ""
    first = f"**{sign}{abs(row.points)}** {name}{_name(row)}"
    facts = [_day(row.line.day, today), _with(row), *_reasons(row)]
    return f"{first}\n-# {' · '.join(fact for fact in facts if fact)}"


def _name(row: Row) -> str:
    name = _NAMES[row.line.kind]
    return name if not row.is_correction else name[0].lower() + name[1:]


def _with(row: Row) -> str | None:
    kind, other = row.line.kind, row.line.other_id
    if kind not in {"mock", "review"}:
        return None
    who = "somebody who left" if other is None else f"<@{other}>"
    if kind == "review":
        return f"for {who}"
    if other is None or row.why == "again":
        return f"with {who}"
    if row.days_since is None:
        return f"with {who}, for the first time"
    return f"with {who}, first time in {kit.count(row.days_since, 'day')}"


def _reasons(row: Row) -> list[str]:
    found: list[str] = []
    if row.is_correction:
        found.append("something before it came in later")
    if row.why is not None:
        found.append(_why(row, row.why))
    elif row.line.kind == "answer" and row.line.full == LATE:
        found.append("late")
    return found


def _why(row: Row, why: Why) -> str:
    day, week = _ENOUGH[row.line.kind]
    words: Mapping[Why, str] = {
        "day": day,
        "week": week,
        "person": "two of one person’s answers a week count",
        "again": f"again after {kit.count(row.days_since or 0, 'day')}",
        "ever": "sixteen stories count in all",
        "whole day": f"the {A_DAY} of that day were full",
        "whole week": f"the {A_WEEK} of that week were full",
    }
    return words[why]


def _day(day: date, today: date) -> str:
    away = (today - day).days
    if away in {0, 1}:
        return ("Today", "Yesterday")[away]
    if 0 < away < _WEEK:
        return f"{day:%A}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {day:%B}{year}"


def _room(account: Account) -> str:
    if not account.room:
        return "This week is full. The next one begins on Monday."
    open_ = ", ".join(kit.count(number, *_ROOM[kind]) for kind, number in account.room.items())
    return f"Still open this week: {open_}"
