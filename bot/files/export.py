"""Everything held about a member, as one JSON file."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

# Above this a reader that takes every number for a float loses its last digits.
_EXACT = 2**53


def export(
    held: Mapping[str, Sequence[Mapping[str, Any]]], *, guild_id: int, user_id: int, now: datetime
) -> bytes:
    """UTF-8 JSON: `held` by table, ids as text, since 64-bit numbers lose digits in many readers."""
    document = {
        "server": str(guild_id),
        "member": str(user_id),
        "written": now.isoformat(timespec="seconds"),
        "held": {table: [_readable(row) for row in rows] for table, rows in held.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int) and (
        name == "id" or name.endswith(("_id", "_by", "ref")) or value > _EXACT
    ):
        return str(value)
    return value
