"""Answer first: what is kept, what can still change, and what two presses at once leave."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.daily.series import Answer, Post
from bot.errors import AlreadyRevealed, EmptyAnswer
from bot.services.daily.answering import Daily
from bot.storage.tables.daily import ANSWER
from tests.services.members import TEXT, answer_of, answered, revealed
from tests.services.study import ANA, BEN, HERE, Moment, Study


async def test_the_whole_way_from_the_question_to_the_score(
    daily: Daily, post: Post, clock: Moment
) -> None:
    before = await daily.asked(HERE, post.id, ANA)
    assert (before.post, before.answer, before.hints, before.revealed) == (post, None, 0, False)
    assert before.question.id == post.question_id
    assert before.rubric.id == before.question.rubric
    assert (await daily.hint(HERE, post.id, ANA, None)).hints == 1
    clock.pass_by(minutes=4)
    asked = await answered(daily, post)
    assert answer_of(asked) == Answer(
        user_id=ANA, text=TEXT, answered_at=clock(), hints=1, revision=1
    )
    assert not asked.revealed
    clock.pass_by(minutes=1)
    asked = await daily.reveal(HERE, post.id, ANA)
    assert asked.revealed
    assert answer_of(asked).revealed_at == clock()
    first = next(iter(asked.question.signals))
    _, score = await daily.score(HERE, post.id, ANA, {first: frozenset({0})})
    assert (score.hit, score.total) == (1, sum(map(len, asked.question.signals.values())))
    opened, ticked = await daily.ticks(HERE, post.id, ANA)
    assert answer_of(opened).scored_at == clock()
    assert ticked == {first: frozenset({0})}


async def test_an_answer_is_kept_as_it_was_typed_without_the_space_around_it(
    daily: Daily, post: Post
) -> None:
    odd = "  `code` **bold** @everyone <@101> \u202eback\u202c 日本 🟦\n\n- list  \n"
    asked = await answered(daily, post, text=odd)
    assert answer_of(asked).text == odd.strip()


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\u200b", "\u200b \u2060\ufeff", "\u202e"])
async def test_an_answer_without_a_visible_character_is_none(
    daily: Daily, post: Post, text: str
) -> None:
    with pytest.raises(EmptyAnswer):
        await answered(daily, post, text=text)
    assert (await daily.asked(HERE, post.id, ANA)).answer is None


async def test_an_answer_can_be_changed_until_it_is_revealed(
    daily: Daily, post: Post, clock: Moment
) -> None:
    first = answer_of(await answered(daily, post)).answered_at
    clock.pass_by(minutes=3)
    changed = answer_of(await answered(daily, post, text="Better."))
    assert (changed.text, changed.answered_at, changed.edited_at) == ("Better.", first, clock())
    assert (await daily.draft(HERE, post.id, ANA)).answer == changed
    await daily.reveal(HERE, post.id, ANA)
    with pytest.raises(AlreadyRevealed):
        await daily.draft(HERE, post.id, ANA)
    with pytest.raises(AlreadyRevealed) as refusal:
        await daily.answer(HERE, post.id, ANA, "  Too late.  ")
    # Nothing typed is lost.
    assert refusal.value.quote == "Too late."
    assert answer_of(await daily.asked(HERE, post.id, ANA)).text == "Better."


async def test_revealing_again_keeps_the_first_moment(
    daily: Daily, post: Post, clock: Moment
) -> None:
    first = answer_of(await revealed(daily, post))
    clock.pass_by(hours=1)
    assert answer_of(await daily.reveal(HERE, post.id, ANA)) == first


async def test_i_tried_opens_everything_and_leaves_the_answer_empty(
    daily: Daily, post: Post, clock: Moment
) -> None:
    asked = await daily.give_up(HERE, post.id, ANA)
    assert asked.revealed
    assert (answer_of(asked).text, answer_of(asked).revealed_at) == (None, clock())
    with pytest.raises(AlreadyRevealed) as refusal:
        await answered(daily, post)
    assert refusal.value.quote == TEXT
    assert await daily.opened(HERE, post.id, ANA) == asked


async def test_i_tried_after_an_answer_keeps_the_answer(daily: Daily, post: Post) -> None:
    await answered(daily, post)
    asked = await daily.give_up(HERE, post.id, ANA)
    assert (answer_of(asked).text, asked.revealed) == (TEXT, True)


async def test_two_members_at_once_are_both_kept(study: Study, daily: Daily, post: Post) -> None:
    members = range(200, 220)
    await asyncio.gather(*(answered(daily, post, user, f"Answer of {user}") for user in members))
    found = {row["user_id"]: row["text"] for row in await study.rows(ANSWER)}
    assert found == {user: f"Answer of {user}" for user in members}


async def test_one_who_submits_twice_has_one_answer_and_both_are_fine(
    study: Study, daily: Daily, post: Post
) -> None:
    results = await asyncio.gather(*(answered(daily, post) for _ in range(6)))
    assert {answer_of(result).text for result in results} == {TEXT}
    (row,) = await study.rows(ANSWER)
    assert row["text"] == TEXT


async def test_an_answer_beside_i_tried_is_kept_or_given_back(
    study: Study, daily: Daily, post: Post
) -> None:
    for user in range(200, 210):
        _, result = await asyncio.gather(
            daily.give_up(HERE, post.id, user),
            answered(daily, post, user),
            return_exceptions=True,
        )
        asked = await daily.asked(HERE, post.id, user)
        assert asked.revealed
        if isinstance(result, AlreadyRevealed):
            assert (result.quote, answer_of(asked).text) == (TEXT, None)
        else:
            assert answer_of(asked).text == TEXT
    assert len(await study.rows(ANSWER)) == 10


async def test_a_change_beside_a_reveal_is_kept_or_given_back(daily: Daily, post: Post) -> None:
    for user in range(200, 210):
        await answered(daily, post, user, "First.")
        result, _ = await asyncio.gather(
            answered(daily, post, user, "Second."),
            daily.reveal(HERE, post.id, user),
            return_exceptions=True,
        )
        asked = await daily.asked(HERE, post.id, user)
        assert asked.revealed
        given_back = isinstance(result, AlreadyRevealed)
        assert answer_of(asked).text == ("First." if given_back else "Second.")


async def test_answers_of_long_ago_can_still_be_given(
    study: Study, daily: Daily, post: Post
) -> None:
    for _ in range(40):
        await study.post_daily()
    study.clock.pass_by(days=300)
    asked = await answered(daily, post)
    assert answer_of(asked).answered_at - post.due_at > timedelta(days=300)


async def test_what_one_member_does_changes_nothing_for_another(daily: Daily, post: Post) -> None:
    before = await daily.asked(HERE, post.id, BEN)
    await daily.hint(HERE, post.id, ANA, 1)
    await revealed(daily, post)
    assert await daily.asked(HERE, post.id, BEN) == before
