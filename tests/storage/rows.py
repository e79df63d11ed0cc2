"""Rows for every table there is, found by looking at the tables: each value can be told from all others.

A table with a column that this cannot fill fails loudly; teach it here.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    SmallInteger,
    Table,
    Text,
    select,
)

from bot.domain.zone import names
from bot.storage.database import Tx
from bot.storage.tables import metadata
from bot.storage.types import Day, Flag, Instant, TimeOfDay, Zone

Row = dict[str, Any]

# The first few numbers are left to what tests choose themselves.
_FIRST = 1_000


@dataclass
class Filling:
    """Rows to be stored, parents before their children."""

    rows: list[tuple[Table, Row]] = field(default_factory=list)
    _numbers: count = field(default_factory=lambda: count(_FIRST))

    def add(self, table: Table, **given: Any) -> Row:
        """Make a row with every column filled, and the parents it needs; `given` values are kept.

        A row that has the whole key already, as a parent made before, is not made again.
        """
        if (known := self._find(table, given)) is not None:
            return known
        row = {**given}
        for key in table.foreign_key_constraints:
            wanted = {
                e.column.name: row[e.parent.name] for e in key.elements if e.parent.name in row
            }
            parent = self.add(key.referred_table, **wanted)
            row |= {element.parent.name: parent[element.column.name] for element in key.elements}
        for column in table.c:
            if column.name not in row:
                row[column.name] = _value(table, column, next(self._numbers))
        self.rows.append((table, row))
        return row

    def _find(self, table: Table, wanted: Row) -> Row | None:
        """The row with these values, where they name its whole key."""
        if {column.name for column in table.primary_key} <= wanted.keys():
            for known, row in self.rows:
                if known is table and wanted.items() <= row.items():
                    return row
        return None

    async def store(self, tx: Tx) -> None:
        """Insert them all."""
        for table, row in self.rows:
            await tx.execute(table.insert().values(row))


def _value(table: Table, column: Column[Any], n: int) -> Any:
    if (table.name, column.name) == ("session", "facts"):
        return f'[{n}, null, ["coding"], ["L5", "L6"], false]'
    choices = _choices(table, column)
    if choices:
        return choices[n % len(choices)]
    match column.type:
        case Flag():
            return bool(n % 2)
        case Instant():
            return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n, milliseconds=n % 1000)
        case Day():
            return date(2026, 1, 1) + timedelta(days=n)
        case Zone():
            return names()[n % len(names())]
        case TimeOfDay():
            return time(n // 60 % 24, n % 60)
        case SmallInteger():
            return n % 30_000
        case BigInteger():
            return 7_000_000_000_000_000 + n
        case Integer():
            return 1_000_000 + n
        case Text():
            return f"{table.name}.{column.name} {n}"
    raise NotImplementedError(f"{table.name}.{column.name}: {column.type!r}")


def _choices(table: Table, column: Column[Any]) -> list[Any]:
    """The values that a CHECK of the form `column IN (…)` allows for a text."""
    if not isinstance(column.type, Text):
        return []
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            listed = re.fullmatch(rf"{column.name} IN \((.*)\)", str(check.sqltext))
            if listed is not None:
                return re.findall(r"'([^']*)'", listed[1])
    return []


async def read(tx: Tx) -> dict[str, list[Row]]:
    """All rows of every table, in the order of their keys."""
    return {
        table.name: [
            dict(row)
            for row in (await tx.execute(select(table).order_by(*table.primary_key))).mappings()
        ]
        for table in metadata.sorted_tables
    }
