"""Hints on record one at a time, and the signals that members find in their answers."""

import asyncio

import pytest

from bot.domain.daily.series import Post
from bot.errors import HintsInOrder
from bot.services.daily.answering import Asked, Daily
from bot.storage.tables.daily import HINT
from tests.services.members import revealed
from tests.services.study import ANA, BEN, HERE, Study


async def test_hints_open_one_at_a_time_and_are_counted(daily: Daily, post: Post) -> None:
    opened = [(await daily.hint(HERE, post.id, ANA, step)).hints for step in (1, 2, 2, 1, 3, 4)]
    assert opened == [1, 2, 2, 2, 3, 4]
    # Without a number: those that are open already.
    assert (await daily.hint(HERE, post.id, ANA, None)).hints == 4
    assert (await daily.hint(HERE, post.id, BEN, None)).hints == 1


@pytest.mark.parametrize("step", [-1, 0, 3, 4, 5, 99])
async def test_a_hint_cannot_be_jumped_to(daily: Daily, post: Post, step: int) -> None:
    await daily.hint(HERE, post.id, ANA, 1)
    with pytest.raises(HintsInOrder) as refusal:
        await daily.hint(HERE, post.id, ANA, step)
    assert refusal.value.sentence.endswith("the next one is hint 2.")
    assert (await daily.asked(HERE, post.id, ANA)).hints == 1


async def test_hints_that_are_pressed_at_once_open_in_order(
    study: Study, daily: Daily, post: Post
) -> None:
    steps = [1, 1, 2, 2, 3, 3, 4, 4]
    results = await asyncio.gather(
        *(daily.hint(HERE, post.id, ANA, step) for step in steps), return_exceptions=True
    )
    assert all(isinstance(result, Asked | HintsInOrder) for result in results)
    found = [row["step"] for row in await study.rows(HINT, "step")]
    assert found == list(range(1, len(found) + 1))
    assert found


async def test_a_new_score_takes_the_place_of_the_old_one(daily: Daily, post: Post) -> None:
    asked = await revealed(daily, post)
    one, other = list(asked.question.signals)[:2]
    await daily.score(HERE, post.id, ANA, {one: frozenset({0, 1}), other: frozenset({0})})
    _, score = await daily.score(HERE, post.id, ANA, {other: frozenset({1})})
    assert score.ticked[other] == frozenset({1})
    assert score.hit == 1
    assert (await daily.ticks(HERE, post.id, ANA))[1] == {other: frozenset({1})}


async def test_ticks_that_name_no_signal_are_left_out(daily: Daily, post: Post) -> None:
    asked = await revealed(daily, post)
    criterion, texts = next(iter(asked.question.signals.items()))
    ticked = {criterion: frozenset({0, len(texts), 99}), "no-such-criterion": frozenset({0})}
    _, score = await daily.score(HERE, post.id, ANA, ticked)
    assert score.hit == 1
    assert set(score.ticked) == set(score.of) == set(asked.question.signals)
    assert (await daily.ticks(HERE, post.id, ANA))[1] == {criterion: frozenset({0})}


async def test_scores_at_once_leave_one_of_them_whole(daily: Daily, post: Post) -> None:
    asked = await revealed(daily, post)
    one, other = list(asked.question.signals)[:2]
    choices = [{one: frozenset({0})}, {other: frozenset({0, 1})}, {}]
    await asyncio.gather(*(daily.score(HERE, post.id, ANA, choice) for choice in choices * 3))
    _, ticked = await daily.ticks(HERE, post.id, ANA)
    assert ticked in choices
