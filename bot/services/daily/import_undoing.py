"""Undoing an import: each question becomes what it was before, unless somebody changed it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.changes import Change, Values
from bot.errors import ChangedMeanwhile, NothingToUndo, QuestionsChanged
from bot.services.changes import record
from bot.storage import changes, server
from bot.storage.bank import imports, shelf
from bot.storage.bank.imports import Import, Shelf
from bot.storage.database import Database, Tx

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """An import that holds, and how many questions it added, changed and removed."""

    id: int
    by: int | None
    at: datetime
    file: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImportUndoing:
    """The newest import that still holds is undone first, then the one before it."""

    database: Database
    clock: Clock

    async def newest(self, guild_id: int) -> Undoable:
        """The import that would be undone. Raises `NothingToUndo`, `QuestionsChanged`."""
        async with self.database.reading() as tx:
            made = await imports.newest(tx, guild_id)
            if made is None:
                raise NothingToUndo
            await _check(tx, guild_id, made.after)
            return Undoable(
                id=made.id, by=made.by_id, at=made.at, file=made.file, counts=_counts(made)
            )

    async def confirm(self, guild_id: int, *, by: int, id: int) -> Change:
        """Undo an import, whoever made it; the change that says so.

        Raises `NothingToUndo`, `ChangedMeanwhile` where it is the newest no more, `QuestionsChanged`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            made = await imports.newest(tx, guild_id)
            if made is None:
                raise NothingToUndo
            if made.id != id:
                raise ChangedMeanwhile
            await _turn(tx, guild_id, made, now)
            done = await changes.last_about(tx, guild_id=guild_id, ref=id, by=None)
            if done is not None:
                await changes.mark_undone(tx, guild_id=guild_id, id=done.id, now=now)
            return await record(
                tx,
                guild_id,
                by=by,
                what="import-undone",
                ref=id,
                before=done.after if done is not None else _values(made),
                after={},
                now=now,
            )

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Take an import back, or take back that it was undone, as one’s own newest change.

        Raises `ChangedMeanwhile`, `QuestionsChanged`.
        """
        guild_id = change.guild_id
        await server.lock(tx, guild_ids=[guild_id])
        made = await imports.find(tx, guild_id, change.ref or 0)
        if made is None or (made.undone_at is None) != (change.what == "questions-imported"):
            raise ChangedMeanwhile
        await _turn(tx, guild_id, made, now)


async def _turn(tx: Tx, guild_id: int, made: Import, now: datetime) -> None:
    """Undo an import that holds; make one that was undone hold again."""
    holds = made.undone_at is None
    await _check(tx, guild_id, made.after if holds else made.before)
    wanted = made.before if holds else made.after
    await shelf.put(tx, guild_id, [*wanted.items()], now)
    await shelf.bump(tx, guild_id)
    await imports.mark(tx, guild_id, made.id, now if holds else None)


async def _check(tx: Tx, guild_id: int, left: Shelf) -> None:
    """Raises `QuestionsChanged` where a question is no longer what an import left."""
    present = {row.id: row.data for row in await shelf.own(tx, guild_id) if not row.removed}
    other = [id for id, data in left.items() if present.get(id) != data]
    if other:
        more = len(other) - _NAMED
        named = ", ".join(other[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        raise QuestionsChanged(questions=named)


def _counts(made: Import) -> Mapping[str, int]:
    """How many questions an import added, changed and removed."""
    found = {
        "added": sum(made.before[id] is None for id in made.after),
        "changed": sum(None not in (made.before[id], made.after[id]) for id in made.after),
        "removed": sum(data is None for data in made.after.values()),
    }
    return {name: count for name, count in found.items() if count}


def _values(made: Import) -> Values:
    return {"file": made.file, **_counts(made)}
