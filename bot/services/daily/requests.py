"""A review with all it is about, as its reader and its author see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.review import Review
from bot.domain.daily.series import Answer, Post
from bot.services.library import Library
from bot.storage.daily import answers, posts
from bot.storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A review with all it is about; `answer` is the one to read."""

    review: Review
    post: Post
    question: Question
    rubric: Rubric
    answer: Answer


async def with_answer(tx: Tx, review: Review, library: Library) -> Request | None:
    """What a review is about; nothing where the answer or its question is no longer kept."""
    thing = {"guild_id": review.guild_id, "post_id": review.post_id}
    post = await posts.find(tx, guild_id=review.guild_id, id=review.post_id)
    answer = await answers.find(tx, **thing, user_id=review.author_id)
    bank = await library.of(tx, review.guild_id)
    question = bank.questions.get(post.question_id) if post is not None else None
    if post is None or answer is None or answer.text is None or question is None:
        return None
    rubric = library.rubrics[question.rubric]
    return Request(review=review, post=post, question=question, rubric=rubric, answer=answer)


def known_ticks(
    question: Question, signals: Mapping[str, Collection[int]]
) -> Mapping[str, frozenset[int]]:
    """The ticks that belong to signals of this question."""
    return {
        key: frozenset(n for n in signals.get(key, ()) if 0 <= n < len(texts))
        for key, texts in question.signals.items()
    }
