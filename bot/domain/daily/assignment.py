"""Who reads which answer, so that none stays unread and nobody reads much more than another.

An answer has a reader as soon as a peer can read it: whoever had the fewest reviews this week, then in a
seeded order. While a regular who had fewer has not come yet, that reader is not told, and it may still
become another’s; so those who answer late in the day do their share too.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.daily.review import PATIENCE, Reader, monday

Key = tuple[int, int]
"""A post and the author of an answer to it."""

# A member who has so many to read gets no further one while somebody else can take it.
_AT_ONCE = 4
_AT_FIRST = 2  # of whoever is not yet known to read
# So many peers are compared for an answer: enough to even out, and thousands would take seconds.
_NEAR = 24
_NOBODY = Reader()


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
    have not opened the question yet. `reader` is who has it and is not told yet. `returned`: an earlier
    reader gave it back or let it lapse.
    """

    post_id: int
    author_id: int
    since: datetime
    peers: frozenset[int] = frozenset()
    expected: frozenset[int] = frozenset()
    reader: int | None = None
    returned: bool = False

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.post_id, self.author_id


def assign(
    waiting: Sequence[Waiting], readers: Mapping[int, Reader], now: datetime
) -> Sequence[Pair]:
    """Who reads what; two runs agree. Answers with the fewest possible readers choose first.

    `waiting` are also answers whose reader is not told yet; `readers` leaves those out, and whoever is
    not in it had nothing to read lately.
    """
    order = [
        one
        for one in sorted(waiting, key=lambda one: (len(one.peers), one.since, *one.key))
        if one.peers
    ]
    table = _Table(_near(order), dict(readers))
    for one in order:
        table.give(one, _kept(one, now) or table.best(one))
    table.level([one for one in order if _may_change(one, now)])
    return list(_settled(order, table.chosen, readers, now))


def _kept(one: Waiting, now: datetime) -> int | None:
    """The reader of an answer of last week: a new week’s counts do not move it any more."""
    return one.reader if one.reader in one.peers and one.since < monday(now) else None


def _may_change(one: Waiting, now: datetime) -> bool:
    """Whether somebody else may still get it: never what came back, nor what is of last week."""
    return not one.returned and now - one.since < PATIENCE and one.since >= monday(now)


@dataclass(frozen=True, slots=True)
class _Table:
    """What lies in front of whom: by answer, who may have it (nearest first) and who has it."""

    near: Mapping[Key, Sequence[int]]
    readers: dict[int, Reader]
    chosen: dict[Key, int] = field(default_factory=dict[Key, int])

    def best(self, one: Waiting) -> int:
        """Who is to have an answer: of those least burdened the next one in the ring."""
        return min(self.near[one.key], key=lambda peer: self._burden(one, peer))

    def _burden(self, one: Waiting, member: int) -> tuple[bool, bool, int]:
        known = self._known(member)
        # What came back once goes to somebody who is known to read.
        return _spared(known), one.returned and not known.steady, known.load

    def give(self, one: Waiting, member: int) -> None:
        """Put an answer in front of a member, away from whoever has it."""
        if (giver := self.chosen.get(one.key)) is not None:
            self._count(giver, -1)
        self._count(member, 1)
        self.chosen[one.key] = member

    def _count(self, member: int, more: int) -> None:
        known = self._known(member)
        self.readers[member] = replace(known, load=known.load + more, open=known.open + more)

    def _known(self, member: int) -> Reader:
        return self.readers.get(member, _NOBODY)

    def level(self, movable: Sequence[Waiting]) -> None:
        """Hand answers on, from reader to reader, while that brings two loads closer together.

        Along such chains loads become as even as they can (optimal semi-matchings: Harvey, Ladner,
        Lovász and Tamir, Journal of Algorithms, 2006).
        """
        even: set[int] = set()
        while heavy := {self.chosen[one.key] for one in movable} - even:
            first = max(heavy, key=lambda member: (self._known(member).load, -member))
            theirs = self._theirs(movable)
            seen: dict[int, Waiting] = {}
            last = self._lighter(first, theirs, seen, even)
            if last is None:
                # Whoever was reached from here reaches nobody lighter either.
                even |= {first, *seen}
            while last is not None:
                one = seen[last]
                giver = self.chosen[one.key]
                self.give(one, last)
                last = giver if giver != first else None

    def _theirs(self, movable: Sequence[Waiting]) -> Mapping[int, Sequence[Waiting]]:
        theirs: dict[int, list[Waiting]] = {}
        for one in movable:
            theirs.setdefault(self.chosen[one.key], []).append(one)
        return theirs

    def _lighter(
        self,
        first: int,
        theirs: Mapping[int, Sequence[Waiting]],
        seen: dict[int, Waiting],
        even: Collection[int],
    ) -> int | None:
        """The nearest reader with two fewer that a chain of answers leads to; `seen` says by which."""
        most = self._known(first).load - 2
        border = [first]
        for member in border:
            for one in theirs.get(member, ()):
                for peer in self.near[one.key]:
                    if peer == first or peer in seen or peer in even or _spared(self._known(peer)):
                        continue
                    seen[peer] = one
                    if self._known(peer).load <= most:
                        return peer
                    border.append(peer)
        return None


def _spared(known: Reader) -> bool:
    return known.resting or known.open >= (_AT_ONCE if known.steady else _AT_FIRST)


def _settled(
    order: Sequence[Waiting],
    chosen: Mapping[Key, int],
    readers: Mapping[int, Reader],
    now: datetime,
) -> Iterator[Pair]:
    """Each with its reader, who is told unless a lighter one is still expected."""
    loads = {member: known.load for member, known in readers.items()}
    lightest: dict[frozenset[int], float] = {}
    for one in order:
        member = chosen[one.key]
        if one.expected not in lightest:
            lightest[one.expected] = _lightest(one.expected, readers)
        firm = not _may_change(one, now) or lightest[one.expected] >= loads.get(member, 0)
        loads[member] = loads.get(member, 0) + 1
        yield Pair(*one.key, member, firm)


def _lightest(members: Collection[int], readers: Mapping[int, Reader]) -> float:
    found = (readers.get(member, _NOBODY) for member in members)
    return min((one.load for one in found if not one.resting), default=float("inf"))


def _near(waiting: Sequence[Waiting]) -> Mapping[Key, Sequence[int]]:
    """The peers next ahead of each author in a ring, seeded anew for each question.

    Of members with as much to read, each author’s answer goes to the next one: so no two take the same.
    """
    rings: dict[int, list[int]] = {}
    for one in waiting:
        rings.setdefault(one.post_id, []).extend((*one.peers, one.author_id))
    found: dict[Key, Sequence[int]] = {}
    for post_id, members in rings.items():
        ring = sorted(set(members), key=lambda member: _place(post_id, member))
        places = {member: place for place, member in enumerate(ring)}
        for one in waiting:
            if one.post_id == post_id:
                found[one.key] = _ahead(one, ring, places[one.author_id])
    return found


def _ahead(one: Waiting, ring: Sequence[int], start: int) -> list[int]:
    found: list[int] = []
    for step in range(1, len(ring)):
        member = ring[(start + step) % len(ring)]
        if member in one.peers:
            found.append(member)
            if len(found) == _NEAR:
                break
    return found


def _place(post_id: int, member: int) -> int:
    digest = hashlib.blake2b(f"{post_id}|{member}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")
