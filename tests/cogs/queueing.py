"""A queue that owners filled some time ago, so that some of it may have left the bank."""

from bot.storage.daily import queue
from tests.sim import World


async def fill(world: World, *questions: str) -> None:
    """The queue of the only series, as it is stored."""
    (series,) = await world.house.services.series.of(world.guild.id)
    async with world.house.database.transaction() as tx:
        await queue.write(
            tx,
            guild_id=world.guild.id,
            series_id=series.id,
            questions=questions,
            by=world.mia.id,
            now=world.now(),
        )
