"""How far a server is in its setup."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.server import Setup
from bot.storage import setup
from bot.storage.database import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


async def test_the_choices_of_a_setup_are_added_up(database: Database) -> None:
    async with database.transaction() as tx:
        assert await setup.find(tx, guild_id=1) is None
        first = await setup.save(tx, guild_id=1, opened_by=7, now=NOW, channel_id=50)
        assert first == Setup(channel_id=50, opened_by=7, changed_at=NOW)
        await setup.save(tx, guild_id=1, opened_by=8, now=LATER, zone="Europe/Berlin")
        await setup.save(
            tx, guild_id=1, opened_by=8, now=LATER, at=time(9, 0), place="forum", threads=False
        )
        wanted = Setup(
            channel_id=50,
            zone="Europe/Berlin",
            at=time(9, 0),
            place="forum",
            threads=False,
            opened_by=8,
            changed_at=LATER,
        )
        assert await setup.find(tx, guild_id=1) == wanted
        assert await setup.find(tx, guild_id=2) is None
        again = await setup.save(tx, guild_id=1, opened_by=8, now=LATER, channel_id=None)
        assert again == replace(wanted, channel_id=None)
        await setup.end(tx, guild_id=1)
        assert await setup.find(tx, guild_id=1) is None
