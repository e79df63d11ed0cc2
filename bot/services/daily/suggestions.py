"""Suggestions as their authors see them: sending one, changing it, taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.daily.question import Question
from bot.domain.daily.suggestion import MOST, MOST_OPEN, WITHIN, Idea, Suggestion
from bot.errors import (
    EmptySuggestion,
    EnoughSuggestions,
    NoSuchSuggestion,
    SuggestionsWait,
    SuggestionTakenUp,
)
from bot.services.daily.likeness import near
from bot.services.library import Library
from bot.storage import ids, server
from bot.storage.bank import suggestions as stored
from bot.storage.database import Database, Tx

SHOWN = 10
"""So many of their suggestions are listed to a member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion with the questions of the bank that it is close to."""

    suggestion: Suggestion
    near: Sequence[Question] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What members do with their suggestions."""

    database: Database
    library: Library
    clock: Clock

    async def mine(self, guild_id: int, user_id: int) -> Sequence[Suggestion]:
        """A member’s newest suggestions, but for those they took back."""
        async with self.database.reading() as tx:
            return await stored.of_member(tx, guild_id=guild_id, user_id=user_id, limit=SHOWN)

    async def begin(self, guild_id: int, user_id: int) -> None:
        """Whether there is room for another one. Raises `SuggestionsWait`, `EnoughSuggestions`."""
        async with self.database.reading() as tx:
            await self._check(tx, guild_id, user_id)

    async def suggest(self, guild_id: int, user_id: int, idea: Idea) -> Suggested:
        """Keep a suggestion. Raises what `begin` does and `EmptySuggestion`, with all texts given back."""
        idea = _tidy(idea)
        now = self.clock()
        async with self.database.transaction() as tx:
            # Two at once would both find room.
            await server.lock(tx, guild_ids=[guild_id])
            await self._check(tx, guild_id, user_id, idea)
            suggestion = Suggestion(
                guild_id=guild_id, id=ids.new(now), user_id=user_id, idea=idea, at=now
            )
            await stored.add(tx, suggestion)
            return await self._with_near(tx, suggestion)

    async def find(self, guild_id: int, id: int, user_id: int) -> Suggestion:
        """A member’s own suggestion. Raises `NoSuchSuggestion`."""
        async with self.database.reading() as tx:
            return await self._own(tx, guild_id, id, user_id)

    async def draft(self, guild_id: int, id: int, user_id: int) -> Suggestion:
        """A suggestion that its author may change. Raises `NoSuchSuggestion`, `SuggestionTakenUp`."""
        found = await self.find(guild_id, id, user_id)
        if found.state != "open" or found.draft:
            raise SuggestionTakenUp
        return found

    async def edit(self, guild_id: int, id: int, user_id: int, idea: Idea) -> Suggested:
        """Change a suggestion that nobody works on.

        Raises `EmptySuggestion`, `NoSuchSuggestion`, `SuggestionTakenUp`, with all texts given back.
        """
        async with self.database.transaction() as tx:
            found = await self._own(tx, guild_id, id, user_id, quote=_texts(idea))
            idea = _tidy(idea)
            if not await stored.edit(tx, guild_id=guild_id, id=id, idea=idea):
                raise SuggestionTakenUp(quote=_texts(idea))
            return await self._with_near(tx, replace(found, idea=idea))

    async def withdraw(self, guild_id: int, id: int, user_id: int) -> Suggestion:
        """Take a suggestion back while it waits. Raises `NoSuchSuggestion`."""
        async with self.database.transaction() as tx:
            found = await self._own(tx, guild_id, id, user_id)
            ended = await stored.end(
                tx, guild_id=guild_id, id=id, state="withdrawn", by=user_id, now=self.clock()
            )
            if not ended:
                raise NoSuchSuggestion
            return found

    async def to_tell(self, guild_id: int, id: int) -> Suggestion | None:
        """A suggestion that an owner answered; nothing where it is no longer kept."""
        async with self.database.reading() as tx:
            found = await stored.find(tx, guild_id=guild_id, id=id)
        answered = found is not None and found.state in ("accepted", "declined")
        return found if answered else None

    async def _check(self, tx: Tx, guild_id: int, user_id: int, idea: Idea | None = None) -> None:
        thing = {"guild_id": guild_id, "user_id": user_id}
        quote = None if idea is None else _texts(idea)
        if await stored.count_open(tx, **thing) >= MOST_OPEN:
            raise SuggestionsWait(quote=quote, most=MOST_OPEN)
        if await stored.count_since(tx, **thing, since=self.clock() - WITHIN) >= MOST:
            raise EnoughSuggestions(quote=quote, most=MOST)

    async def _own(
        self, tx: Tx, guild_id: int, id: int, user_id: int, quote: str | None = None
    ) -> Suggestion:
        found = await stored.find(tx, guild_id=guild_id, id=id)
        if found is None or found.user_id != user_id or found.state == "withdrawn":
            raise NoSuchSuggestion(quote=quote)
        return found

    async def _with_near(self, tx: Tx, suggestion: Suggestion) -> Suggested:
        bank = await self.library.of(tx, suggestion.guild_id)
        return Suggested(suggestion=suggestion, near=near(suggestion.idea, bank))


def _tidy(idea: Idea) -> Idea:
    """Without space around its texts. Raises `EmptySuggestion`."""
    tidy = replace(
        idea,
        title=" ".join(idea.title.split()),
        prompt=idea.prompt.strip(),
        outline=idea.outline.strip(),
        hints=idea.hints.strip(),
        source=idea.source.strip(),
    )
    # Zero-width characters alone say nothing.
    if not all(any(map(str.isalnum, text)) for text in (tidy.title, tidy.prompt)):
        raise EmptySuggestion(quote=_texts(idea))
    return tidy


def _texts(idea: Idea) -> str:
    """All that was typed, to be given back."""
    texts = (idea.title, idea.prompt, idea.outline, idea.hints, idea.source)
    return "\n\n".join(text for text in texts if text.strip())
