"""`/series`: what owners add, look at and end."""

from datetime import UTC, datetime, time

import pytest

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.sim import World

OPEN = "Open a series"


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
    assert screen.labels == ["Preview", "Edit", "Undo"]
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


async def test_a_series_is_added_with_everything_there_is_to_say(mia: Person, world: World) -> None:
    circle_role = world.guild.create_role("Circle", mentionable=True)
    screen = await mia.runs(
        "series add",
        channel=world.hall,
        days="every day",
        level="L6",
        kinds="coding",
        starts="5 January",
        role=circle_role,
        threads=False,
        weekends=False,
    )
    assert f"L6 · Coding, no threads, pings <@&{circle_role.id}>" in screen.text
    (series,) = await world.house.services.series.of(world.guild.id)
    assert (series.level, series.kinds) == ("L6", ("coding",))
    assert series.starts_on.isoformat() == "2026-01-05"
    assert (series.threads, series.ping_role_id) == (False, circle_role.id)
    assert not series.plan.pattern.weekends


async def test_adding_is_taken_back_by_its_button(mia: Person, world: World) -> None:
    screen = await mia.runs("series add", channel=world.hall)
    gone = await mia.presses(screen, "Undo")
    assert gone.title == "No series yet"
    assert "Taken back" in gone.text
    assert await _series(world) == 0


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"time": "noon"}, "Which time is that?"),
        ({"days": "someday"}, "Which days are those?"),
        ({"zone": "Atlantis"}, "Which time zone is that?"),
        ({"zone": "x" * 6000}, "Which time zone is that?"),
        ({"starts": "someday"}, "Which date is that?"),
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


async def test_days_dates_zones_and_series_are_suggested(
    mia: Person, world: World, circle: Circle
) -> None:
    common = [*await mia.types("series add", "days", "")]
    assert common[:3] == ["Weekdays", "Every day", "Mon, Wed, Fri"]
    assert await mia.types("series add", "days", "fri") == {"Mon, Wed, Fri": "Mon, Wed, Fri"}
    assert await mia.types("series add", "days", "mon-thu") == {"mon-thu": "mon-thu"}
    assert [*await mia.types("series add", "starts", "in")] == ["In 1 week", "In 2 weeks"]
    assert [*await mia.types("series pause", "until", "week")] == ["1 week", "2 weeks", "3 weeks"]
    assert "Asia/Tokyo" in (await mia.types("series add", "zone", "tok")).values()
    first = await circle.series()
    await circle.series(world.hall)
    assert await mia.types("series pause", "series", "daily") == {
        "#daily-question · Every day 09:00, UTC": str(first.id)
    }
    await world.delete(world.daily)
    assert "#deleted · Every day 09:00, UTC" in await mia.types("series remove", "series", "")


