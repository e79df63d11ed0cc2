"""Which servers the bot is in, and what becomes of one that it left."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.services.server import KEPT_AFTER_LEAVING, Server
from bot.storage import server as stored
from bot.storage.database import Tx
from bot.storage.tables import metadata
from bot.storage.tables.server import GUILD, SETUP
from tests.services.study import A_DAY, ELSEWHERE, HERE, MIA, Study
from tests.storage import rows


@pytest.fixture
def server(study: Study) -> Server:
    return study.services.server


async def test_a_server_is_forgotten_30_days_after_it_removed_the_bot(
    study: Study, server: Server
) -> None:
    await fill(study)
    before = await contents(study)
    await server.left(HERE)
    await server.sweep(study.clock.pass_by(days=30))
    assert held_by(await contents(study), HERE)
    await server.sweep(study.clock.pass_by(milliseconds=1))
    after = await contents(study)
    assert held_by(after, HERE) == {}
    assert held_by(after, ELSEWHERE) == held_by(before, ELSEWHERE) != {}
    await server.sweep(study.clock())
    assert await contents(study) == after


async def test_coming_back_stops_the_clock(study: Study, server: Server) -> None:
    series = await study.add_series()
    await server.left(HERE)
    study.clock.pass_by(days=29)
    await study.arrive(HERE)
    study.clock.pass_by(days=29)
    await server.sweep(study.clock())
    assert await study.find(series) is not None
    # Another removal starts it anew.
    await server.left(HERE)
    await server.sweep(study.clock.pass_by(days=29))
    assert await study.find(series) is not None
    await server.sweep(study.clock.pass_by(days=2))
    assert await study.find(series) is None


async def test_a_server_that_comes_back_while_the_sweep_is_at_work_is_kept(
    study: Study, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = await study.add_series()
    await server.left(HERE)
    study.clock.pass_by(days=31)
    look = stored.left_before

    async def look_and_let_it_come_back(tx: Tx, *, moment: datetime) -> Sequence[int]:
        gone = await look(tx, moment=moment)
        monkeypatch.setattr(stored, "left_before", look)
        await study.arrive(HERE)
        return gone

    monkeypatch.setattr(stored, "left_before", look_and_let_it_come_back)
    await server.sweep(study.clock())
    assert await study.find(series) is not None


async def test_a_server_that_was_left_while_the_bot_was_away_is_noticed_at_start(
    study: Study, server: Server
) -> None:
    for guild_id in (HERE, ELSEWHERE):
        await study.arrive(guild_id)
        await study.add_series(guild_id)
    await server.present({HERE: MIA})
    await server.sweep(study.clock() + KEPT_AFTER_LEAVING + A_DAY)
    assert len(await study.services.series.of(HERE)) == 1
    assert await study.services.series.of(ELSEWHERE) == []
    assert [row["guild_id"] for row in await study.rows(GUILD)] == [HERE]


async def test_a_server_that_joins_says_nothing_about_the_others(
    study: Study, server: Server
) -> None:
    await study.arrive(HERE)
    await server.present({ELSEWHERE: None}, all_of_them=False)
    assert {row["guild_id"]: row["removed_at"] for row in await study.rows(GUILD)} == {
        HERE: None,
        ELSEWHERE: None,
    }


async def test_a_removal_that_is_told_again_does_not_start_the_clock_anew(
    study: Study, server: Server
) -> None:
    series = await study.add_series()
    await server.left(HERE)
    study.clock.pass_by(days=20)
    # A restart finds it missing still.
    await server.present({ELSEWHERE: None})
    await server.sweep(study.clock.pass_by(days=11))
    assert await study.find(series) is None


async def test_a_sweep_of_nobody_writes_nothing(study: Study, server: Server) -> None:
    await fill(study)
    before = await contents(study)
    await server.sweep(study.clock() + timedelta(days=1000))
    assert await contents(study) == before


async def fill(study: Study) -> None:
    """A row of every table for two servers."""
    filling = rows.Filling()
    for guild_id in (HERE, ELSEWHERE):
        for table in metadata.sorted_tables:
            if "guild_id" in table.c and table is not GUILD:
                filling.add(table, guild_id=guild_id)
    await study.arrive(HERE, ELSEWHERE)
    async with study.database.transaction() as tx:
        await filling.store(tx)
    assert await study.rows(SETUP)


async def contents(study: Study) -> dict[str, list[rows.Row]]:
    async with study.database.reading() as tx:
        return await rows.read(tx)


def held_by(found: dict[str, list[rows.Row]], guild_id: int) -> dict[str, list[rows.Row]]:
    """The rows of one server, by table."""
    of_guild = {
        name: [row for row in table if row.get("guild_id") == guild_id]
        for name, table in found.items()
    }
    return {name: table for name, table in of_guild.items() if table}
