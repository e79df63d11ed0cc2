"""What was asked before: `/daily history`, `search` and `mine`, and everything pressed there."""

from textwrap import shorten

from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import Kind, topic_name
from bot.domain.daily.search import LONGEST, Query, read_words, topic_of
from bot.ui import kit, replies
from bot.ui.feature import Feature, pressed
from bot.ui.permissions import hidden_channels
from bot.ui.routes import Interaction, guild_id, values
from cogs.daily import archive_views, own_views, routes

MOST_CHOICES = 25
KIND_CHOICES = [
    app_commands.Choice(name=look.label, value=kind) for kind, look in kit.KINDS.items()
]


class ArchiveCog(Feature):
    """Members look back; their commands stand in the one group `/daily`."""

    def __init__(self, client: Client) -> None:
        self.daily = client.services.daily
        self.searching = client.services.searching
        self.mine = client.services.mine

    @pressed(routes.HISTORY)
    async def show_history(self, interaction: Interaction, page: int = 0) -> None:
        """A page of the questions asked so far."""
        history = await self.daily.history(
            guild_id(interaction), interaction.user.id, page, hidden=hidden_channels(interaction)
        )
        await replies.show(interaction, archive_views.history_view(history))

    async def search(
        self, interaction: Interaction, words: str, kind: Kind | None, topic: str
    ) -> None:
        """The first page of what matches."""
        wanted = topic_of(topic) or None
        await self._show_found(
            interaction, Query(words=read_words(words), kind=kind, topic=wanted), 0
        )

    @pressed(routes.SEARCH)
    async def turn_found(
        self, interaction: Interaction, page: int, kind: int, topic: int, words: str | int
    ) -> None:
        """Another page of the same search."""
        known = await self.searching.topic(guild_id(interaction), topic) if topic else None
        query = Query(
            words=archive_views.words_of(str(words)),
            kind=archive_views.kind_of(kind),
            # A topic that no question has any longer finds none.
            topic=(known or "") if topic else None,
        )
        await self._show_found(interaction, query, page)

    async def _show_found(self, interaction: Interaction, query: Query, page: int) -> None:
        found = await self.searching.find(
            guild_id(interaction),
            interaction.user.id,
            query,
            page,
            hidden=hidden_channels(interaction),
        )
        await replies.show(interaction, archive_views.found_view(found))

    async def titles(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The questions that what was typed would find, each with as many words as fit."""
        found = await self.searching.titles(
            guild_id(interaction), typed, hidden=hidden_channels(interaction)
        )
        return [
            app_commands.Choice(name=title, value=_beginning(title))
            for title in found[:MOST_CHOICES]
        ]

    async def topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The topics that were asked here."""
        found = await self.searching.topics(
            guild_id(interaction), typed, hidden=hidden_channels(interaction)
        )
        return [
            app_commands.Choice(name=topic_name(topic), value=topic)
            for topic in found[:MOST_CHOICES]
        ]

    @pressed(routes.MINE)
    async def show_mine(self, interaction: Interaction, page: int = 0) -> None:
        """A page of the member’s own answers."""
        server, member = guild_id(interaction), interaction.user.id
        mine = await self.mine.page(server, member, page)
        if mine.rows:
            await replies.show(interaction, own_views.mine_view(mine))
            return
        newest = await self.daily.today(server, member, hidden=hidden_channels(interaction))
        view = own_views.none_mine_view(newest[0]) if newest else archive_views.no_question_view()
        await replies.show(interaction, view)

    @pressed(routes.MINE_PICK)
    async def pick_mine(self, interaction: Interaction, page: int) -> None:
        """Open an answer from the list, whichever page of it."""
        await self.show_own(interaction, int(values(interaction)[0]))

    @pressed(routes.OWN)
    async def show_own(self, interaction: Interaction, post: int) -> None:
        """One answer of the member."""
        own, _ = await self.mine.one(guild_id(interaction), interaction.user.id, post)
        await replies.show(interaction, own_views.own_view(own))

    @pressed(routes.OWN_TEXT)
    async def read_own(self, interaction: Interaction, post: int) -> None:
        """A long answer to its end."""
        own, _ = await self.mine.one(guild_id(interaction), interaction.user.id, post)
        await replies.show(interaction, own_views.own_view(own, whole=True))

    @pressed(routes.RECEIVED)
    async def show_received(self, interaction: Interaction, post: int, page: int) -> None:
        """What a reader said of it; the answer alone where no review is left."""
        own, received = await self.mine.one(guild_id(interaction), interaction.user.id, post)
        view = own_views.received_view(own, received, page) if received else own_views.own_view(own)
        await replies.show(interaction, view)


def _beginning(title: str) -> str:
    """As many whole words of a title as a search can hold."""
    return shorten(title, LONGEST, placeholder="") or title[:LONGEST]
