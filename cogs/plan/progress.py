"""`/progress`: how far a member is, as a picture that they may share."""

import io
from datetime import date

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.plan.progress import Progress
from bot.services.plan.progress import Look
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from cogs.plan import progress_routes as routes
from cogs.plan import progress_views as views


class ProgressCog(Feature):
    """The picture, the same in words, sharing it, and making up for a missed day."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.progress
        self.streaks = client.services.streaks

    @app_commands.command(name="progress")
    @app_commands.guild_only()
    @slow
    async def progress(self, interaction: Interaction) -> None:
        """See how far you are, as a picture that only you see until you share it."""
        await self._show(interaction)

    @pressed(routes.PROGRESS)
    @slow
    async def show(self, interaction: Interaction) -> None:
        """The picture."""
        await self._show(interaction)

    @pressed(routes.AS_TEXT)
    async def show_text(self, interaction: Interaction) -> None:
        """The same facts in words."""
        await replies.show(interaction, views.text_view(await self._look(interaction)))

    @pressed(routes.SHARE)
    async def ask_to_share(self, interaction: Interaction, scores: str) -> None:
        """What others would see."""
        look = await self._look(interaction)
        known = any(one.raters for one in look.progress.skills)
        view = views.share_view(scores=known and scores == views.WITH, has_scores=known)
        await replies.show(interaction, view)

    @pressed(routes.SHARE_IT)
    @slow
    async def share(self, interaction: Interaction, scores: str) -> None:
        """To the channel, as it is by now."""
        of = (await self._look(interaction)).progress
        of = of if scores == views.WITH else of.without_skills
        file = await self._drawn(interaction, of)
        if file is None:
            await replies.show(interaction, views.not_drawn_view())
            return
        person = interaction.user
        view = views.shared_view(of, person.display_name, person.id)
        await replies.show_all(interaction, view, file=file)
        await replies.show(interaction, views.is_shared_view())

    @pressed(routes.MAKE_UP)
    @slow
    async def make_up(self, interaction: Interaction, day: int) -> None:
        """Today’s study stands in for a missed day, too."""
        missed = date.fromordinal(min(max(day, 1), date.max.toordinal()))
        await self.streaks.make_up(guild_id(interaction), interaction.user.id, missed)
        await self._show(interaction)

    async def _look(self, interaction: Interaction) -> Look:
        return await self.service.look(guild_id(interaction), interaction.user.id)

    async def _show(self, interaction: Interaction) -> None:
        look = await self._look(interaction)
        file = await self._drawn(interaction, look.progress)
        if file is None:
            await replies.show(interaction, views.text_view(look, drawn=False))
            return
        view = views.progress_view(look, interaction.user.display_name)
        await replies.show(interaction, view, file=file)

    async def _drawn(self, interaction: Interaction, of: Progress) -> discord.File | None:
        drawn = await self.service.draw(of, interaction.user.display_name)
        return None if drawn is None else discord.File(io.BytesIO(drawn), filename=views.FILE)
