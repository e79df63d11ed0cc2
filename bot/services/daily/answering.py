"""What members do: answer, take hints, reveal, read the others, score themselves.

Nothing of the outline, the signals or the others’ answers leaves this module before the member’s own
answer, or “I tried, show me”.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.board.doing import of_answer
from bot.domain.board.points import Worth
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Correction, Question, Rubric
from bot.domain.daily.series import Answer, Post, Score
from bot.errors import AlreadyRevealed, AnswerFirst, EmptyAnswer, HintsInOrder, NoSuchPost
from bot.services.daily.corrections import since_met
from bot.services.library import Library
from bot.services.plan.deeds import Deeds
from bot.storage.daily import answers, posts
from bot.storage.database import Database, Tx

HISTORY_PAGE = 5
# Shorter than a day, so that yesterday’s question is not one of today’s.
TODAY = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it stands for one member."""

    post: Post
    question: Question
    rubric: Rubric
    answer: Answer | None
    hints: int
    corrections: Sequence[Correction] = ()  # since the member first met the question, on any post
    worth: Worth | None = None  # what the answer earned, just after it was kept

    @property
    def revealed(self) -> bool:
        """Whether the outline is open to this member."""
        return self.answer is not None and self.answer.revealed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """One answer out of those that were written."""

    asked: Asked
    answer: Answer | None
    position: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A page of past questions, newest first."""

    rows: Sequence[Asked]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Daily:
    """Members’ side of the question of the day."""

    database: Database
    library: Library
    clock: Clock
    deeds: Deeds

    async def asked(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """A question as it stands for a member. Raises `NoSuchPost`."""
        async with self.database.reading() as tx:
            return await self._asked(tx, guild_id, post_id, user_id)

    async def today(
        self, guild_id: int, user_id: int, *, hidden: Collection[int] = ()
    ) -> Sequence[Asked]:
        """The newest question, and the others that were asked within a day of it.

        `hidden` are the channels that this member may not see, here and below.
        """
        async with self.database.reading() as tx:
            found = await posts.newest(tx, guild_id=guild_id, within=TODAY, hidden=hidden)
            return await self.all_asked(tx, found, guild_id, user_id)

    async def history(
        self, guild_id: int, user_id: int, page: int = 0, *, hidden: Collection[int] = ()
    ) -> History:
        """A page of the questions that were asked here."""
        async with self.database.reading() as tx:
            total = await posts.count(tx, guild_id=guild_id, hidden=hidden)
            pages = max(1, -(-total // HISTORY_PAGE))
            page = min(max(page, 0), pages - 1)
            found = await posts.page(
                tx,
                guild_id=guild_id,
                limit=HISTORY_PAGE,
                offset=page * HISTORY_PAGE,
                hidden=hidden,
            )
            rows = await self.all_asked(tx, found, guild_id, user_id)
        return History(rows=rows, page=page, pages=pages)

    async def draft(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """What a member may write or change now. Raises `NoSuchPost`, `AlreadyRevealed`."""
        asked = await self.asked(guild_id, post_id, user_id)
        if asked.revealed:
            raise AlreadyRevealed
        return asked

    async def answer(
        self, guild_id: int, post_id: int, user_id: int, text: str, *, review: bool = False
    ) -> Asked:
        """Store an answer, or change it until it is revealed; `review` asks for one by a peer.

        Raises `EmptyAnswer`, `NoSuchPost`, and `AlreadyRevealed` with the text given back.
        """
        text = text.strip()
        # Zero-width characters alone are no answer either.
        if not any(letter.isprintable() and not letter.isspace() for letter in text):
            raise EmptyAnswer
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        now = self.clock()
        async with self.database.transaction() as tx:
            revision = (await self._asked(tx, guild_id, post_id, user_id)).question.revision
            stored = await answers.add(
                tx, **thing, text=text, now=now, review=review, revision=revision
            )
            if not stored and not await answers.edit(
                tx, **thing, text=text, now=now, review=review
            ):
                raise AlreadyRevealed(quote=text)
            return await self._credited(tx, await self._asked(tx, guild_id, post_id, user_id), now)

    async def _credited(self, tx: Tx, asked: Asked, now: datetime) -> Asked:
        """Count an answer that is kept, at its first version’s moment."""
        assert asked.answer is not None, "it was kept just now"
        deed = of_answer(asked.post, asked.answer)
        earned = await self.deeds.done(tx, [deed], now)
        return replace(asked, worth=earned.worths.get((deed.user_id, deed.kind, deed.thing)))

    async def hint(self, guild_id: int, post_id: int, user_id: int, step: int | None) -> Asked:
        """Open a hint, each after the one before; without a step, the first or those already open.

        Raises `NoSuchPost`, `HintsInOrder`.
        """
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            asked = await self._asked(tx, guild_id, post_id, user_id)
            wanted = step if step is not None else max(asked.hints, 1)
            if not 1 <= wanted <= min(asked.hints + 1, len(asked.question.hints)):
                raise HintsInOrder(step=min(asked.hints + 1, len(asked.question.hints)))
            await answers.add_hint(tx, **thing, step=wanted, now=self.clock())
            return await self._asked(tx, guild_id, post_id, user_id)

    async def reveal(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """Open the outline to who answered; `revealed` stays false for who did not."""
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            await answers.reveal(tx, **thing, now=self.clock())
            return await self._asked(tx, guild_id, post_id, user_id)

    async def give_up(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """“I tried, show me”: opens everything, and the answer stays empty."""
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        now = self.clock()
        async with self.database.transaction() as tx:
            revision = (await self._asked(tx, guild_id, post_id, user_id)).question.revision
            await answers.add(tx, **thing, text=None, now=now, review=False, revision=revision)
            await answers.reveal(tx, **thing, now=now)
            return await self._asked(tx, guild_id, post_id, user_id)

    async def opened(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """A question whose outline is open to this member. Raises `AnswerFirst`, `NoSuchPost`."""
        async with self.database.reading() as tx:
            return await self._opened(tx, guild_id, post_id, user_id)

    async def others(self, guild_id: int, post_id: int, user_id: int, position: int) -> Others:
        """The answer at a position, from 0: the others’ first, the member’s own last.

        Where there are fewer by now, the last one. Raises `AnswerFirst`, `NoSuchPost`.
        """
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        async with self.database.reading() as tx:
            asked = await self._opened(tx, guild_id, post_id, user_id)
            answer, total = await answers.others(tx, **thing, offset=position)
            if answer is None and total:
                position = total - 1
                answer, total = await answers.others(tx, **thing, offset=position)
        return Others(asked=asked, answer=answer, position=position, total=total)

    async def ticks(
        self, guild_id: int, post_id: int, user_id: int
    ) -> tuple[Asked, Mapping[str, frozenset[int]]]:
        """The question and the signals ticked before. Raises `AnswerFirst`, `NoSuchPost`."""
        async with self.database.reading() as tx:
            asked = await self._opened(tx, guild_id, post_id, user_id)
            ticked = await answers.scored(tx, guild_id=guild_id, post_id=post_id, user_id=user_id)
        return asked, ticked

    async def score(
        self, guild_id: int, post_id: int, user_id: int, ticked: Mapping[str, frozenset[int]]
    ) -> tuple[Asked, Score]:
        """Store which signals the member found in their own answer.

        Raises `AnswerFirst`, `NoSuchPost`.
        """
        async with self.database.transaction() as tx:
            asked = await self._opened(tx, guild_id, post_id, user_id)
            signals = asked.question.signals
            known = {
                key: frozenset(n for n in ticked.get(key, ()) if 0 <= n < len(signals[key]))
                for key in signals
            }
            await answers.score(
                tx,
                guild_id=guild_id,
                post_id=post_id,
                user_id=user_id,
                ticked=known,
                now=self.clock(),
            )
        return asked, Score(ticked=known, of={key: len(texts) for key, texts in signals.items()})

    async def _opened(self, tx: Tx, guild_id: int, post_id: int, user_id: int) -> Asked:
        asked = await self._asked(tx, guild_id, post_id, user_id)
        if not asked.revealed:
            raise AnswerFirst
        return asked

    async def _asked(self, tx: Tx, guild_id: int, post_id: int, user_id: int) -> Asked:
        post = await posts.find(tx, guild_id=guild_id, id=post_id)
        bank = await self.library.of(tx, guild_id)
        if post is None or post.question_id not in bank.questions:
            raise NoSuchPost
        thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
        answer = await answers.find(tx, **thing)
        hints = answer.hints if answer is not None else await answers.hints(tx, **thing)
        return await _with_corrections(tx, self._asked_of(bank, post, answer, hints), user_id)

    async def all_asked(
        self, tx: Tx, found: Sequence[Post], guild_id: int, user_id: int
    ) -> Sequence[Asked]:
        """Posts as they stand for a member, without those whose question is no longer kept."""
        bank = await self.library.of(tx, guild_id)
        kept = [post for post in found if post.question_id in bank.questions]
        thing = {"guild_id": guild_id, "user_id": user_id}
        mine = await answers.states(tx, **thing, post_ids=[post.id for post in kept])
        # An answer knows its hints; without one they are counted.
        rest = [post.id for post in kept if post.id not in mine]
        opened = dict(await answers.hints_of(tx, **thing, post_ids=rest))
        rows: list[Asked] = []
        for post in kept:
            answer = mine.get(post.id)
            hints = answer.hints if answer else opened.get(post.id, 0)
            asked = self._asked_of(bank, post, answer, hints)
            rows.append(await _with_corrections(tx, asked, user_id))
        return rows

    def _asked_of(self, bank: Bank, post: Post, answer: Answer | None, hints: int) -> Asked:
        question = bank.questions[post.question_id]
        rubric = self.library.rubrics[question.rubric]
        return Asked(post=post, question=question, rubric=rubric, answer=answer, hints=hints)


async def _with_corrections(tx: Tx, asked: Asked, user_id: int) -> Asked:
    guild_id = asked.post.guild_id
    found = await since_met(tx, asked.question, guild_id=guild_id, user_id=user_id)
    return replace(asked, corrections=found) if found else asked
