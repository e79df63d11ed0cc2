"""`/mock`: a member joins, rests, comes back, and says with whom never."""

from typing import Any

import pytest

from tests.cogs.people import Person
from tests.cogs.screens import Form, Screen
from tests.sim import World

ANSWERS: dict[str, Any] = {
    "kinds": ["0", "3"],
    "days": ["1", "3"],
    "parts": ["2"],
    "wish": "swap",
    "level": ["L6"],
}
REST = ("mock skip", "mock pause", "mock resume", "mock leave", "mock status", "mock times")


async def joins(person: Person, zone: str = "Europe/Berlin", **answers: Any) -> Screen:
    """Tuesday and Thursday evenings, unless other answers are given."""
    await person.runs("me show", zone=zone)
    return await person.submits(await person.opens_command("mock join"), **ANSWERS | answers)


def preset(form: Form) -> dict[str, list[str]]:
    """What is chosen when a modal opens, by field."""
    return {
        name: [option["value"] for option in part["options"] if option.get("default")]
        for name, part in form.fields.items()
    }


async def test_a_member_without_a_zone_picks_one_and_goes_on_to_join(ana: Person) -> None:
    asked = await ana.runs("mock join")
    assert (asked.private, asked.title) == (True, "Which time zone are you in?")
    form = await ana.picks_to_open(asked, "Pick a city near you", "Asia/Kolkata")
    assert form.title == "Join mock interviews"
    assert "In your time zone, Asia/Kolkata." in form.labels[2]["description"]
    screen = await ana.submits(form, **ANSWERS)
    assert screen.title == "You’re in"
    assert "Kolkata time" in screen.text
    assert "Kolkata" in (await ana.runs("me show")).text


async def test_who_joins_sees_what_they_chose_and_who_plans_the_rounds(ana: Person) -> None:
    screen = await joins(ana)
    assert screen.private
    assert "**Tue, Thu** 17:00–22:00\n10 hours a week, Berlin time" in screen.text
    assert "🟦 System design, 🟪 Coding" in screen.text
    assert "L6 · swap half-way · English" in screen.text
    assert "No round is planned yet." in screen.text
    assert screen.labels == ["Fine-tune", "Change", "Pause", "Skip next", "Languages", "Leave"]
    assert (await ana.runs("mock status")).text == screen.text


async def test_the_last_choices_are_preset(ana: Person) -> None:
    await ana.runs("me show", zone="Europe/Berlin")
    first = preset(await ana.opens_command("mock join"))
    assert first == {"kinds": [], "days": [], "parts": [], "wish": ["swap"], "level": []}
    screen = await joins(ana, wish="be-interviewed")
    again = await ana.opens(screen, "Change")
    assert preset(again) == {name: value if isinstance(value, list) else [value]
                             for name, value in (ANSWERS | {"wish": "be-interviewed"}).items()}  # fmt: skip


async def test_fine_tuned_hours_survive_a_change_of_kinds_and_not_one_of_days(
    ana: Person,
) -> None:
    tuned = await ana.presses(await joins(ana), "Fine-tune")
    form = await ana.opens(tuned, "Write them")
    await ana.submits(form, hours="Tue 18:30-20, Thu 17-19")
    again = await ana.opens_command("mock join")
    assert "Hours you fine-tuned stay" in again.labels[1]["description"]
    kinds = await ana.submits(again, **ANSWERS | {"kinds": ["1"]})
    assert "**Tue** 18:30–20:00" in kinds.text
    assert "Undo hours" not in kinds.labels
    days = await joins(ana, days=["1"])
    assert "**Tue** 17:00–22:00" in days.text
    back = await ana.presses(days, "Undo hours")
    assert "**Tue** 18:30–20:00\n**Thu** 17:00–19:00" in back.text


@pytest.mark.parametrize("command", REST)
async def test_who_never_joined_is_shown_the_way_in(ana: Person, command: str) -> None:
    await ana.runs("me show", zone="Asia/Tokyo")
    screen = await ana.runs(command)
    assert (screen.private, screen.title) == (True, "You have not joined yet")
    assert (await ana.opens(screen, "Join")).title == "Join mock interviews"


async def test_a_round_is_skipped_and_that_is_taken_back(ana: Person) -> None:
    await joins(ana)
    skipped = await ana.runs("mock skip")
    assert skipped.title == "You skip the next round"
    assert (await ana.presses(skipped, "Don’t skip")).title == "You’re in"


async def test_a_pause_until_a_day_ends_by_itself(ana: Person, world: World) -> None:
    await joins(ana)
    paused = await ana.runs("mock pause", until="in 3 days")
    assert paused.title == "Paused until <t:1767481200:D>"
    assert paused.labels[:3] == ["Resume", "1 week", "2 weeks"]
    await world.pass_time(days=2, hours=22)
    assert (await ana.runs("mock status")).title.startswith("Paused until")
    await world.pass_time(hours=2)
    assert (await ana.runs("mock status")).title == "You’re in"


