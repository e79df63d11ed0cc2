"""`/daily mine`: one’s own answers with their scores and reviews; and the pages of an outline."""

from dataclasses import replace

import pytest

from bot.content.library import Content
from bot.domain.daily.series import Score
from bot.services.daily.mine import PAGE
from cogs.daily import own_views
from tests.cogs.asking import TEXT, answers, asked_in, post_id, reveals, reviews
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.rules import broken
from tests.cogs.sampled.archive import OWN, REVIEW
from tests.cogs.screens import Screen
from tests.sim import World

ADVICE = "Say how many requests a second it has to hold, and what happens above that."
OPEN_MINE = "Open an answer"


def _lines(screen: Screen) -> list[str]:
    """The questions on a page of a list."""
    return [option["label"] for select in screen.selects for option in select.options]


async def test_who_wrote_nothing_is_led_to_the_newest_question(
    ana: Person, question: Screen
) -> None:
    empty = await ana.runs("daily mine")
    assert (empty.title, empty.labels) == ("No answer yet", ["Answer it", "Browse older"])
    assert question.title in empty.footer
    assert _lines(await ana.presses(empty, "Browse older")) == [question.title]
    form = await ana.opens(await ana.runs("daily mine"), "Answer it")
    await ana.submits(form, text=TEXT)
    assert (await ana.runs("daily mine")).title == "1 answer"


async def test_who_only_looked_is_led_to_older_questions(ana: Person, question: Screen) -> None:
    closed = await ana.presses(question, "Reveal")
    await ana.presses(closed, "I tried, show me")
    assert (await ana.runs("daily mine")).labels == ["Browse older"]


async def test_an_answer_is_read_again_with_its_score(
    ana: Person, question: Screen, library: Content
) -> None:
    form = await ana.opens(await reveals(ana, question), "Score mine")
    key = next(iter(form.fields))
    await ana.submits(form, **{key: ["0"]})
    total = sum(map(len, asked_in(question, library).signals.values()))
    mine = await ana.runs("daily mine")
    assert (mine.private, mine.title) == (True, "1 answer")
    assert "1 scored · 0 reviewed" in mine.text
    assert f"1 of {total} · 0 hints" in mine.text
    own = await ana.picks(mine, OPEN_MINE, str(post_id(question)))
    assert f"> {TEXT}" in own.texts
    assert f"**You had 1 of {total}**" in own.text
    assert own.labels == ["Outline", "See others", "All answers"]
    assert (await ana.presses(own, "All answers")).title == "1 answer"


async def test_before_the_reveal_an_own_answer_can_be_edited_from_the_list(
    ana: Person, question: Screen
) -> None:
    await answers(ana, question)
    own = await ana.picks(await ana.runs("daily mine"), OPEN_MINE, str(post_id(question)))
    assert own.labels == ["Reveal", "Edit", "All answers"]
    assert (await ana.opens(own, "Edit")).fields["text"]["value"] == TEXT


async def test_a_long_answer_is_read_to_its_end_and_folded_again(
    ana: Person, question: Screen
) -> None:
    await reveals(ana, question, "Word. " * 498 + "The end.")
    own = await ana.picks(await ana.runs("daily mine"), OPEN_MINE, str(post_id(question)))
    assert "The end." not in own.text
    whole = await ana.presses(own, "Read all")
    assert "The end." in whole.text
    assert "The end." not in (await ana.presses(whole, "Less")).text


async def test_what_a_reader_said_is_one_press_from_the_answer(
    ana: Person, ben: Person, question: Screen, library: Content
) -> None:
    for person in (ana, ben):
        await reveals(person, question)
    await reviews(ben, ana, question, ADVICE)
    mine = await ana.runs("daily mine")
    assert "0 scored · 1 reviewed" in mine.text
    assert "0 hints · reviewed by one person" in mine.text
    own = await ana.picks(mine, OPEN_MINE, str(post_id(question)))
    assert own.labels == ["See review", "Outline", "See others", "All answers"]
    review = await ana.presses(own, "See review")
    assert f"> {ADVICE}" in review.texts
    for signals in asked_in(question, library).signals.values():
        assert f"- {signals[0]}" in review.text
    assert f"<@{ben.id}>" not in review.text
    assert (await ana.presses(review, "Your answer")).labels == own.labels


