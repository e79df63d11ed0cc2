"""Sessions with their seats, the times they choose from, and who accepted which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from bot.domain.mock.member import Met
from bot.domain.mock.session import OPEN, Facts, Seat, Session, State
from bot.storage import ids
from bot.storage.database import Tx, insert_once
from bot.storage.tables.mock import PROPOSAL, SEAT, SESSION, VOTE

_S = SESSION.c
_T = SEAT.c
_P = PROPOSAL.c
_V = VOTE.c
_PAIR = 2  # places below it


async def add(tx: Tx, session: Session) -> None:
    """Store a new session with its seats and its first set of times."""
    await add_all(tx, [session])


async def add_all(tx: Tx, sessions: Sequence[Session]) -> None:
    """The same for many, in three statements."""
    if not sessions:
        return
    await tx.execute(SESSION.insert(), [_row(one) for one in sessions])
    seats = [
        {"guild_id": one.guild_id, "session_id": one.id, **asdict(seat)}
        for one in sessions
        for seat in one.seats
    ]
    await tx.execute(SEAT.insert(), seats)
    times = [row for one in sessions for row in _times(one, one.set_number, one.times)]
    if times:
        await tx.execute(PROPOSAL.insert(), times)


async def find(tx: Tx, *, guild_id: int, id: int, to_change: bool = False) -> Session | None:
    """A session as it stands; `to_change` keeps others out until the transaction ends."""
    statement = select(SESSION).where(_S.guild_id == guild_id, _S.id == id)
    rows = await tx.execute(statement.with_for_update() if to_change else statement)
    found = await complete(tx, list(rows.all()))
    return found[0] if found else None


async def of_member(
    tx: Tx, *, guild_id: int, user_id: int, states: Collection[State] = OPEN, limit: int = 10
) -> Sequence[Session]:
    """A member’s sessions in these states, newest first."""
    rows = await tx.execute(
        select(SESSION)
        .join(SEAT, (_T.guild_id == _S.guild_id) & (_T.session_id == _S.id))
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _S.state.in_(states))
        .order_by(_S.id.desc())
        .limit(limit)
    )
    return await complete(tx, list(rows.all()))


async def of_round(
    tx: Tx, *, guild_id: int, round_id: int, states: Collection[State]
) -> Sequence[Session]:
    """The sessions of a round in these states, in order of their ids."""
    rows = await tx.execute(
        select(SESSION)
        .where(_S.guild_id == guild_id, _S.round_id == round_id, _S.state.in_(states))
        .order_by(_S.id)
    )
    return await complete(tx, list(rows.all()))


async def change(
    tx: Tx, *, guild_id: int, id: int, only_in: Collection[State] | None = None, **values: Any
) -> bool:
    """Change columns of a session, only in these states if any are named; whether it was changed.

    Of two who change the state at once the first one wins.
    """
    statement = update(SESSION).where(_S.guild_id == guild_id, _S.id == id)
    if only_in is not None:
        statement = statement.where(_S.state.in_(only_in))
    return (await tx.execute(statement.values(**values))).rowcount == 1


async def change_seat(
    tx: Tx, *, guild_id: int, session_id: int, user_id: int, **values: Any
) -> bool:
    """Change columns of a seat; whether there is one."""
    result = await tx.execute(
        update(SEAT)
        .where(_T.guild_id == guild_id, _T.session_id == session_id, _T.user_id == user_id)
        .values(**values)
    )
    return result.rowcount == 1


async def remove_seat(tx: Tx, *, guild_id: int, session_id: int, user_id: int) -> None:
    """Take a member out of a session."""
    await tx.execute(
        delete(SEAT).where(
            _T.guild_id == guild_id, _T.session_id == session_id, _T.user_id == user_id
        )
    )


async def propose(tx: Tx, session: Session, number: int, times: Sequence[datetime]) -> None:
    """Store a further set of times to choose from."""
    await tx.execute(PROPOSAL.insert(), list(_times(session, number, times)))


async def proposed(tx: Tx, *, guild_id: int, id: int) -> frozenset[datetime]:
    """Every time that was ever proposed to a session’s members."""
    rows = await tx.execute(
        select(_P.starts_at).where(_P.guild_id == guild_id, _P.session_id == id)
    )
    return frozenset(rows.scalars())


async def vote(tx: Tx, session: Session, n: int, user_id: int, now: datetime) -> bool:
    """Note that a member accepts a time of the present set; false where they had."""
    row = {
        "guild_id": session.guild_id,
        "session_id": session.id,
        "proposals": session.set_number,
        "n": n,
        "user_id": user_id,
        "at": now,
    }
    return await insert_once(tx, VOTE, row) is not None


async def unvote(tx: Tx, session: Session, n: int, user_id: int) -> None:
    """Take it back."""
    await tx.execute(
        delete(VOTE).where(
            _V.guild_id == session.guild_id,
            _V.session_id == session.id,
            _V.proposals == session.set_number,
            _V.n == n,
            _V.user_id == user_id,
        )
    )


async def voters(tx: Tx, session: Session) -> frozenset[int]:
    """Who accepted any time since they were asked for one, of whichever set."""
    rows = await tx.execute(
        select(_V.user_id).where(
            _V.guild_id == session.guild_id,
            _V.session_id == session.id,
            _V.at >= session.asked_at,
        )
    )
    return frozenset(rows.scalars())


async def met(tx: Tx, *, guild_id: int, since: datetime) -> Sequence[Met]:
    """Who was paired with whom since then, whatever came of it; observers have met nobody.

    A session that was made by name or on the spot counts once it began.
    """
    pairs = (
        select(_S.id, func.min(_T.user_id).label("a"), func.max(_T.user_id).label("b"))
        .join(SEAT, (_T.guild_id == _S.guild_id) & (_T.session_id == _S.id))
        .where(
            _S.guild_id == guild_id,
            _S.id >= ids.first(since),
            _T.place < _PAIR,
            (_S.origin == "round") | _S.begun_at.is_not(None),
        )
        .group_by(_S.id)
        .having(func.count() == _PAIR)
    )
    return [
        Met(a=row.a, b=row.b, week=_monday(ids.moment(row.id).date()))
        for row in await tx.execute(pairs)
    ]


async def complete(tx: Tx, rows: Sequence[Row[Any]]) -> Sequence[Session]:
    """Rows of sessions as domain values, in their order; they may be of several servers."""
    if not rows:
        return []
    keys = {(row.guild_id, row.id) for row in rows}
    guilds, numbers = {guild for guild, _ in keys}, {id for _, id in keys}
    seats = await _by_session(
        tx, select(SEAT).where(_T.guild_id.in_(guilds), _T.session_id.in_(numbers)), keys
    )
    times = await _by_session(
        tx, select(PROPOSAL).where(_P.guild_id.in_(guilds), _P.session_id.in_(numbers)), keys
    )
    votes = await _by_session(
        tx, select(VOTE).where(_V.guild_id.in_(guilds), _V.session_id.in_(numbers)), keys
    )
    return [
        _session(row, seats.get(key, []), times.get(key, []), votes.get(key, []))
        for row in rows
        for key in [(row.guild_id, row.id)]
    ]


async def _by_session(
    tx: Tx, statement: Any, keys: Collection[tuple[int, int]]
) -> Mapping[tuple[int, int], list[Row[Any]]]:
    found: dict[tuple[int, int], list[Row[Any]]] = {}
    for row in await tx.execute(statement):
        key = (row.guild_id, row.session_id)
        if key in keys:
            found.setdefault(key, []).append(row)
    return found


def _row(session: Session) -> dict[str, Any]:
    return {
        "guild_id": session.guild_id,
        "id": session.id,
        "origin": session.origin,
        "round_id": session.round_id,
        "state": session.state,
        "kind": session.kind,
        "swap": session.swap,
        "created_at": session.created_at,
        "asked_at": session.asked_at,
        "proposals": session.set_number,
        "starts_at": session.starts_at,
        "sequence": session.sequence,
        "begun_at": session.begun_at,
        "ended_at": session.ended_at,
        "next_at": session.next_at,
        "next_step": session.next_step,
        "facts": session.facts.code(),
        "channel_id": session.channel_id,
        "thread_id": session.thread_id,
        "message_id": session.message_id,
        "event_id": session.event_id,
    }


def _times(session: Session, number: int, times: Sequence[datetime]) -> list[dict[str, Any]]:
    return [
        {
            "guild_id": session.guild_id,
            "session_id": session.id,
            "proposals": number,
            "n": n,
            "starts_at": at,
        }
        for n, at in enumerate(times, start=1)
    ]


def _session(
    row: Row[Any],
    seats: Sequence[Row[Any]],
    times: Sequence[Row[Any]],
    votes: Sequence[Row[Any]],
) -> Session:
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in _S}
    number = values.pop("proposals")
    values["facts"] = Facts.read(values["facts"])
    chosen: dict[int, set[int]] = {}
    for vote in votes:
        if vote.proposals == number:
            chosen.setdefault(vote.n, set()).add(vote.user_id)
    return Session(
        **values,
        set_number=number,
        times=tuple(
            one.starts_at for one in sorted(times, key=lambda one: one.n) if one.proposals == number
        ),
        votes={n: frozenset(members) for n, members in chosen.items()},
        seats=tuple(_seat(one) for one in sorted(seats, key=lambda one: one.place)),
    )


def _seat(row: Row[Any]) -> Seat:
    return Seat(**{one.name: getattr(row, one.name) for one in fields(Seat)})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