async def test_a_pause_of_one_press_can_be_given_an_end(ana: Person) -> None:
    paused = await ana.presses(await joins(ana), "Pause")
    assert paused.title == "Paused until you resume"
    assert (await ana.presses(paused, "2 weeks")).title.startswith("Paused until <t:")
    assert (await ana.runs("mock resume")).title == "You’re in"


@pytest.mark.parametrize(("until", "title"), [("yesterdays", "Which date is that?"), ("today", "That day has passed")])  # fmt: skip
async def test_a_pause_until_no_day_is_told(ana: Person, until: str, title: str) -> None:
    await joins(ana)
    assert (await ana.runs("mock pause", until=until)).title == title
    assert (await ana.runs("mock status")).title == "You’re in"


async def test_ends_of_a_pause_are_suggested(ana: Person) -> None:
    assert "2 weeks" in await ana.types("mock pause", "until", "we")


async def test_who_left_comes_back_with_everything(ana: Person) -> None:
    before = await joins(ana)
    left = await ana.presses(before, "Leave")
    assert left.title == "You have left"
    for command in ("mock leave", "mock skip", "mock times", "mock status"):
        assert (await ana.runs(command)).title == "You have left"
    assert preset(await ana.opens(left, "Change first"))["days"] == ["1", "3"]
    assert (await ana.presses(left, "Come back")).text == before.text


async def test_every_button_lives_through_a_restart(ana: Person, world: World) -> None:
    screen = await joins(ana)
    form = await ana.opens(screen, "Change")
    await world.restart()
    assert (await ana.submits(form, **ANSWERS | {"level": ["L4"]})).title == "You’re in"
    await world.restart()
    times = await ana.presses(screen, "Fine-tune")
    await world.restart()
    assert (await ana.presses(times, "Day by day")).title == "Monday"


async def test_languages_are_picked(ana: Person) -> None:
    screen = await ana.presses(await joins(ana), "Languages")
    assert "English. You only meet members" in screen.text
    chosen = await ana.picks_all(screen, "Pick one or more", "de", "fr")
    assert "German, French" in chosen.text
    assert "German, French" in (await ana.presses(chosen, "Status")).text


async def test_how_many_share_an_hour_is_said_from_five_members_on(
    world: World, ana: Person, ben: Person, cy: Person, mia: Person
) -> None:
    people = [ana, ben, cy, mia]
    for person in people:
        screen = await joins(person)
        assert "From five members on" in screen.text
    service = world.house.services
    await service.me.set_zone(world.guild.id, 5, "Asia/Tokyo")
    form = await ana.opens_command("mock join")
    entry = (await service.mock.status(world.guild.id, ana.id)).entry
    assert entry is not None
    await service.mock.join(
        world.guild.id, 5, entry.choices, days={1}, parts={"morning"}, locale="ja"
    )
    screen = await ana.submits(form, **ANSWERS)
    assert "3 of 4 other members share at least an hour with you." in screen.text
    # Whom one would rather not meet changes no number.
    await ana.runs("mock never", member=ben.actor)
    assert (await ana.runs("mock status")).text == screen.text
    assert (await ben.runs("mock status")).text.count("3 of 4") == 1


async def test_the_private_list_is_picked_and_taken_back(
    ana: Person, ben: Person, cy: Person
) -> None:
    empty = await ana.runs("mock never")
    assert (empty.private, empty.title) == (True, "Nobody is on your list")
    one = await ana.runs("mock never", member=ben.actor)
    assert (one.title, one.labels) == ("Never with 1 member", ["Undo"])
    assert f"<@{ben.id}>" in one.text
    assert (await ana.presses(one, "Undo")).title == "Nobody is on your list"
    both = await ana.picks_all(empty, "Pick members", ben.actor, cy.actor)
    assert both.title == "Never with 2 members"
    assert (await ana.picks_all(both, "Pick members")).title == "Nobody is on your list"
    assert (await ben.runs("mock never")).title == "Nobody is on your list"


async def test_oneself_and_bots_are_no_members_to_avoid(
    ana: Person, ben: Person, world: World
) -> None:
    assert (await ana.runs("mock never", member=ana.actor)).title == "That is you"
    bot = world.guild.add_member(world.env.create_user("helper", bot=True))
    assert (await ana.runs("mock never", member=bot)).title == "That is a bot"
    listed = await ana.runs("mock never")
    told = await ana.picks_all(listed, "Pick members", ben.actor, bot)
    assert told.title == "That is a bot"
    assert (await ana.runs("mock never")).title == "Never with 1 member"


async def test_a_list_of_somebody_else_is_in_no_file_and_no_count(ana: Person, ben: Person) -> None:
    await ana.runs("mock never", member=ben.actor)
    assert (await ben.runs("me export")).title == "Nothing is kept about you"
    assert "1 member you would rather not meet" in (await ana.runs("me delete")).text
