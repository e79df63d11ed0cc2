"""The presses on the screens of `/series`: look at one, let it rest, post by hand, take back."""

from dataclasses import replace
from datetime import date, timedelta

from bot.client import Client
from bot.domain.changes import What
from bot.domain.daily.series import Post, Series
from bot.domain.delivery import State
from bot.errors import AlreadyOut, NoSuchSeries
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.kit import stamp
from bot.ui.routes import Interaction, guild_id, slow, values
from cogs.daily import keeping, owners, previews, routes
from cogs.daily.fit import Fit, fit_of


class SeriesPanelCog(Feature):
    """What owners press, outside the panel that edits."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.series
        self.changes = client.services.changes

    @pressed(routes.LIST)
    async def turn(self, interaction: Interaction, page: int) -> None:
        """Another page of the list."""
        await show_list(interaction, page)

    @pressed(routes.OPEN)
    async def open(self, interaction: Interaction, page: int) -> None:
        """One series from the list."""
        await self._show(interaction, await find(interaction, int(values(interaction)[0])))

    @pressed(routes.SHOW)
    async def show(self, interaction: Interaction, series: int) -> None:
        """Back to the series."""
        await self._show(interaction, await find(interaction, series))

    @pressed(routes.AHEAD)
    @slow
    async def look_ahead(
        self, interaction: Interaction, series: int, page: int, titles: int
    ) -> None:
        """What will be asked, a page at a time."""
        found = await find(interaction, series)
        page = min(page, previews.PAGES - 1)
        upcoming = await self.service.upcoming(
            found.guild_id, found.id, count=(page + 1) * previews.ROWS
        )
        view = previews.preview_view(
            found, upcoming, interaction.user.id, page, titles=bool(titles)
        )
        await replies.show(interaction, view)

    @pressed(routes.PAUSE)
    async def pause(self, interaction: Interaction, series: int) -> None:
        """Let it rest until it is resumed."""
        await self._pause(interaction, series, None)

    @pressed(routes.REST)
    async def rest(self, interaction: Interaction, series: int, weeks: int) -> None:
        """Let it rest for some weeks from today."""
        found = await find(interaction, series)
        until = today_of(interaction, found) + timedelta(weeks=min(weeks, 2))
        await self._pause(interaction, series, until)

    async def _pause(self, interaction: Interaction, series: int, until: date | None) -> None:
        by = interaction.user.id
        paused = await self.service.pause(guild_id(interaction), series, by=by, until=until)
        await replies.show(interaction, keeping.paused_view(paused, by))

    @pressed(routes.RESUME)
    async def resume(self, interaction: Interaction, series: int) -> None:
        """Go on."""
        by = interaction.user.id
        resumed = await self.service.resume(guild_id(interaction), series, by=by)
        await replies.show(interaction, keeping.resumed_view(resumed, by))

    @pressed(routes.SKIP)
    async def skip(self, interaction: Interaction, series: int, version: int) -> None:
        """Leave the next one out; a second click on the same button leaves out no other."""
        found = await find(interaction, series)
        if found.version != version:
            note = await changed_by(interaction, found)
            await self._show(interaction, found, note)
            return
        await skip(interaction, found)

    @pressed(routes.NOW)
    async def ask_to_post(self, interaction: Interaction, series: int) -> None:
        """Ask before a question goes out by hand."""
        await ask_to_post(interaction, await find(interaction, series))

    @pressed(routes.POST)
    @slow
    async def post(self, interaction: Interaction, series: int) -> None:
        """The owner meant it: today’s question goes out at once."""
        server, by = guild_id(interaction), interaction.user.id
        try:
            post = await self.service.now(server, series, by=by)
        except AlreadyOut as out:
            await self._already_out(interaction, series, out)
            return
        delivery = await self.client.sender.deliver(server, post.id)
        found = await find(interaction, series)
        if delivery.state is State.DONE:
            out_now = replace(post, message_id=delivery.message_id, thread_id=delivery.thread_id)
            view = keeping.posted_view(found, out_now, by)
        else:
            view = keeping.not_posted_view(found, fit_in(interaction, found), delivery, by)
        await replies.show(interaction, view)

    async def _already_out(self, interaction: Interaction, series: int, out: AlreadyOut) -> None:
        """Lead to today’s question, or say what it waits for."""
        found, post = await find(interaction, series), out.facts.get("post")
        if found.held_at is not None:
            await self._show(interaction, found, "Today’s question is chosen, and waits.")
            return
        known = post if isinstance(post, Post) else None
        view = keeping.already_out_view(found, known, interaction.user.id)
        await replies.show(interaction, view)

    @pressed(routes.CONFIRM)
    async def ask_to_remove(self, interaction: Interaction, series: int) -> None:
        """Ask before it ends."""
        found = await find(interaction, series)
        await replies.show(interaction, keeping.remove_view(found, interaction.user.id))

    @pressed(routes.REMOVE)
    async def remove(self, interaction: Interaction, series: int) -> None:
        """The owner meant it."""
        by = interaction.user.id
        removed = await self.service.remove(guild_id(interaction), series, by=by)
        change = await newest(interaction, series, "series-removed")
        await replies.show(interaction, keeping.removed_view(removed, by, change))

    @pressed(routes.UNDO)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """Take one’s own change back, and see the series as it is then."""
        server, by = guild_id(interaction), interaction.user.id
        undone = await self.changes.undo(server, by, change)
        found = None if undone.ref is None else await self.service.lookup(server, undone.ref)
        if found is None:
            await show_list(interaction, 0, "Taken back: the series is gone again.")
        else:
            await self._show(interaction, found, "Taken back. It is as it was before.")

    async def _show(
        self, interaction: Interaction, series: Series, note: str | None = None
    ) -> None:
        view = owners.detail_view(series, fit_in(interaction, series), interaction.user.id, note)
        await replies.show(interaction, view)


async def find(interaction: Interaction, id: int) -> Series:
    """A series of this server. Raises `NoSuchSeries`."""
    found = await interaction.client.services.series.lookup(guild_id(interaction), id)
    if found is None:
        raise NoSuchSeries
    return found


def fit_in(interaction: Interaction, series: Series) -> Fit:
    """How a series suits its channel."""
    assert interaction.guild is not None
    return fit_of(interaction.guild, series)


def today_of(interaction: Interaction, series: Series) -> date:
    """The local date of a series."""
    return series.plan.today(interaction.client.services.clock())


async def newest(interaction: Interaction, series: int, what: What) -> int | None:
    """The change that the person has just made, to be taken back."""
    changes = interaction.client.services.changes
    last = await changes.last(guild_id(interaction), ref=series, by=interaction.user.id)
    return last.id if last is not None and last.what == what else None


async def changed_by(interaction: Interaction, series: Series) -> str:
    """Who changed a series last, and that what is shown is how it is now."""
    found = await interaction.client.services.changes.last(series.guild_id, ref=series.id)
    # The queue of a series changes without its values.
    if found is None or found.by is None or found.what == "queue-changed":
        return "This was changed meanwhile; these are the values now."
    who = "You" if found.by == interaction.user.id else f"<@{found.by}>"
    return f"{who} changed this {stamp(found.at)}; these are the values now."


async def show_list(interaction: Interaction, page: int = 0, note: str | None = None) -> None:
    """Every series."""
    found = await interaction.client.services.series.of(guild_id(interaction))
    names = owners.names_in(interaction.guild)
    await replies.show(interaction, owners.list_view(found, names, interaction.user.id, page, note))


async def skip(interaction: Interaction, series: Series) -> None:
    """Leave the next question of a series out."""
    by = interaction.user.id
    skipped = await interaction.client.services.series.skip(series.guild_id, series.id, by=by)
    change = await newest(interaction, series.id, "series-skipped")
    await replies.show(interaction, keeping.skipped_view(skipped.series, skipped.slot, by, change))


async def ask_to_post(interaction: Interaction, series: Series) -> None:
    """Say where a question would go now, and what comes after it."""
    today, now = today_of(interaction, series), interaction.client.services.clock()
    tomorrow = today + timedelta(days=1)
    following = None
    if series.next_run_at is not None:
        following = series.plan.next(now, max(tomorrow, series.earliest or tomorrow)).at
    await replies.show(
        interaction, keeping.post_now_view(series, today, following, interaction.user.id)
    )
