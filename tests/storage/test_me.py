"""A member’s rows: all of them shown, all of them deleted, nobody else’s touched.

Rows are made for every table there is, so a new table is covered by itself.
"""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Column, MetaData, Table, Text

from bot.domain.me import Preferences
from bot.storage import me
from bot.storage.database import Database
from bot.storage.tables import base, metadata
from bot.storage.tables.mock import SCORECARD
from bot.storage.types import Big
from tests.storage import rows

HERE, ELSEWHERE = 1, 2
# As long as ids are, so that they are found inside a text too.
ANA, BEN = 111_222_333_444_555_666, 777_888_999_000_111_222
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _members(table: Table) -> list[str]:
    return [column.name for column in table.c if "member" in column.info]


def _readers(table: Table) -> dict[str, str]:
    """The columns that one member alone may read, by the column that holds them."""
    members = {name: name for name in _members(table)}
    return members | {column.name: column.info["of"] for column in table.c if "of" in column.info}


def _fill() -> rows.Filling:
    """In each table: rows that are Ana’s by one of their columns, all Ana’s, Ben’s, and elsewhere."""
    filling = rows.Filling()
    for table in metadata.sorted_tables:
        members = _members(table)
        if "guild_id" not in table.c:
            filling.add(table)
            continue
        for column in members:
            bens = dict.fromkeys(members, BEN)
            _add(filling, table, guild_id=HERE, **bens | {column: ANA})
        for guild_id, who in ((HERE, ANA), (HERE, BEN), (ELSEWHERE, ANA)):
            _add(filling, table, guild_id=guild_id, **dict.fromkeys(members, who))
    return filling


def _add(filling: rows.Filling, table: Table, **values: object) -> None:
    """Add a row unless its whole key is there already, as of a table with one row a member."""
    key = {column.name for column in table.primary_key}
    taken = [row for known, row in filling.rows if known is table]
    if not key <= values.keys() or not any(
        all(row[name] == values[name] for name in key) for row in taken
    ):
        filling.add(table, **values)


def _told(table: Table) -> list[str]:
    """The columns by which a row is a member’s to see."""
    return [name for name in _members(table) if "secret" not in table.c[name].info]


def _is_about(row: rows.Row, table: Table, user_id: int) -> bool:
    return row.get("guild_id") == HERE and user_id in [row[name] for name in _told(table)]


async def test_every_table_that_holds_a_member_has_rows_of_both(database: Database) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
        stored = await rows.read(tx)
    for table in metadata.sorted_tables:
        for name in _members(table):
            assert {row[name] for row in stored[table.name]} >= {ANA}, f"{table.name}.{name}"
    assert any(BEN in row.values() for found in stored.values() for row in found)


async def test_export_shows_each_value_of_each_row_of_a_member_and_of_nobody_else(
    database: Database,
) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
    async with database.reading() as tx:
        stored = await rows.read(tx)
        exported = await me.export(tx, guild_id=HERE, user_id=ANA)
    wanted = {
        table.name: [
            {
                name: value
                for name, value in row.items()
                if name not in (of := _readers(table)) or row[of[name]] == ANA
            }
            for row in stored[table.name]
            if _is_about(row, table, ANA)
        ]
        for table in metadata.sorted_tables
        if _members(table)
    }
    assert {name: _in_order(found) for name, found in exported.items()} == {
        name: _in_order(found) for name, found in wanted.items() if found
    }
    assert exported.keys() == {table.name for table in metadata.sorted_tables if _members(table)}
    assert str(BEN) not in repr(exported)
    assert not any(row["guild_id"] != HERE for found in exported.values() for row in found)


def _in_order(found: list[rows.Row]) -> list[rows.Row]:
    return sorted(found, key=repr)


async def test_delete_leaves_no_trace_of_a_member_and_all_of_the_others(
    database: Database,
) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
        before = await rows.read(tx)
        await me.delete(tx, guild_id=HERE, user_id=ANA)
        after = await rows.read(tx)
        assert await me.export(tx, guild_id=HERE, user_id=ANA) == {}
    here = [row for found in after.values() for row in found if row.get("guild_id") == HERE]
    assert str(ANA) not in repr(here)
    assert after == {
        table.name: [
            _cleared(row, table) if row.get("guild_id") == HERE else row
            for row in before[table.name]
            if not _is_deleted(row, table)
        ]
        for table in metadata.sorted_tables
    }
    assert before != after


def _is_deleted(row: rows.Row, table: Table) -> bool:
    own = [name for name in _members(table) if table.c[name].info["member"] == "delete"]
    return row.get("guild_id") == HERE and ANA in [row[name] for name in own]


def _cleared(row: rows.Row, table: Table) -> rows.Row:
    return {
        name: None if name in _members(table) and value == ANA else value
        for name, value in row.items()
    }


async def test_a_member_without_rows_has_nothing_to_show_or_delete(database: Database) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
        before = await rows.read(tx)
        assert await me.export(tx, guild_id=HERE, user_id=5) == {}
        await me.delete(tx, guild_id=HERE, user_id=5)
        await me.delete(tx, guild_id=3, user_id=ANA)
        assert await rows.read(tx) == before


