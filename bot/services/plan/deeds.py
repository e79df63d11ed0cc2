"""What members do is written down in the transaction in which they do it.

A deed earns points, makes a study day and ticks tasks; each of these counts it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.board.deed import STUDIES, Dated, Deed
from bot.services.board.crediting import credit
from bot.services.plan.ticking import Ticking
from bot.services.zone import usual
from bot.storage.database import Tx
from bot.storage.plan import study_days


@dataclass(frozen=True, slots=True)
class Deeds:
    """The one way from a deed to its points, its day and its tasks."""

    ticking: Ticking

    async def done(self, tx: Tx, deeds: Sequence[Deed], now: datetime) -> None:
        """Write deeds down; those that are known already change nothing."""
        dated = [await _dated(tx, deed) for deed in deeds]
        await credit(tx, dated)
        ticked = [
            task
            for member in sorted({(deed.guild_id, deed.user_id) for deed in deeds})
            for task in await self.ticking.tick(tx, *member, now)
        ]
        if ticked:
            await self.done(tx, ticked, now)


async def _dated(tx: Tx, deed: Deed) -> Dated:
    """A deed with its day, which it makes a study day if it is of that kind."""
    member = {"guild_id": deed.guild_id, "user_id": deed.user_id}
    zone = await usual(tx, deed.guild_id)
    day = await study_days.local_day(tx, **member, at=deed.at, usual_zone=zone)
    if deed.kind in STUDIES:
        await study_days.add(tx, **member, day=day, how=deed.kind, at=deed.at)
    return Dated(deed=deed, day=day)
