"""What was done before there were points is credited once, as if it had been at the time."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.storage.board import before
from bot.storage.tables.board import BOARD_SETTINGS, ENTRY, SPENT, TOTAL
from bot.storage.tables.plan import STUDY_DAY
from tests.services.board.crediting import differences, total
from tests.services.board.test_attacks import answers, asked, meets, questions, reviews
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Study

Ledger = dict[str, Sequence[dict[str, Any]]]


async def ledger(study: Study) -> Ledger:
    """What each member earned with what, and when they studied."""
    entries = [
        {name: row[name] for name in ("user_id", "kind", "thing", "at", "day", "points")}
        for row in await study.rows(ENTRY, "user_id", "kind", "thing", "n")
    ]
    return {
        "entries": entries,
        "totals": await study.rows(TOTAL, "user_id", "window"),
        "days": await study.rows(STUDY_DAY, "user_id", "day"),
    }


async def unwritten(study: Study) -> None:
    """Everything stands as if points had not been counted yet."""
    async with study.database.transaction() as tx:
        for table in (ENTRY, SPENT, TOTAL, STUDY_DAY, BOARD_SETTINGS):
            await tx.execute(delete(table))


@pytest.fixture
async def past(study: Study) -> Ledger:
    """Nine days of answers, reviews and mocks; what they earned at the time."""
    await questions(study, 2)
    for day in range(9):
        for post in await asked(study):
            for user_id in (ANA, BEN):
                await answers(study, post, user_id, text="Words of an answer. " * (8 + day))
                await study.services.daily.reveal(HERE, post.id, user_id)
            await reviews(study, post, ANA, BEN)
        if day % 3 == 0:
            await meets(study, ANA, BEN)
            await meets(study, CY, ANA)
    found = await ledger(study)
    await unwritten(study)
    return found


async def test_what_was_done_is_credited_as_it_would_have_been(study: Study, past: Ledger) -> None:
    assert past["entries"]
    await study.services.backfilling.tick(study.clock())
    assert await ledger(study) == past
    assert await differences(study.database) == []
    (chosen,) = await study.rows(BOARD_SETTINGS)
    assert chosen["credited_at"] == study.clock()


async def test_it_is_done_once(study: Study, past: Ledger) -> None:
    await study.services.backfilling.tick(study.clock())
    async with study.database.transaction() as tx:
        await tx.execute(update(BOARD_SETTINGS).values(credited_at=None))
    for _ in range(2):
        await study.services.backfilling.tick(study.clock())
    assert await ledger(study) == past


async def test_two_processes_may_be_at_it(study: Study, past: Ledger) -> None:
    await asyncio.gather(*(study.services.backfilling.tick(study.clock()) for _ in range(2)))
    assert await ledger(study) == past


async def test_one_that_was_broken_off_goes_on(
    study: Study, past: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **_given: object) -> None:
        raise RuntimeError("the process ends")

    with monkeypatch.context() as broken_off:
        broken_off.setattr(before, "reviews", broken)
        with pytest.raises(RuntimeError):
            await study.services.backfilling.tick(study.clock())
    assert (await ledger(study))["entries"] != past["entries"]
    await study.services.backfilling.tick(study.clock())
    assert await ledger(study) == past


async def test_whoever_does_something_meanwhile_is_credited_too(study: Study, past: Ledger) -> None:
    (post, _) = await asked(study)
    await answers(study, post, CY)
    await study.services.backfilling.tick(study.clock())
    # Seasons are counted from the first deed that was credited; what each earned is the same.
    assert [row for row in (await ledger(study))["entries"] if row["kind"] != "answer"
            or row["user_id"] != CY] == past["entries"]  # fmt: skip
    assert await total(study.database, user_id=CY) == 62
    assert await differences(study.database) == []


async def test_a_new_server_has_nothing_to_credit(study: Study) -> None:
    await study.arrive(ELSEWHERE)
    await study.services.backfilling.tick(study.clock())
    found = {row["guild_id"]: row["credited_at"] for row in await study.rows(BOARD_SETTINGS)}
    assert found == {HERE: study.clock(), ELSEWHERE: study.clock()}
