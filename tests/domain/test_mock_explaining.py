"""What a pair reads is about the pair alone; nobody can tell a “never” from a lack of common time."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.mock import pairing
from bot.domain.mock.explaining import told, why
from bot.domain.mock.group import Group
from bot.domain.mock.member import Interval, Member, Met
from bot.domain.mock.round import LeftOut, Pair, Pairing
from tests.domain.circle import EVENING, ROUND, circles, member, met

NAMES = {1: "Ana", 2: "Ben", 3: "Cy"}


def of_two(history: list[Met] | None = None, **second: object) -> Pair:
    return pairing.pair(ROUND, [member(1), member(2, **second)], history or []).pairs[0]


def lines(pair: Pair) -> dict[str, str]:
    return dict(why(pair, NAMES))


def texts(found: Pairing, these_two: set[int]) -> list[object]:
    """Everything that anybody reads of a round, but not what would help these two."""
    names = {id: f"m{id}" for pair in found.pairs for id in pair.members}
    left = [
        replace(one, evening=None) if one.member in these_two else one for one in found.left_out
    ]
    return [
        *((pair.members, why(pair, names), pair.proposals) for pair in found.pairs),
        *((one.member, told(one)) for one in left),
    ]


def test_a_pair_reads_five_lines() -> None:
    pair = of_two([met(1, 2, 8)], level="L6", wish="interview")
    assert why(pair, NAMES) == (
        ("Time", "You could both begin at 5 different times this week."),
        ("Kind", "You both chose coding."),
        ("Level", "You aim at L5 and L6, one level apart."),
        ("New", "You last met 8 weeks ago."),
        ("Turns", "Ben interviews Ana."),
    )


@pytest.mark.parametrize(
    ("line", "second", "expected"),
    [
        ("Time", {"hours": (Interval(2, 18 * 60, 60),)}, "You could both begin at one time this week."),
        ("Kind", {"kinds": frozenset({"behavioral"})}, "You chose different kinds, so agree on one."),
        ("Level", {}, "You both aim at L5."),
        ("Level", {"level": "L7"}, "You aim at L5 and L7, 2 levels apart."),
        ("New", {}, "You have not met in the last 26 weeks."),
        ("Turns", {"balance": -1}, "You swap roles half-way; Ben interviews first."),
    ],
)  # fmt: skip
def test_each_line_says_what_is_so(line: str, second: dict[str, object], expected: str) -> None:
    assert lines(of_two(**second))[line] == expected


def test_kinds_are_listed_in_their_order() -> None:
    kinds = frozenset({"coding", "behavioral", "system-design"})
    there = [member(1, kinds=kinds), member(2, kinds=kinds)]
    assert lines(pairing.pair(ROUND, there, []).pairs[0])["Kind"] == (
        "You both chose system design, behavioural and coding."
    )


def test_last_week_is_a_week_ago_and_so_is_this_one() -> None:
    assert lines(of_two([met(1, 2, 1)]))["New"] == "You last met a week ago."
    assert lines(of_two([met(1, 2, 0)]))["New"] == "You last met a week ago."


def test_a_wish_that_cannot_be_is_said() -> None:
    there = [member(1, wish="interview"), member(2, wish="interview", balance=-1)]
    assert lines(pairing.pair(ROUND, there, []).pairs[0])["Turns"] == (
        "You wished for the same role, so you swap half-way; Ben interviews first."
    )


def test_a_third_is_told_what_they_do() -> None:
    pair = pairing.pair(ROUND, [member(id) for id in NAMES], []).pairs[0]
    assert pair.third is not None
    assert lines(pair)["Time"] == "All three of you could begin at 5 different times this week."
    assert lines(pair)["Turns"].endswith(f"interviews first. {NAMES[pair.third]} observes.")


def left(members: list[Member], id: int) -> LeftOut:
    found = pairing.pair(ROUND, members, [])
    return next(one for one in found.left_out if one.member == id)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member(3)], "Nobody else was in this round."),
        (
            [member(3, hours=()), member(1), member(2)],
            "No full hour of yours is left in this week. A free Tuesday evening helps most.",
        ),
        (
            [member(3, hours=(Interval(3, 600, 60),)), member(1), member(2)],
            (
                "Nobody in this round shares a free hour and a language with you. "
                "A free Tuesday evening helps most."
            ),
        ),
        (
            [member(3, languages=frozenset({"de"})), member(1), member(2)],
            "Nobody in this round shares a free hour and a language with you.",
        ),
    ],
)
def test_whoever_is_left_out_reads_why_and_what_helps(members: list[Member], expected: str) -> None:
    assert told(left(members, 3)) == expected


def test_whoever_finds_no_three_reads_so() -> None:
    # 1 and 2 meet in the evening, 3 could meet 1 in the morning; 1 and 2 waited longer.
    morning = Interval(4, 9 * 60, 60)
    there = [
        member(1, hours=(EVENING, morning), streak=1),
        member(2, streak=1),
        member(3, hours=(morning,)),
    ]
    assert told(left(there, 3)) == (
        "Everybody who shares a free hour with you is paired, and no three fits. "
        "A free Tuesday evening helps most."
    )


def test_an_evening_with_somebody_one_never_meets_does_not_help() -> None:
    thursday = Interval(4, 19 * 60, 60)
    there = [
        member(1, hours=()),
        *(member(id, hours=(thursday,)) for id in (2, 3)),
        *(member(id, hours=(EVENING,)) for id in (4, 5, 6)),
    ]
    assert left(there, 1).evening == 2
    shy = [replace(there[0], never=frozenset({4, 5})), *there[1:]]
    assert left(shy, 1).evening == 4
    shunned = [there[0], *(replace(one, never=frozenset({1})) for one in there[1:])]
    assert left(shunned, 1).evening is None


@settings(max_examples=100, deadline=None)
@given(circles(least=3))
def test_a_never_reads_like_a_lack_of_common_time(circle: tuple[list[Member], list[Met]]) -> None:
    members, history = circle
    one, other, *rest = sorted(members, key=lambda each: each.id)
    # In the one world the two share Sunday morning and nothing else, and one says “never”; in the
    # other the second is free at noon instead, and all there is apart from that is the same.
    one = replace(one, zone="UTC", hours=(Interval(1, 19 * 60, 90), Interval(7, 8 * 60, 60)))
    later = (Interval(2, 19 * 60, 90), Interval(7, 12 * 60, 60))
    other = replace(other, zone="UTC", hours=later, never=other.never - {one.id})
    one = replace(one, never=one.never - {other.id})
    shy = replace(one, never=one.never | {other.id})
    early = replace(other, hours=(later[0], Interval(7, 8 * 60, 60)))
    never = pairing.pair(ROUND, [shy, early, *rest], history)
    apart = pairing.pair(ROUND, [one, other, *rest], history)
    these_two = {one.id, other.id}
    assert texts(never, these_two) == texts(apart, these_two)


@settings(max_examples=60, deadline=None)
@given(circles(least=3), st.data())
def test_a_never_between_two_without_a_common_hour_is_read_by_nobody(
    circle: tuple[list[Member], list[Met]], data: st.DataObject
) -> None:
    members, history = circle
    group = Group.of(ROUND, members, history)
    apart = [
        (a, b)
        for a, b in combinations(range(len(members)), 2)
        if not group.starts[a] & group.starts[b]
    ]
    assume(apart)
    one, other = (group.members[place] for place in data.draw(st.sampled_from(apart)))
    shy = replace(one, never=one.never | {other.id})
    rest = [each for each in members if each != one]
    before = pairing.pair(ROUND, members, history)
    after = pairing.pair(ROUND, [shy, *rest], history)
    assert texts(after, {one.id, other.id}) == texts(before, {one.id, other.id})


@settings(max_examples=60, deadline=None)
@given(circles(least=3), st.data())
def test_what_would_help_is_counted_as_if_those_one_never_meets_were_not_there(
    circle: tuple[list[Member], list[Met]], data: st.DataObject
) -> None:
    members, history = circle
    one, other = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=2, unique=True))
    said_by = data.draw(st.sampled_from([one, other]))
    of_whom = other if said_by == one else one
    shy = replace(said_by, never=said_by.never | {of_whom.id})
    rest = [each for each in members if each not in (one, other)]
    here = one if said_by == other else shy

    def hint(there: list[Member]) -> int | None:
        group = Group.of(ROUND, there, history)
        place = next(n for n, each in enumerate(group.members) if each.id == one.id)
        return pairing._evening(group, place)

    assert hint([shy, of_whom, *rest]) == hint([here, *rest])
