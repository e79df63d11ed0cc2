"""Rounds: planned at their hour, paired in the worker, and sent in one transaction.

A round is `computing` before anything of it is seen. A crash leaves it so, and the same round is paired
again from the same seed; the transaction that sends it is the one that ends that state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version

from bot import log
from bot.clock import Clock
from bot.domain.daily.question import Kind
from bot.domain.delivery import Order, Target
from bot.domain.mock import course, messages
from bot.domain.mock.group import REMEMBERED
from bot.domain.mock.kinds import choose_kind
from bot.domain.mock.member import Member
from bot.domain.mock.round import Pair, Pairing
from bot.domain.mock.rounds import KeptRound, on_the_grid, places
from bot.domain.mock.session import Facts, Role, Seat, Session
from bot.services.mock import letting_go, threads, waiting
from bot.services.mock.round_settings import slot_of
from bot.services.planner import Run
from bot.services.worker import LONGEST, PairingFailedError, Worker
from bot.services.zone import usual
from bot.storage import deliveries, ids, me
from bot.storage.database import Database, Tx
from bot.storage.mock import outcomes, present, round_settings, rounds, sessions

_log = log.get(__name__)

_LEASE = timedelta(seconds=2 * LONGEST + 60)
_BACK_OFF = timedelta(minutes=1)
_PRIORITY = 5
_LOOK_BACK = timedelta(weeks=REMEMBERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What came of a round, for which members; `late` are those who joined after its sign-up."""

    pairing: Pairing
    members: Mapping[int, Member]
    late: Sequence[int]


@dataclass(frozen=True, slots=True)
class Rounds:
    """From the hour of a round to its pairs."""

    database: Database
    clock: Clock
    worker: Worker

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """The newest slot of each server becomes a round; one that was missed does not come as well."""
        chosen = await round_settings.of_guilds(tx, guild_ids={run.due.guild_id for run in runs})
        for run in runs:
            settings = chosen.get(run.due.guild_id)
            if settings is not None:
                await begin(tx, slot_of(settings, run.slots[-1]), now)

    async def tick(self, now: datetime) -> None:
        """Pair and send every round whose hour has come."""
        while True:
            async with self.database.transaction() as tx:
                round = await rounds.claim(tx, now=now, lease=_LEASE)
            if round is None:
                return
            await self._send(round, now)

    async def pairing(self, round: KeptRound, now: datetime) -> Paired:
        """Who would meet whom, of those who take part now. Raises `PairingFailedError`."""
        async with self.database.reading() as tx:
            found = await present.members(
                tx, guild_id=round.guild_id, user_ids=None, week=round.week, now=now
            )
            met = await sessions.met(tx, guild_id=round.guild_id, since=now - _LOOK_BACK)
        there = {id: one for id, one in found.items() if not one.skips}
        members = {id: one.member for id, one in there.items() if one.joined_at <= round.closes_at}
        return Paired(
            pairing=await self.worker.pair(round.round, list(members.values()), met),
            members=members,
            late=sorted(there.keys() - members.keys()),
        )

    async def _send(self, round: KeptRound, now: datetime) -> None:
        try:
            paired = await self.pairing(round, now)
        except PairingFailedError as error:
            _log.exception("a round could not be paired", reference=log.reference(), exc_info=error)
            async with self.database.transaction() as tx:
                await rounds.change(
                    tx,
                    guild_id=round.guild_id,
                    id=round.id,
                    only_in=["computing"],
                    lease_until=now + _BACK_OFF * 2 ** min(round.attempt, 6),
                )
            return
        async with self.database.transaction() as tx:
            sent = await rounds.change(
                tx,
                guild_id=round.guild_id,
                id=round.id,
                only_in=["computing"],
                state="sent",
                sent_at=now,
                lease_until=None,
                zone_data=version("tzdata"),
            )
            if sent:
                await _write(tx, round, paired, now)
                _log.info(
                    "round sent",
                    guild_id=round.guild_id,
                    ref=round.id,
                    pairs=len(paired.pairing.pairs),
                    left_out=len(paired.pairing.left_out),
                )


