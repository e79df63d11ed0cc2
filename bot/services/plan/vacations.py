"""Vacations: what is planned, announcing one, and cancelling it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.dates import read_date
from bot.domain.plan.streak import A_DAY, Vacation
from bot.domain.plan.vacation import ahead, announced, left
from bot.errors import NoSuchVacation
from bot.services.zone import usual
from bot.storage.database import Database, Tx
from bot.storage.plan import study_days, vacations


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """What is planned, the nearest first, and how many days are left in the twelve weeks around today."""

    today: date
    zone: ZoneInfo
    planned: Sequence[Vacation]
    left: int


@dataclass(frozen=True, slots=True)
class Vacations:
    """Days on which nothing is expected of a member."""

    database: Database
    clock: Clock

    async def look(self, guild_id: int, user_id: int) -> Away:
        """What is planned."""
        async with self.database.reading() as tx:
            return (await self._look(tx, guild_id, user_id))[0]

    async def announce(self, guild_id: int, user_id: int, begins: str, ends: str) -> Away:
        """Take a vacation as a person wrote it: from today where no beginning is given.

        `ends` is its last day or its length; without it, it is a day long.
        Raises `UnknownDate` and what `announced` raises.
        """
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            look, known = await self._look(tx, guild_id, user_id)
            first = read_date(begins, look.today) if begins.strip() else look.today
            last = _last(ends, first, look.today)
            await vacations.add(tx, **thing, vacation=announced(first, last, known, look.today))
            return (await self._look(tx, guild_id, user_id))[0]

    async def cancel(self, guild_id: int, user_id: int, first: date) -> Away:
        """Cancel what is ahead of a vacation; its days that are over stay. Raises `NoSuchVacation`."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            look, _ = await self._look(tx, guild_id, user_id)
            if first not in {one.first for one in look.planned}:
                raise NoSuchVacation
            if first < look.today:
                await vacations.end(tx, **thing, first=first, last=look.today - A_DAY)
            else:
                await vacations.remove(tx, **thing, first=first)
            return (await self._look(tx, guild_id, user_id))[0]

    async def _look(self, tx: Tx, guild_id: int, user_id: int) -> tuple[Away, Sequence[Vacation]]:
        thing = {"guild_id": guild_id, "user_id": user_id}
        now = self.clock()
        zone = await study_days.day_zone(tx, **thing, at=now, usual_zone=await usual(tx, guild_id))
        today = now.astimezone(zone).date()
        known = await vacations.of_member(tx, **thing)
        free = left(known, today)
        return Away(today=today, zone=zone, planned=ahead(known, today), left=free), known


def _last(text: str, first: date, today: date) -> date:
    """The last day that a person wrote: a length counts the first day, too. Raises `UnknownDate`."""
    if not text.strip():
        return first
    by_name = text.strip().casefold() in ("today", "tomorrow")
    return read_date(text, today if by_name else first - A_DAY)
