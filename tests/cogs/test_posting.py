"""What goes out unasked: each question once, late where need be, and one notice where it cannot."""

from datetime import UTC, datetime, time, timedelta

import aiohttp

from bot.domain.schedule import WEEKDAYS
from bot.storage.tables.server import SETTINGS
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


def _notices(person: Person) -> list[Screen]:
    """The direct messages that a member has from the bot."""
    return [Screen.of(message) for message in person.actor.user.dm_channel.history()]


async def test_every_day_has_one_question_and_none_comes_twice(
    circle: Circle, world: World
) -> None:
    await circle.series()
    for _ in range(7):
        await world.pass_time(days=1)
        await world.tick()
    titles = [post.title for post in circle.posts()]
    assert len(titles) == len(set(titles)) == 7


async def test_weekdays_leave_the_weekend_out(circle: Circle, world: World) -> None:
    # 1 January 2026 is a Thursday.
    await circle.series(pattern=WEEKDAYS)
    days = []
    for _ in range(7):
        before = len(circle.posts())
        await world.pass_time(days=1)
        days.append(len(circle.posts()) - before)
    assert days == [1, 1, 0, 0, 1, 1, 1]


async def test_after_three_days_away_only_the_newest_question_goes_out(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.question()
    await world.sleep(days=3, hours=2)
    await world.restart()
    await world.tick()
    assert len(circle.posts()) == 2
    await world.tick()
    assert len(circle.posts()) == 2
    assert "2 sent, 1 late, 2 skipped, 0 failed" in (await mia.runs("server doctor")).text
    await world.pass_time(days=1)
    assert len(circle.posts()) == 3


async def test_hours_late_is_still_posted(circle: Circle, world: World) -> None:
    await circle.series()
    await world.sleep(hours=20)
    await world.tick()
    assert len(circle.posts()) == 1


async def test_two_series_of_one_channel_ask_different_questions(
    circle: Circle, world: World
) -> None:
    await circle.series()
    await circle.series()
    for day in range(1, 4):
        await world.pass_time(days=1)
        assert len({post.title for post in circle.posts()}) == 2 * day


async def test_a_clock_that_was_set_back_brings_nothing_twice(
    circle: Circle, question: Screen, world: World
) -> None:
    for hours in (48, 24, 1, 0):
        await world.house.tick(world.now() - timedelta(hours=hours))
    assert [post.title for post in circle.posts()] == [question.title]
    await world.pass_time(days=1)
    assert len(circle.posts()) == 2


async def test_a_reply_that_is_lost_leaves_one_message(circle: Circle, world: World) -> None:
    await circle.series()
    world.fail("POST", "/messages", aiohttp.ServerDisconnectedError(), after=True)
    await world.pass_time(hours=9)
    await world.pass_time(seconds=30)
    assert len(circle.posts()) == 1
    assert len(world.daily.threads) == 1


async def test_discord_being_away_for_a_while_delays_the_question(
    circle: Circle, world: World
) -> None:
    await circle.series()
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=3)
    await world.pass_time(hours=9)
    assert circle.posts() == []
    for _ in range(3):
        await world.pass_time(minutes=5)
    assert len(circle.posts()) == 1


