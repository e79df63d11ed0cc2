"""When something breaks: one fixed sentence for the person, and the traceback under its code."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest

from bot.app import House
from bot.errors import DiskFull
from bot.services.daily.answering import Daily
from bot.services.daily.series import SeriesKeeping
from bot.services.me import Me
from bot.services.server import Server
from bot.services.setup import SetupKeeping
from bot.storage.database import Database
from tests.cogs.conftest import Circle, Log
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

CODE = re.compile(r"send an owner this code: ([A-Z2-9]{3}-[A-Z2-9]{3})$")
TEXT = "Half an hour of thought. " * 40


async def _break(*_: Any, **__: Any) -> Any:
    raise RuntimeError("the wheel came off")


def _assert_told(screen: Screen, log: Log) -> None:
    """The person reads the fixed sentence; the log holds the rest under the same code."""
    assert screen.private
    assert (screen.grey[:2], screen.title) == ("⚠️", "That did not work")
    assert "Something broke here and is written down" in screen.text
    assert "wheel" not in screen.text
    code = CODE.search(screen.footer)
    line = log.take("failed")
    assert code is not None
    assert line["reference"] == code[1]
    assert "RuntimeError: the wheel came off" in line["exception"]
    assert "in _break" in line["exception"]


async def test_behind_a_slash_command(
    ana: Person, world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Daily, "today", _break)
    _assert_told(await ana.runs("daily today"), log)
    assert [str(fault) for fault in world.take_faults()] == ["the wheel came off"]


async def test_behind_a_button(
    ana: Person, question: Screen, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Daily, "hint", _break)
    _assert_told(await ana.presses(question, "Hint"), log)


async def test_behind_a_button_of_a_private_screen_which_stays(
    ana: Person, question: Screen, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = await ana.presses(question, "Hint")
    with monkeypatch.context() as patch:
        patch.setattr(Daily, "hint", _break)
        _assert_told(await ana.presses(hint, "Hint 2"), log)
    assert "hint 2 of 4" in (await ana.presses(hint, "Hint 2")).grey


async def test_behind_a_button_that_takes_its_time(
    ana: Person, question: Screen, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.presses(question, "Hint")
    offer = await ana.runs("me export")
    monkeypatch.setattr(Me, "held", _break)
    _assert_told(await ana.presses(offer, "Send it"), log)


async def test_behind_a_select(
    mia: Person, world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = await mia.runs("setup")
    monkeypatch.setattr(SetupKeeping, "choose_channel", _break)
    _assert_told(await mia.picks(panel, "Pick a text channel or forum", world.daily), log)


async def test_behind_a_modal_the_text_is_given_back(
    ana: Person, question: Screen, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await ana.opens(question, "Answer")
    monkeypatch.setattr(Daily, "answer", _break)
    told = await ana.submits(form, text=TEXT)
    _assert_told(told, log)
    assert f"> {TEXT.strip()}" in told.text


async def test_behind_a_suggestion_nothing_is_suggested_and_it_is_written_down(
    mia: Person, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SeriesKeeping, "of", _break)
    result = await mia.actor.autocomplete(mia.world.hall, "series pause", "series", "")
    assert result == []
    (record,) = log.caplog.records
    assert "RuntimeError: the wheel came off" in str(record.exc_text or record.exc_info)
    log.caplog.clear()


async def test_behind_an_event(world: World, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "left", _break)
    world.house.client.dispatch("guild_remove", world.house.client.guilds[0])
    await world.env.settle()
    line = log.take("event failed")
    assert line["event_name"] == "on_guild_remove"
    assert "RuntimeError: the wheel came off" in line["exception"]
    assert len(world.take_faults()) == 1


async def test_where_the_time_to_answer_is_over_it_is_only_written_down(
    ana: Person, question: Screen, world: World, log: Log
) -> None:
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062, times=2)
    result = await ana.actor.click(question.message, label="Hint")
    assert not result.acknowledged
    code = log.take("failed")["reference"]
    assert log.take("could not tell")["reference"] == code
    assert "hint 1 of 4" in (await ana.presses(question, "Hint")).grey


async def test_what_a_person_did_wrong_is_no_fault_of_ours(
    ana: Person, question: Screen, log: Log
) -> None:
    told = await ana.presses_late(question, question.id("Hint") + ":4")
    code = CODE.search(told.footer)
    line = log.take("told")
    assert code is not None
    assert (line["reference"], line["outcome"]) == (code[1], "HintsInOrder")


async def test_a_button_of_a_former_version_is_told(ana: Person, question: Screen) -> None:
    for custom_id in ("daily:former:1", "former:button:1:2", "daily:answer:one"):
        told = await ana.presses_late(question, custom_id)
        assert told.title == "That button has retired"


async def test_no_text_of_a_member_reaches_the_log(
    ana: Person, question: Screen, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.submits(await ana.opens(question, "Answer"), text=TEXT)
    await ana.runs("me show", zone="Somewhere private")
    edit = await ana.opens(await ana.runs("daily today"), "Edit")
    with monkeypatch.context() as patch:
        patch.setattr(Daily, "answer", _break)
        await ana.submits(edit, text="Another private text")
    log.take("failed")
    written = str(log.lines) + log.caplog.text
    assert not [one for one in (TEXT, "private", "Ana", "ana") if one in written]


async def _pragma(house: House, pragma: str) -> None:
    async with house.database.transaction() as tx:
        await tx.exec_driver_sql(f"PRAGMA {pragma}")


async def test_a_locked_database_is_told_with_the_text_given_back(
    ana: Person, question: Screen, world: World, log: Log
) -> None:
    form = await ana.opens(question, "Answer")
    await _pragma(world.house, "busy_timeout = 0")
    other = sqlite3.connect(world.house.database.file, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        told = await ana.submits(form, text=TEXT)
    finally:
        other.close()
    assert told.title == "Nothing was saved"
    assert "busy with something else" in told.text
    assert f"> {TEXT.strip()}" in told.text
    code = CODE.search(told.footer)
    assert code is not None
    assert log.take("failed")["reference"] == code[1]
    assert "No answer yet" in (await ana.runs("daily today")).text


async def test_a_full_disk_is_told_with_the_text_given_back(
    ana: Person, ben: Person, question: Screen, world: World, log: Log
) -> None:
    await ben.submits(await ben.opens(question, "Answer"), text=TEXT * 3)
    form = await ana.opens(question, "Answer")
    # No page more than there is, and none of them free: SQLite then says that the disk is full.
    with closing(sqlite3.connect(world.house.database.file, isolation_level=None)) as other:
        other.execute("VACUUM")
    await _pragma(world.house, "max_page_count = 1")
    told = await ana.submits(form, text=TEXT * 3)
    assert told.title == "Nothing was saved"
    assert "has no room left on its disk" in told.text
    assert TEXT.strip() in told.text
    assert "DiskFull" in log.take("failed")["exception"]
    await _pragma(world.house, "max_page_count = 1000000")
    form = await ana.opens(question, "Answer")
    assert (await ana.submits(form, text=TEXT)).title == "Saved"


async def test_a_disk_that_is_full_at_nine_delays_the_question(
    circle: Circle, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def full(_: Database) -> AsyncIterator[None]:
        raise DiskFull
        yield

    await circle.series()
    await world.sleep(hours=9)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "transaction", full)
        with pytest.raises(DiskFull):
            await world.tick()
    await world.pass_time(minutes=10)
    assert len(circle.posts()) == 1
