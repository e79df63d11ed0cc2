"""What the bot must be allowed to do in a channel, and which of it is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
IN_POST = Need("send_messages_in_threads", "Send Messages in Posts", "to answer there")
MENTION = Need("mention_everyone", "Mention @everyone, @here, and All Roles", "to ping the role")
NOTICE = Need("send_messages", "Send Messages", "to tell rounds")
PRIVATE_THREAD = Need("create_private_threads", "Create Private Threads", "one thread per pair")
EVENTS = Need("create_events", "Create Events", "an event per session")
MANAGE_CHANNELS = Need("manage_channels", "Manage Channels", "to create the channel")
MANAGE_ROLES = Need("manage_roles", "Manage Roles", "to create the role")

# As Discord’s English client writes them.
TAGS_PATH = "Edit Channel → Overview → Require people to select tags when posting"


def channel_path(role: str) -> str:
    """Where a role gets permissions in one channel."""
    return f"Edit Channel → Permissions → {role}"


def server_path(role: str, need: Need) -> str:
    """Where a role gets a permission in the whole server."""
    return f"Server Settings → Roles → {role} → Permissions → {need.name}"


def needs(place: Place, *, threads: bool) -> Sequence[Need]:
    """What a place needs."""
    if place == "forum":
        return (VIEW, POST, HISTORY, IN_POST)
    return (VIEW, SEND, HISTORY, THREAD, IN_THREAD) if threads else (VIEW, SEND, HISTORY)


def missing(channel: discord.abc.GuildChannel, place: Place, *, threads: bool) -> Sequence[Need]:
    """What the bot is not allowed to do there."""
    granted = channel.permissions_for(channel.guild.me)
    return [need for need in needs(place, threads=threads) if not getattr(granted, need.flag)]


def missing_for_rounds(channel: discord.abc.GuildChannel, *, events: bool) -> Sequence[Need]:
    """What rounds lack in their channel; without private threads pairs get direct messages."""
    granted = channel.permissions_for(channel.guild.me)
    wanted = [VIEW, NOTICE, HISTORY, PRIVATE_THREAD, IN_THREAD]
    if events:
        wanted.append(EVENTS)
    return [need for need in wanted if not getattr(granted, need.flag)]


NotGiven = Literal["gone", "managed", "permission", "order"]
"""Why a role cannot be given: it is gone, Discord gives it itself, Manage Roles is missing, or it stands
above the bot’s own."""


def why_not_given(guild: discord.Guild, role_id: int) -> NotGiven | None:
    """What keeps the bot from giving and taking a role."""
    role = guild.get_role(role_id)
    if role is None:
        return "gone"
    if role.managed or role.is_default():
        return "managed"
    if not guild.me.guild_permissions.manage_roles:
        return "permission"
    return None if role < guild.me.top_role else "order"


def to_give(why: NotGiven, role: str) -> str:
    """What mends it; `role` is the bot’s own."""
    match why:
        case "gone":
            return "`/server roles` takes another role, or none."
        case "managed":
            return "Discord or an app gives that role itself; `/server roles` takes another."
        case "permission":
            return f"Allow it here: {server_path(role, MANAGE_ROLES)}"
        case "order":
            return f"Move **{role}** above it: Server Settings → Roles"


def pings(role: discord.Role, channel: discord.abc.GuildChannel) -> bool:
    """Whether naming the role there notifies anybody."""
    return role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone


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


# What the invitation asks for: what posting and rounds need, and what creating a channel in setup needs.
INVITED = discord.Permissions(
    manage_channels=True,
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    create_public_threads=True,
    create_private_threads=True,
    send_messages_in_threads=True,
)
