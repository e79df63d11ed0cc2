"""What can be done: use cases, each method one transaction, and the table of who hears of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from bot.clock import Clock
from bot.content import Measure
from bot.domain.changes import CHANGE, OF_SERIES, What
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import REVIEW, REVIEWED
from bot.domain.daily.series import KIND as DAILY
from bot.domain.daily.suggestion import SUGGESTED
from bot.domain.delivery import Delivery, State
from bot.domain.mock.kit import Kit
from bot.domain.mock.messages import ROUND
from bot.domain.mock.scorecard import Scorecard
from bot.domain.report import REPORT
from bot.services.bank import BankKeeping
from bot.services.changes import Changes, Undo
from bot.services.daily import telling
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
from bot.services.doctor import Doctor
from bot.services.leaving import Leaving
from bot.services.library import Library
from bot.services.me import Me
from bot.services.mock.absence import Absence
from bot.services.mock.agreeing import Agreeing
from bot.services.mock.asking import Asking
from bot.services.mock.cards import Cards
from bot.services.mock.course import Course
from bot.services.mock.drills import Drills
from bot.services.mock.feedback import Feedback
from bot.services.mock.free import Free
from bot.services.mock.history import History
from bot.services.mock.holding import Holding
from bot.services.mock.joining import Joining
from bot.services.mock.never import Never
from bot.services.mock.packets import Packets
from bot.services.mock.previewing import Previewing
from bot.services.mock.round_settings import RoundSettingsKeeping
from bot.services.mock.rounds import Rounds
from bot.services.mock.times import Times
from bot.services.mock.troubles import RoundTroubles
from bot.services.mock.wiring import HEARERS, OfMock, of_mock
from bot.services.planner import Planner, Plans
from bot.services.report import Reporting
from bot.services.server import Server
from bot.services.settings import SettingsKeeping
from bot.services.setup import SetupKeeping
from bot.storage.database import Database, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every use case, by the word of its feature."""

    daily: Daily
    searching: Searching
    mine: OwnAnswers
    mistakes: Mistakes
    suggestions: Suggestions
    completing: Completing
    series: SeriesKeeping
    queue: QueueKeeping
    bank: BankKeeping
    importing: Importing
    import_undoing: ImportUndoing
    exporting: Exporting
    server: Server
    setup: SetupKeeping
    doctor: Doctor
    me: Me
    leaving: Leaving
    mock: Joining
    mock_times: Times
    mock_never: Never
    round_settings: RoundSettingsKeeping
    rounds: Rounds
    previewing: Previewing
    round_troubles: RoundTroubles
    agreeing: Agreeing
    free: Free
    asking: Asking
    packets: Packets
    holding: Holding
    absence: Absence
    drills: Drills
    cards: Cards
    feedback: Feedback
    history: History
    sessions: Course
    changes: Changes
    settings: SettingsKeeping
    report: Reporting
    planner: Planner
    posting: Posting
    showing: Showing
    ledger: Ledger
    reviews: Reviews
    library: Library
    clock: Clock

    @classmethod
    def build(
        cls,
        database: Database,
        clock: Clock,
        *,
        questions: Mapping[str, Question],
        rubrics: Mapping[str, Rubric],
        kits: Mapping[str, Kit],
        scorecards: Mapping[str, Scorecard],
        measures: Sequence[Measure] = (),
    ) -> "Services":
        """Wire the use cases to one database, one clock and the content.

        `kits` and `scorecards` are what mock interviews are held by, one a kind. `measures` give
        the pages that a question of a server’s own may not overfill.
        """
        library = Library(questions, rubrics)
        of_daily = _of_daily(database, library, clock)
        of_bank = _of_bank(database, library, clock, of_daily["daily"], measures)
        settings = SettingsKeeping(database, clock)
        report = Reporting(database, clock)
        me = Me(database, clock, of_daily["reviews"])
        mocks = of_mock(database, clock, library, kits, scorecards)
        undos = _undos(of_daily, of_bank, mocks["round_settings"], settings)
        return cls(
            **of_daily,
            **of_bank,
            **mocks,
            server=Server(database, clock),
            setup=SetupKeeping(database, clock, of_daily["series"]),
            doctor=Doctor(database, clock, library, of_daily["reviews"]),
            me=me,
            leaving=Leaving(database, clock, me),
            changes=Changes(database, clock, undos),
            settings=settings,
            report=report,
            planner=Planner(database, _plans(of_daily, mocks, report)),
            library=library,
            clock=clock,
        )

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A delivery ended: tell the feature it belongs to, inside the same transaction."""
        hearers = {
            DAILY: self.posting.ended,
            CHANGE: self.changes.ended,
            REVIEW: telling.ended,
            REVIEWED: telling.ended,
            SUGGESTED: self.completing.ended,
            **HEARERS,
        }
        hear = hearers.get(delivery.kind)
        if hear is not None:
            await hear(tx, delivery, state, why, now)


class _OfDaily(TypedDict):
    daily: Daily
    searching: Searching
    mine: OwnAnswers
    series: SeriesKeeping
    queue: QueueKeeping
    posting: Posting
    showing: Showing
    ledger: Ledger
    reviews: Reviews


def _of_daily(database: Database, library: Library, clock: Clock) -> _OfDaily:
    """What is asked, and what becomes of it."""
    posting = Posting(database, Choosing(library))
    daily = Daily(database, library, clock)
    return {
        "daily": daily,
        "searching": Searching(database, daily, library),
        "mine": OwnAnswers(database, library),
        "series": SeriesKeeping(database, clock, posting),
        "queue": QueueKeeping(database, library, clock),
        "posting": posting,
        "showing": Showing(database, library, clock),
        "ledger": Ledger(database, library),
        "reviews": Reviews(database, library, clock),
    }


class _OfBank(TypedDict):
    bank: BankKeeping
    mistakes: Mistakes
    suggestions: Suggestions
    completing: Completing
    importing: Importing
    import_undoing: ImportUndoing
    exporting: Exporting


def _of_bank(
    database: Database,
    library: Library,
    clock: Clock,
    daily: Daily,
    measures: Sequence[Measure],
) -> _OfBank:
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


def _plans(of_daily: _OfDaily, mocks: OfMock, report: Reporting) -> Mapping[str, Plans]:
    """Who plans what is due, by its kind."""
    return {DAILY: of_daily["posting"].plan, REPORT: report.plan, ROUND: mocks["rounds"].plan}


def _undos(
    of_daily: _OfDaily, of_bank: _OfBank, rounds: RoundSettingsKeeping, settings: SettingsKeeping
) -> Mapping[What, Undo]:
    """Who takes back what was changed; what is not here stays, or is taken back in Discord."""
    return {
        **dict.fromkeys(OF_SERIES, of_daily["series"].undo),
        "queue-changed": of_daily["queue"].undo,
        "question-off": of_bank["bank"].undo,
        "question-on": of_bank["bank"].undo,
        "questions-imported": of_bank["import_undoing"].undo,
        "import-undone": of_bank["import_undoing"].undo,
        "suggestion-accepted": of_bank["completing"].undo,
        "settings-changed": settings.undo,
        "rounds-changed": rounds.undo,
    }
