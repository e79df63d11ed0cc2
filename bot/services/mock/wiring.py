"""The use cases of mock interviews put together, and which of them hear how a delivery ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypedDict

from bot.clock import Clock
from bot.domain.delivery import Delivery, State
from bot.domain.mock import messages
from bot.domain.mock.kit import Kit
from bot.domain.mock.scorecard import Scorecard
from bot.domain.mock.session import Step
from bot.services.library import Library
from bot.services.mock import (
    ending,
    entering,
    events,
    letting_go,
    reminding,
    revealing,
    telling,
    troubles,
)
from bot.services.mock.absence import Absence
from bot.services.mock.agreeing import Agreeing
from bot.services.mock.asking import Asking, lapse
from bot.services.mock.cards import Cards
from bot.services.mock.course import Course, Do
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
from bot.services.plan.deeds import Deeds
from bot.services.worker import Worker
from bot.storage.database import Database, Tx


class Hear(Protocol):
    """Writes what follows from the end of a delivery, in the transaction that records it."""

    async def __call__(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime, /
    ) -> None:
        """`why` says how it ended."""
        ...


class OfMock(TypedDict):
    """By the names they have in `Services`."""

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


def of_mock(
    database: Database,
    clock: Clock,
    library: Library,
    kits: Mapping[str, Kit],
    scorecards: Mapping[str, Scorecard],
    *,
    worker: Worker,
    deeds: Deeds,
) -> OfMock:
    """Who takes part in mock interviews, and what becomes of their sessions."""
    cards = Cards(database, clock, scorecards, library.rubrics, deeds)
    rounds = Rounds(database, clock, worker)
    packets = Packets(database, clock, library, kits)
    return {
        "mock": Joining(database, clock),
        "mock_times": Times(database, clock),
        "mock_never": Never(database, clock),
        "round_settings": RoundSettingsKeeping(database, clock),
        "rounds": rounds,
        "previewing": Previewing(database, clock, rounds),
        "round_troubles": RoundTroubles(database, clock),
        "agreeing": Agreeing(database, clock),
        "free": Free(database, clock),
        "asking": Asking(database, clock),
        "packets": packets,
        "holding": Holding(database, clock, packets),
        "absence": Absence(database, clock),
        "drills": Drills(database, clock, library, kits),
        "cards": cards,
        "feedback": Feedback(database, clock, cards),
        "history": History(database, clock, library, kits),
        "sessions": Course(database, STEPS),
    }


STEPS: Mapping[Step, Do] = {
    "nudge": reminding.nudge,
    "second-set": reminding.second_set,
    "release": letting_go.run_out,
    "lapse": lapse,
    "end": ending.end,
    "reveal": revealing.reveal,
}

HEARERS: Mapping[str, Hear] = {
    messages.ROUND: troubles.notice_ended,
    messages.THREAD: troubles.thread_ended,
    messages.ENTRY: entering.entered,
    messages.PICK: entering.picked,
    messages.RELEASED: telling.ended,
    messages.EVENT: events.ended,
    messages.CARDS: telling.ended,
}
"""By the kind of the delivery."""
