"""The data of one file, and where each part of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.content.faults import Fault, Place, Steps, written
from bot.content.scalars import Scalar

Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file and where each part of it stands.

    `spoilt` names values that could not be read as written; more about them would mislead.
    """

    file: str
    data: dict[str, Data]
    values: Mapping[Steps, Place]
    keys: Mapping[Steps, Place]
    spoilt: frozenset[Steps] = frozenset()

    def place(self, steps: Steps, *, at_key: bool = False) -> Place:
        """Where a value stands; for one that is missing, where its nearest parent does."""
        if at_key and steps in self.keys:
            return self.keys[steps]
        while steps not in self.values:
            steps = steps[:-1]
        return self.values[steps]

    def spoils(self, steps: Steps) -> bool:
        """Whether the value, or one around it, could not be read as written."""
        return any(steps[:depth] in self.spoilt for depth in range(1, len(steps) + 1))

    def fault(self, code: str, steps: Steps, message: str, *, at_key: bool = False) -> Fault:
        """A fault of the value at these steps, or of its key."""
        place = self.place(steps, at_key=at_key)
        return Fault(self.file, *place, code, written(steps), message)
