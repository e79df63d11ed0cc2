"""`/board` as members use it: off until pressed, their own place, and nobody who did not agree."""

from datetime import timedelta

import pytest

from bot.domain.board.deed import Dated, Deed, DeedKind
from bot.domain.board.points import RULES
from bot.services.board import listing
from bot.services.board.crediting import credit
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

LONG = "Two caches, one in each zone; a write goes through to the store first. " * 4


async def earns(world: World, person: Person, kind: DeedKind = "answer", thing: str = "1") -> None:
    """A deed of today, worth what it is by the rules."""
    deed = Deed(
        guild_id=world.guild.id,
        user_id=person.id,
        kind=kind,
        thing=thing,
        at=world.now(),
        full=RULES[kind].full,
    )
    async with world.house.database.transaction() as tx:
        await credit(tx, [Dated(deed=deed, day=world.now().date())])


async def joins(person: Person) -> Screen:
    return await person.presses(await person.runs("board"), "Join")


async def test_complaint_12_nobody_is_on_a_board_before_they_join(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await earns(world, person)
    screen = await ana.runs("board")
    assert (screen.private, screen.title) == (True, "You’re not on a board")
    assert screen.labels == ["Join", "Group only"]
    screen = await ana.presses(screen, "Join")
    assert (screen.grey, screen.title) == ("Board · this week · whole server", "You are 1st")
    assert "`1` **You · 10**" in screen.text
    for label in ("Top ten", "Show here"):
        assert str(ben.id) not in (await ana.presses(screen, label)).text
        screen = await ana.runs("board")


async def test_the_top_ten_are_for_those_who_joined_also_by_command(
    world: World, ana: Person, ben: Person
) -> None:
    await earns(world, ben)
    await joins(ben)
    assert (await ana.runs("board", top=True)).title == "You’re not on a board"
    await joins(ana)
    screen = await ana.runs("board", top=True, window="all")
    assert screen.title == "Top ten"
    assert f"`1` <@{ben.id}> · 10" in screen.text
    assert (await ana.presses(screen, "My place")).title == "No points yet"


async def test_ties_share_a_rank_and_two_reviews_bring_level(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    for person in (ana, ben, cy):
        await earns(world, person)
        await joins(person)
    screen = await cy.runs("board")
    assert screen.title == "You share 1st"
    assert screen.text.count("`1`") == 3
    await earns(world, ben, "review", "1")
    await earns(world, ben, "review", "2")
    screen = await ana.runs("board")
    assert screen.title == "You share 2nd"
    assert (await cy.runs("board")).text.count("`2`") == 2
    assert "Two reviews would bring you level with 1st." in (await ana.runs("board")).text


async def test_every_tab_and_scope_is_a_board(world: World, ana: Person) -> None:
    await earns(world, ana)
    screen = await joins(ana)
    for label, grey in (("Phase", "phase"), ("Season", "season"), ("Week", "week")):
        screen = await ana.presses(screen, label)
        assert screen.grey == f"Board · this {grey} · whole server"
    screen = await ana.presses(screen, "All")
    assert screen.grey == "Board · all time · whole server"
    assert "My cohort" not in screen.labels
    async with world.house.database.transaction() as tx:
        await listing.set_cohort(tx, world.guild.id, ana.id, world.now().date())
    screen = await ana.presses(await ana.runs("board"), "My cohort")
    assert (screen.grey, screen.title) == ("Board · this week · your cohort", "You are 1st")
    assert (await ana.presses(screen, "Whole server")).grey.endswith("whole server")


async def test_without_a_plan_there_is_no_cohort(world: World, ana: Person) -> None:
    await joins(ana)
    screen = await ana.runs("board", scope="cohort")
    assert screen.title == "You have no cohort yet"


async def test_leaving_takes_one_press_and_nobody_sees_them_any_more(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await earns(world, person)
        await joins(person)
    screen = await ana.presses(await ana.runs("board"), "Leave")
    assert (screen.title, "You left" in screen.text) == ("You’re not on a board", True)
    assert str(ana.id) not in (await ben.runs("board")).text


async def test_group_only_shows_what_all_do_and_no_name(
    world: World, circle: Circle, ana: Person, ben: Person, cy: Person
) -> None:
    question = await circle.question()
    for person in (ana, ben):
        await person.submits(await person.opens(question, "Answer"), text=LONG)
    screen = await cy.presses(await cy.runs("board"), "Group only")
    assert screen.title == "Together"
    assert "**Together:** 2 of 10 answers this week" in screen.text
    assert "<@" not in screen.text
    assert (await cy.presses(screen, "Join")).grey == "Board · this week · whole server"


async def test_an_answer_is_seen_on_the_board_at_once(circle: Circle, ana: Person) -> None:
    question = await circle.question()
    await ana.submits(await ana.opens(question, "Answer"), text=LONG)
    assert "**You · 10**" in (await joins(ana)).text


async def test_show_here_is_public_and_shows_what_they_would_see(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await earns(world, person)
        await joins(person)
    screen = await ana.presses(await ana.runs("board"), "Show here")
    assert (screen.private, screen.title) == (False, "This week on the board")
    assert f"**<@{ana.id}> · 10**" in screen.text
    # What is pressed on it by others is their own and private.
    own = await ben.presses(screen, "My place")
    assert (own.private, "**You · 10**" in own.text) == (True, True)


async def test_a_member_with_a_role_left_out_is_told_and_not_shown(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await earns(world, person)
        await joins(person)
    staff = world.guild.create_role("Staff")
    await world.house.services.board_settings.exclude(
        world.guild.id, [staff.id], by=mia.id, version=(await version(world))
    )
    world.env.backend.add_member_role(world.guild.id, ana.id, staff.id)
    screen = await ana.runs("board")
    assert screen.title == "A role of yours is left out"
    assert str(ana.id) not in (await ben.runs("board")).text
    world.env.backend.remove_member_role(world.guild.id, ana.id, staff.id)
    assert (await ana.runs("board")).title == "You share 1st"


async def version(world: World) -> int:
    return (await world.house.services.board_settings.of(world.guild.id)).version


async def test_thanks_by_name_are_a_choice_of_their_own(world: World, ana: Person) -> None:
    screen = await joins(ana)
    assert "Thank me by name" in screen.labels
    screen = await ana.presses(screen, "Thank me by name")
    assert "Don’t thank me" in screen.labels
    assert "Thank me by name" in (await ana.presses(screen, "Don’t thank me")).labels


async def test_a_new_week_begins_empty_and_without_blame(world: World, ana: Person) -> None:
    await earns(world, ana)
    await joins(ana)
    await world.sleep(days=9)
    screen = await ana.runs("board")
    assert screen.title == "No points yet this week"
    assert "Show here" not in screen.labels
    assert (await ana.presses(screen, "Season")).title == "You are 1st"


async def test_of_two_presses_at_once_one_join_is_made(world: World, ana: Person) -> None:
    await earns(world, ana)
    screen = await ana.runs("board")
    for _ in range(2):
        assert (await ana.presses_late(screen, "Join")).title == "You are 1st"


@pytest.mark.parametrize("id", ["board:see:month:server", "board:top:week:world"])
async def test_a_board_that_there_is_not_is_no_error(world: World, ana: Person, id: str) -> None:
    screen = await ana.runs("board")
    assert (await ana.presses_late(screen, id)).title == "That button has retired"


async def test_who_was_forgotten_is_gone_from_the_boards(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await earns(world, person)
        await joins(person)
    await world.house.services.me.delete(world.guild.id, ana.id)
    screen = await ben.runs("board")
    assert (screen.title, str(ana.id) in screen.text) == ("You are 1st", False)
    await world.sleep(seconds=timedelta(minutes=1).total_seconds())
    assert (await ana.runs("board")).title == "You’re not on a board"
