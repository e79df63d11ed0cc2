"""The pretend members and the question of the day, with the whole bot."""

import asyncio

import pytest

from bot.demo import story, words
from tests.demo.circle import BEGUN, ZONE, Circle


async def test_before_setup_the_tip_leads_to_it(circle: Circle) -> None:
    ana, ben, *_ = circle.world.members
    assert story.newest_question(circle.world) is None
    assert "Type `/setup`" in story.tip(circle.world, ana.id)
    assert "Be Ana, the owner" in story.tip(circle.world, ben.id)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "UTC", "Etc/UTC"])
async def test_the_owner_sets_up_and_a_question_is_there_a_minute_later(
    circle: Circle, zone: str
) -> None:
    await story.set_up(circle.world, circle.passing.by, zone)
    assert (circle.world.env.now() - BEGUN).total_seconds() == 60
    assert circle.world.place(circle.question.channel).name == "daily-question"
    assert circle.silent()[:3] == ["Ana", "Ben", "Cy"]


async def test_the_others_answer_and_what_they_wrote_opens_after_ones_own(circle: Circle) -> None:
    await story.set_up(circle.world, circle.passing.by, ZONE)
    ana, ben, *_ = circle.world.members
    await circle.show.press("answers", str(ana.id))
    assert "Ben" not in circle.silent()
    assert "Cy" not in circle.silent()
    assert "Press `Answer`" in story.tip(circle.world, ana.id)
    assert "Press `Ana and Cy answer`" in story.tip(circle.world, ben.id)
    await circle.show.press("answers", str(ben.id))
    assert "Ana" not in circle.silent()
    assert "All three" in story.tip(circle.world, ana.id)
    assert not (await circle.show.state(str(ana.id)))["othersCanAnswer"]


@pytest.mark.parametrize("sign", ["🟦", "🟩", "🟧", "🟪"])
def test_two_members_write_different_things_about_each_kind(sign: str) -> None:
    first, second = (words.attempt(f"{sign} Some kind", turn) for turn in (0, 1))
    assert first != second
    assert min(len(first), len(second)) >= 200


async def test_each_next_day_brings_one_question_and_none_twice(circle: Circle) -> None:
    await story.set_up(circle.world, circle.passing.by, ZONE)
    seen = [circle.question]
    for _ in range(3):
        await circle.show.press("day", str(circle.world.members[0].id))
        seen.append(circle.question)
    assert len({q.message for q in seen}) == len({q.text for q in seen}) == 4
    assert len(list(circle.world.said())) == 4


async def test_two_presses_at_once_take_turns(circle: Circle) -> None:
    await story.set_up(circle.world, circle.passing.by, ZONE)
    ana = str(circle.world.members[0].id)
    await asyncio.gather(circle.show.press("answers", ana), circle.show.press("hour", ana))
    assert circle.silent() == ["Ana", "Dee", "Eli", "Fay", "Gus"]
