"""What was pressed during a session, minute by minute, and where it stands by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

What = Literal["start", "step", "hint", "swap", "end", "drill"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One press. `half` is 1 or 2; `value` is the place of a step, from 0, or the number of a hint.

    In a solo drill each signal that was there is a stamp `drill`: `half` is the number of its criterion,
    `value` its own.
    """

    what: What
    half: int
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Stamps:
    """All stamps of a session, in order."""

    rows: Sequence[Stamp] = ()

    @property
    def half(self) -> int:
        """The half it is in."""
        return 1 if self.swapped_at is None else 2

    @property
    def swapped_at(self) -> datetime | None:
        """When the second half began."""
        return next((one.at for one in self.rows if one.what == "swap"), None)

    @property
    def is_started(self) -> bool:
        """Whether somebody pressed Start, rather than said later that they had met."""
        return any(one.what == "start" for one in self.rows)

    @property
    def is_ended(self) -> bool:
        """Whether somebody ended it, rather than time."""
        return any(one.what == "end" for one in self.rows)

    def place(self, half: int) -> int:
        """The step of a half that was reached, from 0."""
        return self._most("step", half)

    def hints(self, half: int) -> int:
        """How many hints were given in a half."""
        return self._most("hint", half)

    @property
    def ticked(self) -> Mapping[int, frozenset[int]]:
        """The signals that were ticked after a solo drill, by the number of their criterion."""
        found: dict[int, set[int]] = {}
        for one in self.rows:
            if one.what == "drill":
                found.setdefault(one.half, set()).add(one.value)
        return {criterion: frozenset(signals) for criterion, signals in found.items()}

    def _most(self, what: What, half: int) -> int:
        values = (one.value for one in self.rows if one.what == what and one.half == half)
        return max(values, default=0)
