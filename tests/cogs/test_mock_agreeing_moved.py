"""What is agreed: the file for calendars, reminders, the event, moving and calling off."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import icalendar
import pytest

from tests.cogs.pairs import in_thread, round_sent, thread
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_reviews import at_home, told
from tests.sim import World


async def agree(world: World, mia: Person, ana: Person, ben: Person, **options: Any) -> Screen:
    """Ana and Ben agree on the last of three times; the message in the thread."""
    await round_sent(world, mia, ana, ben, **options)
    (shown,) = in_thread(world)
    await ana.presses(shown, "Accept 3")
    agreed = await ben.presses_late(shown, "Accept 3")
    await world.tick()
    return agreed


async def opened(screen: Screen) -> Mapping[str, Any]:
    """The event in the file that stands in a screen."""
    (file,) = screen.files
    calendar = icalendar.Calendar.from_ical(await file.read())
    (event,) = calendar.walk("VEVENT")
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "starts": event["DTSTART"].dt,
        "text": str(event.get("DESCRIPTION", "")),
        "status": str(event["STATUS"]),
    }


async def test_the_file_for_calendars_grows_with_each_move_and_ends_with_a_cancel(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben)
    screen = await ana.presses(agreed, "Calendar")
    assert (screen.private, screen.title) == (True, "For your calendar")
    first = await opened(screen)
    assert (first["method"], first["sequence"], first["status"]) == ("PUBLISH", 1, "CONFIRMED")
    assert f"<t:{int(first['starts'].timestamp())}:F>" in agreed.text
    assert "With Ben." in first["text"]
    assert str(thread(world).id) in first["text"]
    # A change of the zone changes nothing: the appointment is a moment.
    await world.house.services.me.set_zone(world.guild.id, ana.id, "Asia/Tokyo")
    assert (await opened(await ana.presses(agreed, "Calendar")))["starts"] == first["starts"]

    moved = await ana.presses(agreed, "Move")
    assert (moved.private, moved.title) == (False, "Pick a time")
    await world.tick()
    word = told(ben)[-1]
    assert word.title == "Pick another time"
    assert (await ben.presses_late(agreed, "Calendar")).title == "Pick a time"
    await ana.presses(moved, "Accept 1")
    assert (await at_home(ben).presses(word, "Accept 1")).title == "✅ It’s agreed"
    assert in_thread(world)[0].title == "✅ It’s agreed"
    (now, *_) = in_thread(world)
    second = await opened(await ben.presses(now, "Calendar"))
    assert (second["uid"], second["sequence"]) == (first["uid"], 3)
    assert second["starts"] != first["starts"]

    confirm = await ben.presses(now, "Cancel")
    assert (confirm.private, confirm.labels) == (True, ["Keep it", "Move", "Cancel it"])
    assert (await ben.presses(confirm, "Keep it")).title == "✅ It’s agreed"
    gone = await ben.presses(await ben.presses(now, "Cancel"), "Cancel it")
    assert gone.title == in_thread(world)[0].title == "It is cancelled"
    await world.tick()
    word = told(ana)[-1]
    assert (word.title, word.labels) == ("It is cancelled", ["Solo drill", "Calendar"])
    last = await opened(await at_home(ana).presses(word, "Calendar"))
    assert (last["method"], last["uid"], last["sequence"]) == ("CANCEL", first["uid"], 4)
    # Whoever looks at an old message reads what holds.
    assert (await ana.presses_late(agreed, "Move")).title == "It is cancelled"


async def test_reminders_come_by_direct_message_for_the_time_that_holds(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben)
    starts = (await opened(await ana.presses(agreed, "Calendar")))["starts"]
    await world.pass_time(seconds=(starts - world.now()).total_seconds() - 24 * 3600 - 60)
    before = len(told(ana))
    await world.pass_time(minutes=1)
    (word,) = told(ana)[before:]
    assert word.title == f"It begins <t:{int(starts.timestamp())}:R>"
    assert word.labels == ["Packet", "Calendar", "Move", "Cancel"]
    assert told(ben)[-1].title == word.title
    await world.pass_time(hours=23, minutes=44)
    assert len(told(ana)) == before + 1
    await world.pass_time(minutes=1)
    assert len(told(ana)) == before + 2
    # Late on the way: the reminder still opens everything.
    assert (await at_home(ben).presses(told(ben)[-1], "Cancel")).title == "Cancel this session?"


async def test_no_reminder_of_a_time_that_was_moved_is_sent(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben)
    starts = (await opened(await ana.presses(agreed, "Calendar")))["starts"]
    await ana.presses(agreed, "Move")
    seconds = (starts - world.now()).total_seconds()
    await world.pass_time(seconds=seconds - 600)
    titles = [one.title for one in (*told(ana), *told(ben))]
    assert not [title for title in titles if title.startswith("It begins")]


async def test_who_is_absent_can_be_said_from_five_minutes_after_the_start(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben)
    starts = (await opened(await ana.presses(agreed, "Calendar")))["starts"]
    await world.pass_time(seconds=(starts - world.now()).total_seconds() + 240)
    assert "Partner absent" not in (await ana.runs("mock status")).labels
    await world.pass_time(seconds=60)
    assert "Partner absent" in (await ana.runs("mock status")).labels


async def test_the_event_has_no_names_and_goes_with_the_time(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben, events=True)
    events = world.env.backend.get_guild(world.guild.id).scheduled_events
    (event,) = events.values()
    assert event.name.startswith("Mock interview: ")
    for person in (ana, ben):
        assert person.name.capitalize() not in f"{event.name} {event.description}"
        assert str(person.id) not in f"{event.name} {event.description}"
    await ben.presses(agreed, "Move")
    await world.tick()
    assert not events


async def test_an_event_that_is_not_allowed_changes_nothing(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await world.forbid_everywhere("create_events", "manage_events")
    agreed = await agree(world, mia, ana, ben, events=True)
    assert agreed.title == "✅ It’s agreed"
    assert not world.env.backend.get_guild(world.guild.id).scheduled_events


@pytest.mark.parametrize("gone", [True, False])
async def test_who_deletes_their_data_calls_it_off_and_who_leaves_the_mocks_does_not(
    world: World, mia: Person, ana: Person, ben: Person, gone: bool
) -> None:
    agreed = await agree(world, mia, ana, ben)
    if gone:
        await ana.presses(await ana.runs("me delete"), "Delete all")
        await world.tick()
        assert told(ben)[-1].title == "Your partner has left"
        assert (await ben.presses_late(agreed, "Calendar")).title == "Take it out of your calendar"
        assert (await ana.presses_late(agreed, "Move")).title == "Not your session"
    else:
        left = await ana.runs("mock leave")
        assert "A session that is agreed stays" in left.text
        assert (await ana.runs("mock status")).title == "✅ It’s agreed"


async def test_a_moment_that_nobody_has_left_stays_agreed(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    agreed = await agree(world, mia, ana, ben)
    form = await ana.opens(await ana.runs("mock times"), "Write them")
    await ana.submits(form, hours="Mon 3-4")
    note = await ben.presses(agreed, "Move")
    assert note.title == "No other time in common"
    assert in_thread(world)[0].title == "✅ It’s agreed"
    assert (
        timedelta(0) < (await opened(await ben.presses(agreed, "Calendar")))["starts"] - world.now()
    )
