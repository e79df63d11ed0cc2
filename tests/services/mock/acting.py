"""What members do about their sessions, each drawn from the chance of the circle when it comes up."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row

from bot.domain.mock import asking, messages, votes
from bot.domain.mock.session import Session
from bot.errors import CardOpen
from bot.storage.mock import sessions
from tests.services.mock.carding import TEXTS, grades
from tests.services.mock.circle import Circle
from tests.services.study import HERE

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SEARCHES = {
    "at once": 48, "clash": 10, "other times": 10, "late": 8, "silent": 9, "half": 5, "cannot": 10,
}  # fmt: skip
AGREED = {
    "held": 58, "not started": 10, "absent": 9, "excused": 7, "moved": 9, "cancelled": 7,
}  # fmt: skip
CARDS = {"both": 55, "one": 18, "none": 10, "late": 17}


class Acting:
    """Looks at every session that is new to it in some way, and makes plans for its members."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.services = circle.services
        self.chance = circle.chance
        self._known: set[tuple[object, ...]] = set()

    async def look(self, rows: Sequence[Row[Any]]) -> None:
        """Plan what follows from whatever is new."""
        for row in rows:
            key = (row.id, row.state, row.sequence)
            if key not in self._known:
                self._known.add(key)
                await self._plan(await self.find(row.id))

    async def find(self, id: int) -> Session:
        async with self.circle.study.database.reading() as tx:
            found = await sessions.find(tx, guild_id=HERE, id=id)
        assert found is not None, "no session is ever deleted"
        return found

    async def _plan(self, session: Session) -> None:
        if len(session.seats) < 2:
            return
        match session.state:
            case "asked":
                self._answer(session)
            case "proposing":
                self._search(session)
            case "agreed":
                self._meet(session)
            case "over":
                self._fill(session)
            case _:
                raise AssertionError(session.state)

    def _draw(self, of: dict[str, int]) -> str:
        return self.chance.choices(list(of), list(of.values()))[0]

    # Asked by name.

    def _answer(self, session: Session) -> None:
        asked = asking.asked(session)
        assert asked is not None
        say = self.chance.choice(["yes", "no", ""])
        if say and asking.waits(session):
            do = self.services.asking.accept if say == "yes" else self.services.asking.decline
            act = partial(do, HERE, session.id, asked.user_id)
            self.circle.later(f"says {say}", act, hours=self.chance.randint(1, 30))

    # A time is looked for.

    def _search(self, session: Session) -> None:
        way = self._draw(SEARCHES)
        first, second, *_ = session.members
        later, chance = self.circle.later, self.chance
        match way:
            case "at once":
                for member in session.members:
                    later("accepts", self._accepts(session, member), hours=chance.randint(1, 20))
            case "clash":
                later("accepts", self._accepts(session, first, 0), hours=3)
                later("accepts", self._accepts(session, second, -1), hours=3)
                for member in session.members:
                    later("accepts", self._accepts(session, member), hours=8)
            case "other times":
                later("asks other times", self._others(session, second), hours=chance.randint(2, 9))
                for member in session.members:
                    later(
                        "accepts", self._accepts(session, member), hours=10 + chance.randint(1, 9)
                    )
            case "late":
                for member in session.members:
                    later("accepts late", self._accepts(session, member), hours=50)
            case "half":
                later("accepts alone", self._accepts(session, first), hours=5)
            case "cannot":
                cannot = partial(self.services.agreeing.cannot, HERE, session.id)
                later("cannot", partial(cannot, chance.choice([first, second])), hours=7)
            case _:
                self.circle.counts["nobody answers"] += 1

    def _accepts(self, of: Session, user_id: int, which: int = 0) -> Callable[[], Awaitable[None]]:
        async def accept() -> None:
            shown = await self.services.agreeing.show(HERE, of.id, user_id)
            left = votes.left(shown, self.circle.clock())
            if shown.state == "proposing" and left:
                number, (n, _) = shown.set_number, left[which]
                await self.services.agreeing.accept(HERE, of.id, user_id, set_number=number, n=n)

        return accept

    def _others(self, of: Session, user_id: int) -> Callable[[], Awaitable[object]]:
        async def other_times() -> object:
            shown = await self.services.agreeing.show(HERE, of.id, user_id)
            return await self.services.agreeing.other_times(
                HERE, of.id, user_id, set_number=shown.set_number
            )

        return other_times

    # A time is agreed.

    def _meet(self, session: Session) -> None:
        first, second, *_ = session.members
        starts = session.starts_at
        assert starts is not None
        one = self.chance.choice([first, second])
        half_way = self.circle.clock() + (starts - self.circle.clock()) * self.chance.random()
        whole = half_way.replace(second=0, microsecond=0)
        pressed = {"sequence": session.sequence}
        agreeing, absence = self.services.agreeing, self.services.absence
        match self._draw(AGREED):
            case "held":
                self._hold(session)
            case "not started":
                met = self.chance.choice([True, False, None])
                if met is not None:
                    tell = partial(self.services.holding.tell, HERE, session.id, one, met=met)
                    self.circle.at(starts + 3 * HOUR, f"tells met={met}", tell)
            case "absent":
                self._miss(session, one)
            case "excused":
                excuse = partial(absence.excuse, HERE, session.id, one)
                self.circle.at(max(whole, starts - 2 * HOUR), "excused", excuse)
                if self.chance.random() < 0.3:
                    come = partial(absence.come, HERE, session.id, one)
                    self.circle.at(starts - 20 * MINUTE, "comes after all", come)
                    self._hold(session)
            case "moved":
                move = partial(agreeing.move, HERE, session.id, one, **pressed)
                self.circle.at(whole, "moves", move)
            case _:
                cancel = partial(agreeing.cancel, HERE, session.id, one, **pressed)
                self.circle.at(whole, "cancels", cancel)

    def _hold(self, session: Session) -> None:
        first, second, *_ = session.members
        starts, at, holding = session.starts_at, self.circle.at, self.services.holding
        assert starts is not None
        thing = (HERE, session.id)
        at(starts - 3 * MINUTE, "packet", partial(self.services.packets.open, *thing, first))
        begins = starts + self.chance.randint(-2, 6) * MINUTE
        at(begins, "starts", partial(holding.start, *thing, second))
        at(begins, "starts", partial(holding.start, *thing, first))
        if self.chance.random() < 0.3:
            at(begins + 8 * MINUTE, "step", partial(holding.step, *thing, first, 1, 1))
            at(begins + 12 * MINUTE, "hint", partial(holding.hint, *thing, first, 1, 1))
        if session.swap:
            at(begins + 30 * MINUTE, "swap", partial(holding.swap, *thing, second))
        if self.chance.random() < 0.5:
            at(begins + 55 * MINUTE, "ends", partial(holding.end, *thing, first))

    def _miss(self, session: Session, there: int) -> None:
        """One comes and the other does not; others are free just then, and may take the seat."""
        starts, at = session.starts_at, self.circle.at
        assert starts is not None
        thing = (HERE, session.id)
        people = sorted(one.id for one in self.circle.here() if one.id not in session.members)
        for member in self.chance.sample(people, min(6, len(people))):
            at(starts + 2 * MINUTE, "free now", partial(self.services.free.ask, HERE, member, 150))
        at(starts + 6 * MINUTE, "misses", partial(self.services.absence.report, *thing, there))
        if self.chance.random() < 0.7:
            offer = partial(self.services.absence.offer, *thing, there)
            at(starts + 7 * MINUTE, "offers", offer)
            at(starts + 9 * MINUTE, "offered", self._takes(session))

    def _takes(self, of: Session) -> Callable[[], Awaitable[None]]:
        async def take() -> None:
            for order in await self.circle.study.outbox(messages.OFFER):
                if order.ref == of.id and order.target.user_id is not None:
                    take = partial(self.services.absence.take, HERE, of.id, order.target.user_id)
                    self.circle.later("takes the seat", take)

        return take

    # It is over.

    def _fill(self, session: Session) -> None:
        first, second, *rest = session.members
        late = 60 * HOUR
        soon = {member: self.chance.randint(1, 40) * HOUR for member in session.members}
        match self._draw(CARDS):
            case "both":
                plan = soon if self.chance.random() < 0.5 else {first: soon[first], second: HOUR}
            case "one":
                plan = {self.chance.choice([first, second]): HOUR}
            case "late":
                plan = {first: soon[first], second: late, **dict.fromkeys(rest, late)}
            case _:
                plan = {}
        ended_at = session.ended_at
        assert ended_at is not None
        for member, after in plan.items():
            self.circle.at(ended_at + after, "fills cards", self._fills(session, member))
            self.circle.at(ended_at + after + 2 * HOUR, "edits", self._edits(session, member))

    def _fills(self, of: Session, user_id: int) -> Callable[[], Awaitable[None]]:
        async def fill() -> None:
            tray = await self.services.cards.look(HERE, of.id, user_id)
            for slip in tray.slips:
                await self._fill_one(of, user_id, slip.ask.half, of_oneself=slip.ask.of_oneself)

        return fill

    async def _fill_one(self, of: Session, user_id: int, half: int, *, of_oneself: bool) -> None:
        numbers = [self.chance.randint(1, 4) for _ in range(4)]
        marks = grades(self.circle.study, of, *numbers)
        thing = (HERE, of.id, user_id, half)
        await self.services.cards.grade(*thing, grades=marks, recommendation=numbers[0])
        if not of_oneself:
            texts = {**TEXTS, "evidence": "“It just scales”, at the tenfold load."}
            await self.services.cards.write(*thing, texts=texts)

    def _edits(self, of: Session, user_id: int) -> Callable[[], Awaitable[None]]:
        async def edit() -> None:
            tray = await self.services.cards.look(HERE, of.id, user_id)
            for slip in tray.slips:
                oneself = slip.ask.of_oneself
                if slip.opened:
                    await self._refused(of, user_id, slip.ask.half)
                elif slip.whole:
                    await self._fill_one(of, user_id, slip.ask.half, of_oneself=oneself)
                    self.circle.counts["card edited while sealed"] += 1

        return edit

    async def _refused(self, of: Session, user_id: int, half: int) -> None:
        marks = grades(self.circle.study, of, 1, 1, 1, 1)
        try:
            await self.services.cards.grade(
                HERE, of.id, user_id, half, grades=marks, recommendation=1
            )
        except CardOpen:
            self.circle.counts["open card refused an edit"] += 1
        else:
            raise AssertionError("a card was changed after it was opened")
