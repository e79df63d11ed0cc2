"""What the screens of a session say in the same words, and who its members are by name."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord

from bot.client import Client
from bot.domain.mock.session import Session
from bot.errors import NotYourSession
from bot.ui import kit
from bot.ui.routes import Interaction

# An answer to a press has three seconds, and nothing depends on a name.
_SECONDS = 1.0


def head(session: Session, *facts: str) -> str:
    """The grey line: kind, level of who is interviewed, and what the screen is about."""
    return kit.head(session.kind, levels(session), *(facts or ("60 min",)))


def levels(session: Session) -> str:
    """The target of who is interviewed; of both where they swap, `L5/L6`."""
    halves = (2, 1) if session.swap else (1,)
    found = [seat.level for half in halves if (seat := session.candidate(half)) is not None]
    return "/".join(dict.fromkeys(found)) or session.facts.levels[1]


def colour(session: Session) -> int:
    """That of its kind."""
    return kit.KINDS[session.kind].colour


def ids(session: Session) -> dict[str, Any]:
    """What every button of a session names."""
    return {"session": session.id, "guild": session.guild_id}


def mention(user_id: int) -> str:
    """A member, as Discord shows them."""
    return f"<@{user_id}>"


def listed(names: Iterable[str]) -> str:
    """`Ana`, `Ana and Ben`, `Ana, Ben and Cy`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def roles(session: Session) -> str:
    """Who does what, in one line."""
    first, second, third = (session.at_place(place) for place in (0, 1, 2))
    if first is None or second is None:
        return ""
    one, other = mention(first.user_id), mention(second.user_id)
    said = (
        f"{one} interviews first, and you swap half-way."
        if session.swap
        else f"{one} interviews {other}."
    )
    return said if third is None else f"{said} {mention(third.user_id)} observes."


def called(users: Sequence[int]) -> discord.AllowedMentions:
    """Only these are called by a message."""
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(user) for user in users],
        roles=False,
        replied_user=False,
    )


def same_server(interaction: Interaction, guild: int) -> int:
    """The server that a route names; in a server, only its own. Raises `NotYourSession`."""
    if interaction.guild_id not in (None, guild):
        raise NotYourSession
    return guild


async def names(client: Client, guild_id: int, users: Sequence[int]) -> Mapping[int, str]:
    """How these members are called in the server; who cannot be asked for in time is left out."""
    guild = client.get_guild(guild_id)
    if guild is None:
        return {}

    async def name(user: int) -> str | None:
        try:
            async with asyncio.timeout(_SECONDS):
                return (await guild.fetch_member(user)).display_name
        except (discord.HTTPException, TimeoutError):
            return None

    found = await asyncio.gather(*(name(user) for user in users))
    return {user: name for user, name in zip(users, found, strict=True) if name is not None}
