"""The question of the day: members answer before they see, and see what they may."""

import pytest

from bot.content.library import Content
from bot.errors import AnswerFirst
from tests.cogs.asking import TEXT, answers, asked_in, post_id, reveals, sealed
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def test_the_question_goes_out_with_its_buttons_and_a_thread(
    world: World, question: Screen
) -> None:
    assert question.labels == ["Answer", "Hint", "Reveal"]
    assert not question.private
    assert [thread.name for thread in world.daily.threads] == [f"1 Jan · {question.title}"]


async def test_an_answer_is_saved_and_then_opens_the_outline(
    ana: Person, question: Screen, library: Content
) -> None:
    form = await ana.opens(question, "Answer")
    assert (form.title, form.texts) == ("Your answer", [f"-# {question.title}"])
    saved = await ana.submits(form, text=TEXT)
    assert (saved.private, saved.title) == (True, "Saved")
    assert f"{len(TEXT)} characters · 0 hints" in saved.text
    outline = await ana.presses(saved, "Reveal")
    assert outline.title == question.title
    for point in asked_in(question, library).outline:
        assert point.text in outline.text
    pitfalls = await ana.presses(outline, "Pitfalls")
    assert all(text in pitfalls.text for text in asked_in(question, library).pitfalls)
    follow_ups = await ana.presses(pitfalls, "Follow-ups")
    assert all(text in follow_ups.text for text in asked_in(question, library).follow_ups)


async def test_before_an_answer_nothing_of_the_outline_is_anywhere(
    ana: Person, ben: Person, question: Screen, library: Content, world: World
) -> None:
    await answers(ben, question)
    seen = [question, await ana.presses(question, "Reveal")]
    seen += [await ana.presses(question, "Hint"), await ana.runs("daily today")]
    history = await ana.runs("daily history")
    seen += [history, await ana.picks(history, "Open a question", str(post_id(question)))]
    seen.append(await answers(ana, question))
    for screen in seen:
        assert not [text for text in [*sealed(question, library), TEXT] if text in screen.text]


@pytest.mark.parametrize(
    "verb",
    ["tab:{}:outline:0", "tab:{}:pitfalls:0", "tab:{}:follow-ups:0", "others:{}:0", "whole:{}:0"]
    + ["score:{}"],
)
async def test_what_is_closed_stays_closed_to_a_forged_or_stale_button(
    ana: Person, ben: Person, question: Screen, library: Content, verb: str
) -> None:
    await answers(ben, question)
    told = await ana.presses_late(question, "daily:" + verb.format(post_id(question)))
    assert told.title == "Answer first, then compare"
    assert not [text for text in [*sealed(question, library), TEXT] if text in told.text]


async def test_it_is_the_service_that_refuses(ana: Person, question: Screen, world: World) -> None:
    daily, post = world.house.services.daily, post_id(question)
    for refused in (
        daily.opened(world.guild.id, post, ana.id),
        daily.others(world.guild.id, post, ana.id, 0),
        daily.ticks(world.guild.id, post, ana.id),
        daily.score(world.guild.id, post, ana.id, {}),
    ):
        with pytest.raises(AnswerFirst):
            await refused


async def test_who_answered_without_revealing_sees_no_other_answer(
    ana: Person, ben: Person, question: Screen
) -> None:
    await answers(ben, question, "Ben’s own words")
    await answers(ana, question)
    told = await ana.presses_late(question, f"daily:others:{post_id(question)}:0")
    assert told.title == "Answer first, then compare"


async def test_a_button_of_another_server_opens_nothing_here(
    ana: Person, question: Screen, world: World
) -> None:
    elsewhere = world.env.create_guild("Elsewhere", owner=world.guild.owner)
    channel = elsewhere.create_text_channel("lobby")
    cy = elsewhere.add_member(world.env.create_user("cyril"))
    await world.env.settle()
    shown = await cy.slash(channel, "help")
    custom_id = f"daily:tried:{post_id(question)}"
    screen = Screen.of(shown.response)
    result = await world.send_press(cy, shown.response, screen.components, custom_id)
    assert Screen.of(result.response).title == "No such question"


