"""How far somebody is, and how that is said: the same facts wherever it stands."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.daily.question import KINDS
from bot.domain.mock.overall import Overall
from bot.domain.plan import told
from bot.domain.plan.pace import Plan, pace
from bot.domain.plan.packing import begun
from bot.domain.plan.progress import Progress, Step, progress
from bot.domain.plan.streak import Vacation, streak
from tests.cogs.sampled.progress import ALL, FULL, NAME
from tests.domain.pools import shipped

TRACK = list(shipped().plan)
# A Wednesday: its first week of columns begins two days before.
START = date(2026, 3, 4)
PLAN = Plan(start=START, level="L5", seen_on=START)
NOBODY = [Overall(kind=kind) for kind in KINDS]


def of(today: date, *days: date, plan: Plan | None = PLAN, **given: Any) -> Progress:
    tasks = [] if plan is None else begun(plan, TRACK, START)
    values: dict[str, Any] = {
        "pace": None if plan is None else pace(plan, tasks, today),
        "tasks": tasks,
        "next_task": "Do it",
        "skills": NOBODY,
        "streak": streak(days, given.pop("away", []), today),
    }
    return progress(plan=plan, track=TRACK, today=today, **values | given)


def test_the_weeks_of_the_picture_are_those_of_the_streak_from_the_plans_first() -> None:
    found = of(START + timedelta(days=8), START, START + timedelta(days=7))
    assert [one.number for one in found.columns] == [*range(1, 13)]
    assert [one.days for one in found.columns[:3]] == [1, 1, None]
    assert [one.is_now for one in found.columns[:3]] == [False, True, False]
    assert (found.week, found.weeks, len(found.phases)) == (2, 12, 3)
    assert [one.is_now for one in found.phases] == [True, False, False]


def test_after_twelve_weeks_the_last_twelve_are_shown() -> None:
    found = of(START + timedelta(weeks=20), START)
    assert [one.number for one in found.columns] == [*range(10, 22)]
    assert found.columns[-1].is_now
    assert found.state == "over"


def test_a_week_away_has_no_number_and_a_week_that_freezes_filled_is_active() -> None:
    days = [START + timedelta(days=n) for n in (0, 1, 2, 3, 4, 6, 7, 8)]
    away = [Vacation(first=START + timedelta(days=12), last=START + timedelta(days=18))]
    found = of(START + timedelta(days=20), *days, away=away)
    assert [(one.days, one.is_active, one.is_away) for one in found.columns[:3]] == [
        (5, True, False),
        (3, True, False),
        (None, False, True),
    ]


@pytest.mark.parametrize(
    ("today", "plan", "days", "given", "step"),
    [
        (START, None, [], {}, Step(what="begin")),
        (START, PLAN, [], {}, Step(what="answer")),
        (START, PLAN, [START], {}, Step(what="task", task="Do it")),
        (START, PLAN, [START], {"next_task": None}, Step(what="mock", kind="system-design")),
        (START, replace(PLAN, paused_on=START), [START], {}, Step(what="resume")),
        (
            START + timedelta(weeks=13),
            PLAN,
            [START],
            {"skills": [Overall(kind=kind, raters=1) for kind in KINDS]},
            Step(what="answer"),
        ),
    ],
)
def test_there_is_one_next_step(
    today: date, plan: Plan | None, days: list[date], given: dict[str, Any], step: Step
) -> None:
    assert of(today, *days, plan=plan, **given).step == step


def test_what_others_see_has_neither_scores_nor_what_they_lead_to() -> None:
    found = replace(FULL, step=Step(what="mock", kind="coding")).without_skills
    assert (found.skills, found.step) == ((), None)
    assert "What peers saw" not in told.alt(found, NAME)
    assert FULL.without_skills.step == FULL.step


@pytest.mark.parametrize("progress_", ALL)
def test_what_stands_for_the_picture_is_short_enough(progress_: Progress) -> None:
    text = told.alt(progress_, NAME)
    assert len(text) <= 1024
    assert text.startswith(f"{NAME}’s progress. ")


@pytest.mark.parametrize(
    ("raters", "said"),
    [
        (0, "no mock yet"),
        (1, "1 person: too few to say"),
        (2, "2 people: too few to say"),
        (3, "2.8 of 4 at L6, 2.3 to 3.3, 3 people"),
    ],
)
def test_no_number_is_said_below_three_people(raters: int, said: str) -> None:
    one = Overall(kind="coding", level="L6", raters=raters, mean=2.8, low=2.3, high=3.3)
    assert told.seen(one) == said


@pytest.mark.parametrize(
    ("state", "word", "where", "standing"),
    [
        ("running", "behind", "Week 12 of 12", "A little behind"),
        ("running", "on track", "Week 12 of 12", "On track"),
        ("running", "ahead", "Week 12 of 12", "Ahead"),
        ("paused", "on track", "Week 12 of 12", "Paused"),
        ("waiting", "on track", "Not begun yet", ""),
        ("resting", "ahead", "12 weeks, done", "Rest before the day"),
        ("over", "behind", "12 weeks, done", ""),
        (None, "", "99,999 study days so far", ""),
    ],
)
def test_each_state_has_its_words(state: Any, word: str, where: str, standing: str) -> None:
    found = replace(FULL, state=state, word=word)
    assert (told.where(found), told.standing(found)) == (where, standing)
