"""Times, days and zones that cannot be read."""

from bot.errors.base import UserError


class UnknownZone(UserError):
    """“{zone}” is no known time zone; pick a city near you from the list, such as Europe/Berlin."""

    title = "Which time zone is that?"


class UnknownTime(UserError):
    """“{text}” is not a time of day; write it like 09:00 or 17:30."""

    title = "Which time is that?"


class UnknownDays(UserError):
    """“{text}” names no days; write weekdays, Mon and Thu, every 3 days, or 1st and 15th of the month."""

    title = "Which days are those?"


class DaysOutOfRange(UserError):
    """“{text}” never comes; write every 1 to 365 days, every 1 to 52 weeks, or days 1 to 31 of the month."""

    title = "No such days"


class ContraryDays(UserError):
    """“{text}” falls on weekends and leaves weekends out; write the days you want, such as Mon, Wed, Fri."""

    title = "Weekends, or not?"


class UnknownDate(UserError):
    """“{text}” is not a date; write it like 2 March, Friday, in 2 weeks or 2026-03-02."""

    title = "Which date is that?"


class PastDate(UserError):
    """A pause ends on a day that is still ahead; pick tomorrow or later."""

    title = "That day has passed"


class UnknownQuiet(UserError):
    """“{text}” is no span of two different times; write it like 22:00-07:00, or off."""

    title = "Which hours are quiet?"
