"""What can be done: use cases, each method one transaction, and the table of who hears of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.series import KIND as DAILY
from bot.domain.delivery import Delivery, State
from bot.services.daily.answering import Daily
from bot.services.daily.posting import Posting
from bot.services.daily.series import SeriesKeeping
from bot.services.me import Me
from bot.services.planner import Planner
from bot.services.server import Server
from bot.storage.database import Database, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every use case, by the word of its feature."""

    daily: Daily
    series: SeriesKeeping
    server: Server
    me: Me
    planner: Planner
    posting: Posting
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
        posting = Posting(questions)
        series = SeriesKeeping(database, clock)
        return cls(
            daily=Daily(database, questions, rubrics, clock),
            series=series,
            server=Server(database, clock, series),
            me=Me(database, clock),
            planner=Planner(database, {DAILY: posting.plan}),
            posting=posting,
            clock=clock,
        )

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A delivery ended: tell the feature it belongs to, inside the same transaction."""
        hearers = {DAILY: self.posting.ended}
        hear = hearers.get(delivery.kind)
        if hear is not None:
            await hear(tx, delivery, state, why, now)
