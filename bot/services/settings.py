"""What owners set for a whole server: the log channel, the usual time zone and the weekly report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import cast

from bot.clock import Clock
from bot.domain import report
from bot.domain import zone as zones
from bot.domain.changes import Change, Value, Values
from bot.domain.report import Mode
from bot.domain.schedule import Pattern, Plan, read_code
from bot.domain.server import Settings
from bot.errors import ChangedMeanwhile, LogChannelFirst, ReportElsewhere
from bot.services.changes import record
from bot.services.zone import usual
from bot.storage import changes, server
from bot.storage import report as stored
from bot.storage.database import Database, Tx

_ELSEWHERE = "dm-other"
"""In a change: the report goes to a person, and not to the one who makes the change.

Their id is not kept there: it would outlast their wish to be forgotten.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Everything that holds for a server; the report keeps its time while it is off."""

    settings: Settings
    usual_zone: str
    mode: Mode
    plan: Plan
    latest: Change | None = None  # the last time that somebody set any of it

    @property
    def report(self) -> Plan | None:
        """When the report comes; nothing where it is off."""
        return None if self.mode == "off" else self.plan

    def by_name(self, user_id: int | None) -> dict[str, Value]:
        """The values as they are kept in a change that this person makes."""
        to = self.settings.report_to
        return {
            "log_channel": self.settings.log_channel_id,
            "zone": self.settings.zone,
            "report": _ELSEWHERE if self.mode == "dm" and to != user_id else self.mode,
            "report_days": self.plan.pattern.code,
            "report_time": f"{self.plan.at:%H:%M}",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What holds now, and the change that led to it; none where nothing is different."""

    now: ServerSettings
    change: Change | None


@dataclass(frozen=True, slots=True)
class SettingsKeeping:
    """Looking at the settings of a server, changing them, and taking a change back."""

    database: Database
    clock: Clock

    async def of(self, guild_id: int) -> ServerSettings:
        """What holds for a server."""
        async with self.database.reading() as tx:
            return await _read(tx, guild_id)

    async def log_to(
        self, guild_id: int, channel_id: int | None, *, by: int, version: int | None = None
    ) -> Chosen:
        """Tell changes in this channel, or nowhere. Raises `ChangedMeanwhile`, as all here."""
        return await self._choose(guild_id, by, version, {"log_channel": channel_id})

    async def set_zone(
        self, guild_id: int, text: str, *, by: int, version: int | None = None
    ) -> Chosen:
        """The usual zone of new series, and of the report. Raises `UnknownZone`."""
        return await self._choose(guild_id, by, version, {"zone": zones.read(text)})

    async def send_report(
        self, guild_id: int, mode: Mode, *, by: int, version: int | None = None
    ) -> Chosen:
        """Send the weekly report nowhere, to the log channel, or to who asks for it here.

        Raises `LogChannelFirst`.
        """
        return await self._choose(guild_id, by, version, {"report": mode})

    async def time_report(
        self,
        guild_id: int,
        *,
        by: int,
        day: int | None = None,
        at: time | None = None,
        version: int | None = None,
    ) -> Chosen:
        """The report’s weekday, 1 (Monday) to 7, or its time of day."""
        wanted: dict[str, Value] = {}
        if day is not None:
            wanted["report_days"] = Pattern(frozenset({day})).code
        if at is not None:
            wanted["report_time"] = f"{at:%H:%M}"
        return await self._choose(guild_id, by, version, wanted)

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Take a change back. Raises `ChangedMeanwhile`, `ReportElsewhere`."""
        await server.lock(tx, guild_ids=[change.guild_id])
        held = await _read(tx, change.guild_id)
        present = held.by_name(change.by)
        if any(present[name] != value for name, value in change.after.items()):
            raise ChangedMeanwhile
        if change.before.get("report") == _ELSEWHERE:
            raise ReportElsewhere
        await _write(tx, held, change.before, guild_id=change.guild_id, by=change.by, now=now)

    async def _choose(self, guild_id: int, by: int, version: int | None, wanted: Values) -> Chosen:
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            held = await _read(tx, guild_id)
            if version is not None and version != held.settings.version:
                raise ChangedMeanwhile
            present = held.by_name(by)
            after = {name: value for name, value in wanted.items() if present[name] != value}
            if not after:
                return Chosen(now=held, change=None)
            if after.get("report") == "log" and held.settings.log_channel_id is None:
                raise LogChannelFirst
            await _write(tx, held, after, guild_id=guild_id, by=by, now=now)
            change = await record(
                tx,
                guild_id,
                by=by,
                what="settings-changed",
                ref=None,
                before={name: present[name] for name in after},
                after=after,
                now=now,
            )
            return Chosen(now=await _read(tx, guild_id), change=change)


async def _read(tx: Tx, guild_id: int) -> ServerSettings:
    settings = await server.settings(tx, guild_id=guild_id)
    zone = await usual(tx, guild_id)
    found = await stored.scheduled(tx, guild_id=guild_id)
    mode: Mode = "off"
    if found is not None and found.is_on:
        mode = "log" if settings.report_to is None else "dm"
    return ServerSettings(
        settings=settings,
        usual_zone=zone,
        mode=mode,
        plan=found.plan if found is not None else report.usual(zone),
        latest=await changes.last_of(tx, guild_id=guild_id, what="settings-changed"),
    )


async def _write(
    tx: Tx,
    held: ServerSettings,
    wanted: Values,
    *,
    guild_id: int,
    by: int | None,
    now: datetime,
) -> None:
    """Set these values and no other; the report moves with the zone."""
    values: Mapping[str, Value] = {**held.by_name(by), **wanted}
    mode = cast(str, values["report"])
    to = {_ELSEWHERE: held.settings.report_to, "dm": by}.get(mode)
    await server.save_settings(
        tx,
        guild_id=guild_id,
        version=held.settings.version + 1,
        log_channel_id=values["log_channel"],
        zone=values["zone"],
        report_to=to,
    )
    plan = Plan(
        zone=await usual(tx, guild_id),
        at=time.fromisoformat(cast(str, values["report_time"])),
        pattern=read_code(cast(str, values["report_days"])),
    )
    following = plan.next(now).at if mode != "off" else None
    await stored.schedule(tx, guild_id=guild_id, plan=plan, next_run_at=following, now=now)
