"""The use cases of mock interviews put together, and which of them hear how a delivery ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypedDict

from bot.clock import Clock
from bot.domain.delivery import Delivery, State
from bot.services.mock.course import Course
from bot.services.mock.joining import Joining
from bot.services.mock.never import Never
from bot.services.mock.times import Times
from bot.storage.database import Database, Tx


class Hear(Protocol):
    """Writes what follows from the end of a delivery, in the transaction that records it."""

    async def __call__(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """`why` says how it ended."""
        ...


class OfMock(TypedDict):
    """By the names they have in `Services`."""

    mock: Joining
    mock_times: Times
    mock_never: Never
    sessions: Course


def of_mock(database: Database, clock: Clock) -> OfMock:
    """Who takes part in mock interviews, and what becomes of their sessions."""
    return {
        "mock": Joining(database, clock),
        "mock_times": Times(database, clock),
        "mock_never": Never(database, clock),
        "sessions": Course(database, {}),
    }


HEARERS: Mapping[str, Hear] = {}
"""By the kind of the delivery."""
