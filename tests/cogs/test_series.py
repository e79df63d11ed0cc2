"""`/series`: what owners add, look at, rest and end."""

from datetime import UTC, datetime, time

import pytest

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.sim import World


async def _series(world: World) -> int:
    return len(await world.house.services.series.of(world.guild.id))


async def test_a_series_is_added_with_its_first_question(
    mia: Person, world: World, circle: Circle
) -> None:
    screen = await mia.runs(
        "series add", channel=world.hall, time="17.30", days="mon-thu", zone="Tokyo"
    )
    first = int(datetime(2026, 1, 1, 8, 30, tzinfo=UTC).timestamp())
    assert (screen.private, screen.title) == (True, f"First question <t:{first}:R>")
    assert f"<t:{first}:F> in <#{world.hall.id}>" in screen.text
    assert "Mon, Tue, Wed, Thu 17:30, Asia/Tokyo" in screen.footer
    await world.pass_time(hours=8, minutes=30)
    assert len(circle.posts(world.hall)) == 1


async def test_what_is_not_said_is_weekdays_at_nine_in_the_zone_used_here(
    mia: Person, world: World
) -> None:
    assert "Weekdays 09:00, UTC" in (await mia.runs("series add", channel=world.hall)).text
    await world.sleep(seconds=1)
    await mia.runs("series add", channel=world.hall, zone="Europe/Berlin")
    screen = await mia.runs("series add", channel=world.hall, time="10:00")
    assert "Weekdays 10:00, Europe/Berlin" in screen.text


async def test_in_a_forum_each_question_is_a_post(
    mia: Person, world: World, circle: Circle
) -> None:
    await mia.runs("series add", channel=world.forum, days="every day")
    await world.pass_time(days=2)
    await world.pass_time(days=1)
    posts = [circle.posts(thread) for thread in world.forum.threads]
    assert [len(found) for found in posts] == [1, 1]
    assert [found[0].title for found in posts] == [thread.name for thread in world.forum.threads]


async def test_what_is_missing_for_it_is_said_when_it_is_added(mia: Person, world: World) -> None:
    await world.forbid(world.hall, "send_messages", "send_messages_in_threads")
    screen = await mia.runs("series add", channel=world.hall)
    assert screen.grey == "⚠️ Series"
    assert "**Send Messages**" in screen.text
    assert "**Send Messages in Threads**" in screen.text
    assert await _series(world) == 1


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"time": "noon"}, "Which time is that?"),
        ({"days": "someday"}, "Which days are those?"),
        ({"zone": "Atlantis"}, "Which time zone is that?"),
        ({"zone": "x" * 6000}, "Which time zone is that?"),
    ],
)
async def test_what_cannot_be_read_is_told_and_nothing_is_added(
    mia: Person, world: World, options: dict[str, str], title: str
) -> None:
    told = await mia.runs("series add", channel=world.hall, **options)
    assert told.title == title
    assert await _series(world) == 0


async def test_what_was_typed_is_told_inert(mia: Person, world: World) -> None:
    told = await mia.runs("series add", channel=world.hall, time="**9** <@1>\u202e")
    assert "“\\*\\*9\\*\\* \\<@1\\>” is not a time of day" in told.text


async def test_days_zones_and_series_are_suggested(
    mia: Person, world: World, circle: Circle
) -> None:
    assert [*await mia.types("series add", "days", "")] == [
        "Weekdays",
        "Every day",
        "Mon, Wed, Fri",
        "Tue, Thu",
        "Sat, Sun",
    ]
    assert await mia.types("series add", "days", "fri") == {"Mon, Wed, Fri": "Mon, Wed, Fri"}
    assert await mia.types("series add", "days", "mon-thu") == {"mon-thu": "mon-thu"}
    assert "Asia/Tokyo" in (await mia.types("series add", "zone", "tok")).values()
    first = await circle.series()
    await circle.series(world.hall)
    assert await mia.types("series pause", "series", "daily") == {
        "#daily-question · Every day 09:00, UTC": str(first.id)
    }
    await world.delete(world.daily)
    assert "#deleted · Every day 09:00, UTC" in await mia.types("series remove", "series", "")


