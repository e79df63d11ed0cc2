"""All weeks of a plan, single tasks, and ticking them off."""

from bot.client import Client
from bot.errors import NoSuchTask
from bot.services.plan.standing import Standing
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.plan import routes
from cogs.plan import weeks_views as views
from cogs.plan.parts import word
from cogs.plan.week_views import no_plan_view


class TasksCog(Feature):
    """What is behind the buttons of a week."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.plan
        self.noting = client.services.plan_noting
        self.track = {word(id): task for id, task in client.services.plan.ticking.track.items()}

    @pressed(routes.PHASE)
    async def show_phase(self, interaction: Interaction, page: int) -> None:
        """The weeks of a phase."""
        found = await self._found(interaction)
        view = no_plan_view() if found is None else views.phase_view(found, page)
        await replies.show(interaction, view)

    @pressed(routes.TASK)
    async def show_task(self, interaction: Interaction, page: int) -> None:
        """One of them."""
        (id,) = values(interaction)
        found = await self._found(interaction)
        own = None if found is None else found.own(id)
        if found is None or own is None:
            raise NoSuchTask
        await replies.show(interaction, views.task_view(found, own))

    @pressed(routes.TICK)
    async def choose(self, interaction: Interaction) -> None:
        """Those that take a note."""
        found = await self._found(interaction)
        view = no_plan_view() if found is None else views.tick_view(found)
        await replies.show(interaction, view)

    @pressed(routes.PICK)
    async def pick(self, interaction: Interaction) -> None:
        """Open the modal for one of them."""
        (id,) = values(interaction)
        await self.ask_for_note(interaction, word(id))

    @pressed(routes.NOTE)
    async def ask_for_note(self, interaction: Interaction, task: str) -> None:
        """Open the modal."""
        if task not in self.track:
            raise NoSuchTask
        await ask(interaction, views.note_modal(self.track[task]))

    @submitted(routes.NOTE)
    async def tick_off(self, interaction: Interaction, fields: Fields, task: str) -> None:
        """It is done."""
        note = str(fields["note"])
        server, member = guild_id(interaction), interaction.user.id
        ticked = await self.noting.tick_off(server, member, self._id(task), note)
        await replies.show(interaction, views.ticked_view(ticked, note))

    @pressed(routes.TAKE_BACK)
    async def take_back(self, interaction: Interaction, task: str) -> None:
        """It is open after all."""
        server, member = guild_id(interaction), interaction.user.id
        opened = await self.noting.take_back(server, member, self._id(task))
        await replies.show(interaction, views.taken_back_view(opened))

    def _id(self, task: str) -> str:
        found = self.track.get(task)
        return task if found is None else found.id

    async def _found(self, interaction: Interaction) -> Standing | None:
        return await self.service.all_weeks(guild_id(interaction), interaction.user.id)
