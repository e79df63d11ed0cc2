"""Reviews by peers: what one is, and who reads which answer, so that none stays unread.

An answer has a reader as soon as a peer can read it: whoever had the fewest reviews this week, then in a
seeded order. While a regular who had fewer has not come yet, that reader is not told, and it may still
become another’s; so those who answer late in the day do their share too.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal, NamedTuple

from bot.domain.daily.series import Answer

REVIEW = "daily-review"
"""The kind of the delivery that asks a member to read an answer."""
REVIEWED = "daily-reviewed"
"""The kind of the delivery that tells an author of a review."""

TO_READ = timedelta(hours=48)
"""How long a review is one member’s; then it is somebody else’s."""
TO_CHANGE = timedelta(hours=24)
"""How long a written review can be changed."""
TO_WAIT = timedelta(days=14)
"""How long an answer waits for a reader before it stays unread."""
LOOK_BACK = timedelta(days=28)
"""Whoever let a review lapse rests for so long, unless they write one."""
PATIENCE = timedelta(hours=12)
"""How long an answer’s reader may still change, for a regular who has had less to read."""
REGULAR = 2
"""Whoever opened so many questions of a series in 7 days is a regular of it."""
REGULAR_DAYS = timedelta(days=7)
OVERDUE = timedelta(hours=72)
"""An answer without a review after so long is overdue."""
COUNTED = timedelta(days=28)
"""Answers of so many days are counted for owners."""

FEWEST_TICKS = 2
SHORTEST, LONGEST = 60, 800
"""Characters of the sentence that says what would make an answer stronger."""

# A member who has so many to read gets no further one while somebody else can take it.
_AT_ONCE = 4
_REST = timedelta(hours=24)
_RING = 2**64

State = Literal["open", "done", "declined", "lapsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer in the hands of one reader; `signals` are those found, by criterion, from 0."""

    guild_id: int
    id: int
    post_id: int
    author_id: int
    reviewer_id: int | None
    assigned_at: datetime
    due_at: datetime
    state: State = "open"
    ended_at: datetime | None = None
    signals: Mapping[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])
    text: str | None = None

    @property
    def told(self) -> bool:
        """Whether it is settled who reads it; until then it is due within a shorter time."""
        return self.due_at - self.assigned_at > PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Answers that want a review: without a reader, with one, of those overdue; and left unread."""

    waiting: int = 0
    assigned: int = 0
    overdue: int = 0
    unread: int = 0


class Pair(NamedTuple):
    """An answer and who reads it; until it is `firm` they are not told, and it may change."""

    post_id: int
    author_id: int
    reviewer_id: int
    firm: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An answer that wants a reader.

    `peers` opened the same question and never had this answer; `expected` are regulars of the series who
    have not opened the question yet. `returned`: an earlier reader gave it back or let it lapse.
    """

    post_id: int
    author_id: int
    since: datetime
    peers: frozenset[int] = frozenset()
    expected: frozenset[int] = frozenset()
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a member had to read lately."""

    load: int = 0  # assigned this week and not declined
    open: int = 0
    resting: bool = False  # declined just now, let one lapse, or sits on one for long
    steady: bool = False  # has written one lately and declined none


def monday(moment: datetime) -> datetime:
    """The beginning of the week, in UTC, over which reviews are counted against one another."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=moment.weekday())


def reader(reviews: Iterable[Review], now: datetime) -> Reader:
    """What a member was given to read in the last 28 days."""
    mine = list(reviews)
    kept = [one for one in mine if one.state != "declined" and one.assigned_at >= monday(now)]
    open_ = [one for one in mine if one.state == "open"]
    written = [one.ended_at for one in mine if one.state == "done" and one.ended_at]
    lapsed = [one.ended_at for one in mine if one.state == "lapsed" and one.ended_at]
    declined = [one.ended_at for one in mine if one.state == "declined" and one.ended_at]
    return Reader(
        load=len(kept),
        open=len(open_),
        resting=any(now - one.assigned_at >= _REST for one in open_)
        or any(now - moment < _REST for moment in declined)
        or (bool(lapsed) and (not written or max(lapsed) > max(written))),
        steady=bool(written) and not declined,
    )


def assign(
    waiting: Sequence[Waiting], readers: Mapping[int, Reader], now: datetime
) -> Sequence[Pair]:
    """Who reads what; two runs agree. Answers with the fewest possible readers choose first.

    `waiting` are also answers whose reader is not told yet; `readers` leaves those out, and whoever is
    not in it had nothing to read lately.
    """
    present = dict(readers)
    pairs: list[Pair] = []
    order = sorted(waiting, key=lambda one: (len(one.peers), one.since, one.post_id, one.author_id))
    for one in order:
        if not one.peers:
            continue
        chosen = min(one.peers, key=partial(_rank, one, present))
        known = present.get(chosen, Reader())
        firm = not _may_change(one, now) or _lightest(one.expected, present) >= known.load
        present[chosen] = replace(known, load=known.load + 1, open=known.open + 1)
        pairs.append(Pair(one.post_id, one.author_id, chosen, firm))
    return pairs


def _rank(one: Waiting, readers: Mapping[int, Reader], member: int) -> tuple[bool, bool, int, int]:
    """The smaller, the rather."""
    known = readers.get(member, Reader())
    spared = known.resting or known.open >= _AT_ONCE
    # What came back once goes to somebody who is known to read.
    unsure = one.returned and not known.steady
    return spared, unsure, known.load, _ahead(one, member)


def _may_change(one: Waiting, now: datetime) -> bool:
    """Whether somebody else may still get it: never what only one can read, nor what came back."""
    return not one.returned and now - one.since < PATIENCE


def _lightest(members: Collection[int], readers: Mapping[int, Reader]) -> float:
    found = (readers.get(member, Reader()) for member in members)
    return min((one.load for one in found if not one.resting), default=float("inf"))


def _ahead(one: Waiting, member: int) -> int:
    """How far a member stands ahead of the author in a ring, seeded anew for each question.

    Of members with as much to read, each author’s answer goes to the next one: so no two take the same.
    """
    return (_place(one.post_id, member) - _place(one.post_id, one.author_id)) % _RING


def _place(post_id: int, member: int) -> int:
    digest = hashlib.blake2b(f"{post_id}|{member}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def may_take(answer: Answer) -> bool:
    """Whether nobody has this answer to read, so that a peer may take it unasked."""
    return answer.review in ("waiting", "asked") and answer.revealed_at is not None


def due(since: datetime, now: datetime, *, firm: bool, returned: bool) -> datetime:
    """Until when a reader has an answer that waits `since` then, from now on.

    The hours before they are told are theirs to lose, but for a day at least.
    """
    if not firm:
        return since + PATIENCE
    return now + TO_READ if returned else max(since + TO_READ, now + TO_READ / 2)


def enough(signals: Mapping[str, Collection[int]]) -> bool:
    """Whether as many signals are ticked as a review needs."""
    return sum(len(ticks) for ticks in signals.values()) >= FEWEST_TICKS
