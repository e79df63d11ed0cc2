"""What members do with a question, in the fewest words."""

from bot.domain.daily.series import Answer, Post
from bot.services.daily.answering import Asked, Daily
from tests.services.study import ANA, HERE

TEXT = "Two caches,\none per zone; a write goes through."


async def answered(daily: Daily, post: Post, user_id: int = ANA, text: str = TEXT) -> Asked:
    return await daily.answer(HERE, post.id, user_id, text)


async def revealed(daily: Daily, post: Post, user_id: int = ANA, text: str = TEXT) -> Asked:
    await answered(daily, post, user_id, text)
    return await daily.reveal(HERE, post.id, user_id)


def answer_of(asked: Asked) -> Answer:
    assert asked.answer is not None
    return asked.answer
