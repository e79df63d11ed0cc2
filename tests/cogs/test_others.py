"""What the others wrote: read in order after one’s own, whole, and with nothing in it that acts."""

import pytest

from tests.cogs.asking import LONG, answers, reveals
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def test_the_others_come_in_order_and_the_own_answer_last(
    ana: Person, ben: Person, cy: Person, question: Screen, world: World
) -> None:
    await reveals(cy, question, "What Cy wrote")
    await world.sleep(minutes=1)
    outline = await reveals(ana, question, "What Ana wrote")
    await world.sleep(minutes=1)
    await reveals(ben, question, "What Ben wrote")
    screen = await ana.presses(outline, "See others")
    assert "answer 1 of 3" in screen.grey
    assert f"<@{cy.id}> · 0 hints" in screen.text
    assert "> What Cy wrote" in screen.text
    screen = await ana.presses(screen, "Next")
    assert "> What Ben wrote" in screen.text
    screen = await ana.presses(screen, "Next")
    assert "**Yours**" in screen.text
    assert "> What Ana wrote" in screen.text
    assert screen.labels == ["Back", "Outline"]
    assert "> What Ben wrote" in (await ana.presses(screen, "Back")).text


async def test_where_nobody_else_answered_it_says_so(
    ana: Person, ben: Person, question: Screen
) -> None:
    outline = await reveals(ana, question)
    screen = await ana.presses(outline, "See others")
    assert "Nobody else has answered yet" in screen.footer
    closed = await ben.presses(await ben.runs("daily today"), "Reveal")
    assert (
        "answer 1 of 1"
        in (await ben.presses(await ben.presses(closed, "I tried, show me"), "See others")).grey
    )


async def test_who_only_looked_finds_no_answers_where_there_are_none(
    ana: Person, question: Screen
) -> None:
    outline = await ana.presses(await ana.presses(question, "Reveal"), "I tried, show me")
    assert (await ana.presses(outline, "See others")).title == "No other answer yet"


async def test_an_answer_that_went_meanwhile_is_passed_over(
    ana: Person, ben: Person, question: Screen
) -> None:
    await reveals(ben, question)
    outline = await reveals(ana, question)
    screen = await ana.presses(outline, "See others")
    delete = await ben.runs("me delete")
    await ben.presses(delete, "Delete all")
    screen = await ana.presses(screen, "Next")
    assert "answer 1 of 1" in screen.grey
    assert "**Yours**" in screen.text


async def test_a_long_answer_is_cut_and_can_be_read_to_its_end(
    ana: Person, ben: Person, question: Screen
) -> None:
    await reveals(ben, question, "\n".join(f"- step {n}: wait_for_it" for n in range(125)))
    screen = await ana.presses(await reveals(ana, question), "See others")
    assert "step 124" not in screen.text
    screen = await ana.presses(screen, "Read all")
    assert "step 124" in screen.text
    assert "Read all" not in screen.labels


@pytest.mark.parametrize("text", LONG)
async def test_any_answer_fits_on_the_screens_that_quote_it(
    ana: Person, ben: Person, question: Screen, text: str
) -> None:
    await reveals(ben, question, text)
    screen = await ana.presses(await reveals(ana, question), "See others")
    if "Read all" in screen.labels:
        screen = await ana.presses(screen, "Read all")
    assert "answer 1 of 2" in screen.grey


@pytest.mark.parametrize("text", LONG)
async def test_any_answer_fits_on_the_screen_that_gives_it_back(
    ana: Person, question: Screen, text: str
) -> None:
    form = await ana.opens(question, "Answer")
    await reveals(ana, question)
    assert (await ana.submits(form, text=text)).title == "Your answer was not changed"


async def test_what_a_member_wrote_is_quoted_inert(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    wrote = (
        "@everyone **bold** <@1> [here](https://evil.example) \u202etxt\u200b ||hid||\n\n# Big\n- a"
    )
    await reveals(ben, question, wrote)
    screen = await ana.presses(await reveals(ana, question), "See others")
    quoted = next(text for text in screen.texts if text.startswith("> "))
    assert quoted == (
        "> @\u200beveryone \\*\\*bold\\*\\* \\<@1\\> \\[here\\](https://evil.example) txt \\|\\|hid\\|\\|"
        "\n> \n> \\# Big\n> \\- a"
    )
    shown = [one.json["data"] for one in world.env.http_requests if one.path.endswith("/callback")]
    (sent,) = [data for data in shown if "Big" in str(data)]
    assert sent["allowed_mentions"] == {"parse": []}


async def test_the_post_itself_mentions_nobody(world: World, question: Screen) -> None:
    (sent,) = [
        one.json
        for one in world.env.http_requests
        if one.method == "POST" and one.path == f"/channels/{world.daily.id}/messages"
    ]
    assert sent["allowed_mentions"] == {"parse": []}


async def test_an_answer_is_its_authors_alone_until_they_reveal(
    ana: Person, ben: Person, question: Screen
) -> None:
    saved = await answers(ben, question, "What Ben may still change")
    outline = await reveals(ana, question)
    screen = await ana.presses(outline, "See others")
    assert "What Ben may still change" not in screen.text
    assert "answer 1 of 1" in screen.grey
    await ben.presses(saved, "Reveal")
    screen = await ana.presses(await ana.presses(question, "Reveal"), "See others")
    assert "> What Ben may still change" in screen.text
    assert "answer 1 of 2" in screen.grey
