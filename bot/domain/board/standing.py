"""Where somebody stands among those who want to be seen, in ranks that those with equal points share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Scope = Literal["server", "cohort"]

TOP = 10
LARGE = 200
"""From so many seen members on, places further down are told in bands."""
COUNTED = 50
"""The places that are told as numbers even then."""
ACTIVE = 3
"""The active weeks from which on a mean says something."""
NAMED = 3
"""The places that are told however few there are; beyond them, nobody is shown last."""

Band = Literal["top quarter", "second quarter"]


class Row(NamedTuple):
    """One member of a board; those with equal points share a rank."""

    user_id: int
    points: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member’s own row, the nearest above and below it, and how many are seen there.

    Neighbours stand in the order of the board, at most two on either side. Nobody is below `lowest`.
    """

    own: Row
    of: int
    above: Sequence[Row]
    below: Sequence[Row]
    lowest: int

    @property
    def better(self) -> Row | None:
        """The nearest with more points; nothing where there is none among the neighbours."""
        return next((row for row in self.above[::-1] if row.points > self.own.points), None)

    @property
    def is_shared(self) -> bool:
        """Whether somebody has as many points."""
        return any(row.rank == self.own.rank for row in (*self.above, *self.below))

    @property
    def band(self) -> Band | None:
        """The quarter of a large board that they stand in; the lower half has no name."""
        if self.own.rank * 4 <= self.of:
            return "top quarter"
        return "second quarter" if self.own.rank * 2 <= self.of else None

    @property
    def is_counted(self) -> bool:
        """Whether their place is told as a number."""
        return counts(self.own, self.of)

    @property
    def shown(self) -> Sequence[Row]:
        """Their row with its neighbours; in the lower half of a large board it stands alone."""
        if not self.is_counted and self.band is None:
            return [self.own]
        rows = [*self.above, self.own, *self.below]
        return visible(rows, lowest=self.lowest, own=self.own)


def counts(row: Row, of: int) -> bool:
    """Whether the place of a row is told as a number on a board of so many."""
    return of < LARGE or row.rank <= COUNTED


def visible(rows: Iterable[Row], *, lowest: int, own: Row | None) -> Sequence[Row]:
    """These rows as one member sees them: without the last, unless there are few or they share it."""
    return [
        row
        for row in rows
        if row.points > lowest or row.rank <= NAMED or (own is not None and row.rank == own.rank)
    ]


def ranked(points: Iterable[tuple[int, int]]) -> Sequence[Row]:
    """Rows from the first place on, of members with their points, the most points first."""
    rows: list[Row] = []
    for position, (user_id, had) in enumerate(points, start=1):
        ties = bool(rows) and rows[-1].points == had
        rows.append(Row(user_id, had, rows[-1].rank if ties else position))
    return rows


class UsualWeek(NamedTuple):
    """The mean of the weeks in which somebody earned anything, and how many these are."""

    points: int
    weeks: int


def usual_week(weeks: Sequence[int]) -> UsualWeek | None:
    """The mean week of who came late to a season and has been there for a while; else nothing.

    Their sum says little beside those who were there from its first week on.
    """
    active = [points for points in weeks if points]
    if not weeks or weeks[0] or len(active) < ACTIVE:
        return None
    return UsualWeek(round(sum(active) / len(active)), len(active))


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`, `22nd`."""
    if number % 100 in (11, 12, 13):
        return f"{number:,}th"
    return f"{number:,}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
