"""A peer is asked, reads, ticks and writes; the author is told gently; saying no costs nothing."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.cogs.asking import TEXT, answers, post_id, reveals
from tests.cogs.people import Person
from tests.cogs.screens import Form, Screen
from tests.sim import World

STRONGER = "Say how many requests a second it has to hold, and what breaks first."


def told(person: Person) -> list[Screen]:
    """The direct messages a person has, oldest first."""
    return [Screen.of(message) for message in person.actor.user.dm_channel.history()]


class AtHome(Person):
    """The same person in the direct messages with the bot."""

    @property
    def actor(self) -> Any:
        return super().actor.user


def at_home(person: Person) -> AtHome:
    return AtHome(person.world, person.name)


def in_thread(world: World) -> list[Screen]:
    """What stands in the threads of the questions, oldest first."""
    threads = world.daily.threads
    return [Screen.of(m) for thread in threads for m in thread.history() if m.components]


def asked(person: Person) -> Screen:
    """The newest request a person got."""
    return next(one for one in reversed(told(person)) if one.title == "One answer needs a reader")


async def both_reveal(world: World, question: Screen, *people: Person) -> None:
    for person in people:
        await reveals(person, question, f"What {person.name} wrote. {TEXT}")
        await world.pass_time(minutes=1)


def filled(form: Form, ticks: int = 1, text: str = STRONGER) -> dict[str, Any]:
    """Each criterion with its first signals ticked, and a sentence."""
    groups = list(form.fields)[:-1]
    return {**{key: ["0"] for key in groups[:ticks]}, "stronger": text}


async def writes(person: Person, request: Screen, ticks: int = 2) -> Screen:
    """From a request in a direct message to a review."""
    reader = at_home(person)
    form = await reader.opens(await reader.presses(request, "Review"), "Write review")
    return await reader.submits(form, **filled(form, ticks))


@pytest.fixture
async def request_of_ben(world: World, question: Screen, ana: Person, ben: Person) -> Screen:
    """Ana and Ben revealed; what Ben was asked: to read Ana’s answer."""
    await both_reveal(world, question, ana, ben)
    return asked(ben)


async def test_a_review_is_asked_for_unless_the_box_is_emptied(
    ana: Person, ben: Person, question: Screen
) -> None:
    form = await ana.opens(question, "Answer")
    assert form.fields["review"]["default"] is True
    saved = await ana.submits(form, text=TEXT, review=False)
    again = await ana.opens(saved, "Edit")
    assert not again.fields["review"].get("default")
    saved = await ana.submits(again, text=TEXT, review=True)
    assert (await ana.opens(saved, "Edit")).fields["review"]["default"] is True


async def test_within_a_minute_of_the_second_answer_each_is_asked_to_read_the_others(
    world: World, question: Screen, ana: Person, ben: Person
) -> None:
    await reveals(ana, question)
    await world.pass_time(minutes=1)
    assert told(ana) == told(ben) == []
    await reveals(ben, question)
    await world.pass_time(minutes=1)
    for reader, author in ((ana, ben), (ben, ana)):
        request = asked(reader)
        assert f"<@{author.id}> asked for a review" in request.text
        assert question.title in request.text
        assert request.labels == ["Review", "Not this one"]
        assert "Saying no costs nothing." in request.footer


async def test_the_whole_way_from_the_request_to_what_the_author_sees(
    request_of_ben: Screen, world: World, question: Screen, ana: Person, ben: Person
) -> None:
    reader = at_home(ben)
    reading = await reader.presses(request_of_ben, "Review")
    assert reading.title == question.title
    assert "> What ana wrote." in reading.text
    assert "At the bar for" in reading.text
    form = await reader.opens(reading, "Write review")
    assert len(form.fields) == 5
    assert (form.fields["stronger"]["min_length"], form.fields["stronger"]["max_length"]) == (
        60,
        800,
    )
    assert (await reader.submits(form, **filled(form, 2))).title == "Thank you"
    await world.pass_time(minutes=1)
    (notice,) = [one for one in told(ana) if one.title == "Someone read your answer"]
    assert f"> {STRONGER}" in notice.text
    assert str(ben.id) not in notice.text
    seen = await at_home(ana).presses(notice, "See it")
    assert f"> {STRONGER}" in seen.text
    assert seen.text.count("\n- ") == 2
    others = await ben.presses(await ben.presses(question, "Reveal"), "See others")
    assert others.footer == "Reviewed by one person"
    assert "Review" not in others.labels


async def test_the_buttons_of_a_request_work_after_a_restart(
    request_of_ben: Screen, world: World, ben: Person
) -> None:
    await world.restart()
    assert (await writes(ben, request_of_ben)).title == "Thank you"


async def test_who_says_no_is_thanked_and_a_third_is_asked(
    request_of_ben: Screen, world: World, question: Screen, ben: Person, cy: Person
) -> None:
    for _ in range(2):
        assert (await at_home(ben).presses(request_of_ben, "Not this one")).title == "Passed on"
    await reveals(cy, question)
    await world.pass_time(minutes=1)
    assert asked(cy).labels == ["Review", "Not this one"]


async def test_after_48_hours_somebody_else_has_it_and_the_text_is_given_back(
    request_of_ben: Screen, world: World, question: Screen, ben: Person, cy: Person
) -> None:
    reader = at_home(ben)
    form = await reader.opens(await reader.presses(request_of_ben, "Review"), "Write review")
    await world.pass_time(hours=49)
    await reveals(cy, question)
    await world.pass_time(minutes=1)
    assert asked(cy)
    refusal = await reader.submits(form, **filled(form, 2))
    assert refusal.title == "Someone else has it now"
    assert STRONGER in refusal.text


async def test_who_comes_late_is_welcome_while_nobody_else_has_it(
    request_of_ben: Screen, world: World, ben: Person
) -> None:
    await world.pass_time(hours=49)
    assert (await writes(ben, request_of_ben)).title == "Thank you"


async def test_one_tick_is_too_few_and_the_sentence_is_given_back(
    request_of_ben: Screen, ben: Person
) -> None:
    refusal = await writes(ben, request_of_ben, ticks=1)
    assert refusal.title == "Something is always there"
    assert STRONGER in refusal.text


async def test_a_review_can_be_changed_for_a_day(
    request_of_ben: Screen, world: World, ana: Person, ben: Person
) -> None:
    done = await writes(ben, request_of_ben)
    reader = at_home(ben)
    form = await reader.opens(done, "Edit review")
    assert form.fields["stronger"]["value"] == STRONGER
    assert sum(map(len, form.ticked().values())) == 2
    late = await reader.opens(done, "Edit review")
    better = f"{STRONGER} And when."
    assert (await reader.submits(form, **filled(form, 3, better))).title == "Thank you"
    await world.pass_time(minutes=1)
    (notice,) = [one for one in told(ana) if one.title == "Someone read your answer"]
    assert better in (await at_home(ana).presses(notice, "See it")).text
    await world.pass_time(hours=25)
    assert (await reader.submits(late, **filled(late, 2))).title == "This review is final"
    assert (await reader.presses(request_of_ben, "Review")).title == "This review is final"


async def test_a_forged_request_opens_nothing(
    request_of_ben: Screen, question: Screen, ana: Person, cy: Person
) -> None:
    id = request_of_ben.id("Review")
    for person in (ana, cy):
        assert (await person.presses_late(question, id)).title == "No such request"
        wrong = id.replace("daily:review", "daily:seen")
        assert (await person.presses_late(question, wrong)).title == "No such request"
    other_server = id[: id.rindex(":g")] + ":g1"
    assert (await cy.presses_late(question, other_server)).title == "No such request"


async def test_an_author_who_was_deleted_takes_the_request_along(
    request_of_ben: Screen, ana: Person, ben: Person
) -> None:
    reader = at_home(ben)
    form = await reader.opens(await reader.presses(request_of_ben, "Review"), "Write review")
    await ana.presses(await ana.runs("me delete"), "Delete all")
    refusal = await reader.submits(form, **filled(form, 2))
    assert refusal.title == "No such request"
    assert STRONGER in refusal.text
    assert (await ben.runs("daily review")).title == "Nothing to read today"


async def test_a_reader_who_was_deleted_is_replaced(
    request_of_ben: Screen, world: World, question: Screen, ben: Person, cy: Person
) -> None:
    await ben.presses(await ben.runs("me delete"), "Delete all")
    await reveals(cy, question)
    await world.pass_time(hours=49)
    assert asked(cy)


async def test_what_waits_is_listed_and_opened(
    world: World, question: Screen, ana: Person, ben: Person
) -> None:
    empty = await ana.runs("daily review")
    assert empty.private
    assert (empty.title, empty.labels) == ("Nothing to read today", ["Past questions"])
    await both_reveal(world, question, ana, ben)
    desk = await ben.runs("daily review")
    assert desk.title == "1 answer to read"
    assert "> What ana wrote." in (await ben.presses(desk, "Read first")).text
    option: Sequence[Any] = desk.selects[0].options
    picked = await ben.picks(await ben.runs("daily review"), "Open an answer", option[0]["value"])
    assert "> What ana wrote." in picked.text


async def test_who_has_nothing_to_read_can_take_one(
    request_of_ben: Screen, ana: Person, ben: Person, cy: Person, question: Screen
) -> None:
    await at_home(ben).presses(request_of_ben, "Not this one")
    closed = await cy.presses(question, "Reveal")
    await cy.presses(closed, "I tried, show me")
    desk = await cy.runs("daily review")
    assert desk.labels == ["Take one"]
    assert "> What ana wrote." in (await cy.presses(desk, "Take one")).text
    assert (await cy.runs("daily review")).title == "1 answer to read"


async def test_an_answer_without_a_reader_can_be_taken_where_it_is_read(
    question: Screen, ana: Person, ben: Person
) -> None:
    await reveals(ben, question, "What Ben wrote")
    others = await ana.presses(await reveals(ana, question), "See others")
    reading = await ana.presses(others, "Review")
    assert "> What Ben wrote" in reading.text
    assert "Write review" in reading.labels
    # A second press opens it again.
    assert (await ana.presses_late(others, "Review")).text == reading.text


async def test_nobody_reviews_their_own_answer_nor_before_they_opened_the_question(
    question: Screen, ana: Person, ben: Person
) -> None:
    await reveals(ana, question)
    route = f"daily:offer:{post_id(question)}:{ana.id}"
    assert (await ana.presses_late(question, route)).title == "No such request"
    await answers(ben, question)
    assert (await ben.presses_late(question, route)).title == "Answer first, then compare"


async def test_a_member_who_prefers_the_thread_is_asked_there_without_the_authors_name(
    world: World, question: Screen, ana: Person, ben: Person
) -> None:
    await world.house.services.me.choose(world.guild.id, ben.id, reach="thread")
    await both_reveal(world, question, ana, ben)
    (request,) = [one for one in in_thread(world) if one.title == "One answer needs a reader"]
    assert f"<@{ben.id}>" in request.text
    assert str(ana.id) not in request.text
    (sent,) = [
        one.json["allowed_mentions"]
        for one in world.env.http_requests
        if one.method == "POST" and f"<@{ben.id}>, an answer" in str(one.json)
    ]
    assert (sent["parse"], sent["users"]) == ([], [ben.id])
    reading = await ben.presses(request, "Review")
    assert reading.private
    assert (await ana.presses_late(request, "Review")).title == "No such request"


async def test_a_notice_in_the_thread_tells_nothing_of_the_review(
    request_of_ben: Screen, world: World, ana: Person, ben: Person
) -> None:
    await world.house.services.me.choose(world.guild.id, ana.id, reach="thread")
    await writes(ben, request_of_ben)
    await world.pass_time(minutes=1)
    (notice,) = [one for one in in_thread(world) if one.title == "Someone read your answer"]
    assert STRONGER not in notice.text
    assert STRONGER in (await ana.presses(notice, "See it")).text
    assert (await ben.presses_late(notice, "See it")).title == "No such request"


async def test_a_long_answer_is_read_page_by_page(
    world: World, question: Screen, ana: Person, ben: Person
) -> None:
    await reveals(ana, question, "\n".join(f"- step {n}: wait_for_it" for n in range(125)))
    await reveals(ben, question)
    await world.pass_time(minutes=1)
    reader = at_home(ben)
    screen = await reader.presses(asked(ben), "Review")
    assert "part 1 of" in screen.grey
    pages = [screen.text]
    while "Next" in screen.labels:
        screen = await reader.presses(screen, "Next")
        pages.append(screen.text)
    assert len(pages) > 2
    assert all(f"step {n}:" in "\n".join(pages) for n in range(125))
