"""Two agree on a time: in their thread, directly where there is none, and by `/mock status`."""

import re

import discord

from tests.cogs.pairs import EVENINGS, in_thread, posts, round_sent, thread
from tests.cogs.people import Person
from tests.cogs.test_mock import joins
from tests.cogs.test_reviews import at_home, told
from tests.sessions import session, stored
from tests.sim import World


class Answer:
    """What Discord says of who is not there."""

    status, reason = 404, "Not Found"


async def test_from_the_notice_to_an_agreed_time_it_takes_three_clicks(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    notice = await round_sent(world, mia, ana, ben)
    assert notice.title == "Pairs are set"
    mine = await ana.presses(notice, "My session")  # 1
    assert (mine.private, mine.title) == (True, "Pick a time")
    half = await ana.presses(mine, "Accept 1")  # 2
    assert (half.private, half.title) == (True, "One yes to go")
    (shown,) = in_thread(world)
    assert shown.title == "One yes to go"
    agreed = await ben.presses(shown, "Accept 1")  # 3
    assert (agreed.private, agreed.title) == (False, "✅ It’s agreed")
    assert (await ana.runs("mock status")).title == "✅ It’s agreed"


async def test_the_thread_is_private_named_and_calls_the_two_alone(
    world: World, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    notice = await round_sent(world, mia, ana, ben)
    stored = world.env.backend.get_channel(thread(world).id)
    assert stored.name.split(" · ")[1] in ("Ana and Ben", "Ben and Ana")
    assert stored.name.split(" · ")[0] in ("System design", "Coding")
    members = {*stored.thread_members}
    assert members - {world.env.backend.bot_user.id} == {ana.id, ben.id}
    (shown,) = in_thread(world)
    orders = [f"<@{one}> and <@{other}>" for one, other in ((ana.id, ben.id), (ben.id, ana.id))]
    assert any(f"{names}, these times suit you both:" in shown.text for names in orders)
    assert shown.text.count(":F>") == 3
    assert shown.labels == [
        *("Accept 1", "Accept 2", "Accept 3"),
        *("Other times", "Why us?", "Can’t this week"),
    ]
    (sent,) = [
        one.json["allowed_mentions"]
        for one in world.env.http_requests
        if one.method == "POST" and "these times suit you both" in str(one.json)
    ]
    assert (sent["parse"], {*sent["users"]}) == ([], {ana.id, ben.id})
    for label in shown.labels:
        # Who does not see the thread can only make such a press up.
        refusal = await cy.presses_late(notice, shown.id(label))
        assert (refusal.private, refusal.title) == (True, "Not your session")
    assert in_thread(world)[0].text == shown.text


async def test_each_accepts_another_time_and_one_takes_the_others(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    half = await ana.presses(shown, "Accept 2")
    assert half.labels[0] == "Accept 2"
    assert f"✅ <@{ana.id}>" in half.text
    assert f"⬜ <@{ben.id}>" in half.text
    both = await ben.presses_late(shown, "Accept 3")
    assert "Different times were accepted." in both.text
    for mark in (f"✅ <@{ana.id}>", f"✅ <@{ben.id}>", f"⬜ <@{ana.id}>", f"⬜ <@{ben.id}>"):
        assert both.text.count(mark) == 1, "each accepted one of two"
    await world.restart()
    agreed = await ana.presses(both, "Accept 3")
    assert agreed.title == "✅ It’s agreed"
    assert agreed.labels == ["Calendar", "Packet", "Why us?", "Move", "Cancel"]
    # The screen as it was is pressed once more, by the one who had not looked since.
    assert (await ben.presses_late(shown, "Accept 1")).text == agreed.text
    await world.tick()
    assert told(ben)[-1].title == "✅ It’s agreed"


async def test_where_no_thread_can_be_made_everything_is_agreed_in_direct_messages(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await world.forbid(world.hall, "create_private_threads")
    await round_sent(world, mia, ana, ben)
    assert world.hall.threads == []
    first, second = told(ana)[-1], told(ben)[-1]
    assert first.title == second.title == "Pick a time"
    half = await at_home(ana).presses(first, "Accept 1")
    assert (half.title, told(ana)[-1].title) == ("One yes to go", "One yes to go")
    assert told(ben)[-1].title == "Pick a time"
    agreed = await at_home(ben).presses(second, "Accept 1")
    assert agreed.title == "✅ It’s agreed"
    await world.tick()
    assert told(ana)[-1].title == "✅ It’s agreed"
    # The older message is no trap: it shows what holds once it is pressed.
    assert (await at_home(ana).presses(half, "Accept 2")).title == "✅ It’s agreed"


async def test_other_times_replace_these_for_both_and_why_is_told_to_who_asks(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    await ben.presses(shown, "Accept 1")
    others = await ana.presses_late(shown, "Other times")
    assert (others.private, others.title) == (False, "Pick a time")
    assert not {*re.findall(r"<t:\d+:F>", others.text)} & {*re.findall(r"<t:\d+:F>", shown.text)}
    note = await ben.presses_late(shown, "Accept 2")
    assert (note.private, note.title) == (True, "There are other times now")
    why = await ben.presses(others, "Why us?")
    assert why.private
    for about in ("Time", "Kind", "Level", "New", "Turns"):
        assert f"**{about}** " in why.text
    assert "different times this week." in why.text
    assert why.footer == "Facts about you two only, nothing about anyone else."
    assert (await ben.presses(why, "Can’t this week")).title == "No session this week"
    assert in_thread(world)[0].title == "No session this week"


async def test_when_no_other_time_is_left_that_is_said_kindly_with_a_way_on(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    form = await ana.opens(await ana.runs("mock times"), "Write them")
    await ana.submits(form, hours="Mon 3-4")
    (shown,) = in_thread(world)
    note = await ben.presses(shown, "Other times")
    assert (note.private, note.title) == (True, "No other time in common")
    assert (await ben.presses(note, "Your hours")).private
    assert in_thread(world)[0].text == shown.text


async def test_a_no_blames_nobody_and_who_is_left_is_told_where_they_stand(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    closed = await ana.presses(shown, "Can’t this week")
    assert (closed.private, closed.title) == (False, "No session this week")
    assert str(ana.id) not in closed.text
    await world.tick()
    word = told(ben)[-1]
    assert word.title == "First in line next time"
    assert str(ana.id) not in word.text
    assert "on the waiting list" in word.text
    assert told(ana) == []
    assert (await ben.presses_late(shown, "Accept 1")).title == "No session this week"
    # Where they stand is shown again, without a session.
    assert (await ana.runs("mock status")).title == "You’re in"


async def test_nobody_answers_and_it_is_nudged_renewed_and_given_up(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    await ana.presses(shown, "Accept 3")
    await world.pass_time(hours=24)
    assert [one.title for one in told(ben)] == ["One yes to go"]
    assert told(ana) == []
    await world.pass_time(hours=24)
    old, new = in_thread(world)
    assert new.title == "Pick a time"
    note = await ben.presses_late(old, "Accept 3")
    assert note.title == "There are other times now"
    await world.pass_time(hours=24)
    assert in_thread(world)[-1].title == "First in line next time"
    assert (await ben.presses_late(new, "Accept 1")).title == "No session this week"


async def test_a_thread_that_somebody_deleted_loses_nothing(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    await world.delete(thread(world))
    await world.pass_time(hours=24)
    await world.pass_time(hours=24)
    await world.tick()
    assert told(ana)[-1].title == told(ben)[-1].title == "Pick a time"
    await at_home(ana).presses(told(ana)[-1], "Accept 1")
    assert (await ben.runs("mock status")).title == "One yes to go"


async def test_a_member_who_left_the_server_ends_it_and_the_other_is_told(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await mia.runs("round schedule", channel=world.hall, zone="UTC")
    for person in (ana, ben):
        await joins(person, **EVENINGS)
    gone = discord.NotFound(Answer(), {"code": 10007, "message": "Unknown Member"})  # type: ignore[arg-type]
    world.fail("PUT", f"/thread-members/{ben.id}", gone)
    await world.pass_time(days=3, hours=18)
    for _ in range(3):
        await world.pass_time(seconds=1)
    word = told(ana)[-1]
    assert word.title == "Your partner has left"
    assert "Your partner is no longer here." in word.text
    assert (await ana.runs("mock status")).title == "You’re in"


async def test_somebody_with_several_sessions_picks_one_and_finds_their_choices(
    world: World, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    other = session(world.guild.id, world.now(), ana.id, cy.id, kind="behavioral", origin="with")
    await stored(world.house.database, other)
    first = await ana.runs("mock status")
    assert first.grey.startswith("🟧 Behavioural")
    (select,) = first.selects
    labels = [option["label"] for option in select.options]
    assert labels[0].startswith("Behavioural · pick a time")
    second = await ana.picks(first, "Your sessions", select.options[1]["value"])
    assert f"<@{ben.id}>" in second.text
    assert (await ana.presses(second, "Your choices")).title == "You’re in"
    forged = await cy.presses_late(posts(world)[-1], select.id, select.options[1]["value"])
    assert f"<@{ben.id}>" not in forged.text


async def test_a_button_of_another_server_opens_nothing(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    notice = await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    id = shown.id("Accept 1")
    other = f"{id[: id.rindex(':g')]}:g1"
    assert (await ana.presses_late(notice, other)).title == "Not your session"
