"""The packet in a call: three lines to glance at, one tap to the next step, two to anything else."""

from dataclasses import replace

from bot.content.library import Content
from bot.domain.mock.session import Seat
from cogs.mock import drill_views, observer_views, packet_views, routes
from tests.cogs.held import agreed, packet, presses
from tests.cogs.pairs import in_thread, round_sent
from tests.cogs.people import Person
from tests.cogs.rules import broken
from tests.cogs.sampled.mock_holding import THREE, drill, every_page, session, sheet
from tests.cogs.screens import Screen
from tests.cogs.test_reviews import at_home, told
from tests.sim import World


def tabs(screen: Screen) -> set[str]:
    return {button.label for button in screen.buttons if button.disabled}


async def test_the_packet_is_for_the_interviewers_eyes_alone(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    made = await agreed(world, ana, ben)
    shown = await packet(ana, made)
    assert shown.private
    assert shown.grey == "🟦 System design · interviewer’s packet"
    assert shown.text.splitlines()[2].startswith("**Begins <t:")
    assert shown.text.count("⬜ <t:") == 7
    assert shown.labels[0] == "Start"
    theirs = await packet(ben, made)
    assert theirs.private
    assert f"Only <@{ana.id}> can read the packet" in theirs.text
    assert shown.title not in theirs.text
    assert not {"Prompt", "Hints", "Outline"} & {*theirs.labels}
    stranger = await packet(cy, made)
    assert stranger.title == "Not your session"


async def test_before_a_time_is_agreed_it_is_closed(world: World, ana: Person, ben: Person) -> None:
    made = await agreed(world, ana, ben, state="proposing", starts_at=None)
    shown = await packet(ana, made)
    assert shown.title == "There is no time yet"
    assert "First agree on a time" in shown.text


async def test_a_candidate_reaches_no_page_of_it_by_a_forged_press(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben)
    title = (await packet(ana, made)).title
    for page in packet_views.PAGES:
        shown = await presses(ben, made, routes.PAGE, page=page, leaf=0)
        assert shown.title == "You answer this time"
        assert title not in shown.text
    forged = await presses(ana, made, routes.PAGE, page="mine", leaf=0)
    assert forged.title == "That button has retired"


async def test_from_start_to_end_in_one_message(world: World, ana: Person, ben: Person) -> None:
    made = await agreed(world, ana, ben)
    early = await ana.presses(await packet(ana, made), "Start")
    assert early.labels[0] == "Next: scope"
    begun = await packet(ana, made)
    assert begun.text.splitlines()[2].startswith("**Now: set-up**, until <t:")
    assert "➡️ <t:" in begun.text
    scope = await ana.presses(begun, "Next: scope")
    assert scope.message.id == begun.message.id
    assert scope.text.splitlines()[2].startswith("**Now: scope**, until <t:")
    assert scope.text.count("✅") == 1
    # The same press on the screen as it was does nothing more.
    assert (await ana.presses_late(begun, begun.id("Next: scope"))).text == scope.text
    hints = await ana.presses(scope, "Give hint 1")
    assert "➡️ **1** " in hints.text
    assert hints.text.splitlines()[2] == scope.text.splitlines()[2]
    assert "Give hint 2" in hints.labels
    assert tabs(hints) == {"Hints"}
    agenda = await ana.presses(hints, "Agenda")
    assert agenda.text == scope.text
    over = await ana.presses(agenda, "End session")
    assert over.labels[0] == "Fill your card"
    assert "Give hint 2" not in over.labels
    await world.tick()
    for person in (ana, ben):
        assert told(person)[-1].title == "How was it?"
        assert told(person)[-1].labels == ["Fill your card"]


async def test_every_page_is_one_tap_away_and_keeps_the_first_lines(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben)
    await presses(ana, made, routes.START)
    shown = await packet(ana, made)
    for label in ("Prompt", "Hints", "Signals", "Clarify", "Follow-ups", "Outline"):
        page = await ana.presses(shown, label)
        assert page.title == shown.title
        assert page.text.splitlines()[2] == shown.text.splitlines()[2]
        assert page.labels[0] == "Next: scope"
        assert tabs(page) == {label}
        shown = await ana.presses(page, "Agenda")


async def test_at_half_time_either_swaps_and_each_reads_their_own(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben, swap=True, kind="behavioral", minutes=10)
    first = await ana.presses(await packet(ana, made), "Start")
    while "Swap" not in first.labels:
        first = await ana.presses(first, first.labels[0])
    theirs = await packet(ben, made)
    assert theirs.labels[0] == "Swap"
    second = await ben.presses(theirs, "Swap")
    assert second.grey.endswith("interviewer’s packet")
    assert second.title != first.title
    # Ana presses what she sees, and learns what holds now.
    mine = await ana.presses_late(first, "Swap")
    assert mine.title == "You answer in this half"
    assert second.title not in mine.text


async def test_from_the_message_in_the_thread_the_packet_is_one_tap_and_cards_are_asked_there(
    world: World, mia: Person, ana: Person, ben: Person
) -> None:
    await round_sent(world, mia, ana, ben)
    (shown,) = in_thread(world)
    half = await ana.presses(shown, "Accept 1")
    settled = await ben.presses(half, "Accept 1")
    packets = [await person.presses(settled, "Packet") for person in (ana, ben)]
    assert all(one.private for one in packets)
    assert {"You answer in this half"} < {one.title for one in packets}
    assert in_thread(world)[-1].text == settled.text
    while not any(one.title == "Did you meet?" for one in in_thread(world)):
        await world.pass_time(hours=6)
    met = await ana.presses(in_thread(world)[-1], "We met")
    assert (met.private, met.labels) == (True, ["Fill your card"])


async def test_all_of_it_works_in_direct_messages_and_after_a_restart(
    world: World, ana: Person, ben: Person
) -> None:
    made = await agreed(world, ana, ben)
    await world.pass_time(hours=3)
    asked = told(ana)[-1]
    assert asked.title == "Did you meet?"
    await world.restart()
    met = await at_home(ana).presses(asked, "We met")
    assert met.title == "Then it counts"
    assert (await at_home(ben).presses(told(ben)[-1], "It did not happen")).title == (
        "Then it counts"
    )
    assert (await packet(ana, made)).title == "This session is over"


async def test_what_did_not_happen_asks_for_no_card(world: World, ana: Person, ben: Person) -> None:
    await agreed(world, ana, ben)
    await world.pass_time(hours=3)
    noted = await at_home(ana).presses(told(ana)[-1], "It did not happen")
    assert noted.title == "Noted, and nothing counts"
    assert noted.labels == ["Solo drill"]
    again = await at_home(ben).presses(told(ben)[-1], "We met")
    assert again.title == "Noted, and nothing counts"


async def test_an_observer_has_prompt_agenda_and_signals_and_writes_a_note(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    made = await agreed(world, ana, ben, cy)
    before = await packet(cy, made)
    assert "once the interviewer has opened the packet" in before.text
    title = (await packet(ana, made)).title
    await presses(ana, made, routes.START)
    shown = await cy.presses(before, "Refresh")
    assert (shown.private, shown.title) == (True, title)
    assert shown.text.splitlines()[2].startswith("**Now: set-up**")
    assert not {"Hints", "Outline", "Clarify", "Follow-ups"} & {*shown.labels}
    assert "Both read your note once the cards open." in shown.footer
    prompt = await cy.presses(shown, "Prompt")
    form = await cy.opens(prompt, "Write a note")
    noted = await cy.submits(form, note="At 12 the *load*.")
    assert "**Your note** At 12 the \\*load\\*." in noted.text
    again = await cy.opens(noted, "Edit note")
    assert again.fields["note"]["value"] == "At 12 the *load*."
    # Of the pair nobody has such a sheet, nor reads the note.
    for person in (ana, ben):
        assert "the \\*load" not in (await presses(person, made, routes.NOTE)).text


def test_every_shipped_question_fits_every_page(library: Content) -> None:
    faults: dict[str, list[str]] = {}
    for one in library.questions.values():
        level = one.levels[-1]
        seats = tuple(
            Seat(user_id=seat.user_id, place=seat.place, role=seat.role, level=level)
            for seat in THREE.seats
        )
        held = session(one.kind, begun_at=THREE.begun_at, seats=seats)
        of = sheet(held, question=one, steps=1, hints=2, rubric=library.rubrics[one.rubric])
        views = [packet_views.packet_view(*call) for call in every_page(of)]
        seen = replace(of, seat=seats[2])
        seen = replace(of, seat=seats[2])
        views += [observer_views.observer_view(seen, sight) for sight in ("sheet", "prompt")]
        views.append(drill_views.drill_view(drill(one)))
        found = [fault for view in views for fault in broken(view, ours=False)]
        if found:
            faults[one.id] = found
    assert faults == {}
    assert len(library.questions) == 365
