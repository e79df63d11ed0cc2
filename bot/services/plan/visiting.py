"""The first visit: what a member has chosen here so far."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.services.plan.starting import Openings, openings_of
from bot.services.zone import usual
from bot.storage import me
from bot.storage.database import Database
from bot.storage.mock import joining
from bot.storage.plan import plans


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """`zone` is missing until they chose one; `usual` is the server’s."""

    zone: str | None
    usual: str
    openings: Openings
    in_mocks: bool
    on_boards: bool
    recap: bool


@dataclass(frozen=True, slots=True)
class Visiting:
    """What the first screen shows."""

    database: Database
    clock: Clock

    async def visit(self, guild_id: int, user_id: int) -> Visit:
        """What a member has chosen, and when they may begin."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.reading() as tx:
            entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
            preferences = await me.preferences(tx, **thing)
            return Visit(
                zone=preferences.zone,
                usual=await usual(tx, guild_id),
                openings=await openings_of(tx, guild_id, user_id, self.clock()),
                in_mocks=entry is not None and entry.left_at is None,
                on_boards=await plans.is_on_boards(tx, **thing),
                recap=preferences.recap,
            )
