"""What members do is written down in the transaction in which they do it.

A deed earns points, makes a study day and ticks tasks; each of these counts it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.board.deed import STUDIES, Dated, Deed
from bot.services.board.crediting import Earned, add_up, lock, write_down
from bot.services.plan.ticking import Ticking
from bot.services.zone import usual
from bot.storage.database import Tx
from bot.storage.plan import study_days


@dataclass(frozen=True, slots=True)
class Deeds:
    """The one way from a deed to its points, its day and its tasks."""

    ticking: Ticking

    async def done(self, tx: Tx, deeds: Sequence[Deed], now: datetime) -> Earned:
        """Write deeds down; those that are known already change nothing. What each of them earned.

        Members are locked first, and the ranks they share are written last and once, so that no two
        transactions wait for each other.
        """
        placings = await lock(tx, {(deed.guild_id, deed.user_id) for deed in deeds})
        earned = Earned()
        while deeds:
            dated = await _dated(tx, deeds)
            earned |= await write_down(tx, dated)
            for one in dated:
                await _study(tx, one)
            deeds = [
                task
                for member in sorted({(deed.guild_id, deed.user_id) for deed in deeds})
                for task in await self.ticking.tick(tx, *member, now)
            ]
        await add_up(tx, placings, earned)
        return earned


async def _dated(tx: Tx, deeds: Sequence[Deed]) -> Sequence[Dated]:
    """Each deed with its day on the member’s own clock."""
    zones = {guild_id: await usual(tx, guild_id) for guild_id in {deed.guild_id for deed in deeds}}
    return [
        Dated(
            deed=deed,
            day=await study_days.local_day(
                tx,
                guild_id=deed.guild_id,
                user_id=deed.user_id,
                at=deed.at,
                usual_zone=zones[deed.guild_id],
            ),
        )
        for deed in deeds
    ]


async def _study(tx: Tx, one: Dated) -> None:
    """The day of a deed becomes a study day, if it is of such a kind."""
    deed = one.deed
    if deed.kind in STUDIES:
        await study_days.add(
            tx,
            guild_id=deed.guild_id,
            user_id=deed.user_id,
            day=one.day,
            how=deed.kind,
            at=deed.at,
        )
