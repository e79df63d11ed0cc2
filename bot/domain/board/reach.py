"""How near the next better rank is: the few deeds that would bring a member level with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.board.deed import DeedKind
from bot.domain.board.points import A_DAY, A_WEEK, RULES

MOST = 3
# What anybody can do without a partner and without a plan, the shortest first.
_ALONE: Sequence[DeedKind] = ("review", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A kind of deed, what one earns, and how many may still earn it this week."""

    kind: DeedKind
    points: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """So many deeds of a kind; `is_level` where they end with just as many points, not with more."""

    kind: DeedKind
    deeds: int
    is_level: bool


def chances(
    week: Mapping[DeedKind, int], today: Mapping[DeedKind, int], days_after: int
) -> Sequence[Chance]:
    """What may still earn points in a week that has so many days after today.

    `week` and `today` are what they gave so far, by kind.
    """
    found: list[Chance] = []
    for kind in _ALONE:
        rule = RULES[kind]
        of_today = min(rule.a_day - today.get(kind, 0), A_DAY - sum(today.values()))
        of_week = min(rule.a_week - week.get(kind, 0), A_WEEK - sum(week.values()))
        left = min(of_week, max(of_today, 0) + rule.a_day * days_after) // rule.full
        found.append(Chance(kind=kind, points=rule.full, left=max(left, 0)))
    return found


def way(gap: int, chances: Sequence[Chance]) -> Way | None:
    """The first chance by which a few deeds close the gap; nothing where none does."""
    for chance in chances:
        deeds = -(-gap // chance.points)
        if 0 < deeds <= min(chance.left, MOST):
            return Way(kind=chance.kind, deeds=deeds, is_level=deeds * chance.points == gap)
    return None
