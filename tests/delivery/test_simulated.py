"""Private threads, their members and events as the simulated Discord of tests and demo takes them."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import discord
import pytest

from bot import app, content
from bot.content.library import Content
from bot.delivery.parcel import (
    EventRemoval,
    PrivateThread,
    ScheduledEvent,
    ThreadMember,
    Wanted,
)
from bot.domain.delivery import Delivery, Order, State, Target
from bot.storage import deliveries
from tests.delivery import parcels
from tests.sim import World


class Circle:
    """The bot in a simulated server, and the outbox in its database."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._ids = count(1)

    @property
    def guild(self) -> Any:
        return self.world.env.backend.get_guild(self.world.guild.id)

    async def send(self, wanted: Wanted, channel_id: int | None = None) -> Delivery:
        """Order this one thing and let the bot do what is due; the delivery afterwards."""
        house, now, id = self.world.house, self.world.now(), next(self._ids)
        house.client.renderers.register("tried", parcels.rendering(lambda _: wanted))
        order = Order(
            guild_id=self.guild.id,
            id=id,
            kind="tried",
            ref=id,
            slot="once",
            target=Target(channel_id=channel_id),
            due_at=now,
        )
        async with house.database.transaction() as tx:
            await deliveries.put(tx, [order])
        await self.world.tick()
        return await self.find(id)

    async def find(self, id: int) -> Delivery:
        async with self.world.house.database.reading() as tx:
            found = await deliveries.find(tx, guild_id=self.guild.id, id=id)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def library() -> Content:
    """All shipped content, read once."""
    return content.load(app.CONTENT)


@pytest.fixture
async def circle(
    tmp_path: Path, sqlite_template: Path, library: Content, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Circle]:
    shutil.copy(sqlite_template, tmp_path / "sim.db")
    monkeypatch.setattr(app, "shipped", lambda _: library)
    async with World(tmp_path) as world:
        yield Circle(world)


def private(name: str = "Ana and Ben") -> PrivateThread:
    return PrivateThread(name=name, tag="#a1", archive_minutes=1440)


def event(circle: Circle, **changes: Any) -> ScheduledEvent:
    start = circle.world.now() + timedelta(days=1)
    whole = ScheduledEvent(
        name="Mock interview",
        description="Ana and Ben practise.",
        tag="#e1",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        location="Anywhere",
    )
    return replace(whole, **changes)


async def test_a_private_thread_takes_its_people_and_messages_in(circle: Circle) -> None:
    world = circle.world
    opened = await circle.send(private(), world.hall.id)
    assert opened.thread_id is not None
    thread = world.env.backend.get_channel(opened.thread_id)
    assert (thread.type, thread.name) == (12, "Ana and Ben · #a1")
    for person in (world.ana, world.ana, world.ben):
        added = await circle.send(ThreadMember(thread_id=thread.id, user_id=person.id))
        assert (added.state, added.thread_id) == (State.DONE, thread.id)
    assert set(thread.thread_members) == {
        world.env.backend.bot_user.id,
        world.ana.id,
        world.ben.id,
    }
    sent = await circle.send(parcels.parcel(opened, "message"), thread.id)
    assert (sent.state, sent.channel_id) == (State.DONE, thread.id)


async def test_a_private_thread_whose_reply_is_lost_is_found_again(circle: Circle) -> None:
    world = circle.world
    world.fail("POST", "/threads", ConnectionResetError(), after=True)
    lost = await circle.send(private(), world.hall.id)
    assert lost.state is State.SENDING
    await world.pass_time(minutes=5)
    found = await circle.find(lost.id)
    assert found.state is State.DONE
    assert [found.thread_id] == circle.guild.thread_ids


async def test_a_thread_that_is_refused_says_why(circle: Circle) -> None:
    world = circle.world
    await world.forbid(world.hall, "create_private_threads")
    refused = await circle.send(private(), world.hall.id)
    assert (refused.state, refused.why) == (State.FAILED, "permissions")
    gone = await circle.send(ThreadMember(thread_id=1, user_id=world.ana.id))
    assert (gone.state, gone.why) == (State.FAILED, "channel")


async def test_an_archived_thread_still_takes_messages(circle: Circle) -> None:
    opened = await circle.send(private(), circle.world.hall.id)
    assert opened.thread_id is not None
    thread = await circle.world.house.client.fetch_channel(opened.thread_id)
    assert isinstance(thread, discord.Thread)
    await thread.edit(archived=True)
    sent = await circle.send(parcels.parcel(opened, "message"), thread.id)
    assert (sent.state, sent.channel_id) == (State.DONE, thread.id)


async def test_an_event_is_made_moved_and_removed(circle: Circle) -> None:
    made = await circle.send(event(circle))
    ((event_id, listed),) = circle.guild.scheduled_events.items()
    assert (made.state, made.message_id) == (State.DONE, event_id)
    assert listed.description == "Ana and Ben practise.\n\n#e1"
    moved = await circle.send(event(circle, name="Moved", event_id=event_id))
    assert (moved.state, moved.message_id) == (State.DONE, event_id)
    assert [each.name for each in circle.guild.scheduled_events.values()] == ["Moved"]
    for _ in range(2):
        removed = await circle.send(EventRemoval(event_id=event_id))
        assert removed.state is State.DONE
    assert circle.guild.scheduled_events == {}


async def test_an_event_whose_reply_is_lost_is_found_again(circle: Circle) -> None:
    circle.world.fail("POST", "/scheduled-events", ConnectionResetError(), after=True)
    wanted = event(circle)
    lost = await circle.send(wanted)
    assert lost.state is State.SENDING
    await circle.world.pass_time(minutes=5)
    found = await circle.find(lost.id)
    assert found.state is State.DONE
    assert [found.message_id] == list(circle.guild.scheduled_events)


async def test_an_event_that_is_refused_says_why(circle: Circle) -> None:
    await circle.world.forbid_everywhere("manage_events")
    refused = await circle.send(event(circle))
    assert (refused.state, refused.why) == (State.FAILED, "permissions")
