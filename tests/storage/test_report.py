"""The numbers of a made-up week that holds each kind of event, and who gets the report."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.daily.series import KIND
from bot.domain.delivery import State
from bot.domain.me import Preferences
from bot.domain.report import usual
from bot.domain.schedule import Plan
from bot.storage import ids, me, report, server
from bot.storage.database import Database
from bot.storage.report import Reader, Scheduled, Tally
from bot.storage.tables.daily import ANSWER
from bot.storage.tables.deliveries import DELIVERY
from tests.storage.daily import given

HERE, ELSEWHERE = 1, 2
ONE, OTHER = 10, 11
UNTIL = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=7)
SPAN: dict[str, Any] = {"guild_id": HERE, "since": SINCE, "until": UNTIL}
HOUR = timedelta(hours=1)


def sent(day: int, state: State, why: str | None = None, **values: Any) -> dict[str, Any]:
    """A delivery of series 10 that fell due so many days after the week began."""
    due = SINCE + timedelta(days=day)
    row: dict[str, Any] = {
        "guild_id": HERE,
        "id": ids.new(due),
        "kind": KIND,
        "ref": ONE,
        "slot": due.date().isoformat(),
        "due_at": due,
        "priority": 5,
        "state": state,
        "why": why,
        "lease_until": due,
        "attempt": 1,
        "stop": 0,
    }
    return row | values


async def put(database: Database, rows: Sequence[dict[str, Any]]) -> None:
    async with database.transaction() as tx:
        for row in rows:
            await tx.execute(DELIVERY.insert().values(row))


@pytest.fixture
async def week(database: Database) -> Database:
    """Two series here and one elsewhere."""
    for id, guild_id in ((ONE, HERE), (OTHER, HERE), (ONE, ELSEWHERE)):
        await given.add_series(database, id, guild_id=guild_id)
    return database


async def test_posts_are_counted_by_series_state_and_reason(week: Database) -> None:
    await put(
        week,
        [
            sent(0, State.DONE),
            sent(1, State.DONE),
            sent(2, State.SKIPPED, "asked"),
            sent(3, State.SKIPPED, "away"),
            sent(4, State.FAILED, "permissions"),
            sent(5, State.UNKNOWN),
            sent(6, State.DUE),
            sent(0, State.DONE, ref=OTHER),
        ],
    )
    async with week.reading() as tx:
        found = await report.outcomes(tx, **SPAN)
    assert set(found) == {
        Tally(ONE, State.DONE, None, 2),
        Tally(ONE, State.SKIPPED, "asked", 1),
        Tally(ONE, State.SKIPPED, "away", 1),
        Tally(ONE, State.FAILED, "permissions", 1),
        Tally(ONE, State.UNKNOWN, None, 1),
        Tally(ONE, State.DUE, None, 1),
        Tally(OTHER, State.DONE, None, 1),
    }


async def test_a_week_begins_with_its_first_moment_and_ends_before_the_next(
    week: Database,
) -> None:
    before, first, last, after = SINCE - timedelta(milliseconds=1), SINCE, UNTIL - HOUR, UNTIL
    await put(
        week,
        [
            sent(0, State.DONE, slot="2026-03-01", due_at=before),
            sent(0, State.DONE, slot="2026-03-02", due_at=first),
            sent(0, State.FAILED, slot="2026-03-08", due_at=last),
            sent(0, State.FAILED, slot="2026-03-09", due_at=after),
        ],
    )
    async with week.reading() as tx:
        found = await report.outcomes(tx, **SPAN)
    assert {(one.state, one.number) for one in found} == {(State.DONE, 1), (State.FAILED, 1)}


async def test_a_slot_is_found_whatever_its_local_date_is(week: Database) -> None:
    # In Kiritimati it is the next day already, in Pago Pago still the one before.
    await put(
        week,
        [
            sent(0, State.DONE, slot="2026-03-01", due_at=SINCE),
            sent(0, State.DONE, slot="2026-03-09", due_at=UNTIL - HOUR),
        ],
    )
    async with week.reading() as tx:
        assert [one.number for one in await report.outcomes(tx, **SPAN)] == [2]


async def test_other_servers_and_other_kinds_are_not_counted(week: Database) -> None:
    await put(
        week,
        [
            sent(0, State.DONE, guild_id=ELSEWHERE),
            sent(0, State.FAILED, kind="daily-held", user_id=7),
        ],
    )
    async with week.reading() as tx:
        assert await report.outcomes(tx, **SPAN) == []


async def test_late_posts_are_counted_by_series_and_reason(week: Database) -> None:
    for n, late_why in enumerate(("away", "away", "discord", None)):
        slot = (SINCE + timedelta(days=n)).date()
        due = SINCE + timedelta(days=n)
        await given.add_post(
            week, 500 + n, series_id=ONE, slot=slot, due_at=due, late_why=late_why,
            question_id=f"q{n}",
        )  # fmt: skip
    await given.add_post(week, 600, series_id=OTHER, due_at=UNTIL, late_why="away")
    async with week.reading() as tx:
        assert set(await report.late(tx, **SPAN)) == {(ONE, "away", 2), (ONE, "discord", 1)}


async def test_answers_without_a_review_are_counted_by_the_week_of_their_question(
    week: Database,
) -> None:
    await given.add_post(week, 500, series_id=ONE, due_at=SINCE)
    await given.add_post(week, 501, series_id=OTHER, due_at=SINCE - HOUR)
    reviews = [("waiting", UNTIL), ("assigned", UNTIL), ("asked", SINCE), ("done", SINCE)]
    reviews += [("asked", None), (None, UNTIL)]
    async with week.transaction() as tx:
        for user_id, (review, revealed_at) in enumerate(reviews):
            for post_id in (500, 501):
                await tx.execute(
                    ANSWER.insert().values(
                        guild_id=HERE, post_id=post_id, user_id=user_id, answered_at=UNTIL,
                        review=review,
                        revealed_at=revealed_at,
                    )
                )  # fmt: skip
        assert await report.unreviewed(tx, **SPAN, overdue=SINCE) == {ONE: (3, 1)}


async def test_refused_messages_are_counted_by_kind_also_where_the_next_place_took_them(
    week: Database,
) -> None:
    to_mia = {"ref": 1, "user_id": 7}
    await put(
        week,
        [
            sent(0, State.FAILED, "closed", kind="daily-review", **to_mia),
            sent(1, State.DONE, kind="daily-held", stop=1, **to_mia),
            sent(1, State.FAILED, "closed", kind="daily-held", ref=2, other_user_id=8),
            # None of these: it arrived, it went to a channel, it is of another week or server.
            sent(2, State.DONE, kind="daily-held", **to_mia),
            sent(2, State.FAILED, kind="server-change", ref=3, target_id=60),
            sent(8, State.FAILED, "closed", kind="daily-held", **to_mia),
            sent(-1, State.FAILED, "closed", kind="daily-held", **to_mia),
            sent(3, State.FAILED, "closed", kind="daily-held", guild_id=ELSEWHERE, **to_mia),
        ],
    )
    async with week.reading() as tx:
        found = await report.failed_dms(tx, **SPAN)
    assert found == {"daily-review": 1, "daily-held": 2}


async def test_the_report_is_scheduled_moved_and_switched_off(database: Database) -> None:
    plan = usual("Europe/Berlin")
    moved = Plan("Asia/Tokyo", time(17), plan.pattern)
    async with database.transaction() as tx:
        assert await report.scheduled(tx, guild_id=HERE) is None
        # Off before it was ever on leaves nothing.
        await report.schedule(tx, guild_id=HERE, plan=plan, next_run_at=None, now=SINCE)
        assert await report.scheduled(tx, guild_id=HERE) is None
        await report.schedule(tx, guild_id=HERE, plan=plan, next_run_at=UNTIL, now=SINCE)
        assert await report.scheduled(tx, guild_id=HERE) == Scheduled(plan=plan, is_on=True)
        await report.schedule(tx, guild_id=HERE, plan=moved, next_run_at=None, now=SINCE)
        assert await report.scheduled(tx, guild_id=HERE) == Scheduled(plan=moved, is_on=False)
        assert await report.scheduled(tx, guild_id=ELSEWHERE) is None


async def test_who_gets_the_report_is_known_for_many_servers_at_once(database: Database) -> None:
    async with database.transaction() as tx:
        await server.present(tx, owners={1: 7, 2: 8, 3: 9}, now=SINCE)
        await server.save_settings(tx, guild_id=1, version=1, log_channel_id=60, report_to=101)
        await me.choose(
            tx, guild_id=1, user_id=7, now=SINCE, quiet_from=time(22), quiet_until=time(7)
        )
        # Somebody else’s night, and the owner’s in another server.
        await me.choose(tx, guild_id=2, user_id=7, now=SINCE, zone="Asia/Tokyo")
        found = await report.readers(tx, guild_ids=[1, 2])
    quiet = Preferences(quiet_from=time(22), quiet_until=time(7))
    assert found == {
        1: Reader(asked_for_by=101, owner_id=7, log_channel_id=60, preferences=quiet),
        2: Reader(asked_for_by=None, owner_id=8, log_channel_id=None, preferences=Preferences()),
    }


async def test_a_week_is_read_by_its_keys_and_not_from_the_posts_of_years(
    sqlite_database: Database,
) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    async with sqlite_database.transaction() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await report.outcomes(tx, **SPAN)
        await report.late(tx, **SPAN)
        await report.unreviewed(tx, **SPAN, overdue=SINCE)
        await report.failed_dms(tx, **SPAN)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        plans: list[str] = []
        for statement, values in statements:
            rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.append(" / ".join(row[3] for row in rows))
    outcomes, late, unreviewed, failed = plans
    assert "guild_id=? AND kind=? AND ref=? AND slot>? AND slot<?" in outcomes
    for plan in (late, unreviewed):
        assert "guild_id=? AND series_id=? AND slot>? AND slot<?" in plan, plan
    assert re.search(r"answer USING \w+ \w* ?\(guild_id=\? AND post_id=\?\)", unreviewed), (
        unreviewed
    )
    assert "guild_id=? AND id>? AND id<?" in failed, failed
