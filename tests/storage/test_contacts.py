"""Who can be told of trouble: the owner and the log channel of many servers, and their quiet hours."""

from datetime import time

from bot.domain.delivery import Target
from bot.domain.me import Preferences
from bot.storage import contacts, me, server
from bot.storage.database import Database
from tests.storage.daily.given import NOW


async def test_owners_and_log_channels_are_read_at_once(database: Database) -> None:
    async with database.transaction() as tx:
        await server.present(tx, owners={1: 7, 2: 8, 3: None}, now=NOW)
        await server.save_settings(tx, guild_id=2, version=1, log_channel_id=60)
        await server.save_settings(tx, guild_id=3, version=1, log_channel_id=61)
        found = await contacts.of_guilds(tx, [1, 2, 3, 4])
    assert found == {
        1: Target(other_user_id=7),
        2: Target(other_user_id=8, channel_id=60),
        3: Target(channel_id=61),
    }


async def test_quiet_hours_are_those_of_each_server(database: Database) -> None:
    night = {"quiet_from": time(22), "quiet_until": time(7)}
    async with database.transaction() as tx:
        await me.choose(tx, guild_id=1, user_id=7, now=NOW, zone="Asia/Tokyo", **night)
        await me.choose(tx, guild_id=2, user_id=7, now=NOW, zone="Europe/Berlin")
        await me.choose(tx, guild_id=3, user_id=7, now=NOW, zone="UTC")
        found = await contacts.quiet_hours(tx, [1, 2], [7, 9])
    assert found == {
        (1, 7): Preferences(zone="Asia/Tokyo", **night),  # type: ignore[arg-type]
        (2, 7): Preferences(zone="Europe/Berlin"),
    }
