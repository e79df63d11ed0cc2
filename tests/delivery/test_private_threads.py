"""Private threads and who is put into them: made once, or refused with a reason."""

import pytest

from bot.delivery.parcel import PrivateThread
from bot.domain.delivery import State
from tests.delivery import verdict
from tests.delivery.office import HASTY, TIMINGS, Office
from tests.delivery.trouble import WAYS, spoil
from tests.loopback import Kind, Thread, User

OPEN = ("POST", "/channels/*/threads")
PUT = ("PUT", "/channels/*/thread-members/*")


@pytest.fixture
def thread(office: Office) -> Thread:
    return office.world.add_private_thread(office.world.channel)


@pytest.fixture
def ana(office: Office) -> User:
    return office.world.add_member(office.world.guild, "Ana").user


async def order_member(office: Office, thread: Thread, user: User) -> int:
    return await office.order("member", slot=f"{thread.id}:{user.id}")


async def test_a_private_thread_is_made_once_and_done(office: Office) -> None:
    id = await office.order("private", channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    await sender.tick(office.clock())
    (made,) = verdict.threads(office.world, id)
    assert (made.kind, made.parent) == (Kind.PRIVATE_THREAD, office.world.channel)
    assert (made.name, made.invitable) == (f"Ana and Ben · #{id}", False)
    assert made.auto_archive_minutes == 10_080
    found = await office.find(id)
    assert (found.state, found.channel_id, found.message_id, found.thread_id) == (
        State.DONE,
        office.world.channel.id,
        None,
        made.id,
    )
    assert office.ends == [(id, State.DONE, None)]


@pytest.mark.parametrize(("length", "kept"), [(92, 92), (93, 92), (300, 92)])
def test_a_name_is_cut_and_its_tag_never(length: int, kept: int) -> None:
    name = PrivateThread(name="n" * length, tag="#1234", archive_minutes=60).full_name
    assert len(name) == kept + 8 == 100
    assert name.endswith("n · #1234" if length == kept else "n… · #1234")


async def test_a_private_thread_whose_time_is_over_is_not_made(office: Office) -> None:
    id = await office.order("private", channel=office.world.channel, expires_in=60)
    office.clock.pass_by(60)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.SKIPPED, "next")]
    assert office.world.requests.of(*OPEN) == []


async def test_a_person_is_put_into_a_thread(office: Office, thread: Thread, ana: User) -> None:
    id = await order_member(office, thread, ana)
    await office.hire().tick(office.clock())
    assert thread.member_ids == {office.world.state.bot.id, ana.id}
    found = await office.find(id)
    assert (found.state, found.thread_id, found.message_id) == (State.DONE, thread.id, None)
    assert office.ends == [(id, State.DONE, None)]


async def test_nobody_is_put_into_a_thread_too_late(
    office: Office, thread: Thread, ana: User
) -> None:
    office.world.fail(*PUT, status=503)
    id = await office.order("member", slot=f"{thread.id}:{ana.id}", expires_in=60)
    sender = office.hire()
    await sender.tick(office.clock())
    await office.retry(id, sender, after=60)
    assert office.ends == [(id, State.SKIPPED, None)]
    assert ana.id not in thread.member_ids


async def test_a_person_is_put_into_a_thread_that_was_archived(
    office: Office, thread: Thread, ana: User
) -> None:
    thread.archived = True
    await order_member(office, thread, ana)
    await office.hire().tick(office.clock())
    assert ana.id in thread.member_ids
    assert not thread.archived


async def test_a_thread_that_cannot_be_woken_now_is_tried_again(
    office: Office, thread: Thread, ana: User
) -> None:
    thread.archived = True
    office.world.fail("PATCH", "/channels/*", status=503)
    id = await order_member(office, thread, ana)
    sender = office.hire()
    await sender.tick(office.clock())
    assert (await office.find(id)).state is State.SENDING
    assert (await office.retry(id, sender)).state is State.DONE
    assert ana.id in thread.member_ids


