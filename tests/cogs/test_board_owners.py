"""`/server boards` and `/server roles`: each choice counts at once, and nothing that cannot work is taken."""

from typing import Any

from bot.storage.plan import plans
from cogs.board.roles import RoleKeeper
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_report import messages
from tests.domain.planning import plan
from tests.sim import World

LEFT_OUT, DIGEST = "Roles that boards leave out", "Channel of the weekly digest"


def role(world: World, name: str = "Phase one") -> Any:
    return world.guild.create_role(name)


def roles_of(world: World, person: Person) -> set[int]:
    return {*world.env.backend.get_member(world.guild.id, person.id).role_ids}


async def begins(world: World, person: Person) -> None:
    async with world.house.database.transaction() as tx:
        await plans.begin(
            tx,
            guild_id=world.guild.id,
            user_id=person.id,
            plan=plan(start=world.now().date()),
            now=world.now(),
        )


async def keeps_roles(world: World) -> None:
    async def wait(_: float) -> None: ...

    await RoleKeeper(world.house.client, wait).tick(world.now())
    await world.tick()


async def chosen(world: World, mia: Person, phase: int = 1) -> Any:
    """A role that is given in a phase."""
    found = role(world)
    await mia.picks(await mia.runs("server roles"), f"Role of phase {phase}", found)
    return found


async def test_roles_are_left_out_and_taken_in_again(world: World, mia: Person) -> None:
    staff = role(world, "Staff")
    screen = await mia.runs("server boards")
    assert (screen.private, screen.title) == (True, "Boards and digest")
    assert "**Left out** no role" in screen.text
    screen = await mia.picks_all(screen, LEFT_OUT, staff)
    assert f"Changed: Left out of boards no role → <@&{staff.id}>" in screen.text
    screen = await mia.presses(screen, "Undo")
    assert "**Left out** no role" in screen.text


async def test_the_digest_is_set_to_a_channel_and_an_hour_and_off_again(
    world: World, mia: Person
) -> None:
    screen = await mia.picks(await mia.runs("server boards"), DIGEST, world.hall)
    assert f"**Weekly digest** Mondays 09:00, UTC, in <#{world.hall.id}>" in screen.text
    screen = await mia.presses(screen, "Digest time")
    screen = await mia.picks(screen, "Day", "5")
    screen = await mia.presses(screen, "Digest time")
    screen = await mia.picks(screen, "Time of day", "18:00")
    assert "**Weekly digest** Fridays 18:00, UTC" in screen.text
    screen = await mia.presses(screen, "No digest")
    assert "**Weekly digest** off" in screen.text
    assert "Weekly digest" in (await mia.runs("server changes")).text


async def test_a_channel_that_cannot_be_written_to_is_not_taken(world: World, mia: Person) -> None:
    await world.forbid(world.hall, "send_messages")
    screen = await mia.picks(await mia.runs("server boards"), DIGEST, world.hall)
    assert (screen.title, "**Send Messages**" in screen.text) == (
        "Not allowed to write there yet",
        True,
    )
    assert "**Weekly digest** off" in (await mia.presses(screen, "Back")).text


async def test_of_two_owners_the_second_sees_what_the_first_chose(
    world: World, mia: Person, ana: Person
) -> None:
    world.promote(world.ana)
    older = await ana.runs("server boards")
    await mia.picks(await mia.runs("server boards"), DIGEST, world.hall)
    screen = await ana.picks_all(older, LEFT_OUT, role(world))
    assert f"<@{mia.id}> changed this" in screen.text
    assert "**Left out** no role" in screen.text


