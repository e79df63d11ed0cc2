"""The controls of mock interviews: what each does, said in one line with what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo import habits
from bot.demo.host.world import World
from bot.demo.partners import Partners
from bot.demo.passing import Passing
from bot.demo.standing import NEAR, Standing, listed, standing, tip
from bot.domain.mock.absence import missing
from bot.domain.mock.session import LASTS, Session
from bot.errors import UserError
from bot.services import Services
from bot.services.mock.round_settings import Wanted

ROUND, PARTNER, SESSION = "round", "partner", "session"
BUTTONS = frozenset({ROUND, PARTNER, SESSION})

_INSTEAD = {
    "new": "Join first: type `/mock join`.",
    "resting": "You take no part just now: type `/mock status`.",
    "idle": "There is no session yet. Press `Next round`.",
    "open": "That session is done. Press `Next round` for another.",
    "choosing": "Agree on a time first: `Accept 1`, then `Partner accepts`.",
    "near": "It is agreed, and it is time. Press `Packet`, then `Start`.",
    "held": "The session is under way. Press `Jump to its end`.",
    "card": "Yours is missing: press `Fill your card` in the thread.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a control did and what to press next, and the place to look at, if any."""

    text: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """What the controls would do now."""

    partner: str
    session: str


class Mocks:
    """Rounds, partners and the way to a session’s hour, for whoever is at the page."""

    def __init__(self, world: World, services: Services, passing: Passing, zone: str) -> None:
        """`zone` names the time zone that times are shown in."""
        self._world = world
        self._services = services
        self._passing = passing
        self._zone = zone
        self.partners = Partners(world, services)

    async def gather(self) -> None:
        """Let the pretend members join, and rounds be planned, where they did not yet."""
        await habits.gather(self._world, self._services, self._zone)

    async def shown(self, member: int) -> tuple[str, Labels]:
        """The tip for a member, and what the controls say to them."""
        at = await standing(self._services, self._world.guild.id, member)
        starts = self._when(at.session.starts_at) if at.session and at.session.starts_at else ""
        labels = Labels(
            partner="Partner’s card" if at.missing else "Partner accepts",
            session="Jump to its end" if at.stage in ("near", "held") else "Jump to the session",
        )
        return tip(at, self._named(at.others), starts), labels

    async def press(self, button: str, member: int) -> Said:
        """Do what a control says, for a member; `KeyError` if there is no such control."""
        do = {ROUND: self._round, PARTNER: self._partner, SESSION: self._session}[button]
        at = await standing(self._services, self._world.guild.id, member)
        try:
            said = await do(at)
        except UserError as error:
            said = Said(error.sentence)
        await self._passing.by(1)  # what follows is sent
        return said

    # Next round

    async def _round(self, at: Standing) -> Said:
        if at.stage in ("new", "resting"):
            return Said(_INSTEAD[at.stage])
        guild_id, services = self._world.guild.id, self._services
        held = await services.round_settings.of(guild_id)
        if held is None:
            await habits.schedule(self._world, services, self._zone)
        elif held.next_at is None:
            owner = self._world.members[0].id
            await services.round_settings.choose(guild_id, Wanted(is_on=True), by=owner)
        held = await services.round_settings.of(guild_id)
        assert held is not None, "it was chosen just now"
        assert held.next_at is not None, "rounds are on"
        late = (await services.mock.status(guild_id, at.member)).late
        await self._passing.until(held.next_at)
        said = await self._outcome(at.member, held.next_at, late=late)
        return Said(said, held.channel_id)

    async def _outcome(self, member: int, since: datetime, *, late: bool) -> str:
        """What the round brought a member."""
        found = await self._services.agreeing.mine(self._world.guild.id, member)
        session = next((one for one in found if one.created_at >= since), None)
        if session is not None:
            partner = self._named(seat.user_id for seat in session.others(member))
            return f"Pairs are set: you meet {partner}. Press `My session`, then `Accept 1`."
        if late:
            return "You joined after sign-up had closed. You wait for a partner; or `Next round`."
        return "No partner this time; a direct message says why. Press `Next round`."

    # Partner accepts

    async def _partner(self, at: Standing) -> Said:
        if at.stage in ("near", "held") and at.session is not None and missing(at.session):
            return await self._take_seat(at.session, at.member)
        if at.missing:
            return await self._fill(at)
        if at.stage == "choosing" and at.session is not None:
            return await self._accept(at, at.session)
        guild_id = self._world.guild.id
        for asked in await self._services.asking.mine(guild_id, at.member):
            session = await self.partners.say_yes(asked)
            partner = self._named(seat.user_id for seat in session.others(at.member))
            if session.state == "proposing":
                return Said(f"{partner} said yes. Accept a time in the thread.", session.thread_id)
            return Said(f"{partner} would like to, but you two share no hour. Try `/mock times`.")
        if at.stage not in ("new", "resting", "near", "held"):
            waits = await self._services.free.look(guild_id, at.member)
            if waits.request is not None:
                return await self._come(at.member)
        if at.stage == "agreed" and at.session is not None and at.session.starts_at is not None:
            when = self._when(at.session.starts_at)
            return Said(f"It is agreed: {when}. Press `Jump to the session`.")
        return Said(_INSTEAD[at.stage])

    async def _accept(self, at: Standing, session: Session) -> Said:
        n = await self.partners.accept(session, at.member)
        partner = self._named(at.others)
        if n is None:
            return Said("These times have passed. Press `Other times` first.", session.thread_id)
        when = self._when(session.times[n - 1])
        after = await self._services.agreeing.show(session.guild_id, session.id, at.member)
        if after.state == "agreed":
            said = f"{partner} accepted: {when}. Press `Jump to the session`."
            return Said(said, after.thread_id)
        return Said(f"{partner} accepted {when}. Press `Accept {n}` too, and it is agreed.")

    async def _come(self, member: int) -> Said:
        session = await self.partners.come(member)
        if session is None:
            return Said("Nobody who is free now fits. Press `Next round`.")
        partner = self._named(seat.user_id for seat in session.others(member))
        await self._passing.by(1)
        return Said(
            f"{partner} is free as well. In the thread press `Packet`, then `Start`.",
            await self._thread(session),
        )

    async def _take_seat(self, session: Session, member: int) -> Said:
        made = await self.partners.sit_in(session, member)
        if made is None:
            return Said("Nobody who is free now fits. Press `Solo drill`.")
        partner = self._named(seat.user_id for seat in made.others(member))
        await self._passing.by(1)
        return Said(
            f"{partner} takes the seat. In the new thread press `Packet`, then `Start`.",
            await self._thread(made),
        )

    # Jump to the session, then to its end

    async def _session(self, at: Standing) -> Said:
        session = at.session
        if at.stage in ("card", "sealed") and at.missing:
            return await self._fill(at)
        if (
            session is None
            or session.starts_at is None
            or at.stage not in ("agreed", "near", "held")
        ):
            return Said(_INSTEAD[at.stage])
        if at.stage == "agreed":
            await self._passing.until(session.starts_at - NEAR)
            partner = self._named(at.others)
            return Said(
                f"Two minutes until you meet {partner}. Press `Packet`, then `Start`.",
                session.thread_id,
            )
        return await self._end(session, at.member)

    async def _end(self, session: Session, member: int) -> Said:
        """The hour goes by: a partner begins it unless somebody did, and it ends by itself."""
        assert session.starts_at is not None, "it is agreed"
        await self._passing.until(session.starts_at)
        if not session.is_held:
            await self.partners.start(session, member)
        begun = await self._services.agreeing.show(session.guild_id, session.id, member)
        assert begun.begun_at is not None, "it was begun"
        assert begun.ends_at is not None, "it has a time"
        if begun.swap:
            await self._passing.until(begun.begun_at + LASTS / 2)
            await self.partners.swap(begun, member)
        await self._passing.until(begun.ends_at + timedelta(seconds=1))
        return await self._fill(await standing(self._services, session.guild_id, member))

    async def _fill(self, at: Standing) -> Said:
        """Who is missing fills their cards."""
        session = at.session
        assert session is not None, "its cards are waited for"
        await self.partners.fill(session, at.missing)
        whose = listed(f"{name}’s" for name in self._names(at.missing))
        card = "card" if len(at.missing) == 1 else "cards"
        after = await standing(self._services, session.guild_id, at.member)
        if after.session is not None and after.session.id == session.id and after.stage == "card":
            verb = "is" if len(at.missing) == 1 else "are"
            said = f"The hour is over; {whose} {card} {verb} in. Press `Fill your card`."
            return Said(said, session.thread_id)
        await self._passing.by(1)
        said = f"{whose} {card} came in, so all are open. Press `Next round` for another."
        return Said(said, self._world.direct(at.member))

    # Words

    async def _thread(self, session: Session) -> int | None:
        found = await self._services.agreeing.find(session.guild_id, session.id)
        return found.thread_id if found is not None else None

    def _when(self, moment: datetime) -> str:
        at = moment.astimezone(ZoneInfo(self._zone))
        return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"

    def _names(self, members: Iterable[int]) -> list[str]:
        return [self._world.name(member) for member in members]

    def _named(self, members: Iterable[int]) -> str:
        return listed(self._names(members))
