"""The one door for errors: commands, presses and modals all end here.

A `UserError` is told in its own sentence. Anything else is told in one fixed sentence; the traceback
stands in the log under the code that the person sees.
"""

import io
from typing import Any

import discord
from discord import app_commands, ui

from bot import log
from bot.errors import Busy, DiskFull, UserError
from bot.ui import kit
from bot.ui.replies import show_new
from bot.ui.routes import Interaction, filled_in
from bot.ui.text import quote, snippet

_log = log.get(__name__)

# Room for a whole answer beside title and sentence.
_QUOTED = kit.MOST_TEXT - 500
_ANY = 1_000_000
_FILE = "what-you-wrote.txt"
# What fits a short field is typed again in a moment; anything longer is given back.
_SHORT = 100


class Unexpected(UserError):
    """Something broke here and is written down; try it again in a minute."""

    title = "That did not work"


class OldCommand(UserError):
    """This command has changed since your app learned it; restart the app, or use `/help`."""

    title = "This command has changed"


class MayNot(UserError):
    """Ask someone who manages this server to run it for you."""

    title = "You may not run this"


async def report(interaction: Interaction, error: BaseException) -> None:
    """Tell the person what to do and write down what happened, under one reference."""
    cause = _cause(error)
    reference = log.reference()
    told = cause if isinstance(cause, UserError) else Unexpected()
    machine = isinstance(cause, Busy | DiskFull)
    if told is cause and not machine:
        _log.info("told", reference=reference, outcome=type(cause).__name__)
    else:
        _log.error(
            "failed",
            reference=reference,
            guild_id=interaction.guild_id,
            where=_where(interaction),
            exc_info=(type(cause), cause, cause.__traceback__),
        )
    try:
        typed = told.quote or _typed(interaction)
        view = error_view(told, typed, _feature(interaction), reference)
        file = discord.File(io.BytesIO(typed.encode()), _FILE) if typed and _is_cut(typed) else None
        await show_new(interaction, view, file=file)
    except discord.HTTPException as lost:
        # The three seconds are over, or Discord is away: nobody is left to tell.
        _log.warning("could not tell", reference=reference, status=lost.status, code=lost.code)


def error_view(error: UserError, typed: str | None, feature: str, reference: str) -> ui.LayoutView:
    """What did not happen, what to do, and the person’s own text given back."""
    return kit.panel(
        f"-# ⚠️ {feature}",
        f"## {error.title}",
        _sentence(error),
        quote(typed, _QUOTED) if typed else None,
        ui.File[Any](discord.UnfurledMediaItem(f"attachment://{_FILE}"))
        if typed and _is_cut(typed)
        else None,
        f"-# If it happens again, send an owner this code: {reference}",
        colour=kit.NEEDS_YOU,
    )


def _sentence(error: UserError) -> str:
    """The sentence with what the person typed in it made inert and short."""
    return type(error)(**{name: snippet(str(fact)) for name, fact in error.facts.items()}).sentence


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        return error.__cause__ or error
    if isinstance(error, app_commands.CheckFailure):
        return MayNot()
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return OldCommand()
    return error


def _typed(interaction: Interaction) -> str | None:
    """The long texts of a modal that could not be kept."""
    texts = [value for value in filled_in(interaction).values() if isinstance(value, str)]
    return "\n\n".join(text for text in texts if len(text) > _SHORT) or None


def _is_cut(typed: str) -> bool:
    """Whether a text does not fit the screen, so that it is given back as a file as well."""
    return len(quote(typed, _ANY)) > _QUOTED


def _where(interaction: Interaction) -> str:
    data = dict(interaction.data or {})
    return str(data.get("custom_id") or data.get("name") or interaction.type.name)


def _feature(interaction: Interaction) -> str:
    return _where(interaction).split(":")[0].capitalize()
