"""The delivery of a question: its message, its thread or forum post, its tags and whom it pings."""

from dataclasses import replace

import discord

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.series import KIND
from bot.domain.delivery import Delivery
from bot.services.daily.showing import Shown
from bot.ui.tags import fitting
from cogs.daily import routes
from cogs.daily.marks import thread_name
from cogs.daily.question import question_view


def register(client: Client) -> None:
    """Say how questions are rendered."""

    async def question(delivery: Delivery) -> Parcel | None:
        shown = await client.services.showing.of(delivery)
        if shown is None:
            return None
        return _parcel(shown, client.get_guild(delivery.guild_id))

    client.renderers.register(KIND, question)


def _parcel(shown: Shown, guild: discord.Guild | None) -> Parcel:
    post = shown.post
    forum = post.place == "forum"
    role = _pinged(shown.ping_role_id, guild)
    channel = guild.get_channel(post.channel_id) if guild is not None else None
    return Parcel(
        view=question_view(replace(shown, ping_role_id=role)),
        marker=routes.ANSWER.id(post=post.id),
        thread_name=thread_name(shown) if forum or post.threads else None,
        forum=forum,
        tags=fitting(channel, shown.question) if isinstance(channel, discord.ForumChannel) else (),
        mentions=discord.AllowedMentions(
            everyone=False,
            users=False,
            roles=[discord.Object(role)] if role is not None else False,
            replied_user=False,
        ),
        archive_minutes=shown.archive_minutes,
    )


def _pinged(role_id: int | None, guild: discord.Guild | None) -> int | None:
    """The role to ping, unless it was deleted; everybody is never pinged."""
    if role_id is None or guild is None:
        return role_id
    role = guild.get_role(role_id)
    return None if role is None or role.is_default() else role_id
