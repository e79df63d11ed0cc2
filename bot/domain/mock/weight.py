"""What speaks for a pair, and all of it in one number.

The fields of a pair are digits of that number, each to a base that the sum over all pairs cannot reach.
So the sum of the numbers has the sums of the fields as its digits, and the heaviest of two sets of as
many pairs is the better one by the first field in which they differ.
"""

from collections.abc import Iterable
from math import prod
from operator import mul
from typing import NamedTuple


class Fields(NamedTuple):
    """What speaks for a pair, the most important first; more is better in each.

    Costs count from the most they can be.
    """

    waited: int
    """Rounds in a row that the two were left out of, 7 at most each."""
    hard: int
    """How many of the two find neither a partner nor a three otherwise."""
    new: int
    """1 unless they met within 26 weeks."""
    rested: int
    """26 if new, else the weeks since, less one."""
    fit: int
    """4 for a kind in common, and 3 less the distance of their levels."""
    turns: int
    """13 less the cost of their roles."""
    slots: int
    """Starts in common, 15 at most."""
    tie: int
    """A draw by the seed of the round, which makes the best set of pairs the only one."""


MOST = Fields(waited=14, hard=2, new=1, rested=26, fit=7, turns=13, slots=15, tie=2**32 - 1)
"""The most that one pair can have of each."""
MOST_BITS = 118
"""rustworkx counts in 128 bits and needs room above the heaviest pair; beyond this it may be wrong."""


class Objective(NamedTuple):
    """How good a set of pairs is: their number, then the sums of their fields."""

    pairs: int
    fields: Fields

    @property
    def drawn(self) -> tuple[int, ...]:
        """Without the draw, which makes nothing better."""
        return (self.pairs, *self.fields[:-1])


def objective(pairs: Iterable[Fields]) -> Objective:
    """How good these pairs are together."""
    each = list(pairs)
    sums = [sum(column) for column in zip(*each, strict=True)] or [0] * len(Fields._fields)
    return Objective(len(each), Fields(*sums))


class Scale:
    """Weighs pairs among `size` members. Without `hard`, that field is 0 in all and takes no room.

    `steps` holds what one step of each field weighs: the product of the bases after it.
    """

    def __init__(self, size: int, *, hard: bool = False) -> None:
        pairs = size // 2
        most = MOST if hard else MOST._replace(hard=0)
        self._bases = tuple(pairs * one + 1 for one in most)
        self.steps = Fields(*(prod(self._bases[n + 1 :]) for n in range(len(most))))

    def weigh(self, fields: Fields) -> int:
        """A pair as one number."""
        return sum(map(mul, fields, self.steps))

    def split(self, weight: int) -> tuple[int, int]:
        """What each of two brings to a pair, and what they bring about together."""
        return divmod(weight, self.steps.hard)

    def read(self, weight: int) -> Fields:
        """The fields of a weight, or their sums over the pairs of a sum of weights."""
        digits: list[int] = []
        for base in reversed(self._bases):
            weight, digit = divmod(weight, base)
            digits.append(digit)
        return Fields(*reversed(digits))
