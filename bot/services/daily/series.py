"""What owners set: series, when they rest, and what is asked of them at once; each change is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Unpack

from bot.clock import Clock
from bot.domain.changes import Change, Values, What
from bot.domain.daily import values
from bot.domain.daily.series import Post, Series
from bot.domain.daily.values import Given, Wanted
from bot.domain.schedule import Slot
from bot.errors import ChangedMeanwhile
from bot.services import zone
from bot.services.changes import record
from bot.services.daily import steps, timing, undoing
from bot.services.daily.posting import Posting
from bot.services.daily.steps import MOST, Steps
from bot.services.daily.upcoming import Upcoming, foretell
from bot.storage.daily import orders
from bot.storage.daily import series as stored
from bot.storage.database import Database, Tx

__all__ = ["MOST", "Edited", "SeriesKeeping", "Skipped", "Upcoming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A series before and after a change; no id where nothing is different."""

    before: Series
    after: Series
    change_id: int | None
    passed_today: bool  # by the new plan today’s slot has passed, and today has no post


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A series and the slot of it that does not happen."""

    series: Series
    slot: Slot


@dataclass(frozen=True, slots=True)
class SeriesKeeping:
    """Adding, changing and removing series. What names a series raises `NoSuchSeries`."""

    database: Database
    clock: Clock
    posting: Posting

    async def of(self, guild_id: int) -> Sequence[Series]:
        """The series of a server, oldest first."""
        async with self.database.reading() as tx:
            return await stored.of_guild(tx, guild_id=guild_id)

    async def lookup(self, guild_id: int, id: int) -> Series | None:
        """A series, or nothing where it was removed."""
        async with self.database.reading() as tx:
            return await stored.find(tx, guild_id=guild_id, id=id)

    async def usual_zone(self, guild_id: int) -> str:
        """The zone of the server’s settings, else of the newest series here, else UTC."""
        async with self.database.reading() as tx:
            return await zone.usual(tx, guild_id)

    async def upcoming(self, guild_id: int, id: int, count: int = 7) -> Sequence[Upcoming]:
        """The next slots, each with what will be asked as things stand; none while it is paused.

        All series that share the channel are played through, since each sees what the others ask.
        """
        now, choosing = self.clock(), self.posting.choosing
        async with self.database.reading() as tx:
            series = await timing.find(tx, guild_id, id)
            found = await stored.of_guild(tx, guild_id=guild_id)
            beside = [one for one in found if one.channel_id == series.channel_id]
            since = min(one.plan.today(now) for one in beside)
            memory = await choosing.remember(tx, beside, since, days=True)
        return await foretell(choosing, memory, beside, of=series, now=now, count=count)

    async def add(self, guild_id: int, *, by: int, **given: Unpack[Given]) -> Series:
        """A new series that starts with its next slot. Raises `TooMany`, `NoQuestions`."""
        async with self.database.transaction() as tx:
            return await self.add_within(tx, guild_id, by=by, **given)

    async def add_within(self, tx: Tx, guild_id: int, *, by: int, **given: Unpack[Given]) -> Series:
        """The same as a part of something larger."""
        now = self.clock()
        await self.posting.choosing.check(tx, guild_id, given.get("kinds", ()))
        series = await steps.begin(tx, guild_id, given, by=by, now=now)
        await _record(
            tx, series, by=by, now=now, what="series-added", before={}, after=values.values(series)
        )
        return series

    async def edit(
        self,
        guild_id: int,
        id: int,
        *,
        by: int,
        version: int | None = None,
        **wanted: Unpack[Wanted],
    ) -> Edited:
        """Set what is given, with effect at once. Raises `ChangedMeanwhile`, `NoQuestions`.

        `version` is the one that was looked at. A local date that was planned is not planned again.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            if version is not None and version != series.version:
                raise ChangedMeanwhile
            edited = await Steps(self.posting).edit(tx, series, wanted, now)
            before, after = values.differing(values.values(series), values.values(edited))
            if not after:
                return Edited(before=series, after=series, change_id=None, passed_today=False)
            change = await _record(
                tx, edited, by=by, now=now, what="series-edited", before=before, after=after
            )
            passed = series.plan != edited.plan and await _passed_today(tx, edited, now)
            return Edited(before=series, after=edited, change_id=change.id, passed_today=passed)

    async def pause(self, guild_id: int, id: int, *, by: int, until: date | None = None) -> Series:
        """Let a series rest, until a local date or until it is resumed; what waits is withdrawn.

        Raises `PastDate`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            if series.paused_at is not None and until == values.until(series):
                return series
            paused = await timing.rest(tx, series, until, now)
            before, after = values.pause_of(series), values.pause_of(paused)
            await _record(
                tx, paused, by=by, now=now, what="series-paused", before=before, after=after
            )
            return paused

    async def resume(self, guild_id: int, id: int, *, by: int) -> Series:
        """Go on with the next slot from now."""
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            if series.paused_at is None:
                return series
            resumed = await timing.go_on(tx, series, now)
            before, after = values.pause_of(series), values.pause_of(resumed)
            await _record(
                tx, resumed, by=by, now=now, what="series-resumed", before=before, after=after
            )
            return resumed

    async def skip(self, guild_id: int, id: int, *, by: int) -> Skipped:
        """Let the next slot not happen; asked again, the one after. Raises `NothingToSkip`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            slot = await timing.skip(tx, series, now)
            skipped = await timing.find(tx, guild_id, id)
            before = {"slot": None, "until": values.pause_of(series)["until"]}
            after = {
                "slot": slot.day.isoformat(),
                "until": values.pause_of(skipped)["until"],
            }
            await _record(
                tx, skipped, by=by, now=now, what="series-skipped", before=before, after=after
            )
            return Skipped(series=skipped, slot=slot)

    async def now(self, guild_id: int, id: int, *, by: int) -> Post:
        """Today’s question at once; its delivery has the same id, and someone waits for it.

        Raises `AlreadyOut` with the post that is out or waits, and `NoQuestions`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            post = await Steps(self.posting).post_now(tx, series, now)
            after = {"slot": post.slot.isoformat()}
            await _record(
                tx, series, by=by, now=now, what="series-posted", before={"slot": None}, after=after
            )
            return post

    async def remove(self, guild_id: int, id: int, *, by: int) -> Series:
        """End a series; its posts and answers stay. Returns what it was."""
        now = self.clock()
        async with self.database.transaction() as tx:
            series = await timing.lock(tx, guild_id, id)
            await steps.end(tx, series, now)
            await _record(
                tx,
                series,
                by=by,
                now=now,
                what="series-removed",
                before=values.values(series),
                after={},
            )
            return series

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Take a change back.

        Raises `ChangedMeanwhile` where it no longer holds, `SlotPassed`, `PastDate`, `TooMany`.
        """
        await undoing.undo(self.posting, tx, change, now)


async def _record(
    tx: Tx,
    series: Series,
    *,
    by: int,
    now: datetime,
    what: What,
    before: Values,
    after: Values,
) -> Change:
    return await record(
        tx,
        series.guild_id,
        by=by,
        what=what,
        ref=series.id,
        before=before,
        after=after,
        now=now,
    )


async def _passed_today(tx: Tx, series: Series, now: datetime) -> bool:
    """Whether today’s slot has passed and today has no post, so that one could be posted by hand."""
    today = series.plan.today(now)
    thing = {"guild_id": series.guild_id, "series_id": series.id}
    if series.paused_at is not None or (series.not_before or today) > today:
        return False
    if not series.plan.pattern.names(today) or series.plan.slot(today).at > now:
        return False
    return await orders.post_on(tx, **thing, slot=today) is None
