"""Every sentence a person may be shown when something cannot be done.

A `UserError` subclass is one outcome. Its docstring is the sentence shown; `{names}` in it are filled
from the keyword arguments. `title` says what did not happen, in at most 32 characters.
"""

import inspect


class UserError(Exception):
    """That did not work. Try it again in a minute."""

    title = "That did not work"

    def __init__(self, *, quote: str | None = None, **facts: object) -> None:
        """`quote` is the person's own text, given back so that nothing typed is lost."""
        self.facts = facts
        self.quote = quote
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What to do, in one sentence."""
        text = inspect.cleandoc(type(self).__doc__ or "").replace("\n", " ")
        return text.format(**self.facts)


class Busy(UserError):
    """The bot’s storage is busy with something else, so try it again in a minute."""

    title = "Nothing was saved"


class DiskFull(UserError):
    """The machine that runs the bot has no room left on its disk, so tell the person who runs it."""

    title = "Nothing was saved"


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


class NoSuchPost(UserError):
    """This question is no longer kept here; `/daily today` shows the newest one."""

    title = "No such question"


class AnswerFirst(UserError):
    """Press Answer, or “I tried, show me”, to open this page."""

    title = "Answer first, then compare"


class AlreadyRevealed(UserError):
    """The outline is already open to you, so there is nothing left to answer here; the next question is a fresh start."""

    title = "Your answer was not changed"


class EmptyAnswer(UserError):
    """Two honest lines are enough; press Answer and write what comes to mind."""

    title = "There was no text in it"


class HintsInOrder(UserError):
    """Hints open one at a time; the next one is hint {step}."""

    title = "Not this hint yet"


class NotYours(UserError):
    """Only the person who opened this panel can use it; run the command yourself for one of your own."""

    title = "This panel is not yours"


class PanelClosed(UserError):
    """A panel answers for 15 minutes; run `{command}` again to go on where you stopped."""

    title = "This panel has closed"


class ChannelMissing(UserError):
    """That channel cannot be seen from here; pick one that the role {role} may view."""

    title = "No such channel"


class WrongChannel(UserError):
    """Questions can go to a text channel or a forum; pick one of those."""

    title = "Not that channel"


class TooMany(UserError):
    """This server has {limit} series already; remove one you no longer use first."""

    title = "No room for another series"


class StepsLeft(UserError):
    """Run `/setup` again: it goes on at the step that is still open."""

    title = "A step is still open"


class ServersOnly(UserError):
    """This works inside a server; open the server you study in and run it there."""

    title = "Not in a direct message"


class ChangedMeanwhile(UserError):
    """Someone changed it again since; look at the values as they are now and change them from there."""

    title = "It was changed meanwhile"


class NoSuchChange(UserError):
    """This change is no longer kept; `/server changes` shows the ones that are."""

    title = "No such change"


class NotYourChange(UserError):
    """You can take back your own changes; ask whoever made this one, or set it anew yourself."""

    title = "Not your change"


class CannotUndo(UserError):
    """What was posted stays posted; delete its message in Discord if it should go."""

    title = "This one stays"


class ReportElsewhere(UserError):
    """The report went to another person before, and only they can ask for it again."""

    title = "This one stays"


class LogChannelFirst(UserError):
    """Pick a log channel first; the report goes there."""

    title = "No log channel yet"


class EveryoneRole(UserError):
    """A question pings one role and never everyone; pick the role of those who want it."""

    title = "Not everyone at once"


class NoSuchAnswer(UserError):
    """This answer is no longer kept; `/daily mine` shows the ones that are."""

    title = "No such answer"


class UnknownQuiet(UserError):
    """“{text}” is no span of two different times; write it like 22:00-07:00, or off."""

    title = "Which hours are quiet?"


class NoQuestions(UserError):
    """No question suits that level and those kinds; choose another level, or more kinds."""

    title = "No question fits"


class WhichQuestion(UserError):
    """No one question is called “{text}”; pick it from the suggestions of this command."""

    title = "Which question?"


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
