"""Importing a server’s own questions: a file is read and shown first, and written only when confirmed."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from bot.clock import Clock
from bot.content import Measure
from bot.content.own import check_size, form_of, read_own
from bot.domain.changes import Change
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import MOST, Reading
from bot.errors import BankChanged, PreviewGone, TooManyOwn
from bot.services.changes import record
from bot.services.library import Library
from bot.storage import ids, server
from bot.storage.bank import imports, shelf
from bot.storage.bank.imports import Import
from bot.storage.database import Database, Tx

ANSWERS = timedelta(minutes=15)
"""How long a preview can be confirmed, as long as its panel answers."""
_HELD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do: questions that are new, changed or removed, each by id with its title."""

    id: int
    by: int
    at: datetime
    file: str
    reading: Reading
    new: Mapping[str, str]
    changed: Mapping[str, str]
    removed: Mapping[str, str]
    same: int
    version: int | None

    @property
    def does_nothing(self) -> bool:
        """Whether the bank would stay as it is."""
        return not self.counts

    @property
    def counts(self) -> Mapping[str, int]:
        """How many questions it adds, changes and removes; what is none is left out."""
        found = {
            "added": len(self.new),
            "changed": len(self.changed),
            "removed": len(self.removed),
        }
        return {name: count for name, count in found.items() if count}


class Importing:
    """Previews are held in memory, the newest of each owner; a restart asks for the file again."""

    def __init__(
        self, database: Database, clock: Clock, library: Library, measures: Sequence[Measure]
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._measures = measures
        self._previews: OrderedDict[tuple[int, int], Preview] = OrderedDict()

    def check(self, file: str, size: int) -> None:
        """Look at name and size before anything is fetched. Raises `WhichForm`, `FileTooLarge`."""
        form_of(file)
        check_size(file, size)

    async def preview(
        self, guild_id: int, *, by: int, file: str, content: bytes, replace: bool
    ) -> Preview:
        """Read a file and say what it would do; nothing is written.

        With `replace`, questions of the server’s own that it does not hold are removed. Raises the
        refusals of a file that is not looked at, and `TooManyOwn`.
        """
        async with self._database.reading() as tx:
            # The version first: what changes after it is noticed when the preview is confirmed.
            version = await _version(tx, guild_id)
            bank = await self._library.of(tx, guild_id)
            present = await _present(tx, guild_id)
        # A large file takes a second or two: everybody else is answered meanwhile.
        reading = await asyncio.to_thread(
            read_own,
            file,
            content,
            bank,
            rubrics=[*self._library.rubrics.values()],
            measures=self._measures,
        )
        now = self._clock()
        preview = Preview(
            id=ids.new(now),
            by=by,
            at=now,
            file=file,
            reading=reading,
            version=version,
            **_compare(reading, bank, present, replace=replace),
        )
        self._hold(guild_id, preview)
        return preview

    def find(self, guild_id: int, user_id: int, id: int) -> Preview:
        """A preview that may still be confirmed. Raises `PreviewGone`."""
        preview = self._previews.get((guild_id, user_id))
        if preview is None or preview.id != id or self._is_over(preview):
            raise PreviewGone
        return preview

    def drop(self, guild_id: int, user_id: int) -> None:
        """Forget the preview of an owner."""
        self._previews.pop((guild_id, user_id), None)

    async def confirm(self, guild_id: int, *, by: int, id: int) -> Change:
        """Write what was previewed, all of it, and the change that says so.

        Raises `PreviewGone`, `BankChanged`.
        """
        preview = self.find(guild_id, by, id)
        now = self._clock()
        async with self._database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            if await _version(tx, guild_id) != preview.version:
                raise BankChanged
            change = await _write(tx, guild_id, preview, now)
        self.drop(guild_id, by)
        return change

    def _hold(self, guild_id: int, preview: Preview) -> None:
        self.drop(guild_id, preview.by)
        self._previews[guild_id, preview.by] = preview
        # The oldest stands first.
        while self._is_over(next(iter(self._previews.values()))) or len(self._previews) > _HELD:
            self._previews.popitem(last=False)

    def _is_over(self, preview: Preview) -> bool:
        return self._clock() - preview.at > ANSWERS


class _Differences(TypedDict):
    new: Mapping[str, str]
    changed: Mapping[str, str]
    removed: Mapping[str, str]
    same: int


def _compare(
    reading: Reading, bank: Bank, present: Mapping[str, str], *, replace: bool
) -> _Differences:
    """What is new, what is other than before, and what would go. Raises `TooManyOwn`."""
    items = {item.question.id: item for item in reading.items}
    titles = {id: item.question.short for id, item in items.items()}
    new = [id for id in items if id not in present]
    changed = [id for id in items if id in present and not _equal(items[id].data, present[id])]
    gone = [id for id in present if id not in items] if replace and items else []
    _check_count(len(present) - len(gone), len(new))
    return {
        "new": {id: titles[id] for id in new},
        "changed": {id: titles[id] for id in changed},
        "removed": {id: bank.own[id].short if id in bank.own else id for id in gone},
        "same": len(items) - len(new) - len(changed),
    }


def _check_count(kept: int, new: int) -> None:
    """Raises `TooManyOwn`; who has too many already may still change them."""
    if new and kept + new > MOST:
        raise TooManyOwn(count=kept + new, limit=MOST)


def _equal(one: str, other: str) -> bool:
    return one == other or json.loads(one) == json.loads(other)


async def _version(tx: Tx, guild_id: int) -> int | None:
    return (await shelf.versions(tx, [guild_id])).get(guild_id)


async def _present(tx: Tx, guild_id: int) -> Mapping[str, str]:
    """The data of a server’s own questions, without removed ones."""
    return {row.id: row.data for row in await shelf.own(tx, guild_id) if not row.removed}


async def _write(tx: Tx, guild_id: int, preview: Preview, now: datetime) -> Change:
    written = {item.question.id: item.data for item in preview.reading.items}
    after: dict[str, str | None] = {id: written[id] for id in [*preview.new, *preview.changed]}
    after |= dict.fromkeys(preview.removed)
    present = await _present(tx, guild_id)
    made = Import(
        id=ids.new(now),
        by_id=preview.by,
        at=now,
        file=preview.file,
        before={id: present.get(id) for id in after},
        after=after,
    )
    await shelf.put(tx, guild_id, [*after.items()], now)
    await shelf.bump(tx, guild_id)
    await imports.add(tx, guild_id, made)
    return await record(
        tx,
        guild_id,
        by=preview.by,
        what="questions-imported",
        ref=made.id,
        before={},
        after={"file": preview.file, **preview.counts},
        now=now,
    )
