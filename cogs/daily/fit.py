"""Whether a channel suits a series: permissions, the tags of a forum, the role to ping."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.domain.daily.question import KINDS, Kind
from bot.domain.daily.series import Place, Series
from bot.errors import ChannelMissing, EveryoneRole, WrongChannel
from bot.ui import kit
from bot.ui.permissions import Need, missing, role_name
from bot.ui.routes import Interaction
from bot.ui.tags import of_any_kind

Channel = discord.TextChannel | discord.ForumChannel
CHANNELS = (discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum)
"""Announcement channels are text channels to the library, and media channels are forums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What is missing in the channel of a series, and what is good to know about it.

    `obstacles` are texts with the path of clicks below; `remarks` need nothing done.
    """

    channel_id: int
    role: str
    needs: Sequence[Need] = ()
    obstacles: Sequence[str] = ()
    remarks: Sequence[str] = ()

    @property
    def needs_you(self) -> bool:
        """Whether something must be done before a question can be posted, or ping as it should."""
        return bool(self.needs or self.obstacles)

    def lines(self) -> Sequence[str]:
        """The texts of a screen that say so."""
        lines = list(self.obstacles)
        if self.needs:
            listed = [f"**{need.name}**, {need.purpose}" for need in self.needs]
            lines.append(
                f"In <#{self.channel_id}>, allow these for the role **{self.role}**:\n"
                f"{kit.bullets(listed)}"
            )
            lines.append(f"-# Edit channel → Permissions → {self.role}")
        return [*lines, *self.remarks]


def fit_of(guild: discord.Guild, series: Series) -> Fit:
    """How a series suits its channel as it is now."""
    channel, role = guild.get_channel(series.channel_id), role_name(guild)
    if channel is None:
        gone = "The channel is gone.\n-# Pick another one with `/series edit`"
        return Fit(channel_id=series.channel_id, role=role, obstacles=[gone])
    found = [_tags(channel, series), _ping(channel, series)]
    return Fit(
        channel_id=channel.id,
        role=role,
        needs=missing(channel, series.place, threads=series.threads),
        obstacles=[text for text in found if text is not None],
        remarks=["-# Servers that follow this announcement channel do not get the questions."]
        if isinstance(channel, discord.TextChannel) and channel.is_news()
        else [],
    )


def _tags(channel: discord.abc.GuildChannel, series: Series) -> str | None:
    """The tags that a forum lacks which wants one on every post."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return None
    usable = set(of_any_kind(channel))
    names = {tag.name.strip().casefold() for tag in channel.available_tags if tag.id in usable}
    kinds = series.kinds or KINDS
    lacking = [f"“{kit.KINDS[kind].label}”" for kind in kinds if names.isdisjoint(_words(kind))]
    if not lacking:
        return None
    return (
        f"<#{channel.id}> asks for a tag on every post. Add the tags {', '.join(lacking)}, or switch "
        "off “Require people to select tags when posting”.\n-# Edit channel → Overview → Tags"
    )


def _words(kind: Kind) -> set[str]:
    """What the tag of a kind may be called."""
    return {kit.KINDS[kind].label.casefold(), kind, kind.replace("-", " ")}


def _ping(channel: discord.abc.GuildChannel, series: Series) -> str | None:
    """Why the role of a series would not be pinged."""
    if series.ping_role_id is None:
        return None
    role = channel.guild.get_role(series.ping_role_id)
    if role is None:
        return "The role to ping is gone.\n-# Pick another one, or none, with `/series edit`"
    if role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone:
        return None
    own = role_name(channel.guild)
    return (
        f"<@&{role.id}> is shown and pings nobody: let everybody mention it, or give **{own}** the "
        "permission **Mention @everyone, @here, and All Roles** there.\n"
        "-# Server settings → Roles → the role → Allow anyone to @mention this role"
    )


def channel_of(interaction: Interaction, id: int) -> Channel:
    """A channel that questions can go to. Raises `ChannelMissing`, `WrongChannel`."""
    guild = interaction.guild
    channel = None if guild is None else guild.get_channel_or_thread(id)
    if channel is None:
        raise ChannelMissing(role="Loopmate" if guild is None else role_name(guild))
    return _suitable(channel)


def _suitable(channel: object) -> Channel:
    """The channel itself. Raises `WrongChannel` unless it is a text channel or a forum."""
    if not isinstance(channel, Channel) or (
        # A forum of pictures only is of the same class.
        isinstance(channel, discord.ForumChannel) and channel.is_media()
    ):
        raise WrongChannel
    return channel


def place_of(channel: Channel) -> Place:
    """How questions are posted there."""
    return "forum" if isinstance(channel, discord.ForumChannel) else "text"


def may_be_pinged(role: discord.Role | None) -> int | None:
    """The id of a role to ping. Raises `EveryoneRole`."""
    if role is not None and role.is_default():
        raise EveryoneRole
    return None if role is None else role.id


class ChannelOption(app_commands.Transformer):
    """The option of a command that takes a channel for questions; any other is told of in a sentence."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Those that are offered."""
        return [*CHANNELS]

    async def transform(self, interaction: Interaction, value: Any, /) -> Channel:
        """The channel as it is known here. Raises `ChannelMissing`, `WrongChannel`."""
        return channel_of(interaction, value.id)


Chosen = app_commands.Transform[Channel, ChannelOption]
"""What such an option is annotated with."""
