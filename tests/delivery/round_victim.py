"""A process that lives through a round by a clock of its own, and kills itself at the step it is told.

Its members press what members press, each press again after a death, as people would who saw nothing
come of it. It reads from its environment what `victim` reads, and

    VICTIM_CLOCK   a file with the moment it is, in seconds; who starts next goes on from there

The clock stands while something is done, then goes to whatever is due next.
"""

import asyncio
import importlib
import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import func, select

from bot import app
from bot.client import COGS, point_at
from bot.delivery.sender import Sender
from bot.domain.delivery import State
from bot.domain.mock.session import Session
from bot.storage import ids
from bot.storage.database import Database
from bot.storage.mock import sessions
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.mock import ROUND, SESSION
from bot.storage.tables.schedules import SCHEDULE
from tests.delivery.round_steps import prepare_to_die

HOUR = timedelta(hours=1)
A_LEASE = timedelta(seconds=50)
A_ROUNDS_LEASE = timedelta(minutes=12)


class Clock:
    """The moment in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.now = read(file)

    def __call__(self) -> datetime:
        return self.now

    def go_to(self, moment: datetime) -> None:
        """It is later now, also for whoever comes after this process."""
        self.now = moment
        new = self._file.with_suffix(".new")
        new.write_text(str(moment.timestamp()))
        new.replace(self._file)


def read(file: Path) -> datetime:
    """The moment that a clock shows."""
    return datetime.fromtimestamp(float(file.read_text()), UTC)


async def next_due(database: Database) -> datetime | None:
    """When the bot has something to do next."""
    waits = DELIVERY.c.state == State.DUE
    dues = (
        select(func.min(SESSION.c.next_at)),
        select(func.min(SCHEDULE.c.next_run_at)),
        select(func.min(DELIVERY.c.due_at)).where(waits),
    )
    async with database.reading() as tx:
        row = (await tx.execute(select(*(due.scalar_subquery() for due in dues)))).one()
    return min((moment for moment in row if moment is not None), default=None)


async def _held_up(database: Database) -> timedelta | None:
    """How long until what a dead process held is free again; None where nothing is held."""
    sending = select(DELIVERY.c.id).where(DELIVERY.c.state.in_([State.SENDING, State.SENT]))
    computing = select(ROUND.c.id).where(ROUND.c.state == "computing")
    async with database.reading() as tx:
        if (await tx.execute(computing)).first() is not None:
            return A_ROUNDS_LEASE
        return A_LEASE if (await tx.execute(sending)).first() is not None else None


class Members:
    """Of four pairs three agree within the hour, the last one once it is nudged; one member sends no card."""

    def __init__(self, house: app.House, guild_id: int) -> None:
        self.services = house.services
        self.database = house.database
        self.guild_id = guild_id

    async def press(self, now: datetime) -> bool:
        """What each would press now; whether there was anything to press."""
        found = await self.all()
        return any([await self._press(session, n, now) for n, session in enumerate(found)])

    async def all(self) -> Sequence[Session]:
        """Every session."""
        async with self.database.reading() as tx:
            rows = await tx.execute(select(SESSION).order_by(SESSION.c.id))
            return await sessions.complete(tx, list(rows.all()))

    async def _press(self, session: Session, n: int, now: datetime) -> bool:
        slow = n == 3
        if session.state == "proposing" and now >= session.asked_at + (25 if slow else 1) * HOUR:
            await self._accept(session)
            return True
        if session.state == "agreed" and session.starts_at is not None:
            return await self._hold(session, now)
        if session.state == "over" and session.ended_at is not None:
            senders = session.members[: 1 if slow else 2]
            return any(
                [
                    await self._fill(session, member)
                    for hours, member in enumerate(senders, start=1)
                    if now >= session.ended_at + hours * HOUR
                ]
            )
        return False

    async def _accept(self, session: Session) -> None:
        for member in session.members:
            await self.services.agreeing.accept(
                self.guild_id, session.id, member, set_number=session.set_number, n=1
            )

    async def _hold(self, session: Session, now: datetime) -> bool:
        assert session.starts_at is not None
        if now < session.starts_at or session.is_held:
            return False
        thing = (self.guild_id, session.id)
        await self.services.packets.open(*thing, session.members[0])
        for member in session.members:
            await self.services.holding.start(*thing, member)
        return True

    async def _fill(self, session: Session, member: int) -> bool:
        cards = self.services.cards
        tray = await cards.look(self.guild_id, session.id, member)
        missing = [slip for slip in tray.slips if not slip.whole]
        for slip in missing:
            thing = (self.guild_id, session.id, member, slip.ask.half)
            grades = dict.fromkeys(tray.forms.criteria, 3)
            await cards.grade(*thing, grades=grades, recommendation=3)
            if not slip.ask.of_oneself:
                said = (
                    "When the load came up, you put numbers to it first. Next time, say them aloud."
                )
                texts = {"keep": said, "change": said, "evidence": ""}
                await cards.write(*thing, texts=texts)
        return bool(missing)


async def work() -> None:
    """Live until the round is over."""
    clock = Clock(Path(os.environ["VICTIM_CLOCK"]))
    point_at(os.environ["LOOPMATE_DISCORD_API"])
    # One send at a time, so that one death is about one thing.
    app.Sender = partial(Sender, in_flight=1)  # type: ignore[misc,assignment]
    house = app.build(os.environ["DATABASE_URL"], clock=clock, wait=None)
    await house.open()
    held_up = await _held_up(house.database)
    if held_up is not None and not house.database.embedded:
        # What the dead one held is free again, as it is on SQLite at once.
        clock.go_to(clock.now + held_up)
    try:
        async with house.client:
            await house.client.login(os.environ["DISCORD_TOKEN"])
            members = Members(house, int(os.environ["VICTIM_GUILD"]))
            await _live(house, clock, members)
    finally:
        await house.close()


async def _live(house: app.House, clock: Clock, members: Members) -> None:
    while True:
        await house.tick(clock.now)
        pressed = await members.press(clock.now)
        held_up = await _held_up(house.database)
        due = await next_due(house.database)
        if held_up is not None:
            clock.go_to(clock.now + held_up)
        elif not pressed and (due is None or due > clock.now):
            found = await members.all()
            if found and all(one.state == "over" and one.next_step is None for one in found):
                return
            near = any(one.state == "agreed" or one.next_step == "reveal" for one in found)
            step = clock.now + HOUR / (1 if near else 2)
            clock.go_to(min(due, step) if due is not None else step)


def warm() -> None:
    """What takes long and is the same in each process, done before it is forked."""
    app.shipped(None)
    for folder in sorted(path.parent.name for path in COGS.glob("*/__init__.py")):
        importlib.import_module(f"cogs.{folder}")


def live() -> None:
    """Live as the environment says."""
    # A fork counts on from the same number as its siblings, and its clock stands where theirs did.
    ids._numbers = count(secrets.randbits(21))
    if os.environ["VICTIM_DIES"]:
        prepare_to_die(os.environ["VICTIM_DIES"])
    asyncio.run(work())
