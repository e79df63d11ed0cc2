"""How far a member’s partners could rely on them lately: it orders the waiting list, and no text tells it.

The score is a mean of what became of their seats. Each counts half as much after four weeks, and
nobody begins at either end: a prior stands beside the seats with the weight of two. It is the mean of a
beta distribution whose counts fade, as reputation systems use it (Jøsang and Ismail 2002).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import fsum
from typing import Literal

Outcome = Literal[
    "held", "excused early", "excused late", "released", "card missed", "absent"
]  # fmt: skip
"""What became of a seat. `released`: no time was found because of them. A session that was held and whose
card never came is two outcomes."""

EARLY = timedelta(hours=12)
"""Whoever says so this long before a session is excused early: a reminder a day before leaves room."""
HALF_LIFE = timedelta(days=28)
_NEUTRAL = 0.7
_PRIOR = 2.0
# What is not here costs nothing and earns nothing.
_VALUES: dict[Outcome, float] = {
    "held": 1.0,
    "excused late": 0.4,
    "card missed": 0.4,
    "released": 0.2,
    "absent": 0.0,
}
_MISSED = 3
_MISSED_WITHIN = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became of one seat, and when."""

    outcome: Outcome
    at: datetime


def excused(starts_at: datetime, at: datetime) -> Outcome:
    """How an absence counts that was told at a moment."""
    return "excused early" if starts_at - at >= EARLY else "excused late"


def score(past: Iterable[Past], now: datetime) -> float:
    """0 to 1; of a new member, and of one who was away for long, in between."""
    counted = [
        (_VALUES[one.outcome], 0.5 ** (max(timedelta(), now - one.at) / HALF_LIFE))
        for one in past
        if one.outcome in _VALUES
    ]
    weight = _PRIOR + fsum(fades for _, fades in counted)
    return (_PRIOR * _NEUTRAL + fsum(value * fades for value, fades in counted)) / weight


def order(past: Iterable[Past], now: datetime) -> tuple[bool, float]:
    """The smaller, the earlier on the waiting list; three cards missed in 28 days come last."""
    seats = list(past)
    missed = [
        one for one in seats if one.outcome == "card missed" and now - one.at < _MISSED_WITHIN
    ]
    return len(missed) >= _MISSED, -score(seats, now)
