"""What `/setup` creates where it is asked to: the channel of the questions, the role to ping."""

import asyncio
from functools import partial
from weakref import WeakValueDictionary

import discord

from bot import log
from bot.client import Client
from bot.domain.daily.series import Place
from bot.domain.server import FORUM_NAME, ROLE_NAME, TEXT_NAME, Setup
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.permissions import needs
from bot.ui.routes import Interaction, guild_id, slow
from bot.ui.tags import KIND_TAGS
from cogs.server import end_panels, panels, routes
from cogs.server.stepping import Channel, me, place_of, show, step

_log = log.get(__name__)

_first_step = partial(step, first=True)


class CreatingCog(Feature):
    """Each thing is made in Discord first and written down then: a crash between leaves no lie.

    What is there already under its name is taken instead of making it twice.
    """

    def __init__(self, client: Client) -> None:
        self.service = client.services.setup
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @pressed(routes.CREATE)
    @_first_step
    async def offer(self, interaction: Interaction, _: Setup) -> None:
        """Step 1: which channel to create."""
        guild, by = interaction.guild, interaction.user.id
        assert guild is not None
        if not guild.me.guild_permissions.manage_channels:
            view = panels.cannot_create_view(me(interaction), by)
        else:
            text, forum = _existing(guild, "text"), _existing(guild, "forum")
            view = panels.create_view(text.id if text else None, forum.id if forum else None, by)
        await replies.show(interaction, view)

    @pressed(routes.CREATE_CHANNEL)
    @_first_step
    @slow
    async def create_channel(self, interaction: Interaction, _: Setup, place: str) -> None:
        """Step 1: create the channel and choose it."""
        guild, by = interaction.guild, interaction.user.id
        assert guild is not None
        wanted: Place = "forum" if place == "forum" else "text"
        setup: Setup | None = None
        # Of two presses the second finds the channel of the first.
        async with self._turn(guild.id):
            if (channel := _existing(guild, wanted)) is not None:
                setup = await self.service.choose_channel(
                    guild.id, by, channel_id=channel.id, place=place_of(channel)
                )
            elif (channel := await _make(guild, wanted, by)) is not None:
                setup = await self.service.channel_created(
                    guild.id, by, channel_id=channel.id, name=channel.name, place=wanted
                )
                await _tag(channel)
        if setup is not None:
            await show(interaction, setup)
        elif guild.me.guild_permissions.manage_channels:
            lacks_forums = wanted == "forum" and "COMMUNITY" not in guild.features
            reason = panels.NO_FORUMS if lacks_forums else panels.NOT_CREATED
            await replies.show(interaction, panels.refused_view(reason, by))
        else:
            await replies.show(interaction, panels.cannot_create_view(me(interaction), by))

    @pressed(routes.CREATE_ROLE)
    @step
    @slow
    async def create_role(self, interaction: Interaction, _: Setup) -> None:
        """Step 4: create the role that questions ping, and choose it."""
        guild, by = interaction.guild, interaction.user.id
        assert guild is not None
        role: discord.Role | None = None
        async with self._turn(guild.id):
            setup = await self.service.of(guild_id(interaction))
            if setup.ping_role_id is None:
                role = discord.utils.get(guild.roles, name=ROLE_NAME)
                if role is not None:
                    setup = await self.service.choose_role(guild.id, by, role.id)
                elif (role := await _make_role(guild, by)) is not None:
                    setup = await self.service.role_created(
                        guild.id, by, role_id=role.id, name=role.name
                    )
        if setup.ping_role_id is None:
            view = end_panels.cannot_create_role_view(me(interaction), by)
            await replies.show(interaction, view)
        else:
            await show(interaction, setup, made=role)

    def _turn(self, guild_id: int) -> asyncio.Lock:
        return self._turns.setdefault(guild_id, asyncio.Lock())


def _existing(guild: discord.Guild, place: Place) -> Channel | None:
    """The channel of the name that setup gives, where the bot can see one."""
    found = guild.forums if place == "forum" else guild.text_channels
    name = FORUM_NAME if place == "forum" else TEXT_NAME
    for channel in found:
        if channel.name == name and channel.permissions_for(guild.me).view_channel:
            return channel
    return None


async def _make(guild: discord.Guild, place: Place, by: int) -> Channel | None:
    """A new channel in which the bot may do what it needs; nothing where Discord refuses."""
    held = guild.me.guild_permissions
    # Nobody can hand on what they lack themselves: step 3 names that.
    flags = {need.flag: True for need in needs(place, threads=True) if getattr(held, need.flag)}
    overwrites: dict[
        discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite
    ] = {guild.self_role or guild.me: discord.PermissionOverwrite(**flags)}
    try:
        if place == "forum":
            return await guild.create_forum(FORUM_NAME, overwrites=overwrites, reason=_reason(by))
        return await guild.create_text_channel(TEXT_NAME, overwrites=overwrites, reason=_reason(by))
    except discord.HTTPException as refusal:
        _log.warning("channel not created", status=refusal.status, code=refusal.code)
        return None


async def _tag(channel: Channel) -> None:
    """Give a new forum a tag for each kind; it works without, so a refusal is only noted."""
    if not isinstance(channel, discord.ForumChannel):
        return
    try:
        await channel.edit(available_tags=[discord.ForumTag(name=name) for name in KIND_TAGS])
    except discord.HTTPException as refusal:
        _log.warning("forum not tagged", status=refusal.status, code=refusal.code)


async def _make_role(guild: discord.Guild, by: int) -> discord.Role | None:
    """A new role that allows nothing and that members cannot ping; nothing where Discord refuses."""
    try:
        return await guild.create_role(
            name=ROLE_NAME, permissions=discord.Permissions.none(), reason=_reason(by)
        )
    except discord.HTTPException as refusal:
        _log.warning("role not created", status=refusal.status, code=refusal.code)
        return None


def _reason(by: int) -> str:
    """What the server’s audit log says beside it."""
    return f"/setup by {by}"
