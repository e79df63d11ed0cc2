"""Permission bits, computed as Discord does from roles and overwrites."""

import discord

from tests.loopback.places import Channel, Guild, Kind, Overwrite, Thread
from tests.loopback.refusals import Refusal

EVERYTHING = discord.Permissions.all().value


def bits(*names: str) -> int:
    """The bits of permissions by the names that discord.py gives them, such as `send_messages`."""
    return discord.Permissions(**dict.fromkeys(names, True)).value


EVERYONE = bits(
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "create_private_threads",
    "read_message_history",
    "embed_links",
    "attach_files",
    "use_application_commands",
)


def guild_bits(guild: Guild, user_id: int) -> int:
    """What the roles of a member amount to, before any channel has its say."""
    if user_id == guild.owner_id:
        return EVERYTHING
    member = guild.members.get(user_id)
    total = guild.roles[guild.id].permissions
    for role_id in member.role_ids if member else []:
        total |= guild.roles[role_id].permissions
    return EVERYTHING if total & bits("administrator") else total


def channel_bits(channel: Channel, user_id: int) -> int:
    """What a member may do in a channel; a thread is ruled by its parent, a DM by nobody.

    In a private thread only those put into it may do anything, and those who manage threads.
    """
    guild = channel.guild
    if guild is None:
        return EVERYTHING
    total = ruled_bits(channel.ruled_by, guild, user_id)
    if isinstance(channel, Thread) and channel.is_hidden_from(user_id):
        return total if total & bits("manage_threads") else 0
    return total


def ruled_bits(channel: Channel, guild: Guild, user_id: int) -> int:
    """What roles and overwrites amount to in a channel of a server."""
    total = guild_bits(guild, user_id)
    if total == EVERYTHING:
        return total
    member = guild.members.get(user_id)
    overwrites = channel.overwrites
    together = Overwrite(0, for_member=False)
    for role_id in member.role_ids if member else []:
        if role_id in overwrites:
            together.allow |= overwrites[role_id].allow
            together.deny |= overwrites[role_id].deny
    for overwrite in (overwrites.get(guild.id), together, overwrites.get(user_id)):
        if overwrite:
            total = total & ~overwrite.deny | overwrite.allow
    return total


def may(channel: Channel, user_id: int, *names: str) -> bool:
    wanted = bits(*names)
    return channel_bits(channel, user_id) & wanted == wanted


def demand(channel: Channel, user_id: int, *names: str) -> None:
    """Raises Refusal 50001 where the channel cannot be seen, 50013 where anything else lacks."""
    if not may(channel, user_id, "view_channel"):
        raise Refusal(50001)
    if not may(channel, user_id, *names):
        raise Refusal(50013)


def right_to_send(channel: Channel) -> str:
    return "send_messages_in_threads" if isinstance(channel, Thread) else "send_messages"


def right_to_open(kind: Kind) -> str:
    return "create_private_threads" if kind is Kind.PRIVATE_THREAD else "create_public_threads"
