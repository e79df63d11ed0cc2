"""How far a member is, days off, and the recap of a week."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.daily.question import KINDS
from bot.domain.mock.overall import Overall
from bot.domain.plan.progress import Column, Progress, Share, Step
from bot.domain.plan.recap import Done, Recap
from bot.domain.plan.streak import Vacation
from bot.services.plan.progress import Look
from bot.services.plan.vacations import Away
from cogs.me import recap_views, vacation_views
from cogs.plan import progress_views
from tests.cogs.samples import ID

NAME = "Wilhelmina-Maximiliane von Hohen"
TASK = "A task whose name is as long as the one hundred characters that a label may have, as this one has. "
DAY = date(2026, 9, 30)
WEEKS = tuple(Column(number=988 + n, days=7, is_now=n == 11, is_active=True) for n in range(12))
FULL = Progress(
    state="running",
    word="behind",
    week=12,
    weeks=12,
    phases=tuple(
        Share(label="A phase whose name has forty characters.", done=99, of=99, is_now=n == 2)
        for n in range(3)
    ),
    skills=tuple(
        Overall(kind=kind, level="L6", raters=999, mean=3.88, low=3.77, high=3.99) for kind in KINDS
    ),
    columns=WEEKS,
    current=9_999,
    longest=9_999,
    total=99_999,
    step=Step(what="task", task=TASK),
)
FEW = tuple(Overall(kind=kind, level="L4", raters=n) for n, kind in enumerate(KINDS))
AWAY = tuple(replace(one, days=None, is_away=True, is_active=False) for one in WEEKS)
EMPTY = Progress(
    state=None,
    word="",
    week=0,
    weeks=0,
    phases=(),
    skills=tuple(Overall(kind=kind) for kind in KINDS),
    columns=tuple(Column(number=n, days=None if n > 1 else 0, is_now=n == 1) for n in range(1, 13)),
    current=0,
    longest=0,
    total=0,
    step=Step(what="begin"),
)
ALL = [
    FULL,
    EMPTY,
    replace(FULL, word="on track", skills=FEW, columns=AWAY, step=Step(what="mock", kind="coding")),
    replace(FULL, word="ahead", step=Step(what="answer")),
    replace(FULL, state="paused", step=Step(what="resume")),
    replace(FULL, state="waiting", word="on track"),
    replace(FULL, state="resting", word="on track"),
    replace(FULL, state="over", word="on track").without_skills,
    replace(EMPTY, total=1, current=1, longest=1),
]
LOOKS = [Look(progress=of, can_make_up=DAY if n % 2 else None) for n, of in enumerate(ALL)]

OFF = Vacation(first=DAY, last=DAY + timedelta(days=13))
PLANNED = Away(today=DAY, zone=ZoneInfo("Pacific/Apia"), planned=[OFF] * 14, left=14)

RECAP = Recap(
    week=DAY,
    days=7,
    current=9_999,
    done=dict.fromkeys(recap_views._WORDS, Done(times=999, points=999)),
    step=Step(what="task", task=TASK),
)
QUIET = Recap(week=DAY, days=0, current=0, done={}, step=Step(what="answer"))
RECAPS = [RECAP, QUIET, replace(RECAP, done={}), replace(RECAP, days=0), replace(QUIET, step=None)]

TABLE: dict[Any, Any] = {
    progress_views.progress_view: [(look, NAME) for look in LOOKS],
    progress_views.text_view: [*((look,) for look in LOOKS), (LOOKS[0], False)],
    progress_views.share_view: [(False, False), (False, True), (True, True)],
    progress_views.shared_view: [(of, NAME, ID) for of in ALL],
    progress_views.is_shared_view: [()],
    progress_views.not_drawn_view: [()],
    vacation_views.vacation_view: [
        (PLANNED,),
        (replace(PLANNED, planned=[Vacation(first=DAY + timedelta(1), last=DAY + timedelta(1))]),),
        (replace(PLANNED, planned=[]),),
    ],
    vacation_views.no_vacation_view: [(0,), (1,)],
    recap_views.recap_view: [(recap, comes) for recap in RECAPS for comes in (True, False)],
    recap_views.told_view: [(recap, "x" * 60, ID) for recap in RECAPS],
    recap_views.stopped_view: [()],
}
