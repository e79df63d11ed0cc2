"""`/daily search` and `history`: found by words, page by page, and never a dead end."""

import pytest

from bot.content.library import Content
from bot.domain.daily.question import Question, topic_name
from bot.services.daily.searching import PAGE
from tests.cogs.asking import asked_in, post_id, sealed
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

OPEN = "Open a question"


def _lines(screen: Screen) -> list[str]:
    """The questions on a page of a list."""
    return [option["label"] for select in screen.selects for option in select.options]


async def _days(world: World, count: int) -> None:
    for _ in range(count):
        await world.pass_time(days=1)


# Searching


async def test_before_the_first_question_a_search_has_nothing_to_look_in(ana: Person) -> None:
    for command in ("daily search", "daily mine", "daily history"):
        empty = await ana.runs(command)
        assert (empty.private, empty.title) == (True, "No question yet")
        assert (await ana.presses(empty, "Look again")).title == "No question yet"


async def test_looking_again_finds_the_question_that_has_come(ana: Person, circle: Circle) -> None:
    empty = await ana.runs("daily history")
    question = await circle.question()
    assert (await ana.presses(empty, "Look again")).title == question.title


async def test_a_question_is_found_by_the_beginnings_of_its_words(
    ana: Person, question: Screen
) -> None:
    first, second = question.title.split()[:2]
    found = await ana.runs("daily search", words=f"{second.upper()} {first[:3]}")
    assert (found.private, found.title) == (True, "1 question found")
    assert _lines(found) == [question.title]
    assert "no answer yet" in found.text
    opened = await ana.picks(found, OPEN, str(post_id(question)))
    assert (opened.title, opened.labels) == (question.title, ["Answer", "Hint", "Reveal"])


async def test_what_is_not_found_is_said_with_one_next_step(ana: Person, question: Screen) -> None:
    none = await ana.runs("daily search", words="volcanoes", kind="coding", topic="**lava**")
    assert none.title == "Nothing found"
    assert "“volcanoes” · Coding · Lava" in none.text
    assert none.labels == ["All questions"]
    assert _lines(await ana.presses(none, "All questions")) == [question.title]


@pytest.mark.parametrize("words", ["шардинг", "@everyone", "`x`", "*", "   ", "–"])
async def test_words_of_any_kind_are_answered(ana: Person, question: Screen, words: str) -> None:
    found = await ana.runs("daily search", words=words)
    assert found.title in ("Nothing found", "1 question found")
    assert "@everyone" not in found.text


async def test_16_searching_for_words_of_the_outline_spoils_nothing(
    ana: Person, question: Screen, library: Content
) -> None:
    """#16: spoilers."""
    asked = asked_in(question, library)
    for hidden in (*sealed(question, library)[:5], *asked.hints):
        found = await ana.runs("daily search", words=hidden[:28].strip())
        assert hidden not in found.text
        assert not any(hint in found.text for hint in asked.hints)


async def test_kind_and_topic_narrow_a_search(
    ana: Person, question: Screen, library: Content
) -> None:
    asked = asked_in(question, library)
    other = "coding" if asked.kind != "coding" else "behavioral"
    assert _lines(await ana.runs("daily search", kind=asked.kind)) == [question.title]
    assert (await ana.runs("daily search", kind=other)).title == "Nothing found"
    assert _lines(await ana.runs("daily search", topic=asked.topic)) == [question.title]
    typed = asked.topic.replace("-", " ").upper()
    assert _lines(await ana.runs("daily search", topic=typed)) == [question.title]


async def test_questions_are_suggested_while_words_are_typed(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    for typed in ("", question.title[:6].lower(), question.title):
        ((name, words),) = (await ana.types("daily search", "words", typed)).items()
        assert name == question.title
        assert name.startswith(words)
        assert _lines(await ana.runs("daily search", words=words)) == [question.title]
    assert await ana.types("daily search", "words", "volcanoes") == {}
    await world.hide(world.daily, ben.actor)
    assert await ben.types("daily search", "words", "") == {}


async def test_topics_are_suggested_as_far_as_they_were_asked(
    ana: Person, ben: Person, question: Screen, library: Content, world: World
) -> None:
    topic = asked_in(question, library).topic
    name = topic_name(topic)
    assert await ana.types("daily search", "topic", "") == {name: topic}
    assert await ana.types("daily search", "topic", name[:3].lower()) == {name: topic}
    assert await ana.types("daily search", "topic", "zzz") == {}
    await world.hide(world.daily, ben.actor)
    assert await ben.types("daily search", "topic", "") == {}


async def test_what_was_asked_in_a_hidden_channel_is_not_found(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    await world.hide(world.daily, ana.actor)
    assert (await ana.runs("daily search", words=question.title[:10])).title == "No question yet"
    assert _lines(await ben.runs("daily search", words=question.title[:10])) == [question.title]


async def test_the_pages_of_a_search_stay_the_same_search(
    ana: Person, circle: Circle, question: Screen, library: Content, world: World
) -> None:
    await _days(world, 20)
    asked = [asked_in(post, library) for post in circle.posts()]
    letter = "t"
    wanted = [one for one in asked if _begins(one, letter)]
    assert len(wanted) > 2 * PAGE
    page = await ana.runs("daily search", words=letter.upper())
    seen = _lines(page)
    while "Next" in page.labels:
        page = await ana.presses(page, "Next")
        seen += _lines(page)
    assert sorted(seen) == sorted(one.short for one in wanted)
    assert page.labels == ["Back", "First page"]
    assert f"“{letter}”" in page.text
    assert _lines(await ana.presses(page, "First page")) == seen[:PAGE]


def _begins(one: Question, letter: str) -> bool:
    texts = f"{one.title} {one.short} {one.topic.replace('-', ' ')} {one.prompt}"
    return any(word.strip('“(’"').casefold().startswith(letter) for word in texts.split())


async def test_a_page_of_a_search_turns_after_a_restart(
    ana: Person, circle: Circle, world: World, question: Screen
) -> None:
    await _days(world, PAGE)
    first = await ana.runs("daily search")
    await world.restart()
    second = await ana.presses(first, "Next")
    assert {*_lines(second)}.isdisjoint(_lines(first))
    assert len(_lines(second)) == 1


@pytest.mark.parametrize(
    "id",
    [
        "daily:search:99:0:0:-",
        "daily:search:0:9:0:-",
        "daily:search:0:0:1:-",
        "daily:search:0:0:0:---",
        "daily:search:0:0:0:12",
    ],
)
async def test_a_search_that_no_button_carries_is_answered_calmly(
    ana: Person, question: Screen, id: str
) -> None:
    own = await ana.runs("daily history")
    found = await ana.presses_late(own, id)
    assert found.title in ("1 question found", "Nothing found")


# History


async def test_the_first_page_of_history_is_one_press_away(
    ana: Person, circle: Circle, question: Screen, world: World
) -> None:
    await _days(world, 10)
    first = page = await ana.runs("daily history")
    for labels in (["Next"], ["Next", "Back"], ["Back", "First page"]):
        assert page.labels == labels
        page = await ana.presses(page, "Next") if "Next" in labels else page
    assert _lines(await ana.presses(page, "First page")) == _lines(first)