@pytest.mark.parametrize("after", [False, True], ids=["lost", "reply lost"])
@pytest.mark.parametrize("way", WAYS)
async def test_a_private_thread_is_made_once_whatever_became_of_the_first_request(
    office: Office, way: str, after: bool
) -> None:
    spoil(office.world, OPEN, way, after=after)
    id = await office.order("private", channel=office.world.channel)
    # Left its time, discord.py would repeat a request after a server error by itself.
    timings = HASTY if way in ("429", "hang") else TIMINGS
    await office.hire(timings=timings).tick(office.clock())
    assert len(office.world.requests.of(*OPEN)) == 1
    assert (await office.find(id)).state is State.SENDING
    found = await office.retry(id, office.hire(), after=60)
    (made,) = verdict.threads(office.world, id)
    assert (found.state, found.thread_id) == (State.DONE, made.id)


@pytest.mark.parametrize("after", [False, True], ids=["lost", "reply lost"])
@pytest.mark.parametrize("way", WAYS)
async def test_a_person_is_in_a_thread_whatever_became_of_the_first_request(
    office: Office, thread: Thread, ana: User, way: str, after: bool
) -> None:
    spoil(office.world, PUT, way, after=after)
    id = await order_member(office, thread, ana)
    await office.hire(timings=HASTY).tick(office.clock())
    found = await office.retry(id, office.hire())
    assert (found.state, found.thread_id) == (State.DONE, thread.id)
    assert ana.id in thread.member_ids


@pytest.mark.parametrize("permission", ["create_private_threads", "view_channel"])
async def test_a_permission_is_missing(office: Office, permission: str) -> None:
    office.world.forbid(office.world.channel, permission)
    id = await office.order("private", channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "permissions")]


async def test_a_server_that_has_all_the_threads_it_may(office: Office) -> None:
    office.world.guild.thread_cap = 0
    id = await office.order("private", channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "thread-cap")]


@pytest.mark.parametrize("kind", [Kind.ANNOUNCEMENT, Kind.FORUM])
async def test_a_channel_that_takes_no_private_threads(office: Office, kind: Kind) -> None:
    place = office.world.add_channel(office.world.guild, "elsewhere", kind)
    id = await office.order("private", channel=place)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "refused")]


async def test_a_private_thread_needs_a_channel_that_is_there(office: Office) -> None:
    nowhere = await office.order("private")
    removed = await office.order("private", channel=office.world.channel)
    office.world.remove_channel(office.world.channel)
    await office.hire().tick(office.clock())
    assert set(office.ends) == {(id, State.FAILED, "channel") for id in (nowhere, removed)}


async def test_a_person_who_left_or_whose_account_is_gone(
    office: Office, thread: Thread, ana: User
) -> None:
    ben = office.world.add_member(office.world.guild, "Ben")
    ids = [await order_member(office, thread, each) for each in (ana, ben.user)]
    office.world.forget_user(ana)
    office.world.remove_member(ben)
    await office.hire().tick(office.clock())
    assert set(office.ends) == {(id, State.FAILED, "closed") for id in ids}


async def test_a_thread_that_was_deleted(office: Office, thread: Thread, ana: User) -> None:
    office.world.remove_channel(thread)
    member = await order_member(office, thread, ana)
    message = await office.order(channel=thread)
    await office.hire().tick(office.clock())
    assert set(office.ends) == {(id, State.FAILED, "channel") for id in (member, message)}


async def test_nobody_is_put_into_a_thread_without_the_right_to_write_there(
    office: Office, thread: Thread, ana: User
) -> None:
    office.world.forbid(office.world.channel, "send_messages_in_threads")
    id = await order_member(office, thread, ana)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "permissions")]


async def test_a_thread_that_the_bot_was_shown_out_of(
    office: Office, thread: Thread, ana: User
) -> None:
    thread.member_ids.clear()
    member = await order_member(office, thread, ana)
    message = await office.order(channel=thread)
    await office.hire().tick(office.clock())
    assert set(office.ends) == {(id, State.FAILED, "permissions") for id in (member, message)}


async def test_a_message_wakes_the_thread_it_goes_to(office: Office, thread: Thread) -> None:
    thread.archived = True
    id = await office.order(channel=thread)
    await office.hire().tick(office.clock())
    assert [each.channel for each in office.posts(id)] == [thread]
    assert not thread.archived
    assert office.ends == [(id, State.DONE, None)]


async def test_a_message_to_a_locked_thread_is_refused(office: Office, thread: Thread) -> None:
    thread.archived = thread.locked = True
    id = await office.order(channel=thread)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "locked")]
    assert thread.archived
