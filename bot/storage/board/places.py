"""Who is seen on boards: members locked for a change of their points, their standings and ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, select, union, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Tx, insert_or_update_all
from bot.storage.tables.board import BOARD_MEMBER, RANK, STANDING

_M = BOARD_MEMBER.c
_S = STANDING.c
_R = RANK.c
SERVER = "server"

Spot = tuple[int, str, str, int]
"""A rank: server, window, scope and points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How a member is seen."""

    joined: bool = False
    thanked: bool = False
    excluded: bool = False
    cohort: date | None = None

    @property
    def scopes(self) -> Sequence[str]:
        """Among whom they stand; nobody where they are not seen."""
        if not self.joined or self.excluded:
            return ()
        return (SERVER,) if self.cohort is None else (SERVER, f"cohort:{self.cohort}")


async def lock(tx: Tx, *, guild_id: int, user_id: int) -> Placing:
    """How a member is seen; until the transaction ends, no other changes their points.

    Who locks several takes them in the order of their ids.
    """
    make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    statement = make(BOARD_MEMBER).values(
        guild_id=guild_id, user_id=user_id, joined=False, thanked=False, excluded=False, turn=0
    )
    statement = statement.on_conflict_do_update(
        index_elements=list(BOARD_MEMBER.primary_key.columns), set_={"turn": _M.turn + 1}
    )
    rows = await tx.execute(statement.returning(_M.joined, _M.thanked, _M.excluded, _M.cohort))
    row = rows.one()
    return Placing(joined=row.joined, thanked=row.thanked, excluded=row.excluded, cohort=row.cohort)


async def set_placing(tx: Tx, *, guild_id: int, user_id: int, placing: Placing) -> None:
    """Change how a locked member is seen; `move` makes their places follow."""
    await tx.execute(
        update(BOARD_MEMBER)
        .where(_M.guild_id == guild_id, _M.user_id == user_id)
        .values(
            joined=placing.joined,
            thanked=placing.thanked,
            excluded=placing.excluded,
            cohort=placing.cohort,
        )
    )


async def stand(
    tx: Tx, *, guild_id: int, user_id: int, scopes: Iterable[str], points: Mapping[str, int]
) -> None:
    """Let a member stand in these scopes with these points by window; with none they do not."""
    found = [(window, scope) for scope in scopes for window in sorted(points)]
    rows = [
        {
            "guild_id": guild_id,
            "window": window,
            "scope": scope,
            "user_id": user_id,
            "points": points[window],
        }
        for window, scope in found
    ]
    await insert_or_update_all(tx, STANDING, [row for row in rows if row["points"]], ["points"])
    for row in rows:
        if not row["points"]:
            await tx.execute(
                delete(STANDING).where(
                    _S.guild_id == guild_id,
                    _S.window == row["window"],
                    _S.scope == row["scope"],
                    _S.user_id == user_id,
                )
            )


async def leave(tx: Tx, *, guild_id: int, user_id: int, scopes: Iterable[str]) -> None:
    """Take a member off these scopes, in every window."""
    await tx.execute(
        delete(STANDING).where(
            _S.guild_id == guild_id, _S.user_id == user_id, _S.scope.in_([*scopes])
        )
    )


async def count(tx: Tx, changes: Mapping[Spot, int]) -> None:
    """Count so many members more or less at these ranks, in one order for everybody.

    So two transactions that change the same ranks never wait for each other. A rank that nobody holds
    any more stays with none: the next one takes it again.
    """
    rows = [
        {"g": spot[0], "w": spot[1], "s": spot[2], "p": spot[3], "first": max(by, 0), "by": by}
        for spot, by in sorted(changes.items())
        if by
    ]
    if rows:
        make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
        named: dict[str, Any] = {
            "guild_id": bindparam("g"),
            "window": bindparam("w"),
            "scope": bindparam("s"),
            "points": bindparam("p"),
            "members": bindparam("first"),
        }
        statement = make(RANK).values(named)
        statement = statement.on_conflict_do_update(
            index_elements=list(RANK.primary_key.columns),
            set_={"members": _R.members + bindparam("by", type_=_R.members.type)},
        )
        await tx.execute(statement, rows)


async def standings(tx: Tx, *, guild_id: int) -> Mapping[tuple[str, str, int], int]:
    """The points of everybody who stands on a board of a server, by window, scope and member."""
    rows = await tx.execute(
        select(_S.window, _S.scope, _S.user_id, _S.points).where(_S.guild_id == guild_id)
    )
    return {(row.window, row.scope, row.user_id): row.points for row in rows}


async def ranks(tx: Tx, *, guild_id: int) -> Mapping[tuple[str, str, int], int]:
    """How many hold each rank of a server, by window, scope and points."""
    rows = await tx.execute(
        select(_R.window, _R.scope, _R.points, _R.members).where(
            _R.guild_id == guild_id, _R.members > 0
        )
    )
    return {(row.window, row.scope, row.points): row.members for row in rows}


async def placings(tx: Tx, *, guild_id: int) -> Mapping[int, Placing]:
    """How each member of a server is seen."""
    rows = await tx.execute(select(BOARD_MEMBER).where(_M.guild_id == guild_id))
    return {
        row.user_id: Placing(
            joined=row.joined, thanked=row.thanked, excluded=row.excluded, cohort=row.cohort
        )
        for row in rows
    }


async def guilds(tx: Tx) -> Sequence[int]:
    """The servers in which somebody has points or a rank is held."""
    rows = await tx.execute(union(select(_M.guild_id), select(_R.guild_id)))
    return sorted(rows.scalars())
