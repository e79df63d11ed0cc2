"""What owners choose for rounds: when they are, where they are told, and whether at all."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.changes import Change, Value, Values
from bot.domain.mock.rounds import (
    USUAL_CLOSES,
    USUAL_DAY,
    USUAL_TIME,
    KeptRound,
    RoundSettings,
    on_the_grid,
    repeating,
)
from bot.domain.patterns import EveryWeeks
from bot.domain.schedule import Pattern, Plan, Slot, read_code
from bot.errors import ChangedMeanwhile, NoRounds
from bot.services.changes import record
from bot.services.zone import usual
from bot.storage import server
from bot.storage.database import Database, Tx
from bot.storage.mock import round_settings, rounds

# Before rounds were scheduled for the first time.
_NONE: Values = {"rounds": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an owner names; what is None stays as it is, or is as usual at first."""

    channel_id: int | None = None
    day: int | None = None  # 1 (Monday) to 7
    weeks: int | None = None  # between two rounds
    at: time | None = None
    zone: str | None = None
    events: bool | None = None
    closes_hours: int | None = None
    is_on: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What holds now, and the change that led to it; none where nothing is different."""

    settings: RoundSettings
    change: Change | None


@dataclass(frozen=True, slots=True)
class RoundSettingsKeeping:
    """Looking at what holds, changing it, and taking a change back."""

    database: Database
    clock: Clock

    async def of(self, guild_id: int) -> RoundSettings | None:
        """What holds; nothing where no round was ever scheduled."""
        async with self.database.reading() as tx:
            return (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)

    async def choose(
        self, guild_id: int, wanted: Wanted, *, by: int, version: int | None = None
    ) -> Chosen:
        """Hold rounds like this from now on. `version` is that of the panel which was pressed.

        Raises `NoRounds` where no channel is known, `ChangedMeanwhile`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            held = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
            if version is not None and (held is None or held.version != version):
                raise ChangedMeanwhile
            after = _values(await _merged(tx, guild_id, held, wanted, now))
            before = _values(held) if held is not None else _NONE
            if before == after:
                assert held is not None, "something was named"
                return Chosen(settings=held, change=None)
            settings = await _write(tx, guild_id, after, by, now)
            change = await record(
                tx,
                guild_id,
                by=by,
                what="rounds-changed",
                ref=None,
                before={
                    name: before.get(name) for name in after if before.get(name) != after[name]
                },
                after={name: after[name] for name in after if before.get(name) != after[name]},
                now=now,
            )
            return Chosen(settings=settings, change=change)

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Take a change back. Raises `ChangedMeanwhile`."""
        await server.lock(tx, guild_ids=[change.guild_id])
        held = (await round_settings.of_guilds(tx, guild_ids=[change.guild_id])).get(
            change.guild_id
        )
        if held is None:
            raise ChangedMeanwhile
        present = _values(held)
        if any(present.get(name) != value for name, value in change.after.items()):
            raise ChangedMeanwhile
        await _write(tx, change.guild_id, {**present, **change.before}, change.by, now)


def slot_of(settings: RoundSettings, slot: Slot) -> KeptRound:
    """The round of a slot, as it would be kept; its id and number are given when it is."""
    return KeptRound(
        guild_id=settings.guild_id,
        id=0,
        slot=slot.day,
        number=0,
        closes_at=settings.closes_at(slot.at),
        sends_at=slot.at,
        starts_at=on_the_grid(slot.at),
        channel_id=settings.channel_id,
        state="open",
    )


def next_slot(settings: RoundSettings, now: datetime) -> Slot:
    """The slot that comes next, whether or not rounds are on."""
    if settings.next_at is None:
        return settings.plan.next(now)
    return Slot(settings.next_at.astimezone(ZoneInfo(settings.plan.zone)).date(), settings.next_at)


async def _merged(
    tx: Tx, guild_id: int, held: RoundSettings | None, wanted: Wanted, now: datetime
) -> RoundSettings:
    """What would hold: what is named, else what holds, else what is usual."""
    channel_id = wanted.channel_id or (held.channel_id if held else None)
    if channel_id is None:
        raise NoRounds
    plan = held.plan if held else None
    zone = wanted.zone or (plan.zone if plan else await usual(tx, guild_id))
    pattern = plan.pattern if plan else Pattern(frozenset({USUAL_DAY}))
    if wanted.day is not None or wanted.weeks is not None:
        day = wanted.day or _day(pattern)
        weeks = wanted.weeks or _weeks(pattern)
        pattern = repeating(day, weeks, now.astimezone(ZoneInfo(zone)).date())
    hours = wanted.closes_hours or (held.closes // timedelta(hours=1) if held else USUAL_CLOSES)
    return RoundSettings(
        guild_id=guild_id,
        channel_id=channel_id,
        plan=Plan(zone=zone, at=wanted.at or (plan.at if plan else USUAL_TIME), pattern=pattern),
        is_on=wanted.is_on if wanted.is_on is not None else True,
        next_at=None,
        events=wanted.events if wanted.events is not None else bool(held and held.events),
        closes=timedelta(hours=hours),
        version=held.version if held else 0,
        set_by=None,
    )


def _day(pattern: Pattern) -> int:
    rule = pattern.rule
    return rule.weekday if isinstance(rule, EveryWeeks) else min(cast(frozenset[int], rule))


def _weeks(pattern: Pattern) -> int:
    return pattern.rule.n if isinstance(pattern.rule, EveryWeeks) else 1


def _values(settings: RoundSettings) -> dict[str, Value]:
    """As they are kept in a change."""
    return {
        "rounds": "on" if settings.is_on else "off",
        "channel": settings.channel_id,
        "days": settings.plan.pattern.code,
        "time": f"{settings.plan.at:%H:%M}",
        "zone": settings.plan.zone,
        "closes": settings.closes // timedelta(hours=1),
        "events": "on" if settings.events else "off",
    }


async def _write(
    tx: Tx, guild_id: int, values: Values, by: int | None, now: datetime
) -> RoundSettings:
    plan = Plan(
        zone=cast(str, values["zone"]),
        at=time.fromisoformat(cast(str, values["time"])),
        pattern=read_code(cast(str, values["days"])),
    )
    held = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
    newest = await rounds.newest(tx, guild_id=guild_id, states=("sent", "computing"))
    # The day of a round that was sent is past, also where its hour was put off to later today.
    earliest = newest.slot + timedelta(days=1) if newest is not None else None
    following = plan.next(now, earliest).at if values["rounds"] == "on" else None
    await round_settings.save(
        tx,
        guild_id=guild_id,
        by=by if by is not None else (held.set_by if held else None),
        channel_id=cast(int, values["channel"]),
        events=values["events"] == "on",
        closes_hours=cast(int, values["closes"]),
        plan=plan,
        next_run_at=following,
        now=now,
    )
    found = (await round_settings.of_guilds(tx, guild_ids=[guild_id]))[guild_id]
    return replace(found, next_at=None if following is None else following.astimezone(UTC))
