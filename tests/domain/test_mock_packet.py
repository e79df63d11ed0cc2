"""The question of a turn: new to the candidate, at their level, and not the same everywhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.question import KINDS, LEVELS, Kind, Level, Question
from bot.domain.mock.packet import Pick, Turn, When, pick
from tests.domain.pools import question, shipped

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
TURN = Turn(guild_id=901, session_id=5, half=1, kind="coding", level="L5")
NAMES = [f"q{n}" for n in range(6)]


def at(days_ago: int) -> datetime:
    return NOW - timedelta(days=days_ago)


def fits(*levels: Level) -> dict[str, tuple[Level, ...]]:
    return {"levels": levels}


def chosen(
    questions: Sequence[Question],
    turn: Turn = TURN,
    met: When | None = None,
    known: Sequence[str] = (),
    used: When | None = None,
) -> Pick:
    found = pick(questions, turn, met=met or {}, known=known, used=used or {})
    assert found is not None
    return found


@st.composite
def pools(draw: st.DrawFn) -> list[Question]:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    levels = st.sets(st.sampled_from(LEVELS), min_size=1).map(lambda some: tuple(sorted(some)))
    kinds = st.sampled_from(["coding", "coding", "coding", "behavioral"])
    return [question(name, draw(kinds), levels=draw(levels)) for name in names]


WHEN = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 5).map(at))
TURNS = st.builds(
    Turn,
    guild_id=st.integers(1, 9),
    session_id=st.integers(1, 99),
    half=st.sampled_from([1, 2]),
    kind=st.just("coding"),
    level=st.sampled_from(LEVELS),
)


def distance(one: Question, level: Level) -> int:
    return min(abs(int(level[1]) - int(other[1])) for other in one.levels)


@settings(max_examples=300, deadline=None)
@given(
    questions=pools(),
    turn=TURNS,
    met=WHEN,
    known=st.sets(st.sampled_from(NAMES)),
    used=WHEN,
    order=st.randoms(use_true_random=False),
)
def test_the_pick_is_as_good_as_any_and_says_what_gave_way(
    questions: list[Question],
    turn: Turn,
    met: When,
    known: set[str],
    used: When,
    order,
) -> None:
    found = pick(questions, turn, met=met, known=known, used=used)
    eligible = [one for one in questions if one.kind == "coding"]
    if found is None:
        assert not eligible
        return
    one = found.question
    assert one in eligible
    assert found.beside == (turn.level not in one.levels)
    assert found.again == (one.id in met)

    fresh = [each for each in eligible if each.id not in met]
    suits = [each for each in fresh if turn.level in each.levels]
    near = [each for each in fresh if distance(each, turn.level) == 1]
    again = [each for each in eligible if each.id in met and distance(each, turn.level) <= 1]
    equals = suits or near
    if equals:
        assert one in equals
        assert (one.id in known) == any(each.id in known for each in equals)
        equals = [each for each in equals if (each.id in known) == (one.id in known)]
        longest = min(used.get(each.id, at(99)) for each in equals)
        assert used.get(one.id, at(99)) == longest
    elif again:
        assert one in again
        assert met[one.id] == min(met[each.id] for each in again)
    else:
        assert distance(one, turn.level) > 1
        assert not found.again or not fresh

    shuffled = list(questions)
    order.shuffle(shuffled)
    assert pick(shuffled, turn, met=met, known=known, used=used) == found


def test_what_the_candidate_met_is_passed_over() -> None:
    found = chosen([question("met"), question("new")], met={"met": at(1)})
    assert found == Pick(question=question("new"))


def test_the_interviewer_rather_asks_what_they_met_themselves() -> None:
    questions = [question(name) for name in NAMES]
    assert chosen(questions, known=["q3"], used={"q3": NOW}).question.id == "q3"


def test_what_was_not_asked_for_long_comes_before_what_was_asked_lately() -> None:
    used = {name: at(n) for n, name in enumerate(NAMES)}
    assert chosen([question(name) for name in NAMES], used=used).question.id == "q5"
    assert chosen([question(name) for name in [*NAMES, "new"]], used=used).question.id == "new"


def test_a_new_question_of_the_next_level_comes_before_a_repeat() -> None:
    found = chosen([question("met"), question("hard", **fits("L6", "L7"))], met={"met": at(400)})
    assert found == Pick(question=question("hard", **fits("L6", "L7")), beside=True)


def test_a_repeat_comes_before_a_question_two_levels_away() -> None:
    found = chosen([question("met"), question("far", **fits("L7"))], met={"met": at(1)})
    assert (found.question.id, found.again, found.beside) == ("met", True, False)


def test_of_repeats_the_one_met_longest_ago_is_asked_whoever_knows_it() -> None:
    met = {"q0": at(3), "q1": at(30), "q2": at(10)}
    found = chosen([question(name) for name in NAMES[:3]], met=met, known=["q0", "q2"])
    assert (found.question.id, found.again) == ("q1", True)


def test_where_nothing_else_is_there_a_question_of_a_far_level_is_asked() -> None:
    found = chosen([question("far", **fits("L7"))])
    assert (found.question.id, found.beside, found.again) == ("far", True, False)


def test_without_a_question_of_the_kind_there_is_none() -> None:
    assert pick([question("story", "behavioral")], TURN, met={}, used={}) is None
    assert pick([], TURN, met={}, used={}) is None


@pytest.mark.parametrize("what", ["guild_id", "session_id", "half"])
def test_chance_differs_by_server_session_and_half(what: str) -> None:
    questions = [question(name) for name in NAMES]
    counts = Counter(chosen(questions, replace(TURN, **{what: n})).question.id for n in range(600))
    assert set(counts) == set(NAMES)
    assert min(counts.values()) > 60


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_what_is_shipped_lasts_a_session_a_week_for_a_year(kind: Kind, level: Level) -> None:
    questions = list(shipped().questions.values())
    met: dict[str, datetime] = {}
    for week in range(52):
        turn = replace(TURN, session_id=week, kind=kind, level=level)
        found = chosen(questions, turn, met=met)
        assert not found.again
        met[found.question.id] = NOW + timedelta(weeks=week)
