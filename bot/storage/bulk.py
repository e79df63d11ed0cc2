"""Statements over many rows, at little cost to the event loop.

SQLAlchemy works some microseconds for each parameter of each row. The planner, which reads and writes
thousands, gives the servers it asks about as one parameter and its rows as they are.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Select,
    TableValuedAlias,
    Text,
    TypeDecorator,
    bindparam,
    column,
    select,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from bot.storage.database import Tx
from bot.storage.types import Big


class _Many(TypeDecorator[Sequence[Any]]):
    """Many values as one: an array, or JSON where there is none."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """SQLite knows no arrays."""
        whole: Any = Text() if dialect.name == "sqlite" else ARRAY(self.item)
        return dialect.type_descriptor(whole)

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        """To what the engine reads."""
        values = [*(value or ())]
        return json.dumps(values) if dialect.name == "sqlite" else values


class _Each(FunctionElement[Any]):
    inherit_cache = True


@compiles(_Each, "sqlite")
def _each_of_json(element: _Each, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **how)})"


@compiles(_Each, "postgresql")
def _each_of_array(element: _Each, compiler: SQLCompiler, **how: Any) -> str:
    return f"unnest({compiler.process(element.clauses, **how)})"


def each(name: str, item: TypeEngine[Any]) -> TableValuedAlias:
    """The values that are given by a name when a statement is executed, as a table of one `value`."""
    # PostgreSQL calls the column as the table is called.
    return _Each(bindparam(name, type_=_Many(item))).table_valued(
        column("value", item), name="value"
    )


def among(name: str, item: TypeEngine[Any] = Big) -> Select[Any]:
    """The same for `in_` and `not_in`: one parameter, however many values."""
    return select(each(name, item).c.value)


async def execute_all(
    tx: Tx, statement: UpdateBase, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Execute a statement once for each row, whose values stand in the order of these names.

    The statement is compiled once: it is one that a module holds.
    """
    if rows:
        text, order, processes = _compiled(statement, tuple(names), tx.dialect)
        columns = [*zip(*rows, strict=True)]
        values = [
            columns[at] if process is None else _all(process, columns[at])
            for at, process in zip(order, processes, strict=True)
        ]
        await tx.exec_driver_sql(text, [*zip(*values, strict=True)])


def _all(process: Callable[[Any], Any], values: Sequence[Any]) -> Iterable[Any]:
    """What becomes of each value of a column; few of them differ, since what is due shares its days."""
    known = {value: process(value) for value in {*values}}
    return map(known.__getitem__, values)


_Process = Callable[[Any], Any] | None


@lru_cache(maxsize=64)
def _compiled(
    statement: UpdateBase, names: Sequence[str], dialect: Dialect
) -> tuple[str, Sequence[int], Sequence[_Process]]:
    """The text of a statement, and of each of its parameters the place in a row and what to do with it."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names))
    found: Sequence[str] = compiled.positiontup
    types = [compiled.binds[name].type.dialect_impl(dialect) for name in found]
    return (
        str(compiled),
        [names.index(name) for name in found],
        [one.bind_processor(dialect) for one in types],
    )
