"""The controls of mock interviews: what each does, in each state, and what it says."""

from datetime import timedelta

import pytest

from bot.demo.host.world import MOCKS
from bot.domain.mock.course import REMINDERS
from bot.services.mock.round_settings import Wanted
from tests.demo.circle import BEGUN, Circle

CONTROLS = ("round", "partner", "session")


@pytest.fixture(autouse=True)
async def gathered(circle: Circle) -> None:
    """Everybody but Ana has joined, and the first round is the day after tomorrow."""
    await circle.mocks.gather()
    await circle.passing.by(1)


async def paired(circle: Circle) -> None:
    await circle.join()
    await circle.press("round")


async def agreed(circle: Circle) -> None:
    await paired(circle)
    await circle.accept(1)
    await circle.press("partner")


async def test_the_pretend_members_have_joined_and_everybody_is_invited_once(
    circle: Circle,
) -> None:
    guild, before = circle.world.guild.id, len(circle.world.members)
    await circle.mocks.gather()
    await circle.passing.by(1)
    entries = [
        (await circle.services.mock.status(guild, member.id)).entry
        for member in circle.world.members
    ]
    assert [entry is not None for entry in entries] == [False] + [True] * (before - 1)
    (invitation,) = circle.screens(circle.world.guild.channels[MOCKS].id)
    assert invitation.title == "Practise with a partner"


async def test_whoever_has_not_joined_is_told_to(circle: Circle) -> None:
    now = circle.world.env.now()
    for control in CONTROLS:
        assert await circle.press(control) == "Join first: type `/mock join`."
    assert circle.world.env.now() - now < timedelta(minutes=1), "no time went by"
    assert "`/mock join`" in await circle.tip()


async def test_whoever_rests_is_told_where_to_change_that(circle: Circle) -> None:
    await circle.join()
    await circle.services.mock.pause(circle.world.guild.id, circle.ana)
    for control in CONTROLS:
        assert "`/mock status`" in await circle.press(control)


async def test_before_a_round_there_is_nothing_to_accept_or_to_jump_to(circle: Circle) -> None:
    await circle.join()
    assert "Press `Next round`" in await circle.tip()
    for control in ("partner", "session"):
        assert await circle.press(control) == "There is no session yet. Press `Next round`."


async def test_from_five_members_on_it_is_told_how_many_share_an_hour(circle: Circle) -> None:
    await circle.join()
    status = await circle.services.mock.status(circle.world.guild.id, circle.ana)
    assert status.shared is not None
    assert (status.shared.count, status.shared.others) == (5, 6)


async def test_next_round_reaches_its_hour_and_everybody_has_a_partner(circle: Circle) -> None:
    await circle.join()
    said = await circle.press("round")
    assert "Pairs are set: you meet" in said
    assert circle.world.env.now() >= BEGUN + timedelta(days=1)
    (room,) = (p for p in circle.world.places(circle.ana) if p.name == MOCKS)
    notice = circle.screens(room.id)[-1]
    assert "7 of 7 members have a partner this week." in notice.text
    threads = [p for p in circle.world.places(circle.ana) if p.parent == room.id]
    assert len(threads) == 1, "of the three private threads she has her own in the list"
    assert circle.screens(threads[0].id)[0].title == "Pick a time"
    sizes = {len((await circle.session(member.id)).members) for member in circle.world.members}
    assert sizes == {2, 3}, "of seven members three meet together"


async def test_next_round_opens_the_channel_with_the_notice(circle: Circle) -> None:
    await circle.join()
    done = await circle.show.press("round", str(circle.ana))
    assert done["place"] == str(circle.world.guild.channels[MOCKS].id)


async def test_rounds_that_were_turned_off_are_turned_on_by_next_round(circle: Circle) -> None:
    await circle.join()
    guild = circle.world.guild.id
    await circle.services.round_settings.choose(guild, Wanted(is_on=False), by=circle.ana)
    assert "Pairs are set" in await circle.press("round")


async def test_who_joins_after_sign_up_closed_reads_that_they_wait(circle: Circle) -> None:
    held = await circle.services.round_settings.of(circle.world.guild.id)
    assert held is not None
    assert held.next_at is not None
    await circle.passing.until(held.next_at - timedelta(hours=1))
    await circle.join()
    said = await circle.press("round")
    assert "You joined after sign-up had closed." in said or "you meet" in said
    assert "Pairs are set" in await circle.press("round")


async def test_the_partner_accepts_what_the_viewer_accepted(circle: Circle) -> None:
    await paired(circle)
    await circle.accept(2)
    said = await circle.press("partner")
    session = await circle.session()
    assert (session.state, session.starts_at) == ("agreed", session.times[1])
    assert "Press `Jump to the session`" in said
    (screen,) = circle.screens(session.thread_id)
    assert screen.title == "✅ It’s agreed", "the message in the thread changed for both"
    assert "It is agreed" in await circle.press("partner")


async def test_else_the_partner_accepts_the_first_time_and_it_is_the_viewers_turn(
    circle: Circle,
) -> None:
    await paired(circle)
    assert "Press `Accept 1` too" in await circle.press("partner")
    assert "Press `Accept 1` too" in await circle.press("partner"), "twice changes nothing"
    assert "`Accept 1`" in await circle.tip()
    await circle.accept(1)
    assert (await circle.session()).state == "agreed"


