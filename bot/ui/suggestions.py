"""Suggestions while a command is typed."""

from collections.abc import Sequence
from datetime import datetime

from discord import app_commands

from bot.domain import zone as zones

# Discord’s limit for a suggestion.
_LONGEST = 100
_ENDS = ("1 week", "2 weeks", "3 weeks", "a month", "Monday")


def zone_suggestions(current: str, now: datetime) -> list[app_commands.Choice[str]]:
    """Time zones near what was typed, each with its present offset and time."""
    return [
        app_commands.Choice(name=zones.label(name, now), value=name) for name in zones.near(current)
    ]


def ends(current: str) -> list[app_commands.Choice[str]]:
    """Days on which a pause may end."""
    return among(_ENDS, current)


def among(common: Sequence[str], current: str) -> list[app_commands.Choice[str]]:
    """Those of the common texts that hold what was typed, else what was typed."""
    typed = current.strip()
    wanted = [text for text in common if typed.casefold() in text.casefold()]
    return [app_commands.Choice(name=text, value=text) for text in wanted or [typed[:_LONGEST]]]
