"""Deeds become entries: once each, in any order, under the caps, and with sums that follow them."""

import asyncio
from itertools import count
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.board.points import Line, worth
from bot.services.board import listing
from bot.storage.database import Database
from bot.storage.tables.board import BOARD_SETTINGS, ENTRY, RANK, SPENT, STANDING, TOTAL
from tests.domain.lines import MONDAY, line, together
from tests.services.board.crediting import (
    WEEK,
    credited,
    differences,
    earned,
    forgotten,
    rows,
    total,
    written,
)
from tests.services.study import ANA, BEN, CY, HERE

# The examples of a test share its database: each has a server of its own.
ON_ONE_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_guilds = count(1000)


async def seen(database: Database, *user_ids: int, guild_id: int = HERE) -> None:
    async with database.transaction() as tx:
        for user_id in user_ids:
            await listing.show(tx, guild_id, user_id, joined=True)


async def test_a_deed_earns_points_once_however_often_it_is_told(database: Database) -> None:
    for _ in range(3):
        await credited(database, line("answer", 0, 7))
    await credited(database, line("answer", 0, 7), line("answer", 0, 7))
    assert await earned(database) == {("answer", "7"): 10}
    assert await total(database) == await total(database, WEEK) == 10
    assert await written(database) == 1
    assert await differences(database) == []


async def test_a_deed_is_known_by_its_thing_although_its_day_is_another(
    database: Database,
) -> None:
    await credited(database, line("answer", 0, 7))
    await credited(database, line("answer", 30, 7))
    assert await earned(database) == {("answer", "7"): 10}
    assert await differences(database) == []


async def test_a_deed_that_earns_nothing_is_written_down_too(database: Database) -> None:
    await credited(database, line("answer", 0, 1, hour=8))
    await credited(database, line("answer", 0, 2, hour=9))
    assert await earned(database) == {("answer", "1"): 10, ("answer", "2"): 0}
    assert await total(database) == 10


async def test_what_is_worth_nothing_is_not_written_down(database: Database) -> None:
    await credited(database, line("answer", 0, 1, full=0))
    assert await written(database) == 0
    assert await rows(database, TOTAL) == []


async def test_an_earlier_deed_that_is_told_later_corrects_what_came_after_it(
    database: Database,
) -> None:
    await credited(database, line("mock", 3, 2, other=BEN, span=28))
    await credited(database, line("mock", 1, 1, other=BEN, span=28))
    assert await earned(database) == {("mock", "1"): 30, ("mock", "2"): 15}
    found = [(row.thing, row.n, row.points, row.day) for row in await rows(database, ENTRY)]
    assert found == [
        ("1", 0, 30, line("mock", 1).day),
        ("2", 0, 30, line("mock", 3).day),
        ("2", 1, -15, line("mock", 3).day),
    ]
    assert await total(database) == 45
    assert await differences(database) == []


async def test_a_correction_reaches_into_later_weeks(database: Database) -> None:
    for week in (1, 2, 3):
        await credited(database, line("mock", 7 * week, week, other=BEN, span=28))
    await credited(database, line("mock", 0, 0, other=BEN, span=28))
    assert list((await earned(database)).values()) == [30, 15, 7, 0]
    assert await total(database) == 52
    assert await differences(database) == []


async def test_points_count_for_the_week_phase_season_and_all_time_of_their_day(
    database: Database,
) -> None:
    await credited(database, line("answer", 0, 1))
    await credited(database, line("answer", 30, 2))
    await credited(database, line("answer", 7 * 12, 3))
    held = {row.window: row.points for row in await rows(database, TOTAL)}
    assert held == {
        WEEK: 10,
        "week:2026-03-30": 10,
        "week:2026-05-25": 10,
        "phase:2026-03-02": 10,
        "phase:2026-03-30": 10,
        "phase:2026-05-25": 10,
        "season:2026-03-02": 20,
        "season:2026-05-25": 10,
        "all": 30,
    }
    (chosen,) = await rows(database, BOARD_SETTINGS)
    assert chosen.season_from == MONDAY


