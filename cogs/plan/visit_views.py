"""The first visit: one screen with what may be chosen, and one with where to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from discord import ui

from bot.domain import zone as zones
from bot.domain.daily.question import LEVELS, Level
from bot.services.plan.standing import Standing
from bot.services.plan.visiting import Visit
from bot.ui import kit
from bot.ui.components import button, select
from cogs.plan import routes
from cogs.plan.dates_views import USUAL_LEVEL, first_days
from cogs.plan.parts import ONLY_YOU, day

NO_PLAN = "0"
_MOST_ZONES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What was picked and is not kept before Done; without a day no plan begins."""

    level: Level = USUAL_LEVEL
    day: date | None = None
    mocks: bool = False

    @property
    def word(self) -> str:
        """As it stands in a `custom_id`: `l6-739936-0`."""
        return f"{self.level.lower()}-{self.day.toordinal() if self.day else 0}-{int(self.mocks)}"


def read_picked(word: str) -> Picked:
    """What a `custom_id` says; what makes no sense is as if nothing was picked."""
    level, _, rest = word.partition("-")
    ordinal, _, mocks = rest.partition("-")
    known: Level | None = next((one for one in LEVELS if one.lower() == level), None)
    return Picked(level=known or USUAL_LEVEL, day=read_day(ordinal), mocks=mocks == "1")


def read_day(ordinal: str) -> date | None:
    """The day of an ordinal number; none for 0 and for what is no day."""
    try:
        return date.fromordinal(int(ordinal))
    except (ValueError, OverflowError):
        return None


def visit_view(
    visit: Visit, picked: Picked, locales: Sequence[str], now: datetime
) -> ui.LayoutView:
    """All that may be chosen at first; Done alone is enough."""
    word = picked.word
    return kit.panel(
        f"-# Start · {ONLY_YOU}",
        "## Ready in four taps",
        "Your time zone is all that is needed. The rest can wait, and everything can be changed.",
        kit.row(select("Your time zone", _zones(visit, locales, now), routes.ZONE, picked=word)),
        *(() if visit.openings.plan else _of_plan(visit, picked)),
        kit.row(
            None
            if visit.in_mocks
            else button(_ticked("Mocks", picked.mocks), routes.MOCKS, picked=word),
            button(_ticked("Boards", visit.on_boards), routes.BOARDS, picked=word),
            button(_ticked("Reminders", visit.recap), routes.RECAP, picked=word),
        ),
        kit.row(button("Done", routes.DONE, primary=True, picked=word)),
        "-# Mocks: interviews with peers. Boards: your points with your name beside others. Reminders: one "
        "message a week about your own.",
    )


def _ticked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _zones(visit: Visit, locales: Sequence[str], now: datetime) -> list[Any]:
    held = visit.zone or visit.usual
    found = dict.fromkeys([held, visit.usual, *zones.likely(locales), *zones.FREQUENT])
    return [
        kit.option(zones.label(zone, now), zone, chosen=zone == held)
        for zone in list(found)[:_MOST_ZONES]
    ]


def _of_plan(visit: Visit, picked: Picked) -> Iterator[ui.ActionRow[Any]]:
    word = picked.word
    levels = [
        kit.option(f"Target level {level}", level, chosen=level == picked.level) for level in LEVELS
    ]
    days = [
        kit.option(f"Plan: {_lower(label)}", str(of.toordinal()), chosen=of == picked.day)
        for label, of in first_days(visit.openings)
    ]
    none = kit.option("Plan: none for now", NO_PLAN, chosen=picked.day is None)
    yield kit.row(select("Target level", levels, routes.LEVEL, picked=word))
    yield kit.row(select("First day of your plan", [*days, none], routes.DAY, picked=word))


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def ready_view(
    visit: Visit, found: Standing | None, now: datetime, mocks: bool = False
) -> ui.LayoutView:
    """What holds now, and the first step; `mocks` where they would like to sign up."""
    join = button("Join mocks", routes.JOIN_MOCKS) if mocks and not visit.in_mocks else None
    return kit.panel(
        f"-# Start · {ONLY_YOU}",
        "## You’re set",
        "\n".join(_set(visit, found, now)),
        kit.line(),
        "**Next:** look at today’s question and answer it before you look further. Two honest lines are "
        "enough.",
        kit.row(
            button("Today’s question", routes.TODAY, primary=True),
            button("My plan", routes.SHOW),
        ),
        kit.row(join) if join else None,
        "-# `/help` has every command; `/me show` changes what stands here.",
    )


def _set(visit: Visit, found: Standing | None, now: datetime) -> Iterator[str]:
    zone = visit.zone or visit.usual
    yield f"**Time zone** {zones.label(zone, now)}"
    if found is None:
        yield "**Plan** none yet; `/plan start` begins one"
    else:
        yield f"**Plan** {found.plan.level}, from {day(found, found.plan.start)}"
    yield f"**Boards** {'you are seen on them' if visit.on_boards else 'you are on none'}"
    yield f"**Reminders** {'one message a week' if visit.recap else 'none'}"
