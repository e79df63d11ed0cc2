"""What ticks a task."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.plan.evidence import Answered, Held, Seen, count, is_whole, takes_note
from bot.domain.plan.packing import tasks_of
from tests.domain.planning import PHASES

TASKS = {task.id: task for task in tasks_of(PHASES)}
SINCE = datetime(2026, 11, 2, tzinfo=UTC)


def answers(*kinds: Any, at: datetime = SINCE) -> Seen:
    return Seen([Answered(f"q{n}", kind, at) for n, kind in enumerate(kinds)])


def mocks(*held: tuple[Any, set[Any]], at: datetime = SINCE) -> Seen:
    return Seen(mocks=[Held(kind, frozenset(roles), at) for kind, roles in held])


def test_answers_count_by_their_kind_from_the_start_of_the_phase() -> None:
    task = TASKS["task.p1.design-for-scale"]
    assert count(task, answers(*["system-design"] * 3, "coding"), SINCE) == 3
    assert count(task, answers(*["system-design"] * 9), SINCE) == 5
    assert count(task, answers("system-design", at=SINCE - timedelta(seconds=1)), SINCE) == 0
    assert not is_whole(task, answers(*["system-design"] * 4), SINCE)
    assert is_whole(task, answers(*["system-design"] * 5), SINCE)


def test_a_question_that_was_asked_twice_counts_once() -> None:
    twice = Seen([Answered("q", "coding", SINCE), Answered("q", "coding", SINCE)])
    assert count(TASKS["task.p1.coding"], twice, SINCE) == 1


@pytest.mark.parametrize(
    ("task", "held", "found"),
    [
        ("task.p1.first-mock", [("coding", {"interviewer"})], 1),
        ("task.p1.first-mock", [], 0),
        ("task.p2.interviewer", [("coding", {"candidate"})], 0),
        ("task.p2.interviewer", [("coding", {"candidate", "interviewer"})], 1),
        ("task.p2.design-mocks", [("system-design", {"candidate"})] * 2, 2),
        ("task.p2.design-mocks", [("coding", {"candidate"})] * 2, 0),
        ("task.p2.design-mocks", [("system-design", {"interviewer"})] * 2, 0),
        ("task.p3.mocks", [("coding", set[Any]())] * 5, 3),
    ],
)
def test_mocks_count_by_kind_and_role(task: str, held: list[Any], found: int) -> None:
    assert count(TASKS[task], mocks(*held), SINCE) == found


def test_what_cannot_be_seen_takes_a_note_and_never_ticks_itself() -> None:
    noted = {id for id, task in TASKS.items() if takes_note(task)}
    assert noted == {
        id for id, task in TASKS.items() if task.evidence in ("self", "cards", "stories", "career")
    }
    everything = Seen(
        [Answered(str(n), "coding", SINCE) for n in range(99)],
        [Held("coding", frozenset({"candidate"}), SINCE)] * 99,
    )
    assert not any(is_whole(TASKS[id], everything, SINCE) for id in noted)
    assert len(noted) <= 25, "they fit one select"