async def test_a_server_has_room_for_fifty(mia: Person, world: World, circle: Circle) -> None:
    for minute in range(50):
        await circle.series(at=time(9, minute))
    told = await mia.runs("series add", channel=world.hall)
    assert told.title == "No room for another series"
    assert await _series(world) == 50
    listed = await mia.runs("series list")
    assert listed.title == "50 series"
    assert "And 35 more" in listed.text
    assert len(await mia.types("series pause", "series", "")) == 25


async def test_the_list_is_empty_at_first_and_then_shows_each_with_its_next_post(
    mia: Person, world: World, circle: Circle
) -> None:
    assert (await mia.runs("series list")).title == "No series yet"
    one, other = await circle.series(), await circle.series(world.hall)
    await world.house.services.series.pause(world.guild.id, other.id)
    listed = await mia.runs("series list")
    assert listed.title == "2 series"
    assert one.next_run_at is not None
    assert f"Next <t:{int(one.next_run_at.timestamp())}:F>" in listed.text
    assert "Paused <t:" in listed.text


async def test_a_pause_is_undone_by_its_button_and_done_again(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    paused = await mia.runs("series pause")
    assert (paused.title, paused.labels) == ("Paused", ["Resume"])
    resumed = await mia.presses(paused, "Resume")
    assert (resumed.title[:14], resumed.labels) == ("Next question ", ["Pause"])
    paused = await mia.presses(resumed, "Pause")
    assert paused.title == "Paused"
    await world.pass_time(days=3)
    assert circle.posts() == []
    await mia.runs("series resume")
    await world.pass_time(days=1)
    assert len(circle.posts()) == 1


async def test_a_removal_asks_first_and_keeps_what_was_asked(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    question = await circle.question()
    screen = await mia.runs("series remove")
    assert screen.title == "Remove this series?"
    assert screen.labels == ["Keep it", "Pause", "Remove"]
    kept = await mia.presses(screen, "Keep it")
    assert kept.title == "1 series"
    screen = await mia.runs("series remove")
    assert (await mia.presses(screen, "Remove")).title == "Removed"
    assert (await mia.presses_late(screen, "Remove")).title == "No such series"
    assert (await mia.presses_late(screen, "Pause")).title == "No such series"
    await world.pass_time(days=2)
    assert len(circle.posts()) == 1
    assert "hint 1 of 4" in (await ana.presses(question, "Hint")).grey


async def test_of_several_one_must_be_named(mia: Person, world: World, circle: Circle) -> None:
    one, other = await circle.series(), await circle.series(world.hall)
    for series in ("999", "anything"):
        assert (await mia.runs("series pause", series=series)).title == "No such series"
    told = await mia.runs("series pause")
    assert told.title == "Which series?"
    assert "There are 2 series here" in told.text
    paused = await mia.runs("series pause", series=str(other.id))
    assert f"<#{world.hall.id}>" in paused.text
    found = await world.house.services.series.of(world.guild.id)
    assert {series.id: series.paused_at is None for series in found} == {
        one.id: True,
        other.id: False,
    }


async def test_a_panel_answers_its_opener_for_a_quarter_of_an_hour(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    screen = await mia.runs("series remove")
    world.promote(world.ana)
    theirs = await ana.runs("series list")
    told = await ana.presses_late(theirs, screen.id("Remove"))
    assert told.title == "This panel is not yours"
    await world.sleep(minutes=16)
    told = await mia.presses(screen, "Remove")
    assert told.title == "This panel has closed"
    assert "`/series remove`" in told.text
    assert await _series(world) == 1


async def test_a_panel_works_after_a_restart(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    screen = await mia.runs("series remove")
    await world.restart()
    assert (await mia.presses(screen, "Remove")).title == "Removed"
