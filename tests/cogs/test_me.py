"""`/me`: what a member sees, takes along and deletes."""

import json
from typing import Any

import pytest

from bot.storage.tables import metadata
from cogs.me.cog import MeCog
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def _everything(ana: Person, question: Screen) -> None:
    """An answer, hints, a score and a setting."""
    await ana.presses(await ana.presses(question, "Hint"), "Hint 2")
    saved = await ana.submits(await ana.opens(question, "Answer"), text="What Ana wrote")
    form = await ana.opens(await ana.presses(saved, "Reveal"), "Score mine")
    await ana.submits(form, **{next(iter(form.fields)): ["0"]})
    await ana.runs("me show", zone="Tokyo")


async def _rows_with(world: World, member: int) -> list[str]:
    """The tables that hold this number anywhere."""
    async with world.house.database.reading() as tx:
        return [
            name
            for name, table in metadata.tables.items()
            for row in await tx.execute(table.select())
            if member in row
        ]


async def _export(person: Person) -> dict[str, Any]:
    sent = await person.presses(await person.runs("me export"), "Send it")
    (file,) = sent.files
    assert file.filename == "loopmate.json"
    found: dict[str, Any] = json.loads(await file.read())
    return found


async def test_at_first_nothing_is_kept(ana: Person) -> None:
    screen = await ana.runs("me show")
    assert (screen.private, screen.title) == (True, "Your settings")
    assert "Nothing is kept about you here." in screen.text
    assert screen.labels == ["Quiet hours", "No reviews", "What is kept"]
    for command in ("me export", "me delete"):
        empty = await ana.runs(command)
        assert empty.title == "Nothing is kept about you"
        assert (await ana.presses(empty, "Settings")).title == "Your settings"


async def test_a_time_zone_is_set_and_shown_with_its_time(ana: Person, ben: Person) -> None:
    assert (
        "**Time zone** Kolkata · UTC+5:30 · 05:30"
        in (await ana.runs("me show", zone="kolkata")).text
    )
    assert "Tokyo" in (await ana.runs("me show", zone="Asia/Tokyo")).text
    assert "Tokyo" in (await ana.runs("me show")).text
    assert "not set" in (await ben.runs("me show")).text


async def test_zones_are_suggested(ana: Person) -> None:
    assert "Europe/Paris" in (await ana.types("me show", "zone", "par")).values()


@pytest.mark.parametrize("zone", ["Atlantis", "**Paris**", "x" * 6000])
async def test_a_zone_that_is_none_is_told_and_nothing_is_kept(ana: Person, zone: str) -> None:
    assert (await ana.runs("me show", zone=zone)).title == "Which time zone is that?"
    assert "Nothing is kept about you here." in (await ana.runs("me show")).text


async def test_what_is_kept_is_named_and_counted(ana: Person, question: Screen) -> None:
    await _everything(ana, question)
    lines = ("1 answer", "2 hints you opened", "1 tick of your self-scores", "1 set of choices")
    for command in ("me export", "me delete"):
        shown = (await ana.runs(command)).text
        assert [line for line in lines if f"- {line}" not in shown] == []
    settings = await ana.runs("me show")
    assert "**Kept about you here** 8 entries" in settings.text
    pages = [await ana.presses(settings, "What is kept")]
    while "Next" in pages[-1].labels:
        pages.append(await ana.presses(pages[-1], "Next"))
    explained = "\n".join(page.text for page in pages)
    assert [line for line in lines if f"**{line}**" not in explained] == []
    assert "**0 changes you made**" in explained


