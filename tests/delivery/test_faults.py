"""What goes wrong on the way: asked again after a while, and nothing comes twice."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.domain.delivery import Delivery, State
from bot.errors import Busy
from tests.delivery import parcels
from tests.delivery.office import HASTY, TIMINGS, Office
from tests.delivery.trouble import WAYS, spoil
from tests.loopback import Channel, Fault, Kind

SEND = ("POST", "/channels/*/messages")
FORUM_POST = ("POST", "/channels/*/threads")


@pytest.mark.parametrize("after", [False, True], ids=["lost", "reply lost"])
@pytest.mark.parametrize("way", WAYS)
async def test_a_message_comes_once_whatever_became_of_the_first_request(
    office: Office, way: str, after: bool
) -> None:
    spoil(office.world, SEND, way, after=after)
    id = await office.order(channel=office.world.channel)
    sender = office.hire(timings=HASTY)
    await sender.tick(office.clock())
    assert (await office.find(id)).state is State.SENDING
    assert len(office.posts(id)) == int(after)
    assert office.ends == []
    found = await office.retry(id, office.hire())
    (message,) = office.posts(id)
    assert (found.state, found.message_id) == (State.DONE, message.id)
    assert office.world.counters()["dedupe_hits"] == int(after)


@pytest.mark.parametrize("after", [False, True], ids=["lost", "reply lost"])
@pytest.mark.parametrize("way", WAYS)
async def test_a_forum_post_comes_once_whatever_became_of_the_first_request(
    office: Office, way: str, after: bool
) -> None:
    forum = office.world.add_channel(office.world.guild, "forum", Kind.FORUM)
    spoil(office.world, FORUM_POST, way, after=after)
    id = await office.order("forum", channel=forum)
    # Left its time, discord.py would repeat a request after a server error by itself.
    timings = HASTY if way in ("429", "hang") else TIMINGS
    await office.hire(timings=timings).tick(office.clock())
    assert len(office.world.requests.of(*FORUM_POST)) == 1
    assert (await office.find(id)).state is State.SENDING
    found = await office.retry(id, office.hire(), after=60)
    (message,) = office.posts(id)
    assert (found.state, found.thread_id) == (State.DONE, message.channel.id)


@pytest.mark.parametrize("way", ["500", "503", "drop", "hang"])
async def test_a_direct_channel_that_cannot_be_opened_now_is_asked_for_again(
    office: Office, way: str
) -> None:
    spoil(office.world, ("POST", "/users/@me/channels"), way)
    ana = office.world.add_member(office.world.guild, "Ana").user
    ben = office.world.add_member(office.world.guild, "Ben").user
    id = await office.order("dm", user=ana, other=ben)
    await office.hire(timings=HASTY).tick(office.clock())
    found = await office.retry(id, office.hire())
    assert found.state is State.DONE
    assert [each.channel.recipient for each in office.posts(id)] == [ana]


async def test_a_short_refusal_for_haste_is_waited_out(office: Office) -> None:
    office.world.fail(*SEND, status=429, retry_after=0.05)
    id = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert (await office.find(id)).state is State.DONE


async def test_pauses_double_up_to_the_longest(office: Office) -> None:
    office.world.fail(*SEND, status=503, times=None)
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    pauses: list[float] = []
    for _ in range(9):
        pauses.append(((await office.find(id)).lease_until - office.clock()).total_seconds())
        # Inside the nonce’s window or long after it, the pause grows the same.
        await office.retry(id, sender)
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300]


async def test_a_pause_is_as_long_as_the_server_asks(office: Office) -> None:
    office.world.fail(*SEND, status=429, proxy_made=True, retry_after=90)
    id = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert (await office.find(id)).lease_until == office.clock() + timedelta(seconds=90)


async def test_a_failing_send_stops_no_other_and_leaves_a_reference(office: Office) -> None:
    async def broken(_: Delivery) -> None:
        raise ZeroDivisionError

    office.renderers.register("dm", broken)
    bad = await office.order("dm", channel=office.world.channel)
    unheard_of = await office.order(channel=office.world.channel, kind="digest")
    good = [await office.order(channel=office.world.channel) for _ in range(3)]
    with capture_logs() as lines:
        await office.hire().tick(office.clock())
    assert set(office.ends) == {(id, State.DONE, None) for id in good}
    assert (await office.find(bad)).state is State.SENDING
    failures = {line["ref"]: line for line in lines if line["event"] == "a send failed"}
    assert failures.keys() == {bad, unheard_of}
    assert failures[bad]["reference"] != failures[unheard_of]["reference"]


async def test_a_failure_that_cannot_be_recorded_is_left_to_its_lease(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise Busy

    async def broken(_: Delivery) -> None:
        monkeypatch.setattr(office.database, "transaction", locked)
        raise ZeroDivisionError

    office.renderers.register("dm", broken)
    id = await office.order("dm", channel=office.world.channel)
    with capture_logs() as lines, pytest.raises(Busy):
        await office.hire().tick(office.clock())
    assert [line["event"] for line in lines] == [
        "a send failed",
        "a failed send could not be recorded",
    ]
    monkeypatch.undo()
    office.renderers.register("dm", parcels.renderers())
    assert (await office.retry(id, office.hire())).state is State.DONE


@pytest.fixture
def slow(office: Office) -> Channel:
    return office.world.add_channel(office.world.guild, "slow")


@pytest.fixture
def hanging(office: Office, slow: Channel) -> Fault:
    """What happens to every request for the slow channel."""
    return office.world.hang("POST", f"/channels/{slow.id}/messages", times=None)


@pytest.mark.usefixtures("hanging")
async def test_a_slow_channel_holds_up_no_other(office: Office, slow: Channel) -> None:
    stuck = [await office.order(channel=slow, priority=1) for _ in range(3)]
    others = [await office.order(channel=office.world.channel) for _ in range(6)]
    tick = asyncio.create_task(office.hire(in_flight=4).tick(office.clock()))
    async with asyncio.timeout(5):
        while len(office.ends) < len(others):
            await asyncio.sleep(0.02)
    assert not tick.done()
    assert {end[0] for end in office.ends} == set(others)
    assert {(await office.find(id)).state for id in stuck} == {State.SENDING}
    tick.cancel()
    office.world.faults.release()
    with pytest.raises(asyncio.CancelledError):
        await tick


async def test_what_falls_due_while_a_channel_hangs_is_sent_meanwhile(
    office: Office, slow: Channel, hanging: Fault
) -> None:
    await office.order(channel=slow)
    sender = office.hire()
    tick = asyncio.create_task(sender.tick(office.clock()))
    await hanging.reached()
    fresh = await office.order(channel=office.world.channel)
    async with asyncio.timeout(5):
        while not office.ends:
            await asyncio.sleep(0.02)
    assert office.ends == [(fresh, State.DONE, None)]
    assert not tick.done()
    office.world.faults.release()
    await tick


async def test_a_tick_leaves_nothing_running(office: Office) -> None:
    for _ in range(5):
        await office.order("thread", channel=office.world.channel)
    before = asyncio.all_tasks()
    office.world.fail(*SEND, status=503, times=2)
    await office.hire(timings=TIMINGS).tick(office.clock())
    own = {task for task in asyncio.all_tasks() - before if "bot/delivery" in repr(task)}
    assert own == set()
