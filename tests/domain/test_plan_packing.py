"""Which weeks each task has, and what a new date moves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.packing import (
    Span,
    came_in,
    difference,
    eased,
    pack,
    replanned,
    since_of,
    tasks_of,
    usual,
)
from tests.domain.planning import MONDAY, PHASES, day, plan, tasks

TRACK = tasks_of(PHASES)
FIRST = [task.id for task in PHASES[0].tasks]


def test_with_twelve_weeks_each_task_has_those_of_the_track() -> None:
    assert pack(TRACK, week=1, weeks=12) == {task.id: usual(task) for task in TRACK}
    assert usual(TRACK[0]) == Span(1, 2)


@pytest.mark.parametrize("weeks", [1, 2, 3, 6, 11])
def test_fewer_weeks_keep_the_order_of_the_phases(weeks: int) -> None:
    spans = pack(TRACK, week=1, weeks=weeks)
    last = [max(spans[task.id].last for task in phase.tasks) for phase in PHASES]
    first = [min(spans[task.id].first for task in phase.tasks) for phase in PHASES]
    assert last == sorted(last)
    assert first == sorted(first)
    # Where the weeks do not divide by three, two phases share one.
    assert all(late - early <= 0 for late, early in zip(last, first[1:], strict=False))
    assert (first[0], last[-1]) == (1, weeks)


@given(
    st.lists(st.sampled_from(TRACK), min_size=1, max_size=32, unique_by=lambda task: task.id),
    st.integers(1, 11),
    st.integers(1, 12),
)
def test_open_tasks_fill_what_is_left_up_to_the_end_and_keep_their_order(
    open_: list[object], weeks: int, week: int
) -> None:
    found = [task for task in TRACK if task in open_]
    spans = pack(found, week=week, weeks=weeks)
    assert {*spans} == {task.id for task in found}
    assert all(min(week, weeks) <= one.first <= one.last <= weeks for one in spans.values())
    for one in found:
        for other in found:
            if usual(one).first <= usual(other).first:
                assert spans[one.id].first <= spans[other.id].first
            if usual(one).last <= usual(other).last:
                assert spans[one.id].last <= spans[other.id].last


def test_who_did_the_first_phase_gets_the_weeks_that_are_left_for_the_other_two() -> None:
    open_ = [task for phase in PHASES[1:] for task in phase.tasks]
    spans = pack(open_, week=5, weeks=8)
    assert (min(one.first for one in spans.values()), spans[TRACK[-1].id].last) == (5, 8)


def test_evidence_counts_from_the_first_week_of_its_phase() -> None:
    assert [since_of(plan(), phase) for phase in PHASES] == [MONDAY, day(28), day(56)]
    packed = plan(interview=day(23))
    assert [since_of(packed, phase) for phase in PHASES] == [MONDAY, day(7), day(14)]
    short = plan(interview=day(5))
    assert [since_of(short, phase) for phase in PHASES] == [MONDAY, MONDAY, MONDAY]


def test_a_nearer_interview_moves_what_is_open_and_nothing_that_is_done() -> None:
    was = plan()
    own = tasks(was, done=FIRST)
    now = plan(interview=day(44))
    after = replanned(now, was, PHASES, own, day(14))
    assert {one.id for one in after}.isdisjoint(FIRST)
    moved = difference(own, after)
    assert {one.id for one in moved}.isdisjoint(FIRST)
    assert all(3 <= one.now.first <= one.now.last <= 6 for one in moved)
    assert difference(after, after) == []


@given(
    st.sets(st.sampled_from([task.id for task in TRACK])),
    st.integers(-20, 90),
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(5, 200)),
    st.one_of(st.none(), st.integers(5, 200)),
)
def test_whatever_moves_what_is_done_stays_and_what_counted_goes_on_counting(
    done: set[str], n: int, shift: int, before: int | None, after: int | None
) -> None:
    today = day(n)
    was = plan(interview=before and day(before))
    now = plan(day(shift), interview=after and day(shift + after))
    own = {one.id: one for one in tasks(was, done=done)}
    moved = {one.id: one for one in replanned(now, was, PHASES, own.values(), today)}
    assert moved.keys() == own.keys() - done
    for id, one in moved.items():
        assert 1 <= one.first <= one.last <= 12
        assert one.last <= now.weeks or not now.is_packed
        assert one.since <= own[id].since or own[id].since > today


def test_a_later_start_keeps_the_numbers_of_the_weeks_and_what_counted() -> None:
    was, now = plan(), plan(day(7))
    own = tasks(was)
    after = replanned(now, was, PHASES, own, day(3))
    assert difference(own, after) == []
    since = {one.id: one.since for one in after}
    assert since[FIRST[0]] == MONDAY
    assert since[PHASES[1].tasks[0].id] == day(35)


def test_an_interview_taken_off_gives_the_weeks_of_the_track_back() -> None:
    was, now = plan(interview=day(30)), plan()
    after = replanned(now, was, PHASES, tasks(was), day(1))
    assert {one.id: (one.first, one.last) for one in after} == {
        task.id: usual(task) for task in TRACK
    }


def test_the_week_in_which_they_came_follows_the_start() -> None:
    was = plan(from_week=5)
    assert came_in(was, was) == 5
    assert came_in(replace(was, start=day(14)), was) == 3
    assert came_in(replace(was, start=day(70)), was) == 1
    assert came_in(replace(was, interview=day(16)), was) == 2


def test_what_ended_while_they_were_away_moves_to_next_week() -> None:
    # Seen on the last day of week 1, and again nine days later, in week 3.
    today, away = day(15), timedelta(days=9)
    own = tasks(plan(), done=[FIRST[0]])
    moved = eased(plan(), own, today, away)
    late = {one.id for one in own if one.last == 2 and not one.is_done}
    assert late
    assert {one.id for one in moved} == late
    assert {(one.first, one.last) for one in moved} == {(3, 4)}


def test_what_was_open_before_they_left_stays_and_nothing_moves_beyond_the_end() -> None:
    own = tasks(plan())
    moved = eased(plan(), own, day(83), timedelta(days=8))
    assert {one.last for one in moved} == {12}
    assert all(own_one.last == 11 for own_one in own for one in moved if one.id == own_one.id)
    assert eased(plan(), own, day(3), timedelta(days=9)) == []
