"""The line on which one delivery talks to Discord: paced, within its lease, bounded in time."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import discord

from bot.delivery import outcome
from bot.delivery.outcome import Refused, Removed, Unsure
from bot.delivery.pacer import Pacer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """`keep` makes sure that the lease outlasts one more request."""

    client: discord.Client
    pacer: Pacer
    keep: Callable[[], Awaitable[None]]
    longest: timedelta

    async def ask(
        self, request: Callable[[], Coroutine[Any, Any, T]]
    ) -> T | Refused | Removed | Unsure:
        """Make one request when its turn has come."""
        await self.pacer.start()
        await self.keep()
        return await outcome.ask(request(), self.longest.total_seconds())
