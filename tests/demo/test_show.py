"""The sidebar and its buttons."""

from datetime import timedelta

import discord
import pytest

from tests.demo.stage import START, Stage


async def test_a_jump_stops_where_something_is_due_and_every_six_hours(stage: Stage) -> None:
    stage.bot.dues = [
        START + timedelta(hours=5, minutes=17),
        START + timedelta(hours=5, minutes=18),
    ]
    dues = list(stage.bot.dues)
    await stage.show.press("day", str(stage.ana))
    ticks = [START, *stage.bot.ticks]
    assert ticks[-1] - START == timedelta(days=1)
    assert set(dues) <= set(ticks)
    assert max(b - a for a, b in zip(ticks, ticks[1:], strict=False)) == timedelta(hours=6)


@pytest.mark.parametrize(("button", "minutes"), [("minutes", 10), ("hour", 60)])
async def test_a_jump_is_as_long_as_its_button_says(
    stage: Stage, button: str, minutes: int
) -> None:
    await stage.show.press(button, str(stage.ana))
    assert stage.world.env.now() - START == timedelta(minutes=minutes)


async def test_a_button_that_does_not_exist_is_not_found(stage: Stage) -> None:
    with pytest.raises(KeyError):
        await stage.show.press("year", str(stage.ana))
    with pytest.raises(KeyError):
        await stage.show.press("round", str(stage.ana))  # this bot has no mock interviews


async def test_somebody_unknown_is_shown_the_owners_list(stage: Stage) -> None:
    for member in (None, "", "7", "nobody"):
        assert (await stage.show.state(member))["me"] == str(stage.ana)


async def test_the_list_nests_a_thread_under_its_channel_until_it_is_idle(stage: Stage) -> None:
    channel = stage.bot.get_channel(stage.questions)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("A question")
    await message.create_thread(name="Talk", auto_archive_duration=60)
    names = [(p.name, p.kind, p.idle) for p in stage.world.places(stage.ana)]
    assert names == [
        ("daily-question", "text", False),
        ("Talk", "thread", False),
        ("mock-interviews", "text", False),
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
    listed = {m: [p.name for p in stage.world.places(m)] for m in (stage.ana, stage.ben, stage.cy)}
    assert "Ben’s corner" in listed[stage.ben]
    assert "Ben’s corner" not in listed[stage.cy]
    assert "Ben’s corner" not in listed[stage.ana], "the owner may read it, and did not join it"


async def test_a_private_thread_leaves_no_note_in_its_channel(stage: Stage) -> None:
    channel = stage.bot.get_channel(stage.hall)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Between us", type=discord.ChannelType.private_thread)
    assert stage.world.stirred()
    assert stage.world.place(stage.hall).history() == []


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


async def test_in_direct_messages_members_and_channels_have_names(stage: Stage) -> None:
    ben = await stage.bot.fetch_user(stage.ben)
    await ben.send(f"With <@{stage.cy}> in <#{stage.hall}>, not <@1>")
    await stage.world.env.settle()
    direct = stage.world.direct(stage.ben)
    assert direct is not None
    pane = await stage.open(direct, stage.ben)
    (message,) = pane.snapshot["messages"].values()
    shown = str(message)
    assert "'label': '@Cy'" in shown
    assert "'label': '#study-hall'" in shown
    assert ", not <@1>" in shown
