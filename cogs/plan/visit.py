"""`/start`: the first visit."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import LEVELS, Level
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.plan import routes
from cogs.plan.dates_views import usual_day
from cogs.plan.visit_views import (
    Picked,
    read_day,
    read_picked,
    ready_view,
    visit_view,
)


class VisitCog(Feature):
    """What a member may choose at first; each tap is kept at once where it can be."""

    def __init__(self, client: Client) -> None:
        self.visiting = client.services.visiting
        self.me = client.services.me
        self.boards = client.services.boards
        self.starting = client.services.plan_starting
        self.planning = client.services.plan
        self.clock = client.services.clock

    @app_commands.command(name="start")
    @app_commands.guild_only()
    async def start(self, interaction: Interaction) -> None:
        """Set what you like in a few taps; only your time zone is needed."""
        visit = await self.visiting.visit(guild_id(interaction), interaction.user.id)
        await self._show(interaction, Picked(day=usual_day(visit.openings)))

    @pressed(routes.ZONE)
    async def set_zone(self, interaction: Interaction, picked: str) -> None:
        """Where they are."""
        (zone,) = values(interaction)
        await self.me.set_zone(guild_id(interaction), interaction.user.id, zone)
        await self._show(interaction, read_picked(picked))

    @pressed(routes.LEVEL)
    async def pick_level(self, interaction: Interaction, picked: str) -> None:
        """What they prepare for."""
        level: Level | None = next((one for one in LEVELS if one in values(interaction)), None)
        found = read_picked(picked)
        await self._show(interaction, replace(found, level=level or found.level))

    @pressed(routes.DAY)
    async def pick_day(self, interaction: Interaction, picked: str) -> None:
        """When their plan begins, if it does."""
        (ordinal,) = values(interaction)
        await self._show(interaction, replace(read_picked(picked), day=read_day(ordinal)))

    @pressed(routes.MOCKS)
    async def pick_mocks(self, interaction: Interaction, picked: str) -> None:
        """Whether they would like to sign up; that needs more than a tap, and comes after Done."""
        found = read_picked(picked)
        await self._show(interaction, replace(found, mocks=not found.mocks))

    @pressed(routes.BOARDS)
    async def pick_boards(self, interaction: Interaction, picked: str) -> None:
        """Seen on boards, or not any more."""
        server, member = guild_id(interaction), interaction.user
        visit = await self.visiting.visit(server, member.id)
        if visit.on_boards:
            await self.boards.leave(server, member.id)
        else:
            roles = member.roles if isinstance(member, discord.Member) else []
            await self.boards.join(server, member.id, [role.id for role in roles])
        await self._show(interaction, read_picked(picked))

    @pressed(routes.RECAP)
    async def pick_recap(self, interaction: Interaction, picked: str) -> None:
        """A message a week, or none any more."""
        server, member = guild_id(interaction), interaction.user.id
        visit = await self.visiting.visit(server, member)
        await self.me.choose(server, member, recap=not visit.recap)
        await self._show(interaction, read_picked(picked))

    @pressed(routes.DONE)
    async def finish(self, interaction: Interaction, picked: str) -> None:
        """Keep the rest, and go on to the first step."""
        server, member = guild_id(interaction), interaction.user.id
        visit, found = await self.visiting.visit(server, member), read_picked(picked)
        if visit.zone is None:
            await self.me.set_zone(server, member, visit.usual)
        if found.day is not None and visit.openings.plan is None:
            await self.starting.begin(server, member, level=found.level, start=found.day)
        visit = await self.visiting.visit(server, member)
        plan = await self.planning.all_weeks(server, member)
        view = ready_view(visit, plan, self.clock(), mocks=found.mocks)
        await replies.show(interaction, view)

    async def _show(self, interaction: Interaction, picked: Picked) -> None:
        visit = await self.visiting.visit(guild_id(interaction), interaction.user.id)
        locales = [str(one) for one in (interaction.locale, interaction.guild_locale) if one]
        await replies.show(interaction, visit_view(visit, picked, locales, self.clock()))
