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
    """“{text}” names no days; write weekdays, every day, or days such as Mon, Wed, Fri."""

    title = "Which days are those?"


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
