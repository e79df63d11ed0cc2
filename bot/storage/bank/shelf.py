"""What sets a server’s questions apart from the shipped ones: those switched off and its own."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from bot.storage.bulk import among
from bot.storage.database import Tx, insert_once, insert_or_update, insert_or_update_all
from bot.storage.tables.bank import BANK, OWN_QUESTION, SWITCHED_OFF

_OFF = SWITCHED_OFF.c
_OWN = OWN_QUESTION.c
_VERSIONS = select(BANK.c.guild_id, BANK.c.version).where(BANK.c.guild_id.in_(among("guild_ids")))


class Own(NamedTuple):
    """A question of a server’s own; `data` is JSON by the names of the content files."""

    id: str
    position: int
    data: str
    removed: bool


async def versions(tx: Tx, guild_ids: Sequence[int]) -> Mapping[int, int]:
    """The versions of these servers’ banks; none where a server never changed it."""
    rows = await tx.execute(_VERSIONS, {"guild_ids": guild_ids})
    return {row.guild_id: row.version for row in rows}


async def bump(tx: Tx, guild_id: int) -> None:
    """Say that a bank changed: its version becomes a number that nobody has seen.

    Drawn, not counted: what is rolled back, or begins anew after a server was forgotten, would count
    to a number again that stood for something else.
    """
    version = 1 + secrets.randbelow(2**31 - 1)
    await insert_or_update(tx, BANK, {"guild_id": guild_id, "version": version}, ["version"])


async def off(tx: Tx, guild_id: int) -> set[str]:
    """The questions that a server switched off."""
    return (await off_of(tx, [guild_id])).get(guild_id, set())


async def off_of(tx: Tx, guild_ids: Sequence[int]) -> Mapping[int, set[str]]:
    """The same for many servers; none where nothing is off."""
    rows = await tx.execute(
        select(_OFF.guild_id, _OFF.question_id).where(_OFF.guild_id.in_(guild_ids))
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.guild_id, set()).add(row.question_id)
    return found


async def switch(
    tx: Tx, guild_id: int, question_id: str, *, off: bool, by: int | None, now: datetime
) -> bool:
    """Switch a question off or on again; false where it was so before."""
    thing = {"guild_id": guild_id, "question_id": question_id}
    if off:
        row = await insert_once(tx, SWITCHED_OFF, {**thing, "by_id": by, "at": now})
        return row is not None
    gone = await tx.execute(
        SWITCHED_OFF.delete().where(_OFF.guild_id == guild_id, _OFF.question_id == question_id)
    )
    return gone.rowcount == 1


async def own(tx: Tx, guild_id: int) -> list[Own]:
    """A server’s own questions in their order, also removed ones."""
    return (await own_of(tx, [guild_id])).get(guild_id, [])


async def own_of(tx: Tx, guild_ids: Sequence[int]) -> Mapping[int, list[Own]]:
    """The same for many servers; none where a server has no question of its own."""
    rows = await tx.execute(
        select(OWN_QUESTION).where(_OWN.guild_id.in_(guild_ids)).order_by(_OWN.position)
    )
    found: dict[int, list[Own]] = {}
    for row in rows:
        one = Own(row.question_id, row.position, row.data, removed=row.removed_at is not None)
        found.setdefault(row.guild_id, []).append(one)
    return found


async def put(
    tx: Tx, guild_id: int, items: Sequence[tuple[str, str | None]], now: datetime
) -> None:
    """Write questions by id, each as JSON; without it, the question is removed but kept.

    One that is there keeps its place, removed or not; new ones come last, in this order.
    """
    gone = [id for id, data in items if data is None]
    if gone:
        await tx.execute(
            OWN_QUESTION.update()
            .where(_OWN.guild_id == guild_id, _OWN.question_id.in_(gone), _OWN.removed_at.is_(None))
            .values(removed_at=now)
        )
    last = (
        await tx.execute(select(func.max(_OWN.position)).where(_OWN.guild_id == guild_id))
    ).scalar() or 0
    rows = [
        {
            "guild_id": guild_id,
            "question_id": id,
            "position": position,
            "data": data,
            "added_at": now,
            "removed_at": None,
        }
        for position, (id, data) in enumerate(
            ((id, data) for id, data in items if data is not None), last + 1
        )
    ]
    await insert_or_update_all(tx, OWN_QUESTION, rows, ["data", "removed_at"])
