"""The requests that make messages, and the threads of messages.

They need no cache: threads and forum posts go through `client.http`, because the objects that offer
them want a server that is in memory.
"""

from dataclasses import replace

import discord
from discord.http import Route

from bot.delivery.line import Line
from bot.delivery.outcome import Refused, Removed, Sent, Unsure, leave_it
from bot.delivery.parcel import Parcel

_COMPONENTS_V2 = discord.MessageFlags(components_v2=True).value
_THREAD_EXISTS = 160004


async def message(
    line: Line, channel_id: int, parcel: Parcel, nonce: str
) -> Sent | Refused | Removed | Unsure:
    """Send a message; one that was sent with the same nonce lately is returned instead."""

    async def send() -> Sent:
        channel = line.client.get_partial_messageable(channel_id)
        sent = await channel.send(view=parcel.view, nonce=nonce, allowed_mentions=parcel.mentions)
        return Sent(channel_id, sent.id)

    return await line.ask(send)


async def thread(line: Line, at: Sent, parcel: Parcel) -> Sent | Refused | Removed | Unsure:
    """Make the thread of a message; it takes the message’s id, so there can be one only."""

    async def create() -> Sent:
        try:
            await line.client.http.start_thread_with_message(
                at.channel_id,
                at.message_id,
                name=parcel.thread_name or "",
                auto_archive_duration=parcel.archive_minutes,  # pyright: ignore[reportArgumentType] - one of four numbers
            )
        except discord.HTTPException as error:
            if error.code != _THREAD_EXISTS:
                raise
        return replace(at, thread_id=at.message_id)

    return await line.ask(create)


async def forum_post(
    line: Line, channel_id: int, parcel: Parcel
) -> Sent | Refused | Removed | Unsure:
    """Open a post in a forum. Discord checks no nonce here, so this is never repeated blindly."""
    body = {
        "name": parcel.thread_name,
        "auto_archive_duration": parcel.archive_minutes,
        "applied_tags": [str(tag) for tag in parcel.tags],
        "message": {
            "components": parcel.view.to_components(),
            "flags": _COMPONENTS_V2,
            "allowed_mentions": parcel.mentions.to_dict(),
        },
    }
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel_id)

    async def create() -> Sent:
        made = await line.client.http.request(
            route,
            json=body,
            params={"use_nested_fields": 1},
            raise_for_status=leave_it,
        )
        thread_id = int(made["id"])
        return Sent(channel_id, thread_id, thread_id)

    return await line.ask(create)


async def direct_channel(line: Line, user_id: int) -> int | Refused | Removed | Unsure:
    """The channel of direct messages with a person; asking twice makes no second one."""

    async def create() -> int:
        return (await line.client.create_dm(discord.Object(user_id))).id

    return await line.ask(create)
