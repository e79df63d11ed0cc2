"""`/daily`, and everything that is pressed on a question."""

from typing import cast

from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import Kind
from bot.domain.daily.search import LONGEST
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.permissions import hidden_channels
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.daily import archive_views, routes, views
from cogs.daily.archive import KIND_CHOICES, ArchiveCog
from cogs.daily.question import TABS, reveal_view
from cogs.daily.reviews import ReviewsCog
from cogs.daily.suggesting import SuggestingCog


class DailyCog(Feature):
    """Members answer before they see."""

    daily = app_commands.Group(
        name="daily",
        description="The question of the day",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    def __init__(
        self,
        client: Client,
        archive: ArchiveCog,
        reviews: ReviewsCog,
        suggesting: SuggestingCog,
    ) -> None:
        self.service = client.services.daily
        self.archive = archive
        self.reviews = reviews
        self.suggesting = suggesting

    @daily.command(name="today")
    async def today(self, interaction: Interaction) -> None:
        """See today’s question, answer it, or catch up."""
        await self.show_today(interaction)

    @pressed(routes.TODAY)
    async def show_today(self, interaction: Interaction) -> None:
        """The newest question."""
        found = await self.service.today(
            guild_id(interaction), interaction.user.id, hidden=hidden_channels(interaction)
        )
        view = views.today_view(found[0], found[1:]) if found else archive_views.no_question_view()
        await replies.show(interaction, view)

    @daily.command(name="history")
    async def history(self, interaction: Interaction) -> None:
        """Look back at the questions asked so far."""
        await self.archive.show_history(interaction)

    @daily.command(name="search")
    @app_commands.describe(
        words="Words of the title, the topic or the question; the beginning of a word is enough",
        kind="One kind of interview",
        topic="One topic; the list shows those asked here",
    )
    @app_commands.choices(kind=KIND_CHOICES)
    async def search(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 1, LONGEST] = "",
        kind: str | None = None,
        topic: str = "",
    ) -> None:
        """Find a question that was asked here."""
        await self.archive.search(interaction, words, cast(Kind | None, kind), topic)

    @search.autocomplete("words")
    async def suggest_titles(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Questions that were asked here."""
        return await self.archive.titles(interaction, current)

    @search.autocomplete("topic")
    async def suggest_topics(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Topics that were asked here."""
        return await self.archive.topics(interaction, current)

    @daily.command(name="mine")
    async def mine(self, interaction: Interaction) -> None:
        """Read your own answers again, with your scores and reviews."""
        await self.archive.show_mine(interaction)

    @daily.command(name="review")
    async def review(self, interaction: Interaction) -> None:
        """Read what a peer wrote, and say what would make it stronger."""
        await self.reviews.show(interaction, guild_id(interaction))

    @daily.command(name="suggest")
    @app_commands.describe(kind="The kind of your question; left out, you see what you sent")
    @app_commands.choices(kind=KIND_CHOICES)
    async def suggest(self, interaction: Interaction, kind: str | None = None) -> None:
        """Suggest a question of your own, or see what became of yours."""
        await self.suggesting.begin(interaction, cast(Kind | None, kind))

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
            guild_id(interaction),
            post,
            interaction.user.id,
            str(fields["text"]),
            review=bool(fields.get("review")),
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
