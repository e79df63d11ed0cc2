"""Each way a delivery can go, from its claim to its end."""

import pytest
from structlog.testing import capture_logs

from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery, State
from bot.storage import deliveries
from tests.delivery.office import Office
from tests.delivery.parcels import parcel
from tests.loopback import Kind

SEND = ("POST", "/channels/*/messages")


async def test_a_message_is_sent_once_and_done(office: Office) -> None:
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    await sender.tick(office.clock())
    (message,) = office.posts(id)
    found = await office.find(id)
    assert (found.state, found.channel_id, found.message_id, found.thread_id) == (
        State.DONE,
        office.world.channel.id,
        message.id,
        None,
    )
    assert office.ends == [(id, State.DONE, None)]


async def test_a_message_carries_the_nonce_of_its_slot_and_mentions_nobody(office: Office) -> None:
    id = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    (entry,) = office.world.requests.of(*SEND)
    assert isinstance(entry.body, dict)
    assert entry.body["nonce"] == (await office.find(id)).nonce
    assert entry.body["enforce_nonce"] is True
    assert entry.body["allowed_mentions"]["parse"] == []


async def test_a_thread_is_made_from_the_message(office: Office) -> None:
    id = await office.order("thread", channel=office.world.channel)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert message.thread is not None
    assert message.thread.name == f"Question {id}"
    found = await office.find(id)
    assert (found.state, found.message_id, found.thread_id) == (
        State.DONE,
        message.id,
        message.thread.id,
    )
    assert office.ends == [(id, State.DONE, None)]


async def test_a_forum_gets_a_post_with_its_name(office: Office) -> None:
    forum = office.world.add_channel(office.world.guild, "forum", Kind.FORUM)
    id = await office.order("forum", channel=forum)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert message.channel.name == f"Question {id}"
    found = await office.find(id)
    assert (found.state, found.channel_id, found.message_id, found.thread_id) == (
        State.DONE,
        forum.id,
        message.id,
        message.channel.id,
    )


async def test_a_direct_message_reaches_the_person(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    id = await office.order("dm", user=ana)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert message.channel.recipient is ana
    assert (await office.find(id)).channel_id == message.channel.id


async def test_closed_direct_messages_lead_to_the_next_person_and_then_to_the_channel(
    office: Office,
) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    ben = office.world.add_member(office.world.guild, "Ben").user
    ana.dms_open = False
    sender = office.hire()
    first = await office.order("dm", user=ana, other=ben, channel=office.world.channel)
    await sender.tick(office.clock())
    assert [each.channel.recipient for each in office.posts(first)] == [ben]
    ben.dms_open = False
    second = await office.order("dm", user=ana, other=ben, channel=office.world.channel)
    await sender.tick(office.clock())
    assert [each.channel for each in office.posts(second)] == [office.world.channel]
    assert {end[1] for end in office.ends} == {State.DONE}


async def test_a_person_whose_account_is_gone_is_passed_over(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    ben = office.world.add_member(office.world.guild, "Ben").user
    office.world.forget_user(ana)
    id = await office.order("dm", user=ana, other=ben)
    await office.hire().tick(office.clock())
    assert [each.channel.recipient for each in office.posts(id)] == [ben]


async def test_nobody_left_to_write_to_is_a_failure(office: Office) -> None:
    ana = office.world.add_member(office.world.guild, "Ana").user
    ana.dms_open = False
    id = await office.order("dm", user=ana)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "closed")]


async def test_a_delivery_without_a_place_is_a_failure(office: Office) -> None:
    id = await office.order()
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "closed")]


async def test_what_there_is_nothing_to_send_for_is_skipped(office: Office) -> None:
    async def nothing(_: Delivery) -> None:
        return None

    office.renderers.register("message", nothing)
    id = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.SKIPPED, None)]
    assert office.world.requests.of(*SEND) == []


