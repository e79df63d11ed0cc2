"""Suggestions in the hands of owners: looked at, completed part by part, accepted or declined."""

from bot.client import Client
from bot.services.daily.completing import Draft
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id, values
from cogs.daily import completing_views as views
from cogs.daily import routes
from cogs.daily.parts import parts_of


class CompletingCog(Feature):
    """What is pressed there; `/bank suggestions` stands in the one group `/bank`."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.completing

    @pressed(routes.WAITING)
    async def show(self, interaction: Interaction, page: int = 0) -> None:
        """A page of what waits."""
        waiting = await self.service.page(guild_id(interaction), page)
        await replies.show(interaction, views.waiting_view(waiting, interaction.user.id))

    @pressed(routes.WAITING_PICK)
    async def pick(self, interaction: Interaction, page: int) -> None:
        """One of the list, whichever page of it."""
        await self.open(interaction, int(values(interaction)[0]))

    @pressed(routes.WAITING_OPEN)
    async def open(self, interaction: Interaction, suggestion: int) -> None:
        """One suggestion, as it was sent."""
        found = await self.service.find(guild_id(interaction), suggestion)
        await replies.show(interaction, views.suggestion_view(found, interaction.user.id))

    @pressed(routes.DRAFT)
    async def complete(self, interaction: Interaction, suggestion: int) -> None:
        """How far it has come."""
        await _show(interaction, await self.service.draft(guild_id(interaction), suggestion))

    @pressed(routes.PART)
    async def fill(self, interaction: Interaction, suggestion: int, part: str) -> None:
        """Open the modal of a part."""
        draft = await self.service.draft(guild_id(interaction), suggestion)
        parts = parts_of(draft.suggestion.idea.kind, draft.rubric)
        found = next((one for one in parts if one.key == part), None)
        if found is None:
            raise StaleButton
        await ask(interaction, views.part_modal(draft, found, interaction.user.id))

    @submitted(routes.PART)
    async def keep(
        self, interaction: Interaction, fields: Fields, suggestion: int, part: str
    ) -> None:
        """Keep a part as it was typed, and say what does not fit yet."""
        cells = {column: str(text) for column, text in fields.items()}
        await _show(interaction, await self.service.write(guild_id(interaction), suggestion, cells))

    @pressed(routes.ACCEPT)
    async def accept(self, interaction: Interaction, suggestion: int) -> None:
        """It becomes a question."""
        by = interaction.user.id
        accepted = await self.service.accept(guild_id(interaction), suggestion, by=by)
        await replies.show(interaction, views.accepted_view(accepted, by))

    @pressed(routes.UNACCEPT)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """It is asked no more."""
        by = interaction.user.id
        await self.client.services.changes.undo(guild_id(interaction), by, change)
        await replies.show(interaction, views.unaccepted_view(by))

    @pressed(routes.DECLINE)
    async def ask_why(self, interaction: Interaction, suggestion: int) -> None:
        """Open the modal for a reason."""
        found = await self.service.find(guild_id(interaction), suggestion)
        await ask(interaction, views.decline_modal(found.suggestion, interaction.user.id))

    @submitted(routes.DECLINE)
    async def decline(self, interaction: Interaction, fields: Fields, suggestion: int) -> None:
        """Say no."""
        by = interaction.user.id
        declined = await self.service.decline(
            guild_id(interaction), suggestion, str(fields["reason"]), by=by
        )
        await replies.show(interaction, views.declined_view(declined, by))


async def _show(interaction: Interaction, draft: Draft) -> None:
    await replies.show(interaction, views.draft_view(draft, interaction.user.id))
