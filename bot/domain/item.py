"""What items of the content share: ids, days, references, facts, and the lines they go back to.

Lengths are characters.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge
from pydantic import Strict, StringConstraints


def string(longest: int, shortest: int = 1, pattern: str | None = None) -> StringConstraints:
    """Text of so many characters, without space around it."""
    return StringConstraints(
        min_length=shortest, max_length=longest, strip_whitespace=True, pattern=pattern
    )


Id = Annotated[str, string(64, 2, r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")]
Day = Annotated[str, string(10, 4, r"^\d{4}(?:-\d{2}){0,2}$")]
Name = Annotated[str, string(40, 1, r"^[a-z][a-z0-9_]*$")]
Whole = Annotated[int, Strict()]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken(day: str) -> str:
    """`2026-11-22` → `22 November 2026`, `2026-11` → `November 2026`, `2026` as it is."""
    year, *parts = day.split("-")
    months = [_MONTHS[int(part) - 1] for part in parts[:1]]
    days = [str(int(part)) for part in parts[1:]]
    return " ".join([*days, *months, year])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something to read next, by its title; never an address."""

    title: Annotated[str, string(160)]
    publisher: Annotated[str, string(60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim about the world with the date and the source that carry it."""

    text: Annotated[str, string(300)]
    as_of: Day
    source: Annotated[str, string(160)]
    status: Literal["source-claim", "verified", "contradicted", "opinion"]
    checked: Day
    correction: Annotated[str, string(300)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedLine:
    """One line of the curriculum that the content goes back to, by its stable id.

    `note` says in words what a reader should know of it; numbers and dates stand in its facts.
    """

    id: Annotated[str, string(64, 6, r"^seed\.[a-z0-9]+(?:[.-][a-z0-9]+)*$")]
    line: Annotated[Whole, Ge(1)]
    short: Annotated[str, string(90)]
    feature: Annotated[str, string(60)]
    status: Literal["source-claim", "verified", "contradicted", "opinion"]
    note: Annotated[str, string(200)] | None = None
    facts: tuple[Fact, ...] = ()