async def test_a_role_for_a_phase_is_given_and_taken_as_the_plan_goes_on(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    one, two = await chosen(world, mia), await chosen(world, mia, 2)
    await begins(world, ana)
    await keeps_roles(world)
    assert one.id in roles_of(world, ana)
    assert one.id not in roles_of(world, ben)
    await world.sleep(days=28)
    await keeps_roles(world)
    assert {one.id, two.id} & roles_of(world, ana) == {two.id}
    screen = await mia.runs("server roles")
    await mia.picks_all(screen, "Role of phase 2")
    await keeps_roles(world)
    assert two.id not in roles_of(world, ana)


async def test_giving_twice_asks_discord_once(world: World, mia: Person, ana: Person) -> None:
    await chosen(world, mia)
    await begins(world, ana)
    for _ in range(3):
        await keeps_roles(world)
    asked = [one for one in world.env.http_requests if "/roles/" in one.path]
    assert [one.method for one in asked] == ["PUT"]


async def test_a_role_above_the_bots_own_is_not_taken_and_a_missing_permission_neither(
    world: World, mia: Person
) -> None:
    high = role(world, "High")
    world.env.backend.reorder_roles(world.guild.id, [{"id": high.id, "position": 50}])
    await world.env.settle()
    screen = await mia.picks(await mia.runs("server roles"), "Role of phase 1", high)
    assert (screen.title, "above it" in screen.text) == ("That role cannot be given", True)
    await world.forbid_everywhere("manage_roles")
    screen = await mia.presses(screen, "Back")
    screen = await mia.picks(screen, "Role of phase 1", role(world))
    assert "Manage Roles" in screen.text
    assert "**Phase 1** no role" in (await mia.presses(screen, "Back")).text


def notices(person: Person) -> list[Screen]:
    return [one for one in messages(person) if one.title == "A role cannot be given"]


async def test_a_permission_that_goes_missing_is_told_once_and_mended_by_itself(
    world: World, mia: Person, ana: Person
) -> None:
    one = await chosen(world, mia)
    await begins(world, ana)
    await world.forbid_everywhere("manage_roles")
    for _ in range(2):
        await keeps_roles(world)
    (notice,) = notices(mia)
    assert f"<@&{one.id}>" in notice.text
    assert "Manage Roles" in notice.text
    screen = await mia.runs("server roles")
    assert "⚠️ **Phase 1**" in screen.text
    doctor = await mia.runs("server doctor")
    assert "The role of phase 1 cannot be given." in doctor.text
    await world.forbid_everywhere()
    await keeps_roles(world)
    assert one.id in roles_of(world, ana)


async def test_a_role_that_was_deleted_is_told_and_another_takes_its_place(
    world: World, mia: Person, ana: Person
) -> None:
    one = await chosen(world, mia)
    await begins(world, ana)
    await keeps_roles(world)
    world.env.backend.delete_role(world.guild.id, one.id)
    await world.env.settle()
    await world.sleep(days=8)
    await keeps_roles(world)
    assert len(notices(mia)) == 1
    screen = await mia.runs("server roles")
    assert "which is gone" in screen.text
    other = role(world)
    await mia.picks(screen, "Role of phase 1", other)
    await keeps_roles(world)
    assert other.id in roles_of(world, ana)
    assert await world.house.services.phase_roles.of(world.guild.id, ana.id) == [other.id]


async def test_who_is_forgotten_loses_the_role_as_well(
    world: World, mia: Person, ana: Person
) -> None:
    one = await chosen(world, mia)
    await begins(world, ana)
    await keeps_roles(world)
    await ana.presses(await ana.runs("me delete"), "Delete all")
    assert one.id not in roles_of(world, ana)


async def test_somebody_who_left_ends_nothing_for_the_others(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    one = await chosen(world, mia)
    for person in (ana, ben):
        await begins(world, person)
    world.env.backend.remove_member(world.guild.id, ana.id)
    await keeps_roles(world)
    assert one.id in roles_of(world, ben)
    assert notices(mia) == []


async def test_an_outage_ends_the_round_and_nothing_is_written(
    world: World, mia: Person, ana: Person
) -> None:
    one = await chosen(world, mia)
    await begins(world, ana)
    world.fail("PUT", f"/roles/{one.id}", TimeoutError())
    await keeps_roles(world)
    assert await world.house.services.phase_roles.of(world.guild.id, ana.id) == []
    assert notices(mia) == []


async def test_a_refusal_that_nobody_can_mend_is_left_for_the_next_time(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    one = await chosen(world, mia)
    for person in (ana, ben):
        await begins(world, person)
    path = f"/guilds/{world.guild.id}/members/{ana.id}/roles/{one.id}"
    world.env.inject_error("PUT", path, status=400, code=50035)
    await keeps_roles(world)
    assert (one.id in roles_of(world, ana), one.id in roles_of(world, ben)) == (False, True)
    assert notices(mia) == []
    await keeps_roles(world)
    assert one.id in roles_of(world, ana)


async def test_a_role_left_out_that_is_deleted_does_not_stand_in_the_way(
    world: World, mia: Person
) -> None:
    staff = role(world, "Staff")
    await mia.picks_all(await mia.runs("server boards"), LEFT_OUT, staff)
    world.env.backend.delete_role(world.guild.id, staff.id)
    await world.env.settle()
    screen = await mia.picks_all(await mia.runs("server boards"), LEFT_OUT)
    assert "**Left out** no role" in screen.text


async def test_the_doctor_knows_where_the_digest_cannot_be_posted(
    world: World, mia: Person
) -> None:
    await mia.picks(await mia.runs("server boards"), DIGEST, world.hall)
    await world.forbid(world.hall, "send_messages")
    doctor = await mia.runs("server doctor")
    assert f"For the weekly digest in <#{world.hall.id}>" in doctor.text
