"""What of the pretend Discord is there again at the next start."""

import pickle
from datetime import timedelta
from pathlib import Path

import pytest
import simcord

from bot.demo.host.world import World
from tests.demo.stage import START, SmallBot, Stage


def another(file: Path) -> World:
    return World(simcord.Env(SmallBot(), check_errors=False), file)


async def test_the_next_start_finds_the_same_server_with_its_messages(
    stage: Stage, tmp_path: Path
) -> None:
    await (await stage.open(stage.questions, stage.ana)).press()
    stage.world.save()
    again = another(tmp_path / "world.pickle")
    assert again.restore()
    again.furnish()
    assert again.guild.id == stage.world.guild.id
    assert [m.id for m in again.members] == [m.id for m in stage.world.members]
    assert [p.name for p in again.places(stage.ana)] == [
        p.name for p in stage.world.places(stage.ana)
    ]
    assert [m.content for m in again.said()] == ["Noted", ""]


async def test_private_replies_are_gone_at_the_next_start(stage: Stage, tmp_path: Path) -> None:
    await (await stage.open(stage.questions, stage.ana)).press()
    channel = stage.world.place(stage.questions)
    ana = stage.world.member(stage.ana)
    assert [m.content for m in channel.history(viewer=ana)] == ["", "Only for you"]
    stage.world.save()
    again = another(tmp_path / "world.pickle")
    again.restore()
    assert [len(again.env.backend.messages[r]) for r in (stage.questions, stage.hall)] == [1, 1]


async def test_the_clock_goes_on_where_it_was_and_never_back(stage: Stage, tmp_path: Path) -> None:
    await stage.world.pass_time(3 * 86_400)
    stage.world.save()
    again = another(tmp_path / "world.pickle")
    again.restore()
    again.reach(START)
    assert again.env.now() == START + timedelta(days=3)
    again.reach(START + timedelta(days=9))
    assert again.env.now() == START + timedelta(days=9)


@pytest.mark.parametrize(
    "kept",
    [None, b"", b"not a pickle", pickle.dumps(("0.0.1", {})), pickle.dumps(7)],
    ids=["none", "empty", "garbage", "another release", "another shape"],
)
async def test_what_cannot_be_read_is_not_taken(tmp_path: Path, kept: bytes | None) -> None:
    file = tmp_path / "world.pickle"
    if kept is not None:
        file.write_bytes(kept)
    world = another(file)
    assert not world.restore()
    assert world.env.backend.guilds == {}


async def test_a_room_that_a_kept_server_lacks_is_added(tmp_path: Path) -> None:
    world = another(tmp_path / "world.pickle")
    world.furnish()
    world.env.backend.delete_channel(world.guild.channels["study-hall"].id)
    world.save()
    again = another(tmp_path / "world.pickle")
    again.restore()
    again.furnish()
    channels = ["daily-question", "mock-interviews", "questions-forum", "study-hall"]
    assert list(again.guild.channels) == channels
    assert len(again.members) == 7
