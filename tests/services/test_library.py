"""Which questions each server asks from, as they are read and kept."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.content.single import question_data
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Question
from bot.services import library as keeping
from bot.services.library import Library
from bot.storage import server
from bot.storage.bank import shelf
from bot.storage.database import Database
from bot.storage.tables.bank import OWN_QUESTION
from tests.domain.pools import shipped
from tests.services.study import ELSEWHERE, HERE, MIA, START, Study

SHIPPED = shipped().questions
FIRST = next(iter(SHIPPED))


def own(id: str = "own.first", **changes: Any) -> Question:
    """A question of a server’s own."""
    return replace(SHIPPED[FIRST], id=id, overlaps=(), seed_ref=(), **changes)


@pytest.fixture
def library() -> Library:
    return Library(SHIPPED, shipped().rubrics)


async def _put(database: Database, *questions: Question, guild_id: int = HERE) -> None:
    items = [(one.id, json.dumps(question_data(one))) for one in questions]
    async with database.transaction() as tx:
        await shelf.put(tx, guild_id, items, START)
        await shelf.bump(tx, guild_id)


async def _switch(database: Database, *ids: str, off: bool = True, guild_id: int = HERE) -> None:
    async with database.transaction() as tx:
        for id in ids:
            await shelf.switch(tx, guild_id, id, off=off, by=MIA, now=START)
        await shelf.bump(tx, guild_id)


async def _of(database: Database, library: Library, guild_id: int = HERE) -> Bank:
    async with database.reading() as tx:
        return await library.of(tx, guild_id)


@asynccontextmanager
async def _statements(database: Database) -> AsyncIterator[list[str]]:
    """What is asked of the database while this is open."""
    found: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        found.append(statement)

    engine = database._reader.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


async def test_servers_that_changed_nothing_share_one_bank(
    database: Database, library: Library
) -> None:
    assert await _of(database, library) is await _of(database, library, ELSEWHERE)
    assert await _of(database, library) is library.shipped


async def test_a_server_that_changed_something_has_its_own_and_the_others_do_not(
    database: Database, library: Library
) -> None:
    await _switch(database, FIRST)
    bank = await _of(database, library)
    assert {*bank.questions} - {*bank.asked} == {FIRST}
    assert await _of(database, library) is bank
    assert await _of(database, library, ELSEWHERE) is library.shipped


async def test_a_change_counts_at_once_and_taken_back_it_is_the_shipped_bank_again(
    database: Database, library: Library
) -> None:
    await _switch(database, FIRST)
    assert FIRST not in (await _of(database, library)).asked
    await _switch(database, FIRST, off=False)
    assert await _of(database, library) is library.shipped


async def test_another_process_sees_the_change_too(database: Database, library: Library) -> None:
    other = Library(SHIPPED, shipped().rubrics)
    assert FIRST in (await _of(database, other)).asked
    await _switch(database, FIRST)
    assert FIRST not in (await _of(database, library)).asked
    assert FIRST not in (await _of(database, other)).asked


async def test_what_was_rolled_back_is_never_seen_again(
    database: Database, library: Library
) -> None:
    second = [*SHIPPED][1]
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            await shelf.switch(tx, HERE, FIRST, off=True, by=MIA, now=START)
            await shelf.bump(tx, HERE)
            assert FIRST not in (await library.of(tx, HERE)).asked
            raise ZeroDivisionError
    assert FIRST in (await _of(database, library)).asked
    await _switch(database, second)
    assert {*(await _of(database, library)).off} == {second}


async def test_a_server_that_was_forgotten_and_comes_back_begins_anew(
    study: Study, library: Library
) -> None:
    await _switch(study.database, FIRST)
    assert (await _of(study.database, library)).off == {FIRST}
    async with study.database.transaction() as tx:
        await server.forget(tx, guild_id=HERE)
    assert await _of(study.database, library) is library.shipped
    second = [*SHIPPED][1]
    await _switch(study.database, second)
    assert (await _of(study.database, library)).off == {second}


async def test_own_questions_are_read_back_as_they_were_written(
    database: Database, library: Library
) -> None:
    every_kind = [
        replace(one, id=f"own.{kind}", overlaps=(), seed_ref=())
        for kind, one in {one.kind: one for one in SHIPPED.values()}.items()
    ]
    await _put(database, *every_kind)
    bank = await _of(database, library)
    assert {**bank.own} == {one.id: one for one in every_kind}
    assert {*bank.asked} == {*SHIPPED, *bank.own}


async def test_only_those_that_changed_are_read_anew(
    database: Database, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    reading = keeping.read_question

    def noted(data: Any, **options: Any) -> Question:
        read.append(data["id"])
        return reading(data, **options)

    monkeypatch.setattr(keeping, "read_question", noted)
    await _put(database, own(), own("own.second"))
    await _of(database, library)
    await _put(database, own("own.second", short="Said otherwise"))
    bank = await _of(database, library)
    assert read == ["own.first", "own.second", "own.second"]
    assert bank.own["own.second"].short == "Said otherwise"


async def test_a_removed_question_is_known_and_not_asked(
    database: Database, library: Library
) -> None:
    await _put(database, own(), own("own.second"))
    async with database.transaction() as tx:
        await shelf.put(tx, HERE, [("own.first", None)], START)
        await shelf.bump(tx, HERE)
    bank = await _of(database, library)
    assert bank.questions["own.first"] == own()
    assert "own.first" not in bank.asked
    assert "own.second" in bank.asked


async def test_an_own_question_that_no_longer_reads_is_left_out_and_said_once(
    database: Database, library: Library
) -> None:
    await _put(database, own(), own("own.second", prompt="A secret of this server." * 4))
    async with database.transaction() as tx:
        (row,) = [one for one in await shelf.own(tx, HERE) if one.id == "own.second"]
        spoilt = row.data.replace('"hints"', '"hunts"')
        await tx.execute(
            OWN_QUESTION.update()
            .where(OWN_QUESTION.c.question_id == "own.second")
            .values(data=spoilt)
        )
    with capture_logs() as lines:
        for _ in range(3):
            async with database.transaction() as tx:
                await shelf.bump(tx, HERE)
            bank = await _of(database, library)
    assert {*bank.own} == {"own.first"}
    (line,) = lines
    assert (line["guild_id"], line["question"]) == (HERE, "own.second")
    assert "hints" in str(line["why"])
    assert "secret" not in str(line)


async def test_a_question_whose_rubric_is_no_longer_shipped_is_left_out(
    database: Database,
) -> None:
    await _put(database, own())
    kind = own().kind
    rubrics = {id: one for id, one in shipped().rubrics.items() if one.kind != kind}
    kept = {id: one for id, one in SHIPPED.items() if one.rubric in rubrics}
    with capture_logs() as lines:
        bank = await _of(database, Library(kept, rubrics))
    assert {**bank.own} == {}
    assert len(lines) == 1


async def test_many_servers_take_one_statement_once_they_are_known(
    database: Database, library: Library
) -> None:
    for guild_id in range(1, 6):
        await _switch(database, FIRST, guild_id=guild_id)
    await _put(database, own(), guild_id=3)
    guild_ids = range(1, 401)
    for expected in (3, 1):
        async with _statements(database) as found, database.reading() as tx:
            banks = await library.of_many(tx, guild_ids)
        assert sum("SELECT" in one for one in found) == expected
    assert {id for id, bank in banks.items() if bank.off} == {1, 2, 3, 4, 5}
    assert {id for id, bank in banks.items() if bank.own} == {3}


async def test_only_so_many_banks_are_kept(
    database: Database, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT", 2)
    for guild_id in (1, 2, 3):
        await _switch(database, FIRST, guild_id=guild_id)
    first = await _of(database, library, 1)
    second = await _of(database, library, 2)
    assert await _of(database, library, 1) is first
    await _of(database, library, 3)
    assert await _of(database, library, 1) is first
    assert await _of(database, library, 2) is not second
