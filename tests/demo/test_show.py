"""The sidebar and its buttons."""

from datetime import timedelta

import discord
import pytest

from tests.demo.stage import START, Stage


async def test_next_day_reaches_the_same_time_tomorrow_in_strides_of_five_minutes(
    stage: Stage,
) -> None:
    await stage.show.press("day", str(stage.ana))
    ticks = [START, *stage.bot.ticks]
    assert ticks[-1] - START == timedelta(days=1)
    assert max(b - a for a, b in zip(ticks, ticks[1:], strict=False)) == timedelta(minutes=5)


async def test_next_hour_is_an_hour(stage: Stage) -> None:
    await stage.show.press("hour", str(stage.ana))
    assert stage.world.env.now() - START == timedelta(hours=1)


async def test_a_button_that_does_not_exist_is_not_found(stage: Stage) -> None:
    with pytest.raises(KeyError):
        await stage.show.press("year", str(stage.ana))


async def test_somebody_unknown_is_shown_the_owners_list(stage: Stage) -> None:
    for member in (None, "", "7", "nobody"):
        assert stage.show.state(member)["me"] == str(stage.ana)


async def test_the_list_nests_a_thread_under_its_channel_until_it_is_idle(stage: Stage) -> None:
    channel = stage.bot.get_channel(stage.questions)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("A question")
    await message.create_thread(name="Talk", auto_archive_duration=60)
    names = [(p.name, p.kind, p.idle) for p in stage.world.places(stage.ana)]
    assert names == [
        ("daily-question", "text", False),
        ("Talk", "thread", False),
        ("study-hall", "text", False),
        ("questions-forum", "forum", False),
    ]
    await stage.world.pass_time(3_601)
    assert [p.name for p in stage.world.places(stage.ana) if p.idle] == ["Talk"]


async def test_a_private_thread_is_listed_for_its_members_only(stage: Stage) -> None:
    channel = stage.bot.get_channel(stage.hall)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(
        name="Ben’s corner", type=discord.ChannelType.private_thread
    )
    await thread.add_user(discord.Object(stage.ben))
    listed = {m: [p.name for p in stage.world.places(m)] for m in (stage.ben, stage.cy)}
    assert "Ben’s corner" in listed[stage.ben]
    assert "Ben’s corner" not in listed[stage.cy]


async def test_a_reply_for_one_person_marks_nothing_as_new_for_another(stage: Stage) -> None:
    def newest(member: int) -> int | None:
        return next(p.newest for p in stage.world.places(member) if p.id == stage.questions)

    before = newest(stage.ben)
    await (await stage.open(stage.questions, stage.ana)).press()
    assert newest(stage.ben) == before
    assert newest(stage.ana) != before


async def test_direct_messages_are_listed_and_shown_to_the_one_they_are_for(stage: Stage) -> None:
    ben = await stage.bot.fetch_user(stage.ben)
    await ben.send("Between us")
    await stage.world.env.settle()
    listed = {
        m: [p for p in stage.world.places(m) if p.kind == "direct"] for m in (stage.ana, stage.ben)
    }
    assert listed[stage.ana] == []
    assert [p.name for p in listed[stage.ben]] == ["Loopmate"]
    pane = await stage.open(listed[stage.ben][0].id, stage.ben)
    assert pane.text == "Between us"
