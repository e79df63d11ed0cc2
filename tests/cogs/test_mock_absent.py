"""A partner who does not come: two taps to an offer, one to take it, one to be excused."""

from datetime import timedelta

from bot.domain.mock.session import Session
from bot.storage.mock import free
from cogs.mock import routes
from tests.cogs.held import agreed, packet, presses
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.cogs.test_reviews import at_home, told
from tests.sim import World


async def alone(world: World, *people: Person) -> tuple[Session, Screen]:
    """The first is there five minutes into the session, and says that the second is not."""
    made = await agreed(world, *people)
    await world.pass_time(minutes=65)
    missed = await people[0].presses(await packet(people[0], made), "Partner absent")
    await world.tick()
    return made, missed


async def is_free(world: World, person: Person) -> None:
    """They take part, and would begin right away."""
    await joins(person, kinds=["0"], level=["L6"])
    async with world.house.database.transaction() as tx:
        await free.put(
            tx,
            guild_id=world.guild.id,
            user_id=person.id,
            until=world.now() + timedelta(hours=3),
            now=world.now(),
        )


async def test_before_the_fifth_minute_the_button_is_not_there(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben)
    await world.pass_time(minutes=64)
    assert "Partner absent" not in (await packet(ana, made)).labels
    early = await presses(ana, made, routes.ABSENT)
    assert early.title == "They may still come"


async def test_who_is_missed_is_asked_directly_and_excuses_themselves_in_one_tap(
    world: World, ana: Person, ben: Person
) -> None:
    made, missed = await alone(world, ana, ben)
    assert missed.private
    assert missed.title == f"<@{ben.id}> isn’t here yet"
    assert missed.labels == ["Offer it", "Solo drill", "Wait"]
    asked = told(ben)[-1]
    assert asked.title == "Are you on your way?"
    excused = await at_home(ben).presses(asked, "Excuse me")
    assert excused.title == "You are excused"
    await world.tick()
    known = told(ana)[-1]
    assert known.title == f"<@{ben.id}> can’t come"
    options = await at_home(ana).presses(known, "My options")
    assert options.labels == ["Offer it", "Solo drill", "New time", "Wait"]
    # What Ben opens from now on is not the session, until he says that he can come.
    assert (await packet(ben, made)).title == "You are excused"
    back = await ben.presses(await packet(ben, made), "I can come")
    assert back.title == "It takes place after all"
    await world.tick()
    assert told(ana)[-1].title == "It takes place after all"


async def test_the_offer_names_nobody_and_the_first_has_it(
    world: World, ana: Person, ben: Person, cy: Person, mia: Person
) -> None:
    await joins(ana)
    made, missed = await alone(world, ana, ben)
    for person in (cy, mia):
        await is_free(world, person)
    # Or the two would meet each other.
    await world.house.services.mock_never.put(world.guild.id, cy.id, [mia.id])
    offered = await ana.presses(missed, "Offer it")
    assert "is asked" in offered.text
    assert "Offer again" in offered.labels
    await world.tick()
    seats = [told(person)[-1] for person in (cy, mia)]
    assert {seat.title for seat in seats} == {"A seat is free now"}
    for id in (ana.id, ben.id, cy.id, mia.id):
        assert f"<@{id}>" not in seats[0].text + seats[1].text + offered.footer.replace(
            f"<@{ben.id}>", ""
        )
    got = await at_home(cy).presses(seats[0], "Take it")
    assert got.title == "You have a session"
    assert f"<@{ana.id}>" in got.text
    late = await at_home(mia).presses(seats[1], "Take it")
    assert late.title == "The seat is taken"
    await world.tick()
    assert told(ana)[-1].title == "✅ It’s agreed"
    assert f"<@{cy.id}>" in told(ana)[-1].text
    sheet = await at_home(cy).presses(got, "Packet")
    assert sheet.title == "You answer this time"
    # Who comes after that learns that the session is off.
    assert (await packet(ben, made)).title == "This session is off"


async def test_a_forged_take_gets_nothing(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    made, _ = await alone(world, ana, ben)
    await is_free(world, cy)
    assert (await presses(cy, made, routes.TAKE)).title == "The seat is taken"


async def test_an_observer_says_who_is_missing_and_sits_in(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    made, asked = await alone(world, cy, ben, ana)
    assert asked.labels[0] == "Go on as two"
    who = await presses(ana, made, routes.ABSENT)
    assert who.title == f"<@{ben.id}> isn’t here yet"
    on = await ana.presses(who, "Go on as two")
    assert on.title == "You have a session"
    await world.tick()
    assert told(cy)[-1].title == "✅ It’s agreed"


async def test_an_observer_is_asked_whom_they_miss(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    made = await agreed(world, ana, ben, cy)
    await world.pass_time(minutes=65)
    who = await cy.presses(await packet(cy, made), "Partner absent")
    assert who.title == "Who is missing?"
    missed = await cy.presses(who, "Number 2")
    assert missed.title == f"<@{ben.id}> isn’t here yet"
    await world.tick()
    assert told(ben)[-1].title == "Are you on your way?"


async def test_waiting_leads_back_to_the_session(world: World, ana: Person, ben: Person) -> None:
    _, missed = await alone(world, ana, ben)
    back = await ana.presses(missed, "Wait")
    assert back.labels[0] == "Start"
    assert "Partner absent" in back.labels
    begun = await ana.presses(back, "Start")
    assert begun.labels[0] == "Next: scope"


async def test_the_hour_can_be_spent_alone(world: World, ana: Person, ben: Person) -> None:
    _, missed = await alone(world, ana, ben)
    drill = await ana.presses(missed, "Solo drill")
    assert drill.grey == "🟦 System design · solo · prompt"
    assert (drill.private, drill.labels[0]) == (True, "Next: scope")


async def test_a_message_about_what_no_longer_holds_is_not_sent(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben)
    await world.pass_time(minutes=65)
    await presses(ana, made, routes.ABSENT)
    await presses(ben, made, routes.START)
    await world.tick()
    assert told(ben) == []
