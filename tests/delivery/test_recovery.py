"""Once the nonce says nothing any more: look first, and rather post nothing than post twice."""

from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery, State
from bot.storage import deliveries
from tests.delivery.office import START, TIMINGS, Office
from tests.delivery.parcels import Shape, parcel
from tests.loopback import Channel, Kind, online, plain_intents

SEND = ("POST", "/channels/*/messages")
FORUM_POST = ("POST", "/channels/*/threads")
HISTORY = ("GET", "/channels/*/messages")
LONG = 200.0  # seconds: past the time in which a nonce is trusted


async def lose_reply(office: Office, shape: Shape = "message", **order: Any) -> int:
    """Post a message whose sender never hears of it."""
    office.world.drop(*SEND, after=True)
    id = await office.order(shape, channel=office.world.channel, **order)
    await office.hire().tick(office.clock())
    assert len(office.posts(id)) == 1
    office.world.nonce_window = 0
    return id


async def lose_request(office: Office, **order: Any) -> int:
    """Fail to post a message without hearing that it failed."""
    office.world.drop(*SEND)
    id = await office.order(channel=office.world.channel, **order)
    await office.hire().tick(office.clock())
    assert office.posts(id) == []
    return id


async def test_a_message_is_found_in_the_history(office: Office) -> None:
    id = await lose_reply(office)
    found = await office.retry(id, office.hire(), after=LONG)
    (message,) = office.posts(id)
    assert (found.state, found.message_id) == (State.DONE, message.id)
    assert len(office.world.requests.of(*SEND)) == 1


async def test_a_message_that_was_found_gets_its_thread(office: Office) -> None:
    id = await lose_reply(office, "thread")
    found = await office.retry(id, office.hire(), after=LONG)
    (message,) = office.posts(id)
    assert message.thread is not None
    assert (found.state, found.thread_id) == (State.DONE, message.thread.id)


async def test_a_message_that_is_not_there_is_sent_and_its_nonce_trusted_anew(
    office: Office,
) -> None:
    id = await lose_request(office)
    office.world.drop(*SEND, after=True)
    sender = office.hire()
    found = await office.retry(id, sender, after=LONG)
    assert (found.state, found.first_sent_at) == (State.SENDING, office.clock())
    looks = len(office.world.requests.of(*HISTORY))
    found = await office.retry(id, sender)
    assert found.state is State.DONE
    assert len(office.posts(id)) == 1
    assert len(office.world.requests.of(*HISTORY)) == looks


async def test_inside_the_window_nobody_looks(office: Office) -> None:
    id = await lose_request(office)
    await office.retry(id, office.hire())
    assert len(office.posts(id)) == 1
    assert office.world.requests.of(*HISTORY) == []


