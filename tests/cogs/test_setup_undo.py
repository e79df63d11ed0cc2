"""What `/setup` created is taken back: exactly that, and not without asking."""

from typing import Any

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.setting_up import CHANNEL
from tests.cogs.test_setup_creating import changes, offered, on_to_the_test
from tests.sim import World


async def with_both(mia: Person) -> Screen:
    """The end of a setup that created a forum and a role."""
    screen = await mia.presses(await offered(mia), "Forum")
    screen = await on_to_the_test(mia, screen)
    screen = await mia.presses(screen, "Create role")
    return await mia.presses(screen, "Start without")


def named(world: World, name: str) -> list[Any]:
    """The channels and roles of a name."""
    guild = world.env.backend.get_guild(world.guild.id)
    things = [*world.env.backend.channels.values(), *guild.roles.values()]
    return [thing for thing in things if thing.name == name]


async def test_it_deletes_what_was_created_and_ends_the_series_in_it(
    mia: Person, world: World
) -> None:
    screen = await with_both(mia)
    assert screen.labels == ["Post now", "Undo created"]
    screen = await mia.presses(screen, "Undo created")
    assert screen.title == "Delete what was created?"
    ends = "the series “Weekdays 09:00, Europe/Berlin” ends"
    assert f"- The channel **daily-questions**; {ends}" in screen.text
    assert "- The role **Daily question**" in screen.text
    assert len(named(world, "daily-questions")) == 1
    screen = await mia.presses(screen, "Delete it")
    assert screen.title == "It is deleted"
    assert named(world, "daily-questions") == named(world, "Daily question") == []
    assert {channel.id for channel in (world.daily, world.hall, world.forum)} <= {
        *world.env.backend.channels
    }
    assert await world.house.services.series.of(world.guild.id) == []


async def test_each_deletion_is_written_down_as_a_change(mia: Person, world: World) -> None:
    screen = await mia.presses(await with_both(mia), "Undo created")
    await mia.presses(screen, "Delete it")
    found = await world.house.services.changes.page(world.guild.id, mia.id)
    deleted = [
        (noted.change.what, noted.change.before)
        for noted in found.rows
        if noted.change.what.endswith("-created") and not noted.change.after
    ]
    assert sorted(deleted, key=str) == [
        ("channel-created", {"name": "daily-questions"}),
        ("role-created", {"name": "Daily question"}),
    ]


async def test_what_members_wrote_is_named_before_it_is_deleted(
    mia: Person, ana: Person, world: World
) -> None:
    screen = await mia.presses(await offered(mia), "Forum")
    screen = await mia.presses(await on_to_the_test(mia, screen), "Post a test")
    (thread,) = world.guild.channels["daily-questions"].threads
    before = await mia.presses(screen, "Undo created")
    assert "what members wrote" not in before.text
    await ana.actor.send(thread, "Is this where it comes?")
    screen = await mia.presses_late(screen, "Undo created")
    assert "with what members wrote in it" in screen.text


async def test_keeping_deletes_nothing(mia: Person, world: World) -> None:
    screen = await mia.presses(await with_both(mia), "Undo created")
    screen = await mia.presses(screen, "Keep it")
    assert screen.title == "Everything stays"
    assert len(named(world, "daily-questions")) == 1


async def test_where_it_was_stopped_the_choice_is_forgotten_with_the_channel(
    mia: Person, world: World
) -> None:
    screen = await mia.presses(await offered(mia), "Forum")
    screen = await mia.presses(screen, "Stop")
    assert screen.labels == ["Go on", "Undo created"]
    screen = await mia.presses(await mia.presses(screen, "Undo created"), "Delete it")
    assert screen.title == "It is deleted"
    assert named(world, "daily-questions") == []
    screen = await mia.runs("setup")
    assert screen.title == "Where should questions go?"
    # It is not the channel that somebody else deleted: nothing is said of it.
    assert "is gone" not in screen.text


async def test_a_setup_that_created_nothing_offers_nothing_to_undo(
    mia: Person, world: World
) -> None:
    screen = await mia.runs("setup", zone="Europe/Berlin")
    screen = await mia.picks(screen, CHANNEL, world.daily)
    assert (await mia.presses(screen, "Stop")).labels == []
    screen = await on_to_the_test(mia, await mia.runs("setup"))
    assert (await mia.presses(screen, "Start without")).labels == ["Post now"]


