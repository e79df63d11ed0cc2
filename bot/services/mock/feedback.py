"""Cards that are open: read beside one another, rated by who they are about, added to by who wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.daily.question import Kind
from bot.domain.mock.card import Gap, gaps
from bot.domain.mock.feedback import Filled, Page, pages
from bot.domain.mock.session import Seat
from bot.domain.mock.trend import Given, Opinion, Severity, Standing, Work, standings, work_on
from bot.errors import CardsLater, LineLength, NoCards, NoSuchCard, NotYourSession
from bot.services.mock.cards import Cards, Forms, Tray
from bot.storage.database import Database, Tx
from bot.storage.mock import scorecards as stored

SHORTEST_LINE, LONGEST_LINE = 10, 300
FEWEST_RATED = 3
"""From so many ratings on a member learns how their own cards are received: fewer would name who."""
# Where only raters are counted, nobody’s strictness matters.
_UNKNOWN = Severity(guild=Given(cards=0, mean=0), raters={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a member reads after a session.

    `pages` hold the cards, `notes` the seats of observers who wrote one; both are empty while all is sealed.
    `standing` is what the cards about the viewer say together, of the kind and level of the session.
    """

    tray: Tray
    pages: Sequence[Page]
    notes: Sequence[Seat]
    standing: Standing | None

    @property
    def count(self) -> int:
        """How many screens there are to turn."""
        return len(self.pages) + len(self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What the cards that a member received say together.

    `useful` counts those of their own cards that were called useful, of `rated`; both are zero below
    three.
    """

    cards: int
    standings: Sequence[Standing]
    work: Work | None
    useful: int = 0
    rated: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What comes back from a session. All raise `NotYourSession` to who has no seat in it."""

    database: Database
    clock: Clock
    cards: Cards

    def forms(self, kind: Kind) -> Forms:
        """What cards of a kind ask."""
        return self.cards.forms(kind)

    async def read(self, guild_id: int, session_id: int, user_id: int) -> Opened:
        """What is open, beside how far the cards are. Raises `CardsLater`, `NoCards`."""
        async with self.database.reading() as tx:
            return await self._opened(tx, guild_id, session_id, user_id)

    async def to_tell(self, guild_id: int, session_id: int, user_id: int) -> Opened | None:
        """The same for a message; nothing where they have nothing to read, or are not there any more."""
        async with self.database.reading() as tx:
            try:
                found = await self._opened(tx, guild_id, session_id, user_id)
            except (NotYourSession, CardsLater, NoCards):
                return None
        return found if found.pages else None

    async def of_card(self, guild_id: int, card_id: int, user_id: int) -> Opened:
        """The same of the session of a card. Raises `NoSuchCard` where the card is gone."""
        async with self.database.reading() as tx:
            card = await stored.find(tx, guild_id=guild_id, id=card_id)
            if card is None:
                raise NoSuchCard
            return await self._opened(tx, guild_id, card.session_id, user_id)

    async def rate(
        self, guild_id: int, card_id: int, user_id: int, *, specific: bool, usable: bool
    ) -> Opened:
        """Say whether an open card was of use; the last word holds. Raises `NoSuchCard`."""
        async with self.database.transaction() as tx:
            card = await self._card(tx, guild_id, card_id, user_id)
            rated = await stored.rate(
                tx,
                guild_id=guild_id,
                id=card_id,
                about_id=user_id,
                specific=specific,
                usable=usable,
            )
            if not rated:
                raise NoSuchCard
            return await self._opened(tx, guild_id, card.session_id, user_id)

    async def find(self, guild_id: int, card_id: int, user_id: int) -> Filled:
        """An open card that a member wrote or reads. Raises `NoSuchCard`."""
        async with self.database.reading() as tx:
            return await self._card(tx, guild_id, card_id, user_id)

    async def say(self, guild_id: int, card_id: int, user_id: int, text: str) -> Opened:
        """Add a line to one’s own open card, in place of the one before.

        Raises `LineLength` and `NoSuchCard` with what was typed.
        """
        line = " ".join(text.split())
        if not SHORTEST_LINE <= len(line) <= LONGEST_LINE:
            raise LineLength(quote=text, shortest=SHORTEST_LINE, longest=LONGEST_LINE)
        async with self.database.transaction() as tx:
            thing = {"guild_id": guild_id, "id": card_id}
            card = await stored.find(tx, **thing)
            added = await stored.add_line(tx, **thing, rater_id=user_id, text=line)
            if card is None or not added:
                raise NoSuchCard(quote=text)
            return await self._opened(tx, guild_id, card.session_id, user_id)

    async def growth(self, guild_id: int, user_id: int) -> Growth:
        """What all cards that a member received say together, and what to work on next."""
        async with self.database.reading() as tx:
            opinions, severity = await opinions_on(tx, guild_id, user_id)
            rated = await stored.received_as(tx, guild_id=guild_id, rater_id=user_id)
        told = len(rated) >= FEWEST_RATED
        return Growth(
            cards=len(opinions),
            standings=standings(opinions, severity),
            work=work_on(opinions, severity),
            useful=sum(rated) if told else 0,
            rated=len(rated) if told else 0,
        )

    async def _opened(self, tx: Tx, guild_id: int, session_id: int, user_id: int) -> Opened:
        thing = {"guild_id": guild_id, "session_id": session_id}
        tray = await self.cards.look_within(tx, guild_id, session_id, user_id)
        session = tray.session
        found = pages(await stored.of_session(tx, **thing), user_id)
        # Nothing is written to be shared any more once the reveal has passed.
        revealed = session.next_step != "reveal"
        notes = [seat for seat in session.seats if revealed and seat.note]
        own = await stored.received(tx, guild_id=guild_id, about_id=user_id)
        known = standings([_opinion(card) for card in own], _UNKNOWN)
        levels = {page.peer.level for page in found if page.peer.about_id == user_id}
        same = (one for one in known if one.kind == session.kind and one.level in levels)
        return Opened(tray=tray, pages=found, notes=notes, standing=next(same, None))

    async def _card(self, tx: Tx, guild_id: int, card_id: int, user_id: int) -> Filled:
        card = await stored.find(tx, guild_id=guild_id, id=card_id)
        if card is None or card.opened_at is None or user_id not in (card.about_id, card.rater_id):
            raise NoSuchCard
        return card


def between(page: Page) -> Sequence[Gap]:
    """How far the two cards of a page lie apart, criterion by criterion; nothing where one is missing."""
    return [] if page.own is None else gaps(page.own.card, page.peer.card)


async def opinions_on(tx: Tx, guild_id: int, user_id: int) -> tuple[Sequence[Opinion], Severity]:
    """The cards that a member received, and how strict those are who wrote them."""
    cards = await stored.received(tx, guild_id=guild_id, about_id=user_id)
    raters = {card.rater_id for card in cards if card.rater_id is not None}
    severity = await stored.severity(tx, guild_id=guild_id, raters=raters)
    return [_opinion(card) for card in cards], severity


def _opinion(card: Filled) -> Opinion:
    assert card.opened_at is not None, "only open cards are read"
    return Opinion(
        rater=card.rater_id,
        at=card.opened_at,
        kind=card.kind,
        level=card.level,
        grades=card.grades,
        recommendation=card.recommendation,
        change=card.change,
    )
