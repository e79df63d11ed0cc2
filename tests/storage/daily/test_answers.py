"""What members did with a post: answer, hints, self-score."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.daily.series import Answer
from bot.storage.daily import answers
from bot.storage.database import Database, Tx
from tests.storage.daily import given
from tests.storage.daily.given import NOW, POST

ANA, BEN, CY = 7, 8, 9
LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
async def post(database: Database) -> None:
    """One post to answer."""
    await given.add_series(database)
    await given.add_post(database)


def of(user_id: int) -> dict[str, int]:
    """Which answer."""
    return {"guild_id": 1, "post_id": POST.id, "user_id": user_id}


async def _answer(database: Database, user_id: int, text: str | None, now: datetime = NOW) -> bool:
    async with database.transaction() as tx:
        return await answers.add(tx, **of(user_id), text=text, now=now)


async def _reading_order(tx: Tx, user_id: int) -> list[int]:
    pages = [
        await answers.others(tx, guild_id=1, post_id=POST.id, user_id=user_id, offset=n)
        for n in range(5)
    ]
    return [answer.user_id for answer, _ in pages if answer is not None]


async def test_the_first_answer_counts(database: Database) -> None:
    assert await _answer(database, ANA, "a tree")
    assert not await _answer(database, ANA, "a queue", LATER)
    async with database.reading() as tx:
        found = await answers.find(tx, **of(ANA))
        assert found == Answer(user_id=ANA, text="a tree", answered_at=NOW)
        assert await answers.find(tx, **of(BEN)) is None


async def test_two_presses_at_once_are_one_answer(database: Database) -> None:
    firsts = await asyncio.gather(*(_answer(database, ANA, f"text {n}") for n in range(5)))
    assert firsts.count(True) == 1
    async with database.reading() as tx:
        found = await answers.find(tx, **of(ANA))
    assert found is not None
    assert found.text == f"text {firsts.index(True)}"


async def test_two_members_at_once_are_both_kept(database: Database) -> None:
    assert await asyncio.gather(_answer(database, ANA, "one"), _answer(database, BEN, "two")) == [
        True,
        True,
    ]


async def test_an_answer_changes_until_the_outline_is_open(database: Database) -> None:
    await _answer(database, ANA, "a tree")
    async with database.transaction() as tx:
        assert await answers.edit(tx, **of(ANA), text="a heap", now=LATER)
        assert not await answers.edit(tx, **of(BEN), text="mine", now=LATER)
        assert await answers.reveal(tx, **of(ANA), now=LATER)
        assert not await answers.edit(tx, **of(ANA), text="copied", now=LATER)
        found = await answers.find(tx, **of(ANA))
    assert found == Answer(
        user_id=ANA, text="a heap", answered_at=NOW, edited_at=LATER, revealed_at=LATER
    )


async def test_the_outline_opens_to_those_who_answered_or_tried(database: Database) -> None:
    await _answer(database, BEN, None)
    async with database.transaction() as tx:
        assert not await answers.reveal(tx, **of(ANA), now=NOW)
        assert await answers.reveal(tx, **of(BEN), now=NOW)
        assert await answers.reveal(tx, **of(BEN), now=LATER)
        found = await answers.find(tx, **of(BEN))
    assert found is not None
    assert found.revealed_at == NOW


async def test_others_come_first_in_order_and_the_own_answer_last(database: Database) -> None:
    await _answer(database, ANA, "first", NOW)
    await _answer(database, 12, "third", LATER)
    await _answer(database, 11, "third too", LATER)
    await _answer(database, BEN, None, NOW)
    await _answer(database, CY, "second", NOW + timedelta(minutes=1))
    await _answer(database, 13, "not revealed", LATER)
    async with database.transaction() as tx:
        for user_id in (ANA, BEN, CY, 11, 12):
            await answers.reveal(tx, **of(user_id), now=LATER)
    async with database.reading() as tx:
        assert await _reading_order(tx, ANA) == [CY, 11, 12, ANA]
        assert await _reading_order(tx, CY) == [ANA, 11, 12, CY]
        assert await _reading_order(tx, BEN) == [ANA, CY, 11, 12]
        page = {"guild_id": 1, "post_id": POST.id, "user_id": ANA}
        assert (await answers.others(tx, **page, offset=9)) == (None, 4)
        assert (await answers.others(tx, **page | {"post_id": 1}, offset=0)) == (None, 0)


async def test_what_a_member_did_is_told_post_by_post(database: Database) -> None:
    await given.add_post(database, 501, slot=given.DAY + timedelta(days=1), question_id="sd.chat")
    await _answer(database, ANA, "a tree")
    await _answer(database, BEN, "a queue")
    async with database.transaction() as tx:
        await answers.add_hint(tx, **of(ANA), step=1, now=NOW)
        states = await answers.states(tx, guild_id=1, user_id=ANA, post_ids=[POST.id, 501])
        assert await answers.states(tx, guild_id=1, user_id=ANA, post_ids=[]) == {}
    assert states == {POST.id: Answer(user_id=ANA, text="a tree", answered_at=NOW, hints=1)}


async def test_a_hint_is_on_record_once(database: Database) -> None:
    async with database.transaction() as tx:
        assert await answers.add_hint(tx, **of(ANA), step=1, now=NOW)
        assert not await answers.add_hint(tx, **of(ANA), step=1, now=LATER)
        assert await answers.add_hint(tx, **of(ANA), step=2, now=LATER)
        assert await answers.add_hint(tx, **of(BEN), step=1, now=NOW)
        assert await answers.hints(tx, **of(ANA)) == 2
        assert await answers.hints(tx, **of(CY)) == 0
        await answers.add(tx, **of(ANA), text="a tree", now=LATER)
        found = await answers.find(tx, **of(ANA))
    assert found is not None
    assert found.hints == 2


async def test_a_new_score_takes_the_place_of_the_old_one(database: Database) -> None:
    await _answer(database, ANA, "a tree")
    first = {"clarity": frozenset({0, 2}), "depth": frozenset({1})}
    second = {"depth": frozenset({0})}
    async with database.transaction() as tx:
        assert not await answers.score(tx, **of(ANA), ticked=first, now=NOW)
        assert await answers.scored(tx, **of(ANA)) == {}
        await answers.reveal(tx, **of(ANA), now=NOW)
        assert await answers.score(tx, **of(ANA), ticked=first, now=NOW)
        assert await answers.scored(tx, **of(ANA)) == first
        assert await answers.score(tx, **of(ANA), ticked=second, now=LATER)
        assert await answers.scored(tx, **of(ANA)) == second
        assert await answers.score(tx, **of(ANA), ticked={}, now=LATER)
        assert await answers.scored(tx, **of(ANA)) == {}
        found = await answers.find(tx, **of(ANA))
        assert not await answers.score(tx, **of(BEN), ticked=first, now=NOW)
    assert found is not None
    assert found.scored_at == LATER
