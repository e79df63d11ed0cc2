"""What became of a request to Discord: done, refused, removed, or nobody can tell."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
import discord

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sent:
    """The message exists."""

    channel_id: int
    message_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was asked for stands, and it is no message; the delivery keeps these ids.

    The id of a scheduled event is kept where else that of a message is.
    """

    channel_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Discord said no, and would again: nothing was made. `why` is a value of `_WHY`, or `refused`."""

    why: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The message, or the scheduled event, was made and then deleted by someone."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may exist or not; ask again, after `retry_after` seconds where Discord names them."""

    retry_after: float | None = None


class ServerFault(Exception):
    """A 5xx answer to a request that must not be repeated blindly."""


async def leave_it(response: aiohttp.ClientResponse) -> None:
    """`raise_for_status` of a request that makes something no nonce protects.

    discord.py repeats a request after 500, 502, 504 and 524, though the thing may exist by then.
    """
    if response.status >= 500:
        response.close()
        raise ServerFault(response.status)


# By Discord’s own error codes.
_WHY = {
    10003: "channel",
    10004: "channel",  # the server is gone, and its channels with it
    10007: "closed",
    10013: "closed",
    30038: "event-cap",
    40067: "tag",
    50001: "permissions",
    50007: "closed",
    50013: "permissions",
    50033: "closed",
    50083: "archived",
    50278: "closed",
    160005: "locked",
    160006: "thread-cap",
    180000: "event-over",
}
_GONE = {10008, 10070}  # a message, a scheduled event
_NOT_ABOUT_THIS = {401, 408, 429}


async def ask(request: Coroutine[Any, Any, T], seconds: float) -> T | Refused | Removed | Unsure:
    """Wait for a request so long at most; its result, or what its failure means."""
    try:
        async with asyncio.timeout(seconds):
            return await request
    except discord.HTTPException as error:
        return _meaning(error)
    except discord.RateLimited as error:
        return Unsure(error.retry_after)
    except (ServerFault, aiohttp.ClientError, OSError):
        # OSError covers the timeout above.
        return Unsure()


def _meaning(error: discord.HTTPException) -> Refused | Removed | Unsure:
    if error.status in _NOT_ABOUT_THIS or error.status >= 500:
        return Unsure(_retry_after(error))
    if error.code in _GONE:
        return Removed()
    if error.code in _WHY:
        return Refused(_WHY[error.code])
    # Without a code it was not Discord that answered but something on the way.
    return Refused("refused") if error.code else Unsure()


def _retry_after(error: discord.HTTPException) -> float | None:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return None
