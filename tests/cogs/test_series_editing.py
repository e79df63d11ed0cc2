"""`/series edit`: one value at a time, at once, and taken back by a press."""

import shutil
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.content.library import Content
from bot.domain.daily.series import Series
from bot.errors import NoQuestions
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

ROLE = "Role to ping: none"


@pytest.fixture
async def series(circle: Circle) -> Series:
    """Every day at nine in #daily-question."""
    return await circle.series()


@pytest.fixture
async def panel(mia: Person, series: Series) -> Screen:
    return await mia.runs("series edit")


async def _now(world: World) -> Series:
    (found,) = await world.house.services.series.of(world.guild.id)
    return found


def _chosen(screen: Screen, select: str) -> list[str]:
    (found,) = [one for one in screen.selects if one.placeholder == select]
    return [option["value"] for option in found.options if option.get("default")]


async def test_the_panel_shows_every_value(panel: Screen, world: World) -> None:
    assert (panel.grey, panel.title) == ("Series · edit", "Edit this series")
    assert "**Time** Every day 09:00, UTC" in panel.text
    assert len(_chosen(panel, "Kinds")) == 4
    assert _chosen(panel, "Level") == ["all"]
    assert panel.labels == ["Time and days", "No threads", "Back"]


async def test_kinds_are_changed_at_once_and_several_fit(
    mia: Person, panel: Screen, world: World
) -> None:
    changed = await mia.picks_all(panel, "Kinds", "coding", "behavioral")
    assert changed.title == "Changed"
    assert "**Questions** Every question → Behavioural, Coding" in changed.text
    assert (await _now(world)).kinds == ("behavioral", "coding")
    assert _chosen(changed, "Kinds") == ["behavioral", "coding"]
    assert changed.labels[:2] == ["Done", "Undo"]
    every = await mia.picks_all(
        changed, "Kinds", "coding", "behavioral", "system-design", "technical-depth"
    )
    assert "→ Every question" in every.text


async def test_a_level_is_changed_and_taken_back(mia: Person, panel: Screen, world: World) -> None:
    changed = await mia.picks(panel, "Level", "L5")
    assert "**Questions** Every question → L5" in changed.text
    back = await mia.presses(changed, "Undo")
    assert back.title.startswith("Next question")
    assert "Taken back" in back.text
    assert (await _now(world)).level is None


async def test_done_leads_back_to_the_series(mia: Person, panel: Screen) -> None:
    done = await mia.presses(await mia.picks(panel, "Level", "L5"), "Done")
    assert done.title.startswith("Next question")
    assert "**Questions** L5" in done.text


async def test_a_change_shows_the_next_post(mia: Person, panel: Screen, world: World) -> None:
    changed = await mia.picks(panel, "Channel", world.hall)
    assert f"**Channel** <#{world.daily.id}> → <#{world.hall.id}>" in changed.text
    following = (await _now(world)).next_run_at
    assert following is not None
    assert f"Next <t:{int(following.timestamp())}:F>" in changed.text


async def test_a_forum_has_no_threads_to_switch(mia: Person, panel: Screen, world: World) -> None:
    changed = await mia.picks(panel, "Channel", world.forum)
    assert "a forum post each" in changed.text
    assert (await _now(world)).place == "forum"
    assert changed.labels == ["Done", "Undo", "Time and days"]


async def test_threads_are_switched_off_and_on(mia: Person, panel: Screen, world: World) -> None:
    off = await mia.presses(panel, "No threads")
    assert "**Threads** on → off" in off.text
    assert not (await _now(world)).threads
    assert "**Threads** off → on" in (await mia.presses(off, "Threads")).text


async def test_a_role_is_chosen_and_left_out_again(
    mia: Person, panel: Screen, world: World
) -> None:
    role = world.guild.create_role("Circle", mentionable=True)
    changed = await mia.picks(panel, ROLE, role)
    assert f"**Ping** nobody → <@&{role.id}>" in changed.text
    none = await mia.picks_all(changed, ROLE)
    assert f"**Ping** <@&{role.id}> → nobody" in none.text
    assert (await _now(world)).ping_role_id is None


