"""What time does to sessions: nudges, other times, releases, ends and reveals, each once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot import log
from bot.domain.mock.course import following
from bot.domain.mock.session import Session, Step
from bot.storage.database import Database, Tx
from bot.storage.mock import course, sessions

_log = log.get(__name__)

CHUNK = 50


class Do(Protocol):
    """Does one step, in the transaction that notes what comes after it."""

    async def __call__(self, tx: Tx, session: Session, now: datetime) -> None:
        """Change the session, put messages on the outbox."""
        ...


async def plan(tx: Tx, session: Session, done: Step | None = None) -> None:
    """Note what is to be done about a session next, as it is stored now."""
    found = await sessions.find(tx, guild_id=session.guild_id, id=session.id)
    if found is not None:
        at, step = following(found, done) or (None, None)
        await sessions.change(
            tx, guild_id=session.guild_id, id=session.id, next_at=at, next_step=step
        )


@dataclass(frozen=True, slots=True)
class Course:
    """Each step and what follows it are one transaction: a crash repeats both or neither."""

    database: Database
    steps: Mapping[Step, Do]

    async def tick(self, now: datetime) -> None:
        """Do everything that is due. Of steps that were missed each is done in its turn."""
        while await self._something_due(now):
            async with self.database.transaction() as tx:
                due = await course.claim_due(tx, now=now, limit=CHUNK)
                if not due:
                    return  # another process is at them
                for session in due:
                    assert session.next_step is not None, "next_at comes with next_step"
                    await self.steps[session.next_step](tx, session, now)
                    await plan(tx, session, session.next_step)
                    _log.info(
                        "session", step=session.next_step, guild_id=session.guild_id, ref=session.id
                    )

    async def _something_due(self, now: datetime) -> bool:
        # A look that takes no write lock: most beats find nothing.
        async with self.database.reading() as tx:
            earliest = await course.next_due(tx)
        return earliest is not None and earliest <= now
