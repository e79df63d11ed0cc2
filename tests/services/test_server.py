"""For owners: setup step by step, the check of everything, and what becomes of a server that left."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Plan
from bot.domain.server import TEST, Setup
from bot.errors import StepsLeft, TooMany, UnknownZone
from bot.services.daily.series import MOST
from bot.services.server import KEPT_AFTER_LEAVING, Server
from bot.storage import server as stored
from bot.storage.database import Tx
from bot.storage.tables import metadata
from bot.storage.tables.server import GUILD, SETUP
from tests.services.study import A_DAY, ANA, CHANNEL, ELSEWHERE, HERE, MIA, Study
from tests.storage import rows


@pytest.fixture
def server(study: Study) -> Server:
    return study.services.server


async def choose_everything(server: Server, guild_id: int = HERE) -> Setup:
    await server.choose_channel(guild_id, MIA, channel_id=CHANNEL, place="text")
    await server.choose_zone(guild_id, MIA, "berlin")
    return await server.choose_time(guild_id, MIA, at=time(9), pattern=WEEKDAYS)


async def test_a_setup_goes_step_by_step_to_the_first_series(study: Study, server: Server) -> None:
    assert await server.setup(HERE) == Setup()
    assert (await server.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")).plan is None
    assert (await server.choose_zone(HERE, MIA, "new york")).zone == "America/New_York"
    assert (await server.choose_zone(HERE, MIA, "Berlin")).zone == "Europe/Berlin"
    assert (await server.choose_days(HERE, MIA, EVERY_DAY)).plan is None
    setup = await server.choose_time(HERE, MIA, at=time(9), pattern=WEEKDAYS)
    assert setup.plan == Plan("Europe/Berlin", time(9), WEEKDAYS)
    assert await server.setup(HERE) == setup
    assert await server.setup(ELSEWHERE) == Setup()
    series = await server.finish(HERE, MIA)
    assert (series.channel_id, series.place, series.threads) == (CHANNEL, "text", True)
    assert (series.plan, series.created_by) == (setup.plan, MIA)
    assert series.next_run_at == series.plan.next(study.clock()).at
    assert await study.services.series.of(HERE) == [series]
    # The panel starts afresh.
    assert await server.setup(HERE) == Setup()


async def test_another_channel_brings_threads_back(server: Server) -> None:
    await server.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")
    assert not (await server.skip_threads(HERE, MIA)).threads
    again = await server.choose_channel(HERE, MIA, channel_id=CHANNEL + 1, place="forum")
    assert (again.channel_id, again.place, again.threads) == (CHANNEL + 1, "forum", True)


async def test_a_series_without_threads_comes_from_a_setup_without_them(server: Server) -> None:
    await choose_everything(server)
    await server.skip_threads(HERE, MIA)
    assert not (await server.finish(HERE, MIA)).threads


async def test_steps_are_taken_back_one_by_one(server: Server) -> None:
    await choose_everything(server)
    setup = await server.step_back(HERE, MIA)
    assert (setup.at, setup.zone, setup.channel_id) == (None, "Europe/Berlin", CHANNEL)
    setup = await server.step_back(HERE, MIA)
    assert (setup.at, setup.zone, setup.channel_id) == (None, None, CHANNEL)
    for _ in range(2):
        setup = await server.step_back(HERE, MIA)
        assert (setup.at, setup.zone, setup.channel_id, setup.place) == (None, None, None, None)


async def test_a_zone_that_is_none_changes_nothing(server: Server) -> None:
    setup = await choose_everything(server)
    with pytest.raises(UnknownZone):
        await server.choose_zone(HERE, MIA, "Atlantis")
    assert await server.setup(HERE) == setup


async def test_a_setup_with_a_step_open_cannot_be_finished(study: Study, server: Server) -> None:
    with pytest.raises(StepsLeft):
        await server.finish(HERE, MIA)
    await choose_everything(server)
    for _ in range(3):
        await server.step_back(HERE, MIA)
        with pytest.raises(StepsLeft):
            await server.finish(HERE, MIA)
    assert await study.services.series.of(HERE) == []


async def test_two_who_finish_at_once_make_one_series(study: Study, server: Server) -> None:
    await choose_everything(server)
    results = await asyncio.gather(
        *(server.finish(HERE, who) for who in (MIA, ANA, MIA)), return_exceptions=True
    )
    assert sum(isinstance(result, StepsLeft) for result in results) == 2
    assert len(await study.services.series.of(HERE)) == 1


async def test_a_full_server_keeps_the_choices_of_its_setup(study: Study, server: Server) -> None:
    for _ in range(MOST):
        await study.add_series()
    setup = await choose_everything(server)
    with pytest.raises(TooMany):
        await server.finish(HERE, MIA)
    assert await server.setup(HERE) == setup


async def test_a_test_post_goes_first_and_not_late(study: Study, server: Server) -> None:
    with pytest.raises(StepsLeft):
        await server.order_test(HERE)
    await server.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")
    first, second = await server.order_test(HERE), await server.order_test(HERE)
    assert first != second
    (one, other) = await study.outbox(TEST)
    assert {one.id, other.id} == {first, second}
    assert (one.target.stops, one.due_at) == ((("channel", CHANNEL),), study.clock())
    study.clock.pass_by(minutes=5)
    await study.expire()
    assert {each.state for each in await study.outbox(TEST)} == {State.SKIPPED}


async def test_the_check_tells_series_and_how_their_posts_went(
    study: Study, server: Server
) -> None:
    await study.add_series()
    await study.post_daily()
    await study.next_day()
    (delivery,) = await study.waiting()
    study.clock.pass_by(hours=1)
    await study.end(delivery, State.DONE)
    study.clock.pass_by(hours=-1)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    check = await server.check(HERE)
    assert [series.held_why for series in check.series] == ["channel"]
    assert check.counts == {"done": 2, "failed": 1, "late": 2}
    study.clock.pass_by(days=30)
    assert (await server.check(HERE)).counts == {"late": 0}
    assert await server.check(ELSEWHERE) == type(check)(series=[], counts={"late": 0})


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
