"""Missed, doubled or drifting posts, a complaint about other bots: none, whatever owners do, and whenever."""

import random
from collections import Counter
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Plan, read_days
from bot.errors import UserError
from bot.storage.tables.server import CHANGE
from tests.services.study import CHANNEL, HERE, MIA, Study

ZONES = ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"]
PATTERNS = [EVERY_DAY, WEEKDAYS, *map(read_days, ("every 3 days", "1st and 15th", "mon, thu"))]
STEPS = 80


class Owner:
    """Someone who presses everything in any order."""

    def __init__(self, study: Study, series: Series, dice: random.Random) -> None:
        self.study, self.id, self.dice = study, series.id, dice
        self.service = study.services.series
        self.skipped: set[date] = set()

    async def press(self) -> None:
        """One thing at random; a refusal with a sentence is an answer as well."""
        presses = (self.retime, self.rezone, self.redo, self.move, self.pause)
        more = (self.pause_until, self.resume, self.skip, self.now, self.undo, self.undo)
        try:
            await self.dice.choice((*presses, *more))()
        except UserError as refusal:
            assert refusal.sentence

    async def _plan(self, **changes: object) -> None:
        found = await self.service.lookup(HERE, self.id)
        plan = found.plan if found else Plan("UTC", self._time(), EVERY_DAY)
        values = {"zone": plan.zone, "at": plan.at, "pattern": plan.pattern} | changes
        await self.service.edit(HERE, self.id, by=MIA, plan=Plan(**values))

    def _time(self) -> object:
        return self.study.clock().time().replace(hour=self.dice.randrange(24), minute=0)

    async def retime(self) -> None:
        await self._plan(at=self._time())

    async def rezone(self) -> None:
        await self._plan(zone=self.dice.choice(ZONES))

    async def redo(self) -> None:
        await self._plan(pattern=self.dice.choice(PATTERNS))

    async def move(self) -> None:
        await self.service.edit(HERE, self.id, by=MIA, channel_id=CHANNEL + self.dice.randrange(3))

    async def pause(self) -> None:
        await self.service.pause(HERE, self.id, by=MIA)

    async def pause_until(self) -> None:
        day = (self.study.clock() + timedelta(days=self.dice.randrange(5))).date()
        await self.service.pause(HERE, self.id, by=MIA, until=day)

    async def resume(self) -> None:
        await self.service.resume(HERE, self.id, by=MIA)

    async def skip(self) -> None:
        await self.service.skip(HERE, self.id, by=MIA)

    async def now(self) -> None:
        await self.service.now(HERE, self.id, by=MIA)

    async def undo(self) -> None:
        rows = await self.study.rows(CHANGE, "at", "id")
        recent = [row["id"] for row in rows if row["undone_at"] is None][-3:]
        await self.study.services.changes.undo(HERE, MIA, self.dice.choice(recent))


@pytest.mark.parametrize("seed", range(3))
async def test_complaint_9_nothing_is_doubled_whatever_owners_do(study: Study, seed: int) -> None:
    dice = random.Random(seed)
    series = await study.add_series()
    owner = Owner(study, series, dice)
    for _ in range(STEPS):
        study.clock.pass_by(hours=dice.choice([0, 1, 3, 7, 24]))
        await owner.press()
        if dice.random() < 0.1:
            await study.services.planner.review(study.clock())
        if dice.random() < 0.8:
            await study.plan()
        for delivery in await study.waiting():
            state = dice.choice([State.DONE, State.DONE, State.DONE, State.FAILED])
            if dice.random() < 0.9:
                await study.end(delivery, state, "channel" if state is State.FAILED else None)
        await study.expire()
    slots = Counter(delivery.slot for delivery in await study.outbox())
    assert set(slots.values()) == {1}
    posts = await study.posts()
    assert len({post.slot for post in posts}) == len(posts) > 3


@pytest.mark.parametrize("zone", ZONES)
async def test_complaint_9_the_time_of_a_post_does_not_drift(study: Study, zone: str) -> None:
    series = await study.add_series(zone=zone)
    for hours in (23, 25, 24, 26, 31, 17) * 5:
        study.clock.pass_by(hours=hours)
        await study.plan()
        for delivery in await study.waiting():
            await study.end(delivery)
    local = [
        post.due_at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)) for post in await study.posts()
    ]
    assert {f"{moment:%H:%M}" for moment in local} == {"09:00"}
    # Two slots may pass between two looks; what is not posted then is written down as skipped.
    found = await study.outbox()
    days = [date.fromisoformat(delivery.slot) for delivery in found]
    assert days == [series.starts_on + timedelta(days=n) for n in range(len(days))]
    assert {delivery.why for delivery in found if delivery.state is State.SKIPPED} <= {"away"}
