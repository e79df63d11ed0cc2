"""Before a series has asked everything, one person is told, and once more when it has."""

from dataclasses import replace
from datetime import time

import pytest

from bot import app
from bot.content import Content, load
from bot.domain.schedule import EVERY_DAY, Plan
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

CODING = 6


@pytest.fixture(scope="module")
def library() -> Content:
    """What is shipped, with a few coding questions alone."""
    whole = load(app.CONTENT)
    coding = [id for id, one in whole.questions.items() if one.kind == "coding"]
    left_out = set(coding[CODING:])
    few = {id: one for id, one in whole.questions.items() if id not in left_out}
    return replace(whole, questions=few)


def _notices(person: Person) -> list[Screen]:
    """The direct messages that a member has from the bot."""
    return [Screen.of(message) for message in person.actor.user.dm_channel.history()]


async def _narrow(world: World, mia: Person) -> None:
    """A series that asks coding alone."""
    await world.house.services.series.add(
        world.guild.id,
        channel_id=world.daily.id,
        place="text",
        plan=Plan(zone="UTC", at=time(9), pattern=EVERY_DAY),
        kinds=("coding",),
        by=mia.id,
    )


async def test_few_questions_left_are_told_to_who_set_the_series(
    mia: Person, ana: Person, world: World
) -> None:
    await _narrow(world, mia)
    await world.pass_time(hours=9)
    (notice,) = _notices(mia)
    assert (notice.grey, notice.title) == ("Daily · series", f"{CODING - 1} new questions left")
    assert "“Every day 09:00, UTC”" in notice.text
    assert "those asked longest ago come again" in notice.text
    assert "`/series edit`" in notice.footer
    for _ in range(2 * CODING):
        await world.pass_time(days=1)
    _, last = _notices(mia)
    assert last.title == "Every question was asked"
    assert f"has asked all {CODING} questions that suit it." in last.text
    assert _notices(ana) == []


async def test_a_series_with_plenty_to_ask_says_nothing(
    mia: Person, world: World, question: Screen
) -> None:
    assert question.labels[0] == "Answer"
    assert _notices(mia) == []
