"""The panes, asked as the page in the browser asks them."""

import asyncio
import re

import pytest

from bot.demo.host.pages import PAGE
from tests.demo.stage import Stage


async def test_each_pane_shows_its_own_channel_to_its_own_member(stage: Stage) -> None:
    questions = await stage.open(stage.questions, stage.ana)
    hall = await stage.open(stage.hall, stage.ben)
    assert "A card" in questions.text
    assert (questions.snapshot["viewerId"], hall.snapshot["viewerId"]) == (
        str(stage.ana),
        str(stage.ben),
    )
    assert hall.text == ""


async def test_a_press_in_one_pane_is_seen_in_the_other_and_its_reply_by_one_person(
    stage: Stage,
) -> None:
    anas = await stage.open(stage.questions, stage.ana)
    bens = await stage.open(stage.questions, stage.ben)
    hall = await stage.open(stage.hall, stage.ben)
    running = asyncio.create_task(stage.show.run())
    assert (await anas.press())["settlement"] == "settled"
    for _ in range(100):
        if "Noted" in await hall.look():
            break
        await asyncio.sleep(0.05)
    running.cancel()
    assert hall.text == "Noted"
    assert "Only for you" in await anas.look()
    assert "Only for you" not in await bens.look()


async def test_a_press_on_a_pane_that_is_behind_is_taken(stage: Stage) -> None:
    pane = await stage.open(stage.questions, stage.ana)
    await stage.bot.post(stage.questions)
    await stage.show.panes.refresh()
    result = await pane.press()
    assert not result["rejected"], result["diagnostics"]


async def test_more_panes_than_simcord_allows_close_the_one_that_slept_longest(
    stage: Stage,
) -> None:
    first = await stage.open(stage.questions, stage.ana)
    later = [await stage.open(stage.questions, stage.ben) for _ in range(20)]
    assert "A card" in await later[-1].look()
    async with stage.session.get("/api/state", headers=first.headers) as answer:
        assert answer.status == 410


@pytest.mark.parametrize("path", ["/", "/pane", "/demo/state", "/preview.css"])
async def test_a_foreign_name_for_this_machine_is_refused(stage: Stage, path: str) -> None:
    async with stage.session.get(path, headers={"Host": "elsewhere.example"}) as answer:
        assert answer.status == 403


async def test_without_the_capability_nothing_can_be_done(stage: Stage) -> None:
    headers = {"X-Simcord-Capability": f"guess.{stage.questions}.{stage.ana}"}
    for path in ("/api/pages", "/demo/press"):
        async with stage.session.post(path, headers=headers, json={}) as answer:
            assert answer.status == 401


@pytest.mark.parametrize("pane", ["1.2", "{hall}.1", "1.{ana}", "x.y", ""])
async def test_a_pane_that_does_not_exist_is_not_found(stage: Stage, pane: str) -> None:
    where = pane.format(hall=stage.hall, ana=stage.ana)
    headers = {"X-Simcord-Capability": f"{stage.show.panes.capability}.{where}"}
    async with stage.session.post("/api/pages", headers=headers, json={}) as answer:
        assert answer.status == 404


async def test_a_member_cannot_read_another_members_direct_messages(stage: Stage) -> None:
    direct = stage.world.member(stage.ben).user.dm_channel
    pane = await stage.open(direct.id, stage.ana)
    assert pane.snapshot["status"] == "access_denied"


async def test_the_pane_is_simcords_page_with_our_sheet_and_script(stage: Stage) -> None:
    async with stage.session.get("/pane") as answer:
        page = await answer.text()
    async with stage.session.get("/preview.css") as answer:
        sheet = await answer.text()
    assert '<script type="module" src="/pane.js"></script></body>' in page
    assert "Nothing has been written here yet." in page
    assert sheet.endswith((PAGE / "pane.css").read_text(encoding="utf-8"))


def test_the_pages_name_no_address_outside_this_machine() -> None:
    for file in PAGE.iterdir():
        addresses = re.findall(r"https?://[^\s\"']+", file.read_text(encoding="utf-8"))
        allowed = ("http://www.w3.org/2000/svg", "https://discord.com/channels/")
        assert [a for a in addresses if not a.startswith(allowed)] == [], file.name


async def test_what_says_how_long_ago_is_drawn_anew_each_minute_and_nothing_else(
    stage: Stage,
) -> None:
    await stage.bot.get_partial_messageable(stage.questions).send("Due <t:1795424400:R>")
    await stage.world.env.settle()
    pane = await stage.open(stage.questions, stage.ana)
    seen: list[list[str]] = []
    for _ in range(2):
        await stage.world.pass_time(90)
        await stage.show.panes.refresh()
        await pane.look()
        seen.append([str(message) for message in pane.snapshot["messages"].values()])
    (card, due), (card_later, due_later) = seen
    assert card == card_later
    assert due != due_later
