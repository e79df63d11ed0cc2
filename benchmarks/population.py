"""Members for the mock interviews as they may be: zones, hours, kinds, levels, wishes and languages.

The shares are those the method was designed with. Chance is seeded, so every run is the same.
"""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.mock.member import WISHES, Interval, Member
from bot.domain.mock.round import Round

# A Monday without a change of the clock near it.
START = datetime(2026, 1, 5, tzinfo=UTC)
A_WEEK = timedelta(days=7)
_REGIONS = (
    (0.35, "en", (("America/New_York", 0.4), ("America/Chicago", 0.2), ("America/Denver", 0.1),
                  ("America/Los_Angeles", 0.3))),
    (0.30, "", (("Europe/London", 0.25), ("Europe/Berlin", 0.25), ("Europe/Paris", 0.2),
                ("Europe/Warsaw", 0.15), ("Europe/Madrid", 0.15))),
    (0.25, "hi", (("Asia/Kolkata", 1.0),)),
    (0.10, "", tuple((zone, 1 / 7) for zone in (
        "Asia/Tokyo", "Asia/Singapore", "Australia/Sydney", "America/Sao_Paulo", "Africa/Lagos",
        "Asia/Kathmandu", "America/St_Johns"))),
)  # fmt: skip
_LOCAL = {
    "Europe/London": "en", "Europe/Berlin": "de", "Europe/Paris": "fr", "Europe/Warsaw": "pl",
    "Europe/Madrid": "es", "Asia/Tokyo": "ja", "Asia/Singapore": "zh", "Australia/Sydney": "en",
    "America/Sao_Paulo": "pt", "Africa/Lagos": "yo", "Asia/Kathmandu": "ne", "America/St_Johns": "en",
}  # fmt: skip
_KINDS = dict(zip(KINDS, (0.6, 0.45, 0.4, 0.7), strict=True))


def members(size: int, seed: int = 1) -> list[Member]:
    """So many, with ids from 1."""
    chance = random.Random(f"{size}:{seed}")
    return [_member(chance, id, size) for id in range(1, size + 1)]


def _member(chance: random.Random, id: int, size: int) -> Member:
    _, tongue, zones = chance.choices(_REGIONS, [share for share, _, _ in _REGIONS])[0]
    zone = chance.choices([name for name, _ in zones], [share for _, share in zones])[0]
    english, local = chance.random() < 0.92, chance.random() < 0.6
    languages = {"en"} if english else set[str]()
    if local or not english:
        languages.add(_LOCAL.get(zone, tongue))
    kinds = frozenset(kind for kind, share in _KINDS.items() if chance.random() < share)
    return Member(
        id=id,
        zone=zone,
        kinds=kinds or frozenset({chance.choice(KINDS)}),
        level=chance.choices(LEVELS, (0.2, 0.4, 0.3, 0.1))[0],
        wish=chance.choices(WISHES, (0.15, 0.25, 0.6))[0],
        languages=frozenset(languages),
        hours=tuple(_interval(chance) for _ in range(chance.randint(3, 10))),
        never=frozenset({chance.randint(1, size)} - {id} if chance.random() < 0.03 else ()),
    )


def _interval(chance: random.Random) -> Interval:
    if chance.random() < 0.7:
        start = 18 * 60 + 30 * chance.randint(0, 6)
        return Interval(chance.randint(1, 5), start, 30 * chance.randint(2, 6))
    return Interval(chance.randint(6, 7), 30 * chance.randint(18, 36), 30 * chance.randint(4, 10))


def week(number: int, guild_id: int = 1) -> Round:
    """The round of a week, counted from 0."""
    starts = START + number * A_WEEK
    return Round(guild_id=guild_id, id=number, starts=starts, sends=starts - timedelta(hours=12))


def experienced(size: int, seed: int = 1) -> list[Member]:
    """As `members`, after some rounds: one of twenty was left out of the last, turns are uneven."""
    chance = random.Random(f"past:{size}:{seed}")
    return [
        replace(one, streak=int(chance.random() < 0.05), balance=chance.randint(-2, 2))
        for one in members(size, seed)
    ]
