"""Owners order what a series asks next; every change is on record and can be taken back."""

import asyncio
from datetime import date
from random import Random
from typing import Any

import pytest

from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.errors import ChangedMeanwhile, NoSuchSeries, NotYourChange, WhichQuestion
from bot.services.daily.queue import Queue, QueueKeeping
from bot.storage import server
from bot.storage.database import Database
from bot.storage.tables.server import CHANGE
from tests.domain.pools import pool, question
from tests.services.study import ANA, ELSEWHERE, HERE, MIA, Moment, Study

POOL = pool(
    question("cache", "system-design", title="One cache for forty services", short="One cache"),
    question("chat", "system-design", title="Chat that survives tunnels", short="Group chat"),
    question("story", "behavioral", title="A time you were wrong", short="Wrong once"),
    question("heap", "coding", title="Serve by deadline", short="Deadlines", prompt="Cache a lot. " * 9),
)  # fmt: skip


@pytest.fixture
async def study(database: Database, clock: Moment) -> Study:
    """A server with four questions."""
    study = Study(database, clock, POOL)
    await study.arrive(HERE)
    return study


@pytest.fixture
async def series(study: Study) -> Series:
    return await study.add_series()


@pytest.fixture
def queue(study: Study) -> QueueKeeping:
    return study.services.queue


async def _fill(queue: QueueKeeping, series: Series, *questions: str) -> Queue:
    for id in questions:
        found = await queue.add(HERE, series.id, by=MIA, question_id=id)
    return found


async def _order(queue: QueueKeeping, series: Series) -> list[str]:
    return [one.question_id for one in await queue.of(series.guild_id, series.id)]


async def _changes(study: Study) -> list[dict[str, Any]]:
    return [row for row in await study.rows(CHANGE, "id") if row["what"] == "queue-changed"]


async def test_questions_are_added_last_and_once(queue: QueueKeeping, series: Series) -> None:
    found = await _fill(queue, series, "chat", "cache")
    assert [(one.question_id, one.position) for one in found.entries] == [("chat", 1), ("cache", 2)]
    assert [one.question for one in found.entries] == [POOL["chat"], POOL["cache"]]
    again = await queue.add(HERE, series.id, by=MIA, question_id="chat")
    assert again.change_id is None
    assert await _order(queue, series) == ["chat", "cache"]


@pytest.mark.parametrize(
    ("to", "order"),
    [
        (1, "heap chat cache story"),
        (2, "chat heap cache story"),
        (4, "chat cache story heap"),
        (9, "chat cache story heap"),
        (0, "heap chat cache story"),
        (-5, "heap chat cache story"),
    ],
)
async def test_a_question_is_moved_to_a_place(
    queue: QueueKeeping, series: Series, to: int, order: str
) -> None:
    await _fill(queue, series, "chat", "cache", "heap", "story")
    await queue.move(HERE, series.id, "heap", by=MIA, to=to)
    assert await _order(queue, series) == order.split()


