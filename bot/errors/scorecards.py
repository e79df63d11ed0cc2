"""Scorecards after a mock interview."""

from bot.errors.base import UserError


class GradesMissing(UserError):
    """Tick one of the four in each group; the button asks again."""

    title = "Something is not ticked"


class CardLength(UserError):
    """“{label}” takes {shortest} to {longest} characters; the button asks again, your text stands below."""

    title = "A sentence or two"


class EvidenceMissing(UserError):
    """A 1 or a 4 needs the moment behind it; write what was said or drawn, the button asks again."""

    title = "What was the moment?"
