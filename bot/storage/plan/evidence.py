"""What is seen of a member that ticks tasks."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from bot.domain.mock.session import Role as Seating
from bot.domain.plan.evidence import Held, Role
from bot.storage.database import Tx
from bot.storage.tables.board import ENTRY
from bot.storage.tables.daily import ANSWER, POST
from bot.storage.tables.mock import SEAT, SESSION
from bot.storage.tables.plan import STUDY_DAY

_A = ANSWER.c
_D = STUDY_DAY.c
_E = ENTRY.c
_S = SESSION.c
_T = SEAT.c
_BOTH: frozenset[Role] = frozenset({"interviewer", "candidate"})


async def answers(
    tx: Tx, *, guild_id: int, user_id: int, since: datetime
) -> Sequence[tuple[str, datetime]]:
    """The questions they answered since then, and when; “I tried, show me” is no answer."""
    rows = await tx.execute(
        select(POST.c.question_id, _A.answered_at)
        .join(POST, (POST.c.guild_id == _A.guild_id) & (POST.c.id == _A.post_id))
        .where(
            _A.guild_id == guild_id,
            _A.user_id == user_id,
            _A.answered_at >= since,
            _A.text.is_not(None),
        )
        .order_by(_A.answered_at)
    )
    return [(row.question_id, row.answered_at) for row in rows]


async def mocks(tx: Tx, *, guild_id: int, user_id: int, since: datetime) -> Sequence[Held]:
    """The mock interviews since then that were credited to them."""
    credited = await tx.execute(
        select(_E.thing, _E.at).where(
            _E.guild_id == guild_id,
            _E.user_id == user_id,
            _E.kind == "mock",
            _E.n == 0,
            _E.at >= since,
        )
    )
    at = {int(row.thing): row.at for row in credited}
    if not at:
        return []
    rows = await tx.execute(
        select(_S.id, _S.kind, _S.swap, _T.role)
        .join(SEAT, (_T.guild_id == _S.guild_id) & (_T.session_id == _S.id))
        .where(_S.guild_id == guild_id, _S.id.in_(at), _T.user_id == user_id)
        .order_by(_S.id)
    )
    return [Held(row.kind, _roles(row.role, swap=row.swap), at[row.id]) for row in rows]


async def last_study_day(tx: Tx, *, guild_id: int, user_id: int, before: date) -> date | None:
    """The newest of their study days before this one."""
    rows = await tx.execute(
        select(func.max(_D.day)).where(
            _D.guild_id == guild_id, _D.user_id == user_id, _D.day < before
        )
    )
    return rows.scalar_one()


def _roles(first: Seating, *, swap: bool) -> frozenset[Role]:
    if first == "observer":
        return frozenset()
    # With a swap the two exchange their roles half-way.
    return _BOTH if swap else frozenset({first})
