"""Points that members have, put where boards read them, without the deeds that earned them."""

from collections import Counter
from collections.abc import Mapping

from bot.storage.database import Database
from bot.storage.tables.board import RANK, STANDING


async def place_all(
    database: Database,
    guild_id: int,
    points: Mapping[int, int],
    *,
    window: str = "week:2026-03-02",
    scope: str = "server",
) -> None:
    """Let members be seen on one board with these points."""
    board = {"guild_id": guild_id, "window": window, "scope": scope}
    async with database.transaction() as tx:
        await tx.execute(
            STANDING.insert(),
            [{**board, "user_id": id, "points": had} for id, had in points.items()],
        )
        await tx.execute(
            RANK.insert(),
            [
                {**board, "points": had, "members": members}
                for had, members in Counter(points.values()).items()
            ],
        )
