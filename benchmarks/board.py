"""A place with its neighbours among 1,000 and 100,000 members, beside a sum over all entries."""

import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from benchmarks.report import Bar, Report
from benchmarks.search import POSTGRES, postgresql, sqlite
from bot.domain.board import windows
from bot.storage import migrations
from bot.storage.board import standings
from bot.storage.database import Database, Tx

GUILD = 1
EACH = 100
"""Entries of a member: ten million of 100,000."""
SIZES = (1_000, 100_000)
LOOKS = 400
"""Places that are looked up in each window."""
WARM = 20
SUMS = 2
MOST_MS = 50.0

_CHUNK = 20_000  # members of one transaction
_START = date(2026, 3, 2)
_NOW = _START + timedelta(days=80)
_SPANS: Sequence[windows.Span] = ("week", "phase", "season", "all")

_DAYS = {
    "sqlite": "date('2026-03-02', '+' || (e.value % 84) || ' days')",
    "postgresql": "to_char(date '2026-03-02' + (e.value % 84)::int, 'YYYY-MM-DD')",
}
_SERIES = {
    "sqlite": "(WITH RECURSIVE s(value) AS (SELECT {} UNION ALL SELECT value + 1 FROM s "
    "WHERE value < {}) SELECT value FROM s)",
    "postgresql": "(SELECT generate_series({}::bigint, {}::bigint) AS value)",
}


async def fill(database: Database, members: int) -> None:
    """Everybody is seen; of a hundred deeds each earns 0 to 10 points, with no caps in it."""
    engine = "sqlite" if database.embedded else "postgresql"
    for first in range(1, members + 1, _CHUNK):
        last = min(first + _CHUNK - 1, members)
        async with database.transaction() as tx:
            await tx.exec_driver_sql(
                "INSERT INTO entry (guild_id, user_id, kind, thing, n, at, day, full_, points) "
                "SELECT {guild}, m.value, 'answer', CAST(e.value AS TEXT), 0, e.value, {day}, 10, "
                "(m.value * 7919 + e.value * 104729 + m.value * e.value) % 11 "
                "FROM {members} m CROSS JOIN {each} e".replace("full_", '"full"').format(
                    guild=GUILD,
                    day=_DAYS[engine],
                    members=_SERIES[engine].format(first, last),
                    each=_SERIES[engine].format(1, EACH),
                )
            )
    async with database.transaction() as tx:
        for span in _SPANS:
            await _place(tx, span)
        await tx.exec_driver_sql(
            'INSERT INTO rank (guild_id, "window", scope, points, members) '
            'SELECT guild_id, "window", scope, points, COUNT(*) FROM standing '
            'GROUP BY guild_id, "window", scope, points'
        )
        await tx.exec_driver_sql("ANALYZE")


async def _place(tx: Tx, span: windows.Span) -> None:
    first, last = _between(span)
    await tx.exec_driver_sql(
        'INSERT INTO standing (guild_id, "window", scope, user_id, points) '
        f"SELECT {GUILD}, '{windows.window(span, _NOW, _START)}', 'server', user_id, SUM(points) "
        f"FROM entry WHERE guild_id = {GUILD} AND day BETWEEN '{first}' AND '{last}' "
        "GROUP BY user_id HAVING SUM(points) > 0"
    )


def _between(span: windows.Span) -> tuple[date, date]:
    """The first and last day of the present stretch."""
    if span == "all":
        return date.min, date.max
    weeks = {"week": 1, "phase": windows.PHASE_WEEKS, "season": windows.SEASON_WEEKS}[span]
    first = windows.first(_NOW, _START, weeks)
    return first, first + timedelta(weeks=weeks, days=-1)


async def look(database: Database, user_id: int, span: windows.Span) -> int | None:
    """The rank of a member, with two neighbours on either side."""
    async with database.reading() as tx:
        place = await standings.place(
            tx,
            guild_id=GUILD,
            user_id=user_id,
            window=windows.window(span, _NOW, _START),
            scope="server",
        )
    return None if place is None else place.own.rank


async def add_up(database: Database, user_id: int, span: windows.Span) -> int | None:
    """The same rank, from the entries themselves and without neighbours."""
    first, last = _between(span)
    async with database.reading() as tx:
        rows = await tx.exec_driver_sql(
            "WITH sums AS (SELECT user_id, SUM(points) AS points FROM entry "
            f"WHERE guild_id = {GUILD} AND day BETWEEN '{first}' AND '{last}' GROUP BY user_id) "
            "SELECT 1 + COUNT(*) FROM sums WHERE points > "
            f"(SELECT points FROM sums WHERE user_id = {user_id})"
        )
        return rows.scalar_one()


async def timed(database: Database, members: int, span: windows.Span) -> tuple[float, float, float]:
    """Milliseconds of a look, the median and that of the slowest in a hundred, and of a sum."""
    draw = random.Random(members)
    for _ in range(WARM):
        await look(database, draw.randint(1, members), span)
    taken: list[float] = []
    for _ in range(LOOKS):
        user_id = draw.randint(1, members)
        began = time.perf_counter()
        rank = await look(database, user_id, span)
        taken.append(time.perf_counter() - began)
    sums: list[float] = []
    for _ in range(SUMS):
        began = time.perf_counter()
        summed = await add_up(database, user_id, span)
        sums.append(time.perf_counter() - began)
    assert rank == summed, "both ways say the same"
    taken.sort()
    slowest = taken[int(len(taken) * 0.99)]
    return statistics.median(taken) * 1000, slowest * 1000, min(sums) * 1000


async def measure() -> Report:
    """Both sizes on both engines, in every window."""
    engines = {"SQLite": sqlite} | ({"PostgreSQL": postgresql} if POSTGRES in os.environ else {})
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    ms: Callable[[float], str] = "{:,.1f} ms".format
    for name, engine in engines.items():
        worst = 0.0
        for members in SIZES:
            async with engine() as database:
                await migrations.upgrade(database)
                await fill(database, members)
                for span in _SPANS:
                    median, slowest, summed = await timed(database, members, span)
                    if members == SIZES[-1]:
                        worst = max(worst, slowest)
                    entries = f"{members * EACH:,}"
                    rows.append(
                        (name, f"{members:,}", entries, span, ms(median), ms(slowest), ms(summed))
                    )
        bars.append(
            Bar(f"a place among {SIZES[-1]:,} on {name} in under 50 ms", ms(worst), worst < MOST_MS)
        )
    return Report(
        title="A place on a board",
        how=f"Own place and two neighbours on either side, {LOOKS} members at random in each window, warm: "
        "the rank is counted in a histogram that each credit keeps. The sum adds up the entries of "
        f"all members and counts who has more, without neighbours; the best of {SUMS}.",
        head=("engine", "members", "entries", "window", "median", "p99", "a sum"),
        rows=rows,
        bars=bars,
    )
