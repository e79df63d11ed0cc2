"""Held series are tried again when what they lacked comes back."""

import discord
from discord.abc import GuildChannel
from discord.ext import commands

from bot.client import Client
from bot.ui.feature import Feature
from bot.ui.mending import mend


class MendingCog(Feature):
    """Listens to what owners change in Discord itself."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: GuildChannel, after: GuildChannel) -> None:
        """Somebody changed the permissions or the tags of a channel."""
        if _matters(before) != _matters(after):
            await self._mend(after.guild, after.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role that the bot has may allow more now."""
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._mend(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """The bot itself has other roles; without the members intent Discord tells of nobody else."""
        if after == after.guild.me and before.roles != after.roles:
            await self._mend(after.guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The bot is back: something may have been mended meanwhile."""
        await self._mend(guild)

    async def _mend(self, guild: discord.Guild, channel_id: int | None = None) -> None:
        await mend(
            self.client.services,
            guild,
            lambda series: channel_id in (None, series.channel_id),
        )


def _matters(channel: GuildChannel) -> tuple[object, ...]:
    """What of a channel decides whether a question can be posted there."""
    if isinstance(channel, discord.ForumChannel):
        tags = {(tag.name, tag.moderated) for tag in channel.available_tags}
        return (channel.type, channel.overwrites, channel.flags.require_tag, tags)
    return (channel.type, channel.overwrites)
