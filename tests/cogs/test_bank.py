"""`/bank browse`: owners leaf through the questions and switch some of them off."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.library import Content
from bot.content.single import question_data
from bot.domain.daily.question import Question
from bot.services.bank import PAGE
from bot.storage.bank import shelf
from tests.cogs.asking import asked_in
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

HEAP = "cd.heaps.shedding-queue"
PICK = "Open a question"
TURN = "Another page"


@pytest.fixture
def heap(library: Content) -> Question:
    return library.questions[HEAP]


async def _find(person: Person, question: Question) -> Screen:
    """The page of the bank that a question stands on."""
    topic = question.topic
    screen = await person.runs("bank browse", topic=topic, kind=question.kind)
    while question.id not in [option["value"] for option in screen.selects[0].options]:
        screen = await person.presses(screen, "Next")
    return screen


async def _open(person: Person, question: Question) -> Screen:
    return await person.picks(await _find(person, question), PICK, question.id)


async def _switch_off(person: Person, question: Question) -> Screen:
    return await person.presses(await _open(person, question), "Switch off")


async def test_the_bank_is_leafed_through_page_by_page(mia: Person, library: Content) -> None:
    screen = await mia.runs("bank browse")
    pages = -(-len(library.questions) // PAGE)
    assert screen.private
    assert screen.title == f"{len(library.questions)} questions"
    assert screen.grey == f"Bank · page 1 of {pages}"
    assert "Everything this server asks from · none switched off" in screen.text
    assert len(screen.selects[0].options) == PAGE
    second = await mia.presses(screen, "Next")
    assert second.grey == f"Bank · page 2 of {pages}"
    assert second.selects[0].options != screen.selects[0].options
    assert (await mia.presses(second, "Back")).text == screen.text


async def test_it_is_narrowed_by_kind_level_and_topic_typed_or_picked(
    mia: Person, library: Content, heap: Question
) -> None:
    coding = [one for one in library.questions.values() if one.kind == "coding"]
    senior = [one for one in coding if "L6" in one.levels]
    typed = await mia.runs("bank browse", kind="coding", level="L6")
    assert typed.title == f"{len(senior)} questions"
    assert "Coding · L6" in typed.text
    picked = await mia.picks(await mia.runs("bank browse"), "Kind", "coding")
    assert picked.title == f"{len(coding)} questions"
    picked = await mia.picks(picked, "Level", "L6")
    assert picked.text == typed.text
    everything = await mia.picks(await mia.picks(picked, "Kind", "all"), "Level", "all")
    assert everything.title == f"{len(library.questions)} questions"
    topics = await mia.types("bank browse", "topic", heap.topic[:4])
    assert heap.topic in topics.values()
    screen = await mia.runs("bank browse", topic=heap.topic.capitalize())
    expected = [one for one in library.questions.values() if one.topic == heap.topic]
    assert screen.title == f"{len(expected)} question{'s' * (len(expected) > 1)}"
    assert (await mia.presses(screen, "Every topic")).title == everything.title


async def test_a_topic_that_nothing_has_finds_nothing_and_leads_back(
    mia: Person, library: Content
) -> None:
    empty = await mia.runs("bank browse", topic="**basket weaving**", level="L4")
    assert empty.title == "Nothing found"
    assert "L4 · Basket weaving" in empty.text
    whole = await mia.presses(empty, "Whole bank")
    assert whole.title == f"{len(library.questions)} questions"


async def test_an_owner_reads_everything_of_a_question(
    mia: Person, library: Content, circle: Circle
) -> None:
    await circle.series()
    for question in {one.kind: one for one in library.questions.values()}.values():
        screen = await _open(mia, question)
        assert screen.title == question.short
        assert question.prompt in screen.text
        assert f"`{question.id}`" in screen.text
        assert "Not asked here yet." in screen.text
        read = [screen.text]
        while "Next" in screen.labels:
            screen = await mia.presses(screen, "Next")
            read.append(screen.text)
        whole = "\n".join(read)
        told = [
            *question.hints,
            *(point.text for point in question.outline),
            *question.pitfalls,
            *question.follow_ups,
            *question.clarifications,
            *(text for texts in question.signals.values() for text in texts),
        ]
        assert [text for text in told if text not in whole] == []
        first = await mia.picks(screen, TURN, "0")
        assert first.text == read[0]


async def test_from_a_question_the_way_leads_back_to_the_page_it_was_opened_from(
    mia: Person, library: Content
) -> None:
    screen = await mia.runs("bank browse", kind="behavioral", level="L6")
    screen = await mia.presses(await mia.presses(screen, "Next"), "Next")
    opened = await mia.picks(screen, PICK, screen.selects[0].options[-1]["value"])
    for step in ("Next", "Switch off", "Switch on", "Next", "Next", "Back"):
        opened = await mia.presses(opened, step)
    assert (await mia.presses(opened, "Bank")).text == screen.text


async def test_switching_off_says_what_is_left_and_is_found_and_taken_back(
    mia: Person, library: Content, circle: Circle, heap: Question, world: World
) -> None:
    await circle.series()
    count = len(library.questions)
    before = await _open(mia, heap)
    assert f"asks from {count}, of which {count} are new there" in before.text
    off = await mia.presses(before, "Switch off")
    assert off.title == heap.short
    assert "**Switched off.**" in off.text
    assert f"asks from {count - 1}, of which {count - 1} are new there" in off.text
    listed = await mia.runs("bank browse", off=True)
    assert listed.title == "1 question"
    assert f"🟪 {heap.short}" in listed.text
    assert "switched off" in listed.text
    changes = await mia.runs("server changes")
    assert f"**Question switched off** · <@{mia.id}>" in changes.text
    assert f"“{heap.short}”" in changes.text
    asked = await mia.presses(changes, "Undo mine")
    assert "Then: **Question switched on**" in asked.text
    assert (await mia.presses(asked, "Take back")).title == "Taken back"
    assert (await mia.runs("bank browse", off=True)).title == "Nothing is switched off"
    assert "Switch off" in (await _open(mia, heap)).labels


async def test_a_question_that_is_off_is_never_asked_also_from_the_queue_and_after_a_restart(
    mia: Person, library: Content, circle: Circle, heap: Question, world: World
) -> None:
    await circle.series()
    await mia.runs("series queue", question=heap.id)
    off = await _switch_off(mia, heap)
    assert "it waits in 1 queue and is passed over" in off.text
    queue = await mia.runs("series queue")
    assert f"`1` 🟪 {heap.short}\n-# Coding · switched off, passed over" in queue.text
    told = await mia.runs("series queue", question=heap.id)
    assert told.title == "That one is switched off"
    assert f"“{heap.short}” is switched off in this server" in told.text
    assert heap.id not in (await mia.types("series queue", "question", heap.short[:20])).values()
    await world.pass_time(hours=9)
    await world.restart()
    await world.pass_time(days=1)
    assert len(circle.posts()) == 2
    assert heap.short not in [post.title for post in circle.posts()]
    await mia.presses(await _open(mia, heap), "Switch on")
    await world.pass_time(days=1)
    assert circle.posts()[-1].title == heap.short


async def test_what_is_passed_over_in_a_queue_says_why_and_is_dropped(
    mia: Person, circle: Circle, heap: Question
) -> None:
    await circle.series()
    await mia.runs("series queue", question=heap.id)
    await _switch_off(mia, heap)
    queue = await mia.runs("series queue")
    entry = await mia.picks(queue, "Move one or take it out", heap.id)
    assert "It is switched off here and passed over." in entry.text
    queue = await mia.presses(entry, "Queue")
    assert (await mia.presses(queue, "Drop retired")).title == "Nothing queued"


async def test_its_posts_and_answers_stay_readable(
    mia: Person, ana: Person, ben: Person, library: Content, question: Screen
) -> None:
    saved = await ana.submits(await ana.opens(question, "Answer"), text="Two honest lines.")
    await _switch_off(mia, asked_in(question, library))
    opened = await ana.presses(saved, "Reveal")
    assert opened.title == question.title
    assert (await ben.submits(await ben.opens(question, "Answer"), text="Mine.")).title == "Saved"
    assert (await ben.presses(question, "Hint")).title == question.title
    for command in ("daily today", "daily history", "daily mine"):
        assert question.title in (await ana.runs(command)).text
    found = await ana.runs("daily search", words=question.title.split()[-1].strip(".?,"))
    assert question.title in found.text


async def test_how_often_it_was_asked_is_told(
    mia: Person, library: Content, question: Screen
) -> None:
    opened = await _open(mia, asked_in(question, library))
    assert "Once asked here, last on 1 January 2026." in opened.text


async def test_a_second_owner_who_switches_it_off_too_finds_it_so_and_changes_nothing(
    mia: Person, ana: Person, heap: Question, world: World
) -> None:
    world.promote(world.ana)
    hers, mine = await _open(ana, heap), await _open(mia, heap)
    await mia.presses(mine, "Switch off")
    assert "Switch on" in (await ana.presses_late(hers, "Switch off")).labels
    changes = await mia.runs("server changes")
    assert changes.text.count("Question switched off") == 1
    assert f"<@{ana.id}>" not in changes.text


async def test_a_second_press_on_the_same_button_changes_nothing(
    mia: Person, heap: Question
) -> None:
    screen = await _open(mia, heap)
    for _ in range(2):
        assert "Switch on" in (await mia.presses_late(screen, "Switch off")).labels
    assert (await mia.runs("server changes")).text.count("Question switched off") == 1


async def test_the_last_question_of_a_series_is_switched_off_with_a_warning(
    mia: Person, library: Content, circle: Circle, world: World
) -> None:
    series = await circle.series()
    await world.house.services.series.edit(world.guild.id, series.id, by=mia.id, kinds=("coding",))
    coding = [one for one in library.questions.values() if one.kind == "coding"]
    for one in coding[1:]:
        await world.house.services.bank.switch(world.guild.id, one.id, off=True, by=mia.id)
    before = await _open(mia, coding[0])
    assert before.grey.startswith("🟪 Coding")
    warned = await mia.presses(before, "Switch off")
    assert warned.grey == "⚠️ Coding · question"
    assert "has **nothing left to ask** and waits until something is switched on" in warned.text
    await world.pass_time(hours=9)
    assert circle.posts() == []
    doctor = await mia.runs("server doctor")
    assert doctor.title == "One thing needs you"
    assert "“Every day 09:00, UTC” has nothing left to ask: every question" in doctor.text
    assert "is mended" not in doctor.text
    told = await mia.runs("series add", channel=world.hall, kinds="coding")
    assert told.title == "No question fits"
    await mia.presses(await _open(mia, coding[0]), "Switch on")
    await world.pass_time(days=1)
    assert [post.title for post in circle.posts()] == [coding[0].short]


async def test_a_question_of_its_own_says_so_and_one_that_was_removed_meanwhile_is_told(
    mia: Person, library: Content, heap: Question, world: World
) -> None:
    own = replace(heap, id="own.heap", short="Our own heap", overlaps=(), seed_ref=())
    for data in (json.dumps(question_data(own)), None):
        async with world.house.database.transaction() as tx:
            await shelf.put(tx, world.guild.id, [(own.id, data)], world.now())
            await shelf.bump(tx, world.guild.id)
        if data is not None:
            screen = await _open(mia, own)
            listed = await _find(mia, own)
    assert "🟪 Our own heap" in listed.text
    assert "your own" in listed.text
    assert "your own · revision 1 · `own.heap`" in screen.text
    for label in ("Switch off", "Next"):
        assert (await mia.presses_late(screen, label)).title == "No such question"


@pytest.mark.parametrize(
    "id",
    [
        "bank:list:9-9:0:u{}",
        "bank:list:441-zzzzzzz:99:u{}",
        "bank:list:111:0:u{}",
        "bank:see:abcdefgh:7:000-0:0:u{}",
        "bank:off:abcdefgh:000-0:0:u{}",
    ],
)
async def test_a_button_that_was_forged_or_outlived_its_question_is_told(
    mia: Person, id: str
) -> None:
    answered = await mia.presses_late(await mia.runs("bank browse"), id.format(mia.id))
    assert answered.title != "That did not work"


async def test_a_member_cannot_run_it_nor_use_an_owners_panel(
    mia: Person, ana: Person, heap: Question, world: World
) -> None:
    names = {name.split()[0] for name in world.ana.available_commands(world.hall)}
    assert "bank" not in names
    panel = await _open(mia, heap)
    shown = await ana.runs("help")
    refused = await ana.presses_late(shown, panel.id("Switch off"))
    assert refused.title == "This panel is not yours"
    await world.env.advance_time(timedelta(minutes=16).total_seconds())
    assert (await mia.presses_late(panel, "Switch off")).title == "This panel has closed"
    assert "Switch off" in (await _open(mia, heap)).labels
