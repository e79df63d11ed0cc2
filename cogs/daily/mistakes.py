"""Mistakes in questions: members report them under the outline, owners look at them."""

from bot.client import Client
from bot.domain.daily.mistake import State
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.daily import mistake_views as views
from cogs.daily import routes


class MistakesCog(Feature):
    """What is pressed on reports; `/bank mistakes` stands in the one group `/bank`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.mistakes

    @pressed(routes.MISTAKE)
    async def begin(self, interaction: Interaction, post: int) -> None:
        """Open the modal."""
        asked = await self.service.begin(guild_id(interaction), post, interaction.user.id)
        await ask(interaction, views.report_modal(asked))

    @submitted(routes.MISTAKE)
    async def report(self, interaction: Interaction, fields: Fields, post: int) -> None:
        """Keep a report."""
        asked = await self.service.report(
            guild_id(interaction), post, interaction.user.id, str(fields["mistake"])
        )
        await replies.show(interaction, views.reported_view(asked))

    @pressed(routes.MISTAKES)
    async def show(self, interaction: Interaction, page: int = 0) -> None:
        """A page of what is open."""
        reports = await self.service.page(guild_id(interaction), page)
        await replies.show(interaction, views.mistakes_view(reports, interaction.user.id))

    @pressed(routes.MISTAKE_PICK)
    async def pick(self, interaction: Interaction, page: int) -> None:
        """One report of the list, whichever page of it."""
        await self.open(interaction, int(values(interaction)[0]))

    @pressed(routes.MISTAKE_OPEN)
    async def open(self, interaction: Interaction, mistake: int) -> None:
        """One report."""
        found = await self.service.find(guild_id(interaction), mistake)
        await replies.show(interaction, views.mistake_view(found, interaction.user.id))

    @pressed(routes.UPSTREAM)
    async def write_out(self, interaction: Interaction, mistake: int) -> None:
        """A text to copy."""
        found = await self.service.find(guild_id(interaction), mistake)
        await replies.show(interaction, views.upstream_view(found, interaction.user.id))

    @pressed(routes.PASSED_ON)
    async def pass_on(self, interaction: Interaction, mistake: int) -> None:
        """It is with who can mend it."""
        await self._end(interaction, mistake, "passed on")

    @pressed(routes.CLOSE)
    async def close(self, interaction: Interaction, mistake: int) -> None:
        """It needs nothing."""
        await self._end(interaction, mistake, "closed")

    async def _end(self, interaction: Interaction, mistake: int, state: State) -> None:
        by = interaction.user.id
        found = await self.service.end(guild_id(interaction), mistake, state, by=by)
        await replies.show(interaction, views.ended_view(found, state, by))

    @pressed(routes.REOPEN)
    async def reopen(self, interaction: Interaction, mistake: int) -> None:
        """Take it up again."""
        found = await self.service.reopen(guild_id(interaction), mistake)
        await replies.show(interaction, views.mistake_view(found, interaction.user.id))
