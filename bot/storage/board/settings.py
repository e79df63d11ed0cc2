"""What owners chose for boards: the roles left out, those given by phase, and the weekly digest."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.domain.board.digest import KIND
from bot.domain.board.settings import BoardSettings, usual_plan
from bot.storage import ids, schedules
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.board import BOARD_SETTINGS, EXCLUDED_ROLE, PHASE_ROLE
from bot.storage.tables.schedules import SCHEDULE

_B, _E, _P, _S = BOARD_SETTINGS.c, EXCLUDED_ROLE.c, PHASE_ROLE.c, SCHEDULE.c


async def excluded(tx: Tx, *, guild_id: int) -> frozenset[int]:
    """The roles that boards leave out."""
    rows = await tx.execute(select(_E.role_id).where(_E.guild_id == guild_id))
    return frozenset(rows.scalars())


async def phase_roles(tx: Tx, *, guild_id: int) -> Mapping[int, int]:
    """The role of each phase of the plan that has one."""
    rows = await tx.execute(select(_P.phase, _P.role_id).where(_P.guild_id == guild_id))
    return {row.phase: row.role_id for row in rows}


async def find(tx: Tx, *, guild_id: int, zone: str) -> BoardSettings:
    """All that holds; `zone` is the server’s, where the digest has none of its own yet."""
    rows = await tx.execute(select(BOARD_SETTINGS).where(_B.guild_id == guild_id))
    row = rows.one_or_none()
    scheduled = (
        await tx.execute(
            select(SCHEDULE).where(_S.guild_id == guild_id, _S.kind == KIND, _S.ref == guild_id)
        )
    ).one_or_none()
    return BoardSettings(
        excluded=await excluded(tx, guild_id=guild_id),
        phase_roles=await phase_roles(tx, guild_id=guild_id),
        digest_channel_id=row.digest_channel_id if row is not None else None,
        plan=schedules.plan_of(scheduled) if scheduled is not None else usual_plan(zone),
        set_by=row.set_by if row is not None else None,
        version=row.version if row is not None else 0,
    )


async def save(
    tx: Tx,
    *,
    guild_id: int,
    wanted: BoardSettings,
    next_run_at: datetime | None,
    now: datetime,
) -> None:
    """Write all of it down as it is wanted; without a next run the digest is off."""
    values: dict[str, Any] = {
        "guild_id": guild_id,
        "digest_channel_id": wanted.digest_channel_id,
        "set_by": wanted.set_by,
        "version": wanted.version,
    }
    await insert_or_update(
        tx, BOARD_SETTINGS, values, [name for name in values if name != "guild_id"]
    )
    await _set_roles(tx, guild_id, wanted.excluded, wanted.phase_roles)
    thing: dict[str, Any] = {"guild_id": guild_id, "kind": KIND, "ref": guild_id}
    paused_at = None if next_run_at is not None else now
    if await schedules.set_next(tx, **thing, next_run_at=next_run_at, paused_at=paused_at):
        await schedules.set_plan(tx, **thing, plan=wanted.plan)
    elif next_run_at is not None:
        await schedules.add(tx, **thing, id=ids.new(now), plan=wanted.plan, next_run_at=next_run_at)


async def _set_roles(
    tx: Tx, guild_id: int, excluded: Collection[int], by_phase: Mapping[int, int]
) -> None:
    for table in (EXCLUDED_ROLE, PHASE_ROLE):
        await tx.execute(table.delete().where(table.c.guild_id == guild_id))
    if excluded:
        rows = [{"guild_id": guild_id, "role_id": id} for id in sorted(excluded)]
        await tx.execute(EXCLUDED_ROLE.insert(), rows)
    if by_phase:
        rows = [
            {"guild_id": guild_id, "phase": phase, "role_id": id} for phase, id in by_phase.items()
        ]
        await tx.execute(PHASE_ROLE.insert(), rows)
