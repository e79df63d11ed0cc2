"""How the weeks of a circle go by: who joins, rests, leaves, changes their hours, asks somebody."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.mock.joining import monday
from tests.services.mock.circle import Act, Circle, Person
from tests.services.study import HERE

A_WEEK = timedelta(weeks=1)
Life = Callable[[Person], Awaitable[object]]


class Lives:
    """Makes plans for one week at a time."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.services = circle.services
        self.chance = circle.chance

    def plan(self, number: int) -> None:
        """What happens in the week that begins now, counted from 1."""
        for _ in range(self.chance.randint(0, 2)):
            self._sometime("joins", self.circle.join)
        for _ in range(2):
            self._with_someone("skips", self._skip)
            self._with_someone("pauses", self._pause)
            self._with_someone("changes hours", self._change_hours)
        self._with_someone("changes one week", self._change_week)
        self._with_someone("never with", self._never)
        self._with_someone("comes back", self._come_back)
        for _ in range(2):
            self._with_someone("asks by name", self._ask)
            self._with_someone("free now", self._free)
        if number % 2 == 0:
            self._with_someone("leaves", self._leave)
        if number % 4 == 0:
            self._with_someone("resumes", self._resume)
        if number == 5:
            self._with_someone("deletes all", self._delete)
        if number in (3, 8):
            self._with_someone("is gone", self._go)

    def _sometime(self, what: str, act: Act) -> None:
        self.circle.later(what, act, minutes=15 * self.chance.randint(1, 660))

    def _with_someone(self, what: str, act: Life) -> None:
        async def live() -> None:
            people = [one for one in self.circle.people.values() if not one.is_gone]
            await act(self.chance.choice(people))

        self._sometime(what, live)

    async def _skip(self, one: Person) -> None:
        await self.services.mock.skip(HERE, one.id, skips=True)
        one.skips = one.skips or not one.has_left

    async def _pause(self, one: Person) -> None:
        weeks = self.chance.choice([1, 1, 2])
        today = self.circle.clock().astimezone(ZoneInfo(one.zone)).date()
        await self.services.mock.pause(HERE, one.id, weeks=weeks)
        if not one.has_left:
            one.paused_until = today + weeks * A_WEEK

    async def _resume(self, _: Person) -> None:
        resting = [one for one in self.circle.here() if one.paused_until is not None]
        if resting:
            one = self.chance.choice(resting)
            one.paused_until = None
            await self.services.mock.resume(HERE, one.id)

    async def _leave(self, one: Person) -> None:
        one.has_left = True
        await self.services.mock.leave(HERE, one.id)

    async def _come_back(self, _: Person) -> None:
        away = [one for one in self.circle.people.values() if one.has_left and not one.is_gone]
        if away and self.chance.random() < 0.6:
            one = self.chance.choice(away)
            one.has_left = False
            await self.services.mock.come_back(HERE, one.id)

    async def _change_hours(self, one: Person) -> None:
        await self.circle.write(one, self.circle.spans())

    async def _change_week(self, one: Person) -> None:
        today: date = self.circle.clock().astimezone(ZoneInfo(one.zone)).date()
        week = monday(today) + self.chance.choice([0, 1]) * A_WEEK
        await self.circle.write(one, self.circle.spans(), week)

    async def _never(self, one: Person) -> None:
        other = self.chance.choice(list(self.circle.people))
        if other != one.id:
            one.never.add(other)
            await self.services.mock_never.add(HERE, one.id, other, is_bot=False)

    async def _ask(self, one: Person) -> None:
        other = self.chance.choice(list(self.circle.people))
        kinds = sorted(one.choices.kinds)
        await self.services.asking.ask(HERE, one.id, other, kind=kinds[0])

    async def _free(self, one: Person) -> None:
        await self.services.free.ask(HERE, one.id, 120)
        for other in self.chance.sample(list(self.circle.people), 3):
            ask = partial(self.services.free.ask, HERE, other, 90)
            self.circle.later("free now", ask, minutes=7)

    async def _delete(self, one: Person) -> None:
        self._forget(one)
        await self.services.me.delete(HERE, one.id)

    async def _go(self, one: Person) -> None:
        """They leave the server, and are forgotten a month after that was found."""
        one.has_left = one.is_gone = True
        await self.services.leaving.gone(HERE, one.id)
        self.circle.later("stays away", partial(self._found_gone, one), days=31)

    async def _found_gone(self, one: Person) -> None:
        self._forget(one)
        await self.services.leaving.gone(HERE, one.id)

    def _forget(self, one: Person) -> None:
        self.circle.people.pop(one.id, None)
        self.circle.gone.add(one.id)
        for other in self.circle.people.values():
            other.never.discard(one.id)
