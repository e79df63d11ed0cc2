"""Filling the cards of a session: grades, then texts, each page kept as it is sent in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.daily.question import Kind, Rubric
from bot.domain.mock.card import (
    Card,
    Nudge,
    check_grades,
    checked,
    deadline,
    needs_evidence,
    nudges,
)
from bot.domain.mock.feedback import Ask, Filled, asks, awaited, is_in
from bot.domain.mock.scorecard import Scorecard
from bot.domain.mock.session import Session
from bot.errors import CardOpen, CardsLater, GradesMissing, NoCards, NoSuchCard, NotYourSession
from bot.services.board import mocks
from bot.services.mock import ending
from bot.services.mock.revealing import settle
from bot.services.plan.deeds import Deeds
from bot.storage import ids
from bot.storage.database import Database, Tx
from bot.storage.mock import scorecards as stored
from bot.storage.mock import sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What a card of one kind asks."""

    scorecard: Scorecard
    rubric: Rubric

    @property
    def criteria(self) -> Sequence[str]:
        """The keys of the criteria, in their order."""
        return [one.key for one in self.rubric.criteria]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One card that a member is asked for, and how far it is."""

    ask: Ask
    card: Filled | None

    @property
    def whole(self) -> bool:
        """Whether it is sent."""
        return self.card is not None and self.card.sent_at is not None

    @property
    def opened(self) -> bool:
        """Whether it can be read, and changed no more."""
        return self.card is not None and self.card.opened_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """The cards of a session as one of its members sees them while they are sealed.

    `present` says of those whose cards are waited for whether they are in. `opens_at` is when the cards
    open at the latest; `late`: it has passed. `nudges` is what was remarked about the card just sent, once.
    """

    session: Session
    member: int
    slips: Sequence[Slip]
    present: Mapping[int, bool]
    opens_at: datetime
    forms: Forms
    late: bool = False
    nudges: Sequence[Nudge] = ()

    @property
    def following(self) -> Slip | None:
        """The next card that is not whole."""
        return next((slip for slip in self.slips if not slip.whole), None)

    @property
    def opened(self) -> bool:
        """Whether a card of theirs is open."""
        return any(slip.opened for slip in self.slips)

    def slip(self, half: int) -> Slip:
        """The card about the candidate of a half. Raises `NoSuchCard`."""
        found = next((slip for slip in self.slips if slip.ask.half == half), None)
        if found is None:
            raise NoSuchCard
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """After the first page. `pending`: these grades replace those of a sealed card once their moment is told."""

    tray: Tray
    slip: Slip
    pending: Filled | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """What members say of a session before they read what others said."""

    database: Database
    clock: Clock
    scorecards: Mapping[str, Scorecard]
    rubrics: Mapping[str, Rubric]
    deeds: Deeds

    def forms(self, kind: Kind) -> Forms:
        """What cards of a kind ask."""
        scorecard = self.scorecards[f"scorecard.{kind}"]
        return Forms(scorecard=scorecard, rubric=self.rubrics[scorecard.rubric])

    async def look(self, guild_id: int, session_id: int, user_id: int) -> Tray:
        """How far the cards are. Raises `NotYourSession`, `CardsLater`, `NoCards`."""
        async with self.database.reading() as tx:
            return await self.look_within(tx, guild_id, session_id, user_id)

    async def look_within(self, tx: Tx, guild_id: int, session_id: int, user_id: int) -> Tray:
        """The same, inside a transaction that is open."""
        session = await sessions.find(tx, guild_id=guild_id, id=session_id)
        return await self._tray(tx, session, user_id)

    async def grade(
        self,
        guild_id: int,
        session_id: int,
        user_id: int,
        half: int,
        *,
        grades: Mapping[str, int],
        recommendation: int | None,
    ) -> Graded:
        """Keep the first page; a card about oneself is sealed by it.

        A sealed card stays whole: grades that want a moment it does not tell wait for that. Raises
        `GradesMissing`, `CardOpen`, `NoSuchCard` and what `look` raises.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
            tray = await self._tray(tx, session, user_id)
            slip, forms = tray.slip(half), tray.forms
            check_grades(grades, recommendation, forms.criteria)
            assert recommendation is not None, "it was checked"
            _check_sealed(slip)
            ordered = {key: grades[key] for key in forms.criteria}
            card = replace(
                slip.card or _new(tray, slip.ask, now),
                grades=ordered,
                recommendation=recommendation,
            )
            told = bool(card.evidence) or not needs_evidence(ordered, forms.scorecard)
            if slip.whole and not slip.ask.of_oneself and not told:
                return Graded(tray=tray, slip=slip, pending=card)
            if slip.ask.of_oneself:
                card = replace(card, sent_at=now)
            elif slip.whole:
                card = _with(card, checked(card.card, forms.scorecard, forms.criteria))
            await self._keep(tx, tray, card, now)
            tray = await self._again(tx, tray)
            return Graded(tray=tray, slip=tray.slip(half))

    async def write(
        self,
        guild_id: int,
        session_id: int,
        user_id: int,
        half: int,
        *,
        texts: Mapping[str, str],
        code: int = 0,
    ) -> Tray:
        """Keep the second page, which seals the card; `code` stands for grades that waited for it.

        Raises `CardLength`, `EvidenceMissing`, `GradesMissing`, `CardOpen`, `NoSuchCard` and what `look`
        raises, with what was typed.
        """
        now = self.clock()
        quote = "\n\n".join(text for text in texts.values() if text.strip())
        async with self.database.transaction() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
            tray = await self._tray(tx, session, user_id, quote=quote)
            slip = tray.slip(half)
            if slip.ask.of_oneself:
                raise NoSuchCard(quote=quote)
            _check_sealed(slip, quote=quote)
            card = pending(tray, slip, code) or slip.card
            if card is None:
                raise GradesMissing(quote=quote)
            whole = checked(replace(card.card, **texts), tray.forms.scorecard, tray.forms.criteria)
            remarks = () if slip.whole else await self._remarks(tx, tray, whole, now)
            await self._keep(tx, tray, replace(_with(card, whole), sent_at=now), now, quote=quote)
            return replace(await self._again(tx, tray), nudges=remarks)

    async def _remarks(self, tx: Tx, tray: Tray, card: Card, now: datetime) -> Sequence[Nudge]:
        last = await stored.last_by(
            tx, guild_id=tray.session.guild_id, rater_id=tray.member, besides=tray.session.id
        )
        ended_at = tray.session.ended_at or now
        return nudges(card, last.card if last else None, ended_at=ended_at, now=now)

    async def _keep(
        self, tx: Tx, tray: Tray, card: Filled, now: datetime, quote: str | None = None
    ) -> None:
        """Store a card; one that is sent says that the session took place, and may open all of them.

        Who was alone may grade themselves: that says nothing of the other.
        """
        if not await stored.write(tx, card):
            raise CardOpen(quote=quote)
        if card.sent_at is None:
            return
        session = tray.session
        if not card.of_oneself or not any(seat.absent_at for seat in session.seats):
            await ending.met(tx, session, now)
            session = (await self._again(tx, tray)).session
        await mocks.credit(tx, session, self.deeds, now)
        await settle(tx, session, now, latest=tray.opens_at, sender=tray.member)

    async def _tray(
        self, tx: Tx, session: Session | None, user_id: int, quote: str | None = None
    ) -> Tray:
        if session is None or session.seat(user_id) is None:
            raise NotYourSession(quote=quote)
        if session.state != "over" or session.ended_at is None:
            raise (CardsLater if session.state == "agreed" else NoCards)(quote=quote)
        cards = await stored.of_session(tx, guild_id=session.guild_id, session_id=session.id)
        mine = {card.about_id: card for card in cards if card.rater_id == user_id}
        wanted = asks(session, user_id)
        if not wanted:
            raise NoCards(quote=quote)
        forms = self.forms(session.kind)
        opens_at = deadline(forms.scorecard, session.ended_at)
        return Tray(
            session=session,
            member=user_id,
            slips=[Slip(ask=ask, card=mine.get(ask.about.user_id)) for ask in wanted],
            present={member: is_in(session, cards, member) for member in awaited(session)},
            opens_at=opens_at,
            forms=forms,
            late=self.clock() >= opens_at,
        )

    async def _again(self, tx: Tx, tray: Tray) -> Tray:
        """The same as it stands after a change."""
        session = tray.session
        found = await sessions.find(tx, guild_id=session.guild_id, id=session.id)
        return await self._tray(tx, found, tray.member)


