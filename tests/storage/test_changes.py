"""Changes: kept as they were, newest first, taken back once, forgotten after a while."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.changes import Change
from bot.storage import changes
from bot.storage.database import Database
from tests.storage.daily import given

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def change(id: int, **values: Any) -> Change:
    first: dict[str, Any] = {
        "guild_id": 1,
        "by": 7,
        "at": NOW + timedelta(minutes=id),
        "what": "series-edited",
        "ref": 10,
        "before": {"time": "09:00", "kinds": ["coding"]},
        "after": {"time": "10:00", "kinds": []},
    }
    return Change(id=id, **first | values)


async def keep(database: Database, *found: Change) -> None:
    async with database.transaction() as tx:
        for one in found:
            await changes.add(tx, one)


async def test_a_change_is_read_as_it_was_written(database: Database) -> None:
    full = change(1, before={"name": "“Zwölf”", "questions": ["a", "b"], "level": None})
    empty = change(2, by=None, ref=None, before={}, after={})
    await keep(database, full, empty)
    async with database.reading() as tx:
        assert await changes.find(tx, guild_id=1, id=1) == full
        assert await changes.find(tx, guild_id=1, id=2) == empty
        assert await changes.find(tx, guild_id=2, id=1) is None


async def test_pages_are_newest_first_and_of_one_server(database: Database) -> None:
    found = [change(id) for id in range(1, 8)]
    await keep(database, *found, change(8, guild_id=2))
    async with database.reading() as tx:
        first = await changes.page(tx, guild_id=1, limit=5, offset=0)
        second = await changes.page(tx, guild_id=1, limit=5, offset=5)
        assert await changes.count(tx, guild_id=1) == 7
    assert [*first, *second] == found[::-1]


async def test_a_change_is_taken_back_once(database: Database) -> None:
    await keep(database, change(1), change(2))
    async with database.transaction() as tx:
        assert not await changes.mark_undone(tx, guild_id=2, id=2, now=NOW)
        assert await changes.mark_undone(tx, guild_id=1, id=2, now=NOW)
        assert not await changes.mark_undone(tx, guild_id=1, id=2, now=NOW)
        last = await changes.last_by(tx, guild_id=1, user_id=7)
        assert last == change(1)


async def test_the_last_change_is_found_by_who_made_it_what_it_is_about_and_its_kind(
    database: Database,
) -> None:
    await keep(
        database,
        change(1),
        change(2, by=8),
        change(3, ref=11),
        change(4, what="settings-changed", ref=None, by=9),
    )
    async with database.reading() as tx:
        by = await changes.last_by(tx, guild_id=1, user_id=8)
        about = await changes.last_about(tx, guild_id=1, ref=10, by=None)
        hers = await changes.last_about(tx, guild_id=1, ref=10, by=7)
        of = await changes.last_of(tx, guild_id=1, what="settings-changed")
        nobody = await changes.last_about(tx, guild_id=1, ref=11, by=8)
    assert [one.id for one in (by, about, hers, of) if one] == [2, 2, 1, 4]
    assert nobody is None


async def test_old_changes_go_and_newer_ones_stay(database: Database) -> None:
    await keep(database, change(1), change(2, guild_id=2), change(3))
    async with database.transaction() as tx:
        moment = NOW + timedelta(minutes=3)
        assert not await changes.is_any_before(tx, moment=NOW + timedelta(minutes=1))
        assert await changes.is_any_before(tx, moment=moment)
        assert await changes.sweep(tx, before=moment) == 2
        assert not await changes.is_any_before(tx, moment=moment)
        assert await changes.page(tx, guild_id=1, limit=5, offset=0) == [change(3)]


async def test_the_channel_of_a_series_is_known_in_its_own_server_alone(database: Database) -> None:
    await given.add_series(database, 10)
    async with database.reading() as tx:
        assert await changes.channels_of(tx, guild_id=1, series_ids=[10, 11]) == {10: 50}
        assert await changes.channels_of(tx, guild_id=2, series_ids=[10]) == {}
        assert await changes.channels_of(tx, guild_id=1, series_ids=[]) == {}
