"""Gives and takes the roles by phase, slowly: whatever people wait for goes first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp
import discord

from bot import log
from bot.client import Client
from bot.domain.board.roles import Move
from bot.ui.permissions import why_not_given

_log = log.get(__name__)

# Not a member of this server, and no account at all.
_NOBODY = (10007, 10013)
_BETWEEN_S = 1.0
# discord.py asks again by itself while Discord answers with errors.
_PATIENCE_S = 60.0
_REASON = "The phase of their plan"


class RoleKeeper:
    """Carries out what the plans of members ask for; doing it twice changes nothing."""

    def __init__(
        self, client: Client, wait: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._client = client
        self._service = client.services.phase_roles
        self._leaving = client.services.leaving
        self._wait = wait

    async def tick(self, now: datetime) -> None:
        """Go through what is due, until the client closes. An outage ends this round of it."""
        for guild_id, moves in (await self._service.due(now)).items():
            guild = self._client.get_guild(guild_id)
            if guild is None or guild.unavailable:
                continue
            refused: set[int] = set()
            for move in moves:
                if self._client.is_closed():
                    return
                if move.role_id in refused:
                    continue
                try:
                    if not await self._settle(guild, move):
                        refused.add(move.role_id)
                        await self._service.refuse(guild_id, move.role_id)
                except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
                    # OSError covers the timeout.
                    _log.info("roles not given", why=type(error).__name__)
                    return

    async def _settle(self, guild: discord.Guild, move: Move) -> bool:
        """Carry one out; false where the bot may not."""
        why = why_not_given(guild, move.role_id)
        if why == "gone" and not move.gives:
            await self._service.note(move)  # nobody has it any more
            return True
        if why is not None:
            return False
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._carry_out(move)
        except discord.Forbidden:
            return False
        except discord.NotFound as error:
            if error.code not in _NOBODY:
                return False
            await self._leaving.gone(move.guild_id, move.user_id)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            # Left for the next time: nobody here can mend it.
            _log.info("role not given", guild_id=move.guild_id, why=error.code)
        else:
            await self._service.note(move)
        await self._wait(_BETWEEN_S)
        return True

    async def _carry_out(self, move: Move) -> None:
        http = self._client.http
        change = http.add_role if move.gives else http.remove_role
        await change(move.guild_id, move.user_id, move.role_id, reason=_REASON)
