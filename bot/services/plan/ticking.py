"""Tasks that tick themselves by what the bot can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.board.deed import Deed
from bot.domain.plan.track import Phase
from bot.storage.database import Tx


@dataclass(frozen=True, slots=True)
class Ticking:
    """Compares what was done with what the open tasks of a plan need."""

    phases: Mapping[str, Phase]

    async def tick(self, tx: Tx, guild_id: int, user_id: int, now: datetime) -> Sequence[Deed]:
        """Tick the tasks whose evidence is whole by now; a deed for each."""
        return []
