"""A sender that stops: nothing new is begun, what is under way ends, the rest is given back."""

import asyncio

import pytest

from bot.delivery import sender as sending
from bot.domain.delivery import State
from tests.delivery.office import Office

SEND = ("POST", "/channels/*/messages")


async def test_what_is_in_flight_ends_and_nothing_new_begins(office: Office) -> None:
    office.world.latency = 0.3
    # discord.py sends to one channel one after the other, so each gets its own.
    channels = [office.world.add_channel(office.world.guild, f"{each}") for each in range(6)]
    ids = [await office.order(channel=channel) for channel in channels]
    sender = office.hire(in_flight=2)
    tick = asyncio.create_task(sender.tick(office.clock()))
    while len(office.world.requests.of(*SEND)) < 2:
        await asyncio.sleep(0.01)
    await sender.stop()
    states = [(await office.find(id)).state for id in ids]
    assert states == [State.DONE] * 2 + [State.DUE] * 4
    await tick
    await sender.tick(office.clock())
    assert (await sender.deliver(office.world.guild.id, ids[-1])).state is State.DUE
    assert len(office.world.requests.of(*SEND)) == 2


async def test_what_takes_too_long_is_cut_and_its_lease_given_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_DRAIN", 0.1)
    fault = office.world.hang(*SEND, after=True)
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    tick = asyncio.create_task(sender.tick(office.clock()))
    await fault.reached()
    await sender.stop()
    await tick
    found = await office.find(id)
    assert (found.state, found.lease_until) == (State.SENDING, office.clock())
    await office.hire("successor").tick(office.clock())
    assert (await office.find(id)).state is State.DONE
    assert len(office.posts(id)) == 1


async def test_a_pause_is_not_waited_for_by_the_next_process(office: Office) -> None:
    office.world.fail(*SEND, status=503)
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    assert (await office.find(id)).lease_until > office.clock()
    await sender.stop()
    await office.hire("successor").tick(office.clock())
    assert (await office.find(id)).state is State.DONE


async def test_a_cancelled_tick_still_waits_for_what_it_started(office: Office) -> None:
    office.world.latency = 0.3
    id = await office.order(channel=office.world.channel)
    tick = asyncio.create_task(office.hire().tick(office.clock()))
    while not office.world.requests.of(*SEND):
        await asyncio.sleep(0.01)
    tick.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tick
    assert (await office.find(id)).state is State.DONE
