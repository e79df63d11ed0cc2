"""What must hold between values, items and files."""

from collections.abc import Sequence
from datetime import date

from bot.content.crosscheck.career import check_career
from bot.content.crosscheck.estimates import check_estimates
from bot.content.crosscheck.facts import check_facts
from bot.content.crosscheck.mock import check_mock
from bot.content.crosscheck.plan import check_plan
from bot.content.crosscheck.prose import check_copies, check_prose
from bot.content.crosscheck.references import check_references
from bot.content.crosscheck.size import Measure, check_size
from bot.content.crosscheck.within import check_within
from bot.content.faults import Fault
from bot.content.shelf import Shelf

__all__ = ["Measure", "check", "check_each"]


def check(shelf: Shelf, measures: Sequence[Measure], today: date | None) -> list[Fault]:
    """Every fault that only shows once all files are on the shelf."""
    return [*check_each(shelf, measures, today), *check_copies(shelf)]


def check_each(shelf: Shelf, measures: Sequence[Measure], today: date | None) -> list[Fault]:
    """The same without what questions have in common, which is no fault in a server’s own."""
    return [
        *check_references(shelf),
        *check_within(shelf),
        *check_estimates(shelf),
        *check_mock(shelf),
        *check_plan(shelf),
        *check_career(shelf),
        *check_prose(shelf),
        *check_facts(shelf, today),
        *check_size(shelf, measures),
    ]
