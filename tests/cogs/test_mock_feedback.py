"""From the form to what both read: cards are filled, sealed, opened together, rated and added to."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.domain.mock.session import Session
from bot.storage.mock import scorecards
from bot.storage.mock import sessions as stored_sessions
from cogs.mock.card_views import to_fill_view
from tests.cogs.people import Person
from tests.cogs.screens import Form, Screen
from tests.cogs.test_reviews import at_home, told
from tests.sessions import session, stored
from tests.sim import World

KEEP = "When the load came up, you put *numbers* to it first, and so the key was plain. <@&1>"
CHANGE = "At the failure of the queue you said it retries. Next time, say how often, and who stops."
MOMENT = "“It just scales”, when the load grew tenfold."


class Refused:
    """What Discord says of closed messages."""

    status, reason = 403, "Forbidden"


async def over(world: World, *people: Person, **given: Any) -> Session:
    """A session that ended just now; the first interviewed the second."""
    now = world.now()
    values: dict[str, Any] = {
        "state": "over",
        "starts_at": now - timedelta(hours=1),
        "begun_at": now - timedelta(hours=1),
        "ended_at": now,
    }
    made = session(world.guild.id, now, *(one.id for one in people), **values | given)
    return await stored(world.house.database, made)


def button(of: Session) -> str:
    return f"mock:card:{of.id}:g{of.guild_id}"


async def fills(person: Person, of: Session) -> Form:
    """The form behind the button of the message after a session."""
    return await person.opens_late(await person.runs("help"), button(of))


async def presses(person: Person, of: Session) -> Screen:
    return await person.presses_late(await person.runs("help"), button(of))


def graded(form: Form, *grades: int, verdict: int = 3) -> Mapping[str, str]:
    """Each criterion with a grade, 3 where none is named."""
    keys = [key for key in form.fields if key != "verdict"]
    numbers = grades or (3, 2, 3, 2)
    given = {key: str(grade) for key, grade in zip(keys, numbers, strict=True)}
    return {**given, "verdict": str(verdict)}


async def seals(person: Person, of: Session, *grades: int, **texts: str) -> Screen:
    """Both pages of a card about another, or the one about oneself."""
    form = await fills(person, of)
    screen = await person.submits(form, **graded(form, *grades))
    if "Card 2 of 2" not in screen.labels:
        return screen
    form = await person.opens(screen, "Card 2 of 2")
    given = {"keep": KEEP, "change": CHANGE, **texts}
    return await person.submits(form, **{key: given[key] for key in form.fields})


def preset(form: Form) -> list[str]:
    """What is ticked when a form opens."""
    return [
        option["value"]
        for part in form.fields.values()
        for option in part["options"]
        if option.get("default")
    ]


async def test_the_whole_way_from_the_form_to_what_both_read(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    form = await fills(ana, of)
    assert form.title == "Ben · card 1 of 2"
    assert [label["label"] for label in form.labels][-1] == "All in all, for L6"
    assert all(len(part["options"]) == 4 for part in form.fields.values())
    assert "3 · Finds the bottleneck" in str(form.fields["scalability"]["options"][2]["label"])
    half = await ana.submits(form, **graded(form, 3, 2, 3, 3))
    assert (half.private, half.title) == (True, "Card 1 of 2 is kept")
    form = await ana.opens(half, "Card 2 of 2")
    assert form.title == "Ben · card 2 of 2"
    assert list(form.fields) == ["keep", "change"]
    assert (form.fields["keep"]["min_length"], form.fields["keep"]["max_length"]) == (60, 800)
    sealed = await ana.submits(form, keep=KEEP, change=CHANGE)
    assert sealed.title == "🔒 Your card is sealed"
    assert f"✅ Yours\n⬜ <@{ben.id}>’s" in sealed.text
    assert f"Both open together when <@{ben.id}>’s is in" in sealed.text
    assert sealed.labels == ["Edit mine"]

    form = await fills(ben, of)
    assert (form.title, len(form.fields)) == ("Your own score", 5)
    read = await ben.submits(form, **graded(form, 1, 2, 3, 4))
    assert read.title == f"<@{ana.id}>’s card and yours"
    assert f"**Scalability**\n▰▱▱▱ 1 you   ▰▰▰▱ 3 <@{ana.id}>" in read.text
    assert "Scalability is two apart. One sentence from each of you helps." in read.text
    assert "yes, at this level" in read.text
    assert any(text.startswith("> ") and r"\*numbers\*" in text for text in read.texts)
    assert "<@&1>" not in read.text
    assert read.labels == ["Useful", "Too vague", "Say why"]
    assert read.footer == "One opinion. A level appears after three different partners."

    await world.pass_time(minutes=1)
    (message,) = told(ana)
    assert (message.title, message.labels) == ("The cards are open", ["See it"])
    assert KEEP not in message.text
    seen = await at_home(ana).presses(message, "See it")
    assert seen.title == f"Your card and <@{ben.id}>’s"
    assert f"▰▱▱▱ 1 <@{ben.id}>   ▰▰▰▱ 3 you" in seen.text
    assert seen.labels == ["Say why"]
    assert [one.title for one in told(ben)] == ["The cards are open"]


async def test_a_page_that_was_sent_is_not_lost_and_the_form_goes_on_there(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    form = await fills(ana, of)
    half = await ana.submits(form, **graded(form, 2, 3, 2, 3, verdict=2))
    await world.restart()
    assert (await fills(ana, of)).title == "Ben · card 2 of 2"
    again = await ana.opens(half, "Grades again")
    assert preset(again) == ["2", "3", "2", "3", "2"]


async def test_a_one_asks_for_its_moment(world: World, ana: Person, ben: Person) -> None:
    of = await over(world, ana, ben)
    form = await fills(ana, of)
    half = await ana.submits(form, **graded(form, 1, 3, 2, 3))
    form = await ana.opens(half, "Card 2 of 2")
    assert list(form.fields) == ["keep", "change", "evidence"]
    refused = await ana.submits(form, keep=KEEP, change=CHANGE, evidence=" ")
    assert refused.title == "What was the moment?"
    assert "put \\*numbers\\* to it" in refused.text
    # The screen with the button stays where it was.
    form = await ana.opens(half, "Card 2 of 2")
    sealed = await ana.submits(form, keep=KEEP, change=CHANGE, evidence=MOMENT)
    assert sealed.title == "🔒 Your card is sealed"


async def test_a_sealed_card_is_edited_from_its_values_and_stays_in_all_the_while(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    sealed = await seals(ana, of)
    choice = await ana.presses(sealed, "Edit mine")
    assert choice.labels == ["Grades", "Texts", "Leave as is"]
    texts = await ana.opens(choice, "Texts")
    assert texts.fields["keep"]["value"] == KEEP
    form = await ana.opens(choice, "Grades")
    assert preset(form) == ["3", "2", "3", "2", "3"]
    waits = await ana.submits(form, **graded(form, 4, 2, 3, 2))
    assert waits.title == "One moment is missing"
    other = await seals_half(ben, of)
    assert "✅ Yours" not in other.text
    form = await ana.opens(waits, "Card 2 of 2")
    assert (form.fields["keep"]["value"], "evidence" in form.fields) == (KEEP, True)
    done = await ana.submits(form, keep=KEEP, change=CHANGE, evidence=MOMENT)
    assert done.title == "🔒 Your card is sealed"
    await seals(ben, of)
    read = await presses(ben, of)
    assert "▰▰▰▰ 4" in read.text
    assert any(MOMENT in text for text in read.texts)
    late = await ana.submits(texts, keep=KEEP, change=CHANGE)
    assert late.title == "Your card is open"
    assert "how often, and who stops" in late.text


async def seals_half(person: Person, of: Session) -> Screen:
    """What somebody sees who filled nothing."""
    route = f"mock:fb:{of.id}:0:g{of.guild_id}"
    return await person.presses_late(await person.runs("help"), route)


async def test_with_a_swap_each_grades_the_partner_and_then_themselves(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben, swap=True)
    for person, other in ((ana, ben), (ben, ana)):
        next_one = await seals(person, of)
        assert next_one.title == "One more card"
        form = await person.opens(next_one, "Score yourself")
        assert form.title == "Your own score"
        last = await person.submits(form, **graded(form))
        if person is ana:
            assert last.title == "🔒 Your card is sealed"
            assert f"✅ Yours\n⬜ <@{other.id}>’s" in last.text
            choice = await person.presses(last, "Edit mine")
            assert choice.labels == ["Grades", "Texts", "My own score", "Leave as is"]
            assert (await person.presses(choice, "Leave as is")).title == last.title
    assert (last.title, last.grey[-6:]) == (f"<@{ana.id}>’s card and yours", "1 of 2")
    second = await ben.presses(last, "Next")
    assert second.title == f"Your card and <@{ana.id}>’s"
    assert (await ben.presses(second, "Back")).title == last.title


async def test_what_is_worth_a_second_look_is_said_once(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    sealed = await seals(ana, of, 2, 2, 2, 2)
    assert "All four grades are the same." in sealed.text
    assert "You can still change it." in sealed.text
    assert "All four" not in (await presses(ana, of)).text


async def test_nothing_of_a_card_is_to_be_seen_before_it_opens(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    of = await over(world, ana, ben, cy)
    assert f"<@{ana.id}>’s is in, or" in (await seals_half(ben, of)).text
    sealed = await seals(ana, of)
    after = await seals_half(ben, of)
    assert after.labels == ["Score yourself"]
    assert "Everybody else is in." in after.text
    form = await ana.opens(await ana.presses(sealed, "Edit mine"), "Grades")
    await ana.submits(form, **graded(form, 2, 2, 2, 2, verdict=1))
    assert (await seals_half(ben, of)).text == after.text
    assert (await cy.runs("mock feedback")).title == "No card about you yet"
    assert (await ben.runs("mock feedback")).title == "No card about you yet"
    listed = await ben.runs("mock history")
    assert "your card is missing" in listed.text
    assert "feedback is open" not in listed.text


async def test_after_two_days_what_is_in_opens_and_who_is_late_is_told(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ana, of)
    await world.pass_time(hours=48)
    assert told(ana) == []
    (message,) = told(ben)
    read = await at_home(ben).presses(message, "See it")
    assert read.title == f"<@{ana.id}>’s card"
    assert read.labels == ["Useful", "Too vague", "Fill your card"]
    late = await presses_fill(ben, of)
    assert "The cards opened" in late.footer
    mine = await presses(ana, of)
    assert mine.title == "Your card"
    form = await fills(ben, of)
    assert (await ben.submits(form, **graded(form))).title == f"<@{ana.id}>’s card and yours"
    await world.pass_time(minutes=1)
    assert [one.title for one in told(ana)] == ["The cards are open"]


async def presses_fill(person: Person, of: Session) -> Screen:
    """The screen that asks for the card that is missing."""
    tray = await person.world.house.services.cards.look(of.guild_id, of.id, person.id)
    return Screen(components=to_fill_view(tray).to_components())


async def test_who_sent_one_waits_for_a_card_that_never_came(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ben, of)
    await world.pass_time(hours=48)
    screen = await presses(ben, of)
    assert (screen.title, screen.labels) == ("No other card is in", ["My sessions"])
    assert f"<@{ana.id}> can still send one" in screen.text
    assert told(ana) == told(ben) == []


async def test_a_reader_says_whether_it_was_of_use_and_which_part_was_missing(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ana, of)
    read = await seals(ben, of)
    asked = await ben.presses(read, "Too vague")
    assert asked.labels == ["Not specific", "Not usable", "Both", "Back"]
    assert (await ben.presses(asked, "Back")).title == read.title
    asked = await ben.presses(await presses(ben, of), "Too vague")
    vague = await ben.presses(asked, "Not usable")
    assert "You said that it was not usable." in vague.text
    assert vague.labels == ["Useful", "Add a line"]
    useful = await ben.presses(vague, "Useful")
    assert "You said that it was useful." in useful.text
    assert useful.labels == ["Too vague", "Add a line"]
    # Nobody who wrote a card sees what was said of it.
    assert "useful" not in (await presses(ana, of)).text


async def test_each_adds_a_line_that_the_other_reads(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ana, of, 3, 3, 3, 3)
    read = await seals(ben, of, 1, 3, 3, 3)
    form = await ben.opens(read, "Say why")
    added = await ben.submits(form, line="I forgot what happens to the *hot* keys.")
    assert f"<@{ben.id}> adds:" in added.texts
    assert r"> I forgot what happens to the \*hot\* keys." in added.texts
    mine = await presses(ana, of)
    assert r"> I forgot what happens to the \*hot\* keys." in mine.texts
    form = await ana.opens(mine, "Say why")
    assert (await ana.submits(form, line="You named them as I asked.")).title == mine.title
    again = await ben.opens(await presses(ben, of), "Say why")
    assert again.fields["line"]["value"] == "I forgot what happens to the *hot* keys."
    refused = await ben.submits(again, line="          ")
    assert refused.title == "One sentence"


async def test_who_observed_adds_a_card_and_notes(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    of = await over(world, ana, ben, cy)
    async with world.house.database.transaction() as tx:
        await stored_sessions.change_seat(
            tx, guild_id=of.guild_id, session_id=of.id, user_id=cy.id, note="Asked for *load*."
        )
    sealed = await seals(cy, of)
    assert "✅ Yours" in sealed.text
    assert f"⬜ <@{ana.id}>’s\n⬜ <@{ben.id}>’s" in sealed.text
    await seals(ana, of)
    read = await seals(ben, of)
    titles = [read.title]
    while "Next" in read.labels:
        read = await ben.presses(read, "Next")
        titles.append(read.title)
    assert titles == [
        f"<@{cy.id}>’s card and yours",
        f"<@{ana.id}>’s card and yours",
        f"<@{cy.id}>’s notes",
    ] or titles == [
        f"<@{ana.id}>’s card and yours",
        f"<@{cy.id}>’s card and yours",
        f"<@{cy.id}>’s notes",
    ]
    assert r"> Asked for \*load\*." in read.texts


async def test_a_card_of_somebody_who_has_left_is_read_without_a_name(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ana, of)
    await ana.presses(await ana.runs("me delete"), "Delete all")
    read = await seals(ben, of)
    assert read.title == "A card and yours"
    assert "someone who has left" in read.text
    assert str(ana.id) not in read.text


async def test_a_card_is_nobody_elses_and_no_forged_id_opens_one(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    of = await over(world, ana, ben)
    await seals(ana, of)
    await seals(ben, of)
    async with world.house.database.reading() as tx:
        (card, _) = await scorecards.of_session(tx, guild_id=of.guild_id, session_id=of.id)
    guild, theirs = of.guild_id, await cy.runs("help")
    for id, title in (
        (f"mock:card:{of.id}:g{guild}", "Not your session"),
        (f"mock:edit:{of.id}:g{guild}", "Not your session"),
        (f"mock:grades:{of.id}:1:g{guild}", "Not your session"),
        (f"mock:texts:{of.id}:1:0:g{guild}", "Not your session"),
        (f"mock:fb:{of.id}:0:g{guild}", "Not your session"),
        (f"mock:opened:{card.id}:1:g{guild}", "Not your session"),
        (f"mock:vague:{card.id}:g{guild}", "No such card"),
        (f"mock:rate:{card.id}:3:g{guild}", "No such card"),
        (f"mock:say:{card.id}:g{guild}", "No such card"),
        (f"mock:card:{of.id}:g1", "Not your session"),
        (f"mock:fb:{of.id}:0:g1", "Not your session"),
        ("mock:opened:1:1:g" + str(guild), "No such card"),
    ):
        assert (await cy.presses_late(theirs, id)).title == title, id
    own = await ben.runs("help")
    for id, title in (
        (f"mock:say:{card.id}:g{guild}", "No such card"),
        (f"mock:rate:{card.id}:4:g{guild}", "That button has retired"),
        (f"mock:grades:{of.id}:2:g{guild}", "No such card"),
        (f"mock:grades:{of.id}:1:g{guild}", "Your card is open"),
        (f"mock:texts:{of.id}:1:77:g{guild}", "Your card is open"),
    ):
        assert (await ben.presses_late(own, id)).title == title, id


@pytest.mark.parametrize(
    ("state", "title"),
    [("agreed", "Not over yet"), ("cancelled", "No cards for this one")],
)
async def test_a_button_that_comes_too_early_or_too_late_says_so(
    world: World, ana: Person, ben: Person, state: str, title: str
) -> None:
    ahead = world.now() + timedelta(days=1)
    of = await over(world, ana, ben, state=state, starts_at=ahead, begun_at=None, ended_at=None)
    assert (await presses(ana, of)).title == title


async def test_where_messages_are_closed_one_is_called_in_the_thread_and_nothing_is_told(
    world: World, ana: Person, ben: Person
) -> None:
    of = await over(world, ana, ben, thread_id=world.hall.id)
    await seals(ana, of)
    await seals(ben, of)
    for _ in range(2):
        closed = {"code": 50007, "message": "Cannot send messages to this user"}
        world.fail("POST", "/users/@me/channels", discord.Forbidden(Refused(), closed))  # type: ignore[arg-type]
    await world.pass_time(minutes=1)
    shown = [Screen.of(message) for message in world.hall.history() if message.components]
    shown = [screen for screen in shown if screen.title == "The cards are open"]
    assert len(shown) == 2
    for person in (ana, ben):
        (mine,) = [screen for screen in shown if f"<@{person.id}>" in screen.text]
        assert "▰" not in mine.text
        read = await person.presses(mine, "See it")
        assert read.private
        assert "card" in read.title
