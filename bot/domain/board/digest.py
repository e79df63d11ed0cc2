"""The weekly digest: what a group did together, what is ahead, and whom it may thank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KIND = "digest"
"""The kind of its schedule and of its deliveries."""
TROUBLE = "board-held"
"""The kind of the notice that the digest cannot be posted, or a role cannot be given."""

WEEK = timedelta(days=7)

HELPFUL = 2
"""The fewest reviews of a week that are helpful."""
THANKED = 2
"""The most who are thanked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A week of a group, and what is ahead; only who agreed to it is named."""

    answers: int
    reviews: int
    mocks: int
    tasks: int
    thanked: Sequence[int] = ()
    next_question: datetime | None = None
    next_round: datetime | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was done: then there is nothing to tell."""
        return not (self.answers or self.reviews or self.mocks or self.tasks)
