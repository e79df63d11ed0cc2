"""`/daily`, and everything that is pressed on a question."""

from discord import app_commands

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.permissions import hidden_channels
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.daily import routes, views
from cogs.daily.question import TABS, reveal_view


class DailyCog(Feature):
    """Members answer before they see."""

    daily = app_commands.Group(
        name="daily",
        description="The question of the day",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.daily

    @daily.command(name="today")
    async def today(self, interaction: Interaction) -> None:
        """See today’s question, answer it, or catch up."""
        found = await self.service.today(
            guild_id(interaction), interaction.user.id, hidden=hidden_channels(interaction)
        )
        view = views.today_view(found[0], found[1:]) if found else views.no_question_view()
        await replies.show(interaction, view)

    @daily.command(name="history")
    async def history(self, interaction: Interaction) -> None:
        """Look back at the questions asked so far."""
        await self._show_history(interaction, 0)

    @pressed(routes.HISTORY)
    async def turn_history(self, interaction: Interaction, page: int) -> None:
        """Another page of past questions."""
        await self._show_history(interaction, page)

    async def _show_history(self, interaction: Interaction, page: int) -> None:
        history = await self.service.history(
            guild_id(interaction), interaction.user.id, page, hidden=hidden_channels(interaction)
        )
        await replies.show(interaction, views.history_view(history))

    @pressed(routes.PICK)
    async def pick(self, interaction: Interaction, page: int) -> None:
        """Open a question from a list, whichever page of it."""
        post = int(values(interaction)[0])
        asked = await self.service.asked(guild_id(interaction), post, interaction.user.id)
        await replies.show(interaction, views.today_view(asked, []))

    @pressed(routes.ANSWER)
    async def write(self, interaction: Interaction, post: int) -> None:
        """Open the modal, with what was written before."""
        asked = await self.service.draft(guild_id(interaction), post, interaction.user.id)
        await ask(interaction, views.answer_modal(asked))

    @submitted(routes.ANSWER)
    async def save(self, interaction: Interaction, fields: Fields, post: int) -> None:
        """Keep an answer."""
        asked = await self.service.answer(
            guild_id(interaction), post, interaction.user.id, str(fields["text"])
        )
        await replies.show(interaction, views.saved_view(asked))

    @pressed(routes.HINT)
    async def hint(self, interaction: Interaction, post: int) -> None:
        """The first hint, or those already open."""
        asked = await self.service.hint(guild_id(interaction), post, interaction.user.id, None)
        await replies.show(interaction, views.hint_view(asked))

    @pressed(routes.HINT_STEP)
    async def next_hint(self, interaction: Interaction, post: int, step: int) -> None:
        """One more hint."""
        asked = await self.service.hint(guild_id(interaction), post, interaction.user.id, step)
        await replies.show(interaction, views.hint_view(asked))

    @pressed(routes.REVEAL)
    async def reveal(self, interaction: Interaction, post: int) -> None:
        """The outline, to who answered."""
        asked = await self.service.reveal(guild_id(interaction), post, interaction.user.id)
        view = reveal_view(asked) if asked.revealed else views.closed_view(asked)
        await replies.show(interaction, view)

    @pressed(routes.TRIED)
    async def give_up(self, interaction: Interaction, post: int) -> None:
        """The outline, without an answer."""
        asked = await self.service.give_up(guild_id(interaction), post, interaction.user.id)
        await replies.show(interaction, reveal_view(asked))

    @pressed(routes.TAB)
    async def turn(self, interaction: Interaction, post: int, tab: str, page: int) -> None:
        """Another tab or page of the outline."""
        asked = await self.service.opened(guild_id(interaction), post, interaction.user.id)
        chosen = tab if tab in TABS else "outline"
        await replies.show(interaction, reveal_view(asked, chosen, page))

    @pressed(routes.OTHERS)
    async def others(self, interaction: Interaction, post: int, position: int) -> None:
        """What the others wrote."""
        found = await self.service.others(
            guild_id(interaction), post, interaction.user.id, position
        )
        await replies.show(interaction, views.others_view(found))

    @pressed(routes.WHOLE)
    async def read_all(self, interaction: Interaction, post: int, position: int) -> None:
        """A long answer to its end."""
        found = await self.service.others(
            guild_id(interaction), post, interaction.user.id, position
        )
        await replies.show(interaction, views.others_view(found, whole=True))

    @pressed(routes.SCORE)
    async def tick(self, interaction: Interaction, post: int) -> None:
        """Open the modal with the signals."""
        asked, ticked = await self.service.ticks(guild_id(interaction), post, interaction.user.id)
        await ask(interaction, views.score_modal(asked, dict(ticked)))

    @submitted(routes.SCORE)
    async def score(self, interaction: Interaction, fields: Fields, post: int) -> None:
        """Keep the self-score."""
        ticked = {key: frozenset(int(n) for n in chosen) for key, chosen in fields.items()}
        asked, score = await self.service.score(
            guild_id(interaction), post, interaction.user.id, ticked
        )
        await replies.show(interaction, views.scored_view(asked, score))