async def test_a_message_is_found_between_hundreds_of_others(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana")
    for number in range(150):
        office.world.say(ana, office.world.channel, f"before {number}")
    id = await lose_reply(office)
    for number in range(150):
        office.world.say(ana, office.world.channel, f"after {number}")
    found = await office.retry(id, office.hire(), after=LONG)
    assert found.state is State.DONE
    assert len(office.posts(id)) == 1


async def test_a_look_ends_where_the_message_could_no_longer_be(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana")
    id = await lose_request(office)
    office.clock.pass_by(3600)
    for number in range(1000):
        office.world.say(ana, office.world.channel, f"{number}")
    found = await office.retry(id, office.hire())
    assert found.state is State.DONE
    assert len(office.world.requests.of(*HISTORY)) == 1


@pytest.mark.parametrize("permission", ["read_message_history", "view_channel"])
async def test_where_the_history_cannot_be_read_nothing_is_posted_again(
    office: Office, permission: str
) -> None:
    id = await lose_reply(office)
    office.world.forbid(office.world.channel, permission)
    await office.retry(id, office.hire(), after=LONG)
    assert office.ends == [(id, State.UNKNOWN, None)]
    await office.retry(id, office.hire(), after=LONG)
    assert len(office.posts(id)) == 1


async def test_a_channel_that_went_meanwhile(office: Office) -> None:
    id = await lose_request(office)
    office.world.remove_channel(office.world.channel)
    await office.retry(id, office.hire(), after=LONG)
    assert office.ends == [(id, State.FAILED, "channel")]


@pytest.mark.parametrize("way", ["guild", "member", "history"])
async def test_a_look_that_fails_is_made_again(office: Office, way: str) -> None:
    id = await lose_reply(office)
    path = {"guild": "/guilds/*", "member": "/guilds/*/members/*", "history": HISTORY[1]}[way]
    office.world.fail("GET", path, status=503)
    sender = office.hire()
    assert (await office.retry(id, sender, after=LONG)).state is State.SENDING
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(office.posts(id)) == 1


async def test_a_direct_message_is_found_without_asking_for_permission(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    office.world.drop(*SEND, after=True)
    id = await office.order("dm", user=ana)
    sender = office.hire()
    await sender.tick(office.clock())
    office.world.nonce_window = 0
    assert (await office.retry(id, sender, after=LONG)).state is State.DONE
    assert len(office.posts(id)) == 1
    assert office.world.requests.of("GET", "/guilds/*") == []


async def test_too_late_to_send_it_is_looked_for_all_the_same(office: Office) -> None:
    id = await lose_reply(office, expires_in=30)
    found = await office.retry(id, office.hire(), after=30)
    (message,) = office.posts(id)
    assert (found.state, found.message_id) == (State.DONE, message.id)


async def test_too_late_and_not_there_is_skipped(office: Office) -> None:
    id = await lose_request(office, expires_in=30)
    await office.retry(id, office.hire(), after=30)
    assert office.ends == [(id, State.SKIPPED, None)]
    assert office.posts(id) == []


async def test_too_late_and_unreadable_is_unknown(office: Office) -> None:
    id = await lose_request(office, expires_in=30)
    office.world.forbid(office.world.channel, "read_message_history")
    await office.retry(id, office.hire(), after=30)
    assert office.ends == [(id, State.UNKNOWN, None)]


async def test_a_clock_set_back_makes_nobody_post_twice(office: Office) -> None:
    office.clock.pass_by(86_400)
    id = await lose_reply(office, due_at=START)
    office.clock.pass_by(-3600)
    async with office.database.transaction() as tx:
        await deliveries.void_leases(tx, now=office.clock())
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.UNKNOWN, None)]
    assert len(office.posts(id)) == 1


async def test_a_connected_client_knows_its_permissions_by_heart(office: Office) -> None:
    id = await lose_reply(office)
    connected = discord.Client(intents=plain_intents(), guild_ready_timeout=0.05)
    async with online(connected, office.world.token) as client:
        await office.retry(id, office.hire(client=client), after=LONG)
    assert (await office.find(id)).state is State.DONE
    assert office.world.requests.of("GET", "/guilds/*") == []


@pytest.fixture
def forum(office: Office) -> Channel:
    return office.world.add_channel(office.world.guild, "forum", Kind.FORUM)


async def lose_forum_post(office: Office, forum: Channel, *, after: bool) -> int:
    office.world.drop(*FORUM_POST, after=after)
    id = await office.order("forum", channel=forum)
    await office.hire().tick(office.clock())
    assert len(office.posts(id)) == int(after)
    return id


async def test_a_forum_post_is_found_among_the_active_ones(office: Office, forum: Channel) -> None:
    sender = office.hire()
    before = await office.order("forum", channel=forum)
    await sender.tick(office.clock())
    id = await lose_forum_post(office, forum, after=True)
    after = await office.order("forum", channel=forum)
    await sender.tick(office.clock())
    found = await office.retry(id, sender, after=LONG)
    (message,) = office.posts(id)
    assert (found.state, found.channel_id, found.message_id, found.thread_id) == (
        State.DONE,
        forum.id,
        message.id,
        message.channel.id,
    )
    assert [len(office.posts(each)) for each in (before, after)] == [1, 1]


async def test_a_forum_post_that_is_not_there_is_made(office: Office, forum: Channel) -> None:
    id = await lose_forum_post(office, forum, after=False)
    found = await office.retry(id, office.hire(), after=LONG)
    assert found.state is State.DONE
    assert len(office.posts(id)) == 1


async def test_nobody_looks_for_a_forum_post_that_may_still_be_on_its_way(
    office: Office, forum: Channel
) -> None:
    id = await lose_forum_post(office, forum, after=True)
    sender = office.hire()
    found = await office.retry(id, sender)
    assert found.first_sent_at is not None
    assert (found.state, found.lease_until) == (
        State.SENDING,
        found.first_sent_at + TIMINGS.send,
    )
    assert office.world.requests.of("GET", "/guilds/*/threads/active") == []
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(office.posts(id)) == 1


async def test_a_forum_that_cannot_be_read_gets_no_second_post(
    office: Office, forum: Channel
) -> None:
    id = await lose_forum_post(office, forum, after=True)
    office.world.forbid(forum, "read_message_history")
    await office.retry(id, office.hire(), after=LONG)
    assert office.ends == [(id, State.UNKNOWN, None)]
    assert len(office.posts(id)) == 1


async def test_a_forum_post_that_may_be_archived_by_now_is_not_made_again(
    office: Office, forum: Channel
) -> None:
    async def short_lived(delivery: Delivery) -> Parcel:
        return replace(parcel(delivery, "forum"), archive_minutes=60)

    office.renderers.register("forum", short_lived)
    id = await lose_forum_post(office, forum, after=True)
    (message,) = office.posts(id)
    office.world.guild.threads[message.channel.id].archived = True
    await office.retry(id, office.hire(), after=3600)
    assert office.ends == [(id, State.UNKNOWN, None)]


async def test_posts_that_cannot_be_it_are_not_opened(office: Office, forum: Channel) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    elsewhere = office.world.add_channel(office.world.guild, "other", Kind.FORUM)
    sender = office.hire()
    await office.order("forum", channel=forum)
    await sender.tick(office.clock())
    office.clock.pass_by(LONG)
    await office.order("forum", channel=elsewhere)
    await sender.tick(office.clock())
    office.world.state.open_thread(forum, ana, {"name": "Theirs"})
    id = await lose_forum_post(office, forum, after=False)
    await office.retry(id, sender, after=LONG)
    assert len(office.posts(id)) == 1
    assert office.world.requests.of("GET", "/channels/*/messages/*") == []
