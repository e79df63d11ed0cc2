"""Reviews as they are stored: given, written once, declined, lapsed, and who could read what."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.daily.review import PATIENCE, TO_READ, Backlog, Review
from bot.storage import ids, me, server
from bot.storage.daily import answers, readers, reviews
from bot.storage.database import Database, Tx
from tests.storage.daily import given
from tests.storage.daily.given import NOW, POST

ANA, BEN, CY = 7, 8, 9
HOUR = timedelta(hours=1)
REVIEW = Review(
    guild_id=1,
    id=ids.new(NOW),
    post_id=POST.id,
    author_id=ANA,
    reviewer_id=BEN,
    assigned_at=NOW,
    due_at=NOW + TO_READ,
)
TICKED = {"clarity": frozenset({0, 2}), "trade-offs": frozenset({1})}


@pytest.fixture(autouse=True)
async def post(database: Database) -> None:
    """Ana wrote and Ben tried; both revealed, and Ana wants a review."""
    async with database.transaction() as tx:
        await server.present(tx, owners={1: None}, now=NOW)
    await given.add_series(database)
    await given.add_post(database)
    await _answer(database, ANA, "a tree")
    await _answer(database, BEN, None)


async def _answer(database: Database, user_id: int, text: str | None) -> None:
    thing = {"guild_id": 1, "post_id": POST.id, "user_id": user_id}
    async with database.transaction() as tx:
        await answers.add(tx, **thing, text=text, now=NOW, review=True)
        await answers.reveal(tx, **thing, now=NOW)


async def _state(tx: Tx, user_id: int = ANA) -> str | None:
    found = await answers.find(tx, guild_id=1, post_id=POST.id, user_id=user_id)
    assert found is not None
    return found.review


async def _give(tx: Tx, review: Review = REVIEW) -> Review:
    thing = {"guild_id": 1, "post_id": POST.id, "user_id": ANA}
    assert await answers.set_review(tx, **thing, review="assigned", before=["waiting"])
    return await reviews.add(tx, review)


async def _write(tx: Tx, text: str = "Better.", **changes: Any) -> bool:
    whole = {"signals": TICKED, "text": text, "now": NOW + HOUR, "changeable": NOW - HOUR}
    return await reviews.write(tx, guild_id=1, id=REVIEW.id, **whole | changes)


async def test_an_answer_waits_once_its_author_reveals_it_and_a_try_never_does(
    database: Database,
) -> None:
    thing = {"guild_id": 1, "post_id": POST.id, "user_id": CY}
    async with database.transaction() as tx:
        await answers.add(tx, **thing, text="a heap", now=NOW, review=True)
        assert await _state(tx, CY) == "asked"
        await answers.edit(tx, **thing, text="a list", now=NOW, review=False)
        assert await _state(tx, CY) is None
        assert (await _state(tx, ANA), await _state(tx, BEN)) == ("waiting", None)


async def test_revealing_again_leaves_a_review_as_it_is(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        await answers.reveal(tx, guild_id=1, post_id=POST.id, user_id=ANA, now=NOW)
        assert await _state(tx) == "assigned"


async def test_a_review_is_kept_with_its_ticks_and_found_by_its_answer(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        assert await reviews.find(tx, guild_id=1, id=REVIEW.id) == REVIEW
        assert await reviews.open_of(tx, guild_id=1, reviewer_id=BEN) == [REVIEW]
        assert await _write(tx)
        found = await reviews.of_answer(tx, guild_id=1, post_id=POST.id, author_id=ANA)
        assert await reviews.open_of(tx, guild_id=1, reviewer_id=BEN) == []
    done = replace(REVIEW, state="done", ended_at=NOW + HOUR, signals=TICKED, text="Better.")
    assert found == [done]


async def test_a_change_is_kept_for_a_while_and_leaves_the_moment(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        await _write(tx)
        assert await _write(tx, "Best.", now=NOW + 2 * HOUR)
        assert not await _write(tx, "Too late.", changeable=NOW + HOUR)
        found = await reviews.find(tx, guild_id=1, id=REVIEW.id)
    assert found is not None
    assert (found.text, found.ended_at) == ("Best.", NOW + HOUR)


async def test_one_who_declined_may_have_it_again_as_the_same_review(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        assert await reviews.end(tx, guild_id=1, id=REVIEW.id, state="declined", now=NOW)
        assert not await reviews.end(tx, guild_id=1, id=REVIEW.id, state="declined", now=NOW)
        await reviews.wait_again(tx, [(1, POST.id, ANA)])
        assert await _state(tx) == "waiting"
        later = replace(REVIEW, id=1, assigned_at=NOW + HOUR, due_at=NOW + HOUR + TO_READ)
        assert await _give(tx, later) == replace(later, id=REVIEW.id)


async def test_what_is_over_lapses_once_and_its_answer_waits_again(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        assert await reviews.next_lapse(tx) == REVIEW.due_at
        assert await reviews.lapse(tx, now=REVIEW.due_at - HOUR) == 0
        assert await reviews.lapse(tx, now=REVIEW.due_at) == 1
        assert await reviews.lapse(tx, now=REVIEW.due_at) == 0
        assert await reviews.next_lapse(tx) is None
        assert await _state(tx) == "waiting"
        assert not await _write(tx)


async def test_what_a_member_lets_go_waits_again_and_what_they_wrote_stays(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        assert await reviews.let_go(tx, guild_id=1, reviewer_id=CY, now=NOW) == 0
        assert await reviews.let_go(tx, guild_id=1, reviewer_id=BEN, now=NOW) == 1
        assert await _state(tx) == "waiting"


async def test_a_reader_who_is_forgotten_leaves_what_they_wrote(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx)
        await _write(tx)
        await me.delete(tx, guild_id=1, user_id=BEN)
        (found,) = await reviews.of_answer(tx, guild_id=1, post_id=POST.id, author_id=ANA)
        assert (found.reviewer_id, found.text) == (None, "Better.")
        await me.delete(tx, guild_id=1, user_id=ANA)
        assert await reviews.find(tx, guild_id=1, id=REVIEW.id) is None


async def test_an_answer_wants_a_reader_until_one_is_told(database: Database) -> None:
    async with database.transaction() as tx:
        (one,) = await readers.unread(tx, [1])
        assert (one.author_id, one.question, one.review_id) == (ANA, POST.question_id, None)
        await _give(tx, replace(REVIEW, due_at=NOW + PATIENCE))
        (one,) = await readers.unread(tx, [1])
        assert (one.review_id, one.reviewer_id) == (REVIEW.id, BEN)
        assert await readers.wanted_in(tx) == [1]
        assert await readers.had(tx, [(1, POST.id)]) == {}
        assert await reviews.settle(tx, guild_id=1, id=REVIEW.id, due_at=REVIEW.due_at)
        assert (await readers.unread(tx, [1]), await readers.wanted_in(tx)) == ([], [])
        assert await readers.had(tx, [(1, POST.id)]) == {(1, POST.id, ANA): frozenset({BEN})}
        assert await readers.recent(tx, [1], since=NOW) == {(1, BEN): [REVIEW]}
        assert await readers.recent(tx, [1], since=NOW + HOUR) == {}


async def test_one_who_was_not_told_loses_it_without_a_trace(database: Database) -> None:
    async with database.transaction() as tx:
        await _give(tx, replace(REVIEW, due_at=NOW + PATIENCE))
        await reviews.withdraw(tx, guild_id=1, id=REVIEW.id)
        assert await _state(tx) == "waiting"
        assert await reviews.find(tx, guild_id=1, id=REVIEW.id) is None


async def test_those_who_opened_the_question_and_review_at_all_could_read(
    database: Database,
) -> None:
    await _answer(database, CY, "a heap")
    async with database.transaction() as tx:
        await answers.add(tx, guild_id=1, post_id=POST.id, user_id=10, text="x", now=NOW)
        assert await readers.opened(tx, [(1, POST.id)]) == {(1, POST.id): frozenset({ANA, BEN, CY})}
        await me.choose(tx, guild_id=1, user_id=CY, now=NOW, reviews=False)
        await me.choose(tx, guild_id=1, user_id=BEN, now=NOW, reviews=True)
        assert await readers.opened(tx, [(1, POST.id)]) == {(1, POST.id): frozenset({ANA, BEN})}
        week = {"since": POST.slot, "least": 1}
        assert await readers.regulars(tx, [1], **week) == {(1, 10): frozenset({ANA, BEN})}
        assert await readers.regulars(tx, [1], since=POST.slot, least=2) == {}
        late = POST.slot + timedelta(days=1)
        assert await readers.regulars(tx, [1], since=late, least=1) == {}


async def test_a_server_that_the_bot_left_wants_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        assert await readers.wanted_in(tx) == [1]
        await server.left(tx, guild_id=1, now=NOW)
        assert await readers.wanted_in(tx) == []


async def test_what_can_be_taken_is_anothers_answer_to_a_question_that_was_opened(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        offers = await readers.offers(tx, guild_id=1, user_id=BEN, limit=5)
        assert [(one.author_id, before) for one, before in offers] == [(ANA, False)]
        for member in (ANA, CY):
            assert await readers.offers(tx, guild_id=1, user_id=member, limit=5) == []
        await _give(tx)
        await reviews.let_go(tx, guild_id=1, reviewer_id=BEN, now=NOW)
        offers = await readers.offers(tx, guild_id=1, user_id=BEN, limit=5)
        assert [before for _, before in offers] == [True]


async def test_owners_see_how_many_wait_are_read_and_are_late(database: Database) -> None:
    await _answer(database, CY, "a heap")
    span = {"guild_id": 1, "overdue": NOW - HOUR, "since": NOW - HOUR}
    async with database.transaction() as tx:
        await _give(tx)
        assert await reviews.backlog(tx, **span) == Backlog(waiting=1, assigned=1)
        assert await reviews.backlog(tx, **span | {"overdue": NOW}) == Backlog(
            waiting=1, assigned=1, overdue=2
        )
        thing = {"guild_id": 1, "post_id": POST.id, "user_id": CY}
        await answers.set_review(tx, **thing, review="asked", before=["waiting"])
        assert await reviews.backlog(tx, **span) == Backlog(assigned=1, unread=1)
        assert await reviews.backlog(tx, **span | {"since": NOW + HOUR}) == Backlog()


async def test_answers_with_a_review_are_read_after_those_without(database: Database) -> None:
    await _answer(database, CY, "a heap")
    page = {"guild_id": 1, "post_id": POST.id, "user_id": BEN, "offset": 0}
    async with database.transaction() as tx:
        first, _ = await answers.others(tx, **page)
        assert first is not None
        assert first.user_id == ANA
        thing = {"guild_id": 1, "post_id": POST.id, "user_id": ANA}
        await answers.set_review(tx, **thing, review="done", before=["waiting"])
        first, _ = await answers.others(tx, **page)
    assert first is not None
    assert first.user_id == CY


async def test_what_looks_over_all_servers_reads_an_index(sqlite_database: Database) -> None:
    found: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        found.append((statement, values))

    async with sqlite_database.transaction() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await readers.wanted_in(tx)
        await reviews.next_lapse(tx)
        await reviews.lapse(tx, now=NOW)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert len(found) == 3
        for statement, values in found:
            rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plan = " / ".join(row[3] for row in rows)
            assert not re.search(r"SCAN (answer|review)(?! USING)", plan), plan
