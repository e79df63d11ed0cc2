"""What a member writes of a week."""

from typing import NamedTuple

LONGEST = 500
"""Characters of each half."""


class Reflection(NamedTuple):
    """What went well in a week, and what to change in the next one."""

    week: int
    went: str
    change: str
