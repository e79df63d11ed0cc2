"""The weekly report: its numbers, when it comes by itself, and sending it to who asks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import log
from bot.clock import Clock
from bot.domain.daily.review import OVERDUE
from bot.domain.daily.series import Series
from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.report import REPORT, WEEK, Count, Line, Report
from bot.services.planner import Run
from bot.storage import changes, deliveries, ids
from bot.storage import report as stored
from bot.storage.daily import series as stored_series
from bot.storage.database import Database, Tx
from bot.storage.report import Reader, Tally

_log = log.get(__name__)

MOST_WEEKS_BACK = 52
_PRIORITY = 7
_SOMEONE_WAITS = timedelta(minutes=5)

_SENT = {State.DONE, State.REMOVED}
_WAITING = {State.DUE, State.SENDING, State.SENT}
# Why a post was left out though nothing kept it from going out; any other reason held it.
_LEFT_OUT = {None, "asked", "away", "next", "now", "paused", "removed", "edited"}


@dataclass(frozen=True, slots=True)
class Reporting:
    """Counts a week from the outbox and the posts; no number is kept beside them."""

    database: Database
    clock: Clock

    async def of(self, guild_id: int, weeks_back: int = 0) -> Report:
        """The last seven days, or as many weeks before them."""
        until = self.clock() - WEEK * min(weeks_back, MOST_WEEKS_BACK)
        return await self.before(guild_id, until)

    async def before(self, guild_id: int, until: datetime) -> Report:
        """The week that ended at a moment, as it stands now."""
        span: dict[str, Any] = {"guild_id": guild_id, "since": until - WEEK, "until": until}
        async with self.database.reading() as tx:
            tallies = await stored.outcomes(tx, **span)
            late = await stored.late(tx, **span)
            unreviewed = await stored.unreviewed(tx, **span, overdue=self.clock() - OVERDUE)
            failed = await stored.failed_dms(tx, **span)
            running = await stored_series.of_guild(tx, guild_id=guild_id)
            mentioned = {tally.series_id for tally in tallies} | set(unreviewed)
            channels = await changes.channels_of(
                tx, guild_id=guild_id, series_ids=sorted(mentioned - {one.id for one in running})
            )
        lines = [_of_series(one) for one in running]
        lines += [Line(series_id=id, channel_id=channel) for id, channel in channels.items()]
        return Report(
            since=until - WEEK,
            until=until,
            lines=[_counted(line, tallies, late, unreviewed) for line in lines],
            failed_dms=Count(by_reason=failed),
            mended={line.series_id for line in lines}
            - {one.id for one in running if one.held_at is not None},
        )

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """One report for the newest slot of each server; older ones are in the past."""
        readers = await stored.readers(tx, guild_ids=sorted({run.due.guild_id for run in runs}))
        orders: list[Order] = []
        for run in runs:
            reader = readers.get(run.due.guild_id)
            target = _target(reader) if reader is not None else Target()
            if reader is None or not target.stops:
                _log.warning("nobody to tell", guild_id=run.due.guild_id, subject=REPORT)
                continue
            orders.append(_order(run, reader, target, now))
        await deliveries.put(tx, orders)

    async def order(self, guild_id: int, user_id: int) -> int | None:
        """Put the report of the last seven days on the outbox for who asks; its delivery’s id.

        Nothing where they asked within the same minute.
        """
        now = self.clock()
        order = Order(
            guild_id=guild_id,
            id=ids.new(now),
            kind=REPORT,
            ref=user_id,
            slot=now.isoformat(timespec="minutes"),
            target=Target(user_id=user_id),
            due_at=now,
            expires_at=now + _SOMEONE_WAITS,
            priority=0,
        )
        async with self.database.transaction() as tx:
            return order.id if await deliveries.put_once(tx, order) else None


def until(delivery: Delivery) -> datetime:
    """The moment up to which a report counts that is delivered: its slot, or when it was asked for."""
    if delivery.ref != delivery.guild_id:
        return delivery.due_at
    return datetime.fromisoformat(delivery.slot).astimezone(UTC)


def _target(reader: Reader) -> Target:
    """Who asked for it by name; else the log channel; without one, the owner."""
    if reader.asked_for_by is not None:
        return Target(
            user_id=reader.asked_for_by,
            other_user_id=reader.owner_id,
            channel_id=reader.log_channel_id,
        )
    if reader.log_channel_id is not None:
        return Target(channel_id=reader.log_channel_id)
    return Target(user_id=reader.owner_id)


def _order(run: Run, reader: Reader, target: Target, now: datetime) -> Order:
    slot = run.slots[-1]
    unasked = reader.asked_for_by is None and target.user_id is not None
    due_at = slot.at
    if unasked:
        due_at = reader.preferences.awake(max(slot.at, now), usual_zone=run.due.plan.zone)
    return Order(
        guild_id=run.due.guild_id,
        id=ids.new(now),
        kind=REPORT,
        ref=run.due.guild_id,
        slot=slot.at.isoformat(timespec="minutes"),
        target=target,
        due_at=due_at,
        expires_at=run.following.at,
        priority=_PRIORITY,
    )


def _of_series(series: Series) -> Line:
    return Line(series_id=series.id, channel_id=series.channel_id, plan=series.plan)


def _counted(
    line: Line,
    tallies: Iterable[Tally],
    late: Iterable[tuple[int, str, int]],
    unreviewed: Mapping[int, tuple[int, int]],
) -> Line:
    """A series with its numbers."""
    mine = [tally for tally in tallies if tally.series_id == line.series_id]

    unread, overdue = unreviewed.get(line.series_id, (0, 0))

    def count(which: Callable[[Tally], bool]) -> int:
        return sum(tally.number for tally in mine if which(tally))

    return Line(
        series_id=line.series_id,
        channel_id=line.channel_id,
        plan=line.plan,
        sent=count(lambda tally: tally.state in _SENT),
        late=Count(by_reason={why: number for id, why, number in late if id == line.series_id}),
        skipped=_reasons(
            tally for tally in mine if tally.state is State.SKIPPED and tally.why in _LEFT_OUT
        ),
        held=_reasons(
            tally
            for tally in mine
            if tally.state is State.FAILED
            or (tally.state is State.SKIPPED and tally.why not in _LEFT_OUT)
        ),
        waiting=count(lambda tally: tally.state in _WAITING),
        unsure=count(lambda tally: tally.state is State.UNKNOWN),
        unreviewed=unread,
        overdue=overdue,
    )


def _reasons(tallies: Iterable[Tally]) -> Count:
    found: dict[str, int] = {}
    for tally in tallies:
        why = tally.why or ""
        found[why] = found.get(why, 0) + tally.number
    return Count(by_reason=found)
