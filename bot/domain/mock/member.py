"""A member of the mock interviews, as rounds see one, and what is remembered of who met whom."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from bot.domain.daily.question import Kind, Level

Wish = Literal["interview", "be interviewed", "swap"]
"""What a member would like to do in a session; `swap` is both, half-way each."""
WISHES: tuple[Wish, ...] = ("interview", "be interviewed", "swap")

DAY = 24 * 60
"""Minutes of a day."""
GRID = 15
"""Minutes between two moments at which a session may begin."""
SESSION = 60
"""Minutes that a session needs."""


class Interval(NamedTuple):
    """Free time on the member’s own clock; it may pass midnight and the end of the week.

    `weekday` is 1 for Monday to 7 for Sunday, `start` and `length` are minutes.
    """

    weekday: int
    start: int
    length: int


Hours = tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member with what pairing looks at.

    `streak` counts the rounds in a row in which they were left out, `balance` how much more often they
    interviewed than were interviewed. `never` are the members they must not meet.
    `interview` is the day of their real one, if they told it.
    """

    id: int
    zone: str
    kinds: frozenset[Kind]
    level: Level
    wish: Wish
    languages: frozenset[str]
    hours: Hours
    streak: int = 0
    balance: int = 0
    never: frozenset[int] = frozenset()
    interview: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Two members had a session in the week that begins on this Monday."""

    a: int
    b: int
    week: date
