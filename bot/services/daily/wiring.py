"""The use cases of the question of the day and of what it is asked from, put together."""

from collections.abc import Sequence
from typing import TypedDict

from bot.clock import Clock
from bot.content import Measure
from bot.services.bank import BankKeeping
from bot.services.daily.answering import Daily
from bot.services.daily.choosing import Choosing
from bot.services.daily.completing import Completing
from bot.services.daily.exporting import Exporting
from bot.services.daily.import_undoing import ImportUndoing
from bot.services.daily.importing import Importing
from bot.services.daily.ledger import Ledger
from bot.services.daily.mine import OwnAnswers
from bot.services.daily.mistakes import Mistakes
from bot.services.daily.posting import Posting
from bot.services.daily.queue import QueueKeeping
from bot.services.daily.reviews import Reviews
from bot.services.daily.searching import Searching
from bot.services.daily.series import SeriesKeeping
from bot.services.daily.showing import Showing
from bot.services.daily.suggestions import Suggestions
from bot.services.library import Library
from bot.services.plan.deeds import Deeds
from bot.storage.database import Database


class OfDaily(TypedDict):
    """By the names that the table of use cases has for them."""

    daily: Daily
    searching: Searching
    mine: OwnAnswers
    series: SeriesKeeping
    queue: QueueKeeping
    posting: Posting
    showing: Showing
    ledger: Ledger
    reviews: Reviews


def of_daily(database: Database, library: Library, clock: Clock, deeds: Deeds) -> OfDaily:
    """What is asked, and what becomes of it."""
    posting = Posting(database, Choosing(library))
    daily = Daily(database, library, clock, deeds)
    return {
        "daily": daily,
        "searching": Searching(database, daily, library),
        "mine": OwnAnswers(database, library),
        "series": SeriesKeeping(database, clock, posting),
        "queue": QueueKeeping(database, library, clock),
        "posting": posting,
        "showing": Showing(database, library, clock),
        "ledger": Ledger(database, library),
        "reviews": Reviews(database, library, clock, deeds),
    }


class OfBank(TypedDict):
    """By the names that the table of use cases has for them."""

    bank: BankKeeping
    mistakes: Mistakes
    suggestions: Suggestions
    completing: Completing
    importing: Importing
    import_undoing: ImportUndoing
    exporting: Exporting


def of_bank(
    database: Database,
    library: Library,
    clock: Clock,
    daily: Daily,
    measures: Sequence[Measure],
) -> OfBank:
    """What a server asks from, and what its members say of that."""
    return {
        "bank": BankKeeping(database, clock, library),
        "mistakes": Mistakes(database, daily, library, clock),
        "suggestions": Suggestions(database, library, clock),
        "completing": Completing(database, library, clock, measures),
        "importing": Importing(database, clock, library, measures),
        "import_undoing": ImportUndoing(database, clock),
        "exporting": Exporting(database),
    }
