"""What a group does together: the answers of a week, and as many as its active members can give."""

from dataclasses import dataclass

EACH = 5
"""The answers of a week that earn anything."""
WEEKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How many answers there are this week; `active` is who answered within the last four weeks."""

    answers: int
    active: int

    @property
    def of(self) -> int:
        """Five answers of each active member."""
        return EACH * max(1, self.active)