def code_of(forms: Forms, card: Filled) -> int:
    """The grades of a card as digits, the recommendation last, as they stand in an id."""
    digits = (*map(card.grades.__getitem__, forms.criteria), card.recommendation)
    return int("".join(map(str, digits)))


def pending(tray: Tray, slip: Slip, code: int) -> Filled | None:
    """A card with the grades of a code, 0 for none. Raises `GradesMissing` where they make no sense."""
    if slip.card is None or not code:
        return None
    *grades, said = (int(digit) for digit in str(code))
    ordered = dict(zip(tray.forms.criteria, grades, strict=False))
    check_grades(ordered, said, tray.forms.criteria)
    return replace(slip.card, grades=ordered, recommendation=said)


def _new(tray: Tray, ask: Ask, now: datetime) -> Filled:
    session = tray.session
    return Filled(
        guild_id=session.guild_id,
        id=ids.new(now),
        session_id=session.id,
        rater_id=ask.rater,
        about_id=ask.about.user_id,
        kind=session.kind,
        level=ask.about.level,
        grades={},
        recommendation=0,
        begun_at=now,
    )


def _with(card: Filled, whole: Card) -> Filled:
    return replace(card, keep=whole.keep, change=whole.change, evidence=whole.evidence)


def _check_sealed(slip: Slip, quote: str | None = None) -> None:
    if slip.opened:
        raise CardOpen(quote=quote)
