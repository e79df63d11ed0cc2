"""`/round`: an owner sets when rounds are, looks at the next one, and it is sent."""

from typing import Any

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.cogs.test_reviews import told
from tests.sim import World

EVERY_DAY = [str(n) for n in range(7)]
EVENINGS: dict[str, Any] = {"days": EVERY_DAY, "parts": ["1", "2"]}


async def scheduled(world: World, mia: Person, **options: Any) -> Screen:
    """Rounds on Sundays at 18:00 in the study hall; the clock stands at Thursday, midnight."""
    return await mia.runs("round schedule", **{"channel": world.hall, "zone": "UTC", **options})


def posts(world: World) -> list[Screen]:
    """What stands in the study hall, oldest first."""
    return [Screen.of(message) for message in world.hall.history() if message.components]


async def all_join(*people: Person) -> None:
    for person in people:
        await joins(person, **EVENINGS)


async def test_a_schedule_says_when_where_and_until_when_one_signs_up(
    world: World, mia: Person
) -> None:
    screen = await scheduled(world, mia, day=3, time="19:30", every=2, events=True)
    assert screen.private
    assert screen.title.startswith("Next round <t:")
    assert f"<#{world.hall.id}>" in screen.text
    assert "Sign-up closes <t:" in screen.text
    assert "Every 2 weeks on Wednesday 19:30, UTC" in screen.footer
    assert "server event, without names" in screen.text
    again = await mia.runs("round schedule")
    assert again.text == screen.text, "without options it shows what holds"


async def test_what_an_owner_changed_stands_in_the_changes_and_can_be_undone(
    world: World, mia: Person
) -> None:
    await scheduled(world, mia)
    screen = await mia.runs("round schedule", time="20:00")
    assert "Sundays 20:00, UTC" in screen.footer
    assert "Rounds changed" in (await mia.runs("server changes")).text
    assert "Sundays 18:00, UTC" in (await mia.presses(screen, "Undo")).footer


async def test_without_a_channel_it_is_said_what_to_do(mia: Person) -> None:
    for command in ("round schedule", "round preview", "round send", "round status"):
        screen = await mia.runs(command)
        assert screen.title == "No rounds yet"
        assert "`/round schedule` with a channel" in screen.text


async def test_missing_permissions_are_named_with_the_path(world: World, mia: Person) -> None:
    await world.forbid(world.hall, "create_private_threads")
    screen = await scheduled(world, mia)
    assert "**Create Private Threads**, one thread per pair" in screen.text
    assert "Edit Channel → Permissions → Loopmate" in screen.text
    assert "each pair gets direct messages instead" in screen.text


async def test_a_dry_run_names_pairs_and_the_left_out_and_then_what_changed(
    world: World, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    await scheduled(world, mia)
    empty = await mia.runs("round preview")
    assert empty.title == "Nobody to pair yet"
    await all_join(ana, ben)
    await joins(cy, days=["0"], parts=["0"])
    screen = await mia.runs("round preview")
    assert screen.title == "1 pair"
    assert "2 of 3 members would have a partner." in screen.text
    assert f"<@{ana.id}>, <@{ben.id}>" in screen.text
    assert f"⬜ <@{cy.id}>\n-# left out: no hour or language in common with anybody" in screen.text
    assert "3 came" in screen.text
    again = await mia.runs("round preview")
    assert "Nothing changed since" in again.text
    assert posts(world) == []


async def test_the_hour_sends_a_notice_without_names(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await scheduled(world, mia)
    await all_join(ana, ben)
    await world.pass_time(days=3, hours=18)
    (notice,) = posts(world)
    assert notice.title == "Pairs are set"
    assert "2 of 2 members have a partner this week." in notice.text
    assert "<@" not in notice.text
    assert notice.labels == ["My session", "Free now", "Join"]
    assert notice.footer.startswith("Round 2 <t:")
    status = await mia.runs("round status")
    assert "**Round 1**" in status.text
    assert "2 of 2 members had a partner." in status.text


async def test_who_is_left_out_reads_why_in_a_direct_message(
    world: World, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    await scheduled(world, mia)
    await all_join(ana, ben)
    await joins(cy, days=["0"], parts=["0"])
    await world.pass_time(days=3, hours=18)
    (message,) = told(cy)
    assert message.title == "First in line next time"
    assert "Nobody in this round shares a free hour and a language with you." in message.text
    assert message.labels == ["Solo drill"]


async def test_a_round_is_sent_by_hand_after_asking_and_only_once(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await scheduled(world, mia)
    await all_join(ana, ben)
    asked = await mia.runs("round send")
    assert "2 members would be paired and told at once." in asked.text
    sent = await mia.presses(asked, "Send it")
    assert "**Round 1**" in sent.text
    await world.tick()
    late = await mia.presses_late(asked, "Send it")
    assert late.grey == "⚠️ Round"
    await world.pass_time(days=3, hours=18)
    assert len(posts(world)) == 1, "it took the place of the one on Sunday"


async def test_rounds_can_be_turned_off_and_on(world: World, mia: Person) -> None:
    screen = await scheduled(world, mia)
    off = await mia.presses(screen, "Turn off")
    assert off.title == "Rounds are off"
    assert (await mia.presses(off, "Turn on")).title.startswith("Next round")


async def test_members_are_invited_once_a_day(world: World, mia: Person, ana: Person) -> None:
    screen = await scheduled(world, mia)
    assert (await mia.presses(screen, "Invite members")).title == "Everybody is invited"
    await world.tick()
    again = await mia.presses(await mia.runs("round schedule"), "Invite members")
    assert again.title == "Invited already today"
    await world.tick()
    (invitation,) = posts(world)
    assert invitation.title == "Practise with a partner"
    asked = await ana.presses(invitation, "Join")
    assert asked.title == "Which time zone are you in?"


async def test_a_notice_that_was_refused_is_told_to_one_who_can_mend_it_and_then_goes_out(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await scheduled(world, mia)
    await all_join(ana, ben)
    await world.forbid(world.hall, "send_messages", "create_private_threads")
    await world.pass_time(days=3, hours=18)
    await world.tick()
    titles = [message.title for message in told(mia)]
    assert sorted(titles) == ["A round was not announced", "Pairs have no threads"]
    assert all("Edit Channel → Permissions → Loopmate" in one.text for one in told(mia))
    assert "Pick a time" in [message.title for message in told(ana)], "they choose all the same"
    checked = await mia.runs("server doctor")
    assert "For mock rounds in" in checked.text
    assert posts(world) == []
    await world.forbid(world.hall)
    await mia.presses(checked, "Check again")
    await world.tick()
    assert [post.title for post in posts(world)] == ["Pairs are set"]
