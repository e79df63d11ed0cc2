"""Never with: whom a member does not want to meet. Nobody is told, and no count shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.mock.joining import MOST_NEVER
from bot.errors import EnoughNever, NotABot, NotYourself
from bot.storage.database import Database
from bot.storage.mock import never


@dataclass(frozen=True, slots=True)
class Never:
    """A member’s private list."""

    database: Database
    clock: Clock

    async def mine(self, guild_id: int, user_id: int) -> Sequence[int]:
        """Whom they named."""
        async with self.database.reading() as tx:
            return await never.of_member(tx, guild_id=guild_id, user_id=user_id)

    async def add(
        self, guild_id: int, user_id: int, other_id: int, *, is_bot: bool
    ) -> Sequence[int]:
        """Name one more. Raises `NotYourself`, `NotABot`, `EnoughNever`."""
        before = await self.mine(guild_id, user_id)
        return await self.put(
            guild_id, user_id, {*before, other_id}, bots={other_id} if is_bot else ()
        )

    async def remove(self, guild_id: int, user_id: int, other_id: int) -> Sequence[int]:
        """Name one no more."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            await never.remove(tx, **thing, others=[other_id])
            return await never.of_member(tx, **thing)

    async def put(
        self, guild_id: int, user_id: int, others: Collection[int], *, bots: Collection[int] = ()
    ) -> Sequence[int]:
        """Name exactly these; who cannot be named is left out and told, the others are kept.

        Raises `NotYourself`, `NotABot`, `EnoughNever`.
        """
        wanted = set(others) - {user_id, *bots}
        if len(wanted) > MOST_NEVER:
            raise EnoughNever(most=MOST_NEVER)
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            before = set(await never.of_member(tx, **thing))
            await never.remove(tx, **thing, others=before - wanted)
            await never.add(tx, **thing, others=sorted(wanted - before), now=self.clock())
            found = await never.of_member(tx, **thing)
        if user_id in others:
            raise NotYourself
        if set(bots) & set(others):
            raise NotABot
        return found
