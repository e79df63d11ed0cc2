"""`/daily suggest`: members send a question, change it or take it back, and hear what became of it."""

import discord

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.question import Kind
from bot.domain.daily.suggestion import SUGGESTED, Idea
from bot.domain.delivery import Delivery
from bot.errors import NoSuchSuggestion
from bot.ui import kit, replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id, values
from bot.ui.text import snippet
from cogs.daily import routes
from cogs.daily import suggesting_views as views


class SuggestingCog(Feature):
    """Members’ side of suggestions; their command stands in the one group `/daily`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.suggestions

    async def begin(self, interaction: Interaction, kind: Kind | None) -> None:
        """The modal where a kind is named, else what the member suggested before."""
        if kind is None:
            await self.show_all(interaction)
            return
        await self.service.begin(guild_id(interaction), interaction.user.id)
        await ask(interaction, views.suggest_modal(kind))

    @pressed(routes.SUGGESTIONS)
    async def show_all(self, interaction: Interaction) -> None:
        """All of theirs."""
        found = await self.service.mine(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.yours_view(found))

    @pressed(routes.SUGGEST)
    async def pick_kind(self, interaction: Interaction) -> None:
        """A kind was picked."""
        await self.begin(interaction, _kind(values(interaction)[0]))

    @submitted(routes.SUGGEST_KIND)
    async def send(self, interaction: Interaction, fields: Fields, kind: str) -> None:
        """Keep a suggestion."""
        found = await self.service.suggest(
            guild_id(interaction), interaction.user.id, _idea(_kind(kind), fields)
        )
        await replies.show(interaction, views.sent_view(found))

    @pressed(routes.SUGGESTION_PICK)
    async def pick(self, interaction: Interaction) -> None:
        """One of theirs."""
        guild = guild_id(interaction)
        await self._show(interaction, int(values(interaction)[0]), guild)

    @pressed(routes.SUGGESTION)
    async def open(self, interaction: Interaction, suggestion: int, guild: int) -> None:
        """The one that was answered."""
        if interaction.guild_id not in (None, guild):
            raise NoSuchSuggestion
        await self._show(interaction, suggestion, guild)

    async def _show(self, interaction: Interaction, suggestion: int, guild: int) -> None:
        found = await self.service.find(guild, suggestion, interaction.user.id)
        direct = interaction.guild_id is None
        await replies.show(interaction, views.own_suggestion_view(found, direct=direct))

    @pressed(routes.SUGGESTION_EDIT)
    async def change(self, interaction: Interaction, suggestion: int) -> None:
        """Open the modal, as it was sent."""
        found = await self.service.draft(guild_id(interaction), suggestion, interaction.user.id)
        await ask(interaction, views.edit_modal(found))

    @submitted(routes.SUGGESTION_EDIT)
    async def save(self, interaction: Interaction, fields: Fields, suggestion: int) -> None:
        """Keep the change."""
        guild, member = guild_id(interaction), interaction.user.id
        kind = (await self.service.find(guild, suggestion, member)).idea.kind
        found = await self.service.edit(guild, suggestion, member, _idea(kind, fields))
        await replies.show(interaction, views.sent_view(found))

    @pressed(routes.WITHDRAW)
    async def withdraw(self, interaction: Interaction, suggestion: int) -> None:
        """Take it back."""
        found = await self.service.withdraw(guild_id(interaction), suggestion, interaction.user.id)
        await replies.show(interaction, views.withdrawn_view(found))


def _kind(text: str) -> Kind:
    if text not in kit.KINDS:
        raise StaleButton
    return text


def _idea(kind: Kind, fields: Fields) -> Idea:
    return Idea(kind=kind, **{name: str(text) for name, text in fields.items()})


def register(client: Client) -> None:
    """Say how the answer to a suggestion is rendered."""

    async def answer(delivery: Delivery) -> Parcel | None:
        found = await client.services.suggestions.to_tell(delivery.guild_id, delivery.ref)
        guild = client.get_guild(delivery.guild_id)
        if found is None or guild is None:
            return None
        private = delivery.target.user_id is not None
        called = [] if private else [discord.Object(found.user_id)]
        return Parcel(
            view=views.answered_view(found, snippet(guild.name), private=private),
            marker=routes.SUGGESTION.id(suggestion=found.id, guild=found.guild_id),
            mentions=discord.AllowedMentions(
                everyone=False, users=called, roles=False, replied_user=False
            ),
        )

    client.renderers.register(SUGGESTED, answer)
