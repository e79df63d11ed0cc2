"""The study days of a member: what they come to, and making up for a missed one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.plan.streak import Streak, Vacation, missed, streak
from bot.errors import NothingToMakeUp
from bot.services.zone import usual
from bot.storage.database import Database, Tx
from bot.storage.plan import study_days, vacations


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """A member’s days at a moment. `can_make_up` is the day that today’s study may stand in for."""

    today: date
    zone: ZoneInfo
    days: Sequence[date]
    vacations: Sequence[Vacation]
    streak: Streak
    can_make_up: date | None

    @property
    def away(self) -> int:
        """How many days ago they last studied; 0 without any day."""
        return max(0, (self.today - self.days[-1]).days) if self.days else 0


@dataclass(frozen=True, slots=True)
class Streaks:
    """Reads the days each time; no figure is kept beside them."""

    database: Database
    clock: Clock

    async def make_up(self, guild_id: int, user_id: int, day: date) -> Studied:
        """Let what was done today count for a missed day. Raises `NothingToMakeUp`."""
        now = self.clock()
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            before = await studied(tx, guild_id, user_id, now)
            if before.can_make_up != day:
                raise NothingToMakeUp
            await study_days.add(tx, **thing, day=day, how=study_days.MADE_UP, at=now)
            return await studied(tx, guild_id, user_id, now)


async def studied(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Studied:
    """A member’s days, inside a transaction that is open."""
    thing = {"guild_id": guild_id, "user_id": user_id}
    zone = await study_days.day_zone(tx, **thing, at=now, usual_zone=await usual(tx, guild_id))
    today = now.astimezone(zone).date()
    rows = await study_days.of_member(tx, **thing)
    away = await vacations.of_member(tx, **thing)
    days = [row.day for row in rows]
    made_on = {row.at.astimezone(zone).date() for row in rows if row.how == study_days.MADE_UP}
    return Studied(
        today=today,
        zone=zone,
        days=days,
        vacations=away,
        streak=streak(days, away, today),
        can_make_up=missed(days, made_on, now, zone),
    )
