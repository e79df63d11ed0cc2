"""Many series due at once, and many planners at work on them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.domain.delivery import State
from bot.services import planner
from bot.services.planner import CHUNK
from bot.storage.database import Database
from tests.domain.pools import Pool, plenty, pool, question
from tests.services.study import CHANNEL, ELSEWHERE, HERE, Moment, Study

DUE, SKIPPED = State.DUE, State.SKIPPED


async def test_many_series_are_planned_in_chunks(study: Study) -> None:
    series = await study.add_many(2 * CHUNK + 50)
    with capture_logs() as lines:
        await study.next_day()
    assert [line["count"] for line in lines if line["event"] == "planned"] == [CHUNK, CHUNK, 50]
    found = await study.outbox()
    assert sorted(delivery.ref for delivery in found) == sorted(one.id for one in series)
    assert {delivery.state for delivery in found} == {DUE}


async def test_exactly_one_chunk_is_planned_too(study: Study) -> None:
    await study.add_many(CHUNK)
    await study.next_day()
    await study.plan()
    assert len(await study.outbox()) == CHUNK


async def test_planners_at_once_plan_each_slot_once(database: Database, clock: Moment) -> None:
    studies = [Study(database, clock) for _ in range(4)]
    number = 2 * CHUNK + 50
    await studies[0].arrive(*range(HERE, HERE + number))
    series = await studies[0].add_many(number)
    clock.pass_by(days=1)
    async with asyncio.timeout(30):
        await asyncio.gather(*(study.plan() for study in studies))
    found = await studies[0].outbox()
    assert sorted(delivery.ref for delivery in found) == sorted(one.id for one in series)
    assert len(await studies[0].posts()) == number


async def test_planners_at_once_see_what_each_asks_in_a_channel(
    database: Database, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One series at a time, so that all of them are at work on the same channel.
    monkeypatch.setattr(planner, "CHUNK", 1)
    questions = pool(*(question(f"q{n}", "coding", topic=f"topic-{n // 4}") for n in range(40)))
    studies = [Study(database, clock, questions) for _ in range(4)]
    await studies[0].arrive(HERE)
    for _ in range(8):
        await studies[0].add_series()
    clock.pass_by(days=1)
    async with asyncio.timeout(30):
        await asyncio.gather(*(study.plan() for study in studies))
    topics = [questions[post.question_id].topic for post in await studies[0].posts()]
    assert len(topics) == len(set(topics)) == 8


# Enough for eight series to differ, and too few to differ by chance.
TOPICS = pool(*(question(f"q{n}", topic=f"topic-{n // 4}") for n in range(32)))
PAIRS = pool(
    *(question(f"a{n}", overlaps=(f"b{n}",)) for n in range(8)),
    *(question(f"b{n}") for n in range(8)),
)


@pytest.mark.parametrize("questions", [TOPICS, PAIRS], ids=["topics", "pairs"])
async def test_series_of_one_channel_that_are_planned_together_see_each_other(
    database: Database, clock: Moment, questions: Pool
) -> None:
    study = Study(database, clock, questions)
    await study.arrive(HERE, ELSEWHERE)
    for _ in range(8):
        await study.add_series()
    await study.add_series(channel_id=CHANNEL + 1)
    await study.add_series(ELSEWHERE)
    with capture_logs() as lines:
        await study.next_day()
    assert [line["event"] for line in lines] == ["planned"]
    chosen = [
        questions[post.question_id]
        for post in await study.posts()
        if (post.guild_id, post.channel_id) == (HERE, CHANNEL)
    ]
    assert len({one.topic for one in chosen}) == 8
    assert not {other for one in chosen for other in one.overlaps} & {one.id for one in chosen}


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, many rows in one statement counted once."""
    sent: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(" ".join(statement.split())[:60])

    engine = database._writer.engine.sync_engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", keep)


async def test_a_chunk_takes_as_many_statements_for_few_series_as_for_many(
    database: Database, clock: Moment
) -> None:
    study = Study(database, clock, plenty(10))
    # Not a whole chunk: after one the planner looks for another.
    many = CHUNK - 1
    await study.arrive(*range(HERE, HERE + 10 + many))
    await study.add_many(10, at="09:00")
    await study.add_many(many, HERE + 10, at="10:00")
    counted: list[list[str]] = []
    for hour in (9, 10):
        clock.now = datetime.fromisoformat(f"2026-03-03T{hour:02}:00:00+01:00")
        with _statements(database) as sent:
            await study.plan()
        counted.append(sent)
    assert counted[0] == counted[1]
    assert 8 <= len(counted[0]) <= 14
    assert len(await study.outbox()) == 10 + many
