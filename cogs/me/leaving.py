"""Looks for members who left: nothing tells the bot, so it asks Discord for each, now and then."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp
import discord

from bot import log
from bot.client import Client
from bot.services.leaving import AT_ONCE

_log = log.get(__name__)

# Not a member of this server, and no account at all.
_UNKNOWN_MEMBER, _UNKNOWN_USER = 10007, 10013
_BETWEEN_S = 1.0
# discord.py asks again by itself while Discord answers with errors.
_PATIENCE_S = 60.0


class RollCall:
    """Asks for one member after the other, slowly: whatever people wait for goes first."""

    def __init__(
        self, client: Client, wait: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._client = client
        self._service = client.services.leaving
        self._wait = wait

    async def tick(self, now: datetime) -> None:
        """Ask for those whose turn it is, some at a time, until the client closes.

        Where Discord does not say whether somebody is there, nothing is written: a server that refuses
        is left out until the next time, and an outage ends this one.
        """
        asked = 0
        refusing: set[int] = set()
        while due := await self._service.due(now, without=refusing, limit=AT_ONCE - asked):
            for guild_id, user_id in due:
                if guild_id in refusing:
                    continue
                if self._client.is_closed():
                    return
                asked += 1
                try:
                    is_there = await self._is_there(guild_id, user_id)
                except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
                    # OSError covers the timeout.
                    _log.info("members not looked for", why=type(error).__name__)
                    return
                except discord.HTTPException as error:
                    _log.info("members not looked for", guild_id=guild_id, why=error.code)
                    refusing.add(guild_id)
                else:
                    note = self._service.seen if is_there else self._service.gone
                    await note(guild_id, user_id)
                await self._wait(_BETWEEN_S)

    async def _is_there(self, guild_id: int, user_id: int) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._client.http.get_member(guild_id, user_id)
        except discord.NotFound as error:
            if error.code not in (_UNKNOWN_MEMBER, _UNKNOWN_USER):
                raise
            return False
        return True
