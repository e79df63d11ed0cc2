"""What several screens of plans say in the same words."""

from datetime import date

from bot.domain.plan.evidence import takes_note
from bot.domain.plan.pace import WEEKS_OF_PHASE
from bot.domain.plan.packing import Span
from bot.domain.plan.track import WEEKS
from bot.services.plan.standing import Own, Standing
from bot.ui import kit

ONLY_YOU = "only you see this"
PHASES = WEEKS // WEEKS_OF_PHASE
DONE, OPEN = "✅", "⬜"
_SEEN = {"daily": "answers", "mock": "mocks"}


def word(task_id: str) -> str:
    """A task as it stands in a `custom_id`: `p1-first-mock`."""
    return task_id.removeprefix("task.").replace(".", "-")


def weeks(span: Span) -> str:
    """`week 5`, `weeks 5–6`."""
    return f"week {span.first}" if span.first == span.last else f"weeks {span.first}–{span.last}"


def span_of(own: Own) -> Span:
    """The weeks in which it is to be done."""
    return Span(own.mine.first, own.mine.last)


def progress(own: Own) -> str | None:
    """`3 of 5 answers`, of an open task that ticks itself."""
    needs = own.task.needs
    if own.mine.is_done or needs is None or takes_note(own.task) or needs.count == 1:
        return None
    return f"{own.seen} of {needs.count} {_SEEN[own.task.evidence]}"


def line(own: Own) -> str:
    """A task with its mark, and how far it is."""
    mark = DONE if own.mine.is_done else OPEN
    return " · ".join(part for part in (f"{mark} {own.task.label}", progress(own)) if part)


def day(standing: Standing, of: date) -> str:
    """A day, by the calendar of who reads it."""
    return kit.stamp(standing.moment(of), "D")


def spelt(of: date) -> str:
    """A day where no stamp can stand: `Monday 16 November`."""
    return f"{of:%A} {of.day} {of:%B}"
