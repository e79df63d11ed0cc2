"""What looks over all servers reads an index, however many rows there are."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import event, update

from bot.domain.delivery import State
from bot.storage import deliveries, schedules
from bot.storage.daily import searching, series
from bot.storage.database import Database, Tx
from bot.storage.tables.deliveries import DELIVERY
from tests.storage import outbox
from tests.storage.daily import given
from tests.storage.outbox import LEASE, NOW


async def test_what_looks_over_all_servers_reads_an_index(sqlite_database: Database) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    async with sqlite_database.transaction() as tx:
        await deliveries.put(tx, [outbox.order(n) for n in range(1, 300)])
        await tx.execute(update(DELIVERY).where(DELIVERY.c.id > 9).values(state=State.DONE))
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await deliveries.claim(tx, owner="one", now=NOW, lease=LEASE, limit=5)
        await deliveries.expire(tx, now=NOW)
        await deliveries.void_leases(tx, now=NOW)
        await deliveries.release(tx, owner="one", now=NOW)
        await schedules.next_due(tx)
        await schedules.claim_due(tx, now=NOW, limit=5)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert len(statements) == 6
        for statement, values in statements:
            plan = await _plan(tx, statement, values)
            assert not re.search(r"SCAN (delivery|schedule)(?! USING)", plan), statement
            assert re.search(r"(delivery|schedule) USING", plan), statement


async def _plan(tx: Tx, statement: str, values: Any) -> str:
    rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return " / ".join(row[3] for row in rows)


async def test_what_the_planner_reads_of_a_chunk_is_not_the_whole_table(
    sqlite_database: Database,
) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    for guild_id in range(1, 40):
        await given.add_series(sqlite_database, 1000 + guild_id, guild_id=guild_id)
        await given.add_post(
            sqlite_database, guild_id, guild_id=guild_id, series_id=1000 + guild_id
        )
    async with sqlite_database.transaction() as tx:
        due = await schedules.claim_due(tx, now=given.NOW, limit=3)
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await series.find_all(tx, due)
        await series.asked_by(tx, [1, 2, 3])
        await series.asked_in(tx, [1, 2, 3], since=given.DAY)
        await series.asked_when(tx, [1, 2, 3])
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert len(statements) == 4
        for statement, values in statements:
            plan = await _plan(tx, statement, values)
            assert re.search(r"SEARCH (post|series) USING", plan), (statement, plan)
            assert not re.search(r"SCAN (post|series)", plan), (statement, plan)


async def test_a_search_takes_a_step_a_question_and_not_one_a_post(
    sqlite_database: Database,
) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    await given.add_series(sqlite_database)
    for n in range(60):
        await given.add_post(
            sqlite_database,
            n + 1,
            slot=given.DAY + timedelta(days=n),
            cycle=n,
            question_id=f"q-{n % 3}",
            posted_at=given.NOW + timedelta(days=n),
        )
    async with sqlite_database.reading() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        some = ["q-0", "q-2", "q-9"]
        last = await searching.last_asked(tx, guild_id=1, questions=some, hidden=[9])
        assert last == ["q-2", "q-0"]
        found = await searching.newest(tx, guild_id=1, questions=some, hidden=[9])
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert [(one.question_id, one.id) for one in found] == [("q-0", 58), ("q-2", 60)]
        plans = [await _plan(tx, *statement) for statement in statements]
    assert len(plans) == 2
    for plan in plans:
        assert "ix_post_question (guild_id=? AND question_id=? AND posted_at" in plan
        assert not re.search(r"SCAN (post|post_\d)", plan), plan
        assert not re.search(
            r"SEARCH \w+ USING (INDEX|COVERING INDEX) \w+ \(guild_id=\?\)", plan
        ), plan