async def begin(tx: Tx, round: KeptRound, now: datetime) -> KeptRound:
    """Let the pairs of a round be made, unless that has begun; the round as it was kept.

    What was never sent before it is passed over. Its times are those given here, or as late as now.
    """
    thing = {"guild_id": round.guild_id}
    kept = await keep(tx, round, now)
    sends_at = max(round.sends_at, now)
    await rounds.change(
        tx,
        **thing,
        id=kept.id,
        only_in=["open", "skipped"],
        state="computing",
        closes_at=round.closes_at,
        channel_id=round.channel_id,
        number=await rounds.numbers(tx, **thing) + 1,
        sends_at=sends_at,
        starts_at=on_the_grid(sends_at),
    )
    passed = await rounds.skip_unfinished(tx, **thing, but=kept.id)
    if passed:
        _log.warning("rounds passed over", count=passed, **thing)
    return kept


async def keep(tx: Tx, round: KeptRound, now: datetime) -> KeptRound:
    """The round of a slot, stored unless it is there; its id, from which its chance comes, stays."""
    await rounds.add_once(tx, replace(round, id=ids.new(now)))
    kept = await rounds.of_slot(tx, guild_id=round.guild_id, slot=round.slot)
    assert kept is not None, "it was stored just now, or before"
    return kept


async def _write(tx: Tx, round: KeptRound, paired: Paired, now: datetime) -> None:
    """Everything that follows from the pairs, at once."""
    thing = {"guild_id": round.guild_id}
    pairing, members = paired.pairing, paired.members
    # Their week has gone by, and their members are in this round. Sessions are locked before the list of
    # those who wait, as whoever ends one does it.
    for id in await outcomes.unagreed(tx, **thing, but=round.id):
        await letting_go.pass_over(tx, round.guild_id, id, now)
    await waiting.clear(tx, round.guild_id)
    history = await rounds.practised(tx, **thing, since=now - _LOOK_BACK)
    made = [_session(round, pair, members, history, now) for pair in pairing.pairs]
    await sessions.add_all(tx, made)
    await rounds.write_places(
        tx, **thing, round_id=round.id, places=places(pairing), left_out=pairing.left_out
    )
    await rounds.count_turns(tx, **thing, pairing=pairing)
    for session in made:
        await threads.open(tx, session, round.channel_id, now)
    zone = await usual(tx, round.guild_id)
    orders = [await _left_out(tx, round, out.member, zone, now) for out in pairing.left_out]
    if members:
        orders.append(_notice(round, now))
    await deliveries.put_all_once(tx, orders)
    for out in pairing.left_out:
        await waiting.enter(tx, round.guild_id, out.member, "left-out", now)
    for member in paired.late:
        await waiting.enter(tx, round.guild_id, member, "late", now)


def _session(
    round: KeptRound,
    pair: Pair,
    members: Mapping[int, Member],
    history: Mapping[int, Sequence[Kind]],
    now: datetime,
) -> Session:
    turns = pair.turns
    seated = [turns.interviewer, turns.candidate]
    roles: list[Role] = ["interviewer", "candidate", "observer"]
    if pair.third is not None:
        seated.append(pair.third)
    candidate = members[turns.candidate]
    kind = choose_kind(
        pair.kinds, candidate.kinds, history.get(turns.candidate, ()), round.round.seed
    )
    session = Session(
        guild_id=round.guild_id,
        id=ids.new(now),
        origin="round",
        round_id=round.id,
        state="proposing",
        kind=kind,
        swap=turns.swap,
        created_at=now,
        asked_at=now,
        set_number=1,
        times=pair.proposals,
        facts=Facts.of(pair),
        channel_id=round.channel_id,
        seats=tuple(
            Seat(user_id=id, place=place, role=roles[place], level=members[id].level)
            for place, id in enumerate(seated)
        ),
    )
    at, step = course.following(session) or (None, None)
    return replace(session, next_at=at, next_step=step)


async def _left_out(tx: Tx, round: KeptRound, member: int, usual_zone: str, now: datetime) -> Order:
    """Told to them alone, when they are awake."""
    wishes = await me.preferences(tx, guild_id=round.guild_id, user_id=member)
    return Order(
        guild_id=round.guild_id,
        id=ids.new(now),
        kind=messages.LEFT_OUT,
        ref=round.id,
        slot=str(member),
        target=Target(user_id=member),
        due_at=wishes.awake(now, usual_zone=usual_zone),
        expires_at=round.ends_at,
        priority=_PRIORITY,
    )


def _notice(round: KeptRound, now: datetime) -> Order:
    return Order(
        guild_id=round.guild_id,
        id=ids.new(now),
        kind=messages.ROUND,
        ref=round.id,
        slot="sent",
        target=Target(channel_id=round.channel_id),
        due_at=now,
        expires_at=round.ends_at,
        priority=_PRIORITY,
    )
