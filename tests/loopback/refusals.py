"""The errors that Discord answers with, by its own numbers."""

from http import HTTPStatus

from tests.loopback.wire import Json

# code: (HTTP status, message), as in Discord's list of opcodes and status codes
REFUSALS: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10070: (404, "Unknown Guild Scheduled Event"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    40060: (400, "Interaction has already been acknowledged."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    160006: (400, "Maximum number of active threads reached"),
    180000: (400, "Cannot update a finished event"),
}


class Refusal(Exception):
    """An answer other than success; a code that is not listed needs its HTTP status."""

    def __init__(self, code: int, *, status: int | None = None) -> None:
        usual, text = REFUSALS.get(code, (400, ""))
        self.code = code
        self.status = status or usual
        self.message = text or f"{self.status}: {HTTPStatus(self.status).phrase}"
        super().__init__(f"{self.status} ({self.code}): {self.message}")

    def body(self) -> Json:
        return {"message": self.message, "code": self.code}
