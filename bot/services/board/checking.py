"""Compares the sums and places that are kept with what the entries of the ledger add up to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.board import windows
from bot.storage.board import entries, places, seasons, totals
from bot.storage.database import Database, Tx

_Key = tuple[Any, ...]
_NEVER = date(1970, 1, 5)  # a Monday


@dataclass(frozen=True, slots=True)
class Checking:
    """Rebuilds what is kept beside the ledger, and changes nothing."""

    database: Database

    async def differences(self) -> Sequence[str]:
        """A line for each number that is not what the entries say, over all servers."""
        async with self.database.reading() as tx:
            return [
                f"server {guild_id}: {line}"
                for guild_id in await places.guilds(tx)
                for line in await _of_guild(tx, guild_id)
            ]


async def _of_guild(tx: Tx, guild_id: int) -> Sequence[str]:
    start = await seasons.season_from(tx, guild_id=guild_id) or _NEVER
    spent = Counter[_Key]()
    weeks: dict[int, Counter[date]] = {}
    for user_id, kind, day, points in await entries.sums(tx, guild_id=guild_id):
        week = windows.monday(day)
        spent[user_id, kind, week] += points
        weeks.setdefault(user_id, Counter())[week] += points
    sums = {
        (user_id, window): points
        for user_id, of_member in weeks.items()
        for window, points in windows.totals(of_member, start).items()
    }
    standings = await _standings(tx, guild_id, sums)
    ranks = Counter((window, scope, points) for (window, scope, _), points in standings.items())
    kept: Sequence[tuple[str, Mapping[_Key, int], Mapping[_Key, int]]] = [
        ("spent", spent, await totals.spent(tx, guild_id=guild_id)),
        ("total", sums, await totals.of_guild(tx, guild_id=guild_id)),
        ("standing", standings, await places.standings(tx, guild_id=guild_id)),
        ("rank", ranks, await places.ranks(tx, guild_id=guild_id)),
    ]
    return [line for one in kept for line in _compare(*one)]


async def _standings(
    tx: Tx, guild_id: int, sums: Mapping[tuple[int, str], int]
) -> Mapping[tuple[str, str, int], int]:
    placings = await places.placings(tx, guild_id=guild_id)
    return {
        (window, scope, user_id): points
        for (user_id, window), points in sums.items()
        if points and user_id in placings
        for scope in placings[user_id].scopes
    }


def _compare(table: str, right: Mapping[_Key, int], kept: Mapping[_Key, int]) -> Iterable[str]:
    """What is not there is nothing."""
    for key in sorted({*right, *kept}, key=str):
        found, wanted = kept.get(key, 0), right.get(key, 0)
        if found != wanted:
            yield f"{table} {' '.join(map(str, key))}: {found} is kept, {wanted} is right"
