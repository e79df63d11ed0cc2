"""Sessions of mock interviews, from the search for a time on."""

from bot.errors.base import UserError


class NotYourSession(UserError):
    """There is no such session of yours; `/mock status` shows those you have."""

    title = "Not your session"


class OnlyThePair(UserError):
    """You observe this session; press Cancel if you cannot come, and the two go on without you."""

    title = "The two choose the time"
