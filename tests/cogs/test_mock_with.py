"""`/mock with`: one member asks another; a yes finds a time, all else looks the same."""

import pytest

from tests.cogs.pairs import EVENINGS
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.cogs.test_reviews import at_home, told
from tests.sim import World

LAPSED = "Not this time"


async def asks(person: Person, other: Person) -> Screen:
    return await person.runs("mock with", member=other.actor)


async def both_join(*people: Person) -> None:
    for person in people:
        await joins(person, kinds=["0"], **EVENINGS)


def question(person: Person) -> Screen:
    return next(one for one in reversed(told(person)) if one.title == "Somebody asks for you")


async def test_a_yes_shows_three_times_to_both(world: World, ana: Person, ben: Person) -> None:
    await both_join(ana, ben)
    asked = await asks(ana, ben)
    assert (asked.private, asked.title) == (True, "You hear of a yes at once")
    await world.tick()
    found = question(ben)
    assert f"<@{ana.id}> would like a mock interview with you" in found.text
    assert found.labels == ["Yes, pick a time", "Not now"]
    times = await at_home(ben).presses(found, "Yes, pick a time")
    assert times.title == "Pick a time"
    assert times.text.count(":F>") == 3
    assert (await ana.presses(asked, "Refresh")).title == "Pick a time"
    half = await ana.presses(await ana.runs("mock status"), "Accept 1")
    assert half.title == "One yes to go"
    # Again, on a question as it was: what holds now.
    late = await ben.presses_late(await ben.runs("mock with"), found.id("Not now"))
    assert late.title == "One yes to go"


async def test_who_chose_several_kinds_picks_one_of_their_own(ana: Person, ben: Person) -> None:
    await joins(ana)
    await joins(ben, kinds=["1"])
    screen = await asks(ana, ben)
    assert screen.title == "Which kind of interview?"
    assert [one["label"] for one in screen.selects[0].options] == ["🟦 System design", "🟪 Coding"]
    asked = await ana.picks(screen, "Pick a kind", "coding")
    assert "🟪 Coding" in asked.grey


async def test_no_and_nothing_and_never_and_not_taking_part_look_the_same(
    world: World, ana: Person, ben: Person, cy: Person, mia: Person
) -> None:
    await both_join(ana, ben, cy)
    await cy.runs("mock never", member=ana.actor)
    names = {ben.id: "ben", cy.id: "cy", mia.id: "mia"}

    def plain(screen: Screen) -> str:
        text = screen.text
        for id in names:
            text = text.replace(f"<@{id}>", "<them>")
        return text

    open_ = [await asks(ana, person) for person in (ben, cy, mia)]
    assert len({(plain(one), *one.labels) for one in open_}) == 1
    await world.tick()
    declined = await at_home(ben).presses(question(ben), "Not now")
    assert declined.title == "Nobody is told"
    assert not [one for person in (cy, mia) for one in _messages(person) if one.title]
    await world.pass_time(hours=47, minutes=59)
    assert LAPSED not in [one.title for one in _messages(ana)]
    looked = [await ana.presses(one, "Refresh") for one in open_]
    assert [plain(one) for one in looked] == [plain(one) for one in open_]
    assert "3 open questions" in (await ana.runs("mock with")).text
    await world.pass_time(minutes=1)
    lapsed = [one for one in _messages(ana) if one.title == LAPSED]
    assert len(lapsed) == 3
    assert {plain(one) for one in lapsed} == {plain(lapsed[0])}
    assert "can’t just now" in lapsed[0].text
    assert (await ana.presses(open_[1], "Refresh")).title == LAPSED


def _messages(person: Person) -> list[Screen]:
    channel = person.actor.user.dm_channel
    return [] if channel is None else told(person)


async def test_a_no_can_become_a_yes(world: World, ana: Person, ben: Person) -> None:
    await both_join(ana, ben)
    await asks(ana, ben)
    await world.tick()
    declined = await at_home(ben).presses(question(ben), "Not now")
    assert (await at_home(ben).presses(declined, "Yes after all")).title == "Pick a time"


async def test_without_a_common_hour_both_are_told_and_more_hours_help(
    world: World, ana: Person, ben: Person
) -> None:
    await joins(ana, kinds=["0"], days=["1"], parts=["2"])
    await joins(ben, kinds=["0"], days=["3"], parts=["2"])
    asked = await asks(ana, ben)
    waiting = await ben.runs("mock with")
    assert "1 open question" in waiting.text
    found = await ben.picks(waiting, "Open one", waiting.selects[0].options[0]["value"])
    none = await ben.presses(found, "Yes, pick a time")
    assert none.title == "Yes, and no hour in common"
    await world.tick()
    assert "Yes, and no hour in common" in [one.title for one in told(ana)]
    yes = await ana.presses(asked, "Refresh")
    times = await ana.presses(yes, "Your hours")
    await ana.submits(await ana.opens(times, "Write them"), hours="Tue 17-22, Thu 17-22")
    listed = await ana.runs("mock with")
    again = await ana.picks(listed, "Open one", listed.selects[0].options[0]["value"])
    assert again.title == "Pick a time"


async def test_a_question_is_taken_back(world: World, ana: Person, ben: Person) -> None:
    await both_join(ana, ben)
    asked = await asks(ana, ben)
    await world.tick()
    assert (await ana.presses(asked, "Take it back")).title == "You asked no more"
    answer = await at_home(ben).presses(question(ben), "Yes, pick a time")
    assert answer.title == "That is over"
    assert (await asks(ana, ben)).title == "You asked already"


async def test_what_cannot_be_asked_is_said(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    assert (await asks(ana, ben)).title == "You have not joined yet"
    await both_join(ana, ben)
    assert (await asks(ana, ana)).title == "That is you"
    bot = world.guild.add_member(world.env.create_user("helper", bot=True))
    assert (await ana.runs("mock with", member=bot)).title == "That is a bot"
    await ana.runs("mock never", member=cy.actor)
    assert (await asks(ana, cy)).title == "You would rather not"
    await asks(ana, ben)
    assert (await asks(ana, ben)).title == "You asked already"
    others = [world.guild.add_member(world.env.create_user(f"m{n}")) for n in range(3)]
    for other in others[:2]:
        await ana.runs("mock with", member=other)
    assert (await ana.runs("mock with", member=others[2])).title == "Enough questions for now"


@pytest.mark.parametrize("label", ["Yes, pick a time", "Not now"])
async def test_nobody_else_answers_a_question(
    world: World, ana: Person, ben: Person, cy: Person, label: str
) -> None:
    await both_join(ana, ben, cy)
    await asks(ana, ben)
    await world.tick()
    shown = await ben.runs("mock with")
    found = await ben.picks(shown, "Open one", shown.selects[0].options[0]["value"])
    mine = await cy.runs("mock with")
    assert (await cy.presses_late(mine, found.id(label))).title == "That is over"
    assert (await ana.presses_late(await ana.runs("mock with"), found.id(label))).title == (
        "That is over"
    )


async def test_who_sits_down_with_somebody_already_does_not_ask_them(
    world: World, ana: Person, ben: Person
) -> None:
    await both_join(ana, ben)
    await asks(ana, ben)
    await world.tick()
    await at_home(ben).presses(question(ben), "Yes, pick a time")
    assert (await asks(ana, ben)).title == "You two have a session"
    assert (await asks(ben, ana)).title == "You two have a session"
