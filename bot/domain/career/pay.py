"""Pay by level as the track states it, and what its own parts add up to, in whole US dollars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from bot.domain.daily.question import Level
from bot.domain.item import Fact, Id, Whole, string

YEARS = 4
"""A grant vests over so many years."""

Dollars = Annotated[Whole, Ge(0), Le(10_000_000)]
Span = Annotated[tuple[Dollars, ...], Len(2, 2)]
"""The low and the high end of a band."""
Percent = Annotated[Whole, Ge(0), Le(100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One figure of a band as the track states it."""

    seed_ref: Id
    label: Annotated[str, string(45)]
    span: Span
    note: Annotated[str, string(300)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A line of the track about pay that is no figure of the first year."""

    seed_ref: Id
    label: Annotated[str, string(45)]
    text: Annotated[str, string(300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of counting the first year: how much of the grant and of the signing bonus falls in it."""

    id: Id
    label: Annotated[str, string(60)]
    grant: Percent
    signing: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One level: its parts, the total that the track states, and those that its parts give.

    `totals` has one for each way of counting. `gap` says how far the stated total lies from the first.
    """

    id: Id
    level: Level
    title: Annotated[str, string(60)]
    base: Part
    grant: Part
    signing: Part
    stated: Part
    totals: Mapping[Id, Span]
    gap: Annotated[str, string(300)]
    remarks: Annotated[tuple[Remark, ...], Len(0, 6)] = ()

    def first_year(self, way: Way) -> tuple[int, int]:
        """The low and the high end of what the parts add up to."""
        low, high = (
            base + grant * way.grant // 100 + signing * way.signing // 100
            for base, grant, signing in zip(
                self.base.span, self.grant.span, self.signing.span, strict=True
            )
        )
        return low, high

    def above(self, way: Way) -> tuple[int, int]:
        """How far the stated total lies above that, low end and high end."""
        low, high = self.first_year(way)
        return self.stated.span[0] - low, self.stated.span[1] - high


@dataclass(frozen=True, slots=True, kw_only=True)
class Vesting:
    """The percentages of a grant that vest in each year."""

    id: Id
    label: Annotated[str, string(60)]
    years: Annotated[tuple[Percent, ...], Len(YEARS, YEARS)]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """The bands, the ways to count their first year, and presets for an offer of one’s own."""

    id: Id
    disclaimer: Annotated[str, string(400)]
    ways: Annotated[tuple[Way, ...], Len(1, 8)]
    vesting: Annotated[tuple[Vesting, ...], Len(1, 4)]
    bands: Annotated[tuple[Band, ...], Len(1, 4)]
