"""`/bank`: what a server asks from."""

from typing import cast

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.daily.own import FORMS
from bot.domain.daily.question import Kind, Level
from bot.domain.daily.search import topic_of
from bot.services.bank import Sift
from bot.ui.feature import IN_SERVERS, Feature
from bot.ui.routes import Interaction, slow
from cogs.daily.archive import KIND_CHOICES
from cogs.daily.browsing import BrowsingCog
from cogs.daily.changing import LEVEL_CHOICES
from cogs.daily.completing import CompletingCog
from cogs.daily.importing import ImportingCog
from cogs.daily.mistakes import MistakesCog

FORM_CHOICES = [app_commands.Choice(name=form.upper(), value=form) for form in FORMS]


class BankCog(Feature):
    """The commands of owners around the questions themselves."""

    bank = app_commands.Group(
        name="bank",
        description="The questions that this server asks from",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(
        self,
        client: Client,
        browsing: BrowsingCog,
        importing: ImportingCog,
        mistakes: MistakesCog,
        completing: CompletingCog,
    ) -> None:
        self.client = client
        self.browsing = browsing
        self.importing = importing
        self.mistakes = mistakes
        self.completing = completing

    @bank.command(name="browse")
    @app_commands.describe(
        kind="One kind of interview",
        level="Questions that suit one level",
        topic="One topic; the list shows those of the bank",
        off="Only what is switched off",
    )
    @app_commands.choices(kind=KIND_CHOICES, level=LEVEL_CHOICES)
    async def browse(
        self,
        interaction: Interaction,
        kind: str | None = None,
        level: str | None = None,
        topic: str = "",
        *,
        off: bool = False,
    ) -> None:
        """Leaf through the questions, and switch off those you do not want."""
        sift = Sift(
            kind=cast(Kind | None, kind),
            level=cast(Level | None, level),
            topic=topic_of(topic) or None,
            off=off,
        )
        await self.browsing.browse(interaction, sift)

    @browse.autocomplete("topic")
    async def suggest_topics(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Topics of the bank."""
        return await self.browsing.topics(interaction, current)

    @bank.command(name="import")
    @slow
    @app_commands.describe(
        file="Questions of your own, as YAML or CSV; /bank export gives you examples",
        replace="Also remove those of your own that the file does not hold",
    )
    async def import_file(
        self, interaction: Interaction, file: discord.Attachment, *, replace: bool = False
    ) -> None:
        """Import questions of your own from a file; you see what it does before it does it."""
        await self.importing.preview(interaction, file, replace=replace)

    @bank.command(name="undo")
    async def undo(self, interaction: Interaction) -> None:
        """Take back the last import."""
        await self.importing.ask_undo(interaction)

    @bank.command(name="export")
    @slow
    @app_commands.describe(format="YAML for an editor, CSV for a spreadsheet")
    @app_commands.choices(format=FORM_CHOICES)
    async def export(self, interaction: Interaction, format: str = FORMS[0]) -> None:
        """Get the questions of your own as a file that can be imported again."""
        await self.importing.export(interaction, format, 0)

    @bank.command(name="mistakes")
    async def show_mistakes(self, interaction: Interaction) -> None:
        """See what members report as wrong in a question, and pass it on."""
        await self.mistakes.show(interaction)

    @bank.command(name="suggestions")
    async def show_suggestions(self, interaction: Interaction) -> None:
        """See the questions that members suggest; complete, accept or decline them."""
        await self.completing.show(interaction)
