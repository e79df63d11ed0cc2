"""What members read: each other’s answers, today’s question and those before."""

import pytest

from bot.domain.daily.series import Post
from bot.domain.delivery import State
from bot.services.daily.answering import HISTORY_PAGE, Daily
from tests.services.members import answered, revealed
from tests.services.study import ANA, BEN, CHANNEL, CY, ELSEWHERE, HERE, MIA, Moment, Study


async def test_the_others_come_in_order_and_the_own_answer_last(
    daily: Daily, post: Post, clock: Moment
) -> None:
    await revealed(daily, post, ANA, "Ana’s")
    for user, text in ((BEN, "Ben’s"), (CY, "Cy’s")):
        clock.pass_by(minutes=1)
        await revealed(daily, post, user, text)
    await daily.give_up(HERE, post.id, MIA)
    read = [await daily.others(HERE, post.id, ANA, position) for position in range(3)]
    assert [one.answer and one.answer.text for one in read] == ["Ben’s", "Cy’s", "Ana’s"]
    assert {one.total for one in read} == {3}
    # Who only tried reads all and is not among them.
    assert (await daily.others(HERE, post.id, MIA, 0)).total == 3


@pytest.mark.parametrize("position", [1, 2, 99])
async def test_past_the_end_stands_the_last_answer(daily: Daily, post: Post, position: int) -> None:
    await revealed(daily, post, BEN, "Ben’s")
    await daily.give_up(HERE, post.id, ANA)
    others = await daily.others(HERE, post.id, ANA, position)
    assert (others.position, others.total) == (0, 1)
    assert others.answer is not None
    assert others.answer.text == "Ben’s"


async def test_an_answer_that_may_still_change_is_read_by_nobody_else(
    daily: Daily, post: Post
) -> None:
    await answered(daily, post, BEN, "Ben’s")
    await revealed(daily, post, ANA, "Ana’s")
    alone = await daily.others(HERE, post.id, ANA, 0)
    assert (alone.answer and alone.answer.text, alone.total) == ("Ana’s", 1)
    await daily.reveal(HERE, post.id, BEN)
    both = await daily.others(HERE, post.id, ANA, 0)
    assert (both.answer and both.answer.text, both.total) == ("Ben’s", 2)


async def test_where_nobody_wrote_there_is_nothing_to_read(daily: Daily, post: Post) -> None:
    await daily.give_up(HERE, post.id, ANA)
    others = await daily.others(HERE, post.id, ANA, 0)
    assert (others.answer, others.total) == (None, 0)


async def test_today_is_the_newest_question_and_those_of_about_the_same_time(
    study: Study, daily: Daily
) -> None:
    assert await daily.today(HERE, ANA) == []
    await study.add_series()
    await study.add_series(channel_id=CHANNEL + 1, at="10:00")
    await study.add_series(ELSEWHERE)
    for _ in range(2):
        await study.next_day()
        for delivery in await study.waiting():
            study.clock.pass_by(seconds=1)
            await study.end(delivery)
    newest = {post.id for post in (await study.posts())[-3:] if post.guild_id == HERE}
    today = await daily.today(HERE, ANA)
    assert {asked.post.id for asked in today} == newest
    await daily.hint(HERE, today[0].post.id, ANA, 1)
    await answered(daily, today[1].post)
    again = await daily.today(HERE, ANA)
    assert [(asked.hints, asked.answer is not None) for asked in again] == [(1, False), (0, True)]


async def test_history_turns_its_pages_from_the_newest_to_the_oldest(
    study: Study, daily: Daily
) -> None:
    empty = await daily.history(HERE, ANA)
    assert (empty.rows, empty.page, empty.pages) == ([], 0, 1)
    await study.add_series()
    posts = [await study.post_daily() for _ in range(HISTORY_PAGE * 2 + 1)]
    await answered(daily, posts[0])
    await daily.hint(HERE, posts[1].id, ANA, 1)
    pages = [await daily.history(HERE, ANA, page) for page in range(3)]
    assert [len(page.rows) for page in pages] == [HISTORY_PAGE, HISTORY_PAGE, 1]
    assert {page.pages for page in pages} == {3}
    rows = [row for page in pages for row in page.rows]
    assert [row.post.id for row in rows] == [post.id for post in reversed(posts)]
    assert [(row.hints, row.answer is not None) for row in rows[-2:]] == [(1, False), (0, True)]
    for page, shown in ((-1, 0), (3, 2), (99, 2)):
        found = await daily.history(HERE, ANA, page)
        assert (found.page, found.rows) == (shown, pages[shown].rows)


async def test_what_stands_in_a_hidden_channel_is_in_no_list(study: Study, daily: Daily) -> None:
    await study.add_series()
    await study.add_series(channel_id=CHANNEL + 1)
    await study.next_day()
    for delivery in await study.waiting():
        await study.end(delivery)
    shown = await daily.today(HERE, ANA, hidden=[CHANNEL])
    assert [asked.post.channel_id for asked in shown] == [CHANNEL + 1]
    history = await daily.history(HERE, ANA, hidden=[CHANNEL])
    assert [asked.post.channel_id for asked in history.rows] == [CHANNEL + 1]
    assert await daily.today(HERE, ANA, hidden=[CHANNEL, CHANNEL + 1]) == []


async def test_a_post_that_never_went_out_is_in_no_list(study: Study, daily: Daily) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    assert await daily.today(HERE, ANA) == []
    assert (await daily.history(HERE, ANA)).rows == []
