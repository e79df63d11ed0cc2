"""Report a mistake, from the outline to the owners; and what a corrected question says."""

from dataclasses import replace

import pytest

from bot import VERSION
from bot.content.library import Content
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Correction
from cogs.daily.corrected import day_of
from tests.cogs.asking import asked_in, post_id, reveals
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

TEXT = "The limit is 400 KB, says the service’s own guide."
CHANGED = "A page holds 400 KB, where it said 64 KB before."


async def _reports(person: Person, question: Screen, text: str = TEXT) -> Screen:
    outline = await reveals(person, question)
    return await person.submits(await person.opens(outline, "Report a mistake"), mistake=text)


def _correct(world: World, question: Screen, library: Content, *texts: str) -> None:
    """The bot comes back with a newer bank."""
    asked = asked_in(question, library)
    changes = tuple(
        Correction(revision=n, day=f"2026-01-0{n}", text=text) for n, text in enumerate(texts, 2)
    )
    corrected = replace(asked, revision=1 + len(texts), changes=changes)
    questions = {**library.questions, asked.id: corrected}
    world.house.services.library.shipped = Bank(questions)


async def test_complaint_14_a_mistake_is_reported_passed_on_and_its_correction_told(
    world: World, question: Screen, library: Content, ana: Person, ben: Person, mia: Person
) -> None:
    thanks = await _reports(ana, question)
    assert (thanks.title, thanks.private) == ("Thank you", True)
    listed = await mia.runs("bank mistakes")
    assert (listed.title, question.title in listed.text) == ("1 open report", True)
    report = await mia.picks(listed, "Open a report", listed.selects[0].options[0]["value"])
    assert (report.title, f"> {TEXT}" in report.texts) == (question.title, True)
    assert f"<@{ana.id}>" in report.text
    upstream = await mia.presses(report, "Text for upstream")
    block = next(text for text in upstream.texts if text.startswith("```"))
    assert [asked_in(question, library).id in block, TEXT in block, VERSION in block] == [True] * 3
    assert str(ana.id) not in upstream.text
    done = await mia.presses(upstream, "Passed on")
    assert (await mia.presses(done, "All reports")).title == "No open reports"

    _correct(world, question, library, CHANGED)
    outline = await ana.presses(question, "Reveal")
    assert f"**Changed since you met it**\n- 2 January 2026: {CHANGED}" in outline.text
    assert outline.text.index(CHANGED) < outline.text.index("1. **")
    assert CHANGED in (await ana.runs("daily today")).text
    mine = await ana.runs("daily mine")
    own = await ana.picks(mine, "Open an answer", str(post_id(question)))
    assert CHANGED in own.text
    # Who meets it first as it is now has nothing to unlearn.
    assert CHANGED not in (await reveals(ben, question)).text
    assert CHANGED not in (await ben.runs("daily today")).text


async def test_a_report_waits_until_an_owner_has_dealt_with_it(
    question: Screen, ana: Person, mia: Person
) -> None:
    await _reports(ana, question)
    outline = await ana.presses(question, "Reveal")
    told = await ana.presses(outline, "Report a mistake")
    assert told.title == "You reported it already"
    listed = await mia.runs("bank mistakes")
    report = await mia.picks(listed, "Open a report", listed.selects[0].options[0]["value"])
    closed = await mia.presses(report, "Close")
    assert (closed.title, closed.labels) == ("Closed", ["All reports", "Undo"])
    assert (await mia.presses_late(listed, report.id("Close"))).title == "No longer open"
    again = await mia.presses(closed, "Undo")
    assert again.title == question.title
    assert (await mia.runs("bank mistakes")).title == "1 open report"


async def test_a_report_that_is_too_short_is_given_back(question: Screen, ana: Person) -> None:
    told = await _reports(ana, question, "It is wrong." + " " * 20)
    assert told.title == "A few words more or fewer"
    assert "> It is wrong." in told.texts


async def test_marks_and_commands_in_a_report_stay_what_they_are(
    question: Screen, ana: Person, mia: Person
) -> None:
    text = "```\n@everyone `/daily today` **bold**\n``` " + TEXT
    await _reports(ana, question, text)
    listed = await mia.runs("bank mistakes")
    report = await mia.picks(listed, "Open a report", listed.selects[0].options[0]["value"])
    upstream = await mia.presses(report, "Text for upstream")
    shown = str(upstream.components)
    assert "`/daily today` **bold**" in shown
    (block,) = [text for text in upstream.texts if text.startswith("```")]
    assert block.count("```") == 2


async def test_a_report_names_what_was_corrected_since(
    world: World, question: Screen, library: Content, ana: Person, mia: Person
) -> None:
    await _reports(ana, question)
    _correct(world, question, library, CHANGED)
    listed = await mia.runs("bank mistakes")
    report = await mia.picks(listed, "Open a report", listed.selects[0].options[0]["value"])
    assert "revision 1, by now 2" in report.text
    assert f"**Corrected since**\n- 2 January 2026: {CHANGED}" in report.texts


async def test_no_report_is_an_empty_list(mia: Person) -> None:
    listed = await mia.runs("bank mistakes")
    assert (listed.title, listed.buttons) == ("No open reports", [])


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026", "2026"), ("2026-05", "May 2026"), ("2026-05-03", "3 May 2026")],
)
def test_a_day_is_told_as_far_as_it_is_known(day: str, shown: str) -> None:
    assert day_of(day) == shown


async def test_a_long_list_of_corrections_takes_a_page_of_its_own_if_it_must(
    world: World, question: Screen, library: Content, ana: Person
) -> None:
    await reveals(ana, question)
    _correct(world, question, library, *[f"{n} {CHANGED * 5}" for n in range(6)])
    seen, outline = "", await ana.presses(question, "Reveal")
    while True:
        seen += outline.text
        if "Next" not in outline.labels:
            break
        outline = await ana.presses(outline, "Next")
    asked = asked_in(question, library)
    assert all(f"{n} {CHANGED}" in seen for n in range(6))
    assert all(point.lead in seen for point in asked.outline)
