"""Held series over the wire: what Discord tells a bot without privileged intents is enough to mend them."""

import asyncio
from datetime import time, timedelta

import pytest

from bot.app import House
from bot.domain.schedule import EVERY_DAY, Plan
from tests.loopback import Loopback, Member
from tests.loopback.permissions import bits
from tests.wire.running import MovingClock, running

ALLOWED = (
    "view_channel",
    "send_messages",
    "read_message_history",
    "create_public_threads",
    "send_messages_in_threads",
)


async def hold(world: Loopback, house: House, clock: MovingClock, owner: Member) -> None:
    """A series whose question is refused at its time."""
    await house.services.series.add(
        world.guild.id,
        by=owner.user.id,
        channel_id=world.channel.id,
        place="text",
        plan=Plan(zone="UTC", at=time(9), pattern=EVERY_DAY),
    )
    (series,) = await house.services.series.of(world.guild.id)
    assert series.next_run_at is not None
    clock.ahead = series.next_run_at - clock() + clock.ahead + timedelta(seconds=1)
    await house.tick(house.clock())
    (series,) = await house.services.series.of(world.guild.id)
    assert series.held_at is not None


async def posted(world: Loopback, house: House, clock: MovingClock) -> str:
    """The question that is sent within a few seconds, two hours after its time."""
    clock.ahead += timedelta(hours=2)
    for _ in range(100):
        await house.tick(house.clock())
        if found := [
            post for post in world.posts(world.channel) if "Reveal" in str(post.payload())
        ]:
            (post,) = found
            return str(post.payload())
        await asyncio.sleep(0.05)
    pytest.fail("nothing was posted")


async def test_a_permission_given_back_in_the_channel(
    world: Loopback, address: str, owner: Member
) -> None:
    clock = MovingClock()
    async with running(world, address, clock) as house:
        world.forbid(world.channel, "send_messages")
        await hold(world, house, clock, owner)
        world.permit(world.channel, "send_messages")
        assert "2 hours late, a permission was missing" in await posted(world, house, clock)


async def test_a_role_given_to_the_bot(world: Loopback, address: str, owner: Member) -> None:
    clock = MovingClock()
    bot = world.guild.members[world.state.bot.id]
    for role in world.guild.roles.values():
        role.permissions = 0
    async with running(world, address, clock) as house:
        await hold(world, house, clock, owner)
        role = world.add_role(world.guild, "Poster", *ALLOWED)
        bot.role_ids.append(role.id)
        told = bot.payload() | {"guild_id": str(world.guild.id)}
        world.state.announce("GUILD_MEMBER_UPDATE", told, world.guild.id)
        assert "2 hours late, a permission was missing" in await posted(world, house, clock)


async def test_a_permission_given_to_a_role_of_the_bot(
    world: Loopback, address: str, owner: Member
) -> None:
    clock = MovingClock()
    everybody = world.guild.roles[world.guild.id]
    for role in world.guild.roles.values():
        role.permissions = 0
    async with running(world, address, clock) as house:
        await hold(world, house, clock, owner)
        everybody.permissions = bits(*ALLOWED)
        told = {"guild_id": str(world.guild.id), "role": everybody.payload()}
        world.state.announce("GUILD_ROLE_UPDATE", told, world.guild.id)
        assert "2 hours late, a permission was missing" in await posted(world, house, clock)
