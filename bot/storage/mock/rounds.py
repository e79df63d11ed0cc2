"""The rounds of a server, and who had which place in each."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, literal, or_, select, text, update

from bot.domain.daily.question import Kind
from bot.domain.delivery import State as DeliveryState
from bot.domain.mock.messages import ROUND as KIND
from bot.domain.mock.round import LeftOut, Pairing
from bot.domain.mock.rounds import KeptRound, Places, State
from bot.storage import ids
from bot.storage.database import Tx, insert_once
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.mock import (
    MOCK_MEMBER,
    ROUND,
    ROUND_MEMBER,
    SEAT,
    SESSION,
    WAITING,
)
from bot.storage.tables.mock.rounds import COMPUTING
from bot.storage.types import Flag

_R = ROUND.c
_P = ROUND_MEMBER.c
_M = MOCK_MEMBER.c
_D = DELIVERY.c
_YES = literal(True, Flag)
# Word for word as the index has it, so that SQLite uses it.
_COMPUTING = text(COMPUTING)


async def add_once(tx: Tx, round: KeptRound) -> bool:
    """Store a round unless there is one of its slot; whether it was stored."""
    row = {
        "guild_id": round.guild_id,
        "id": round.id,
        "slot": round.slot,
        "number": round.number,
        "closes_at": round.closes_at,
        "sends_at": round.sends_at,
        "starts_at": round.starts_at,
        "channel_id": round.channel_id,
        "state": round.state,
        "attempt": 0,
    }
    return await insert_once(tx, ROUND, row) is not None


async def of_slot(tx: Tx, *, guild_id: int, slot: date) -> KeptRound | None:
    """The round of a local day."""
    return await _one(tx, _R.guild_id == guild_id, _R.slot == slot)


async def find(tx: Tx, *, guild_id: int, id: int) -> KeptRound | None:
    """A round by its id."""
    return await _one(tx, _R.guild_id == guild_id, _R.id == id)


async def newest(
    tx: Tx, *, guild_id: int, states: Collection[State] = ("sent",)
) -> KeptRound | None:
    """The latest round in one of these states."""
    rows = await tx.execute(
        select(ROUND)
        .where(_R.guild_id == guild_id, _R.state.in_(states))
        .order_by(_R.sends_at.desc(), _R.id.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return None if row is None else _round(row)


async def numbers(tx: Tx, *, guild_id: int) -> int:
    """How many rounds were sent."""
    found = await tx.execute(
        select(func.count()).where(_R.guild_id == guild_id, _R.state == "sent")
    )
    return found.scalar_one()


async def change(
    tx: Tx, *, guild_id: int, id: int, only_in: Collection[State], **values: Any
) -> bool:
    """Change columns of a round that is in one of these states; whether it was."""
    result = await tx.execute(
        update(ROUND)
        .where(_R.guild_id == guild_id, _R.id == id, _R.state.in_(only_in))
        .values(**values)
    )
    return result.rowcount == 1


async def skip_unfinished(tx: Tx, *, guild_id: int, but: int) -> int:
    """Rounds that were never sent give way to a newer one; how many."""
    result = await tx.execute(
        update(ROUND)
        .where(_R.guild_id == guild_id, _R.id != but, _R.state.in_(("open", "computing")))
        .values(state="skipped", lease_until=None)
    )
    return result.rowcount


async def claim(tx: Tx, *, now: datetime, lease: timedelta) -> KeptRound | None:
    """Take one round whose pairs are to be made, over all servers; others pass over it meanwhile."""
    free = (
        select(_R.guild_id, _R.id)
        .where(_COMPUTING, or_(_R.lease_until.is_(None), _R.lease_until <= now))
        .order_by(_R.sends_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await tx.execute(free)).one_or_none()
    if row is None:
        return None
    rows = await tx.execute(
        update(ROUND)
        .where(_R.guild_id == row.guild_id, _R.id == row.id)
        .values(lease_until=now + lease, attempt=_R.attempt + 1)
        .returning(*_R)
    )
    return _round(rows.one())


async def void_leases(tx: Tx) -> None:
    """Let every round be claimed at once: right where one process exists, since its predecessor is gone."""
    await tx.execute(update(ROUND).where(_COMPUTING).values(lease_until=None))


async def write_places(
    tx: Tx, *, guild_id: int, round_id: int, places: Places, left_out: Sequence[LeftOut]
) -> None:
    """Put these places of a round in place of those there are."""
    await tx.execute(delete(ROUND_MEMBER).where(_P.guild_id == guild_id, _P.round_id == round_id))
    why = {out.member: out for out in left_out}
    rows = [
        {
            "guild_id": guild_id,
            "round_id": round_id,
            "user_id": member,
            "pair": pair,
            "reason": why[member].reason if pair is None else None,
            "evening": why[member].evening if pair is None else None,
        }
        for member, pair in places.items()
    ]
    if rows:
        await tx.execute(ROUND_MEMBER.insert(), rows)


async def places(tx: Tx, *, guild_id: int, round_id: int) -> Places:
    """Where everybody of a round is."""
    rows = await tx.execute(
        select(_P.user_id, _P.pair).where(_P.guild_id == guild_id, _P.round_id == round_id)
    )
    return {row.user_id: row.pair for row in rows}


async def left_out(tx: Tx, *, guild_id: int, round_id: int, user_id: int) -> LeftOut | None:
    """Why a member is left out of a round; nothing where they are not."""
    rows = await tx.execute(
        select(_P.reason, _P.evening).where(
            _P.guild_id == guild_id,
            _P.round_id == round_id,
            _P.user_id == user_id,
            _P.pair.is_(None),
        )
    )
    row = rows.one_or_none()
    if row is None:
        return None
    return LeftOut(member=user_id, reason=row.reason, evening=row.evening)


async def is_notice_refused(tx: Tx, *, guild_id: int, round_id: int) -> bool:
    """Whether the public notice of a round could not be sent."""
    found = await tx.execute(
        select(_D.id).where(
            _D.guild_id == guild_id,
            _D.kind == KIND,
            _D.ref == round_id,
            _D.state == DeliveryState.FAILED,
        )
    )
    return found.first() is not None


async def waiting(tx: Tx, *, guild_id: int) -> int:
    """How many wait for a partner."""
    found = await tx.execute(select(func.count()).where(WAITING.c.guild_id == guild_id))
    return found.scalar_one()


async def count_turns(tx: Tx, *, guild_id: int, pairing: Pairing) -> None:
    """After a round: who was left out waits one round longer, the others anew, and nobody skips any more."""
    here = _M.guild_id == guild_id
    await tx.execute(update(MOCK_MEMBER).where(here, _M.skips == _YES).values(skips=False))
    seated = [member for pair in pairing.pairs for member in pair.members]
    for members, streak in ((seated, 0), ([one.member for one in pairing.left_out], _M.streak + 1)):
        for first in range(0, len(members), _SOME):
            some = _M.user_id.in_(members[first : first + _SOME])
            await tx.execute(update(MOCK_MEMBER).where(here, some).values(streak=streak))


# SQLite takes so many values in a statement, and a few more.
_SOME = 10_000


async def practised(tx: Tx, *, guild_id: int, since: datetime) -> Mapping[int, Sequence[Kind]]:
    """The kinds in which each member was interviewed since then, the oldest first."""
    rows = await tx.execute(
        select(SEAT.c.user_id, SESSION.c.kind)
        .join(
            SESSION, (SESSION.c.guild_id == SEAT.c.guild_id) & (SESSION.c.id == SEAT.c.session_id)
        )
        .where(
            SESSION.c.guild_id == guild_id,
            SESSION.c.id >= ids.first(since),
            SESSION.c.begun_at.is_not(None),
            (SEAT.c.role == "candidate")
            | ((SEAT.c.role == "interviewer") & (SESSION.c.swap == _YES)),
        )
        .order_by(SESSION.c.id)
    )
    found: dict[int, list[Kind]] = {}
    for row in rows:
        found.setdefault(row.user_id, []).append(row.kind)
    return found


async def _one(tx: Tx, *where: Any) -> KeptRound | None:
    row = (await tx.execute(select(ROUND).where(*where))).one_or_none()
    return None if row is None else _round(row)


def _round(row: Row[Any]) -> KeptRound:
    return KeptRound(
        guild_id=row.guild_id,
        id=row.id,
        slot=row.slot,
        number=row.number,
        closes_at=row.closes_at,
        sends_at=row.sends_at,
        starts_at=row.starts_at,
        channel_id=row.channel_id,
        state=row.state,
        attempt=row.attempt,
        sent_at=row.sent_at,
        foreseen_at=row.foreseen_at,
    )
