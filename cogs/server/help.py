"""`/help`: what there is, on one screen."""

from discord import app_commands, ui

from bot.ui import kit, replies
from bot.ui.feature import Feature
from bot.ui.routes import Interaction


class HelpCog(Feature):
    """The first look."""

    @app_commands.command(name="help")
    @app_commands.guild_only()
    async def help(self, interaction: Interaction) -> None:
        """What Loopmate does, and the commands for it."""
        await replies.show(interaction, help_view())


def help_view() -> ui.LayoutView:
    """Each feature in one sentence, with its commands."""
    return kit.panel(
        "-# Help",
        "## Practise together",
        "**A question a day**\nAnswer before you see. Then compare with the outline and the others.\n"
        "-# `/daily today` · `/daily history` · `/daily search` · `/daily mine` · `/daily review` "
        "· `/daily suggest`",
        "**Mock interviews**\nA partner who is free when you are, a time, and feedback for you two.\n"
        "-# `/mock join` · `/mock status` · `/mock now` · `/mock with` · `/mock history` "
        "· `/mock feedback`\n"
        "-# `/mock times` · `/mock skip` · `/mock pause` · `/mock resume` · `/mock leave` "
        "· `/mock never`",
        "**Twelve weeks**\nThree phases, a few tasks a week, and how far you are.\n"
        "-# `/plan start` · `/plan show` · `/plan move` · `/plan reflect` · `/plan pause` "
        "· `/progress` · `/board`",
        "**You**\nYour time zone, your quiet hours, and everything kept about you.\n"
        "-# `/start` · `/me show` · `/me ledger` · `/me recap` · `/me vacation` · `/me export` "
        "· `/me delete`",
        "-# Owners: `/setup` · `/series list` · `/round schedule` · `/bank browse` · `/server doctor`",
    )
