"""Second clicks, restarts and what is gone: no text is lost and each button keeps to its post."""

from bot.content.library import Content
from bot.domain.daily.bank import Bank
from tests.cogs.asking import TEXT, answers, reveals
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def test_two_who_have_the_same_modal_open_are_both_saved_once(
    ana: Person, ben: Person, cy: Person, question: Screen
) -> None:
    forms = [await person.opens(question, "Answer") for person in (ana, ben)]
    for person, form, text in (
        (ana, forms[0], "What Ana wrote"),
        (ben, forms[1], "What Ben wrote"),
    ):
        saved = await person.submits(form, text=text)
        await person.presses(saved, "Reveal")
    screen = await cy.presses(await reveals(cy, question), "See others")
    assert "answer 1 of 3" in screen.grey
    assert "What Ana wrote" in screen.text
    assert "What Ben wrote" in (await cy.presses(screen, "Next")).text


async def test_a_text_typed_before_a_restart_is_saved_after_it(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    forms = [await person.opens(question, "Answer") for person in (ana, ben)]
    await world.restart()
    assert (await ana.submits(forms[0], text="What Ana wrote")).title == "Saved"
    assert (await ben.submits(forms[1], text="What Ben wrote")).title == "Saved"


async def test_after_a_restart_each_button_acts_on_its_own_post(
    ana: Person, question: Screen, circle: Circle, world: World
) -> None:
    await world.pass_time(days=1)
    await world.pass_time(days=1)
    await world.restart()
    posts = circle.posts()
    assert len({post.title for post in posts}) == 3
    for post in posts:
        assert (await ana.presses(post, "Hint")).title == post.title
    outline = await reveals(ana, question)
    assert outline.title == question.title
    closed = await ana.presses(posts[1], "Reveal")
    assert closed.title == "Answer first, then compare"


async def test_a_second_click_does_nothing_more(
    ana: Person, question: Screen, library: Content
) -> None:
    first = await ana.presses(question, "Hint")
    second = await ana.presses(first, "Hint 2")
    assert (await ana.presses_late(first, "Hint 2")).text == second.text
    closed = await ana.presses(question, "Reveal")
    outline = await ana.presses(closed, "I tried, show me")
    assert (await ana.presses_late(closed, "I tried, show me")).text == outline.text
    others = await ana.presses(outline, "See others")
    assert (await ana.presses_late(outline, "See others")).text == others.text


async def test_a_second_click_on_reveal_keeps_the_answer(ana: Person, question: Screen) -> None:
    saved = await answers(ana, question)
    outline = await ana.presses(saved, "Reveal")
    assert (await ana.presses_late(saved, "Reveal")).text == outline.text
    assert "Answered and revealed" in (await ana.runs("daily today")).text


async def test_a_deleted_message_takes_no_answer_with_it(
    ana: Person, question: Screen, world: World
) -> None:
    saved = await answers(ana, question)
    await world.mia.delete(question.message)
    assert (await ana.presses(saved, "Reveal")).title == question.title
    assert (await ana.runs("daily today")).labels == ["Outline", "See others"]


async def test_a_question_that_was_withdrawn_since_is_told(
    ana: Person, question: Screen, world: World, library: Content
) -> None:
    form = await ana.opens(question, "Answer")
    shelved = world.house.services.library
    left = {id: one for id, one in library.questions.items() if one.short != question.title}
    shelved.shipped = Bank(left)
    for label in ("Hint", "Reveal"):
        assert (await ana.presses(question, label)).title == "No such question"
    assert (await ana.submits(form, text=TEXT)).title == "No such question"
    assert (await ana.runs("daily today")).title == "No question yet"
    assert (await ana.runs("daily history")).title == "No question yet"
