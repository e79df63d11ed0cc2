"""The plan by itself: what is due in a week, and what a phase asks."""

import pytest

from bot.domain.plan.track import Milestone, Phase, Task, Week


def task(id: str, *weeks: int) -> Task:
    return Task(
        id=id, origin="own", label="Do it", detail="Do it well.", evidence="self", weeks=weeks
    )


PHASE = Phase(
    id="phase.1",
    number=1,
    label="Foundation",
    aim="Begin.",
    weeks=(
        Week(number=1, focus="First", mix={"coding": 3, "behavioral": 4}),
        Week(number=2, focus="Second", mix={"coding": 5, "system-design": 2}),
    ),
    tasks=(task("one", 1), task("both", 1, 2), task("two", 2)),
    milestones=(Milestone(id="end", week=2, label="End", done_when=("Done",)),),
)


@pytest.mark.parametrize(("week", "due"), [(1, ["one", "both"]), (2, ["both", "two"]), (3, [])])
def test_a_week_has_its_tasks_in_their_order(week: int, due: list[str]) -> None:
    assert [one.id for one in PHASE.due(week)] == due


def test_a_phase_asks_what_its_weeks_ask() -> None:
    assert PHASE.mix == {"coding": 8, "behavioral": 4, "system-design": 2}
