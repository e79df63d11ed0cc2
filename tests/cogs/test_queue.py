"""`/series queue`: owners say what is asked next, and change their minds."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.content.library import Content
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.queueing import fill
from tests.cogs.screens import Screen
from tests.sim import World

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SELECT = "Move one or take it out"


async def _order(world: World) -> list[str]:
    (series,) = await world.house.services.series.of(world.guild.id)
    found = await world.house.services.queue.of(world.guild.id, series.id)
    return [one.question_id for one in found]


@pytest.fixture
async def three(circle: Circle, library: Content) -> list[str]:
    """A series, and three questions that may be queued."""
    await circle.series()
    return sorted(library.questions)[:3]


async def test_a_question_is_queued_by_a_word_of_its_title_and_asked_next(
    mia: Person, world: World, circle: Circle, library: Content
) -> None:
    await circle.series()
    empty = await mia.runs("series queue")
    assert (empty.private, empty.title) == (True, "Nothing queued")
    assert "Next from the draw" in empty.text
    wanted = library.questions["cd.heaps.shedding-queue"]
    suggested = await mia.types("series queue", "question", "deadline dr")
    assert suggested[f"🟪 Coding · {wanted.short}"] == wanted.id
    queued = await mia.runs("series queue", question=wanted.id)
    assert queued.title == "1 question queued"
    assert f"**{wanted.short}**\nIt is asked next." in queued.text
    nine = int((NOW + timedelta(hours=9)).timestamp())
    assert f"`1` 🟪 {wanted.short}\n-# Coding · <t:{nine}:D>" in queued.text
    await world.pass_time(hours=9)
    assert [post.title for post in circle.posts()] == [wanted.short]
    assert (await mia.runs("series queue")).title == "Nothing queued"


async def test_what_was_asked_is_suggested_last_with_its_day(
    mia: Person, circle: Circle, question: Screen
) -> None:
    suggested = [*await mia.types("series queue", "question", "")]
    assert len(suggested) == 25
    assert not any("asked" in name for name in suggested)
    (found,) = [
        name
        for name in await mia.types("series queue", "question", question.title[:20])
        if question.title in name
    ]
    assert found.endswith(f"{question.title} · asked 1 January")


async def test_a_question_that_was_asked_comes_again_with_its_mark(
    mia: Person, world: World, circle: Circle, question: Screen
) -> None:
    first = circle.posts()[0]
    (id,) = [
        id
        for name, id in (await mia.types("series queue", "question", first.title[:20])).items()
        if first.title in name
    ]
    queued = await mia.runs("series queue", question=id)
    assert "asked 1 January" in queued.text
    await world.pass_time(days=1)
    again = circle.posts()[-1]
    assert again.title == first.title
    assert "last asked 1 January" in again.text


async def test_words_that_name_one_question_do_and_others_are_given_back(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    told = await mia.runs("series queue", question="a question of **mine**")
    assert told.title == "Which question?"
    assert "\\*\\*mine\\*\\*" in told.text
    assert await _order(world) == []
    await mia.runs("series queue", question="deadline drop")
    assert len(await _order(world)) == 1


async def test_a_question_is_queued_once(mia: Person, world: World, three: list[str]) -> None:
    await fill(world, *three)
    again = await mia.runs("series queue", question=three[1])
    assert again.title == "3 questions queued"
    assert "It waited already, at place 2." in again.text
    assert "Undo" not in again.labels
    assert await _order(world) == three


async def test_a_question_moves_up_and_down_and_to_the_front(
    mia: Person, world: World, three: list[str], library: Content
) -> None:
    one, two, last = three
    await fill(world, *three)
    entry = await mia.picks(await mia.runs("series queue"), SELECT, last)
    assert entry.title == library.questions[last].short
    assert entry.grey.endswith("queue, place 3 of 3")
    assert entry.labels == ["To the front", "Up", "Take out", "Queue"]
    entry = await mia.presses(entry, "Up")
    assert entry.grey.endswith("place 2 of 3")
    assert await _order(world) == [one, last, two]
    entry = await mia.presses(entry, "Down")
    entry = await mia.presses(entry, "To the front")
    assert entry.labels == ["Down", "Take out", "Undo", "Queue"]
    assert await _order(world) == [last, one, two]
    back = await mia.presses(entry, "Undo")
    assert (back.title, back.labels) == ("3 questions queued", ["Clear", "Series"])
    assert await _order(world) == three


async def test_what_is_taken_out_or_cleared_can_be_put_back(
    mia: Person, world: World, three: list[str]
) -> None:
    await fill(world, *three)
    entry = await mia.picks(await mia.runs("series queue"), SELECT, three[1])
    left = await mia.presses(entry, "Take out")
    assert left.title == "2 questions queued"
    assert await _order(world) == [three[0], three[2]]
    whole = await mia.presses(left, "Undo")
    assert await _order(world) == three
    empty = await mia.presses(whole, "Clear")
    assert empty.title == "Nothing queued"
    await mia.presses(empty, "Undo")
    assert await _order(world) == three


async def test_a_retired_question_says_so_is_passed_over_and_dropped(
    mia: Person, world: World, circle: Circle, three: list[str], library: Content
) -> None:
    await fill(world, "sd.gone", three[0], "sd.gone-too")
    screen = await mia.runs("series queue")
    assert "`1` No longer in the bank\n-# sd.gone · passed over" in screen.text
    entry = await mia.picks(screen, SELECT, "sd.gone")
    assert entry.title == "No longer in the bank"
    assert await mia.presses(entry, "Take out")
    dropped = await mia.presses(await mia.runs("series queue"), "Drop retired")
    assert "Drop retired" not in dropped.labels
    await fill(world, "sd.gone", three[0])
    await world.pass_time(hours=9)
    assert [post.title for post in circle.posts()] == [library.questions[three[0]].short]
    assert await _order(world) == ["sd.gone"]


async def test_two_owners_at_once_act_on_the_question_they_saw(
    mia: Person, ana: Person, world: World, three: list[str]
) -> None:
    world.promote(world.ana)
    await fill(world, *three)
    mias = await mia.picks(await mia.runs("series queue"), SELECT, three[1])
    anas = await ana.picks(await ana.runs("series queue"), SELECT, three[1])
    await ana.presses(await ana.picks(await ana.runs("series queue"), SELECT, three[0]), "Take out")
    # It stands first by now, so that one place up is where it is.
    assert (await mia.presses(mias, "Up")).grey.endswith("place 1 of 2")
    await mia.presses(mias, "Take out")
    fresh = await ana.presses(anas, "To the front")
    assert fresh.title == "1 question queued"
    assert await _order(world) == [three[2]]


async def test_an_undo_that_comes_too_late_changes_nothing(
    mia: Person, ana: Person, world: World, three: list[str]
) -> None:
    world.promote(world.ana)
    await fill(world, *three)
    cleared = await mia.presses(await mia.runs("series queue"), "Clear")
    await ana.runs("series queue", question=three[0])
    assert (await mia.presses(cleared, "Undo")).title == "It was changed meanwhile"
    assert await _order(world) == [three[0]]


async def test_a_long_queue_has_pages(
    mia: Person, world: World, circle: Circle, library: Content
) -> None:
    await circle.series()
    questions = sorted(library.questions)[:19]
    await fill(world, *questions)
    first = await mia.runs("series queue")
    assert first.grey == "Series · queue · page 1 of 3"
    last = await mia.presses(await mia.presses(first, "Next"), "Next")
    assert "`19`" in last.text
    assert "Then from the draw" in last.text
    entry = await mia.picks(last, SELECT, questions[18])
    assert (await mia.presses(entry, "Queue")).grey == "Series · queue · page 3 of 3"
    added = await mia.runs("series queue", question=sorted(library.questions)[19])
    assert "It waits at place 20." in added.text
    assert added.grey.endswith("page 3 of 3")


async def test_the_queue_of_a_series_that_was_removed_is_gone(
    mia: Person, world: World, three: list[str]
) -> None:
    await fill(world, *three)
    screen = await mia.runs("series queue")
    (series,) = await world.house.services.series.of(world.guild.id)
    await world.house.services.series.remove(world.guild.id, series.id, by=mia.id)
    assert (await mia.presses(screen, "Clear")).title == "No such series"
    assert (await mia.runs("series queue")).title == "No such series"
    assert len(await mia.types("series queue", "question", "")) == 25


async def test_of_several_series_the_one_that_is_picked_has_its_own_queue(
    mia: Person, world: World, circle: Circle, three: list[str]
) -> None:
    other = await circle.series(world.hall)
    await mia.runs("series queue", series=str(other.id), question=three[0])
    (daily, hall) = await world.house.services.series.of(world.guild.id)
    assert await world.house.services.queue.of(world.guild.id, daily.id) == []
    assert len(await world.house.services.queue.of(world.guild.id, hall.id)) == 1
