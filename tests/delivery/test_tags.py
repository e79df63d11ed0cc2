"""Tags of a forum post, where posts and threads may stand, and whom a message pings."""

from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery, State
from bot.storage import deliveries
from tests.delivery.office import Office
from tests.delivery.parcels import MessageShape, parcel
from tests.loopback import Channel, Kind
from tests.loopback.places import REQUIRE_TAG, Thread


def _send(office: Office, shape: MessageShape, **changes: Any) -> None:
    """Let deliveries of this shape be rendered with these changes."""

    async def render(delivery: Delivery) -> Parcel:
        return replace(parcel(delivery, shape), **changes)

    office.renderers.register(shape, render)


@pytest.fixture
def forum(office: Office) -> Channel:
    """One that asks for a tag on every post."""
    forum = office.world.add_channel(office.world.guild, "forum", Kind.FORUM)
    forum.flags |= REQUIRE_TAG
    return forum


async def test_a_forum_post_carries_its_tags(office: Office, forum: Channel) -> None:
    _send(office, "forum", tags=(71, 72))
    id = await office.order("forum", channel=forum)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert isinstance(message.channel, Thread)
    assert message.channel.tag_ids == ["71", "72"]
    assert (await office.find(id)).state is State.DONE


async def test_a_post_that_was_refused_goes_out_once_it_was_reopened(
    office: Office, forum: Channel
) -> None:
    id = await office.order("forum", channel=forum)
    sender = office.hire()
    await sender.tick(office.clock())
    forum.flags = 0
    whys: list[str | None] = []

    async def render(delivery: Delivery) -> Parcel:
        whys.append(delivery.why)
        return parcel(delivery, "forum")

    office.renderers.register("forum", render)
    async with office.database.transaction() as tx:
        await deliveries.reopen(
            tx, guild_id=office.world.guild.id, kind="forum", refs=[id], now=office.clock()
        )
    await sender.tick(office.clock())
    await sender.tick(office.clock())
    assert len(office.posts(id)) == 1
    # What it was refused for is known while it is rendered, and its end says how it ended.
    assert whys == ["tag"]
    assert office.ends[-1] == (id, State.DONE, None)


@pytest.mark.parametrize("minutes", [1440, 4320, 10080])
async def test_a_thread_is_archived_when_its_parcel_says(office: Office, minutes: int) -> None:
    _send(office, "thread", archive_minutes=minutes)
    id = await office.order("thread", channel=office.world.channel)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert message.thread is not None
    assert message.thread.auto_archive_minutes == minutes


async def test_an_announcement_channel_gets_message_and_thread(office: Office) -> None:
    news = office.world.add_channel(office.world.guild, "news", Kind.ANNOUNCEMENT)
    id = await office.order("thread", channel=news)
    await office.hire().tick(office.clock())
    (message,) = office.posts(id)
    assert message.channel is news
    assert message.thread is not None
    assert (await office.find(id)).state is State.DONE


async def test_a_message_pings_the_role_its_parcel_names_and_nobody_else(office: Office) -> None:
    role = discord.Object(77)
    mentions = discord.AllowedMentions(
        everyone=False, users=False, roles=[role], replied_user=False
    )
    _send(office, "message", mentions=mentions)
    await office.order(channel=office.world.channel)
    await office.hire().tick(office.clock())
    (entry,) = office.world.requests.of("POST", "/channels/*/messages")
    assert isinstance(entry.body, dict)
    allowed = entry.body["allowed_mentions"]
    assert (allowed["parse"], [int(id) for id in allowed["roles"]]) == ([], [77])
    assert "users" not in allowed
