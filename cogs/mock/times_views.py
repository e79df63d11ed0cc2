"""The screens of `/mock times`: every week, one week, one day, and hours as text."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from discord import ui

from bot.domain import zone as zones
from bot.domain.item import spoken
from bot.domain.mock import week
from bot.domain.mock.joining import STANDING
from bot.domain.mock.member import DAY
from bot.services.mock.status import Shown, Status
from bot.ui import kit, modals
from bot.ui.components import button, select_several
from bot.ui.text import snippet
from cogs.mock import routes
from cogs.mock.joining_views import EVERY_WEEK, left_view, not_joined_view
from cogs.mock.parts import ONLY_YOU, amount, hours_lines, sharing, unusable, usable

HALVES = ("Midnight to noon", "Noon to midnight")
# Half hours of half a day.
_SLOTS = 24
_LONGEST = 2000
_MOST_ROUNDED = 4


def _missing(status: Status) -> ui.LayoutView | None:
    """The screen of those who do not take part."""
    if status.entry is None:
        return not_joined_view(status)
    return left_view() if status.entry.left_at is not None else None


def _of(status: Status) -> int:
    return status.free.week.toordinal()


def _day_and_month(day: date) -> str:
    return spoken(day.isoformat()).rsplit(" ", 1)[0]


def times_view(shown: Shown) -> ui.LayoutView:
    """When a member is free, in every week or in one."""
    status = shown.status
    missing = _missing(status)
    if missing is not None:
        return missing
    standing = status.free.week == STANDING
    grey = f"your hours · {ONLY_YOU}"
    if not standing:
        grey = f"only the week of {_day_and_month(status.free.week)}"
    return kit.panel(
        f"-# Mock · {grey}",
        f"## {_title(status)}",
        hours_lines(status),
        *_rounded(shown),
        *unusable(status),
        kit.line(),
        sharing(status.shared),
        kit.row(
            button("Day by day", routes.DAY, week=_of(status), day=1, primary=True),
            button("Write them", routes.WRITE, week=_of(status)),
            _undo(shown),
        ),
        *(_every_week(status) if standing else _one_week(status)),
        f"-# {zones.city(status.zone or 'UTC')} time. `/me show` with `zone` changes your time zone.",
    )


def _title(status: Status) -> str:
    minutes = week.usable_minutes(status.free.hours)
    if not status.free.own:
        return "As every week"
    if status.free.week == STANDING:
        return f"{amount(minutes)} a week" if minutes else "No hours yet"
    return f"{amount(minutes)} that week" if minutes else "No hours that week"


def _undo(shown: Shown) -> ui.Item[Any] | None:
    entry = shown.status.entry
    if not shown.changed or entry is None:
        return None
    return button("Undo", routes.UNDO, version=entry.version)


def _rounded(shown: Shown) -> Iterator[str]:
    found = [
        f"“{snippet(one.typed)}” counts as {one.counts}"
        if one.counts
        else f"“{snippet(one.typed)}” holds none"
        for one in shown.rounded[:_MOST_ROUNDED]
    ]
    if found:
        yield f"**Sessions begin on the quarter hour** {', '.join(found)}."


def _every_week(status: Status) -> Iterator[ui.ActionRow[Any]]:
    yield kit.row(
        button("Only this week", routes.TIMES, week=status.this_week.toordinal()),
        button("Languages", routes.LANGUAGES),
    )


def _one_week(status: Status) -> Iterator[ui.ActionRow[Any]]:
    yield kit.row(
        button("Copy last week", routes.COPY, week=_of(status)),
        button("As every week", routes.AS_USUAL, week=_of(status)) if status.free.own else None,
    )
    other, label = status.this_week, "This week"
    if status.free.week == status.this_week:
        other, label = status.this_week + timedelta(days=7), "Next week"
    yield kit.row(
        button(label, routes.TIMES, week=other.toordinal()),
        button("Every week", routes.TIMES, week=EVERY_WEEK),
    )


def hours_modal(status: Status) -> ui.Modal:
    """The hours as text, to be changed."""
    standing = status.free.week == STANDING
    return modals.form(
        "Your hours" if standing else "Your hours that week",
        routes.WRITE.id(week=_of(status)),
        modals.text_field(
            "hours",
            "When are you free?",
            description=f"On your own clock, {status.zone}. It takes the place of what was there.",
            placeholder="Tue 18-20, Sat 9:30-12",
            long=True,
            default=week.as_typed(usable(status.free.hours)) or None,
            longest=_LONGEST,
        ),
    )


def day_view(shown: Shown, day: int) -> ui.LayoutView:
    """One day by the half hour; `day` is 1 (Monday) to 7."""
    status = shown.status
    missing = _missing(status)
    if missing is not None:
        return missing
    grey = f"day {day} of 7 · {ONLY_YOU}"
    if status.free.week != STANDING:
        grey = f"the week of {_day_and_month(status.free.week)} · day {day}"
    free = week.bits(status.free.hours)
    found = week.lines(week.hours(free & week.of_span(day, 0, DAY)))
    ids: dict[str, Any] = {"week": _of(status)}
    return kit.panel(
        f"-# Mock · {grey}",
        f"## {week.FULL_DAYS[day - 1]}",
        found[0][1] if found else "Not free.",
        *unusable(status),
        sharing(status.shared),
        *(_half(free, day, half, ids) for half in range(len(HALVES))),
        kit.row(
            button("Next", routes.DAY, **ids, day=day % 7 + 1),
            button("Back", routes.DAY, **ids, day=(day - 2) % 7 + 1),
            button("All days", routes.TIMES, **ids),
            _undo(shown),
        ),
        f"-# What you tick counts at once. {zones.city(status.zone or 'UTC')} time.",
    )


def _half(free: int, day: int, half: int, ids: dict[str, Any]) -> ui.ActionRow[Any]:
    """The half hours before or after noon."""
    options = [_option(free, day, half * _SLOTS + n) for n in range(_SLOTS)]
    return kit.row(
        select_several(HALVES[half], options, routes.HALF, none_too=True, **ids, day=day, half=half)
    )


def _option(free: int, day: int, number: int) -> Any:
    span = week.half_hour(day, number)
    begins, ends = number * 30, number * 30 + 30
    held = free & span
    return kit.option(
        f"{begins // 60:02}:{begins % 60:02}–{ends // 60:02}:{ends % 60:02}",
        str(number),
        description="Free in part" if held and held != span else None,
        chosen=held == span,
    )
