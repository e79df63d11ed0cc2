"""What the bot must be allowed to do in a channel, and which of it is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.domain.daily.series import Place
from bot.ui.routes import Interaction
from bot.ui.text import snippet


@dataclass(frozen=True, slots=True)
class Need:
    """A permission: its flag, the name Discord shows for it, and what it is for."""

    flag: str
    name: str
    purpose: str


VIEW = Need("view_channel", "View Channel", "to find the channel")
SEND = Need("send_messages", "Send Messages", "to post the question")
HISTORY = Need("read_message_history", "Read Message History", "to never post twice")
THREAD = Need("create_public_threads", "Create Public Threads", "one thread per question")
IN_THREAD = Need("send_messages_in_threads", "Send Messages in Threads", "to answer there")
POST = Need("send_messages", "Create Posts", "to post the question")


def needs(place: Place, *, threads: bool) -> Sequence[Need]:
    """What a place needs."""
    if place == "forum":
        return (VIEW, POST, HISTORY, IN_THREAD)
    return (VIEW, SEND, HISTORY, THREAD, IN_THREAD) if threads else (VIEW, SEND, HISTORY)


def missing(channel: discord.abc.GuildChannel, place: Place, *, threads: bool) -> Sequence[Need]:
    """What the bot is not allowed to do there."""
    granted = channel.permissions_for(channel.guild.me)
    return [need for need in needs(place, threads=threads) if not getattr(granted, need.flag)]


def role_name(guild: discord.Guild) -> str:
    """The role to give them to: the bot’s own, which keeps its name whatever the bot is called here."""
    own = guild.self_role
    return snippet(own.name if own is not None else guild.me.display_name)


def hidden_channels(interaction: Interaction) -> frozenset[int]:
    """The channels that the person may not see: what was asked there is not shown elsewhere."""
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return frozenset()
    return frozenset(
        channel.id for channel in guild.channels if not channel.permissions_for(member).view_channel
    )


# What the invitation asks for: all of the above, by name.
INVITED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
