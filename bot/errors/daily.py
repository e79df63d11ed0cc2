"""The question of the day: what members do with it, and cannot."""

from bot.errors.base import UserError


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


class NoSuchAnswer(UserError):
    """This answer is no longer kept; `/daily mine` shows the ones that are."""

    title = "No such answer"
