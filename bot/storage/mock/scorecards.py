"""Scorecards: filled in two steps, sealed, opened once, and what their readers say of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import Any

from sqlalchemy import Row, and_, func, literal, select, update

from bot.domain.mock.feedback import Filled
from bot.domain.mock.trend import Given, Severity
from bot.storage.database import Tx, insert_once
from bot.storage.tables.mock import SCORECARD
from bot.storage.types import Instant

_C = SCORECARD.c
_BY_ANOTHER = _C.rater_id.is_distinct_from(_C.about_id)
LATEST = 500
"""The cards of a server that say how strict it is."""


async def of_session(tx: Tx, *, guild_id: int, session_id: int) -> Sequence[Filled]:
    """Every card of a session, whatever its state, the oldest first."""
    rows = await tx.execute(
        select(SCORECARD)
        .where(_C.guild_id == guild_id, _C.session_id == session_id)
        .order_by(_C.id)
    )
    return [_filled(row) for row in rows]


async def of_sessions(
    tx: Tx, *, guild_id: int, session_ids: Collection[int]
) -> Mapping[int, Sequence[Filled]]:
    """The same of several sessions; one without a card is not listed."""
    rows = await tx.execute(
        select(SCORECARD)
        .where(_C.guild_id == guild_id, _C.session_id.in_(session_ids))
        .order_by(_C.id)
    )
    found: dict[int, list[Filled]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(_filled(row))
    return found


async def find(tx: Tx, *, guild_id: int, id: int) -> Filled | None:
    """A card by its id."""
    rows = await tx.execute(select(SCORECARD).where(_C.guild_id == guild_id, _C.id == id))
    row = rows.one_or_none()
    return None if row is None else _filled(row)


async def write(tx: Tx, card: Filled) -> bool:
    """Keep a card, new or changed, as long as it is sealed; false where it is open by now.

    When it was begun and first sent stays as it was.
    """
    row = {
        **{column.name: getattr(card, column.name) for column in _C},
        "grades": json.dumps(dict(card.grades)),
    }
    if await insert_once(tx, SCORECARD, row) is not None:
        return True
    changed = ("grades", "recommendation", "keep", "change", "evidence")
    result = await tx.execute(
        update(SCORECARD)
        .where(
            _C.guild_id == card.guild_id,
            _C.session_id == card.session_id,
            _C.rater_id == card.rater_id,
            _C.about_id == card.about_id,
            _C.opened_at.is_(None),
        )
        .values(
            **{name: row[name] for name in changed},
            sent_at=func.coalesce(_C.sent_at, literal(card.sent_at, Instant)),
        )
    )
    return result.rowcount == 1


async def open_sent(tx: Tx, *, guild_id: int, session_id: int, now: datetime) -> Sequence[Filled]:
    """Open every card of a session that is sent; those that were sealed until now."""
    rows = await tx.execute(
        update(SCORECARD)
        .where(
            _C.guild_id == guild_id,
            _C.session_id == session_id,
            _C.sent_at.is_not(None),
            _C.opened_at.is_(None),
        )
        .values(opened_at=now)
        .returning(SCORECARD)
    )
    return [_filled(row) for row in rows]


async def last_by(tx: Tx, *, guild_id: int, rater_id: int, besides: int) -> Filled | None:
    """The card about another that a member sent last, besides those of one session."""
    rows = await tx.execute(
        select(SCORECARD)
        .where(
            _C.guild_id == guild_id,
            _C.rater_id == rater_id,
            _BY_ANOTHER,
            _C.session_id != besides,
            _C.sent_at.is_not(None),
        )
        .order_by(_C.sent_at.desc(), _C.id.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return None if row is None else _filled(row)


async def rate(
    tx: Tx, *, guild_id: int, id: int, about_id: int, specific: bool, usable: bool
) -> bool:
    """Keep what the reader of an open card says of it; whether there is such a card."""
    result = await tx.execute(
        update(SCORECARD)
        .where(
            _C.guild_id == guild_id,
            _C.id == id,
            _C.about_id == about_id,
            _BY_ANOTHER,
            _C.opened_at.is_not(None),
        )
        .values(specific=specific, usable=usable)
    )
    return result.rowcount == 1


async def add_line(tx: Tx, *, guild_id: int, id: int, rater_id: int, text: str) -> bool:
    """Keep the one sentence that its writer adds to an open card; whether there is such a card."""
    result = await tx.execute(
        update(SCORECARD)
        .where(
            _C.guild_id == guild_id,
            _C.id == id,
            _C.rater_id == rater_id,
            _C.opened_at.is_not(None),
        )
        .values(addendum=text)
    )
    return result.rowcount == 1


async def received(tx: Tx, *, guild_id: int, about_id: int) -> Sequence[Filled]:
    """The open cards about a member by others, the oldest first."""
    rows = await tx.execute(
        select(SCORECARD)
        .where(
            _C.guild_id == guild_id,
            _C.about_id == about_id,
            _BY_ANOTHER,
            _C.opened_at.is_not(None),
        )
        .order_by(_C.opened_at, _C.id)
    )
    return [_filled(row) for row in rows]


async def received_as(tx: Tx, *, guild_id: int, rater_id: int) -> Sequence[bool]:
    """Of a member’s cards about others that were rated: whether each was called useful."""
    rows = await tx.execute(
        select(_C.specific, _C.usable).where(
            _C.guild_id == guild_id,
            _C.rater_id == rater_id,
            _BY_ANOTHER,
            _C.specific.is_not(None),
            _C.usable.is_not(None),
        )
    )
    return [row.specific and row.usable for row in rows]


async def severity(tx: Tx, *, guild_id: int, raters: Collection[int]) -> Severity:
    """How strict these raters are beside the latest cards of the server; open cards alone count."""
    of_guild = and_(_C.guild_id == guild_id, _BY_ANOTHER, _C.opened_at.is_not(None))
    latest = await tx.execute(
        select(_C.grades).where(of_guild).order_by(_C.id.desc()).limit(LATEST)
    )
    by_rater: dict[int, list[str]] = {}
    rows = await tx.execute(select(_C.rater_id, _C.grades).where(of_guild, _C.rater_id.in_(raters)))
    for row in rows:
        by_rater.setdefault(row.rater_id, []).append(row.grades)
    return Severity(
        guild=_given(list(latest.scalars())),
        raters={rater: _given(cards) for rater, cards in by_rater.items()},
    )


def _given(cards: Sequence[str]) -> Given:
    grades = [grade for card in cards for grade in json.loads(card).values()]
    return Given(cards=len(cards), mean=fmean(grades) if grades else 0.0)


def _filled(row: Row[Any]) -> Filled:
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in _C}
    for text in ("keep", "change", "evidence"):
        values[text] = values[text] or ""
    values["grades"] = json.loads(values["grades"])
    return Filled(**values)
