"""What Discord refuses: a delivery ends with the reason, or goes on without what was refused."""

import pytest

from bot.domain.delivery import State
from tests.delivery.office import Office
from tests.loopback import Channel, Kind
from tests.loopback.places import REQUIRE_TAG

SEND = ("POST", "/channels/*/messages")
THREAD = ("POST", "/channels/*/messages/*/threads")


@pytest.fixture
def forum(office: Office) -> Channel:
    return office.world.add_channel(office.world.guild, "forum", Kind.FORUM)


async def test_a_channel_that_is_gone(office: Office) -> None:
    id = await office.order(channel=office.world.channel)
    office.world.remove_channel(office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "channel")]


@pytest.mark.parametrize("permission", ["send_messages", "view_channel"])
async def test_a_permission_withdrawn_between_the_check_and_the_post(
    office: Office, permission: str
) -> None:
    id = await office.order(channel=office.world.channel)
    office.world.forbid(office.world.channel, permission, tell=False)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "permissions")]
    assert office.posts(id) == []


async def test_a_forum_that_wants_a_tag(office: Office, forum: Channel) -> None:
    forum.flags |= REQUIRE_TAG
    id = await office.order("forum", channel=forum)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "tag")]


async def test_a_forum_in_a_server_that_has_all_the_threads_it_may(
    office: Office, forum: Channel
) -> None:
    office.world.guild.thread_cap = 0
    id = await office.order("forum", channel=forum)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "thread-cap")]


async def test_any_other_refusal_is_an_end_too(office: Office) -> None:
    office.world.fail(*SEND, status=400, code=50035)
    id = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "refused")]


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_refusal_that_is_not_discords_own_ends_nothing(office: Office, status: int) -> None:
    office.world.fail(*SEND, status=status)
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    assert (await office.find(id)).state is State.SENDING
    assert (await office.retry(id, sender)).state is State.DONE


async def test_a_thread_cap_leaves_the_message_standing(office: Office) -> None:
    office.world.guild.thread_cap = 0
    id = await office.order("thread", channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.DONE, "thread-cap")]
    (message,) = office.posts(id)
    found = await office.find(id)
    assert (found.message_id, found.thread_id, found.why) == (message.id, None, "thread-cap")


async def test_a_missing_thread_permission_leaves_the_message_standing(office: Office) -> None:
    office.world.forbid(office.world.channel, "create_public_threads")
    id = await office.order("thread", channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.DONE, "thread-permissions")]
    assert len(office.posts(id)) == 1


async def test_a_thread_that_is_there_already_is_the_one(office: Office) -> None:
    office.world.drop(*THREAD, after=True)
    id = await office.order("thread", channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    assert (await office.find(id)).state is State.SENT
    found = await office.retry(id, sender)
    (message,) = office.posts(id)
    assert message.thread is not None
    assert (found.state, found.thread_id, found.why) == (State.DONE, message.thread.id, None)
    assert len(office.world.requests.of(*SEND)) == 1
    assert len(office.world.requests.of(*THREAD)) == 2


async def test_a_message_deleted_before_its_thread_was_removed(office: Office) -> None:
    office.world.drop(*THREAD)
    id = await office.order("thread", channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    office.world.remove_message(*office.posts(id))
    assert (await office.retry(id, sender)).state is State.REMOVED
    assert office.ends == [(id, State.REMOVED, None)]


async def test_a_channel_deleted_before_the_thread_took_the_message_along(office: Office) -> None:
    office.world.drop(*THREAD)
    id = await office.order("thread", channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    office.world.remove_channel(office.world.channel)
    assert (await office.retry(id, sender)).state is State.REMOVED


async def test_a_message_that_was_deleted_is_not_posted_again(office: Office) -> None:
    office.world.drop(*SEND, after=True)
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    office.world.remove_message(*office.posts(id))
    assert (await office.retry(id, sender)).state is State.REMOVED
    assert office.posts(id) == []