async def test_two_readers_are_two_pages(
    ana: Person, ben: Person, cy: Person, question: Screen
) -> None:
    for person in (ana, ben, cy):
        await reveals(person, question)
    for person, text in ((ben, "First: " + ADVICE), (cy, "Second: " + ADVICE)):
        await reviews(person, ana, question, text)
    own = await ana.picks(await ana.runs("daily mine"), OPEN_MINE, str(post_id(question)))
    assert "reviewed by 2 people" in own.text
    first = await ana.presses(own, "See review")
    second = await ana.presses(first, "Next")
    assert ("First: " in first.text, "Second: " in second.text) == (True, True)
    assert second.labels == ["Back", "Your answer"]


async def test_a_review_that_is_gone_leaves_the_answer(ana: Person, question: Screen) -> None:
    await reveals(ana, question)
    mine = await ana.runs("daily mine")
    shown = await ana.presses_late(mine, f"daily:received:{post_id(question)}:3")
    assert f"> {TEXT}" in shown.texts


async def test_an_answer_of_somebody_else_is_not_opened(
    ana: Person, ben: Person, question: Screen
) -> None:
    await answers(ben, question)
    await answers(ana, question, "Ana’s own.")
    mine = await ana.runs("daily mine")
    await ana.presses(await ana.runs("me delete"), "Delete all")
    for id in ("own", "own-text"):
        told = await ana.presses_late(mine, f"daily:{id}:{post_id(question)}")
        assert told.title == "No such answer"
        assert TEXT not in told.text


async def test_own_answers_come_in_pages(
    ana: Person, circle: Circle, question: Screen, world: World
) -> None:
    await answers(ana, question)
    for _ in range(PAGE):
        await world.pass_time(days=1)
        await answers(ana, circle.posts()[-1])
    page = await ana.runs("daily mine")
    assert page.title == f"{PAGE + 1} answers"
    assert _lines(page) == [post.title for post in circle.posts()[:0:-1]]
    assert _lines(await ana.presses(page, "Next")) == [question.title]


async def test_an_answer_stays_ones_own_where_the_channel_is_hidden(
    ana: Person, question: Screen, world: World
) -> None:
    await answers(ana, question)
    await world.hide(world.daily, ana.actor)
    assert _lines(await ana.runs("daily mine")) == [question.title]


def test_every_shipped_question_keeps_the_rules_on_the_screens_of_ones_own(
    library: Content,
) -> None:
    for one in library.questions.values():
        every = {key: frozenset(range(len(texts))) for key, texts in one.signals.items()}
        own = replace(
            OWN,
            question=one,
            rubric=library.rubrics[one.rubric],
            score=Score(ticked=every, of={key: len(ns) for key, ns in every.items()}),
        )
        review = replace(REVIEW, signals=every, text="*" * 800)
        for view in (
            own_views.own_view(own),
            own_views.own_view(own, whole=True),
            own_views.received_view(own, [review], 0),
        ):
            assert broken(view, ours=False) == [], one.id


# Pages of an outline


async def test_every_page_of_an_outline_leads_back_to_the_first(
    ana: Person, circle: Circle, world: World, library: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.daily.question.PAGE", 300)
    first = page = await reveals(ana, await circle.question())
    for _ in range(2):
        page = await ana.presses(page, "Next")
    assert page.grey.split(" · ")[-1].startswith("outline 3 of ")
    assert [label for label in page.labels if label in ("Back", "First page")] == [
        "Back",
        "First page",
    ]
    assert "Outline" not in page.labels
    assert (await ana.presses(page, "First page")).text == first.text
