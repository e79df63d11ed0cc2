"""What became otherwise in a question since somebody met it."""

from datetime import date

from bot.domain.daily.question import Correction, Question


def since(question: Question, met: int) -> tuple[Correction, ...]:
    """The corrections of all revisions after the one that was met, oldest first."""
    later = (one for one in question.changes if one.revision > met)
    return tuple(sorted(later, key=lambda one: one.revision))


def after(question: Question, day: date) -> Correction | None:
    """The newest correction made on a day or later; one whose day is not known counts as made early."""
    later = [one for one in question.changes if one.day >= day.isoformat()]
    return max(later, key=lambda one: one.revision, default=None)
