"""Where a member stands: what they chose, when they are free, and how many share an hour with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.mock.availability import starts
from bot.domain.mock.joining import (
    FEWEST_COUNTED,
    MOST_COMPARED,
    STANDING,
    Entry,
    Free,
    Shared,
    monday,
)
from bot.domain.mock.written import Rounded
from bot.services.mock import waiting
from bot.storage import me
from bot.storage.database import Tx
from bot.storage.mock import hours, joining, round_settings

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the screens of a member show; `entry` is missing of somebody who never joined.

    `today` is the date on the member’s own clock. `shared` is missing where there are too few members.
    `waits`: for a partner in the present round. `next_round` is when the next one is sent; `late`: they
    joined after its sign-up.
    """

    entry: Entry | None
    zone: str | None
    today: date
    free: Free
    shared: Shared | None = None
    waits: bool = False
    next_round: datetime | None = None
    late: bool = False

    @property
    def this_week(self) -> date:
        """The Monday of the present week."""
        return monday(self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A status after something was done.

    `rounded` is what had to be rounded in the hours; `changed`: these can be taken back.
    """

    status: Status
    rounded: Sequence[Rounded] = ()
    changed: bool = False


async def status(
    tx: Tx,
    now: datetime,
    guild_id: int,
    user_id: int,
    week: date = STANDING,
    *,
    to_change: bool = False,
) -> Status:
    """Where a member stands, with the hours of a week. `to_change` keeps other changes out."""
    thing = {"guild_id": guild_id, "user_id": user_id}
    entry = await joining.find(tx, **thing, to_change=to_change)
    chosen = await me.zone(tx, **thing)
    zone = chosen or (entry.zone if entry else None)
    today = now.astimezone(ZoneInfo(zone or "UTC")).date()
    free = await hours.of_week(tx, **thing, week=week)
    waits = entry is not None and await waiting.waits(tx, guild_id, user_id, now)
    rounds = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
    sends_at = rounds.next_at if rounds is not None else None
    return Status(
        entry=entry,
        zone=zone,
        today=today,
        free=free,
        waits=waits,
        next_round=sends_at,
        late=rounds is not None
        and sends_at is not None
        and entry is not None
        and entry.joined_at > rounds.closes_at(sends_at),
    )


async def shared(tx: Tx, now: datetime, guild_id: int, user_id: int, of: Status) -> Shared | None:
    """With how many of those who take part a member shares an hour of that week."""
    if of.zone is None:
        return None
    members = await joining.taking_part(tx, guild_id=guild_id, limit=MOST_COMPARED)
    zones = {
        id: zone
        for id, zone, entry in members
        if id != user_id and entry.state(now.astimezone(ZoneInfo(zone)).date()) == "in"
    }
    if len(zones) + 1 < FEWEST_COUNTED:
        return None
    theirs = await hours.of_members(tx, guild_id=guild_id, user_ids=zones, week=of.free.week)
    first = of.this_week + _A_WEEK if of.free.week == STANDING else of.free.week
    begins = datetime.combine(first, time(), tzinfo=UTC)
    mine = starts(of.zone, begins, of.free.hours)
    common = (mine & starts(zones[id], begins, free.hours) for id, free in theirs.items())
    return Shared(count=sum(map(bool, common)), others=len(zones))
