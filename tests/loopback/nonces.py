"""The nonce rule: the same author and nonce within a window make one message."""

from collections.abc import Callable

from tests.loopback.messages import Message
from tests.loopback.people import User
from tests.loopback.refusals import Refusal
from tests.loopback.wire import Json, moment_of

WINDOW = 120.0  # seconds; Discord says "the past few minutes"


class Nonces:
    """`window` may be changed at any time; 0 means that every nonce is forgotten at once."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.window = WINDOW
        self._now = now
        self._seen: dict[tuple[int, str], Message] = {}

    def earlier(self, author: User, body: Json) -> Message | None:
        """The message that this one would repeat.

        Raises Refusal 10008 if that message has been deleted meanwhile.
        """
        if not body.get("enforce_nonce"):
            return None
        message = self._seen.get((author.id, str(body.get("nonce"))))
        if message is None or self._now() - moment_of(message.id) >= self.window:
            return None
        if message.deleted:
            raise Refusal(10008)
        return message

    def remember(self, message: Message) -> None:
        if message.nonce is not None:
            self._seen[message.author.id, str(message.nonce)] = message