async def test_what_the_next_slot_overtook_is_skipped_and_told(office: Office) -> None:
    late = await office.order(channel=office.world.channel, expires_in=60)
    office.clock.pass_by(61)
    fresh = await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert set(office.ends) == {(late, State.SKIPPED, "next"), (fresh, State.DONE, None)}
    assert office.posts(late) == []


async def test_the_urgent_goes_first_and_then_the_oldest(office: Office) -> None:
    old = await office.order(channel=office.world.channel)
    office.clock.pass_by(1)
    new = await office.order(channel=office.world.channel)
    urgent = await office.order(channel=office.world.channel, priority=1)
    await office.hire(in_flight=1).tick(office.clock())
    assert [end[0] for end in office.ends] == [urgent, old, new]


async def test_one_that_someone_waits_for_is_sent_alone_and_shown(office: Office) -> None:
    other = await office.order(channel=office.world.channel)
    id = await office.order(channel=office.world.channel)
    shown = await office.hire().deliver(office.world.guild.id, id)
    assert (shown.state, [shown.message_id]) == (
        State.DONE,
        [message.id for message in office.posts(id)],
    )
    assert (await office.find(other)).state is State.DUE


async def test_one_that_is_already_over_is_shown_as_it_is(office: Office) -> None:
    id = await office.order(channel=office.world.channel)
    sender = office.hire()
    await sender.tick(office.clock())
    shown = await sender.deliver(office.world.guild.id, id)
    assert shown.state is State.DONE
    assert len(office.posts(id)) == 1


async def test_one_whose_time_is_over_before_it_is_sent_is_not_sent(office: Office) -> None:
    id = await office.order(channel=office.world.channel, expires_in=60)
    office.clock.pass_by(60)
    sender = office.hire()
    shown = await sender.deliver(office.world.guild.id, id)
    assert shown.state is State.DUE
    await sender.tick(office.clock())
    assert office.ends == [(id, State.SKIPPED, "next")]
    assert office.world.requests.of(*SEND) == []


async def test_one_whose_time_runs_out_on_the_way_is_not_sent(office: Office) -> None:
    async def dawdle(delivery: Delivery) -> Parcel:
        office.clock.pass_by(60)
        return parcel(delivery, "message")

    office.renderers.register("message", dawdle)
    id = await office.order(channel=office.world.channel, expires_in=60)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.SKIPPED, None)]
    assert office.world.requests.of(*SEND) == []


async def test_one_that_nobody_ordered_is_an_error(office: Office) -> None:
    with pytest.raises(LookupError):
        await office.hire().deliver(office.world.guild.id, 999)


async def test_what_follows_from_an_end_is_stored_with_it_or_not_at_all(office: Office) -> None:
    id = await office.order(channel=office.world.channel)

    async def full(*_: object) -> None:
        raise RuntimeError("no room")

    await office.hire(ended=full).tick(office.clock())
    assert (await office.find(id)).state is State.SENDING
    found = await office.retry(id, office.hire())
    assert found.state is State.DONE
    assert len(office.posts(id)) == 1


async def test_a_log_line_names_the_delivery_and_quotes_nothing(office: Office) -> None:
    id = await office.order("thread", channel=office.world.channel)
    with capture_logs() as lines:
        await office.hire().tick(office.clock())
    (line,) = lines
    assert line == {
        "event": "delivery",
        "log_level": "info",
        "guild_id": office.world.guild.id,
        "kind": "thread",
        "ref": id,
        "slot": "2026-03-02",
        "attempt": 1,
        "state": State.DONE,
        "why": None,
    }


async def test_a_paused_series_takes_back_what_waits(office: Office) -> None:
    id = await office.order(channel=office.world.channel)
    async with office.database.transaction() as tx:
        await deliveries.cancel(
            tx, guild_id=office.world.guild.id, kind="message", ref=id, now=office.clock()
        )
    await office.hire().tick(office.clock())
    assert office.posts(id) == []
