"""Suggestions while a command is typed."""

from datetime import datetime

from discord import app_commands

from bot.domain import zone as zones


def zone_suggestions(current: str, now: datetime) -> list[app_commands.Choice[str]]:
    """Time zones near what was typed, each with its present offset and time."""
    return [
        app_commands.Choice(name=zones.label(name, now), value=name) for name in zones.near(current)
    ]
