"""Everything held about a member, as a JSON file, or several where one would be too large."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

# Above this a reader that takes every number for a float loses its last digits.
_EXACT = 2**53
LARGEST = 9_500_000
"""Bytes of a file; Discord takes 10 MiB from a bot."""
# What standing deeper in a document adds to a line.
_INDENT = 2

Row = dict[str, Any]


def export(
    held: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    guild_id: int,
    user_id: int,
    now: datetime,
    largest: int = LARGEST,
) -> Sequence[bytes]:
    """UTF-8 JSON: `held` by table, ids as text, since 64-bit numbers lose digits in many readers.

    What is more than `largest` bytes comes in parts, each a document of its own that says which it is.
    A row stands whole in one of them, even where it is larger than that alone.
    """
    head = {
        "server": str(guild_id),
        "member": str(user_id),
        "written": now.isoformat(timespec="seconds"),
    }
    rows = [(table, _readable(row)) for table, found in held.items() for row in found]
    parts = list(_parts(rows, largest - len(_written({**head, "part": 10**6, "parts": 10**6}))))
    if len(parts) == 1:
        return [_written({**head, "held": parts[0]})]
    return [
        _written({**head, "part": n, "parts": len(parts), "held": part})
        for n, part in enumerate(parts, 1)
    ]


def _parts(rows: Iterable[tuple[str, Row]], room: int) -> Iterator[dict[str, list[Row]]]:
    """The rows in their order, as many in each part as there is room for; one part at least."""
    part: dict[str, list[Row]] = {}
    taken = 0
    for table, row in rows:
        size = len(_written({table: [row]})) + _INDENT * (len(row) + 3)
        if part and taken + size > room:
            yield part
            part, taken = {}, 0
        part.setdefault(table, []).append(row)
        taken += size
    yield part


def _written(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _readable(row: Mapping[str, Any]) -> Row:
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int) and (
        name == "id" or name.endswith(("_id", "_by", "ref")) or value > _EXACT
    ):
        return str(value)
    return value
