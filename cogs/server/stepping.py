"""The step of `/setup` that is open, and the guard before every press on it."""

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any

import discord

from bot.domain import zone as zones
from bot.domain.daily.series import Place
from bot.domain.server import Setup
from bot.errors import ChannelMissing, StepsLeft, WrongChannel
from bot.ui import replies
from bot.ui.permissions import Need, missing, pings, role_name
from bot.ui.routes import Interaction, guild_id
from bot.ui.tags import lacks_tag
from cogs.server import end_panels, panels, time_panels

Channel = discord.TextChannel | discord.ForumChannel
GONE = "The channel you chose is gone. Pick another one."
FINISHED = "This setup was finished or begun anew meanwhile. `/series list` shows what runs."


def step(
    handler: Callable[..., Awaitable[None]], *, first: bool = False, ends: bool = False
) -> Callable[..., Awaitable[None]]:
    """Hand the present setup to a handler, unless another owner has gone on with it since.

    `first`: it may begin a setup. `ends`: without one there is nothing to end, and it says so beside
    the screen.
    """

    @wraps(handler)
    async def guarded(self: Any, interaction: Interaction, *rest: Any, **ids: Any) -> None:
        setup = await interaction.client.services.setup.of(guild_id(interaction))
        if is_taken(setup, interaction.user.id):
            await replies.show(interaction, panels.taken_view(setup, interaction.user.id))
        elif setup.changed_at is None and ends:
            raise StepsLeft
        elif setup.changed_at is None and not first:
            view = panels.channel_view(setup, interaction.user.id, FINISHED)
            await replies.show(interaction, view)
        else:
            await handler(self, interaction, setup, *rest, **ids)

    return guarded


def is_taken(setup: Setup, user_id: int) -> bool:
    """Whether somebody else chose last."""
    return setup.opened_by is not None and setup.opened_by != user_id


async def show(interaction: Interaction, setup: Setup, *, made: discord.Role | None = None) -> None:
    """Show the step that is open; a role that was just made is not in the cache yet."""
    opener, services = interaction.user.id, interaction.client.services
    if setup.channel_id is None or is_gone(interaction, setup):
        view = panels.channel_view(setup, opener, GONE if setup.channel_id else None)
    elif setup.zone is None:
        likely = await _likely_zones(interaction)
        view = time_panels.zone_view(setup, services.clock(), opener, likely)
    elif setup.plan is None:
        view = time_panels.time_view(setup, opener)
    elif needs := needs_of(interaction, setup):
        view = end_panels.blocked_view(setup, needs, me(interaction), opener)
    elif lacks_tag(channel := find_channel(interaction, setup.channel_id)):
        view = end_panels.tags_view(setup, opener)
    else:
        reach = _reach(channel, setup, made)
        view = end_panels.test_view(setup, reach, me(interaction), opener)
    await replies.show(interaction, view)


async def _likely_zones(interaction: Interaction) -> Sequence[str]:
    """Zones that the server uses, then those where the languages of member and server are at home."""
    services, server = interaction.client.services, guild_id(interaction)
    used = await services.series.usual_zone(server)
    spoken = [str(interaction.locale), str(interaction.guild_locale)]
    # UTC stands for no zone here.
    return [*([] if used == "UTC" else [used]), *zones.likely(spoken)]


def _reach(channel: Channel, setup: Setup, made: discord.Role | None) -> end_panels.Reach:
    role = made
    if setup.ping_role_id is not None and (made is None or made.id != setup.ping_role_id):
        role = channel.guild.get_role(setup.ping_role_id)
    return end_panels.Reach(
        silent=role is not None and not pings(role, channel),
        news=isinstance(channel, discord.TextChannel) and channel.is_news(),
        gone=setup.ping_role_id is not None and role is None,
    )


def find_channel(interaction: Interaction, id: int) -> Channel:
    """A channel that questions can go to. Raises `ChannelMissing`, `WrongChannel`."""
    channel = interaction.guild.get_channel(id) if interaction.guild is not None else None
    if channel is None:
        raise ChannelMissing(role=me(interaction))
    if not isinstance(channel, Channel) or (
        # A forum of pictures only is of the same class.
        isinstance(channel, discord.ForumChannel) and channel.is_media()
    ):
        raise WrongChannel
    return channel


def is_gone(interaction: Interaction, setup: Setup) -> bool:
    """Whether the chosen channel was deleted since."""
    assert interaction.guild is not None
    return setup.channel_id is not None and interaction.guild.get_channel(setup.channel_id) is None


def place_of(channel: Channel) -> Place:
    """How questions are posted there."""
    return "forum" if isinstance(channel, discord.ForumChannel) else "text"


def needs_of(interaction: Interaction, setup: Setup) -> Sequence[Need]:
    """What the bot is not allowed to do in the chosen channel."""
    assert setup.channel_id is not None
    channel = find_channel(interaction, setup.channel_id)
    return missing(channel, place_of(channel), threads=setup.threads)


def me(interaction: Interaction) -> str:
    """The name of the bot’s own role."""
    return role_name(interaction.guild) if interaction.guild is not None else "Loopmate"
