"""The bank: what a server asks from, and what members say of it."""

from bot.errors.base import UserError


class QuestionOff(UserError):
    """“{title}” is switched off in this server; `/bank browse` switches it on again."""

    title = "That one is switched off"


class NotInBank(UserError):
    """This question is no longer in the bank; `/bank browse` shows the ones that are."""

    title = "No such question"


class ReportLength(UserError):
    """Write {shortest} to {longest} characters on what is wrong; press Report a mistake to go on."""

    title = "A few words more or fewer"


class AlreadyReported(UserError):
    """Your report on this question still waits for an owner; you can write another once it is dealt with."""

    title = "You reported it already"


class EnoughReports(UserError):
    """You reported {most} mistakes within a day; keep the next one for tomorrow."""

    title = "Enough for today"


class NoSuchMistake(UserError):
    """Someone has dealt with this report by now; `/bank mistakes` shows what is open."""

    title = "No longer open"
