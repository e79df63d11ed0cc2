"""What happens to a server that the bot leaves."""

from datetime import timedelta

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.sim import World


async def test_what_is_kept_of_a_server_goes_a_month_after_the_bot(
    world: World, circle: Circle, mia: Person
) -> None:
    await circle.question()
    server, guild = world.house.services.server, world.guild.id
    await server.left(guild)
    await server.sweep(world.now() + timedelta(days=29))
    assert len(await world.house.services.series.of(guild)) == 1
    await server.sweep(world.now() + timedelta(days=31))
    assert await world.house.services.series.of(guild) == []


async def test_coming_back_stops_the_clock(world: World, circle: Circle) -> None:
    await circle.question()
    server, guild = world.house.services.server, world.guild.id
    await server.left(guild)
    await server.present({guild: world.mia.id}, all_of_them=False)
    await server.sweep(world.now() + timedelta(days=365))
    assert len(await world.house.services.series.of(guild)) == 1
