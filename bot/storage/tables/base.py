"""What every table shares: the metadata with its naming convention, and short forms for columns."""

from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, MetaData, Table
from sqlalchemy.schema import SchemaItem

from bot.storage.types import Big, Flag

# Named constraints, so that a migration can speak of them on both engines.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of ours: STRICT on SQLite, so that a wrong type is an error there too."""
    return Table(name, metadata, *items, sqlite_strict=True)


def guild() -> Column[int]:
    """The first part of the key of everything about a server."""
    return Column("guild_id", Big, primary_key=True, autoincrement=False)


def key(name: str, type_: Any = Big) -> Column[Any]:
    """A further part of the key."""
    return Column(name, type_, primary_key=True, autoincrement=False)


def member(
    name: str = "user_id",
    *,
    then: Literal["delete", "clear"] = "delete",
    in_key: bool = False,
    secret: bool = False,
    once: str | None = None,
) -> Column[int]:
    """A column that holds a member, and what becomes of it when they ask to be forgotten.

    `secret`: they are never told that they stand in it. `once`: what is said of them there is theirs to
    see when this column of the row is filled.
    """
    info = (
        {"member": then} | ({"secret": True} if secret else {}) | ({"once": once} if once else {})
    )
    return Column(
        name,
        Big,
        primary_key=in_key,
        autoincrement=False,
        nullable=not in_key,
        info=info,
    )


def flag(name: str, *, before: str | None = None) -> tuple[Column[bool], CheckConstraint]:
    """A truth value with the CHECK that keeps it one; `before`: of rows older than the column."""
    column = Column(name, Flag, nullable=False, server_default=before)
    return column, CheckConstraint(f"{name} IN (0, 1)", name=name)


def one_of(name: str, *values: str) -> CheckConstraint:
    """The values a text column may hold."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({listed})", name=name)
