"""`/mock history` and `/mock feedback`: one’s own sessions, and what partners agree on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.mock.feedback import Filled
from bot.domain.mock.session import Seat, Session
from bot.storage import ids
from bot.storage.mock import scorecards, sessions, stamps
from tests.cogs.people import Person
from tests.cogs.test_mock_feedback import CHANGE, KEEP, over, seals
from tests.sim import World

QUESTION = "sd.web.url-shortener"


async def give(world: World, of: Session, user_id: int, **values: Any) -> None:
    async with world.house.database.transaction() as tx:
        await sessions.change_seat(
            tx, guild_id=of.guild_id, session_id=of.id, user_id=user_id, **values
        )


async def stamp(world: World, of: Session, what: Any, minute: int, value: int = 0) -> None:
    assert of.begun_at is not None
    at = of.begun_at + timedelta(minutes=minute)
    async with world.house.database.transaction() as tx:
        await stamps.add(tx, of, what, at, half=1, value=value)


async def receives(world: World, about: Person, *raters: int, **given: Any) -> None:
    """One open card from each of these."""
    for rater in raters:
        graded = Seat(user_id=about.id, place=1, role="candidate", level="L6")
        of = await over(world, about, seats=(graded,))
        criteria = world.house.services.cards.forms(of.kind).criteria
        values: dict[str, Any] = {
            "kind": of.kind,
            "level": "L6",
            "grades": dict(zip(criteria, (3, 2, 3, 3), strict=True)),
            "recommendation": 3,
            "keep": KEEP,
            "change": CHANGE,
        }
        card = Filled(
            guild_id=of.guild_id,
            id=ids.new(world.now()),
            session_id=of.id,
            rater_id=rater,
            about_id=about.id,
            begun_at=world.now(),
            sent_at=world.now(),
            opened_at=world.now(),
            **values | given,
        )
        async with world.house.database.transaction() as tx:
            assert await scorecards.write(tx, card)


async def test_without_a_session_there_is_one_thing_to_do(ana: Person) -> None:
    for command, title in (
        ("mock history", "No session yet"),
        ("mock feedback", "No card about you yet"),
    ):
        empty = await ana.runs(command)
        assert (empty.private, empty.title, empty.labels) == (True, title, ["Where you stand"])
        assert (await ana.presses(empty, "Where you stand")).title == "You have not joined yet"


async def test_a_session_is_found_with_its_question_its_hints_and_its_feedback(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await give(world, of, ana.id, question_id=QUESTION, revision=1, given_at=world.now())
    for what, minute, value in (
        ("start", 0, 0),
        ("step", 6, 1),
        ("hint", 14, 1),
        ("hint", 20, 2),
        ("end", 58, 0),
    ):
        await stamp(world, of, what, minute, value)
    short = world.house.services.library.shipped.questions[QUESTION].short
    listed = await ben.runs("mock history")
    assert listed.title == "1 session"
    assert f"`1` **{short}**" in listed.text
    assert "candidate · 2 hints" in listed.text
    assert f"with <@{ana.id}> · held · your card is missing" in listed.text
    one = await ben.picks(listed, "Open a session", str(of.id))
    assert one.title == short
    assert f"<@{ana.id}> asked <@{ben.id}>." in one.text
    for line in ("` 0` Start", "` 6` Scope", "`14` Hint 1", "`20` Hint 2", "`58` End"):
        assert line in one.text or line.replace("Scope", "Numbers") in one.text
    assert one.labels == ["Fill your card", "All sessions"]
    assert (await ben.opens(one, "Fill your card")).title == "Your own score"
    await seals(ben, of)
    sealed = await ben.picks(await ben.runs("mock history"), "Open a session", str(of.id))
    assert sealed.labels == ["Your card", "All sessions"]
    assert (await ben.presses(sealed, "Your card")).title == "🔒 Your card is sealed"
    await seals(ana, of)
    read = await ben.picks(await ben.runs("mock history"), "Open a session", str(of.id))
    assert (await ben.presses(read, "Feedback")).title == f"<@{ana.id}>’s card and yours"
    read = await ben.picks(await ben.runs("mock history"), "Open a session", str(of.id))
    assert (await ben.presses(read, "All sessions")).title == "1 session"
    assert "interviewer · 2 hints" in (await ana.runs("mock history")).text


async def test_more_sessions_than_a_page_are_turned(world: World, ana: Person, ben: Person) -> None:
    made = [await over(world, ana, ben) for _ in range(6)]
    first = await ana.runs("mock history")
    assert (first.title, first.grey[-11:]) == ("6 sessions", "page 1 of 2")
    second = await ana.presses(first, "Next")
    (select,) = second.selects
    assert [option["value"] for option in select.options] == [str(made[0].id)]
    assert (await ana.presses(second, "Back")).text == first.text


async def test_why_a_session_was_not_held_is_said_without_a_name(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    gone: Mapping[str, Any] = {"begun_at": None}
    of = await over(world, ana, ben, state="cancelled", **gone)
    await give(world, of, ben.id, absent_at=world.now())
    await over(world, ana, ben, state="cancelled", **gone)
    await over(world, ana, ben, state="released", **gone)
    await over(world, ana, ben, **gone)
    for person in (ana, ben):
        text = (await person.runs("mock history")).text
        for why in (
            "one of you could not come",
            "called off",
            "no time was found",
            "nobody pressed Start",
        ):
            assert why in text
    taken = Seat(user_id=cy.id, place=9, role="candidate", level="L5", absent_at=world.now())
    other = await over(world, ana, ben)
    await over(world, ana, ben, seats=(*other.seats, taken))
    assert "you could not come" in (await cy.runs("mock history")).text
    assert str(cy.id) not in (await ana.runs("mock history")).text


async def test_a_drill_and_a_partner_who_has_left_are_shown_as_they_are(
    world: World, ana: Person, ben: Person
) -> None:
    alone = Seat(user_id=ben.id, place=0, role="candidate", level="L6", question_id=QUESTION)
    drill = await over(world, ben, ben, seats=(alone,), origin="now")
    of = await over(world, ana, ben)
    await ana.presses(await ana.runs("me delete"), "Delete all")
    listed = await ben.runs("mock history")
    assert "with someone who has left" in listed.text
    assert "solo drill" in listed.text
    assert "on your own" in listed.text
    for id in (drill.id, of.id):
        listed = await ben.runs("mock history")
        assert (await ben.picks(listed, "Open a session", str(id))).labels[-1] == "All sessions"


async def test_a_list_that_was_forged_opens_nobody_elses_session(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    of = await over(world, ana, ben)
    theirs = await cy.runs("help")
    id = f"mock:past:0:g{of.guild_id}"
    assert (await cy.presses_late(theirs, id, str(of.id))).title == "Not your session"
    for elsewhere in ("mock:history:0:g1", "mock:growth:0:g1"):
        assert (await cy.presses_late(theirs, elsewhere)).title == "Not your session"


async def test_one_opinion_is_called_one_and_names_no_level(
    world: World, ana: Person, ben: Person
) -> None:
    await receives(world, ben, ana.id)
    screen = await ben.runs("mock feedback")
    assert (screen.private, screen.title) == (True, "What peers saw")
    assert "One opinion. A level appears after three different partners." in screen.text
    assert "Begin with what your last partner would change." in screen.text
    assert f"> {CHANGE}" in screen.texts
    assert "▰" not in screen.text
    assert (await ben.presses(screen, "My sessions")).title == "1 session"


async def test_three_partners_make_a_level_and_one_thing_to_work_on(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    await receives(world, ben, ana.id, cy.id, world.mia.id)
    screen = await ben.runs("mock feedback")
    assert "Three different partners, a fair picture." in screen.text
    assert "All three would say yes at L6." in screen.text
    assert "▰▰▱▱ 2.0 Reliability" in screen.text
    assert "Reliability is lowest, in the eyes of three partners." in screen.text


async def test_many_kinds_and_levels_are_turned(world: World, ana: Person, ben: Person) -> None:
    for level in ("L4", "L5", "L6", "L7"):
        await receives(world, ben, ana.id, level=level)
    first = await ben.runs("mock feedback")
    assert first.labels == ["My sessions", "Next"]
    second = await ben.presses(first, "Next")
    assert (await ben.presses(second, "Back")).text == first.text


async def test_who_wrote_cards_learns_how_many_were_useful_and_not_which(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    await receives(world, ana, ben.id)
    for reader in (ben, cy):
        await receives(world, reader, ana.id, specific=True, usable=True)
    assert "were called useful" not in (await ana.runs("mock feedback")).text
    await receives(world, Person(world, "mia"), ana.id, specific=True, usable=False)
    assert "Of your own cards, 2 of 3 were called useful." in (await ana.runs("mock feedback")).text
