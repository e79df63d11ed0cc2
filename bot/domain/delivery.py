"""A message that must reach Discord exactly once: its states, its nonce and its timings."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a delivery stands; `due`, `sending` and `sent` still want something done."""

    DUE = "due"
    SENDING = "sending"  # claimed; the message may exist
    SENT = "sent"  # the message exists, its thread may not
    DONE = "done"
    FAILED = "failed"  # refused: channel gone or permission missing; nothing was posted
    REMOVED = "removed"  # was posted, then deleted by someone
    UNKNOWN = "unknown"  # may have been posted and cannot be looked up: never sent again
    SKIPPED = "skipped"  # the next slot of the same thing came first


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where it goes: a direct message, then another person’s, then a channel; the first that works."""

    channel_id: int | None = None
    user_id: int | None = None
    other_user_id: int | None = None

    @property
    def stops(self) -> tuple[tuple[str, int], ...]:
        """The places to try in order: `("dm", user)` or `("channel", channel)`."""
        stops = [("dm", self.user_id), ("dm", self.other_user_id), ("channel", self.channel_id)]
        return tuple(dict.fromkeys((place, id) for place, id in stops if id is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A delivery to be made, before it is stored. Unique by guild, kind, ref and slot."""

    guild_id: int
    id: int
    kind: str
    ref: int
    slot: str
    target: Target
    due_at: datetime
    expires_at: datetime | None = None
    priority: int = 5
    state: State = State.DUE
    why: str | None = None  # where it is stored as skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A stored delivery as a sender claimed it."""

    guild_id: int
    id: int
    kind: str
    ref: int
    slot: str
    target: Target
    due_at: datetime
    expires_at: datetime | None
    state: State
    owner: str
    attempt: int
    stop: int  # which of the target’s stops is tried
    first_sent_at: datetime | None
    lease_until: datetime
    channel_id: int | None = None  # where the message stands
    message_id: int | None = None
    thread_id: int | None = None
    why: str | None = None

    @property
    def nonce(self) -> str:
        """At most 25 characters, derived so that a resend after any loss carries the same one."""
        thing = f"{self.guild_id}|{self.kind}|{self.ref}|{self.slot}"
        digest = hashlib.blake2b(thing.encode(), digest_size=15).digest()
        return base64.urlsafe_b64encode(digest).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """How long things may take. A send ends before its lease does, a lease before the nonce is forgotten.

    Discord checks a nonce “in the past few minutes”; 120 s is trusted.
    """

    send: timedelta = timedelta(seconds=30)
    lease: timedelta = timedelta(seconds=45)
    nonce: timedelta = timedelta(seconds=120)
    look_back: timedelta = timedelta(seconds=60)
    first_back_off: timedelta = timedelta(seconds=2)
    longest_back_off: timedelta = timedelta(minutes=5)

    def back_off(self, attempt: int) -> timedelta:
        """How long to wait after a failed attempt (from 1): doubled each time, up to the longest."""
        return min(self.first_back_off * 2 ** min(attempt - 1, 16), self.longest_back_off)