async def test_i_tried_opens_everything_and_closes_the_answer(
    ana: Person, ben: Person, question: Screen
) -> None:
    await reveals(ben, question)
    closed = await ana.presses(question, "Reveal")
    assert closed.title == "Answer first, then compare"
    outline = await ana.presses(closed, "I tried, show me")
    assert outline.title == question.title
    tabs = ["Outline", "Pitfalls", "Follow-ups"]
    assert outline.labels == ["See others", *tabs, "Report a mistake"]
    others = await ana.presses(outline, "See others")
    assert "answer 1 of 1" in others.grey
    assert (await ana.presses_late(question, "Answer")).title == "Your answer was not changed"


async def test_hints_open_one_at_a_time_and_are_noted(
    ana: Person, question: Screen, library: Content
) -> None:
    hints = asked_in(question, library).hints
    screen = await ana.presses(question, "Hint")
    for step in range(1, 5):
        assert f"hint {step} of 4" in screen.grey
        assert hints[step - 1] in screen.text
        assert not [hint for hint in hints[step:] if hint in screen.text]
        if step < 4:
            screen = await ana.presses(screen, f"Hint {step + 1}")
    assert screen.labels == ["Answer"]
    saved = await answers(ana, screen)
    assert "4 hints" in saved.text


async def test_the_hint_button_of_the_post_shows_those_already_open(
    ana: Person, question: Screen
) -> None:
    first = await ana.presses(question, "Hint")
    await ana.presses(first, "Hint 2")
    assert "hint 2 of 4" in (await ana.presses(question, "Hint")).grey


@pytest.mark.parametrize("step", [0, 3, 4, 5, 99])
async def test_a_hint_cannot_be_jumped_to(
    ana: Person, question: Screen, library: Content, step: int
) -> None:
    await ana.presses(question, "Hint")
    told = await ana.presses_late(question, f"daily:hint:{post_id(question)}:{step}")
    assert told.title == "Not this hint yet"
    assert "the next one is hint 2" in told.text


async def test_complaint_24_an_answer_can_be_changed_until_it_is_revealed(
    ana: Person, question: Screen
) -> None:
    saved = await answers(ana, question)
    form = await ana.opens(saved, "Edit")
    assert form.fields["text"]["value"] == TEXT
    saved = await ana.submits(form, text="Shorter.")
    assert "8 characters" in saved.text
    await ana.presses(saved, "Reveal")
    assert (await ana.presses(question, "Answer")).title == "Your answer was not changed"


async def test_a_change_that_comes_after_the_reveal_is_given_back_whole(
    ana: Person, question: Screen
) -> None:
    saved = await answers(ana, question)
    form = await ana.opens(saved, "Edit")
    await ana.presses(question, "Reveal")
    typed = "A line of a long answer.\n" * 119
    told = await ana.submits(form, text=typed)
    assert told.title == "Your answer was not changed"
    assert told.text.count("> A line of a long answer.") == 119


@pytest.mark.parametrize("text", ["   ", "\n\n", "\u200b\u200b", "\u2066\u2069 \ufeff"])
async def test_an_answer_without_any_visible_character_is_none(
    ana: Person, question: Screen, text: str
) -> None:
    told = await answers(ana, question, text)
    assert told.title == "There was no text in it"
    closed = await ana.presses(question, "Reveal")
    assert closed.title == "Answer first, then compare"


async def test_the_score_counts_what_was_ticked_and_keeps_it(
    ana: Person, question: Screen, library: Content
) -> None:
    outline = await reveals(ana, question)
    form = await ana.opens(outline, "Score mine")
    assert form.title == "Score your answer"
    signals = asked_in(question, library).signals
    assert [*form.fields] == [*signals]
    first = next(iter(signals))
    scored = await ana.submits(form, **{first: ["0"]})
    of = sum(len(texts) for texts in signals.values())
    assert scored.title == f"You had 1 of {of}"
    # Opened again it stands as it was left, and a new score takes its place.
    outline = await ana.presses(scored, "Outline")
    form = await ana.opens(outline, "Score mine")
    assert form.ticked() == {key: ["0"] if key == first else [] for key in signals}
    everything = {key: [str(n) for n in range(len(texts))] for key, texts in signals.items()}
    scored = await ana.submits(form, **everything)
    assert scored.title == f"You had {of} of {of}"
    assert "Everything that was listened for was there." in scored.text
    assert "Answered and scored" in (await ana.runs("daily today")).text