async def test_counts_are_those_of_the_rows_that_go_and_of_those_that_stay(
    database: Database,
) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
        stored = await rows.read(tx)
        counts = await me.counts(tx, guild_id=HERE, user_id=ANA)
        exported = await me.export(tx, guild_id=HERE, user_id=ANA)
    for table in metadata.sorted_tables:
        about = [row for row in stored[table.name] if _is_about(row, table, ANA)]
        goes = sum(_is_deleted(row, table) for row in about)
        assert counts.goes.get(table.name, 0) == goes, table.name
        assert counts.stays.get(table.name, 0) == len(about) - goes, table.name
    assert counts.all == {name: len(found) for name, found in exported.items()}
    assert counts.stays.keys() & counts.goes.keys()


async def test_of_a_member_without_rows_nothing_is_counted(database: Database) -> None:
    filling = _fill()
    async with database.transaction() as tx:
        await filling.store(tx)
        assert await me.counts(tx, guild_id=HERE, user_id=5) == ({}, {})
        assert await me.counts(tx, guild_id=3, user_id=ANA) == ({}, {})


async def test_choices_are_remembered_one_by_one(database: Database) -> None:
    one = {"guild_id": HERE, "user_id": ANA}
    async with database.transaction() as tx:
        assert await me.preferences(tx, **one) == Preferences()
        await me.choose(tx, **one, now=NOW, quiet_from=time(22), quiet_until=time(7))
        await me.choose(tx, **one, now=NOW, reach="thread")
        await me.choose(tx, **one, now=NOW, reviews=False)
        assert await me.preferences(tx, **one) == Preferences(
            quiet_from=time(22), quiet_until=time(7), reach="thread", reviews=False
        )
        await me.choose(tx, **one, now=NOW, quiet_from=None, quiet_until=None, zone="Asia/Tokyo")
        assert await me.preferences(tx, **one) == Preferences(
            zone="Asia/Tokyo", reach="thread", reviews=False
        )
        assert await me.preferences(tx, guild_id=ELSEWHERE, user_id=ANA) == Preferences()


PEOPLE = re.compile(
    r"(^|_)(user|member|owner|author|reviewer|rater|about|candidate|interviewer|person)(_id)?$"
    r"|(^|_)by(_id)?$|^other(_user)?_id$|^who(_id)?$|^(u|user)_?ids?$"
)


def _unmarked(tables: MetaData) -> list[str]:
    """Columns that are named as if they held a member and do not say so."""
    return [
        f"{table.name}.{column.name}"
        for table in tables.sorted_tables
        for column in table.c
        # A text is no member: the owner of a delivery is a process.
        if PEOPLE.search(column.name)
        and not isinstance(column.type, Text)
        and column.info.get("member") not in ("delete", "clear")
    ]


def test_every_column_named_after_a_person_says_what_becomes_of_it() -> None:
    assert _unmarked(metadata) == []


@pytest.mark.parametrize(
    "name",
    ["user_id", "other_user_id", "owner_id", "created_by", "opened_by", "by", "reviewer_id", "who"],
)
def test_a_column_that_does_not_say_so_is_found(name: str) -> None:
    tables = MetaData()
    Table("letter", tables, Column("guild_id", Big, primary_key=True), Column(name, Big))
    assert _unmarked(tables) == [f"letter.{name}"]


def test_a_column_that_would_be_emptied_may_be_empty() -> None:
    for table, column in me.member_columns():
        if column.info["member"] == "clear":
            assert column.nullable, f"{table.name}.{column.name}"
            assert not column.primary_key


def test_every_table_that_holds_a_member_is_kept_by_server() -> None:
    assert {table.name for table, _ in me.member_columns() if "guild_id" not in table.c} == set()


def test_what_becomes_of_a_member_is_said_in_one_way() -> None:
    assert base.member("user_id").info == {"member": "delete"}
    assert base.member("created_by", then="clear").info == {"member": "clear"}
    assert base.member("other_id", secret=True).info == {"member": "delete", "secret": True}


async def test_a_zone_is_remembered_by_server(database: Database) -> None:
    one = {"guild_id": HERE, "user_id": ANA}
    async with database.transaction() as tx:
        assert await me.zone(tx, **one) is None
        await me.set_zone(tx, **one, zone="Europe/Berlin", now=NOW)
        await me.set_zone(tx, **one, zone="Asia/Tokyo", now=NOW + timedelta(days=1))
        assert await me.zone(tx, **one) == "Asia/Tokyo"
        assert await me.zone(tx, guild_id=ELSEWHERE, user_id=ANA) is None
        (row,) = (await me.export(tx, **one))["member"]
    assert row["first_seen_at"] == NOW


async def test_a_sealed_card_is_not_its_readers_to_see_before_it_opens_and_their_marks_nobody_elses(
    database: Database,
) -> None:
    filling = rows.Filling()
    for opened_at, session in ((None, 1), (NOW, 2)):
        values = {"rater_id": BEN, "about_id": ANA, "opened_at": opened_at}
        filling.add(SCORECARD, guild_id=HERE, id=session, session_id=session, **values)
    async with database.transaction() as tx:
        await filling.store(tx)
        read = (await me.export(tx, guild_id=HERE, user_id=ANA))["scorecard"]
        written = (await me.export(tx, guild_id=HERE, user_id=BEN))["scorecard"]
    assert [row["id"] for row in read] == [2]
    assert [row["id"] for row in written] == [1, 2]
    assert {"specific", "usable"} <= read[0].keys()
    assert not {"specific", "usable"} & written[1].keys()
