"""Members of the mock interviews for tests: named by hand, or any that Hypothesis thinks of."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.member import WISHES, Interval, Member, Met
from bot.domain.mock.round import Round
from bot.domain.mock.weight import Fields

# A Monday in a week without a change of the clock.
MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
ROUND = Round(guild_id=7, id=3, starts=MONDAY, sends=MONDAY - timedelta(hours=12))
EVENING = Interval(2, 18 * 60, 120)


def member(id: int, **changes: Any) -> Member:
    """Somebody who is free on Tuesday evening, as everybody is."""
    whole: dict[str, Any] = {
        "zone": "UTC",
        "kinds": frozenset({"coding"}),
        "level": "L5",
        "wish": "swap",
        "languages": frozenset({"en"}),
        "hours": (EVENING,),
    }
    return Member(id=id, **whole | changes)


def met(a: int, b: int, weeks: int) -> Met:
    """A meeting so many weeks before the round."""
    return Met(a=a, b=b, week=ROUND.week - timedelta(weeks=weeks))


# Few days and hours, so that some meet and some do not.
INTERVALS = st.builds(
    Interval,
    st.integers(1, 3),
    st.sampled_from([7 * 60, 12 * 60 + 30, 18 * 60, 19 * 60 + 15, 23 * 60]),
    st.sampled_from([45, 60, 90, 180]),
)


@st.composite
def circles(draw: st.DrawFn, least: int = 2, most: int = 8) -> tuple[list[Member], list[Met]]:
    """Members with all that pairing looks at, and their history."""
    ids = draw(st.lists(st.integers(1, 10**6), min_size=least, max_size=most, unique=True))
    members = [
        Member(
            id=id,
            zone=draw(st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu"])),
            kinds=draw(st.frozensets(st.sampled_from(KINDS), min_size=1)),
            level=draw(st.sampled_from(LEVELS)),
            wish=draw(st.sampled_from(WISHES)),
            languages=draw(st.frozensets(st.sampled_from(["en", "de"]), min_size=1)),
            hours=tuple(draw(st.lists(INTERVALS, max_size=4))),
            streak=draw(st.integers(0, 9)),
            balance=draw(st.integers(-5, 5)),
            never=draw(st.frozensets(st.sampled_from(ids), max_size=1)) - {id},
        )
        for id in ids
    ]
    two = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    past = draw(st.lists(st.tuples(two, st.integers(0, 30)), max_size=8))
    return members, [met(a, b, weeks) for (a, b), weeks in past]


def best(group: Group, hard: frozenset[int] = frozenset()) -> tuple[tuple[int, ...], set[Couple]]:
    """The best of every way to pair these members, by comparing them all: what it is worth, and it."""
    size = len(group.members)
    feasible: dict[Couple, Fields] = {
        (one, other): group.fields(one, other, hard)
        for one in range(size)
        for other in range(one + 1, size)
        if group.common(one, other)
    }

    @cache
    def among(first: int, taken: frozenset[int]) -> tuple[tuple[int, ...], tuple[Couple, ...]]:
        if first == size:
            return (0,) * (1 + len(Fields._fields)), ()
        ways = [among(first + 1, taken - {first})]
        if first not in taken:
            for other in range(first + 1, size):
                if other not in taken and (first, other) in feasible:
                    worth, pairs = among(first + 1, taken | {other})
                    fields = (1, *feasible[first, other])
                    total = tuple(a + b for a, b in zip(worth, fields, strict=True))
                    ways.append((total, ((first, other), *pairs)))
        return max(ways)

    worth, pairs = among(0, frozenset())
    return worth, set(pairs)
