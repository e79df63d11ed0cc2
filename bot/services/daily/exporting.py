"""A server’s own questions as files that give back the same when they are imported again."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.content.own import examples, write_table, write_yaml
from bot.domain.daily.own import LARGEST, MOST_AT_ONCE, Form
from bot.storage.bank import shelf
from bot.storage.database import Database

# For a table’s first row and a mark in front, and for the first lines of a YAML file.
_ROOM = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One file, and which of how many it is; `examples` where the server has no own questions yet."""

    file: str
    content: bytes
    questions: int
    part: int = 0
    parts: int = 1
    examples: bool = False


@dataclass(frozen=True, slots=True)
class Exporting:
    """Questions come by id, each written in one way only, so that equal questions give equal files."""

    database: Database

    async def export(self, guild_id: int, form: Form, part: int = 0) -> Export:
        """One file of them; the last one where there are fewer parts."""
        async with self.database.reading() as tx:
            rows = await shelf.own(tx, guild_id)
        own = sorted((row.id, row.data) for row in rows if not row.removed)
        return await asyncio.to_thread(_export, [data for _, data in own], form, part)


def _export(own: Sequence[str], form: Form, part: int) -> Export:
    if not own:
        return Export(
            file=f"own-questions.{form}",
            content=_written(examples(), form),
            questions=len(examples()),
            examples=True,
        )
    parts = _parted([json.loads(data) for data in own], form)
    part = min(part, len(parts) - 1)
    number = f"-{part + 1}" if len(parts) > 1 else ""
    return Export(
        file=f"own-questions{number}.{form}",
        content=_written(parts[part], form),
        questions=len(parts[part]),
        part=part,
        parts=len(parts),
    )


def _written(questions: Sequence[Mapping[str, Any]], form: Form) -> bytes:
    if form == "yaml":
        return write_yaml(questions).encode()
    # The mark in front is what makes a spreadsheet read UTF-8.
    return write_table(questions).encode("utf-8-sig")


def _parted(questions: Sequence[Mapping[str, Any]], form: Form) -> list[list[Mapping[str, Any]]]:
    """As few files as each fits what one import may hold."""
    parts: list[list[Mapping[str, Any]]] = [[]]
    size = _ROOM
    for one in questions:
        length = len(_written([one], form))
        if parts[-1] and (size + length > LARGEST or len(parts[-1]) == MOST_AT_ONCE):
            parts.append([])
            size = _ROOM
        parts[-1].append(one)
        size += length
    return parts
