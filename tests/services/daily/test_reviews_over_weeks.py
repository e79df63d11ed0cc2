"""Simulated weeks of reviews among uneven members; `make bench` lets twelve of them pass."""

from benchmarks.reviewing import simulate
from bot.storage.database import Database

WEEKS = 5


async def test_every_answer_is_reviewed_in_72_hours_and_the_willing_share_them(
    sqlite_database: Database,
) -> None:
    outcome = await simulate(sqlite_database, weeks=WEEKS)
    assert outcome.answers > 40 * WEEKS
    assert outcome.unread == 0
    assert outcome.slowest <= 72
    assert max(outcome.spreads) <= 1
    # Who misses the last days of a week misses what was shared out on them.
    assert sum(spread <= 1 for spread in outcome.wider) >= WEEKS - 1
