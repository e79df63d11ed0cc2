"""`/server changes`: who changed what and when, and taking one’s own last change back."""

from collections.abc import Mapping

from discord import ui

from bot.domain.daily.question import Question
from bot.services.changes import Noted, Page
from bot.ui import kit, replies
from bot.ui.components import button, turns
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from cogs.server import routes
from cogs.server.changes import describe
from cogs.server.undoing import undo_created

Questions = Mapping[str, Question]


async def open_changes(interaction: Interaction, page: int = 0) -> None:
    """Show one page of the changes."""
    services, server = interaction.client.services, guild_id(interaction)
    found = await services.changes.page(server, interaction.user.id, page)
    view = changes_view(found, await services.bank.questions(server), interaction.user.id)
    await replies.show(interaction, view)


class ChangesCog(Feature):
    """The presses of the list; its command stands in the group of `/server`."""

    @pressed(routes.CHANGES)
    async def turn(self, interaction: Interaction, page: int) -> None:
        """Another page, or back to the list."""
        await open_changes(interaction, page)

    @pressed(routes.ASK_UNDO)
    @slow
    async def ask(self, interaction: Interaction, change: int) -> None:
        """Show what will hold once a change is taken back."""
        services, server = interaction.client.services, guild_id(interaction)
        noted = await services.changes.find_own(server, interaction.user.id, change)
        if noted.change.is_made_in_discord:
            await undo_created(interaction, interaction.client, noted.change)
            return
        view = undo_view(noted, await services.bank.questions(server), interaction.user.id)
        await replies.show(interaction, view)

    @pressed(routes.UNDO_CHANGE)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """Take it back."""
        services, server = interaction.client.services, guild_id(interaction)
        reverse = await services.changes.undo(server, interaction.user.id, change)
        noted = await services.changes.find(server, reverse.id)
        view = undone_view(noted, await services.bank.questions(server), interaction.user.id)
        await replies.show(interaction, view)


def changes_view(found: Page, questions: Questions, opener: int) -> ui.LayoutView:
    """Changes, newest first; one that the person may take back has its button."""
    if not found.rows:
        return kit.panel(
            "-# Server changes",
            "## Nothing was changed yet",
            "Whatever someone sets from now on is listed here, with its values before and after.",
            kit.row(button("Settings", routes.SETTINGS, opener=opener, primary=True)),
        )
    mine = next((one.change.id for one in found.rows if one.change.id == found.mine), None)
    return kit.panel(
        f"-# Server changes · page {found.page + 1} of {found.pages}",
        "## Changes, newest first",
        *(_row(one, questions, mine=one.change.id == mine) for one in found.rows),
        kit.row(button("Undo mine", routes.ASK_UNDO, change=mine, opener=opener)) if mine else None,
        turns(routes.CHANGES, found.page, found.pages, opener=opener),
        "-# Kept for 400 days. Your own newest change can be taken back.",
    )


def _row(noted: Noted, questions: Questions, *, mine: bool = False) -> str:
    told, change = describe(noted, questions), noted.change
    who = f"<@{change.by}>" if change.by is not None else "someone who left"
    facts = [f"**{told.title}**", told.where, who, kit.stamp(change.at)]
    facts += ["taken back" if change.undone_at is not None else None, "yours" if mine else None]
    return " · ".join(fact for fact in facts if fact is not None) + told.as_list()


def undo_view(noted: Noted, questions: Questions, opener: int) -> ui.LayoutView:
    """Asks before a change is taken back, and says what will hold then."""
    told = describe(noted.reverse, questions)
    return kit.panel(
        "-# Server changes",
        "## Take this back?",
        _row(noted, questions),
        f"Then: **{told.title}**{told.as_list()}",
        kit.row(
            button(
                "Take back", routes.UNDO_CHANGE, change=noted.change.id, opener=opener, primary=True
            ),
            button("Keep it", routes.CHANGES, page=0, opener=opener),
        ),
    )


def undone_view(noted: Noted, questions: Questions, opener: int) -> ui.LayoutView:
    """What holds now; it can be taken back in turn."""
    return kit.panel(
        "-# Server changes",
        "## Taken back",
        _row(noted, questions),
        kit.row(
            button("All changes", routes.CHANGES, page=0, opener=opener),
            button("Undo", routes.ASK_UNDO, change=noted.change.id, opener=opener),
        ),
    )
