"""The roles by phase that members were given. `guilds` looks over all servers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, union

from bot.domain.board.roles import Move
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.board import GIVEN_ROLE, PHASE_ROLE
from bot.storage.tables.me import MEMBER
from bot.storage.tables.server import GUILD

_G, _M = GIVEN_ROLE.c, MEMBER.c


async def guilds(tx: Tx) -> Sequence[int]:
    """The servers that give roles, or did, and still have the bot."""
    either = union(select(PHASE_ROLE.c.guild_id), select(_G.guild_id)).subquery()
    rows = await tx.execute(
        select(GUILD.c.guild_id)
        .join(either, either.c.guild_id == GUILD.c.guild_id)
        .where(GUILD.c.removed_at.is_(None))
        .order_by(GUILD.c.guild_id)
    )
    return list(rows.scalars())


async def given(tx: Tx, *, guild_id: int) -> Mapping[tuple[int, int], datetime]:
    """When each role was given last, by (user, role)."""
    rows = await tx.execute(
        select(_G.user_id, _G.role_id, _G.given_at).where(_G.guild_id == guild_id)
    )
    return {(row.user_id, row.role_id): row.given_at for row in rows}


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[int]:
    """The roles that one member was given."""
    rows = await tx.execute(
        select(_G.role_id).where(_G.guild_id == guild_id, _G.user_id == user_id)
    )
    return list(rows.scalars())


async def away(tx: Tx, *, guild_id: int) -> frozenset[int]:
    """Members who left: they can be given nothing."""
    rows = await tx.execute(
        select(_M.user_id).where(_M.guild_id == guild_id, _M.left_at.is_not(None))
    )
    return frozenset(rows.scalars())


async def note(tx: Tx, *, move: Move, now: datetime) -> None:
    """A role was given or taken."""
    thing = {"guild_id": move.guild_id, "user_id": move.user_id, "role_id": move.role_id}
    if move.gives:
        await insert_or_update(tx, GIVEN_ROLE, {**thing, "given_at": now}, ["given_at"])
        return
    await tx.execute(
        GIVEN_ROLE.delete().where(
            _G.guild_id == move.guild_id, _G.user_id == move.user_id, _G.role_id == move.role_id
        )
    )
