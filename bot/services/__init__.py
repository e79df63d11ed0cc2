"""What can be done: use cases, each method one transaction, and the table of who hears of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from bot.clock import Clock
from bot.content import Measure
from bot.domain.board.digest import KIND as DIGEST
from bot.domain.changes import CHANGE, OF_SERIES, What
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import REVIEW, REVIEWED
from bot.domain.daily.series import KIND as DAILY
from bot.domain.daily.suggestion import SUGGESTED
from bot.domain.delivery import Delivery, State
from bot.domain.mock.kit import Kit
from bot.domain.mock.messages import ROUND
from bot.domain.mock.scorecard import Scorecard
from bot.domain.plan.recap import RECAP
from bot.domain.plan.track import Phase
from bot.domain.report import REPORT
from bot.services.bank import BankKeeping
from bot.services.board.backfilling import Backfilling
from bot.services.board.board_settings import BoardSettingsKeeping
from bot.services.board.boards import Boards
from bot.services.board.digest import Digests
from bot.services.board.ledger import Points
from bot.services.board.roles import PhaseRoles
from bot.services.board.wiring import OfBoards, of_boards, undos_of_boards
from bot.services.changes import Changes, Undo
from bot.services.daily import telling
from bot.services.daily.answering import Daily
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
from bot.services.daily.wiring import OfBank, OfDaily, of_bank, of_daily
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
from bot.services.plan.deeds import Deeds
from bot.services.plan.noting import Noting
from bot.services.plan.planning import Planning
from bot.services.plan.progress import Progressing
from bot.services.plan.recap import Recaps
from bot.services.plan.starting import Starting
from bot.services.plan.streaks import Streaks
from bot.services.plan.ticking import Ticking
from bot.services.plan.vacations import Vacations
from bot.services.plan.visiting import Visiting
from bot.services.plan.wiring import OfPlan, of_plan
from bot.services.planner import Planner, Plans
from bot.services.report import Reporting
from bot.services.server import Server
from bot.services.settings import SettingsKeeping
from bot.services.setup import SetupKeeping
from bot.services.worker import Worker
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
    plan: Planning
    plan_starting: Starting
    plan_noting: Noting
    visiting: Visiting
    streaks: Streaks
    vacations: Vacations
    progress: Progressing
    recaps: Recaps
    boards: Boards
    board_settings: BoardSettingsKeeping
    digests: Digests
    phase_roles: PhaseRoles
    changes: Changes
    settings: SettingsKeeping
    report: Reporting
    planner: Planner
    posting: Posting
    showing: Showing
    ledger: Ledger
    reviews: Reviews
    library: Library
    backfilling: Backfilling
    points: Points
    worker: Worker
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
        phases: Sequence[Phase],
        measures: Sequence[Measure] = (),
        worker: Worker | None = None,
    ) -> "Services":
        """Wire the use cases to one database, one clock and the content.

        `kits` and `scorecards` are what mock interviews are held by, one a kind; `phases` are
        the twelve weeks in their order. `measures` give the pages that a question of a server’s own
        may not overfill. `worker` is who draws and pairs beside the bot.
        """
        library = Library(questions, rubrics)
        worker = worker or Worker()
        deeds = Deeds(Ticking(phases, library))
        daily = of_daily(database, library, clock, deeds)
        bank = of_bank(database, library, clock, daily["daily"], measures)
        mocks = of_mock(database, clock, library, kits, scorecards, deeds=deeds, worker=worker)
        boards = of_boards(database, clock, deeds)
        plans = of_plan(database, clock, deeds, worker)
        house = _of_house(database, clock, library, daily)
        undos = _undos(daily, bank, mocks["round_settings"], house["settings"])
        return cls(
            **daily,
            **bank,
            **mocks,
            **boards,
            **plans,
            **house,
            changes=Changes(database, clock, {**undos, **undos_of_boards(boards)}),
            planner=Planner(database, _plans(daily, mocks, house["report"], boards, plans)),
            worker=worker,
        )

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A delivery ended: tell the feature it belongs to, inside the same transaction."""
        hearers = {
            DAILY: self.posting.ended,
            CHANGE: self.changes.ended,
            DIGEST: self.digests.ended,
            REVIEW: telling.ended,
            REVIEWED: telling.ended,
            SUGGESTED: self.completing.ended,
            **HEARERS,
        }
        hear = hearers.get(delivery.kind)
        if hear is not None:
            await hear(tx, delivery, state, why, now)


class _OfHouse(TypedDict):
    server: Server
    setup: SetupKeeping
    doctor: Doctor
    me: Me
    leaving: Leaving
    settings: SettingsKeeping
    report: Reporting
    library: Library
    clock: Clock


def _of_house(database: Database, clock: Clock, library: Library, daily: OfDaily) -> _OfHouse:
    """A server and its owner, a member and their own."""
    me = Me(database, clock, daily["reviews"])
    return {
        "server": Server(database, clock),
        "setup": SetupKeeping(database, clock, daily["series"]),
        "doctor": Doctor(database, clock, library, daily["reviews"]),
        "me": me,
        "leaving": Leaving(database, clock, me),
        "settings": SettingsKeeping(database, clock),
        "report": Reporting(database, clock),
        "library": library,
        "clock": clock,
    }


def _plans(
    daily: OfDaily, mocks: OfMock, report: Reporting, boards: OfBoards, plans: OfPlan
) -> Mapping[str, Plans]:
    """Who plans what is due, by its kind."""
    return {
        DAILY: daily["posting"].plan,
        REPORT: report.plan,
        ROUND: mocks["rounds"].plan,
        DIGEST: boards["digests"].plan,
        RECAP: plans["recaps"].plan,
    }


def _undos(
    daily: OfDaily, bank: OfBank, rounds: RoundSettingsKeeping, settings: SettingsKeeping
) -> Mapping[What, Undo]:
    """Who takes back what was changed; what is not here stays, or is taken back in Discord."""
    return {
        **dict.fromkeys(OF_SERIES, daily["series"].undo),
        "queue-changed": daily["queue"].undo,
        "question-off": bank["bank"].undo,
        "question-on": bank["bank"].undo,
        "questions-imported": bank["import_undoing"].undo,
        "import-undone": bank["import_undoing"].undo,
        "suggestion-accepted": bank["completing"].undo,
        "settings-changed": settings.undo,
        "rounds-changed": rounds.undo,
    }