async def test_time_days_zone_and_start_are_changed_together(
    mia: Person, panel: Screen, world: World
) -> None:
    form = await mia.opens(panel, "Time and days")
    texts = {name: part.get("value") for name, part in form.fields.items()}
    assert (texts["time"], texts["days"], texts["zone"]) == ("09:00", "Every day", "UTC")
    assert texts["starts"] == "1 January 2026"
    assert form.ticked() == {"weekends": []}
    changed = await mia.submits(
        form, time="17:30", days="mon, wed", zone="Berlin", starts="5 January", weekends=["0"]
    )
    assert "**Time** 09:00 → 17:30" in changed.text
    assert "**Zone** UTC → Europe/Berlin" in changed.text
    assert "**Start** 1 January 2026 → 5 January 2026" in changed.text
    plan = (await _now(world)).plan
    assert (plan.at, plan.zone) == (time(17, 30), "Europe/Berlin")
    assert not plan.pattern.weekends


async def test_what_is_left_as_it_stands_in_the_modal_stays(
    mia: Person, panel: Screen, world: World
) -> None:
    await mia.runs("series edit", days="every 3 days", starts="3 January")
    before = await _now(world)
    form = await mia.opens(await mia.runs("series edit"), "Time and days")
    shown = {name: part["value"] for name, part in form.fields.items() if "value" in part}
    await world.sleep(days=2)
    changed = await mia.submits(
        await mia.opens(await mia.runs("series edit"), "Time and days"),
        **{**shown, "time": "10:00", "weekends": []},
    )
    assert "**Time** 09:00 → 10:00" in changed.text
    after = await _now(world)
    assert (after.plan.pattern, after.starts_on) == (before.plan.pattern, before.starts_on)


