"""Plans: this week and what stands in its place, all weeks, dates, lines of their own, the first visit."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.plan.evidence import NOTE_LENGTH
from bot.domain.plan.pace import Plan
from bot.domain.plan.packing import Moved, Span, begun, tasks_of
from bot.domain.plan.reflection import LONGEST, Reflection
from bot.services.plan.noting import Looking
from bot.services.plan.standing import Own, Standing
from bot.services.plan.starting import Change, Cohort, Openings
from bot.services.plan.visiting import Visit
from cogs.plan import (
    dates_views,
    reflection_views,
    visit_views,
    week_views,
    weeks_views,
)
from cogs.plan.visit_views import Picked
from tests.cogs.samples import NOW, ZONE
from tests.domain.pools import shipped

PHASES = shipped().plan
TODAY = NOW.date()
START = TODAY - timedelta(days=30)
NOTE = "W" * NOTE_LENGTH
DONE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def standing(days: int = 30, done: int = 0, how: Any = "note", **given: Any) -> Standing:
    """So many days into a plan, with so many tasks done."""
    plan = Plan(start=TODAY - timedelta(days=days), level="L6", seen_on=TODAY, version=2**31)
    plan = replace(plan, **given)
    own = [
        Own(
            task=task,
            mine=replace(mine, done_at=DONE_AT, how=how, note=NOTE if how == "note" else None)
            if n < done
            else mine,
            seen=0 if task.needs is None else task.needs.count - 1,
        )
        for n, (task, mine) in enumerate(
            zip(tasks_of(PHASES), begun(plan, PHASES, TODAY), strict=True)
        )
    ]
    return Standing(plan=plan, phases=PHASES, tasks=own, today=TODAY, zone=ZONE)


def soon(days: int) -> date:
    return TODAY + timedelta(days=days)


WEEKS = [standing(days, done) for days in (0, 17, 40, 60, 83) for done in (0, 12, 31, 32)]
PACKED = [standing(0, interview=soon(days)) for days in (3, 9, 25, 60)]
NO_PLAN = None
WAITING = standing(-200)
PAUSED = standing(30, paused_on=soon(-9))
PAUSED_UNTIL = replace(
    PAUSED, plan=replace(PAUSED.plan, paused_until=soon(270), interview=soon(300))
)
RESTING = standing(40, 20, interview=soon(1))
OVER = standing(200, 20)
AWAY = replace(standing(40, 3), away=365, moved=12)
NEVER_THERE = replace(standing(40, 32), away=7)
FAR = standing(0, interview=soon(400))
LATE = standing(40, from_week=6)
ALL = [*WEEKS, *PACKED, WAITING, PAUSED, PAUSED_UNTIL, RESTING, OVER, AWAY, NEVER_THERE, FAR, LATE]

COHORTS = [Cohort(monday=date(2025, 9, 22) + timedelta(days=7 * n), members=20_000) for n in (0, 1)]
HERE = Cohort(monday=date(2025, 12, 29), members=1)
OPENINGS = [
    Openings(today=TODAY, cohorts=[], plan=None),
    Openings(today=TODAY, cohorts=[*COHORTS, HERE], plan=OVER.plan),
    Openings(today=date(2026, 9, 28), cohorts=COHORTS, plan=None),
]
VISITS = [
    Visit(
        zone=zone,
        usual="UTC",
        openings=openings,
        in_mocks=chosen,
        on_boards=chosen,
        recap=chosen,
    )
    for zone in (None, ZONE)
    for openings in OPENINGS
    for chosen in (False, True)
]


def change(found: Standing, moved: int, **given: Any) -> Change:
    return Change(
        was=found.plan,
        now=replace(found.plan, **given),
        moved=[
            Moved(id=own.task.id, was=Span(10, 12), now=Span(8, 10)) for own in found.tasks[:moved]
        ],
        stays=sum(own.mine.is_done for own in found.tasks),
        standing=found,
    )


LAST = Reflection(11, "", "W" * LONGEST)
WRITTEN = Reflection(12, "*W" * (LONGEST // 2), "W" * LONGEST)
FIRST = WEEKS[0].tasks[0]

TABLE: dict[Any, list[Any]] = {
    week_views.plan_view: [(NO_PLAN,), *((found,) for found in ALL)],
    week_views.no_plan_view: [()],
    week_views.week_view: [(found,) for found in WEEKS],
    week_views.welcome_view: [(AWAY,), (NEVER_THERE,)],
    week_views.waiting_view: [(WAITING,)],
    week_views.paused_view: [(PAUSED,), (PAUSED_UNTIL,)],
    week_views.resting_view: [(RESTING,)],
    week_views.over_view: [(OVER,)],
    weeks_views.phase_view: [
        (found, page) for found in (WEEKS[0], WEEKS[3], *PACKED) for page in (-1, 0, 1, 2, 9)
    ],
    weeks_views.task_view: [
        (found, own)
        for found in (WEEKS[0], WEEKS[3], standing(30, 32, "evidence"))
        for own in found.tasks
    ],
    weeks_views.tick_view: [(found,) for found in (*WEEKS, *PACKED)],
    weeks_views.nothing_to_tick_view: [()],
    weeks_views.note_modal: [(task,) for task in tasks_of(PHASES)],
    weeks_views.ticked_view: [(task, NOTE) for task in tasks_of(PHASES)],
    weeks_views.taken_back_view: [(task,) for task in tasks_of(PHASES)],
    dates_views.begin_modal: [(openings, n) for openings in OPENINGS for n in (0, 2**31)],
    dates_views.move_modal: [(WEEKS[0],), (FAR,)],
    dates_views.dates_view: [*((found,) for found in ALL), (FAR, True), (PACKED[0], True)],
    dates_views.diff_view: [
        (change(WEEKS[0], 0),),
        (change(WEEKS[2], 1, level="L7"),),
        (change(WEEKS[1], 32, start=soon(300), interview=soon(700)),),
        (change(FAR, 13, interview=None, start=soon(-31)),),
    ],
    dates_views.there_is_one_view: [(WEEKS[0],), (FAR,)],
    dates_views.anew_view: [(WEEKS[0],), (WEEKS[1],)],
    reflection_views.reflect_modal: [
        (Looking(week=12, written=WRITTEN, last=LAST),),
        (Looking(week=1, written=None, last=None),),
    ],
    reflection_views.reflected_view: [(WRITTEN,), (LAST,), (Reflection(1, "A", ""),)],
    visit_views.visit_view: [
        (visit, picked, ["de", "en-US"], NOW)
        for visit in VISITS
        for picked in (Picked(), Picked(level="L4", day=soon(4), mocks=True))
    ],
    visit_views.ready_view: [
        (visit, found, NOW, mocks)
        for visit in VISITS
        for found in (None, FAR)
        for mocks in (False, True)
    ],
}
