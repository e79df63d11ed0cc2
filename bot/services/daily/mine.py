"""A member’s own answers: what they wrote, how they scored it, and what readers said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Correction, Question, Rubric
from bot.domain.daily.review import Review
from bot.domain.daily.series import Answer, Post, Score
from bot.errors import NoSuchAnswer
from bot.services.daily.corrections import since_met
from bot.services.library import Library
from bot.storage.daily import answers, reviews, searching
from bot.storage.daily import mine as stored
from bot.storage.daily.mine import Tally
from bot.storage.database import Database, Tx

PAGE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One answer of a member.

    A question that is no longer kept is empty here: what they wrote stays theirs.
    """

    post: Post
    question: Question | None
    rubric: Rubric | None
    answer: Answer
    score: Score | None
    reviewed: int
    corrections: Sequence[Correction] = ()  # of its question, since the member met it


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A page of a member’s answers, newest first."""

    tally: Tally
    rows: Sequence[Own]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """Shows members what is theirs."""

    database: Database
    library: Library

    async def page(self, guild_id: int, user_id: int, page: int = 0) -> Mine:
        """A page of the answers a member wrote here."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.reading() as tx:
            tally = await stored.tally(tx, **thing)
            pages = max(1, -(-tally.answered // PAGE))
            page = min(max(page, 0), pages - 1)
            written = await answers.written(tx, **thing, limit=PAGE, offset=page * PAGE)
            rows = await self._own(tx, guild_id, user_id, dict(written))
        return Mine(tally=tally, rows=rows, page=page, pages=pages)

    async def one(self, guild_id: int, user_id: int, post_id: int) -> tuple[Own, Sequence[Review]]:
        """An answer with the reviews it received. Raises `NoSuchAnswer`."""
        async with self.database.reading() as tx:
            answer = await answers.find(tx, guild_id=guild_id, post_id=post_id, user_id=user_id)
            if answer is None or answer.text is None:
                raise NoSuchAnswer
            (own,) = await self._own(tx, guild_id, user_id, {post_id: answer})
            if own.question is not None:
                found = await since_met(tx, own.question, guild_id=guild_id, user_id=user_id)
                own = replace(own, corrections=found)
            received = await reviews.of_answer(
                tx, guild_id=guild_id, post_id=post_id, author_id=user_id
            )
        return own, received

    async def _own(
        self, tx: Tx, guild_id: int, user_id: int, written: Mapping[int, Answer]
    ) -> Sequence[Own]:
        ids = list(written)
        thing = {"guild_id": guild_id, "user_id": user_id}
        ticked = await stored.ticked(tx, **thing, post_ids=ids)
        received = await stored.reviews(tx, **thing, post_ids=ids)
        bank = await self.library.of(tx, guild_id)
        return [
            self._own_of(
                bank, post, written[post.id], ticked.get(post.id, {}), received.get(post.id, 0)
            )
            for post in await searching.of_ids(tx, guild_id=guild_id, ids=ids)
        ]

    def _own_of(
        self,
        bank: Bank,
        post: Post,
        answer: Answer,
        ticked: Mapping[str, frozenset[int]],
        reviewed: int,
    ) -> Own:
        question = bank.questions.get(post.question_id)
        score = None
        if question is not None and answer.scored_at is not None:
            signals = question.signals
            # A question may have lost a signal since it was ticked.
            known = {
                key: frozenset(n for n in ticked.get(key, ()) if n < len(signals[key]))
                for key in signals
            }
            score = Score(ticked=known, of={key: len(texts) for key, texts in signals.items()})
        return Own(
            post=post,
            question=question,
            rubric=None if question is None else self.library.rubrics[question.rubric],
            answer=answer,
            score=score,
            reviewed=reviewed,
        )
