"""What became of the sessions of a round, in numbers alone, and which found no time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.domain.daily.question import Kind
from bot.storage.database import Tx
from bot.storage.tables.mock import SCORECARD, SESSION

_S = SESSION.c


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many sessions of a round came how far; `cards` are sealed or open."""

    proposing: int
    agreed: int
    held: int
    not_held: int
    gone: int
    cards: int


async def outcomes(tx: Tx, *, guild_id: int, round_id: int) -> Outcomes:
    """What became of the sessions of a round, in numbers alone."""
    here = (_S.guild_id == guild_id, _S.round_id == round_id)
    began = _S.begun_at.is_not(None).label("began")
    rows = await tx.execute(
        select(_S.state, began, func.count().label("number")).where(*here).group_by(_S.state, began)
    )
    found: dict[str, int] = {}
    for row in rows:
        name = "held" if row.began else row.state
        found[name] = found.get(name, 0) + row.number
    cards = await tx.execute(
        select(func.count())
        .select_from(SCORECARD)
        .join(SESSION, (_S.guild_id == SCORECARD.c.guild_id) & (_S.id == SCORECARD.c.session_id))
        .where(*here, SCORECARD.c.sent_at.is_not(None))
    )
    return Outcomes(
        proposing=found.get("proposing", 0),
        agreed=found.get("agreed", 0),
        held=found.get("held", 0),
        not_held=found.get("over", 0),
        gone=found.get("released", 0) + found.get("cancelled", 0),
        cards=cards.scalar_one(),
    )


async def kinds(tx: Tx, *, guild_id: int, round_id: int) -> Mapping[Kind, int]:
    """How many sessions of a round there are of each kind, as they were made."""
    rows = await tx.execute(
        select(_S.kind, func.count().label("number"))
        .where(_S.guild_id == guild_id, _S.round_id == round_id)
        .group_by(_S.kind)
    )
    return {row.kind: row.number for row in rows}


async def unagreed(tx: Tx, *, guild_id: int, but: int) -> Sequence[int]:
    """The sessions of other rounds that still look for a time, by their ids."""
    rows = await tx.execute(
        select(_S.id)
        .where(
            _S.guild_id == guild_id,
            _S.origin == "round",
            _S.round_id != but,
            _S.state == "proposing",
        )
        .order_by(_S.id)
    )
    return rows.scalars().all()
