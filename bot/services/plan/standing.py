"""Where a member stands in their plan, as all its screens show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.plan.evidence import takes_note
from bot.domain.plan.pace import Mine, Pace, Plan, State, pace
from bot.domain.plan.packing import tasks_of
from bot.domain.plan.track import Phase, Task
from bot.services.board.crediting import lock
from bot.services.plan.ticking import Ticking, midnight, zone_of
from bot.services.zone import usual
from bot.storage.database import Tx
from bot.storage.plan import plans, study_days, tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A task of the track with what is the member’s of it; `seen` is how much of its evidence is there."""

    task: Task
    mine: Mine
    seen: int

    @property
    def takes_note(self) -> bool:
        """Whether the member may tick it now."""
        return not self.mine.is_done and takes_note(self.task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A plan on one day of its member. `tasks` are in the order of the track.

    `away` is for how many days they were not seen, `moved` how many tasks that put off; both only on
    their return.
    """

    plan: Plan
    phases: Sequence[Phase]
    tasks: Sequence[Own]
    today: date
    zone: str
    away: int = 0
    moved: int = 0

    @property
    def state(self) -> State:
        """Where it stands today."""
        return self.plan.state(self.today)

    @property
    def week(self) -> int:
        """The number of the present week."""
        return self.plan.week(self.today)

    @property
    def phase(self) -> Phase:
        """The present phase."""
        number = self.plan.phase(self.week)
        return next(phase for phase in self.phases if phase.number == number)

    @property
    def pace(self) -> Pace:
        """How many tasks are done, and how many are due."""
        return pace(self.plan, [own.mine for own in self.tasks], self.today)

    @property
    def this_week(self) -> Sequence[Own]:
        """The tasks that have this week in their weeks."""
        week = self.week
        return [own for own in self.tasks if own.mine.first <= week <= own.mine.last]

    @property
    def open_before(self) -> Sequence[Own]:
        """Open tasks of weeks that are over."""
        week = self.week
        return [own for own in self.tasks if not own.mine.is_done and own.mine.last < week]

    @property
    def next(self) -> Own | None:
        """The one next step: what is due first of this week, then of the weeks before, then ahead."""
        ahead = [own for own in self.tasks if own.mine.first > self.week]
        for among in (self.this_week, self.open_before, ahead):
            open_ = [own for own in among if not own.mine.is_done]
            if open_:
                return min(open_, key=lambda own: own.mine.last)
        return None

    @property
    def to_tick(self) -> Sequence[Own]:
        """Open tasks that take a note, those of this week first."""
        week = self.week
        found = [own for own in self.tasks if own.takes_note]
        return sorted(found, key=lambda own: (own.mine.first > week, own.mine.last))

    def own(self, id: str) -> Own | None:
        """One of its tasks."""
        return next((own for own in self.tasks if own.task.id == id), None)

    def moment(self, day: date) -> datetime:
        """When a day begins for the member."""
        return midnight(day, ZoneInfo(self.zone))


async def today_of(tx: Tx, guild_id: int, user_id: int, now: datetime) -> date:
    """The member’s own day."""
    zone = await usual(tx, guild_id)
    thing = {"guild_id": guild_id, "user_id": user_id}
    return await study_days.local_day(tx, **thing, at=now, usual_zone=zone)


async def hold(tx: Tx, guild_id: int, user_id: int) -> None:
    """Keep others from what this member does until the transaction ends.

    The row by which points are counted comes before those of a plan: so no two wait for each other.
    """
    await lock(tx, [(guild_id, user_id)])


async def standing(
    tx: Tx, ticking: Ticking, guild_id: int, user_id: int, now: datetime
) -> Standing | None:
    """Where they stand; nothing without a plan."""
    thing = {"guild_id": guild_id, "user_id": user_id}
    plan = await plans.find(tx, **thing)
    if plan is None:
        return None
    zone = await zone_of(tx, guild_id, user_id)
    today = await today_of(tx, guild_id, user_id, now)
    mine = {task.id: task for task in await tasks.of_member(tx, **thing)}
    counts = await ticking.counts(tx, guild_id, user_id, list(mine.values()), zone)
    return Standing(
        plan=plan.settled(today),
        phases=ticking.phases,
        tasks=_owned(ticking.phases, mine, counts),
        today=today,
        zone=zone.key,
    )


def _owned(
    phases: Sequence[Phase], mine: Mapping[str, Mine], counts: Mapping[str, int]
) -> Sequence[Own]:
    return [
        Own(task=task, mine=mine[task.id], seen=counts.get(task.id, 0))
        for task in tasks_of(phases)
        if task.id in mine
    ]
