"""A series of a level asks what suits it first, then what suits the next, and all before a repeat."""

import pytest

from bot.domain.daily.choice import Pool
from bot.domain.daily.question import KINDS, LEVELS, Level
from tests.domain.asking import START, ask, ids, next_one
from tests.domain.pools import plenty, pool, question

TWO = {"L4": ("L4", "L5"), "L5": ("L5", "L6"), "L6": ("L6", "L7"), "L7": ("L7",)}
MIXED = pool(
    *(
        question(f"{kind}-{level}-{n}", kind, topic=f"{kind}-{n}", levels=levels)
        for kind in KINDS
        for level, levels in TWO.items()
        for n in range(4)
    )
)


@pytest.mark.parametrize("level", LEVELS)
def test_what_suits_a_level_comes_first_then_the_next_one(level: Level) -> None:
    found = ask(MIXED, len(MIXED), level=level)
    assert sorted(ids(found)) == sorted(MIXED)
    away = [_distance(choice.question.levels, level) for _, choice in found]
    assert away[0] == 0
    # Two levels away is as far as the rules tell apart.
    assert [min(one, 2) for one in away] == sorted(min(one, 2) for one in away)
    for one, (_, choice) in zip(away, found, strict=True):
        assert ("level" in choice.relaxed, "next level" in choice.relaxed) == (one > 0, one > 1)


def test_a_series_of_no_level_asks_any() -> None:
    found = ask(MIXED, 20)
    assert {choice.question.levels for _, choice in found} == set(TWO.values())
    assert all("level" not in choice.relaxed for _, choice in found)


def _distance(levels: tuple[Level, ...], level: Level) -> int:
    return min(abs(LEVELS.index(one) - LEVELS.index(level)) for one in levels)


@pytest.mark.parametrize("series", range(50))
def test_a_question_that_joins_or_leaves_moves_no_other(series: int) -> None:
    questions = plenty(30)
    order = [one.id for one in Pool(questions).order("coding", series)]
    left = {id: one for id, one in questions.items() if id != order[3]}
    assert [one.id for one in Pool(left).order("coding", series)] == order[:3] + order[4:]
    joined = [
        one.id
        for one in Pool({**questions, "new": question("new", "coding")}).order("coding", series)
    ]
    assert [id for id in joined if id != "new"] == order


def test_each_question_is_the_first_of_some_series_and_of_no_great_share() -> None:
    drawn = Pool(plenty(30))
    firsts = [next(drawn.order("coding", series)).id for series in range(30_000)]
    shares = [firsts.count(id) / len(firsts) for id in drawn if drawn[id].kind == "coding"]
    assert len(shares) == 30
    assert min(shares) > 1 / 30 / 2
    assert max(shares) < 2 / 30


def test_the_first_question_differs_from_series_to_series() -> None:
    questions = plenty(30)
    assert len({next_one(questions, START, series=series).question.id for series in range(40)}) > 15