async def test_when_the_message_in_the_thread_is_gone_the_partner_accepts_all_the_same(
    circle: Circle,
) -> None:
    await paired(circle)
    session = await circle.session()
    assert session.thread_id is not None
    assert session.message_id is not None
    circle.world.env.backend.delete_message(session.thread_id, session.message_id)
    await circle.accept(1)
    assert "Press `Jump to the session`" in await circle.press("partner")


async def test_without_a_time_there_is_no_session_to_jump_to(circle: Circle) -> None:
    await paired(circle)
    assert "`Accept 1`, then `Partner accepts`" in await circle.press("session")


async def test_jump_reaches_two_minutes_before_and_reminders_came_in_time(circle: Circle) -> None:
    await agreed(circle)
    session = await circle.session()
    assert session.starts_at is not None
    done = await circle.show.press("session", str(circle.ana))
    assert "Two minutes until you meet" in str(done["said"])
    assert done["place"] == str(session.thread_id)
    assert session.starts_at - circle.world.env.now() <= timedelta(minutes=2)
    direct = circle.world.direct(circle.ana)
    assert direct is not None
    reminder = circle.world.place(direct).history()[-1]
    assert abs(reminder.created_at - (session.starts_at - min(REMINDERS))) < timedelta(seconds=2)


async def test_a_second_jump_lets_the_hour_go_by_and_the_partner_fill_their_card(
    circle: Circle,
) -> None:
    await agreed(circle)
    await circle.press("session")
    assert (await circle.mocks.shown(circle.ana))[1].session == "Jump to its end"
    assert "it is time. Press `Packet`" in await circle.press("partner")
    said = await circle.press("session")
    assert "card is in. Press `Fill your card`" in said
    session = await circle.session()
    assert (session.state, session.is_held) == ("over", True)
    assert circle.screens(session.thread_id)[-1].labels == ["Fill your card"]
    for control in ("partner", "session"):
        assert "`Fill your card`" in await circle.press(control)
    await circle.fill(session)
    assert "The cards are open" in await circle.tip()
    assert "`Next round` for another" in await circle.press("session")


async def test_who_begins_and_ends_it_themselves_lets_the_partner_fill_their_card(
    circle: Circle,
) -> None:
    await agreed(circle)
    await circle.press("session")
    session = await circle.session()
    guild = circle.world.guild.id
    await circle.services.holding.start(guild, session.id, circle.ana)
    assert "`Jump to its end`" in await circle.press("partner")
    await circle.services.holding.end(guild, session.id, circle.ana)
    await circle.fill(await circle.session())
    tip, labels = await circle.mocks.shown(circle.ana)
    assert "Press `Partner’s card`" in tip
    assert labels.partner == "Partner’s card"
    done = await circle.show.press("partner", str(circle.ana))
    assert "so all are open" in str(done["said"])
    direct = circle.world.direct(circle.ana)
    assert done["place"] == str(direct)
    assert circle.screens(direct)[-1].title == "The cards are open"


async def test_whoever_is_at_the_page_has_partners_the_observer_too(circle: Circle) -> None:
    await paired(circle)
    sessions = [await circle.session(member.id) for member in circle.world.members]
    third = next(seat.user_id for one in sessions for seat in one.seats if seat.role == "observer")
    await circle.accept(3, third)
    assert "Press `Jump to the session`" in await circle.press("partner", third)
    await circle.press("session", third)
    # Nobody waits for the card of who observed.
    assert "cards came in, so all are open" in await circle.press("session", third)


async def test_whom_the_viewer_asked_by_name_says_yes(circle: Circle) -> None:
    await circle.join()
    ben = circle.world.members[1].id
    await circle.services.asking.ask(circle.world.guild.id, circle.ana, ben)
    assert "Ben said yes" in await circle.press("partner")
    session = await circle.session()
    assert (session.origin, session.state) == ("with", "proposing")


async def test_who_waits_for_somebody_free_now_meets_somebody(circle: Circle) -> None:
    await circle.join()
    await circle.services.free.ask(circle.world.guild.id, circle.ana, 90)
    done = await circle.show.press("partner", str(circle.ana))
    assert "is free as well" in str(done["said"])
    session = await circle.session()
    assert session.origin == "now"
    assert done["place"] == str(session.thread_id)


async def test_the_seat_of_who_does_not_come_is_taken(circle: Circle) -> None:
    await agreed(circle)
    await circle.press("session")
    await circle.press("minutes")
    session = await circle.session()
    await circle.services.absence.report(circle.world.guild.id, session.id, circle.ana)
    assert "takes the seat" in await circle.press("partner")
    after = await circle.session()
    assert after.id != session.id
    assert after.seat(circle.ana) is not None


async def test_the_next_week_brings_other_partners(circle: Circle) -> None:
    await agreed(circle)
    first = (await circle.session()).members
    assert "Pairs are set" in await circle.press("round")
    assert (await circle.session()).members != first
