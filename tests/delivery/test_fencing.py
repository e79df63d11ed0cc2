"""Several senders on one outbox: one holder each, and what a former one knows is dropped."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery, State
from tests.delivery.office import TIMINGS, Office
from tests.delivery.parcels import parcel
from tests.loopback import Kind

SEND = ("POST", "/channels/*/messages")


def rendering(
    then: Callable[[Delivery], Awaitable[None]],
) -> Callable[[Delivery], Awaitable[Parcel]]:
    """A renderer that does something else first."""

    async def render(delivery: Delivery) -> Parcel:
        await then(delivery)
        return parcel(delivery, "message")

    return render


async def test_two_senders_at_once_never_send_the_same(office: Office) -> None:
    forum = office.world.add_channel(office.world.guild, "forum", Kind.FORUM)
    ids = [await office.order(channel=office.world.channel) for _ in range(12)]
    ids += [await office.order("thread", channel=office.world.channel) for _ in range(12)]
    ids += [await office.order("forum", channel=forum) for _ in range(12)]
    senders = [office.hire(f"sender {number}", in_flight=4) for number in range(3)]
    await asyncio.gather(*(each.tick(office.clock()) for each in senders))
    assert [len(office.posts(id)) for id in ids] == [1] * 36
    assert office.world.counters()["dedupe_hits"] == 0
    assert sorted(end[0] for end in office.ends) == ids


async def test_a_sender_that_lost_its_lease_sends_nothing(office: Office) -> None:
    go_on = asyncio.Event()

    async def dawdle(delivery: Delivery) -> None:
        if delivery.owner == "slow":
            await go_on.wait()

    office.renderers.register("message", rendering(dawdle))
    id = await office.order(channel=office.world.channel)
    slow = asyncio.create_task(office.hire("slow").tick(office.clock()))
    while (await office.find(id)).owner != "slow":
        await asyncio.sleep(0.01)
    found = await office.retry(id, office.hire("quick"))
    assert (found.state, found.owner, found.attempt) == (State.DONE, "quick", 2)
    with capture_logs() as lines:
        go_on.set()
        await slow
    assert [line["event"] for line in lines] == ["another sender took the delivery"]
    assert len(office.world.requests.of(*SEND)) == 1
    assert office.ends == [(id, State.DONE, None)]


@pytest.mark.parametrize("owner", ["another", "the same"])
async def test_a_delivery_taken_again_is_left_to_its_new_holder(office: Office, owner: str) -> None:
    go_on = asyncio.Event()

    async def dawdle(delivery: Delivery) -> None:
        if delivery.attempt == 1:
            await go_on.wait()

    office.renderers.register("message", rendering(dawdle))
    office.world.fail(*SEND, status=503)
    id = await office.order(channel=office.world.channel)
    slow = asyncio.create_task(office.hire("the same").tick(office.clock()))
    while (await office.find(id)).attempt < 1:
        await asyncio.sleep(0.01)
    held = await office.retry(id, office.hire(owner))
    assert (held.state, held.attempt) == (State.SENDING, 2)
    go_on.set()
    await slow
    assert await office.find(id) == held
    assert len(office.world.requests.of(*SEND)) == 1


async def test_a_reply_that_comes_after_the_lease_is_dropped(office: Office) -> None:
    office.world.latency = 0.6
    id = await office.order(channel=office.world.channel)
    slow = asyncio.create_task(office.hire("slow").tick(office.clock()))
    while not office.world.requests.of(*SEND):
        await asyncio.sleep(0.01)
    office.world.latency = 0
    found = await office.retry(id, office.hire("quick"))
    assert (found.state, found.owner) == (State.DONE, "quick")
    await slow
    assert (await office.find(id)) == found
    assert len(office.posts(id)) == 1
    assert office.ends == [(id, State.DONE, None)]


async def test_a_lease_is_renewed_before_a_request_it_would_not_outlast(office: Office) -> None:
    leases: list[timedelta] = []

    async def dawdle(delivery: Delivery) -> None:
        office.clock.pass_by(12)

    office.renderers.register("message", rendering(dawdle))
    office.world.hang(*SEND)
    id = await office.order(channel=office.world.channel)
    timings = replace(TIMINGS, send=timedelta(seconds=5))
    tick = asyncio.create_task(office.hire(timings=timings).tick(office.clock()))
    while not office.world.requests.of(*SEND):
        await asyncio.sleep(0.01)
    leases.append((await office.find(id)).lease_until - office.clock())
    office.world.faults.release()
    await tick
    assert leases == [TIMINGS.lease]


async def test_one_that_another_is_sending_is_shown_as_it_is(office: Office) -> None:
    fault = office.world.hang(*SEND)
    id = await office.order(channel=office.world.channel)
    tick = asyncio.create_task(office.hire("first").tick(office.clock()))
    await fault.reached()
    shown = await office.hire("second").deliver(office.world.guild.id, id)
    assert (shown.state, shown.owner) == (State.SENDING, "first")
    office.world.faults.release()
    await tick
