"""How late a post is, and why: the bot was away, Discord was down, or something was missing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.daily.lateness import AWAY, DISCORD, LATE_FROM, Lateness, lateness

DUE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def late(minutes: float, *, planned: float = 0, **given: object) -> Lateness | None:
    at = DUE + timedelta(minutes=minutes)
    return lateness(DUE, DUE + timedelta(minutes=planned), at, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("minutes", [-60, 0, 1, 9.99])
def test_less_than_ten_minutes_is_in_time(minutes: float) -> None:
    assert late(minutes) is None
    assert late(minutes, why="permissions") is None


@pytest.mark.parametrize(
    ("planned", "why", "tried", "expected"),
    [
        (0, None, True, DISCORD),
        (9.99, None, True, DISCORD),
        (10, None, True, AWAY),
        (180, None, True, AWAY),
        # It was planned in time, and then no process was there to send it.
        (0, None, False, AWAY),
        (0, "permissions", True, "permissions"),
        (0, "channel", False, "channel"),
        # What an owner can mend says more than what came before it.
        (60, "tag", True, "tag"),
    ],
)
def test_the_reason_is_what_kept_it(
    planned: float, why: str | None, tried: bool, expected: str
) -> None:
    found = late(180, planned=planned, why=why, tried=tried)
    assert found == Lateness(timedelta(hours=3), expected)


def test_ten_minutes_are_late() -> None:
    assert late(10) == Lateness(LATE_FROM, DISCORD)
