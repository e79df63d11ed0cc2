"""What must hold between values, items and files."""

from collections.abc import Sequence
from datetime import date

from bot.content.crosscheck.estimates import check_estimates
from bot.content.crosscheck.facts import check_facts
from bot.content.crosscheck.prose import check_prose
from bot.content.crosscheck.references import check_references
from bot.content.crosscheck.size import Measure, check_size
from bot.content.crosscheck.within import check_within
from bot.content.faults import Fault
from bot.content.shelf import Shelf

__all__ = ["Measure", "check"]


def check(shelf: Shelf, measures: Sequence[Measure], today: date | None) -> list[Fault]:
    """Every fault that only shows once all files are on the shelf."""
    return [
        *check_references(shelf),
        *check_within(shelf),
        *check_estimates(shelf),
        *check_prose(shelf),
        *check_facts(shelf, today),
        *check_size(shelf, measures),
    ]
