"""What owners set for a series, and cannot."""

from bot.errors.base import UserError


class AlreadyOut(UserError):
    """Today’s question is out, or on its way; `/series list` shows when the next one comes."""

    title = "Today has its question"


class NothingToSkip(UserError):
    """This series is paused, so no post is ahead that could be skipped; `/series resume` goes on."""

    title = "Nothing to skip"


class SlotPassed(UserError):
    """The time of that post has passed; `/series now` posts a question at once."""

    title = "Too late to take back"


class NoSuchSeries(UserError):
    """This series is no longer there; `/series list` shows the ones that are."""

    title = "No such series"


class WhichSeries(UserError):
    """There are {count} series here; pick one from the suggestions of this command."""

    title = "Which series?"


class TooMany(UserError):
    """This server has {limit} series already; remove one you no longer use first."""

    title = "No room for another series"


class EveryoneRole(UserError):
    """A question pings one role and never everyone; pick the role of those who want it."""

    title = "Not everyone at once"


class NoQuestions(UserError):
    """No question of those kinds may be asked here; choose more kinds, or switch some on with `/bank browse`."""

    title = "No question fits"


class WhichQuestion(UserError):
    """No one question is called “{text}”; pick it from the suggestions of this command."""

    title = "Which question?"
