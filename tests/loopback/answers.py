"""What the bot answered to one command, press or modal, as the person at the screen sees it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.loopback.messages import LOADING, Message
from tests.loopback.people import Member, User
from tests.loopback.places import Channel
from tests.loopback.wire import Json


class Asked(IntEnum):
    """Kinds of interaction."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Ack(IntEnum):
    """Kinds of first answer."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class NoAnswer(AssertionError):
    """The bot was silent: the person reads that the application did not respond."""


@dataclass(eq=False)
class Answer:
    """Grows while the bot edits and follows up; `source` is the message a component sits on."""

    id: int
    asked: Asked
    channel: Channel
    person: Member | User
    data: Json
    source: Message | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    ack: Ack | None = None
    body: Json = field(default_factory=dict[str, Any])
    original: Message | None = None
    followups: list[Message] = field(default_factory=list[Message])
    edits: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def user(self) -> User:
        return self.person.user if isinstance(self.person, Member) else self.person

    @property
    def message(self) -> Message:
        """The first message of the answer; for an update, the message that was updated."""
        if self.original is None:
            raise NoAnswer(f"no message in answer to {self.data}; first answer: {self.ack!r}")
        return self.original

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in [self.message, *self.followups])

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def modal(self) -> Json:
        if self.ack is not Ack.MODAL:
            raise NoAnswer(f"no modal in answer to {self.data}; first answer: {self.ack!r}")
        return self.body

    @property
    def choices(self) -> list[Json]:
        return self.body.get("choices", [])

    @property
    def settled(self) -> bool:
        """Whether there is something to see: a deferral alone is not."""
        if self.ack is Ack.DEFER:
            return self.original is None or not self.original.flags & LOADING
        if self.ack is Ack.DEFER_UPDATE:
            return self.edits > 0 or bool(self.followups)
        return self.ack is not None

    def changed(self) -> None:
        self._changed.set()

    async def until(self, reached: Callable[[Answer], bool], timeout: float = 3.0) -> Answer:
        """Waits for a state of this answer, such as `lambda answer: answer.followups`.

        Raises NoAnswer after `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while not reached(self):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            seen = f"{self.ack!r}, {self.edits} edits, {len(self.followups)} follow-ups"
            raise NoAnswer(f"too little within {timeout} s to {self.data}: {seen}") from None
        return self

    def payload(self) -> Json:
        """For those who look from another process."""
        return {
            "id": str(self.id),
            "ack": self.ack,
            "body": self.body,
            "original": self.original.payload() if self.original else None,
            "followups": [each.payload() for each in self.followups],
            "edits": self.edits,
        }
