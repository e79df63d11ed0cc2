"""Who is seen on boards, and among whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.services.board.crediting import moved
from bot.storage.board import places, totals
from bot.storage.board.places import Placing
from bot.storage.database import Tx


async def show(
    tx: Tx,
    guild_id: int,
    user_id: int,
    *,
    joined: bool | None = None,
    thanked: bool | None = None,
    excluded: bool | None = None,
) -> None:
    """Change whether a member is seen; what is None stays. Their places follow."""
    chosen = {"joined": joined, "thanked": thanked, "excluded": excluded}
    changes = {name: value for name, value in chosen.items() if value is not None}
    await _place(tx, guild_id, user_id, lambda placing: replace(placing, **changes))


async def set_cohort(tx: Tx, guild_id: int, user_id: int, monday: date | None) -> None:
    """Place a member among those whose plan began in the week of this Monday; None: no plan."""
    await _place(tx, guild_id, user_id, lambda placing: replace(placing, cohort=monday))


async def forget(tx: Tx, guild_id: int, user_id: int) -> None:
    """Take a member off every board, before their rows are deleted."""
    await show(tx, guild_id, user_id, joined=False, thanked=False)


async def _place(tx: Tx, guild_id: int, user_id: int, change: Callable[[Placing], Placing]) -> None:
    before = await places.lock(tx, guild_id=guild_id, user_id=user_id)
    after = change(before)
    if after == before:
        return
    await places.set_placing(tx, guild_id=guild_id, user_id=user_id, placing=after)
    left = [scope for scope in before.scopes if scope not in after.scopes]
    entered = [scope for scope in after.scopes if scope not in before.scopes]
    if not left and not entered:
        return
    held = await totals.of_member(tx, guild_id=guild_id, user_id=user_id)
    await places.leave(tx, guild_id=guild_id, user_id=user_id, scopes=left)
    thing = {"guild_id": guild_id, "user_id": user_id}
    await places.stand(tx, **thing, scopes=entered, points=held)
    ranks = moved(guild_id, left, held, {})
    ranks.update(moved(guild_id, entered, {}, held))
    await places.count(tx, ranks)
