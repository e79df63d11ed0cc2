"""When a server’s report comes, who gets it, and the numbers in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, update

from bot.domain.daily.series import KIND
from bot.domain.delivery import State
from bot.domain.me import Preferences
from bot.domain.report import REPORT
from bot.domain.schedule import Plan
from bot.storage import ids, schedules
from bot.storage.database import Tx
from bot.storage.tables.daily import ANSWER, POST, SERIES
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.me import MEMBER
from bot.storage.tables.schedules import SCHEDULE
from bot.storage.tables.server import GUILD, SETTINGS

_S = SCHEDULE.c
_D = DELIVERY.c
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """When the report comes; it keeps its time while it is switched off."""

    plan: Plan
    is_on: bool


async def scheduled(tx: Tx, *, guild_id: int) -> Scheduled | None:
    """When a server’s report comes; nothing where it was never switched on."""
    rows = await tx.execute(select(SCHEDULE).where(*_of(guild_id)))
    row = rows.one_or_none()
    if row is None:
        return None
    return Scheduled(plan=schedules.plan_of(row), is_on=row.paused_at is None)


async def schedule(
    tx: Tx, *, guild_id: int, plan: Plan, next_run_at: datetime | None, now: datetime
) -> None:
    """Set when the report comes; without a next run it is off."""
    values: dict[str, Any] = {
        "zone": plan.zone,
        "at": plan.at,
        "pattern": plan.pattern.code,
        "next_run_at": next_run_at,
        "paused_at": None if next_run_at is not None else now,
    }
    changed = await tx.execute(update(SCHEDULE).where(*_of(guild_id)).values(values))
    if changed.rowcount == 0 and next_run_at is not None:
        await schedules.add(
            tx,
            guild_id=guild_id,
            id=ids.new(now),
            kind=REPORT,
            ref=guild_id,
            plan=plan,
            next_run_at=next_run_at,
        )


def _of(guild_id: int) -> Sequence[Any]:
    return (_S.guild_id == guild_id, _S.kind == REPORT, _S.ref == guild_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who gets a server’s report, in order: who asked for it, the owner, the log channel."""

    asked_for_by: int | None
    owner_id: int | None
    log_channel_id: int | None
    preferences: Preferences
    """The owner’s, who did not ask for it."""


async def readers(tx: Tx, *, guild_ids: Sequence[int]) -> Mapping[int, Reader]:
    """Who gets the report of each of these servers."""
    owner = (MEMBER.c.guild_id == GUILD.c.guild_id) & (MEMBER.c.user_id == GUILD.c.owner_id)
    rows = await tx.execute(
        select(
            GUILD.c.guild_id,
            GUILD.c.owner_id,
            SETTINGS.c.log_channel_id,
            SETTINGS.c.report_to,
            MEMBER.c.zone,
            MEMBER.c.quiet_from,
            MEMBER.c.quiet_until,
        )
        .select_from(
            GUILD.outerjoin(SETTINGS, SETTINGS.c.guild_id == GUILD.c.guild_id).outerjoin(
                MEMBER, owner
            )
        )
        .where(GUILD.c.guild_id.in_(guild_ids))
    )
    return {
        row.guild_id: Reader(
            asked_for_by=row.report_to,
            owner_id=row.owner_id,
            log_channel_id=row.log_channel_id,
            preferences=Preferences(
                zone=row.zone, quiet_from=row.quiet_from, quiet_until=row.quiet_until
            ),
        )
        for row in rows
    }


class Tally(NamedTuple):
    """How many of one series ended in a state, with a reason or without."""

    series_id: int
    state: State
    why: str | None
    number: int


async def outcomes(tx: Tx, *, guild_id: int, since: datetime, until: datetime) -> Sequence[Tally]:
    """What became of the posts that fell due in a span, by series."""
    rows = await tx.execute(
        select(_D.ref, _D.state, _D.why, func.count().label("number"))
        .where(
            _D.guild_id == guild_id,
            _D.kind == KIND,
            _D.ref.in_(_series(guild_id)),
            _D.slot.between(*(day.isoformat() for day in _days(since, until))),
            _D.due_at >= since,
            _D.due_at < until,
        )
        .group_by(_D.ref, _D.state, _D.why)
    )
    return [Tally(row.ref, State(row.state), row.why, row.number) for row in rows]


async def late(
    tx: Tx, *, guild_id: int, since: datetime, until: datetime
) -> Sequence[tuple[int, str, int]]:
    """How many posts of a span came late: series, reason, number."""
    rows = await tx.execute(
        select(POST.c.series_id, POST.c.late_why, func.count().label("number"))
        .where(*_posts(guild_id, since, until), POST.c.late_why.is_not(None))
        .group_by(POST.c.series_id, POST.c.late_why)
    )
    return [(row.series_id, row.late_why, row.number) for row in rows]


async def unreviewed(
    tx: Tx, *, guild_id: int, since: datetime, until: datetime, overdue: datetime
) -> Mapping[int, tuple[int, int]]:
    """How many answers to the posts of a span have no review though their authors want one, by series.

    With how many of them were revealed before `overdue`. Those that are still to be revealed are left
    out: nobody may read them yet.
    """
    joined = POST.join(
        ANSWER, (ANSWER.c.guild_id == POST.c.guild_id) & (ANSWER.c.post_id == POST.c.id)
    )
    rows = await tx.execute(
        select(
            POST.c.series_id,
            func.count().label("number"),
            func.count().filter(ANSWER.c.revealed_at <= overdue).label("overdue"),
        )
        .select_from(joined)
        .where(
            *_posts(guild_id, since, until),
            ANSWER.c.review.in_(["asked", "waiting", "assigned"]),
            ANSWER.c.revealed_at.is_not(None),
        )
        .group_by(POST.c.series_id)
    )
    return {row.series_id: (row.number, row.overdue) for row in rows}


def _posts(guild_id: int, since: datetime, until: datetime) -> Sequence[Any]:
    return (
        POST.c.guild_id == guild_id,
        POST.c.series_id.in_(_series(guild_id)),
        POST.c.slot.between(*_days(since, until)),
        POST.c.due_at >= since,
        POST.c.due_at < until,
    )


def _series(guild_id: int) -> Any:
    """The series of a server: asked for by series and day, posts are found among those of years."""
    return select(SERIES.c.id).where(SERIES.c.guild_id == guild_id)


def _days(since: datetime, until: datetime) -> tuple[Any, Any]:
    """The local dates that a span may touch in any zone."""
    return (since - _A_DAY).date(), (until + _A_DAY).date()


async def failed_dms(
    tx: Tx, *, guild_id: int, since: datetime, until: datetime
) -> Mapping[str, int]:
    """How many direct messages were refused, by the kind of the delivery.

    Those that reached somebody else or a channel instead are among them.
    """
    rows = await tx.execute(
        select(_D.kind, func.count().label("number"))
        .where(
            _D.guild_id == guild_id,
            # An id holds the moment it was made at, so that the key finds them.
            _D.id >= ids.first(since),
            _D.id < ids.first(until),
            or_(_D.user_id.is_not(None), _D.other_user_id.is_not(None)),
            or_(_D.state == State.FAILED, _D.stop > 0),
        )
        .group_by(_D.kind)
    )
    return {row.kind: row.number for row in rows}
