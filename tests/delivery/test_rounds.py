"""A round from its hour to its feedback, its process killed at each step: each thing once, none lost."""

import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import time
from pathlib import Path

from sqlalchemy import select

from bot.domain.delivery import Delivery, State
from bot.domain.mock import messages
from bot.domain.mock.joining import Choices
from bot.domain.mock.session import Session
from bot.services.mock import threads
from bot.services.mock.round_settings import Wanted
from bot.storage.database import Database
from bot.storage.mock import sessions
from bot.storage.tables.mock import SESSION
from tests.delivery import drill
from tests.delivery.round_steps import steps
from tests.delivery.round_victim import read
from tests.loopback import Loopback
from tests.services.study import START, Moment, Study

LATENCY = 0.1
CHOICES = Choices(kinds=frozenset({"system-design"}), level="L5", wish="swap")
EXPECTED = {
    messages.ROUND: 1,
    messages.THREAD: 4,
    messages.ENTRY: 8,
    # In each thread once, and to the one who accepted first once it is agreed.
    messages.PICK: 4 + 4,
    messages.EVENT: 4,
    messages.NUDGE: 2,
    messages.REMINDER: 8 * 2,
    messages.CARDS: 4,
    messages.REVEALED: 7,
}
TUESDAY = {"day": 2, "at": time(12), "zone": "UTC", "events": True}


@asynccontextmanager
async def circle(address: str, file: Path) -> AsyncIterator[Loopback]:
    """A server with rounds on Tuesdays, and eight members who share their evenings."""
    file.write_text(str(START.timestamp()))
    async with Loopback(
        per_second=None, latency=LATENCY, now=lambda: read(file).timestamp()
    ) as world:
        world.grant(world.guild, "create_private_threads", "create_events")
        guild_id = world.guild.id
        database = Database(address)
        study = Study(database, Moment())
        await study.arrive(guild_id, owner=world.guild.owner_id)
        wanted = Wanted(channel_id=world.channel.id, **TUESDAY)
        await study.services.round_settings.choose(guild_id, wanted, by=world.guild.owner_id)
        for number in range(1, 9):
            member = world.add_member(world.guild, f"Member {number}")
            await study.services.me.set_zone(guild_id, member.id, "UTC")
            await study.services.mock.join(
                guild_id, member.id, CHOICES, days={4, 5}, parts={"evening"}, locale="en-GB"
            )
        await database.close()
        yield world


async def test_a_round_that_is_killed_at_each_step_does_each_thing_once(
    address: str, tmp_path: Path
) -> None:
    file = tmp_path / "clock"
    async with (
        circle(address, file) as world,
        drill.hiring(tmp_path, "tests.delivery.round_victim") as workers,
    ):
        where = {"VICTIM_CLOCK": str(file), "VICTIM_GUILD": str(world.guild.id)}
        for step in steps():
            worker = await workers.start(address, world, dies=step, **where)
            assert (step, await worker.end()) == (step, -signal.SIGKILL), worker.said[-3000:]
        last = await workers.start(address, world, **where)
        assert await last.end() == 0, last.said[-3000:]
        await check(address, world)


async def check(address: str, world: Loopback) -> None:
    """Everything that a round leads to stands there, and once."""
    orders = await drill.stored(address)
    database = Database(address)
    async with database.reading() as tx:
        rows = await tx.execute(select(SESSION).order_by(SESSION.c.id))
        held = await sessions.complete(tx, list(rows.all()))
    await database.close()
    assert [(one.state, one.is_held, one.next_step) for one in held] == [("over", True, None)] * 4
    members = [member for one in held for member in one.members]
    assert len(members) == len(set(members)) == 8
    assert [one for one in orders if one.state is not State.DONE] == []
    assert Counter(one.kind for one in orders) == EXPECTED
    _threads_and_events(world, held)
    _messages(world, orders)
    _told(held, orders)


def _threads_and_events(world: Loopback, held: Sequence[Session]) -> None:
    """One thread a pair with the two in it, one event each."""
    assert len(world.guild.threads) == len(world.guild.events) == len(held)
    for one in held:
        (thread,) = [
            each for each in world.guild.threads.values() if each.name.endswith(threads.tag(one))
        ]
        assert thread.id == one.thread_id
        assert thread.member_ids == {world.state.bot.id, *one.members}
    assert {one.event_id for one in held} == set(world.guild.events)


def _messages(world: Loopback, orders: Sequence[Delivery]) -> None:
    """Each message that was ordered stands once, and the outbox knows which it is."""
    silent = {messages.THREAD, messages.ENTRY, messages.EVENT}
    known = Counter(one.message_id for one in orders if one.kind not in silent)
    assert known == Counter(each.id for each in world.posts())


def _told(held: Sequence[Session], orders: Sequence[Delivery]) -> None:
    """Each member is told of each thing once: of the time, a day and a quarter before, of the cards."""

    def told(kind: str, of: Session) -> list[tuple[str, int | None]]:
        found = [one for one in orders if one.kind == kind and one.ref == of.id]
        return sorted((one.slot.split(":")[-2], one.target.user_id or 0) for one in found)

    for n, one in enumerate(held):
        assert told(messages.REMINDER, one) == sorted(
            (before, member) for before in ("1440", "15") for member in one.members
        )
        readers = [member for _, member in told(messages.REVEALED, one)]
        # Of the last pair the second sends no card, and has one to read after two days.
        assert readers == sorted(one.members if n < 3 else one.members[1:])
        nudged = [member for _, member in told(messages.NUDGE, one)]
        assert nudged == ([] if n < 3 else sorted(one.members))