@pytest.mark.parametrize(
    ("field", "text", "title"),
    [
        ("time", "25:00", "Which time is that?"),
        ("days", "someday", "Which days are those?"),
        ("zone", "Atlantis", "Which time zone is that?"),
        ("starts", "30 February", "Which date is that?"),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    mia: Person, panel: Screen, world: World, series: Series, field: str, text: str, title: str
) -> None:
    form = await mia.opens(panel, "Time and days")
    given: dict[str, Any] = {"time": "10:00", "days": "Tue", "zone": "UTC", "starts": "today"}
    told = await mia.submits(form, **{**given, "weekends": [], field: text})
    assert told.title == title
    assert f"> {' · '.join((given | {field: text}).values())}" in told.text
    assert await _now(world) == series


async def test_choosing_what_is_chosen_changes_nothing(mia: Person, panel: Screen) -> None:
    same = await mia.presses_late(panel, panel.id("Level"), "all")
    assert same.title == "Nothing changed"
    assert "Undo" not in same.labels


async def test_options_change_it_without_the_panel(
    mia: Person, series: Series, world: World
) -> None:
    changed = await mia.runs("series edit", time="10:15", level="L6", threads=False)
    assert "**Time** 09:00 → 10:15" in changed.text
    assert "**Questions** Every question → L6" in changed.text
    assert "**Threads** on → off" in changed.text
    back = await mia.presses(changed, "Undo")
    assert "Taken back" in back.text
    again = await _now(world)
    assert (again.plan, again.level, again.threads) == (series.plan, None, True)


async def test_weekends_alone_can_be_left_out(mia: Person, series: Series, world: World) -> None:
    await mia.runs("series edit", weekends=False)
    assert not (await _now(world)).plan.pattern.weekends
    await mia.runs("series edit", weekends=True)
    assert (await _now(world)).plan == series.plan


async def test_a_time_that_has_passed_today_offers_to_post_now(
    mia: Person, series: Series, world: World, circle: Circle
) -> None:
    await world.sleep(hours=8)
    changed = await mia.runs("series edit", time="07:00")
    assert "Today’s time has passed by this plan." in changed.text
    assert changed.labels[:3] == ["Done", "Undo", "Post now"]
    confirm = await mia.presses(changed, "Post now")
    assert (await mia.presses(confirm, "Post it")).title == "The question is out"
    assert len(circle.posts()) == 1


async def test_a_time_still_ahead_today_takes_effect_today(
    mia: Person, series: Series, world: World, circle: Circle
) -> None:
    changed = await mia.runs("series edit", time="06:00")
    assert "has passed" not in changed.text
    await world.pass_time(hours=6)
    assert len(circle.posts()) == 1
    await world.pass_time(hours=6)
    assert len(circle.posts()) == 1


async def test_the_second_of_two_owners_sees_the_fresh_values(
    mia: Person, ana: Person, panel: Screen, world: World
) -> None:
    world.promote(world.ana)
    theirs = await ana.runs("series edit")
    await mia.picks(panel, "Level", "L6")
    fresh = await ana.picks(theirs, "Level", "L4")
    assert fresh.title == "Changed meanwhile"
    assert f"<@{mia.id}> changed this <t:" in fresh.text
    assert _chosen(fresh, "Level") == ["L6"]
    assert (await _now(world)).level == "L6"
    assert "L6 → L4" in (await ana.picks(fresh, "Level", "L4")).text


async def test_what_the_second_owner_typed_is_given_back(
    mia: Person, ana: Person, panel: Screen, world: World
) -> None:
    world.promote(world.ana)
    form = await ana.opens(await ana.runs("series edit"), "Time and days")
    await mia.picks(panel, "Level", "L6")
    fresh = await ana.submits(
        form, time="17:30", days="Mon", zone="Berlin", starts="today", weekends=[]
    )
    assert fresh.title == "Changed meanwhile"
    assert "> 17:30 · Mon · Berlin · today" in fresh.text
    assert (await _now(world)).plan.at == time(9)


async def test_a_modal_is_not_opened_with_older_values(
    mia: Person, ana: Person, panel: Screen, world: World
) -> None:
    world.promote(world.ana)
    await ana.runs("series edit", time="10:00")
    fresh = await mia.presses(panel, "Time and days")
    assert f"<@{ana.id}> changed this" in fresh.text
    assert "10:00" in fresh.text


async def test_a_second_click_tells_who_was_first(mia: Person, panel: Screen) -> None:
    await mia.presses(panel, "No threads")
    again = await mia.presses_late(panel, "No threads")
    assert "You changed this <t:" in again.text
    assert "no threads" in again.text


async def test_everyone_cannot_be_chosen_on_the_panel(
    mia: Person, panel: Screen, world: World
) -> None:
    told = await mia.picks(panel, ROLE, world.guild.default_role)
    assert told.title == "Not everyone at once"
    assert (await _now(world)).ping_role_id is None


async def test_the_panel_works_after_a_restart(mia: Person, panel: Screen, world: World) -> None:
    await world.restart()
    assert (await mia.picks(panel, "Level", "L6")).title == "Changed"


async def test_a_series_removed_meanwhile_cannot_be_edited(
    mia: Person, panel: Screen, world: World, series: Series
) -> None:
    await mia.presses(await mia.runs("series remove"), "Remove")
    for label in ("Time and days", "No threads"):
        assert (await mia.presses(panel, label)).title == "No such series"
    assert (await mia.picks(panel, "Level", "L6")).title == "No such series"


async def test_a_kind_without_any_question_is_refused_with_a_sentence(
    tmp_path: Path,
    sqlite_template: Path,
    library: Content,
    log: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fewer = {id: one for id, one in library.questions.items() if one.kind != "coding"}
    monkeypatch.setattr(app, "shipped", lambda _: replace(library, questions=fewer))
    shutil.copy(sqlite_template, tmp_path / "sim.db")
    async with World(tmp_path) as world:
        mia = Person(world, "mia")
        told = await mia.runs("series add", channel=world.hall, kinds="coding")
        assert told.title == NoQuestions.title
        panel = await mia.presses(await mia.runs("series add", channel=world.hall), "Edit")
        assert (await mia.picks(panel, "Kinds", "coding")).title == NoQuestions.title
        assert (await _now(world)).kinds == ()
