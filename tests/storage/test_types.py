"""What is written is what is read, on both engines."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, select

from bot.domain.zone import names
from bot.storage import types
from bot.storage.database import Database
from bot.storage.types import Big, Day, Flag, Instant, TimeOfDay, Zone, from_ms, to_ms

KEPT = Table(
    "kept",
    MetaData(),
    Column("id", Big, primary_key=True, autoincrement=False),
    Column("instant", Instant),
    Column("day", Day),
    Column("time", TimeOfDay),
    Column("flag", Flag),
    Column("zone", Zone),
    sqlite_strict=True,
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(-(2**63), 2**63 - 1),
            "instant": st.none() | st.datetimes(timezones=st.just(UTC)),
            "day": st.none() | st.dates(),
            "time": st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
            "flag": st.none() | st.booleans(),
            "zone": st.none() | st.sampled_from(names()),
        }
    ),
    min_size=1,
    max_size=50,
    unique_by=lambda row: row["id"],
)
# The database of a test is one for all its examples: each rolls back what it did.
ON_ONE_DATABASE = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class _RolledBack(Exception):
    pass


@ON_ONE_DATABASE
@given(rows=ROWS)
async def test_every_value_comes_back_as_it_went_in(database: Database, rows: list[dict]) -> None:
    with pytest.raises(_RolledBack):
        async with database.transaction() as tx:
            await tx.run_sync(KEPT.create)
            await tx.execute(insert(KEPT), rows)
            read = [dict(row._mapping) for row in await tx.execute(select(KEPT))]
            raise _RolledBack
    cut = [{**row, "instant": row["instant"] and _to_ms_floor(row["instant"])} for row in rows]
    assert sorted(read, key=lambda row: row["id"]) == sorted(cut, key=lambda row: row["id"])


def _to_ms_floor(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_stored_moment_is_cut_to_the_millisecond_and_never_later(moment: datetime) -> None:
    stored = from_ms(to_ms(moment))
    assert timedelta() <= moment - stored < timedelta(milliseconds=1)


@given(
    st.integers(to_ms(datetime.min.replace(tzinfo=UTC)), to_ms(datetime.max.replace(tzinfo=UTC)))
)
def test_every_millisecond_reads_back_as_itself(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms


def test_a_moment_is_the_same_in_every_zone() -> None:
    moment = datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert to_ms(moment) == to_ms(moment.astimezone(timezone(timedelta(hours=-5)))) == 1772955000000


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 3, 8, 7, 30))


async def test_days_and_times_sort_as_they_pass(database: Database) -> None:
    days = [date(999, 1, 1), date(2026, 2, 10), date(2026, 11, 2)]
    times = [time(0, 5), time(9, 0), time(17, 30)]
    rows = [{"id": n, "day": days[n], "time": times[n]} for n in (2, 0, 1)]
    async with database.transaction() as tx:
        await tx.run_sync(KEPT.create)
        await tx.execute(insert(KEPT), rows)
        assert list((await tx.execute(select(KEPT.c.day).order_by("day"))).scalars()) == days
        assert list((await tx.execute(select(KEPT.c.time).order_by("time"))).scalars()) == times
        await tx.run_sync(KEPT.drop)


@pytest.mark.parametrize(("otherwise", "read"), [(None, None), ("UTC", "UTC")])
async def test_a_zone_that_has_vanished_is_read_as_another_or_as_none(
    database: Database, otherwise: str | None, read: str | None
) -> None:
    kept = Table("kept", MetaData(), Column("zone", types.Zone(otherwise)), sqlite_strict=True)
    async with database.transaction() as tx:
        await tx.run_sync(kept.create)
        await tx.execute(insert(kept), [{"zone": "Atlantis/Capital"}])
        assert (await tx.execute(select(kept.c.zone))).scalar_one() == read
        await tx.run_sync(kept.drop)


def test_every_type_of_ours_is_tried_here() -> None:
    ours = {name for name in vars(types) if isinstance(getattr(types, name), type)}
    tried = {type(column.type).__name__ for column in KEPT.c}
    decorators = {name for name in ours if getattr(types, name).__module__ == types.__name__}
    assert decorators <= tried
