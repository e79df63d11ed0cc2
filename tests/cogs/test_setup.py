"""`/setup`: from an empty server to its first question."""

from datetime import UTC, datetime

import pytest

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.setting_up import CHANNEL, ZONE, at_the_test, at_the_time
from tests.sim import World


async def test_four_steps_lead_to_the_first_question(
    world: World, mia: Person, circle: Circle
) -> None:
    screen = await mia.runs("setup")
    assert (screen.private, screen.title) == (True, "Where should questions go?")
    screen = await mia.picks(screen, CHANNEL, world.daily)
    assert screen.title == "Which time zone is it?"
    screen = await mia.picks(screen, ZONE, "Europe/Berlin")
    assert screen.title == "When should questions come?"
    screen = await mia.picks(screen, "Time of day", "09:00")
    assert screen.title == "Post a test?"
    screen = await mia.presses(screen, "Post a test")
    first = int(datetime(2026, 1, 1, 8, tzinfo=UTC).timestamp())
    assert screen.title == f"First question <t:{first}:R>"
    assert "The schedule runs on Europe/Berlin." in screen.text
    (test,) = [Screen.of(m) for m in world.daily.history() if m.components]
    assert test.title == "Questions will appear here"
    assert [thread.name for thread in world.daily.threads] == ["Questions will appear here"]
    await world.pass_time(hours=7, minutes=59)
    assert circle.posts() == []
    await world.pass_time(minutes=1)
    assert len(circle.posts()) == 1


async def test_a_zone_given_with_the_command_is_not_asked_for(mia: Person, world: World) -> None:
    screen = await mia.runs("setup", zone="asia/kolkata")
    screen = await mia.picks(screen, CHANNEL, world.daily)
    assert screen.title == "When should questions come?"
    assert "Asia/Kolkata" in screen.footer


async def test_suggested_zones_show_their_present_offset(mia: Person) -> None:
    assert await mia.types("setup", "zone", "kolk") == {
        "Kolkata · UTC+5:30 · 05:30": "Asia/Kolkata"
    }
    assert len(await mia.types("setup", "zone", "")) == 24
    assert await mia.types("setup", "zone", "xyzzy") == {}


async def test_a_zone_that_is_none_is_told_and_nothing_is_chosen(mia: Person) -> None:
    screen = await mia.runs("setup", zone="Atlantis")
    assert screen.title == "Which time zone is that?"
    assert "“Atlantis” is no known time zone" in screen.text
    assert "Which time zone" not in (await mia.runs("setup")).title


@pytest.mark.parametrize("typed", ["Berlin", "europe/berlin", "Europe/Berlin", " berlin "])
async def test_a_typed_city_or_zone_is_taken(mia: Person, world: World, typed: str) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    form = await mia.picks_to_open(screen, ZONE, "another")
    screen = await mia.submits(form, zone=typed)
    assert screen.title == "When should questions come?"
    assert "Europe/Berlin" in screen.footer


async def test_a_misspelt_zone_offers_what_is_near(mia: Person, world: World) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    form = await mia.picks_to_open(screen, ZONE, "another")
    screen = await mia.submits(form, zone="Berln")
    assert screen.title == "Which of these is it?"
    assert "Near “Berln”" in screen.footer
    near = [option["value"] for option in screen.selects[0].options]
    assert "Europe/Berlin" in near
    screen = await mia.picks(screen, ZONE, "Europe/Berlin")
    assert screen.title == "When should questions come?"


async def test_a_zone_near_nothing_is_told_with_the_text_given_back(
    mia: Person, world: World
) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    form = await mia.picks_to_open(screen, ZONE, "another")
    told = await mia.submits(form, zone="qqqqqqqq")
    assert told.title == "Which time zone is that?"
    assert "> qqqqqqqq" in told.text
    # The panel is still there, at the same step.
    screen = await mia.picks(screen, ZONE, "Europe/Paris")
    assert screen.title == "When should questions come?"


async def test_what_is_typed_near_a_zone_is_shown_inert(mia: Person, world: World) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    form = await mia.picks_to_open(screen, ZONE, "another")
    screen = await mia.submits(form, zone="**ber**`<@1>")
    assert "**ber**" not in screen.text
    assert "<@1>" not in screen.text.replace("\\<@1\\>", "")


async def test_days_are_chosen_before_the_time(mia: Person, world: World) -> None:
    screen = await at_the_time(mia, world)
    screen = await mia.picks(screen, "Days", "weekdays:67")
    assert screen.title == "When should questions come?"
    chosen = [option["label"] for option in screen.selects[0].options if option.get("default")]
    assert chosen == ["Sat, Sun"]
    screen = await mia.picks(screen, "Time of day", "20:00")
    assert "✅ **Time** Sat, Sun 20:00, Europe/Berlin" in screen.text


async def test_any_time_and_days_can_be_typed(mia: Person, world: World) -> None:
    screen = await at_the_time(mia, world)
    form = await mia.opens(screen, "Other time")
    assert form.fields["days"]["value"] == "Weekdays"
    screen = await mia.submits(form, time="17.30", days="mon, Wed and friday")
    assert "✅ **Time** Mon, Wed, Fri 17:30, Europe/Berlin" in screen.text


@pytest.mark.parametrize(
    ("time", "days", "title"),
    [("25:00", "weekdays", "Which time is that?"), ("9:00", "someday", "Which days are those?")],
)
async def test_a_time_or_day_that_is_none_is_told(
    mia: Person, world: World, time: str, days: str, title: str
) -> None:
    screen = await at_the_time(mia, world)
    form = await mia.opens(screen, "Other time")
    assert (await mia.submits(form, time=time, days=days)).title == title


async def test_back_takes_one_choice_back_at_a_time(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    titles = []
    while "Back" in screen.labels:
        screen = await mia.presses(screen, "Back")
        titles.append(screen.title)
    assert titles == [
        "When should questions come?",
        "Which time zone is it?",
        "Where should questions go?",
    ]


async def test_stopped_and_taken_up_again_the_choices_are_still_there(
    mia: Person, world: World
) -> None:
    screen = await at_the_time(mia, world)
    assert (await mia.presses(screen, "Stop")).title == "Stopped for now"
    await world.pass_time(days=3)
    await world.restart()
    screen = await mia.runs("setup")
    assert screen.title == "When should questions come?"
    assert f"✅ **Channel** <#{world.daily.id}>" in screen.text


async def test_it_can_start_without_a_test(mia: Person, world: World, circle: Circle) -> None:
    screen = await at_the_test(mia, world)
    screen = await mia.presses(screen, "Start without")
    assert screen.title.startswith("First question")
    assert "⬜ **Test post** left out" in screen.text
    assert world.daily.history() == []
    await world.pass_time(hours=8)
    assert len(circle.posts()) == 1


async def test_in_a_forum_the_test_and_the_question_are_posts(
    mia: Person, world: World, circle: Circle
) -> None:
    screen = await at_the_test(mia, world, world.forum)
    assert (await mia.presses(screen, "Post a test")).title.startswith("First question")
    await world.pass_time(hours=8)
    test, question = world.forum.threads
    assert test.name == "Questions will appear here"
    (post,) = circle.posts(question)
    assert question.name.endswith(post.title)