async def test_complaint_11_a_series_that_cannot_post_is_told_once_and_shown_until_it_is_mended(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    await world.pass_time(minutes=10)
    (notice,) = _notices(mia)
    assert notice.title == "A question could not be posted"
    assert "in **Study circle**" in notice.text
    assert "**Send Messages**, to post the question" in notice.text
    doctor = await mia.runs("server doctor")
    assert doctor.title == "One thing needs you"
    assert "**Send Messages**" in doctor.text
    assert "Could not post" in (await mia.runs("series list")).text
    await world.pass_time(days=1)
    assert len(_notices(mia)) == 1
    await world.forbid(world.daily)
    await world.tick()
    assert len(circle.posts()) == 1
    assert (await mia.runs("server doctor")).title == "All well"
    assert "Could not post" not in (await mia.runs("series list")).text
    # Held anew, it is told anew, and tried again at its next time.
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(days=1)
    assert len(_notices(mia)) == 2
    await world.pass_time(days=1)
    assert len(_notices(mia)) == 2


async def test_a_question_that_was_held_is_asked_later(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    await world.forbid(world.daily)
    titles = set()
    for _ in range(28):
        await world.pass_time(days=1)
        titles.add(circle.posts()[-1].title)
    assert len(titles) == 28


async def test_a_deleted_channel_is_told_with_the_way_out(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    await world.delete(world.daily)
    await world.pass_time(hours=9)
    (notice,) = _notices(mia)
    assert notice.title == "The channel is gone"
    assert "`/series edit`" in notice.text
    doctor = await mia.runs("server doctor")
    assert "is gone since <t:" in doctor.text


async def test_who_set_the_series_is_told_and_behind_closed_doors_the_owner(
    circle: Circle, world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await circle.series(by=ana)
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    assert (len(_notices(ana)), len(_notices(mia))) == (1, 0)
    await circle.series(world.hall, by=ben)
    await world.forbid(world.hall, "send_messages")
    closed = f"/channels/{ben.actor.user.dm_channel.id}/messages"
    world.env.inject_error("POST", closed, status=403, code=50007, times=None)
    await world.pass_time(days=1)
    assert (len(_notices(ben)), len(_notices(mia))) == (0, 1)


async def test_where_every_door_is_closed_the_channel_is_not_told_instead(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    closed = f"/channels/{mia.actor.user.dm_channel.id}/messages"
    world.env.inject_error("POST", closed, status=403, code=50007, times=None)
    await world.pass_time(hours=9)
    await world.pass_time(hours=1)
    assert _notices(mia) == []
    assert world.daily.history() == world.hall.history() == []
    assert (await mia.runs("server doctor")).title == "One thing needs you"


async def test_where_every_door_is_closed_the_log_channel_is_told(
    circle: Circle, world: World, mia: Person, ana: Person
) -> None:
    async with world.house.database.transaction() as tx:
        log = {"guild_id": world.guild.id, "log_channel_id": world.hall.id, "version": 1}
        await tx.execute(SETTINGS.insert().values(**log))
    await circle.series(by=ana)
    await world.forbid(world.daily, "send_messages")
    for person in (ana, mia):
        closed = f"/channels/{person.actor.user.dm_channel.id}/messages"
        world.env.inject_error("POST", closed, status=403, code=50007, times=None)
    await world.pass_time(hours=9)
    await world.pass_time(hours=1)
    # The change that added the series is told there too.
    told = [Screen.of(m) for m in world.hall.history() if m.components]
    (notice,) = [screen for screen in told if screen.grey == "⚠️ Daily"]
    assert notice.title == "A question could not be posted"
    assert (
        f"“Every day 09:00, UTC” in **Study circle** waits: Discord refused the post in <#{world.daily.id}>"
        in notice.text
    )
    assert "Edit Channel → Permissions → Loopmate" in notice.text


async def test_too_many_threads_leave_the_question_standing_and_are_told_once(
    circle: Circle, world: World, mia: Person, ana: Person
) -> None:
    await circle.series()
    threads = "/channels/*/messages/*/threads"
    world.env.inject_error("POST", threads, status=400, code=160006, times=None)
    await world.pass_time(hours=9)
    await world.pass_time(days=1)
    posts = circle.posts()
    assert len(posts) == 2
    assert "hint 1 of 4" in (await ana.presses(posts[0], "Hint")).grey
    (notice,) = _notices(mia)
    assert notice.title == "A question has no thread"
    assert "as many open threads as Discord allows" in notice.text


async def test_a_missing_thread_permission_is_named(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    await world.forbid(world.daily, "create_public_threads")
    await world.pass_time(hours=9)
    assert len(circle.posts()) == 1
    (notice,) = _notices(mia)
    assert "**Create Public Threads**" in notice.text


async def test_a_forum_that_asks_for_a_tag_is_told_as_such(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series(world.forum)
    world.env.inject_error("POST", "/channels/*/threads", status=400, code=40067)
    await world.pass_time(hours=9)
    (notice,) = _notices(mia)
    assert "asks for a tag" in notice.text


async def test_a_removed_or_paused_series_posts_nothing(
    circle: Circle, world: World, mia: Person
) -> None:
    keeping = world.house.services.series
    removed, paused = await circle.series(), await circle.series(world.hall)
    await keeping.remove(world.guild.id, removed.id, by=world.mia.id)
    await keeping.pause(world.guild.id, paused.id, by=world.mia.id)
    await world.pass_time(days=3)
    assert world.daily.history() == world.hall.history() == []
    await keeping.resume(world.guild.id, paused.id, by=world.mia.id)
    await world.tick()
    assert circle.posts(world.hall) == []
    await world.pass_time(days=1)
    assert len(circle.posts(world.hall)) == 1


async def test_what_waits_when_a_series_is_removed_is_not_sent(
    circle: Circle, world: World
) -> None:
    series = await circle.series()
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=1)
    await world.sleep(hours=9)
    await world.house.services.planner.tick(world.now())
    await world.house.services.series.remove(world.guild.id, series.id, by=world.mia.id)
    await world.tick()
    assert world.daily.history() == []


async def test_the_clocks_going_forward_move_no_question_to_another_hour(
    circle: Circle, world: World
) -> None:
    await circle.series(zone="Europe/Berlin", at=time(9))
    start = datetime(2026, 3, 28, 8, tzinfo=UTC)
    await world.sleep(seconds=(start - world.now()).total_seconds() - 60)
    await world.tick()
    before = len(circle.posts())
    await world.pass_time(minutes=1)
    assert len(circle.posts()) == before + 1
    # Summer time has begun: nine in Berlin is seven in UTC.
    await world.pass_time(hours=22, minutes=59)
    assert len(circle.posts()) == before + 1
    await world.pass_time(minutes=1)
    assert len(circle.posts()) == before + 2


async def test_a_day_on_which_discord_is_away_is_skipped_and_its_question_comes_later(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series()
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    await world.pass_time(hours=9)
    await world.pass_time(hours=12)
    world.env.backend.faults.clear()
    await world.pass_time(hours=12)
    assert len(circle.posts()) == 1
    assert "1 sent, 0 late, 1 skipped, 0 failed" in (await mia.runs("server doctor")).text
    for _ in range(27):
        await world.pass_time(days=1)
    assert len({post.title for post in circle.posts()}) == 28
