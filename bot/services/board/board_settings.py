"""What owners choose for boards, for the digest and for roles by phase; each change can be taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import cast

from bot.clock import Clock
from bot.domain.board.settings import BoardSettings
from bot.domain.changes import Change, Value, Values, What
from bot.domain.schedule import Pattern, Plan, read_code
from bot.errors import ChangedMeanwhile
from bot.services.changes import record
from bot.services.zone import usual
from bot.storage import changes, server
from bot.storage.board import settings as stored
from bot.storage.database import Database, Tx

PHASES = (1, 2, 3)
_BOARDS: What = "boards-changed"
_ROLES: What = "phase-roles-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What holds now, and the change that led to it; none where nothing is different."""

    now: BoardSettings
    change: Change | None


@dataclass(frozen=True, slots=True)
class BoardSettingsKeeping:
    """Looking at what holds, changing it, and taking a change back.

    Whatever changes something raises `ChangedMeanwhile` where the panel shows an older version.
    """

    database: Database
    clock: Clock

    async def of(self, guild_id: int) -> BoardSettings:
        """What holds for a server."""
        async with self.database.reading() as tx:
            return await _read(tx, guild_id)

    async def last(self, guild_id: int, what: What) -> Change | None:
        """The newest change of the boards, or of the roles by phase."""
        async with self.database.reading() as tx:
            return await changes.last_of(tx, guild_id=guild_id, what=what)

    async def exclude(
        self, guild_id: int, role_ids: Collection[int], *, by: int, version: int
    ) -> Chosen:
        """Leave members with any of these roles out of boards, from their next press on."""
        wanted = {"excluded_roles": [str(id) for id in sorted(role_ids)]}
        return await self._choose(guild_id, _BOARDS, cast(Values, wanted), by=by, version=version)

    async def post_digest(
        self, guild_id: int, channel_id: int | None, *, by: int, version: int
    ) -> Chosen:
        """Post the weekly digest in this channel, or nowhere."""
        wanted: Values = {"digest": channel_id}
        return await self._choose(guild_id, _BOARDS, wanted, by=by, version=version)

    async def time_digest(
        self,
        guild_id: int,
        *,
        by: int,
        version: int,
        day: int | None = None,
        at: time | None = None,
    ) -> Chosen:
        """The digest’s weekday, 1 (Monday) to 7, or its time of day; in the server’s present zone."""
        wanted: dict[str, Value] = {}
        if day is not None:
            wanted["digest_days"] = Pattern(frozenset({day})).code
        if at is not None:
            wanted["digest_time"] = f"{at:%H:%M}"
        return await self._choose(guild_id, _BOARDS, wanted, by=by, version=version)

    async def give_role(
        self, guild_id: int, phase: int, role_id: int | None, *, by: int, version: int
    ) -> Chosen:
        """Give those in a phase of their plan this role, or none."""
        wanted: Values = {f"phase_{phase}": role_id}
        return await self._choose(guild_id, _ROLES, wanted, by=by, version=version)

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Take a change back. Raises `ChangedMeanwhile`."""
        await server.lock(tx, guild_ids=[change.guild_id])
        held = await _read(tx, change.guild_id)
        present = _values(held)
        if any(present[name] != value for name, value in change.after.items()):
            raise ChangedMeanwhile
        await _write(tx, change.guild_id, held, change.before, by=change.by, now=now)

    async def _choose(
        self, guild_id: int, what: What, wanted: Values, *, by: int, version: int
    ) -> Chosen:
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            held = await _read(tx, guild_id)
            if version != held.version:
                raise ChangedMeanwhile
            present = _values(held)
            after = {name: value for name, value in wanted.items() if present[name] != value}
            if not after:
                return Chosen(now=held, change=None)
            await _write(tx, guild_id, held, after, by=by, now=now)
            change = await record(
                tx,
                guild_id,
                by=by,
                what=what,
                ref=None,
                before={name: present[name] for name in after},
                after=after,
                now=now,
            )
            return Chosen(now=await _read(tx, guild_id), change=change)


async def _read(tx: Tx, guild_id: int) -> BoardSettings:
    return await stored.find(tx, guild_id=guild_id, zone=await usual(tx, guild_id))


def _values(held: BoardSettings) -> dict[str, Value]:
    """As they are kept in a change."""
    return {
        "excluded_roles": [str(id) for id in sorted(held.excluded)],
        "digest": held.digest_channel_id,
        "digest_days": held.plan.pattern.code,
        "digest_time": f"{held.plan.at:%H:%M}",
        **{f"phase_{phase}": held.phase_roles.get(phase) for phase in PHASES},
    }


async def _write(
    tx: Tx, guild_id: int, held: BoardSettings, wanted: Values, *, by: int | None, now: datetime
) -> None:
    """Set these values and no other; a digest that is set anew takes the zone of the server."""
    values: Mapping[str, Value] = {**_values(held), **wanted}
    plan = Plan(
        zone=await usual(tx, guild_id),
        at=time.fromisoformat(cast(str, values["digest_time"])),
        pattern=read_code(cast(str, values["digest_days"])),
    )
    channel_id = cast(int | None, values["digest"])
    roles = {phase: cast(int | None, values[f"phase_{phase}"]) for phase in PHASES}
    await stored.save(
        tx,
        guild_id=guild_id,
        wanted=replace(
            held,
            excluded=frozenset(int(id) for id in cast(list[str], values["excluded_roles"])),
            phase_roles={phase: id for phase, id in roles.items() if id is not None},
            digest_channel_id=channel_id,
            plan=plan,
            set_by=by if by is not None else held.set_by,
            version=held.version + 1,
        ),
        next_run_at=plan.next(now).at if channel_id is not None else None,
        now=now,
    )
