"""What readers and authors do with reviews: read an answer, write, say no, take one unasked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.board.doing import of_review
from bot.domain.daily import review as rules
from bot.domain.daily.assignment import Pair
from bot.domain.daily.review import REVIEWED, Backlog, Review
from bot.errors import (
    AnswerFirst,
    NoSuchReview,
    ReviewKept,
    ReviewLength,
    SomeoneElseReads,
    TicksMissing,
)
from bot.services.daily.assigning import Assigning, give
from bot.services.daily.requests import Request, known_ticks, with_answer
from bot.services.daily.telling import tell
from bot.services.library import Library
from bot.services.plan.deeds import Deeds
from bot.storage import me, server
from bot.storage.daily import answers, readers
from bot.storage.daily import reviews as stored
from bot.storage.database import Database, Tx

PAGE = 5
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A page of what a member has to read; `offer`: there is something they could take.

    `asked`: they are asked at all.
    """

    rows: Sequence[Request]
    total: int
    page: int
    pages: int
    offer: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Reviews:
    """Reviews by peers."""

    database: Database
    library: Library
    clock: Clock
    deeds: Deeds

    async def tick(self, now: datetime) -> None:
        """Find readers for what waits."""
        await Assigning(self.database, self.library).tick(now)

    async def of_answer(self, guild_id: int, post_id: int, author_id: int) -> Sequence[Review]:
        """The reviews that were written of an answer, oldest first."""
        async with self.database.reading() as tx:
            return await stored.of_answer(
                tx, guild_id=guild_id, post_id=post_id, author_id=author_id
            )

    async def waiting(self, guild_id: int) -> Backlog:
        """How many answers of the last weeks want a review."""
        now = self.clock()
        async with self.database.reading() as tx:
            return await stored.backlog(
                tx, guild_id=guild_id, overdue=now - rules.OVERDUE, since=now - rules.COUNTED
            )

    async def let_go(self, tx: Tx, guild_id: int, user_id: int) -> None:
        """Give back all that a member has to read: they review no more, or are to be forgotten."""
        await stored.let_go(tx, guild_id=guild_id, reviewer_id=user_id, now=self.clock())

    async def desk(self, guild_id: int, user_id: int, page: int = 0) -> Desk:
        """What a member has to read, what is due first before the rest."""
        async with self.database.reading() as tx:
            mine = await stored.open_of(tx, guild_id=guild_id, reviewer_id=user_id)
            found = [await self._with_answer(tx, one) for one in mine]
            rows = [one for one in found if one is not None]
            offer = None if rows else await self._offer(tx, guild_id, user_id)
            wishes = await me.preferences(tx, guild_id=guild_id, user_id=user_id)
        pages = max(1, -(-len(rows) // PAGE))
        page = min(max(page, 0), pages - 1)
        return Desk(
            rows=rows[page * PAGE : (page + 1) * PAGE],
            total=len(rows),
            page=page,
            pages=pages,
            offer=offer is not None,
            asked=wishes.reviews,
        )

    async def to_tell(self, guild_id: int, review_id: int) -> Request | None:
        """A review as a message speaks of it; nothing where it is over or its answer is gone."""
        async with self.database.reading() as tx:
            review = await stored.find(tx, guild_id=guild_id, id=review_id)
            if review is None or (review.reviewer_id is None and review.state == "open"):
                return None
            return await self._with_answer(tx, review)

    async def request(self, guild_id: int, review_id: int, user_id: int) -> Request:
        """What a reader opens: still theirs, which settles it, or written lately.

        Raises `NoSuchReview`, `SomeoneElseReads`, `ReviewKept`.
        """
        async with self.database.reading() as tx:
            request = await self._mine(tx, guild_id, review_id, user_id)
            self._check(request)
        if request.review.told or request.review.state != "open":
            return request
        due_at = self.clock() + rules.TO_READ
        async with self.database.transaction() as tx:
            settled = await stored.settle(tx, guild_id=guild_id, id=review_id, due_at=due_at)
        if not settled:
            raise SomeoneElseReads
        return replace(request, review=replace(request.review, due_at=due_at))

    async def received(self, guild_id: int, review_id: int, user_id: int) -> Request:
        """A review as its answer’s author reads it. Raises `NoSuchReview`."""
        async with self.database.reading() as tx:
            review = await stored.find(tx, guild_id=guild_id, id=review_id)
            if review is None or review.author_id != user_id or review.state != "done":
                raise NoSuchReview
            found = await self._with_answer(tx, review)
        if found is None:
            raise NoSuchReview
        return found

    async def decline(self, guild_id: int, review_id: int, user_id: int) -> Request:
        """Say no; somebody else is found. Raises `NoSuchReview`, `ReviewKept`."""
        async with self.database.transaction() as tx:
            request = await self._mine(tx, guild_id, review_id, user_id)
            ended = await stored.end(
                tx, guild_id=guild_id, id=review_id, state="declined", now=self.clock()
            )
            if ended:
                key = (guild_id, request.post.id, request.review.author_id)
                await stored.wait_again(tx, [key])
            elif request.review.state == "done":
                raise ReviewKept
            return request

    async def take(self, guild_id: int, post_id: int, author_id: int, user_id: int) -> Request:
        """Read an answer unasked. Raises `AnswerFirst`, `NoSuchReview`, `SomeoneElseReads`."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            return await self._take(tx, guild_id, post_id, author_id, user_id)

    async def take_one(self, guild_id: int, user_id: int) -> Request:
        """Read the answer that waits longest. Raises `NoSuchReview` where none waits any more."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            offer = await self._offer(tx, guild_id, user_id)
            if offer is None:
                raise NoSuchReview
            return await self._take(tx, guild_id, offer.post_id, offer.author_id, user_id)

    async def write(
        self,
        guild_id: int,
        review_id: int,
        user_id: int,
        signals: Mapping[str, Collection[int]],
        text: str,
    ) -> Request:
        """Keep a review, or change it for a day; the author is told of the first one.

        Raises `ReviewLength`, `TicksMissing`, `NoSuchReview`, `SomeoneElseReads` and `ReviewKept`, each
        with the text given back.
        """
        text = text.strip()
        if not rules.SHORTEST <= len(text) <= rules.LONGEST:
            raise ReviewLength(quote=text, shortest=rules.SHORTEST, longest=rules.LONGEST)
        now = self.clock()
        async with self.database.transaction() as tx:
            request = await self._mine(tx, guild_id, review_id, user_id, quote=text)
            known = known_ticks(request.question, signals)
            if not rules.enough(known):
                raise TicksMissing(quote=text, count=rules.FEWEST_TICKS)
            self._check(request, quote=text)
            written = replace(request.review, signals=known, text=text)
            if request.review.state in ("lapsed", "declined"):
                # Nobody else has it, so what they wrote after all is welcome.
                pair = _pair(request.review, user_id)
                await give(tx, guild_id, pair, now + rules.TO_READ, now)
            await self._keep(tx, request, written, now)
            return replace(request, review=written)

    async def _keep(self, tx: Tx, request: Request, written: Review, now: datetime) -> None:
        review, text = request.review, written.text or ""
        stored_now = await stored.write(
            tx,
            guild_id=review.guild_id,
            id=review.id,
            signals=written.signals,
            text=text,
            now=now,
            changeable=now - rules.TO_CHANGE,
        )
        if not stored_now:
            raise SomeoneElseReads(quote=text)
        if review.state == "done":
            return
        await answers.set_review(
            tx,
            guild_id=review.guild_id,
            post_id=review.post_id,
            user_id=review.author_id,
            review="done",
            before=["assigned"],
        )
        await tell(
            tx, request.post, kind=REVIEWED, review_id=review.id, user_id=review.author_id, now=now
        )
        await self.deeds.done(tx, [of_review(replace(written, ended_at=now))], now)

    async def _take(
        self, tx: Tx, guild_id: int, post_id: int, author_id: int, user_id: int
    ) -> Request:
        own = await answers.find(tx, guild_id=guild_id, post_id=post_id, user_id=user_id)
        if own is None or own.revealed_at is None:
            raise AnswerFirst
        answer = await answers.find(tx, guild_id=guild_id, post_id=post_id, user_id=author_id)
        if answer is None or author_id == user_id:
            raise NoSuchReview
        review = await self._already(tx, guild_id, user_id, post_id, author_id)
        if review is None:
            if not rules.may_take(answer):
                raise SomeoneElseReads
            pair = Pair(post_id, author_id, user_id)
            now = self.clock()
            review = await give(tx, guild_id, pair, now + rules.TO_READ, now)
        found = await self._with_answer(tx, review)
        if found is None:
            raise NoSuchReview
        return found

    async def _already(
        self, tx: Tx, guild_id: int, user_id: int, post_id: int, author_id: int
    ) -> Review | None:
        """The open review of this answer that a member has already."""
        for one in await stored.open_of(tx, guild_id=guild_id, reviewer_id=user_id):
            if (one.post_id, one.author_id) == (post_id, author_id):
                return one
        return None

    async def _offer(self, tx: Tx, guild_id: int, user_id: int) -> readers.Unread | None:
        """What a member could take; what they once gave back comes last."""
        found = await readers.offers(tx, guild_id=guild_id, user_id=user_id, limit=_LOOKED_AT)
        bank = await self.library.of(tx, guild_id)
        known = [(before, one) for one, before in found if one.question in bank.questions]
        return min(known, key=lambda offer: offer[0])[1] if known else None

    async def _mine(
        self, tx: Tx, guild_id: int, review_id: int, user_id: int, quote: str | None = None
    ) -> Request:
        review = await stored.find(tx, guild_id=guild_id, id=review_id)
        if review is None or review.reviewer_id != user_id:
            raise NoSuchReview(quote=quote)
        found = await self._with_answer(tx, review)
        if found is None:
            raise NoSuchReview(quote=quote)
        return found

    def _check(self, request: Request, quote: str | None = None) -> None:
        """Refuse what is another’s by now, or was written too long ago to be changed."""
        review = request.review
        if review.state == "done":
            if review.ended_at is None or self.clock() - review.ended_at >= rules.TO_CHANGE:
                raise ReviewKept(quote=quote)
        elif review.state != "open" and not rules.may_take(request.answer):
            raise SomeoneElseReads(quote=quote)

    async def _with_answer(self, tx: Tx, review: Review) -> Request | None:
        return await with_answer(tx, review, self.library)


def _pair(review: Review, user_id: int) -> Pair:
    return Pair(review.post_id, review.author_id, user_id)