async def test_what_an_earlier_setup_created_is_not_touched(mia: Person, world: World) -> None:
    screen = await mia.presses(await offered(mia), "Forum")
    await mia.presses(await on_to_the_test(mia, screen), "Start without")
    await world.delete(world.daily)
    screen = await mia.presses(await offered(mia), "Text channel")
    screen = await mia.presses(await on_to_the_test(mia, screen), "Start without")
    screen = await mia.presses(await mia.presses(screen, "Undo created"), "Delete it")
    assert "**daily-question**" in screen.text
    assert named(world, "daily-question") == []
    assert len(named(world, "daily-questions")) == 1
    assert len(await world.house.services.series.of(world.guild.id)) == 1


async def test_a_channel_that_somebody_deleted_before_counts_as_deleted(
    mia: Person, world: World
) -> None:
    screen = await mia.presses(await with_both(mia), "Undo created")
    await world.delete(world.guild.channels["daily-questions"])
    assert (await mia.presses(screen, "Delete it")).title == "It is deleted"


async def test_what_the_bot_may_no_longer_delete_is_named_and_its_series_goes_on(
    mia: Person, world: World
) -> None:
    screen = await mia.presses(await with_both(mia), "Undo created")
    await world.forbid_everywhere("manage_channels")
    screen = await mia.presses(screen, "Delete it")
    assert screen.title == "Not everything is deleted"
    assert "Still there: **daily-questions**." in screen.text
    assert "Gone: **Daily question**" in screen.text
    (series,) = await world.house.services.series.of(world.guild.id)
    # The role is gone, and the series pings it no longer.
    assert series.ping_role_id is None


async def test_a_second_press_on_delete_finds_nothing_left(mia: Person, world: World) -> None:
    screen = await mia.presses(await with_both(mia), "Undo created")
    await mia.presses(screen, "Delete it")
    again = await mia.presses_late(screen, "Delete it")
    assert again.title == "It is deleted"
    assert "Nothing of it was there any more." in again.text


async def test_another_owner_cannot_take_it_back(mia: Person, ana: Person, world: World) -> None:
    screen = await with_both(mia)
    world.promote(world.ana)
    told = await ana.presses_late(await ana.runs("help"), screen.id("Undo created"))
    assert told.title == "This panel is not yours"
    forged = screen.id("Undo created").replace(f":u{mia.id}", f":u{ana.id}")
    told = await ana.presses_late(await ana.runs("help"), forged)
    assert "Nothing of it was there any more." in told.text
    assert len(named(world, "daily-questions")) == 1


async def test_one_change_is_taken_back_from_the_list_of_changes(mia: Person, world: World) -> None:
    screen = await mia.presses(await offered(mia), "Forum")
    (change,) = await changes(world)
    listed = await mia.runs("server changes")
    screen = await mia.presses(listed, "Undo mine")
    assert screen.title == "Delete what was created?"
    screen = await mia.presses(screen, "Delete it")
    assert "Gone: **daily-questions**" in screen.text
    assert named(world, "daily-questions") == []
    reverse = (await changes(world))[-1]
    assert (reverse.what, reverse.ref, reverse.after) == ("channel-created", change.ref, {})


async def test_the_question_now_goes_out_from_the_end_of_the_setup(
    mia: Person, world: World, circle: Circle
) -> None:
    screen = await mia.runs("setup", zone="Europe/Berlin")
    screen = await mia.picks(screen, CHANNEL, world.daily)
    screen = await mia.presses(await on_to_the_test(mia, screen), "Start without")
    screen = await mia.presses(screen, "Post now")
    assert screen.title == "The first question is out"
    (post,) = circle.posts()
    assert str(post.message.id) in screen.text
    # It counts as today’s: nothing comes at nine.
    await world.pass_time(hours=12)
    assert len(circle.posts()) == 1


async def test_a_first_question_that_cannot_go_out_says_what_is_missing(
    mia: Person, world: World
) -> None:
    screen = await mia.runs("setup", zone="Europe/Berlin")
    screen = await mia.picks(screen, CHANNEL, world.daily)
    screen = await mia.presses(await on_to_the_test(mia, screen), "Start without")
    await world.forbid(world.daily, "send_messages")
    screen = await mia.presses(screen, "Post now")
    assert screen.title == "The question did not arrive"
    assert "**Send Messages**" in screen.text
