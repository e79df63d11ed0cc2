"""`/series queue`: what owners want asked next."""

from collections.abc import Sequence

from discord import app_commands

from bot.client import Client
from bot.domain.daily.series import Series
from bot.services.daily.queue import Queue, Queued
from bot.services.daily.upcoming import Upcoming
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.daily import routes
from cogs.daily.queue_views import ROWS, entry_view, mark_of, queue_view, suggestion

_SUGGESTED = 25
# Posts looked ahead beyond the queue itself, so that what the draw asks next is seen too.
_BEYOND = 3
_FURTHEST = 25


class QueueCog(Feature):
    """What is pressed on the queue. Each press acts on a question, wherever it stands by now."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.queue

    @pressed(routes.QUEUE)
    async def turn(self, interaction: Interaction, series: int, page: int) -> None:
        """One page of the queue."""
        queue = await self.service.look(guild_id(interaction), series)
        await _show(interaction, self.client, queue, page)

    @pressed(routes.QUEUED)
    async def pick(self, interaction: Interaction, series: int) -> None:
        """One question of it."""
        queue = await self.service.look(guild_id(interaction), series)
        await _show_entry(interaction, self.client, queue, values(interaction)[0])

    @pressed(routes.FRONT)
    async def to_front(self, interaction: Interaction, series: int, mark: str) -> None:
        """Ask it next."""
        await self._move(interaction, series, mark, to=1)

    @pressed(routes.UP)
    async def up(self, interaction: Interaction, series: int, mark: str) -> None:
        """Ask it one place sooner."""
        await self._move(interaction, series, mark, by=-1)

    @pressed(routes.DOWN)
    async def down(self, interaction: Interaction, series: int, mark: str) -> None:
        """Ask it one place later."""
        await self._move(interaction, series, mark, by=1)

    @pressed(routes.OUT)
    async def take_out(self, interaction: Interaction, series: int, mark: str) -> None:
        """Let it wait no longer."""
        guild = guild_id(interaction)
        queue = await self.service.look(guild, series)
        entry, page = _marked(queue, mark), 0
        if entry is not None:
            page = (entry.position - 1) // ROWS
            queue = await self.service.take_out(
                guild, series, entry.question_id, by=interaction.user.id
            )
        await _show(interaction, self.client, queue, page)

    @pressed(routes.TIDY)
    async def tidy(self, interaction: Interaction, series: int) -> None:
        """Take out what is no longer in the bank."""
        queue = await self.service.tidy(guild_id(interaction), series, by=interaction.user.id)
        await _show(interaction, self.client, queue)

    @pressed(routes.CLEAR)
    async def clear(self, interaction: Interaction, series: int) -> None:
        """Take out everything; it can be put back."""
        queue = await self.service.clear(guild_id(interaction), series, by=interaction.user.id)
        await _show(interaction, self.client, queue)

    @pressed(routes.PUT_BACK)
    async def put_back(self, interaction: Interaction, change: int) -> None:
        """Undo a change of the queue."""
        guild = guild_id(interaction)
        undone = await self.client.services.changes.undo(guild, interaction.user.id, change)
        await _show(interaction, self.client, await self.service.look(guild, undone.ref or 0))

    async def _move(
        self, interaction: Interaction, series: int, mark: str, *, to: int = 0, by: int = 0
    ) -> None:
        guild = guild_id(interaction)
        queue = await self.service.look(guild, series)
        entry = _marked(queue, mark)
        if entry is None:
            await _show(interaction, self.client, queue)
            return
        moved = await self.service.move(
            guild, series, entry.question_id, by=interaction.user.id, to=to or entry.position + by
        )
        await _show_entry(interaction, self.client, moved, entry.question_id)


async def show_queue(
    interaction: Interaction, client: Client, series: Series, question: str
) -> None:
    """The queue of a series, after a question was added to it, if one is named."""
    keeping, guild = client.services.queue, guild_id(interaction)
    if not question:
        await _show(interaction, client, await keeping.look(guild, series.id))
        return
    wanted = await keeping.resolve(guild, question)
    queue = await keeping.add(guild, series.id, by=interaction.user.id, question_id=wanted.id)
    entry = queue.find(wanted.id)
    place = entry.position if entry is not None else 1
    when = "It is asked next." if place == 1 else f"It waits at place {place}."
    if queue.change_id is None:
        when = f"It waited already, at place {place}."
    await _show(interaction, client, queue, (place - 1) // ROWS, f"**{wanted.short}**\n{when}")


async def question_suggestions(
    interaction: Interaction, client: Client, current: str
) -> list[app_commands.Choice[str]]:
    """Questions by words of their titles, for the series that was picked, or the only one."""
    guild = guild_id(interaction)
    picked = str(getattr(interaction.namespace, "series", "") or "")
    series = _named(await client.services.series.of(guild), picked)
    found = await client.services.queue.suggest(guild, series, current, _SUGGESTED)
    return [suggestion(one) for one in found]


async def _show(
    interaction: Interaction, client: Client, queue: Queue, page: int = 0, said: str | None = None
) -> None:
    ahead = await _ahead(client, queue)
    await replies.show(interaction, queue_view(queue, ahead, page, interaction.user.id, said))


async def _show_entry(
    interaction: Interaction, client: Client, queue: Queue, question_id: str
) -> None:
    """One question of the queue; the queue itself where it is no longer in it."""
    entry = queue.find(question_id)
    if entry is None:
        await _show(interaction, client, queue)
        return
    ahead = await _ahead(client, queue)
    await replies.show(interaction, entry_view(queue, entry, ahead, interaction.user.id))


async def _ahead(client: Client, queue: Queue) -> Sequence[Upcoming]:
    count = min(len(queue.entries) + _BEYOND, _FURTHEST)
    return await client.services.series.upcoming(queue.series.guild_id, queue.series.id, count)


def _marked(queue: Queue, mark: str) -> Queued | None:
    return next((one for one in queue.entries if mark_of(one.question_id) == mark), None)


def _named(found: Sequence[Series], text: str) -> Series | None:
    """The series that was picked, or the only one there is."""
    if not text and len(found) == 1:
        return found[0]
    return next((series for series in found if text == str(series.id)), None)
