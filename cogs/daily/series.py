"""`/series`: what owners set."""

from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.daily.series import Series
from bot.domain.dates import read_date
from bot.domain.schedule import Plan, read_days, read_time
from bot.errors import NoSuchSeries, WhichSeries
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature
from bot.ui.routes import Interaction, guild_id
from bot.ui.suggestions import ends, zone_suggestions
from cogs.daily import editing, keeping, owners, panels, suggestions
from cogs.daily.changing import kind_choices, level_choices
from cogs.daily.fit import Chosen, may_be_pinged, place_of
from cogs.daily.queue import question_suggestions, show_queue

_WHICH = "Which one; not needed where there is one"
_CHANNEL = "A text channel, an announcement channel or a forum"
_TIME = "Time of day, such as 09:00"
_DAYS = "Weekdays, every day, every 2 weeks on Monday, or days such as Mon, Wed"
_ZONE = "Time zone of the schedule"
_LEVEL = "Questions that suit one level"
_KINDS = "One kind of question; several with /series edit"
_STARTS = "The day its phases begin: today, 2 March, next Monday"
_ROLE = "A role to ping with each question"
_THREADS = "A thread for each question"
_WEEKENDS = "Whether Saturdays and Sundays count"


class SeriesCog(Feature):
    """Owners add, look at, change, pause, resume and remove series."""

    series = app_commands.Group(
        name="series",
        description="Questions at a time, in a channel",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.series
        self.clock = client.services.clock

    @series.command(name="add")
    @app_commands.describe(
        channel=_CHANNEL, time=_TIME, days=_DAYS, zone=_ZONE, level=_LEVEL, kinds=_KINDS,
        starts=_STARTS, role=_ROLE, threads=_THREADS, weekends=_WEEKENDS,
    )  # fmt: skip
    @app_commands.choices(level=level_choices(), kinds=kind_choices())
    async def add(
        self,
        interaction: Interaction,
        channel: Chosen,
        *,
        time: str = "09:00",
        days: str = "weekdays",
        zone: str = "",
        level: str = "",
        kinds: str = "",
        starts: str = "",
        role: discord.Role | None = None,
        threads: bool = True,
        weekends: bool | None = None,
    ) -> None:
        """Post a question in a channel at a time of day."""
        guild, by = guild_id(interaction), interaction.user.id
        place = place_of(channel)
        name = zones.read(zone) if zone else await self.service.usual_zone(guild)
        today = self.clock().astimezone(ZoneInfo(name)).date()
        begins = read_date(starts, today) if starts else None
        pattern = read_days(days, first=max(begins or today, today))
        plan = Plan(zone=name, at=read_time(time), pattern=pattern)
        series = await self.service.add(
            guild,
            by=by,
            channel_id=channel.id,
            place=place,
            plan=plan if weekends is None else editing.with_weekends(plan, on=weekends),
            threads=threads,
            level=editing.level_of(level),
            kinds=editing.kinds_of([kinds]),
            starts_on=begins,
            ping_role_id=may_be_pinged(role),
        )
        change = await panels.newest(interaction, series.id, "series-added")
        view = keeping.added_view(series, panels.fit_in(interaction, series), by, change)
        await replies.show(interaction, view)

    @series.command(name="edit")
    @app_commands.describe(
        series=_WHICH, time=_TIME, days=_DAYS, zone=_ZONE, level=_LEVEL, kinds=_KINDS,
        channel=_CHANNEL, starts=_STARTS, role=_ROLE, threads=_THREADS, weekends=_WEEKENDS,
    )  # fmt: skip
    @app_commands.choices(level=level_choices(), kinds=kind_choices())
    async def edit(
        self,
        interaction: Interaction,
        series: str = "",
        *,
        time: str = "",
        days: str = "",
        zone: str = "",
        level: str = "",
        kinds: str = "",
        channel: Chosen | None = None,
        starts: str = "",
        role: discord.Role | None = None,
        threads: bool | None = None,
        weekends: bool | None = None,
    ) -> None:
        """Change a series: what you name at once, else on a panel."""
        chosen = await self._chosen(interaction, series)
        today = panels.today_of(interaction, chosen)
        begins = read_date(starts, today) if starts else chosen.starts_on
        wanted = editing.time_options(
            chosen, max(begins, today), time=time, days=days, zone=zone, weekends=weekends
        )
        if starts:
            wanted["starts_on"] = begins
        if channel is not None:
            wanted |= {"channel_id": channel.id, "place": place_of(channel)}
        if role is not None:
            wanted["ping_role_id"] = may_be_pinged(role)
        if level:
            wanted["level"] = editing.level_of(level)
        if kinds:
            wanted["kinds"] = editing.kinds_of([kinds])
        if threads is not None:
            wanted["threads"] = threads
        if wanted:
            await editing.edit(interaction, chosen.id, chosen.version, **wanted)
        else:
            await editing.show_panel(interaction, chosen)

    @series.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """See every series with its next post."""
        await panels.show_list(interaction)

    @series.command(name="pause")
    @app_commands.describe(
        series=_WHICH, until="A day such as 2 weeks, Friday or 2 March; until you resume it if none"
    )
    async def pause(self, interaction: Interaction, series: str = "", until: str = "") -> None:
        """Let a series rest, until a day or until you resume it."""
        chosen = await self._chosen(interaction, series)
        day = read_date(until, panels.today_of(interaction, chosen)) if until else None
        by = interaction.user.id
        paused = await self.service.pause(chosen.guild_id, chosen.id, by=by, until=day)
        await replies.show(interaction, keeping.paused_view(paused, by))

    @series.command(name="resume")
    @app_commands.describe(series=_WHICH)
    async def resume(self, interaction: Interaction, series: str = "") -> None:
        """Go on with a paused series."""
        chosen, by = await self._chosen(interaction, series), interaction.user.id
        resumed = await self.service.resume(chosen.guild_id, chosen.id, by=by)
        await replies.show(interaction, keeping.resumed_view(resumed, by))

    @series.command(name="skip")
    @app_commands.describe(series=_WHICH)
    async def skip(self, interaction: Interaction, series: str = "") -> None:
        """Leave the next question of a series out."""
        await panels.skip(interaction, await self._chosen(interaction, series))

    @series.command(name="now")
    @app_commands.describe(series=_WHICH)
    async def now(self, interaction: Interaction, series: str = "") -> None:
        """Post a question at once; it counts as today’s."""
        await panels.ask_to_post(interaction, await self._chosen(interaction, series))

    @series.command(name="remove")
    @app_commands.describe(series=_WHICH)
    async def remove(self, interaction: Interaction, series: str = "") -> None:
        """End a series; its questions and answers stay."""
        chosen = await self._chosen(interaction, series)
        await replies.show(interaction, keeping.remove_view(chosen, interaction.user.id))

    @series.command(name="queue")
    @app_commands.describe(series=_WHICH, question="A question to be asked next; type a word of it")
    async def queue(self, interaction: Interaction, series: str = "", question: str = "") -> None:
        """Order the questions that a series asks next."""
        chosen = await self._chosen(interaction, series)
        await show_queue(interaction, interaction.client, chosen, question)

    @queue.autocomplete("question")
    async def suggest_questions(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Questions by their words."""
        return await question_suggestions(interaction, interaction.client, current)

    @add.autocomplete("zone")
    @edit.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @add.autocomplete("days")
    @edit.autocomplete("days")
    async def suggest_days(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The common patterns."""
        return suggestions.days(current)

    @add.autocomplete("starts")
    @edit.autocomplete("starts")
    async def suggest_starts(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Days to begin with."""
        return suggestions.starts(current)

    @pause.autocomplete("until")
    async def suggest_ends(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Days to go on with."""
        return ends(current)

    @edit.autocomplete("series")
    @pause.autocomplete("series")
    @resume.autocomplete("series")
    @skip.autocomplete("series")
    @now.autocomplete("series")
    @remove.autocomplete("series")
    @queue.autocomplete("series")
    async def suggest_series(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The series of this server, by channel and time."""
        found = await self.service.of(guild_id(interaction))
        return suggestions.series(found, current, owners.names_in(interaction.guild))

    async def _chosen(self, interaction: Interaction, text: str) -> Series:
        """The series named by a suggestion, or the only one there is."""
        found = await self.service.of(guild_id(interaction))
        for series in found:
            if text == str(series.id) or (not text and len(found) == 1):
                return series
        if not text and found:
            raise WhichSeries(count=len(found))
        raise NoSuchSeries
