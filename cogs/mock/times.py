"""`/mock times`: hours by the half hour, as text, for every week or one."""

from datetime import date

from bot.client import Client
from bot.domain.mock.joining import STANDING
from bot.errors import WeekOver
from bot.services.mock.status import Shown
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id, values
from cogs.mock import routes
from cogs.mock import times_views as views


class TimesCog(Feature):
    """When a member is free; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.mock_times

    @pressed(routes.TIMES)
    async def show(self, interaction: Interaction, week: int = STANDING.toordinal()) -> None:
        """All days."""
        await self._show(interaction, await self._find(interaction, week))

    @pressed(routes.WRITE)
    async def write(self, interaction: Interaction, week: int) -> None:
        """Open the modal, with the hours that hold."""
        shown = await self._find(interaction, week)
        if shown.status.entry is None:
            await self._show(interaction, shown)
        else:
            await ask(interaction, views.hours_modal(shown.status))

    @submitted(routes.WRITE)
    async def save(self, interaction: Interaction, fields: Fields, week: int) -> None:
        """Keep what was typed."""
        server, member = guild_id(interaction), interaction.user.id
        shown = await self.service.write(server, member, _monday(week), str(fields["hours"]))
        await self._show(interaction, shown)

    @pressed(routes.DAY)
    async def show_day(self, interaction: Interaction, week: int, day: int) -> None:
        """One day."""
        shown = await self._find(interaction, week)
        await replies.show(interaction, views.day_view(shown, _weekday(day)))

    @pressed(routes.HALF)
    async def pick(self, interaction: Interaction, week: int, day: int, half: int) -> None:
        """Half hours of a day were ticked."""
        shown = await self.service.pick(
            guild_id(interaction),
            interaction.user.id,
            _monday(week),
            day=_weekday(day),
            half=half % len(views.HALVES),
            chosen=[int(value) for value in values(interaction)],
        )
        await replies.show(interaction, views.day_view(shown, _weekday(day)))

    @pressed(routes.COPY)
    async def copy(self, interaction: Interaction, week: int) -> None:
        """As the week before."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.copy(server, member, _monday(week)))

    @pressed(routes.AS_USUAL)
    async def as_every_week(self, interaction: Interaction, week: int) -> None:
        """No hours of its own."""
        server, member = guild_id(interaction), interaction.user.id
        shown = await self.service.as_every_week(server, member, _monday(week))
        await self._show(interaction, shown)

    @pressed(routes.UNDO)
    async def undo(self, interaction: Interaction, version: int) -> None:
        """Take the last change back."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.undo(server, member, version))

    async def _find(self, interaction: Interaction, week: int) -> Shown:
        return await self.service.show(guild_id(interaction), interaction.user.id, _monday(week))

    async def _show(self, interaction: Interaction, shown: Shown) -> None:
        await replies.show(interaction, views.times_view(shown))


def _monday(week: int) -> date:
    try:
        return date.fromordinal(week)
    except (ValueError, OverflowError):
        raise WeekOver from None


def _weekday(day: int) -> int:
    if not 1 <= day <= 7:
        raise StaleButton
    return day