async def test_every_suggested_text_can_be_read(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    for days in await mia.types("series edit", "days", ""):
        assert (await mia.runs("series edit", days=days)).grey.startswith("Series"), days
    for starts in await mia.types("series edit", "starts", ""):
        assert (await mia.runs("series edit", starts=starts)).grey.startswith("Series"), starts
    for until in await mia.types("series pause", "until", ""):
        assert (await mia.runs("series pause", until=until)).title.startswith("Paused until")


async def test_a_server_has_room_for_fifty_and_the_list_has_pages(
    mia: Person, world: World, circle: Circle
) -> None:
    for minute in range(50):
        await circle.series(at=time(9, minute))
    told = await mia.runs("series add", channel=world.hall)
    assert told.title == "No room for another series"
    assert await _series(world) == 50
    listed = await mia.runs("series list")
    assert (listed.grey, listed.title) == ("Series · page 1 of 7", "50 series")
    assert listed.labels == ["Next"]
    third = await mia.presses(await mia.presses(listed, "Next"), "Next")
    assert third.labels == ["Next", "Back", "First page"]
    assert len(third.selects[0].options) == 8
    assert (await mia.presses(third, "First page")).grey == "Series · page 1 of 7"
    assert len(await mia.types("series pause", "series", "")) == 25


async def test_the_list_is_empty_at_first_and_then_shows_each_with_its_state(
    mia: Person, world: World, circle: Circle
) -> None:
    assert (await mia.runs("series list")).title == "No series yet"
    one, other = await circle.series(), await circle.series(world.hall)
    await mia.runs("series pause", series=str(other.id))
    await mia.runs("series edit", series=str(other.id), level="L5", kinds="behavioral")
    listed = await mia.runs("series list")
    assert listed.title == "2 series"
    assert one.next_run_at is not None
    assert f"Next <t:{int(one.next_run_at.timestamp())}:F>" in listed.text
    assert "Paused <t:" in listed.text
    assert "L5 · Behavioural" in listed.text


async def test_a_series_is_opened_from_the_list_with_everything_about_it(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    opened = await mia.picks(await mia.runs("series list"), OPEN, str(series.id))
    assert opened.title.startswith("Next question <t:")
    for fact in (
        f"**Channel** <#{world.daily.id}>, a thread for each question",
        "**Time** Every day 09:00, UTC",
        "**Questions** Every question",
        "**Phases** counted from 1 January 2026",
        f"**Set up by** <@{mia.id}>",
    ):
        assert fact in opened.text
    assert [[button.label for button in row] for row in opened.rows] == [
        ["Preview", "Edit", "Pause"],
        ["Skip next", "Post now", "Ledger"],
        ["Queue", "All series", "Remove"],
    ]
    assert (await mia.presses(opened, "All series")).title == "1 series"


async def test_a_held_series_says_why_and_what_to_do(
    mia: Person, world: World, circle: Circle
) -> None:
    await world.forbid(world.daily, "send_messages")
    series = await circle.series()
    await world.pass_time(hours=9)
    listed = await mia.runs("series list")
    assert "⚠️ Could not post <t:" in listed.text
    assert "a permission was missing" in listed.text
    opened = await mia.picks(listed, OPEN, str(series.id))
    assert (opened.grey, opened.title) == ("⚠️ Series", "A question could not be posted")
    assert "**Send Messages**" in opened.text


async def test_a_series_that_was_removed_meanwhile_cannot_be_opened(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    listed = await mia.runs("series list")
    await mia.presses(await mia.runs("series remove"), "Remove")
    assert (await mia.picks(listed, OPEN, str(series.id))).title == "No such series"


async def test_a_removal_asks_first_and_keeps_what_was_asked(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    question = await circle.question()
    screen = await mia.runs("series remove")
    assert screen.title == "Remove this series?"
    assert screen.labels == ["Keep it", "Pause", "Remove"]
    kept = await mia.presses(screen, "Keep it")
    assert kept.title.startswith("Next question")
    removed = await mia.presses(await mia.runs("series remove"), "Remove")
    assert removed.title == "Removed"
    assert (await mia.presses_late(screen, "Remove")).title == "No such series"
    await world.pass_time(days=2)
    assert len(circle.posts()) == 1
    assert "hint 1 of 4" in (await ana.presses(question, "Hint")).grey


async def test_a_removal_is_taken_back(mia: Person, world: World, circle: Circle) -> None:
    series = await circle.series()
    removed = await mia.presses(await mia.runs("series remove"), "Remove")
    back = await mia.presses(removed, "Undo")
    assert back.title.startswith("Next question")
    assert "Taken back" in back.text
    await world.pass_time(hours=9)
    assert len(circle.posts()) == 1
    (again,) = await world.house.services.series.of(world.guild.id)
    assert (again.id, again.plan) == (series.id, series.plan)


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


async def test_the_queue_is_opened_from_the_series(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    opened = await mia.picks(await mia.runs("series list"), OPEN, str(series.id))
    assert "queue" in (await mia.presses(opened, "Queue")).grey.casefold()


async def test_the_ledger_leads_back_to_the_series(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    (series,) = await world.house.services.series.of(world.guild.id)
    opened = await mia.picks(await mia.runs("series list"), OPEN, str(series.id))
    ledger = await mia.presses(opened, "Ledger")
    assert (await mia.presses(ledger, "Series")).title.startswith("Next question")
