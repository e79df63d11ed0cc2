"""`/me`: show, ledger, recap, vacation, export, delete."""

import io

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.me import quiet_between
from bot.files.export import LARGEST
from bot.files.export import export as as_files
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.roles import take_roles
from bot.ui.routes import Fields, Interaction, guild_id, slow, values
from bot.ui.suggestions import among, zone_suggestions
from cogs.me import views
from cogs.me.ledger import PointsCog
from cogs.me.recap import RecapCog
from cogs.me.vacation import VacationCog

_LENGTHS = ("3 days", "1 week", "10 days", "2 weeks")


class MeCog(Feature):
    """What a member may see, change, take along and delete."""

    me = app_commands.Group(
        name="me",
        description="Your settings and your data",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    # Tests have files split that are smaller.
    largest = LARGEST

    def __init__(
        self, client: Client, ledger: PointsCog, vacation: VacationCog, recap: RecapCog
    ) -> None:
        self.ledgers = ledger
        self.vacations = vacation
        self.recaps = recap
        self.service = client.services.me
        self.series = client.services.series
        self.phase_roles = client.services.phase_roles
        self.clock = client.services.clock

    @me.command(name="show")
    @app_commands.describe(
        zone="Your time zone, if you want to change it",
        quiet="When nothing may reach you that you did not ask for, such as 22:00-07:00, or off",
    )
    async def show(self, interaction: Interaction, zone: str = "", quiet: str = "") -> None:
        """See and change your settings: time zone, quiet hours, how you are reached."""
        server, member = guild_id(interaction), interaction.user.id
        await self.service.change(server, member, zone=zone, quiet=quiet)
        await self.show_settings(interaction)

    @show.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @pressed(views.SHOW)
    async def show_settings(self, interaction: Interaction) -> None:
        """What holds now."""
        server, member = guild_id(interaction), interaction.user.id
        mine = await self.service.preferences(server, member)
        counts = await self.service.counts(server, member)
        usual = await self.series.usual_zone(server)
        rows = sum(counts.all.values())
        await replies.show(interaction, views.show_view(mine, usual, rows, self.clock()))

    @pressed(views.QUIET)
    async def write_quiet(self, interaction: Interaction) -> None:
        """Open the modal, with the hours that hold."""
        mine = await self.service.preferences(guild_id(interaction), interaction.user.id)
        await ask(interaction, views.quiet_modal(mine))

    @submitted(views.QUIET)
    async def set_quiet(self, interaction: Interaction, fields: Fields) -> None:
        """Keep the hours."""
        begins, ends = quiet_between(str(fields["quiet_from"]), str(fields["quiet_until"]))
        await self._choose(interaction, quiet_from=begins, quiet_until=ends)

    @pressed(views.REACH)
    async def set_reach(self, interaction: Interaction) -> None:
        """By direct message, or in a thread."""
        (chosen,) = values(interaction)
        await self._choose(interaction, reach=chosen if chosen in views.REACHES else "dm")

    @pressed(views.REVIEWS)
    async def set_reviews(self, interaction: Interaction, choice: str) -> None:
        """Whether the member is asked to read answers of others."""
        await self._choose(interaction, reviews=choice != views.OFF)

    async def _choose(self, interaction: Interaction, **choices: object) -> None:
        await self.service.choose(guild_id(interaction), interaction.user.id, **choices)
        await self.show_settings(interaction)

    @pressed(views.WHAT_IS_KEPT)
    async def show_kept(self, interaction: Interaction, page: int) -> None:
        """What each thing is kept for, and until when."""
        counts = await self.service.counts(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.what_is_kept_view(counts, page))

    @me.command(name="ledger")
    async def ledger(self, interaction: Interaction) -> None:
        """See your points, each with its reason, and what still counts this week."""
        await self.ledgers.show(interaction)

    @me.command(name="recap")
    async def recap(self, interaction: Interaction) -> None:
        """See what you did last week, and have it sent on Mondays if you like."""
        await self.recaps.show(interaction)

    @me.command(name="vacation")
    @app_commands.rename(begins="from")
    @app_commands.describe(
        begins="The first day, such as Friday or 2 March; today if none",
        until="The last day or how long, such as Sunday or 1 week; one day if none",
    )
    async def vacation(self, interaction: Interaction, begins: str = "", until: str = "") -> None:
        """Announce some days off, or see what you announced."""
        await self.vacations.show(interaction, begins, until)

    @vacation.autocomplete("until")
    async def suggest_ends(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Usual lengths."""
        return among(_LENGTHS, current)

    @me.command(name="export")
    async def export(self, interaction: Interaction) -> None:
        """Get everything kept about you as one file."""
        await self.offer_export(interaction)

    @me.command(name="delete")
    async def delete(self, interaction: Interaction) -> None:
        """Delete everything kept about you in this server."""
        counts = await self.service.counts(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.delete_view(counts))

    @pressed(views.EXPORT)
    async def offer_export(self, interaction: Interaction) -> None:
        """What the file holds, before it is sent."""
        counts = await self.service.counts(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.export_view(counts))

    @pressed(views.SEND)
    @slow
    async def send_export(self, interaction: Interaction) -> None:
        """The file, for the member alone; each further one in a message of its own."""
        server, member = guild_id(interaction), interaction.user.id
        held = await self.service.held(server, member)
        parts = as_files(
            held, guild_id=server, user_id=member, now=self.clock(), largest=self.largest
        )
        for n, part in enumerate(parts, 1):
            name = views.file_name(n, len(parts))
            view = views.sent_view(n, len(parts))
            show = replies.show if n == 1 else replies.show_new
            await show(interaction, view, file=discord.File(io.BytesIO(part), filename=name))

    @pressed(views.KEEP)
    async def keep(self, interaction: Interaction) -> None:
        """Nothing is deleted."""
        await replies.show(interaction, views.kept_view())

    @pressed(views.DELETE)
    async def really_delete(self, interaction: Interaction) -> None:
        """Everything goes."""
        server, member = guild_id(interaction), interaction.user.id
        given = await self.phase_roles.of(server, member)
        await self.service.delete(server, member)
        await replies.show(interaction, views.deleted_view())
        await take_roles(interaction, given)
