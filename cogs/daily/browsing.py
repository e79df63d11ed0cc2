"""Leafing through the bank: what is pressed and picked on the screens of `/bank browse`."""

from dataclasses import replace

from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import KINDS, LEVELS, topic_name
from bot.errors import NotInBank
from bot.services.bank import Opened, Sift
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.daily import routes
from cogs.daily.bank_pages import MARK, Way, item_view
from cogs.daily.bank_views import bank_view, sift_of
from cogs.daily.queue_views import mark_of

_MOST_CHOICES = 25
_OFF = "**Switched off.** It is never chosen from now on, and `/server changes` takes that back."
_ON = "**Switched on.** It may be asked again."


class BrowsingCog(Feature):
    """Owners leaf through the bank; the command stands in the one group `/bank`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.bank

    async def browse(self, interaction: Interaction, sift: Sift, page: int = 0) -> None:
        """A page of what is looked for."""
        shelf = await self.service.browse(guild_id(interaction), sift, page)
        await replies.show(interaction, bank_view(shelf, interaction.user.id))

    async def topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The topics of the bank."""
        found = await self.service.topics(guild_id(interaction), typed)
        return [
            app_commands.Choice(name=topic_name(topic), value=topic)
            for topic in found[:_MOST_CHOICES]
        ]

    @pressed(routes.BANK)
    async def turn(self, interaction: Interaction, look: str, page: int) -> None:
        """Another page, or other conditions."""
        await self.browse(interaction, await self._sift(interaction, look), page)

    @pressed(routes.BANK_KIND)
    async def pick_kind(self, interaction: Interaction, look: str) -> None:
        """Only one kind, or every kind."""
        chosen = values(interaction)[0]
        kind = chosen if chosen in KINDS else None
        await self.browse(interaction, replace(await self._sift(interaction, look), kind=kind))

    @pressed(routes.BANK_LEVEL)
    async def pick_level(self, interaction: Interaction, look: str) -> None:
        """Only what suits one level, or every level."""
        chosen = values(interaction)[0]
        level = chosen if chosen in LEVELS else None
        await self.browse(interaction, replace(await self._sift(interaction, look), level=level))

    @pressed(routes.BANK_PICK)
    async def pick(self, interaction: Interaction, look: str, back: int) -> None:
        """One question of the page."""
        opened = await self.service.open(guild_id(interaction), values(interaction)[0])
        await self._show(interaction, opened, 0, Way(look, back))

    @pressed(routes.BANK_SEE)
    async def turn_question(
        self, interaction: Interaction, mark: str, page: int, look: str, back: int
    ) -> None:
        """Another page of a question."""
        opened = await self.service.open(guild_id(interaction), await self._id(interaction, mark))
        await self._show(interaction, opened, page, Way(look, back))

    @pressed(routes.BANK_LEAF)
    async def pick_page(self, interaction: Interaction, mark: str, look: str, back: int) -> None:
        """The page of a question that was picked."""
        await self.turn_question(interaction, mark, int(values(interaction)[0]), look, back)

    @pressed(routes.SWITCH_OFF)
    async def switch_off(self, interaction: Interaction, mark: str, look: str, back: int) -> None:
        """Ask it no more."""
        await self._switch(interaction, mark, Way(look, back), off=True)

    @pressed(routes.SWITCH_ON)
    async def switch_on(self, interaction: Interaction, mark: str, look: str, back: int) -> None:
        """Ask it again."""
        await self._switch(interaction, mark, Way(look, back), off=False)

    async def _switch(self, interaction: Interaction, mark: str, way: Way, *, off: bool) -> None:
        id = await self._id(interaction, mark)
        opened = await self.service.switch(
            guild_id(interaction), id, off=off, by=interaction.user.id
        )
        await self._show(interaction, opened, 0, way, _OFF if off else _ON)

    async def _show(
        self,
        interaction: Interaction,
        opened: Opened,
        page: int,
        way: Way,
        note: str | None = None,
    ) -> None:
        view = item_view(opened, page, way, interaction.user.id, note)
        await replies.show(interaction, view)

    async def _id(self, interaction: Interaction, mark: str) -> str:
        """The question that a mark stands for. Raises `NotInBank`."""
        for id in await self.service.questions(guild_id(interaction)):
            if mark_of(id, MARK) == mark:
                return id
        raise NotInBank

    async def _sift(self, interaction: Interaction, look: str) -> Sift:
        sift, code = sift_of(str(look))
        if not code:
            return sift
        # A topic that no question has any longer finds none.
        known = await self.service.topic(guild_id(interaction), code)
        return replace(sift, topic=known or "")
