"""`/mock times`: by the half hour, as text, for one week, and taken back."""

import pytest

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.sim import World


async def writes(person: Person, screen: Screen, text: str) -> Screen:
    return await person.submits(await person.opens(screen, "Write them"), hours=text)


async def test_hours_are_shown_in_the_members_own_zone_with_their_sum(ana: Person) -> None:
    await joins(ana, zone="Asia/Kolkata")
    screen = await ana.runs("mock times")
    assert (screen.private, screen.title) == (True, "10 hours a week")
    assert "**Tue, Thu** 17:00–22:00" in screen.text
    assert "Kolkata time" in screen.footer
    assert screen.labels == ["Day by day", "Write them", "Only this week", "Languages"]


async def test_hours_are_written_and_shown_back(ana: Person) -> None:
    await joins(ana)
    screen = await ana.runs("mock times")
    form = await ana.opens(screen, "Write them")
    assert form.fields["hours"]["value"] == "Tue, Thu 17:00-22:00"
    assert "Europe/Berlin" in form.labels[0]["description"]
    saved = await ana.submits(form, hours="Tue 18-20, Sat 9:30-12")
    assert saved.title == "4.5 hours a week"
    assert "**Tue** 18:00–20:00\n**Sat** 09:30–12:00" in saved.text
    assert (await ana.presses(saved, "Undo")).title == "10 hours a week"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("x" * 500, "Which hours are those?"),
        ("**Tue** @everyone", "Which hours are those?"),
        ("Tue 20-18", "Which way round?"),
        ("Tue", "At what time?"),
        ("Tue off, Tue 18-20", "Free, or not?"),
        ("Tue 18-18:45", "No hour to meet in"),
        (" ", "No hour to meet in"),
    ],
)
async def test_what_cannot_be_used_is_told_and_given_back(
    ana: Person, text: str, title: str
) -> None:
    await joins(ana)
    told = await writes(ana, await ana.runs("mock times"), text)
    assert told.title == title
    assert told.grey.startswith("⚠️")
    if text.strip():
        assert f"> {text[:3]}" in told.text.replace("\\", "")
    assert (await ana.runs("mock times")).title == "10 hours a week"


async def test_what_is_rounded_or_too_short_is_said_at_once(ana: Person) -> None:
    await joins(ana)
    saved = await writes(ana, await ana.runs("mock times"), "Tue 18:10-20, Wed 9-9:30")
    assert saved.title == "1.75 hours a week"
    assert "**Sessions begin on the quarter hour** “18:10-20” counts as 18:15–20:00." in saved.text
    assert "**Too short** Wed 09:00–09:30. A session takes an hour." in saved.text


async def test_a_day_is_ticked_by_the_half_hour(ana: Person) -> None:
    await joins(ana)
    monday = await ana.presses(await ana.runs("mock times"), "Day by day")
    assert monday.title == "Monday"
    assert "Not free." in monday.text
    tuesday = await ana.presses(monday, "Next")
    chosen = [o["value"] for o in tuesday.selects[1].options if o.get("default")]
    assert chosen == [str(n) for n in range(34, 44)]
    short = await ana.picks_all(tuesday, "Noon to midnight", "36")
    assert "**Too short** Tue 18:00–18:30." in short.text
    evening = await ana.picks_all(short, "Noon to midnight", "36", "37", "38")
    assert "18:00–19:30" in evening.text
    assert "Too short" not in evening.text
    both = await ana.picks_all(evening, "Midnight to noon", "18", "19")
    assert "09:00–10:00, 18:00–19:30" in both.text
    assert (await ana.presses(both, "All days")).title == "7.5 hours a week"
    assert (await ana.presses_late(monday, "Back")).title == "Sunday"


async def test_all_hours_may_go_and_that_is_said(ana: Person) -> None:
    await joins(ana, days=["1"])
    day = await ana.presses(await ana.runs("mock times"), "Day by day")
    empty = await ana.picks_all(await ana.presses(day, "Next"), "Noon to midnight")
    assert "Not free." in empty.text
    assert (await ana.runs("mock times")).title == "No hours yet"
    assert "Without any, nobody can meet you." in (await ana.runs("mock status")).text
    assert (await ana.presses(empty, "Undo")).title == "5 hours a week"


async def test_one_week_has_hours_of_its_own(ana: Person, world: World) -> None:
    await joins(ana)
    this_week = await ana.presses(await ana.runs("mock times"), "Only this week")
    assert (this_week.title, this_week.grey) == (
        "As every week",
        "Mock · only the week of 29 December",
    )
    saved = await writes(ana, this_week, "Fri 18-20")
    assert saved.title == "2 hours that week"
    assert (await ana.runs("mock times")).title == "10 hours a week"
    assert "10 hours a week" in (await ana.runs("mock status")).text
    next_week = await ana.presses(saved, "Next week")
    assert next_week.title == "As every week"
    await world.pass_time(days=7)
    copied = await ana.presses(next_week, "Copy last week")
    assert copied.title == "2 hours that week"
    assert "**Fri** 18:00–20:00" in copied.text
    assert (await ana.presses(copied, "As every week")).title == "As every week"
    assert (await ana.presses_late(this_week, "Day by day")).title == "That week is over"
    assert (await ana.presses_late(saved, "Undo")).title == "Nothing was taken back"


async def test_a_zone_that_changed_after_joining_is_said(ana: Person) -> None:
    await joins(ana)
    await ana.runs("me show", zone="Asia/Tokyo")
    told = "**Your zone changed** You chose these in Berlin; they now mean Tokyo time."
    screen = await ana.runs("mock times")
    assert told in screen.text
    assert told in (await ana.runs("mock status")).text
    assert told not in (await writes(ana, screen, "Tue 18-20")).text


async def test_a_forged_day_or_week_is_no_accident(ana: Person) -> None:
    await joins(ana)
    screen = await ana.runs("mock times")
    for id, title in (
        ("mock:day:1:9", "That button has retired"),
        ("mock:day:99999999:1", "That week is over"),
        ("mock:day:5:1", "That week is over"),
        ("mock:undo:77", "Nothing was taken back"),
    ):
        assert (await ana.presses_late(screen, id)).title == title
