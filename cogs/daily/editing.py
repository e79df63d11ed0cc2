"""`/series edit`: a panel on which each choice changes one value at once.

A panel carries the version of the series that it shows. Where the series was changed since, by another
owner or from an older panel, nothing is changed and the fresh values are shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Unpack

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.daily.question import KINDS, LEVELS, Kind, Level
from bot.domain.daily.series import Series
from bot.domain.daily.values import Wanted
from bot.domain.dates import read_date
from bot.domain.schedule import Plan, read_days, read_time
from bot.errors import ChangedMeanwhile, UserError
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.daily import changing, routes
from cogs.daily.changing import Stale
from cogs.daily.fit import channel_of, may_be_pinged, place_of
from cogs.daily.owners import spelt
from cogs.daily.panels import changed_by, find, fit_in, today_of


class EditingCog(Feature):
    """What is pressed on the panel."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.series

    @pressed(routes.EDIT)
    async def open(self, interaction: Interaction, series: int) -> None:
        """The panel with the values of now."""
        await show_panel(interaction, await find(interaction, series))

    @pressed(routes.KINDS)
    async def choose_kinds(self, interaction: Interaction, series: int, version: int) -> None:
        """One or several kinds."""
        await edit(interaction, series, version, kinds=kinds_of(values(interaction)))

    @pressed(routes.LEVEL)
    async def choose_level(self, interaction: Interaction, series: int, version: int) -> None:
        """One level, or every one."""
        await edit(interaction, series, version, level=level_of(values(interaction)[0]))

    @pressed(routes.PLACE)
    async def choose_channel(self, interaction: Interaction, series: int, version: int) -> None:
        """Another channel."""
        channel = channel_of(interaction, int(values(interaction)[0]))
        await edit(interaction, series, version, channel_id=channel.id, place=place_of(channel))

    @pressed(routes.ROLE)
    async def choose_role(self, interaction: Interaction, series: int, version: int) -> None:
        """A role to ping, or none."""
        assert interaction.guild is not None
        chosen = [interaction.guild.get_role(int(id)) for id in values(interaction)]
        role = may_be_pinged(chosen[0] if chosen else None)
        await edit(interaction, series, version, ping_role_id=role)

    @pressed(routes.THREAD)
    async def turn_threads(self, interaction: Interaction, series: int, version: int) -> None:
        """Threads on or off."""
        found = await find(interaction, series)
        await edit(interaction, series, version, threads=not found.threads)

    @pressed(routes.TIMES)
    async def ask_times(self, interaction: Interaction, series: int, version: int) -> None:
        """Open the modal, unless what it would show is older than the series."""
        found = await find(interaction, series)
        if found.version != version:
            await show_panel(interaction, found, Stale(await changed_by(interaction, found)))
        else:
            await ask(interaction, changing.times_modal(found, interaction.user.id))

    @submitted(routes.TIMES)
    async def set_times(
        self, interaction: Interaction, fields: Fields, series: int, version: int
    ) -> None:
        """Time, days, zone and start together."""
        found = await find(interaction, series)
        typed = [str(fields[name]) for name in ("time", "days", "zone", "starts")]
        if found.version != version:
            note = await changed_by(interaction, found)
            await show_panel(interaction, found, Stale(note, " · ".join(typed)))
            return
        try:
            today = today_of(interaction, found)
            wanted = _read(found, today, *typed, weekends=not fields["weekends"])
        except UserError as unread:
            # One text that cannot be read gives back the others too.
            unread.quote = " · ".join(typed)
            raise
        await edit(interaction, series, version, typed=" · ".join(typed), **wanted)


def _read(series: Series, today: date, *typed: str, weekends: bool) -> Wanted:
    """What the modal says. A text that was left as it stood keeps the value it stood for."""
    time, days, zone, starts = typed
    begins = series.starts_on if starts == spelt(series.starts_on) else read_date(starts, today)
    if days == changing.days_of(series):
        pattern = replace(series.plan.pattern, weekends=weekends)
    else:
        pattern = read_days(days, first=max(begins, today))
        # They may be left out in words as well.
        pattern = pattern if weekends else replace(pattern, weekends=False)
    plan = Plan(zone=zones.read(zone), at=read_time(time), pattern=pattern)
    return {"plan": plan, "starts_on": begins}


def time_options(
    series: Series, first: date, *, time: str, days: str, zone: str, weekends: bool | None
) -> Wanted:
    """The plan that options make of the present one, counted from `first`; nothing without any."""
    plan = series.plan
    if time:
        plan = replace(plan, at=read_time(time))
    if zone:
        plan = replace(plan, zone=zones.read(zone))
    if days:
        plan = replace(plan, pattern=read_days(days, first=first))
    if weekends is not None:
        plan = with_weekends(plan, on=weekends)
    named = time or zone or days or weekends is not None
    return {"plan": plan} if named else {}


def with_weekends(plan: Plan, *, on: bool) -> Plan:
    """The same plan with Saturdays and Sundays, or without them."""
    return replace(plan, pattern=replace(plan.pattern, weekends=on))


def kinds_of(chosen: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds that were chosen, in their order; none where all were."""
    wanted = set(chosen)
    kinds: tuple[Kind, ...] = tuple(kind for kind in KINDS if {kind} <= wanted)
    return () if len(kinds) == len(KINDS) else kinds


def level_of(chosen: str) -> Level | None:
    """The level that was chosen, or none for every one."""
    return next((level for level in LEVELS if level == chosen), None)


async def edit(
    interaction: Interaction,
    series: int,
    version: int,
    *,
    typed: str | None = None,
    **wanted: Unpack[Wanted],
) -> None:
    """Change a series and show what changed, or how it is now where it was changed meanwhile."""
    service, by = interaction.client.services.series, interaction.user.id
    try:
        edited = await service.edit(guild_id(interaction), series, by=by, version=version, **wanted)
    except ChangedMeanwhile:
        found = await find(interaction, series)
        note = await changed_by(interaction, found)
        await show_panel(interaction, found, Stale(note, typed))
        return
    fit = fit_in(interaction, edited.after)
    await replies.show(interaction, changing.edit_view(edited.after, fit, by, edited))


async def show_panel(interaction: Interaction, series: Series, stale: Stale | None = None) -> None:
    """The panel with the values of now."""
    fit = fit_in(interaction, series)
    view = changing.edit_view(series, fit, interaction.user.id, None, stale)
    await replies.show(interaction, view)
