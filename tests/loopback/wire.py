"""What crosses the wire: JSON objects, ids that carry their time, times as ISO 8601."""

import datetime as dt
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000  # the first second of 2015, where Discord's ids begin
TIME_SHIFT = 22  # the bits below the milliseconds


def snowflake_at(seconds: float) -> int:
    """The smallest id of a moment, given in seconds since 1970."""
    return (int(seconds * 1000) - EPOCH_MS) << TIME_SHIFT


def moment_of(snowflake: int) -> float:
    """When an id was made, in seconds since 1970."""
    return ((snowflake >> TIME_SHIFT) + EPOCH_MS) / 1000


def iso(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def shard_of(guild_id: int | None, shards: int) -> int:
    """Events without a guild go to shard 0."""
    return 0 if guild_id is None else (guild_id >> TIME_SHIFT) % shards


class Snowflakes:
    """Ids of the current time, each larger than the one before."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0
        self._old = snowflake_at(now() - 365 * 86_400)
        self._guild = snowflake_at(now() - 730 * 86_400)

    def next(self) -> int:
        self._last = max(snowflake_at(self._now()), self._last + 1)
        return self._last

    def old(self) -> int:
        """For people and places, which are there before the test begins."""
        self._old += 1 << TIME_SHIFT
        return self._old

    def guild(self) -> int:
        """A millisecond after the one before, so that servers spread evenly over shards."""
        self._guild += 1 << TIME_SHIFT
        return self._guild
