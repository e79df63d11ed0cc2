"""Then compare: nothing opens before the own answer, of another question, or elsewhere."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.daily.series import Post
from bot.errors import AnswerFirst, NoSuchPost
from bot.services.daily.answering import Daily
from bot.storage.tables.daily import ANSWER, HINT
from tests.services.members import TEXT, answered, revealed
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, Study

Use = Callable[[Daily, Post], Awaitable[object]]
BEHIND_THE_ANSWER: dict[str, Use] = {
    "outline": lambda daily, post: daily.opened(HERE, post.id, ANA),
    "others": lambda daily, post: daily.others(HERE, post.id, ANA, 0),
    "signals": lambda daily, post: daily.ticks(HERE, post.id, ANA),
    "score": lambda daily, post: daily.score(HERE, post.id, ANA, {}),
}


@pytest.mark.parametrize("use", BEHIND_THE_ANSWER.values(), ids=BEHIND_THE_ANSWER)
@pytest.mark.parametrize("done", ["nothing", "a hint", "a press on Reveal", "an answer"])
async def test_nothing_opens_before_the_reveal(
    daily: Daily, post: Post, use: Use, done: str
) -> None:
    await revealed(daily, post, BEN)
    if done == "a hint":
        await daily.hint(HERE, post.id, ANA, 1)
    if done == "a press on Reveal":
        assert not (await daily.reveal(HERE, post.id, ANA)).revealed
    if done == "an answer":
        await answered(daily, post)
    with pytest.raises(AnswerFirst):
        await use(daily, post)
    assert (await daily.asked(HERE, post.id, BEN)).revealed


@pytest.mark.parametrize("use", BEHIND_THE_ANSWER.values(), ids=BEHIND_THE_ANSWER)
async def test_the_answer_of_one_question_opens_no_other(
    study: Study, daily: Daily, post: Post, use: Use
) -> None:
    await revealed(daily, post)
    with pytest.raises(AnswerFirst):
        await use(daily, await study.post_daily())


EVERYTHING: dict[str, Use] = BEHIND_THE_ANSWER | {
    "look": lambda daily, post: daily.asked(HERE, post.id, ANA),
    "draft": lambda daily, post: daily.draft(HERE, post.id, ANA),
    "answer": lambda daily, post: daily.answer(HERE, post.id, ANA, TEXT),
    "hint": lambda daily, post: daily.hint(HERE, post.id, ANA, 1),
    "reveal": lambda daily, post: daily.reveal(HERE, post.id, ANA),
    "give up": lambda daily, post: daily.give_up(HERE, post.id, ANA),
}


@pytest.mark.parametrize("use", EVERYTHING.values(), ids=EVERYTHING)
async def test_the_question_of_another_server_is_not_there(
    study: Study, daily: Daily, use: Use
) -> None:
    await study.add_series(ELSEWHERE)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    there = await study.post(delivery.id, ELSEWHERE)
    with pytest.raises(NoSuchPost):
        await use(daily, there)
    assert await study.rows(ANSWER) == []
    assert await study.rows(HINT) == []


@pytest.mark.parametrize("use", EVERYTHING.values(), ids=EVERYTHING)
async def test_a_question_that_left_the_content_is_no_longer_there(
    study: Study, post: Post, use: Use
) -> None:
    kept = {
        id: one
        for id, one in study.services.library.shipped.questions.items()
        if id != post.question_id
    }
    with pytest.raises(NoSuchPost):
        await use(Study(study.database, study.clock, kept).services.daily, post)
