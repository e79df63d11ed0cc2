"""Twelve weeks of honest and greedy behaviour: what a season comes to, and the most of any week.

The same figures stand in docs/decisions/ledger.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.domain.board import windows
from bot.domain.board.points import Line, worth
from tests.domain.lines import MONDAY, line

Behaviour = Callable[[], Iterator[Line]]
WEEKS, DAYS = 12, 84
LONGEST = 28
DOCUMENT = Path(__file__).parents[2] / "docs" / "decisions" / "ledger.md"


def _steady(share: float, *, each: int) -> Iterator[Line]:
    """So much of the weekdays; of mocks, stories, reviews and tasks, so much of an honest week’s."""
    chance, thing = Random(7), count()
    for day in range(DAYS):
        if day % 7 < 5 and chance.random() < share:
            yield line("answer", day, next(thing))
            yield line("cards", day, next(thing), hour=13)
    for week in range(0, WEEKS, each):
        day = 7 * week
        yield line("mock", day + 1, next(thing), hour=18, other=week % 8, span=LONGEST)
        yield line("story", day + 2, next(thing), hour=18)
        for n in range(2):
            yield line("review", day + n, next(thing), hour=19, other=10 + n)
            yield line("task", day + 3 + n, next(thing), hour=19)


def honest() -> Iterator[Line]:
    return _steady(0.85, each=1)


def half() -> Iterator[Line]:
    return _steady(0.5, each=2)


def cards() -> Iterator[Line]:
    """Four hundred a day are forty goals."""
    return (line("cards", day, f"{day}-{n}") for day in range(DAYS) for n in range(40))


def pair() -> Iterator[Line]:
    for day in range(DAYS):
        for n in range(3):
            yield line("mock", day, f"{day}-{n}", hour=9 + n, other=1, span=LONGEST)


def ring() -> Iterator[Line]:
    for day in range(DAYS):
        for n in range(3):
            other = (day + n) % 3
            yield line("mock", day, f"{day}-{n}", hour=9 + n, other=other, span=LONGEST)


def answers() -> Iterator[Line]:
    return (line("answer", day, f"{day}-{n}") for day in range(DAYS) for n in range(10))


def everything() -> Iterator[Line]:
    yield from answers()
    yield from cards()
    for day in range(DAYS):
        yield line("story", day, day, hour=20)
        for n in range(3):
            met = 3 * day + n
            yield line("mock", day, f"{day}-{n}", hour=9 + n, other=met % 40, span=LONGEST)
            yield line("review", day, f"{day}-{n}", hour=15, other=met % 40)
            yield line("task", day, f"{day}-{n}", hour=21)


def season(behaviour: Behaviour) -> tuple[int, int]:
    """The best ten weeks together, and the best one."""
    lines = [*behaviour()]
    found = worth(lines)
    weeks = Counter[date]()
    for one in lines:
        weeks[windows.monday(one.day)] += found[one.key].points
    return windows.in_season(weeks, MONDAY), max(weeks.values())


FIGURES: dict[Behaviour, tuple[str, int, int]] = {
    honest: ("honest", 1188, 120),
    half: ("half as much", 789, 114),
    cards: ("400 cards a day", 250, 25),
    pair: ("one pair, 3 mocks a day", 110, 45),
    ring: ("ring of four, 3 mocks a day", 223, 50),
    answers: ("10 answers a day", 500, 50),
    everything: ("everything, every day", 1200, 120),
}


@pytest.mark.parametrize("behaviour", FIGURES)
def test_a_season_comes_to_what_the_document_says(behaviour: Behaviour) -> None:
    name, total, most = FIGURES[behaviour]
    assert season(behaviour) == (total, most)
    assert f"| {name} | {total:,} | {most} |" in DOCUMENT.read_text("utf-8")


def test_doing_everything_every_day_gains_little_over_honest_work() -> None:
    assert season(everything)[0] <= 1.1 * season(honest)[0]


def test_no_greed_comes_near_honest_work_but_doing_everything() -> None:
    greedy = [season(one)[0] for one in (cards, pair, ring, answers)]
    assert max(greedy) < season(half)[0] < season(honest)[0] <= season(everything)[0]
