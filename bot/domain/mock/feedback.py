"""Feedback after a session: who fills which card, who is in, and which cards may be read by whom.

Each of the pair fills a card before reading one: who interviewed about the candidate, the candidate about
themselves. With a swap each does both. Who observed may add a card, and nobody waits for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.card import Card
from bot.domain.mock.session import Seat, Session

_PAIR = 2  # places below it
_OBSERVER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A card as it is kept. Who wrote it is None once their data were deleted.

    With `sent_at` it is whole and sealed, with `opened_at` it can be read and is changed no more.
    `specific` and `usable` are what its reader says of it.
    """

    guild_id: int
    id: int
    session_id: int
    rater_id: int | None
    about_id: int
    kind: Kind
    level: Level
    grades: Mapping[str, int]
    recommendation: int
    keep: str = ""
    change: str = ""
    evidence: str = ""
    begun_at: datetime
    sent_at: datetime | None = None
    opened_at: datetime | None = None
    specific: bool | None = None
    usable: bool | None = None
    addendum: str | None = None

    @property
    def of_oneself(self) -> bool:
        """Whether a candidate graded themselves."""
        return self.rater_id == self.about_id

    @property
    def card(self) -> Card:
        """What it says."""
        return Card(
            grades=self.grades,
            recommendation=self.recommendation,
            keep=self.keep,
            change=self.change,
            evidence=self.evidence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One card that a member is asked for: about the candidate of a half, 1 or 2.

    `waited_for`: the cards open together once it is in.
    """

    half: int
    rater: int
    about: Seat
    waited_for: bool

    @property
    def of_oneself(self) -> bool:
        """Whether they grade themselves; that card has no texts."""
        return self.rater == self.about.user_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is read together: a card, and what its candidate thought of themselves, where they said it."""

    peer: Filled
    own: Filled | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What owners see: sessions that were held, and how many of their cards are in or missing."""

    held: int
    cards: int
    missing: int


def asks(session: Session, user_id: int) -> Sequence[Ask]:
    """The cards that a member may fill: about others first, then about themselves."""
    seat = session.seat(user_id)
    found: list[Ask] = []
    for half in (1, 2) if session.swap else (1,):
        about = session.candidate(half)
        if seat is not None and about is not None and seat.place <= _OBSERVER:
            waited_for = seat.place < _PAIR and _came(seat) and _came(about)
            found.append(Ask(half=half, rater=user_id, about=about, waited_for=waited_for))
    return sorted(found, key=lambda ask: ask.of_oneself)


def _came(seat: Seat) -> bool:
    return seat.absent_at is None and seat.excused_at is None


def is_in(session: Session, cards: Iterable[Filled], user_id: int) -> bool:
    """Whether every card that others wait for of a member is sent."""
    sent = {(card.rater_id, card.about_id) for card in cards if card.sent_at is not None}
    wanted = {(user_id, ask.about.user_id) for ask in asks(session, user_id) if ask.waited_for}
    return wanted <= sent


def awaited(session: Session) -> Sequence[int]:
    """Those whose cards are waited for, who interviewed first before the other."""
    return [
        user_id
        for user_id in session.members
        if any(ask.waited_for for ask in asks(session, user_id))
    ]


def all_in(session: Session, cards: Collection[Filled]) -> bool:
    """Whether nothing is waited for any more."""
    return all(is_in(session, cards, user_id) for user_id in awaited(session))


def pages(cards: Collection[Filled], viewer: int) -> Sequence[Page]:
    """What a member of the session may read: cards about them first, then their own about others.

    Only open cards are read. Who wrote about somebody sees what that one thought of themselves beside it,
    and not before their own card is in.
    """
    opened = [card for card in cards if card.opened_at is not None]
    selves = {card.about_id: card for card in opened if card.of_oneself}
    found = [
        Page(peer=card, own=selves.get(card.about_id))
        for card in opened
        if not card.of_oneself and viewer in (card.about_id, card.rater_id)
    ]
    return sorted(found, key=lambda page: (page.peer.about_id != viewer, page.peer.id))


def readers(session: Session, cards: Collection[Filled], opened: Collection[int]) -> Sequence[int]:
    """Who has something new to read, now that the cards of these ids opened; nobody reads their own."""
    return [
        member
        for member in session.members
        if any(
            one.id in opened and one.rater_id != member
            for page in pages(cards, member)
            for one in (page.peer, page.own)
            if one is not None
        )
    ]
