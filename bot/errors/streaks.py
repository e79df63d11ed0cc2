"""Vacations that cannot be taken, and days that cannot be made up for."""

from bot.errors.base import UserError


class VacationPassed(UserError):
    """A vacation is announced in advance or for today; pick today or a later day."""

    title = "That day has passed"


class VacationBackwards(UserError):
    """The last day comes before the first; swap them, or leave one out."""

    title = "Which days are those?"


class TooFarAhead(UserError):
    """A vacation can begin within the next twelve weeks; come back when it is nearer."""

    title = "That is far ahead"


class AlreadyAway(UserError):
    """You are away on some of those days already; cancel that vacation first, or pick other days."""

    title = "You are away then already"


class TooMuchVacation(UserError):
    """Any twelve weeks hold up to 14 days of vacation; around that day you have {left} left."""

    title = "That is too long"


class NoSuchVacation(UserError):
    """That vacation is over or was cancelled; run `/me vacation` to see what is planned."""

    title = "Nothing to cancel"


class NothingToMakeUp(UserError):
    """A missed day can be made up for within 48 hours, once a day, on a day on which you studied."""

    title = "Nothing to make up for"
