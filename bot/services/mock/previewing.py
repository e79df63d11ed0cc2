"""The dry run of the next round, sending it by hand, and how rounds stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.daily.question import Kind
from bot.domain.delivery import Order, Target
from bot.domain.mock import messages
from bot.domain.mock.round import LeftOut, Pair, Pairing
from bot.domain.mock.rounds import (
    Difference,
    KeptRound,
    Places,
    RoundSettings,
    difference,
    on_the_grid,
    places,
)
from bot.domain.schedule import Slot
from bot.errors import ChangedMeanwhile, NoRounds, RoundUnderWay
from bot.services.changes import record
from bot.services.mock import waiting
from bot.services.mock.round_settings import next_slot, slot_of
from bot.services.mock.rounds import Rounds, begin, keep
from bot.storage import deliveries, ids, server
from bot.storage.database import Database, Tx
from bot.storage.mock import outcomes, present, round_settings, rounds
from bot.storage.mock.outcomes import Outcomes

_INVITATION_WAITS = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a round would be, if it were sent now. `new` is None the first time it is looked at."""

    round: KeptRound
    pairs: tuple[Pair, ...]
    left_out: tuple[LeftOut, ...]
    new: Difference | None
    earlier: datetime | None

    @property
    def threes(self) -> int:
        """Pairs with somebody who observes."""
        return sum(1 for pair in self.pairs if pair.third is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    """How rounds stand. `last` is the newest one that was sent, with what became of its sessions."""

    settings: RoundSettings
    next_slot: Slot
    signed_up: int
    computing: KeptRound | None = None
    last: KeptRound | None = None
    members: int = 0
    left_out: int = 0
    waiting: int = 0
    outcomes: Outcomes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What everybody may read of a round: numbers, and when the next one is."""

    round: KeptRound
    members: int
    placed: int
    kinds: Mapping[Kind, int]
    next_at: datetime | None
    closes: timedelta


@dataclass(frozen=True, slots=True)
class Previewing:
    """What owners look at before and after a round. Of pairs they see who, never a score."""

    database: Database
    clock: Clock
    rounds: Rounds

    async def preview(self, guild_id: int) -> Preview:
        """Pair the next round as if it were sent now, and keep it for a comparison.

        Raises `NoRounds`, `PairingFailedError`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            settings = await _settings(tx, guild_id)
            slot = next_slot(settings, now)
            round = await keep(tx, slot_of(settings, slot), now)
            # A change of its hour since it was looked at first.
            fresh = slot_of(settings, slot)
            times = {
                "closes_at": fresh.closes_at,
                "sends_at": max(fresh.sends_at, now),
                "starts_at": on_the_grid(max(fresh.sends_at, now)),
                "channel_id": fresh.channel_id,
            }
            await rounds.change(
                tx, guild_id=guild_id, id=round.id, only_in=["open", "skipped"], **times
            )
            round = await keep(tx, fresh, now)
            before = await rounds.places(tx, guild_id=guild_id, round_id=round.id)
        pairing = (await self.rounds.pairing(round, now)).pairing
        async with self.database.transaction() as tx:
            # Sent meanwhile: then its places are those that were given.
            if await rounds.change(
                tx, guild_id=guild_id, id=round.id, only_in=["open", "skipped"], foreseen_at=now
            ):
                await rounds.write_places(
                    tx,
                    guild_id=guild_id,
                    round_id=round.id,
                    places=places(pairing),
                    left_out=pairing.left_out,
                )
        return _preview(round, pairing, None if round.foreseen_at is None else before)

    async def bring_forward(self, guild_id: int, by: int, *, number: int) -> KeptRound:
        """Send the next round now instead of at its hour; `number` is that of the last one seen.

        Raises `NoRounds`, `RoundUnderWay`, `ChangedMeanwhile` where another was sent since.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            settings = await _settings(tx, guild_id)
            if await rounds.newest(tx, guild_id=guild_id, states=["computing"]) is not None:
                raise RoundUnderWay
            last = await rounds.newest(tx, guild_id=guild_id)
            if number != (last.number if last is not None else 0):
                raise ChangedMeanwhile
            slot = next_slot(settings, now)
            # Who joined until now takes part: its sign-up closes with it.
            due = replace(slot_of(settings, slot), sends_at=now, closes_at=now)
            round = await begin(tx, due, now)
            following = settings.plan.next(max(slot.at, now)).at if settings.is_on else None
            await round_settings.sent(tx, guild_id=guild_id, slot=slot.day, next_run_at=following)
            await record(
                tx, guild_id, by=by, what="round-sent", ref=None, before={}, after={}, now=now
            )
        await self.rounds.tick(now)
        async with self.database.reading() as tx:
            return await rounds.find(tx, guild_id=guild_id, id=round.id) or round

    async def status(self, guild_id: int) -> RoundStatus:
        """How rounds stand. Raises `NoRounds`."""
        now = self.clock()
        async with self.database.reading() as tx:
            settings = await _settings(tx, guild_id)
            slot = next_slot(settings, now)
            computing = await rounds.newest(tx, guild_id=guild_id, states=["computing"])
            signed_up = await _signed_up(tx, settings, slot, now)
            last = await rounds.newest(tx, guild_id=guild_id)
            if last is None:
                return RoundStatus(
                    settings=settings, next_slot=slot, signed_up=signed_up, computing=computing
                )
            thing = {"guild_id": guild_id, "round_id": last.id}
            seats = await rounds.places(tx, **thing)
            return RoundStatus(
                settings=settings,
                next_slot=slot,
                signed_up=signed_up,
                computing=computing,
                last=last,
                members=len(seats),
                left_out=sum(1 for pair in seats.values() if pair is None),
                waiting=await rounds.waiting(tx, guild_id=guild_id),
                outcomes=await outcomes.outcomes(tx, **thing),
            )

    async def told(self, guild_id: int, round_id: int) -> Told | None:
        """What the notice of a round says; nothing where there is no such round."""
        now = self.clock()
        async with self.database.reading() as tx:
            round = await rounds.find(tx, guild_id=guild_id, id=round_id)
            if round is None:
                return None
            thing = {"guild_id": guild_id, "round_id": round_id}
            seats = await rounds.places(tx, **thing)
            found = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
            return Told(
                round=round,
                members=len(seats),
                placed=sum(1 for pair in seats.values() if pair is not None),
                kinds=await outcomes.kinds(tx, **thing),
                next_at=next_slot(found, now).at if found is not None and found.is_on else None,
                closes=found.closes if found is not None else timedelta(),
            )

    async def left_out(self, guild_id: int, round_id: int, user_id: int) -> LeftOut | None:
        """Why a member has no partner in a round; nothing where they wait for none by now."""
        async with self.database.reading() as tx:
            if not await waiting.waits(tx, guild_id, user_id, self.clock()):
                return None
            return await rounds.left_out(tx, guild_id=guild_id, round_id=round_id, user_id=user_id)

    async def invite(self, guild_id: int) -> bool:
        """Put an invitation into the channel of the rounds, once a day; whether it is on its way.

        Raises `NoRounds`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            settings = await _settings(tx, guild_id)
            order = Order(
                guild_id=guild_id,
                id=ids.new(now),
                kind=messages.INVITATION,
                ref=guild_id,
                slot=now.date().isoformat(),
                target=Target(channel_id=settings.channel_id),
                due_at=now,
                expires_at=now + _INVITATION_WAITS,
            )
            return await deliveries.put_once(tx, order)


async def _settings(tx: Tx, guild_id: int) -> RoundSettings:
    found = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
    if found is None:
        raise NoRounds
    return found


async def _signed_up(tx: Tx, settings: RoundSettings, slot: Slot, now: datetime) -> int:
    """How many would take part in the next round, as things are now."""
    found = await present.members(
        tx,
        guild_id=settings.guild_id,
        user_ids=None,
        week=slot_of(settings, slot).week,
        now=now,
    )
    return sum(1 for one in found.values() if not one.skips)


def _preview(round: KeptRound, pairing: Pairing, before: Places | None) -> Preview:
    return Preview(
        round=round,
        pairs=tuple(pairing.pairs),
        left_out=tuple(pairing.left_out),
        new=None if before is None else difference(before, places(pairing)),
        earlier=round.foreseen_at,
    )
