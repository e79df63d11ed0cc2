"""What can be done: use cases, each method one transaction, and the table of who hears of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.changes import CHANGE, OF_SERIES, What
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import REVIEW, REVIEWED
from bot.domain.daily.series import KIND as DAILY
from bot.domain.delivery import Delivery, State
from bot.domain.report import REPORT
from bot.services.changes import Changes, Undo
from bot.services.daily import telling
from bot.services.daily.answering import Daily
from bot.services.daily.choosing import Choosing
from bot.services.daily.ledger import Ledger
from bot.services.daily.mine import OwnAnswers
from bot.services.daily.posting import Posting
from bot.services.daily.queue import QueueKeeping
from bot.services.daily.reviews import Reviews
from bot.services.daily.searching import Searching
from bot.services.daily.series import SeriesKeeping
from bot.services.daily.showing import Showing
from bot.services.doctor import Doctor
from bot.services.leaving import Leaving
from bot.services.me import Me
from bot.services.planner import Planner
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
    series: SeriesKeeping
    queue: QueueKeeping
    server: Server
    setup: SetupKeeping
    doctor: Doctor
    me: Me
    leaving: Leaving
    changes: Changes
    settings: SettingsKeeping
    report: Reporting
    planner: Planner
    posting: Posting
    showing: Showing
    ledger: Ledger
    reviews: Reviews
    clock: Clock

    @classmethod
    def build(
        cls,
        database: Database,
        clock: Clock,
        *,
        questions: Mapping[str, Question],
        rubrics: Mapping[str, Rubric],
    ) -> "Services":
        """Wire the use cases to one database, one clock and the content."""
        choosing = Choosing(questions)
        posting = Posting(database, choosing)
        queue = QueueKeeping(database, choosing, clock)
        series = SeriesKeeping(database, clock, posting)
        daily = Daily(database, questions, rubrics, clock)
        settings = SettingsKeeping(database, clock)
        report = Reporting(database, clock)
        reviews = Reviews(database, questions, rubrics, clock)
        me = Me(database, clock, reviews)
        return cls(
            daily=daily,
            searching=Searching(database, daily, questions),
            mine=OwnAnswers(database, questions, rubrics),
            series=series,
            queue=queue,
            server=Server(database, clock),
            setup=SetupKeeping(database, clock, series),
            doctor=Doctor(database, clock, questions, reviews),
            me=me,
            leaving=Leaving(database, clock, me),
            changes=Changes(database, clock, _undos(series, queue, settings)),
            settings=settings,
            report=report,
            planner=Planner(database, {DAILY: posting.plan, REPORT: report.plan}),
            posting=posting,
            showing=Showing(database, questions, clock),
            ledger=Ledger(database, questions),
            reviews=reviews,
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
        }
        hear = hearers.get(delivery.kind)
        if hear is not None:
            await hear(tx, delivery, state, why, now)


def _undos(
    series: SeriesKeeping, queue: QueueKeeping, settings: SettingsKeeping
) -> Mapping[What, Undo]:
    """Who takes back what was changed; what is not here stays, or is taken back in Discord."""
    return {
        **dict.fromkeys(OF_SERIES, series.undo),
        "queue-changed": queue.undo,
        "settings-changed": settings.undo,
    }
