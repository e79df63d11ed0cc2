"""Reviews by peers."""

from bot.errors.base import UserError


class NoSuchReview(UserError):
    """This request is not open any more; `/daily review` shows what waits for you."""

    title = "No such request"


class SomeoneElseReads(UserError):
    """Someone else has it now, so nothing is left to do here; `/daily review` shows what waits for you."""

    title = "Someone else has it now"


class ReviewKept(UserError):
    """A review can be changed for 24 hours; this one stays as its author read it."""

    title = "This review is final"


class ReviewLength(UserError):
    """Write {shortest} to {longest} characters on what would make the answer stronger; press Review to go on."""

    title = "One honest sentence"


class TicksMissing(UserError):
    """Tick at least {count} things that are there; press Review to go on, your sentence stands below."""

    title = "Something is always there"
