"""A member’s own answers: theirs alone, newest first, with scores and reviews."""

from datetime import timedelta

import pytest

from bot.domain.daily.review import Review
from bot.domain.daily.series import Post
from bot.errors import NoSuchAnswer
from bot.services.daily.answering import Daily
from bot.services.daily.mine import PAGE, OwnAnswers
from bot.services.library import Library
from bot.storage.daily import reviews
from bot.storage.daily.mine import Tally
from bot.storage.tables.daily import SIGNAL
from tests.domain.pools import shipped
from tests.services.members import TEXT, answered, revealed
from tests.services.study import ANA, BEN, CY, HERE, Study


@pytest.fixture
def mine(study: Study) -> OwnAnswers:
    return study.services.mine


async def _review(study: Study, post: Post, reviewer_id: int, text: str) -> None:
    """A review that Ana’s answer received."""
    now = study.clock()
    given = Review(
        guild_id=HERE,
        id=post.id + reviewer_id,
        post_id=post.id,
        author_id=ANA,
        reviewer_id=reviewer_id,
        assigned_at=now,
        due_at=now + timedelta(days=2),
    )
    async with study.database.transaction() as tx:
        await reviews.add(tx, given)
        await reviews.write(
            tx, guild_id=HERE, id=given.id, signals={}, text=text, now=now, changeable=now
        )


async def _scored(daily: Daily, post: Post, ticks: int = 2) -> None:
    asked = await revealed(daily, post)
    first = next(iter(asked.question.signals))
    await daily.score(HERE, post.id, ANA, {first: frozenset(range(ticks))})


async def test_at_first_there_is_nothing(mine: OwnAnswers, post: Post) -> None:
    found = await mine.page(HERE, ANA)
    assert (found.rows, found.page, found.pages) == ([], 0, 1)
    assert found.tally == Tally(0, 0, 0)


async def test_a_try_without_a_text_is_no_answer(
    mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await daily.give_up(HERE, post.id, ANA)
    assert (await mine.page(HERE, ANA)).tally == Tally(0, 0, 0)
    with pytest.raises(NoSuchAnswer):
        await mine.one(HERE, ANA, post.id)


async def test_what_others_wrote_is_not_among_them(
    mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await answered(daily, post, BEN)
    assert (await mine.page(HERE, ANA)).rows == []
    with pytest.raises(NoSuchAnswer):
        await mine.one(HERE, ANA, post.id)
    with pytest.raises(NoSuchAnswer):
        await mine.one(HERE + 1, BEN, post.id)


async def test_answers_come_in_pages_newest_first(
    study: Study, mine: OwnAnswers, daily: Daily
) -> None:
    await study.add_series()
    posts = []
    for _ in range(PAGE + 1):
        posts.append(await study.post_daily())
        await answered(daily, posts[-1])
    pages = [await mine.page(HERE, ANA, page) for page in range(2)]
    ids = [own.post.id for page in pages for own in page.rows]
    assert ids == [post.id for post in reversed(posts)]
    assert [len(page.rows) for page in pages] == [PAGE, 1]
    assert (await mine.page(HERE, ANA, 99)).page == 1
    assert (await mine.page(HERE, ANA, -1)).page == 0


async def test_a_line_says_score_hints_and_reviews(
    study: Study, mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await daily.hint(HERE, post.id, ANA, 1)
    await _scored(daily, post)
    await _review(study, post, BEN, "Name a number.")
    found = await mine.page(HERE, ANA)
    (own,) = found.rows
    assert own.score is not None
    assert (own.score.hit, own.answer.hints, own.reviewed) == (2, 1, 1)
    assert own.score.total == sum(map(len, shipped().questions[post.question_id].signals.values()))
    assert found.tally == Tally(1, 1, 1)


async def test_scored_with_nothing_ticked_is_a_score_of_none(
    mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await _scored(daily, post, ticks=0)
    own, _ = await mine.one(HERE, ANA, post.id)
    assert own.score is not None
    assert own.score.hit == 0


async def test_without_a_score_none_is_shown(mine: OwnAnswers, daily: Daily, post: Post) -> None:
    await revealed(daily, post)
    own, received = await mine.one(HERE, ANA, post.id)
    assert (own.score, own.reviewed, received) == (None, 0, [])
    assert own.answer.text == TEXT


async def test_reviews_come_with_the_answer_oldest_first(
    study: Study, mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await revealed(daily, post)
    for reviewer, text in ((BEN, "First."), (CY, "Second.")):
        await _review(study, post, reviewer, text)
        study.clock.pass_by(minutes=1)
    own, received = await mine.one(HERE, ANA, post.id)
    assert (own.reviewed, [one.text for one in received]) == (2, ["First.", "Second."])
    # Two reviews of one answer are one reviewed answer.
    assert (await mine.page(HERE, ANA)).tally.reviewed == 1


async def test_a_review_stays_with_its_author_when_the_reviewer_is_forgotten(
    study: Study, mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await revealed(daily, post)
    await _review(study, post, BEN, "Name a number.")
    await study.services.me.delete(HERE, BEN)
    _, received = await mine.one(HERE, ANA, post.id)
    assert [(one.reviewer_id, one.text) for one in received] == [(None, "Name a number.")]


async def test_an_answer_to_a_question_that_has_retired_stays_readable(
    study: Study, daily: Daily, post: Post
) -> None:
    await _scored(daily, post)
    rest = {id: one for id, one in shipped().questions.items() if id != post.question_id}
    mine = OwnAnswers(study.database, Library(rest, shipped().rubrics))
    (own,) = (await mine.page(HERE, ANA)).rows
    assert (own.question, own.rubric, own.score) == (None, None, None)
    assert own.answer.text == TEXT


async def test_a_signal_that_a_question_lost_is_not_counted(
    study: Study, mine: OwnAnswers, daily: Daily, post: Post
) -> None:
    await _scored(daily, post)
    async with study.database.transaction() as tx:
        await tx.execute(SIGNAL.update().where(SIGNAL.c.n == 1).values(n=99))
    own, _ = await mine.one(HERE, ANA, post.id)
    assert own.score is not None
    assert own.score.hit == 1
