"""One person is told what a series needs, at an hour that suits them, and once."""

from datetime import datetime, time

import pytest

from bot.domain.daily.series import HELD, STOCK
from bot.domain.delivery import Delivery, State
from bot.storage import server
from bot.storage.database import Database
from tests.domain.pools import plenty, pool, question
from tests.services.study import HERE, MIA, Moment, Study

BOSS, LOG = 8, 90


async def _notices(study: Study, kind: str = STOCK) -> list[Delivery]:
    return await study.outbox(kind)


async def _log_channel(study: Study, guild_id: int = HERE) -> None:
    async with study.database.transaction() as tx:
        await server.save_settings(tx, guild_id=guild_id, version=1, log_channel_id=LOG)


async def _refuse(study: Study) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")


async def _small(database: Database, clock: Moment, each: int = 3) -> Study:
    study = Study(database, clock, plenty(each))
    await study.arrive(HERE)
    return study


async def test_who_set_it_comes_first_then_the_owner_then_the_log_channel(study: Study) -> None:
    await study.arrive(HERE, owner=BOSS)
    await _log_channel(study)
    await _refuse(study)
    (notice,) = await _notices(study, HELD)
    assert notice.target.stops == (("dm", MIA), ("dm", BOSS), ("channel", LOG))


async def test_where_nobody_is_known_the_log_channel_is_told(study: Study) -> None:
    await study.arrive(HERE, owner=None)
    await _log_channel(study)
    await study.add_series()
    await study.services.me.delete(HERE, MIA)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    (notice,) = await _notices(study, HELD)
    assert notice.target.stops == (("channel", LOG),)
    assert notice.due_at == study.clock()


@pytest.mark.parametrize("sleeper", [MIA, BOSS])
async def test_a_notice_waits_for_the_end_of_quiet_hours(study: Study, sleeper: int) -> None:
    await study.arrive(HERE, owner=BOSS)
    await study.services.me.choose(
        HERE, sleeper, quiet_from=time(8), quiet_until=time(13), zone="Europe/Berlin"
    )
    if sleeper == BOSS:
        await study.services.me.delete(HERE, MIA)
    await _refuse(study) if sleeper == MIA else await _refuse_without_setter(study)
    (notice,) = await _notices(study, HELD)
    assert notice.due_at == datetime.fromisoformat("2026-03-03T13:00:00+01:00")


async def _refuse_without_setter(study: Study) -> None:
    await study.add_series()
    await study.services.me.delete(HERE, MIA)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")


async def test_few_questions_left_are_told_once_and_that_there_are_none(
    database: Database, clock: Moment
) -> None:
    study = await _small(database, clock)
    series = await study.add_series()
    told: list[list[str]] = []
    for _ in range(26):
        await study.post_daily()
        told.append([notice.slot for notice in await _notices(study)])
    # Of twelve, seven are left after the fifth; two rounds of repeats say nothing more.
    assert told == [
        *([[]] * 4),
        *([["stock:12:7"]] * 7),
        *([["stock:12:7", "stock:12:0"]] * 15),
    ]
    one, _ = await _notices(study)
    assert (one.ref, one.target.stops, one.expires_at) == (series.id, (("dm", MIA),), None)


async def test_a_pool_that_grew_and_ran_low_again_is_told_again(
    database: Database, clock: Moment
) -> None:
    study = await _small(database, clock)
    await study.add_series()
    for _ in range(12):
        await study.post_daily()
    grown = Study(database, clock, {**plenty(3), "new": question("new")})
    assert (await grown.post_daily()).question_id == "new"
    assert [notice.slot for notice in await _notices(grown)] == [
        "stock:12:7",
        "stock:12:0",
        "stock:13:0",
    ]


async def test_each_series_runs_low_on_what_suits_it(database: Database, clock: Moment) -> None:
    study = await _small(database, clock, each=9)
    await study.add_series()
    narrow = await study.add_series(kinds=("coding",))
    for _ in range(2):
        await study.next_day()
    assert [(notice.ref, notice.slot) for notice in await _notices(study)] == [
        (narrow.id, "stock:9:7")
    ]
    stock = await study.services.queue.stock(HERE, narrow.id)
    assert stock is not None
    assert (stock.left, stock.total) == (7, 9)
    await study.services.series.remove(HERE, narrow.id, by=MIA)
    assert await study.services.queue.stock(HERE, narrow.id) is None


async def test_a_queued_repeat_does_not_say_that_few_are_left(
    database: Database, clock: Moment
) -> None:
    study = Study(database, clock, pool(*(question(f"q{n}") for n in range(9))))
    await study.arrive(HERE)
    series = await study.add_series()
    first = await study.post_daily()
    await study.post_daily()
    await study.services.queue.add(HERE, series.id, by=MIA, question_id=first.question_id)
    await study.post_daily()
    assert [notice.slot for notice in await _notices(study)] == ["stock:9:7"]
