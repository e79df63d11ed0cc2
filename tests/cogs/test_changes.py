"""`/server changes`: who changed what, in plain words, and one’s own last change taken back."""

from datetime import date, time

import pytest

from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Plan
from bot.services.changes import Noted
from cogs.server.changes import describe
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.sampled import settings as sampled
from tests.sim import World


async def test_where_nothing_was_changed_it_says_so_with_a_way_to_begin(mia: Person) -> None:
    screen = await mia.runs("server changes")
    assert (screen.private, screen.title) == (True, "Nothing was changed yet")
    assert (await mia.presses(screen, "Settings")).title == "Settings"


async def test_a_change_is_told_with_who_where_and_the_values_before_and_after(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    plan = Plan(zone="UTC", at=time(10), pattern=WEEKDAYS)
    await world.house.services.series.edit(world.guild.id, series.id, by=mia.id, plan=plan)
    screen = await mia.runs("server changes")
    newest, oldest = screen.texts[1:3]
    assert newest.startswith(f"**Series changed** · <#{world.daily.id}> · <@{mia.id}> · <t:")
    assert "-# Days Every day → Weekdays\n-# Time 09:00 → 10:00" in newest
    assert oldest.startswith("**Series added**")
    assert "-# Every day 09:00, UTC" in oldest


async def test_ones_own_last_change_is_taken_back_after_a_look_at_what_will_hold(
    mia: Person, world: World, circle: Circle
) -> None:
    keeping, guild = world.house.services.series, world.guild.id
    series = await circle.series()
    plan = Plan(zone="UTC", at=time(10), pattern=EVERY_DAY)
    await keeping.edit(guild, series.id, by=mia.id, plan=plan)
    screen = await mia.presses(await mia.runs("server changes"), "Undo mine")
    assert screen.title == "Take this back?"
    assert "Then: **Series changed**\n-# Time 10:00 → 09:00" in screen.text
    assert (await mia.presses(screen, "Keep it")).title == "Changes, newest first"
    screen = await mia.presses(await mia.runs("server changes"), "Undo mine")
    screen = await mia.presses(screen, "Take back")
    assert screen.title == "Taken back"
    (found,) = await keeping.of(guild)
    assert found.plan.at == time(9)
    # Taken back in turn, it holds again.
    screen = await mia.presses(await mia.presses(screen, "Undo"), "Take back")
    (found,) = await keeping.of(guild)
    assert found.plan.at == time(10)
    assert "taken back" in (await mia.presses(screen, "All changes")).text


async def test_each_step_in_the_life_of_a_series_can_be_taken_back(
    mia: Person, world: World, circle: Circle
) -> None:
    keeping, guild = world.house.services.series, world.guild.id

    async def undo() -> None:
        screen = await mia.presses(await mia.runs("server changes"), "Undo mine")
        assert (await mia.presses(screen, "Take back")).title == "Taken back"
        await world.sleep(seconds=1)

    series = await circle.series()
    await keeping.pause(guild, series.id, by=mia.id, until=date(2026, 2, 1))
    await undo()
    (found,) = await keeping.of(guild)
    assert (found.paused_at, found.next_run_at) == (None, series.next_run_at)
    await world.sleep(seconds=1)
    await keeping.skip(guild, series.id, by=mia.id)
    await undo()
    assert (await keeping.of(guild))[0].next_run_at == series.next_run_at
    await world.sleep(seconds=1)
    await keeping.remove(guild, series.id, by=mia.id)
    await undo()
    (found,) = await keeping.of(guild)
    assert (found.plan, found.channel_id) == (series.plan, series.channel_id)


async def test_a_change_of_the_queue_names_the_question_and_is_taken_back(
    mia: Person, world: World, circle: Circle
) -> None:
    services, guild = world.house.services, world.guild.id
    series = await circle.series()
    question = next(iter(services.library.shipped.questions.values()))
    await services.queue.add(guild, series.id, by=mia.id, question_id=question.id)
    screen = await mia.runs("server changes")
    assert f"Added “{question.short}”" in screen.text
    screen = await mia.presses(screen, "Undo mine")
    assert f"Then: **Queue changed**\n-# Taken out “{question.short}”" in screen.text
    await mia.presses(screen, "Take back")
    async with world.house.database.reading() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM queue")).scalar_one() == 0


async def test_somebody_elses_change_has_no_undo(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    world.promote(world.ana)
    await circle.series()
    screen = await ana.runs("server changes")
    assert "Undo mine" not in screen.labels
    mias = await mia.runs("server changes")
    forged = mias.id("Undo mine").replace(f":u{mia.id}", f":u{ana.id}")
    assert (await ana.presses_late(screen, forged)).title == "Not your change"
    assert (await ana.presses_late(screen, forged.replace("undo", "undo-now"))).title == (
        "Not your change"
    )


async def test_what_was_changed_again_since_is_refused_kindly(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    keeping, guild = world.house.services.series, world.guild.id
    series = await circle.series()
    await keeping.edit(
        guild, series.id, by=mia.id, plan=Plan(zone="UTC", at=time(10), pattern=EVERY_DAY)
    )
    asked = await mia.presses(await mia.runs("server changes"), "Undo mine")
    await keeping.edit(
        guild, series.id, by=ana.id, plan=Plan(zone="UTC", at=time(11), pattern=EVERY_DAY)
    )
    screen = await mia.presses(asked, "Take back")
    assert screen.title == "It was changed meanwhile"
    assert (await keeping.of(guild))[0].plan.at == time(11)


async def test_a_second_press_takes_nothing_back_twice(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    asked = await mia.presses(await mia.runs("server changes"), "Undo mine")
    assert (await mia.presses(asked, "Take back")).title == "Taken back"
    assert (await mia.presses_late(asked, "Take back")).title == "It was changed meanwhile"
    assert await world.house.services.series.of(world.guild.id) == []


async def test_a_post_that_went_out_cannot_be_taken_back(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    await world.house.services.series.now(world.guild.id, series.id, by=mia.id)
    screen = await mia.runs("server changes")
    assert "**Posted by hand**" in screen.text
    assert "Undo mine" not in screen.labels


async def test_fifty_changes_are_turned_page_by_page(
    mia: Person, world: World, circle: Circle
) -> None:
    for _ in range(12):
        await circle.series()
        await world.sleep(seconds=1)
    screen = await mia.runs("server changes")
    assert screen.grey == "Server changes · page 1 of 3"
    screen = await mia.presses(await mia.presses(screen, "Next"), "Next")
    assert screen.grey == "Server changes · page 3 of 3"
    assert "Undo mine" not in screen.labels
    assert "page 1 of 3" in (await mia.presses(screen, "First page")).grey


async def test_who_left_is_not_named(mia: Person, ana: Person, world: World) -> None:
    services, guild = world.house.services, world.guild.id
    await services.settings.set_zone(guild, "Berlin", by=ana.id)
    await services.me.delete(guild, ana.id)
    screen = await mia.runs("server changes")
    assert "someone who left" in screen.text
    assert str(ana.id) not in screen.text


QUESTIONS = sampled.QUESTIONS


@pytest.mark.parametrize(
    ("noted", "title", "lines"),
    [
        (sampled.MOVED, "Queue changed", ["Moved “c”"]),
        (sampled.EMPTIED, "Queue changed", ["Emptied, 2 questions taken out"]),
        (
            sampled.LONGER,
            "Series paused",
            ["Paused until someone resumes it → 30 September 2026"],
        ),
        (sampled.noted("series-paused"), "Series paused", ["Until 30 September 2026"]),
        (sampled.noted("series-paused").reverse, "Series resumed", []),
        (sampled.LONGER.reverse, "Series paused", ["Paused until 30 September 2026 → someone resumes it"]),
        (sampled.noted("series-skipped"), "Next post skipped", ["The post of 30 September 2026"]),
        (
            sampled.noted("series-skipped").reverse,
            "Skip taken back",
            ["The post of 30 September 2026"],
        ),
        (
            sampled.noted("role-created", before={}, after={"name": "*Daily*"}),
            "Role created",
            ["“\\*Daily\\*”"],
        ),
        (
            sampled.noted("series-edited", before={"threads": True}, after={"threads": False}),
            "Series changed",
            ["Threads on → off"],
        ),
        (
            sampled.noted("series-edited", before={"ping_role": None}, after={"ping_role": 5}),
            "Series changed",
            ["Role to ping nobody → <@&5>"],
        ),
        (
            sampled.noted(
                "series-edited", before={"kinds": []}, after={"kinds": ["coding", "behavioral"]}
            ),
            "Series changed",
            ["Kinds all → Behavioural, Coding"],
        ),
    ],
)  # fmt: skip
def test_a_change_is_put_into_plain_words(noted: Noted, title: str, lines: list[str]) -> None:
    told = describe(noted, QUESTIONS)
    assert (told.title, told.lines) == (title, lines)
