"""Mock interviews: what members set for them, and cannot."""

from bot.errors.base import UserError


class UnknownHours(UserError):
    """“{text}” cannot be read here; write days and times like Tue 18-20, Sat 9:30-12."""

    title = "Which hours are those?"


class DayWithoutTime(UnknownHours):
    """“{text}” has no time beside it; write when you are free, like {text} 18-20, or leave it out."""

    title = "At what time?"


class BackwardHours(UnknownHours):
    """“{text}” ends before it begins; write it like 18-20, or 22-1 for a night of up to 12 hours."""

    title = "Which way round?"


class ContraryHours(UnknownHours):
    """{text} has times and is off in the same text; keep one of the two."""

    title = "Free, or not?"


class NoHours(UserError):
    """A session takes an hour and none fits into this; write a longer time, or use `/mock pause`."""

    title = "No hour to meet in"


class NothingTicked(UserError):
    """Tick at least one kind, one day and one time of day; `/mock join` asks again."""

    title = "Something is missing"


class WeekOver(UserError):
    """That week is over, so its hours stay as they were; `/mock times` shows the present one."""

    title = "That week is over"


class HoursChanged(UserError):
    """Your hours changed once more since then; `/mock times` shows what holds now."""

    title = "Nothing was taken back"


class NotYourself(UserError):
    """You are never paired with yourself; pick somebody else."""

    title = "That is you"


class NotABot(UserError):
    """No bot is ever paired with you; pick a member."""

    title = "That is a bot"


class EnoughNever(UserError):
    """Your list holds {most} people and is full; take somebody off it first with `/mock never`."""

    title = "No room for another name"