async def test_what_is_not_there_is_neither_moved_nor_taken_out(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat", "cache")
    for found in (
        await queue.move(HERE, series.id, "story", by=MIA, to=1),
        await queue.take_out(HERE, series.id, "story", by=MIA),
        await queue.move(HERE, series.id, "chat", by=MIA, to=1),
        await queue.tidy(HERE, series.id, by=MIA),
    ):
        assert found.change_id is None
    assert await _order(queue, series) == ["chat", "cache"]
    assert len(await _changes(study)) == 2


async def test_each_change_is_on_record_with_who_made_it(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat", "cache")
    await queue.take_out(HERE, series.id, "chat", by=ANA)
    await queue.clear(HERE, series.id, by=MIA)
    found = [(one["by"], one["ref"], one["before"], one["after"]) for one in await _changes(study)]
    assert found == [
        (MIA, series.id, '{"questions": []}', '{"questions": ["chat"]}'),
        (MIA, series.id, '{"questions": ["chat"]}', '{"questions": ["chat", "cache"]}'),
        (ANA, series.id, '{"questions": ["chat", "cache"]}', '{"questions": ["cache"]}'),
        (MIA, series.id, '{"questions": ["cache"]}', '{"questions": []}'),
    ]


async def test_a_change_of_the_queue_is_taken_back_and_made_again(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat", "cache", "story")
    cleared = await queue.clear(HERE, series.id, by=MIA)
    assert cleared.change_id is not None
    undone = await study.services.changes.undo(HERE, MIA, cleared.change_id)
    assert await _order(queue, series) == ["chat", "cache", "story"]
    await study.services.changes.undo(HERE, MIA, undone.id)
    assert await _order(queue, series) == []


async def test_a_change_that_was_followed_by_another_is_not_taken_back(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    added = await _fill(queue, series, "chat")
    await queue.add(HERE, series.id, by=ANA, question_id="cache")
    assert added.change_id is not None
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, added.change_id)
    with pytest.raises(NotYourChange):
        await study.services.changes.undo(HERE, ANA, added.change_id)
    assert await _order(queue, series) == ["chat", "cache"]


async def test_a_question_that_was_asked_meanwhile_is_not_put_back(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat", "cache")
    moved = await queue.move(HERE, series.id, "cache", by=MIA, to=1)
    assert (await study.post_daily()).question_id == "cache"
    assert moved.change_id is not None
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, moved.change_id)
    assert await _order(queue, series) == ["chat"]


async def test_two_owners_at_once_lose_nothing(queue: QueueKeeping, series: Series) -> None:
    await _fill(queue, series, "chat", "cache", "story")
    await asyncio.gather(
        queue.add(HERE, series.id, by=MIA, question_id="heap"),
        queue.take_out(HERE, series.id, "cache", by=ANA),
        queue.move(HERE, series.id, "story", by=MIA, to=1),
    )
    assert await _order(queue, series) == ["story", "chat", "heap"]


async def test_a_planner_and_an_owner_at_once_lose_nothing(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat", "cache")
    study.clock.pass_by(days=1)
    await asyncio.gather(study.plan(), queue.add(HERE, series.id, by=MIA, question_id="story"))
    assert [post.question_id for post in await study.posts()] == ["chat"]
    assert await _order(queue, series) == ["cache", "story"]


async def test_a_series_of_another_server_or_one_removed_has_no_queue(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await study.arrive(ELSEWHERE)
    added = await _fill(queue, series, "chat")
    with pytest.raises(NoSuchSeries):
        await queue.clear(ELSEWHERE, series.id, by=MIA)
    await study.services.series.remove(HERE, series.id, by=MIA)
    with pytest.raises(NoSuchSeries):
        await queue.look(HERE, series.id)
    assert added.change_id is not None
    with pytest.raises(NoSuchSeries):
        await study.services.changes.undo(HERE, MIA, added.change_id)


async def test_entries_say_when_the_series_asked_them_last(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    await _fill(queue, series, "chat")
    await study.post_daily()
    found = await _fill(queue, series, "chat", "cache")
    assert [one.asked for one in found.entries] == [date(2026, 3, 3), None]
    assert found.today == date(2026, 3, 3)
    assert found.find("cache") == found.entries[1]
    assert found.find("story") is None


async def test_suggestions_hold_the_words_and_begin_with_what_was_never_asked(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    async def suggest(text: str, of: Series | None = series, limit: int = 9) -> list[str]:
        found = await queue.suggest(HERE, of, text, limit)
        return [one.question.id for one in found]

    # A word of the title fits better than one of the prompt.
    assert await suggest("cache") == ["cache", "heap"]
    assert await suggest("CACH fort") == ["cache"]
    assert await suggest("nothing of it") == []
    assert await suggest("") == ["cache", "chat", "heap", "story"]
    await _fill(queue, series, "chat")
    await study.post_daily()
    assert await suggest("") == ["cache", "heap", "story", "chat"]
    assert await suggest("", limit=2) == ["cache", "heap"]
    assert await suggest("", None) == ["cache", "chat", "heap", "story"]
    (found,) = await queue.suggest(HERE, series, "tunnels", 9)
    assert (found.asked, found.today) == (date(2026, 3, 3), date(2026, 3, 3))


@pytest.mark.parametrize(("text", "found"), [("heap", "heap"), ("tunnels", "chat"), ("one fort", "cache")])  # fmt: skip
async def test_an_id_or_words_of_one_question_name_it(study: Study, text: str, found: str) -> None:
    assert (await study.services.queue.resolve(HERE, text)).id == found


@pytest.mark.parametrize("text", ["", " ", "cache everything", "a", "🙂"])
async def test_words_of_none_or_of_several_name_nothing(study: Study, text: str) -> None:
    with pytest.raises(WhichQuestion):
        await study.services.queue.resolve(HERE, text)


async def test_a_change_is_told_to_the_log_channel(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    async with study.database.transaction() as tx:
        await server.save_settings(tx, guild_id=HERE, version=1, log_channel_id=90)
    await _fill(queue, series, "chat")
    (told,) = [one for one in await study.outbox(None) if one.kind == "server-change"]
    assert told.target.stops == (("channel", 90),)


async def test_whatever_owners_and_planners_do_the_queue_is_one_order(
    study: Study, queue: QueueKeeping, series: Series
) -> None:
    random = Random(4)
    expected: list[str] = []
    for _ in range(60):
        id = random.choice([*POOL])
        match random.choice(["add", "move", "out", "day", "late"]):
            case "add":
                await queue.add(HERE, series.id, by=MIA, question_id=id)
                expected += [id] if id not in expected else []
            case "move":
                to = random.randint(1, 4)
                await queue.move(HERE, series.id, id, by=MIA, to=to)
                if id in expected:
                    expected.remove(id)
                    expected.insert(to - 1, id)
            case "out":
                await queue.take_out(HERE, series.id, id, by=MIA)
                expected = [one for one in expected if one != id]
            case "day":
                post = await study.post_daily()
                if expected:
                    assert post.question_id == expected.pop(0)
            case _:
                await study.next_day()
                (delivery,) = await study.waiting()
                await study.end(delivery, State.SKIPPED)
        assert await _order(queue, series) == expected