async def test_the_best_ten_weeks_make_a_season(database: Database) -> None:
    for week in range(12):
        await credited(database, line("answer", 7 * week, week, full=4 if week < 2 else 10))
    assert await total(database, f"season:{MONDAY}") == 100
    assert await total(database) == 108
    assert await differences(database) == []


async def test_those_who_are_not_seen_stand_nowhere(database: Database) -> None:
    await credited(database, line("answer"))
    assert await rows(database, STANDING) == await rows(database, RANK) == []


async def test_those_who_are_seen_stand_among_all_and_in_their_cohort(database: Database) -> None:
    await seen(database, ANA, BEN)
    async with database.transaction() as tx:
        await listing.set_cohort(tx, HERE, ANA, MONDAY)
    for user_id in (ANA, BEN, CY):
        await credited(database, line("answer"), user_id=user_id)
    await credited(database, line("cards"), user_id=ANA)
    held = {(row.scope, row.user_id): row.points
            for row in await rows(database, STANDING) if row.window == WEEK}  # fmt: skip
    assert held == {("server", ANA): 15, ("server", BEN): 10, (f"cohort:{MONDAY}", ANA): 15}
    ranks = {(row.scope, row.points): row.members
             for row in await rows(database, RANK) if row.window == WEEK}  # fmt: skip
    # A rank that nobody holds any more stays with none.
    assert ranks == {
        ("server", 10): 1,
        ("server", 15): 1,
        (f"cohort:{MONDAY}", 10): 0,
        (f"cohort:{MONDAY}", 15): 1,
    }
    assert await differences(database) == []


async def test_of_who_was_forgotten_nothing_is_taken_back(database: Database) -> None:
    await credited(database, line("mock", 0, 1, other=BEN, span=28))
    await credited(database, line("mock", 1, 2, other=BEN, span=28))
    await credited(database, line("review", 0, 1, hour=1, other=BEN))
    await forgotten(database, BEN)
    await credited(database, line("answer", 2, 1))
    assert await earned(database) == {
        ("mock", "1"): 30,
        ("mock", "2"): 15,
        ("review", "1"): 3,
        ("answer", "1"): 10,
    }
    assert await differences(database) == []


@ON_ONE_DATABASE
@given(lines=together(25), seed=st.integers(0, 99), size=st.integers(1, 6))
async def test_any_order_repetition_and_grouping_of_deeds_ends_in_the_same_points(
    database: Database, lines: list[Line], seed: int, size: int
) -> None:
    guild_id, chance = next(_guilds), Random(seed)
    told = [*lines, *chance.sample(lines, len(lines) // 2)]
    chance.shuffle(told)
    await seen(database, ANA, guild_id=guild_id)
    for start in range(0, len(told), size):
        await credited(database, *told[start : start + size], guild_id=guild_id)
    right = {key: found.points for key, found in worth(lines).items()}
    assert await earned(database, guild_id=guild_id) == right
    assert await total(database, guild_id=guild_id) == sum(right.values())
    assert [text for text in await differences(database) if f"server {guild_id}:" in text] == []


async def test_deeds_at_one_moment_end_in_the_same_points(database: Database) -> None:
    await seen(database, ANA)
    lines = [line("answer", day, 2 * day + n, hour=8 + n) for day in range(6) for n in range(2)]
    lines += [line("mock", day, day, other=BEN, span=28) for day in range(6)]
    both = [one for one in lines for _ in range(2)]
    Random(3).shuffle(both)
    await asyncio.gather(*(credited(database, one) for one in both))
    right = {key: found.points for key, found in worth(lines).items()}
    assert await earned(database) == right
    assert await total(database) == sum(right.values())
    assert await differences(database) == []


async def test_what_a_kind_gave_in_a_week_never_passes_its_cap(database: Database) -> None:
    for day in range(7):
        await credited(database, line("cards", day, day))
    (held,) = await rows(database, SPENT)
    assert (held.kind, held.week, held.points) == ("cards", MONDAY, 25)
