"""Boards as members see them: their own place, the first ten, and what all do together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.board import reach, standing, windows
from bot.domain.board.goal import Goal
from bot.domain.board.reach import Way
from bot.domain.board.standing import LARGE, TOP, Place, Row, Scope, UsualWeek, visible
from bot.domain.board.windows import Span
from bot.services.board.listing import show
from bot.services.zone import usual
from bot.storage.board import members, settings, standings, totals
from bot.storage.board.places import Placing
from bot.storage.board.seasons import season_from
from bot.storage.database import Database, Tx
from bot.storage.plan import study_days

SUNDAY = 6
RECENT = timedelta(minutes=1)


class _Where(TypedDict):
    guild_id: int
    window: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One board as one member sees it.

    `place` is nothing while they are not seen there: they did not join, have no points in it, or a
    role of theirs is left out. `top` is there where it was asked for, `usual` for who came late to
    the season.
    """

    user_id: int
    window: Span
    scope: Scope
    wishes: Placing
    goal: Goal
    place: Place | None = None
    way: Way | None = None
    top: Sequence[Row] | None = None
    usual: UsualWeek | None = None

    @property
    def is_seen(self) -> bool:
        """Whether they take part."""
        return self.wishes.joined and not self.wishes.excluded


@dataclass(frozen=True, slots=True)
class Boards:
    """Looking at boards, joining and leaving. Who has not joined is nowhere to be seen."""

    database: Database
    clock: Clock
    _goals: dict[int, tuple[datetime, Goal]] = field(
        default_factory=dict[int, tuple[datetime, Goal]], repr=False
    )

    async def look(
        self,
        guild_id: int,
        user_id: int,
        window: Span = "week",
        scope: Scope = "server",
        *,
        top: bool = False,
    ) -> Board:
        """A board; the first ten are for those who take part themselves."""
        now = self.clock()
        async with self.database.reading() as tx:
            wishes = await members.placing(tx, guild_id=guild_id, user_id=user_id)
            zone = await usual(tx, guild_id)
            board = Board(
                user_id=user_id,
                window=window,
                scope=scope,
                wishes=wishes,
                goal=await self._goal(tx, guild_id, zone, now),
            )
            if not board.is_seen or (scope == "cohort" and wishes.cohort is None):
                return board
            today = await study_days.local_day(
                tx, guild_id=guild_id, user_id=user_id, at=now, usual_zone=zone
            )
            return await _placed(tx, guild_id, board, today, top=top)

    async def _goal(self, tx: Tx, guild_id: int, zone: str, now: datetime) -> Goal:
        """What all do together; in a large group it may be a minute old, since counting takes a while."""
        counted_at, goal = self._goals.get(guild_id, (None, None))
        if counted_at is not None and goal is not None and timedelta() <= now - counted_at < RECENT:
            return goal
        goal = await members.goal(tx, guild_id=guild_id, since=_week_began(now, zone), now=now)
        if goal.active >= LARGE:
            self._goals[guild_id] = now, goal
        return goal

    async def note_roles(self, guild_id: int, user_id: int, role_ids: Collection[int]) -> None:
        """Leave a member out of boards, or no longer, by the roles that they have now."""
        async with self.database.reading() as tx:
            excluded = await _is_excluded(tx, guild_id, role_ids)
            known = await members.placing(tx, guild_id=guild_id, user_id=user_id)
        # Most of the time nothing is written.
        if known.excluded != excluded:
            async with self.database.transaction() as tx:
                await show(tx, guild_id, user_id, excluded=excluded)

    async def join(self, guild_id: int, user_id: int, role_ids: Collection[int]) -> None:
        """Be seen on boards from now on, with the points that are there already."""
        async with self.database.transaction() as tx:
            excluded = await _is_excluded(tx, guild_id, role_ids)
            await show(tx, guild_id, user_id, joined=True, excluded=excluded)

    async def leave(self, guild_id: int, user_id: int) -> None:
        """Be seen on none; points stay."""
        async with self.database.transaction() as tx:
            await show(tx, guild_id, user_id, joined=False)

    async def thank(self, guild_id: int, user_id: int, *, thanked: bool) -> None:
        """Whether the weekly digest may thank them by name."""
        async with self.database.transaction() as tx:
            await show(tx, guild_id, user_id, thanked=thanked)


async def _is_excluded(tx: Tx, guild_id: int, role_ids: Collection[int]) -> bool:
    return not (await settings.excluded(tx, guild_id=guild_id)).isdisjoint(role_ids)


async def _placed(tx: Tx, guild_id: int, board: Board, today: date, *, top: bool) -> Board:
    """The board with who stands where."""
    from_ = await season_from(tx, guild_id=guild_id)
    if from_ is None:
        return board  # nobody did anything yet
    window = windows.window(board.window, today, from_)
    scope = board.scope if board.scope == "server" else f"cohort:{board.wishes.cohort}"
    where: _Where = {"guild_id": guild_id, "window": window, "scope": scope}
    place = await standings.place(tx, **where, user_id=board.user_id)
    board = replace(board, place=place)
    if top:
        board = replace(board, top=await _top(tx, where, place))
    elif place is not None and board.window != "season":
        board = replace(board, way=await _way(tx, guild_id, place, today))
    if board.window == "season" and place is not None:
        weeks = await _weeks(tx, guild_id, board.user_id, windows.season(today, from_))
        board = replace(board, usual=standing.usual_week(weeks))
    return board


async def _top(tx: Tx, where: _Where, place: Place | None) -> Sequence[Row]:
    first = await standings.top(tx, **where, limit=TOP + 1)
    # The last of the board is among them only where there are no more.
    lowest = first[-1].points if 0 < len(first) <= TOP else -1
    return visible(first[:TOP], lowest=lowest, own=place.own if place is not None else None)


async def _way(tx: Tx, guild_id: int, place: Place, today: date) -> Way | None:
    """What would bring them level with the next better rank; a season’s sum leaves weeks out."""
    if place.better is None or not place.is_counted:
        return None
    member = {"guild_id": guild_id, "user_id": place.own.user_id}
    week = await totals.spent_by(tx, **member, week=windows.monday(today))
    of_today = await members.spent_on(tx, **member, day=today)
    chances = reach.chances(week, of_today, SUNDAY - today.weekday())
    return reach.way(place.better.points - place.own.points, chances)


async def _weeks(tx: Tx, guild_id: int, user_id: int, start: date) -> Sequence[int]:
    """What a member earned in each week of the season that began on this Monday."""
    names = [windows.of_week(week) for week in windows.season_weeks(start)]
    held = await totals.of_member(tx, guild_id=guild_id, user_id=user_id, windows=names)
    return [held.get(name, 0) for name in names]


def _week_began(now: datetime, zone: str) -> datetime:
    """The Monday midnight of the server before a moment."""
    here = ZoneInfo(zone)
    monday = windows.monday(now.astimezone(here).date())
    return datetime.combine(monday, time(), tzinfo=here).astimezone(UTC)