async def test_the_export_holds_what_the_member_did_and_nothing_of_others(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    await _everything(ana, question)
    await ben.submits(await ben.opens(question, "Answer"), text="What Ben wrote")
    found = await _export(ana)
    assert found["member"] == str(ana.id)
    assert [row["text"] for row in found["held"]["answer"]] == ["What Ana wrote"]
    assert [row["step"] for row in found["held"]["hint"]] == [1, 2]
    assert [row["n"] for row in found["held"]["signal"]] == [0]
    assert [row["zone"] for row in found["held"]["member"]] == ["Asia/Tokyo"]
    assert "What Ben wrote" not in json.dumps(found)
    assert str(ben.id) not in json.dumps(found)


async def test_an_owners_export_holds_the_series_they_set_up(
    mia: Person, circle: Circle, world: World
) -> None:
    series = await circle.series()
    found = await _export(mia)
    assert [row["id"] for row in found["held"]["series"]] == [str(series.id)]
    assert found["server"] == str(world.guild.id)


async def test_the_export_can_be_sent_twice(ana: Person, question: Screen) -> None:
    await _everything(ana, question)
    offer = await ana.runs("me export")
    first = await ana.presses(offer, "Send it")
    second = await ana.presses_late(offer, "Send it")
    assert [len(first.files), len(second.files)] == [1, 1]


async def test_what_is_too_large_for_one_file_comes_in_several(
    ana: Person, question: Screen, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _everything(ana, question)
    whole = await _export(ana)
    monkeypatch.setattr(MeCog, "largest", 600)
    offer = await ana.runs("me export")
    result = await ana.actor.click(offer.message, custom_id=offer.id("Send it"))
    shown = [Screen.of(offer.message), *(Screen.of(one) for one in result.followups)]
    assert len(shown) > 2
    assert [one.title for one in shown] == [
        f"Here is file {n} of {len(shown)}" for n in range(1, len(shown) + 1)
    ]
    assert all(one.private for one in shown)
    found: dict[str, list[Any]] = {}
    for n, one in enumerate(shown, 1):
        (file,) = one.files
        assert file.filename == f"loopmate-{n}-of-{len(shown)}.json"
        for table, rows in json.loads(await file.read())["held"].items():
            found.setdefault(table, []).extend(rows)
    assert found == whole["held"]


async def test_keeping_it_deletes_nothing(ana: Person, question: Screen) -> None:
    await _everything(ana, question)
    asks = await ana.runs("me delete")
    assert asks.title == "Delete everything about you?"
    assert asks.labels == ["Keep it", "Export", "Delete all"]
    assert (await ana.presses(asks, "Keep it")).title == "Nothing was deleted"
    assert "1 answer" in (await ana.runs("me export")).text


async def test_after_deleting_no_table_holds_the_member(
    ana: Person, ben: Person, question: Screen, world: World
) -> None:
    await _everything(ana, question)
    await ben.submits(await ben.opens(question, "Answer"), text="What Ben wrote")
    assert await _rows_with(world, ana.id) != []
    asks = await ana.runs("me delete")
    assert (await ana.presses(asks, "Delete all")).title == "Everything is deleted"
    assert await _rows_with(world, ana.id) == []
    assert await _rows_with(world, ben.id) == ["board_member", "answer", "study_day"]
    assert (await ana.presses_late(asks, "Delete all")).title == "Everything is deleted"
    assert "No answer yet" in (await ana.runs("daily today")).text


async def test_what_a_deleted_owner_set_up_goes_on(
    mia: Person, circle: Circle, world: World
) -> None:
    await circle.series()
    asks = await mia.runs("me delete")
    assert "Stays, without your name" in asks.text
    await mia.presses(asks, "Delete all")
    assert await _rows_with(world, mia.id) == []
    await world.pass_time(hours=9)
    assert len(circle.posts()) == 1


async def test_another_server_is_not_touched(ana: Person, question: Screen, world: World) -> None:
    await _everything(ana, question)
    me = world.house.services.me
    await me.set_zone(1, ana.id, "Europe/Paris")
    await ana.presses(await ana.runs("me delete"), "Delete all")
    assert await me.zone(1, ana.id) == "Europe/Paris"
    assert await me.zone(world.guild.id, ana.id) is None


async def test_a_delete_asked_before_a_restart_is_done_after_it(
    ana: Person, question: Screen, world: World
) -> None:
    await _everything(ana, question)
    asks = await ana.runs("me delete")
    await world.restart()
    assert (await ana.presses(asks, "Delete all")).title == "Everything is deleted"
    assert await _rows_with(world, ana.id) == []
