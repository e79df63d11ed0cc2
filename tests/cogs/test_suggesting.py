"""`/daily suggest` and `/bank suggestions`, from what a member types to a question, or to a kind no."""

from typing import Any

import pytest

from bot.domain.daily.suggestion import MOST_OPEN
from bot.services.daily.suggestions import Suggestions
from tests.cogs.asking import reveals
from tests.cogs.conftest import Circle, Log
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_reviews import at_home, in_thread, told
from tests.sim import World
from tests.suggesting import OUTLINE, PROMPT, TITLE, TYPED, cells, model

KIND = "technical-depth"
REASON = "We have one like it. A version about clocks in *phones* would be new."


async def _suggests(person: Person, **given: str) -> Screen:
    form = await person.opens_command("daily suggest", kind=KIND)
    return await person.submits(form, **(TYPED | given))


async def _open(mia: Person) -> Screen:
    """The only suggestion that waits, as an owner sees it."""
    listed = await mia.runs("bank suggestions")
    return await mia.picks(listed, "Open a suggestion", listed.selects[0].options[0]["value"])


async def _fills(mia: Person, draft: Screen, label: str) -> Screen:
    form = await mia.opens(draft, label)
    typed = {name: text for name, text in cells(KIND).items() if name in form.fields}
    return await mia.submits(form, **typed)


async def _completes(mia: Person) -> Screen:
    draft = await mia.presses(await _open(mia), "Complete")
    while draft.labels[0].startswith("Next: "):
        draft = await _fills(mia, draft, draft.labels[0])
    return draft


async def test_a_suggestion_becomes_a_question_and_its_author_is_told(
    world: World, ana: Person, mia: Person
) -> None:
    sent = await _suggests(ana)
    assert (sent.title, sent.private) == ("Sent", True)
    assert "An outline has 4 to 8 points and yours has 3" in sent.text
    listed = await mia.runs("bank suggestions")
    assert (listed.title, f"**{TITLE[:59]}…**" in listed.text) == ("1 suggestion", True)
    one = await _open(mia)
    assert (f"<@{ana.id}>" in one.text, f"> {PROMPT}" in one.texts) == (True, True)
    draft = await mia.presses(one, "Complete")
    assert draft.title.endswith("things to fill in")
    assert "**Short title**: still missing" in draft.text
    draft = await _completes(mia)
    assert (draft.title, draft.labels[0]) == ("It is complete", "Accept")
    accepted = await mia.presses(draft, "Accept")
    assert accepted.title == "Two clocks in one warehouse"
    assert (await mia.presses(accepted, "Suggestions")).title == "No suggestion waits"
    await world.tick()
    (answer,) = told(ana)
    assert answer.title == "Your question was taken up"
    assert world.guild.name in answer.text
    assert (await at_home(ana).presses(answer, "See it")).title == "Taken up"
    assert (await ana.runs("daily suggest")).title == "1 suggestion"


async def test_the_question_is_asked_like_any_other(
    world: World, circle: Circle, ana: Person, mia: Person
) -> None:
    await circle.series()
    await _suggests(ana)
    await mia.presses(await _completes(mia), "Accept")
    found = await mia.types("series queue", "question", "two clocks warehouse")
    (name,) = [name for name in found if "Two clocks" in name]
    await mia.runs("series queue", question=found[name])
    await world.pass_time(hours=9)
    (post,) = circle.posts()
    assert post.title == "Two clocks in one warehouse"
    assert (await reveals(ana, post)).title == post.title


async def test_what_does_not_fit_is_kept_and_named(ana: Person, mia: Person) -> None:
    await _suggests(ana)
    draft = await mia.presses(await _open(mia), "Complete")
    form = await mia.opens(draft, "Frame")
    draft = await mia.submits(
        form, topic="clocks", level="L9", minutes="x", levels="", difficulty=""
    )
    assert "**Level it is written for**: must be L4, L5, L6 or L7, not “L9”" in draft.text
    assert "**Levels it suits**: still missing" in draft.text
    again = await mia.opens(draft, "Frame")
    assert (again.fields["level"]["value"], again.fields["minutes"]["value"]) == ("L9", "x")
    assert "**Topic**" not in draft.text


async def test_what_is_typed_for_long_is_kept_though_the_panel_has_closed(
    world: World, ana: Person, mia: Person
) -> None:
    await _suggests(ana)
    draft = await mia.presses(await _open(mia), "Complete")
    form = await mia.opens(draft, "Outline")
    await world.sleep(minutes=50)
    kept = await mia.submits(form, **{name: cells(KIND)[name] for name in form.fields})
    assert "**Hints**" not in kept.text
    assert (await mia.presses_late(kept, draft.id("Frame"))).title == "This panel has closed"
    draft = await mia.presses(await _open(mia), "Complete")
    again = await mia.opens(draft, "Outline")
    assert again.fields["hints"]["value"] == cells(KIND)["hints"]


async def test_a_declined_suggestion_brings_its_reason(
    world: World, ana: Person, mia: Person
) -> None:
    await _suggests(ana)
    form = await mia.opens(await _open(mia), "Decline")
    declined = await mia.submits(form, reason=REASON)
    assert declined.title == "Declined"
    await world.tick()
    (answer,) = told(ana)
    assert answer.title == "Not this one"
    assert r"about clocks in \*phones\* would" in answer.text
    assert str(mia.id) not in answer.text
    assert r"\*phones\*" in (await at_home(ana).presses(answer, "See it")).text
    mine = await ana.runs("daily suggest")
    one = await ana.picks(mine, "Open one of yours", mine.selects[1].options[0]["value"])
    assert (one.title, one.labels) == ("Not taken up", ["All of mine"])


async def test_in_a_thread_nobody_else_reads_what_became_of_it(
    world: World, question: Screen, ana: Person, ben: Person, mia: Person
) -> None:
    await world.house.services.me.choose(world.guild.id, ana.id, reach="thread")
    await reveals(ana, question)
    await _suggests(ana)
    await mia.submits(await mia.opens(await _open(mia), "Decline"), reason=REASON)
    await world.tick()
    assert told(ana) == []
    notice = in_thread(world)[-1]
    assert notice.title == "An answer for you"
    assert (REASON in notice.text, TITLE in notice.text) == (False, False)
    assert (await ben.presses(notice, "See it")).title == "No such suggestion"
    assert (await ana.presses(notice, "See it")).title == "Not taken up"


async def test_the_answer_waits_for_the_end_of_quiet_hours(
    world: World, ana: Person, mia: Person
) -> None:
    await ana.runs("me show", zone="UTC", quiet="23:00-07:00")
    await _suggests(ana)
    await mia.submits(await mia.opens(await _open(mia), "Decline"), reason=REASON)
    await world.pass_time(hours=6)
    assert told(ana) == []
    await world.pass_time(hours=1)
    assert [one.title for one in told(ana)] == ["Not this one"]


async def test_a_suggestion_can_be_changed_and_taken_back(ana: Person, mia: Person) -> None:
    sent = await _suggests(ana)
    form = await ana.opens(sent, "Edit")
    assert form.fields["outline"]["value"] == OUTLINE
    four = f"{OUTLINE}\nLast: tell the hall"
    changed = await ana.submits(form, **(TYPED | {"outline": four}))
    assert "An outline has" not in changed.text
    assert "Last: tell the hall" in (await _open(mia)).text
    gone = await ana.presses(changed, "Take back")
    assert gone.title == "Taken back"
    assert (await mia.runs("bank suggestions")).title == "No suggestion waits"
    assert (await ana.presses(gone, "All of mine")).title == "No suggestion yet"


async def test_a_copy_of_a_question_is_named_to_who_sends_it_and_to_owners(
    ana: Person, mia: Person
) -> None:
    held = model(KIND)
    sent = await _suggests(ana, title="Something else entirely", prompt=held.prompt[:1500])
    assert f"Close to what the bank holds: **{held.short}**" in sent.text
    assert f"**{held.short}**" in (await _open(mia)).text


async def test_a_fourth_suggestion_is_refused_before_it_is_typed(ana: Person) -> None:
    form = await ana.opens_command("daily suggest", kind=KIND)
    for _ in range(MOST_OPEN):
        await _suggests(ana)
    refused = await ana.runs("daily suggest", kind=KIND)
    assert refused.title == "Three are waiting already"
    # A form that was open all the while: what stands in it is given back whole.
    long = TYPED | {"prompt": "a * " * 375, "outline": "b * " * 375, "hints": "c * " * 300}
    lost = await ana.submits(form, **long)
    assert (lost.title, len(lost.files)) == ("Three are waiting already", 1)
    given_back = (await lost.files[0].read()).decode()
    assert all(text.strip() in given_back for text in long.values())


async def test_without_a_kind_it_shows_what_was_sent_and_asks_for_one(ana: Person) -> None:
    empty = await ana.runs("daily suggest")
    assert (empty.title, empty.private) == ("No suggestion yet", True)
    form = await ana.picks_to_open(empty, "Suggest one: pick a kind", "coding")
    sent = await ana.submits(form, **TYPED)
    assert sent.grey.startswith("🟪 Coding")
    listed = await ana.presses(sent, "All of mine")
    assert listed.title == "1 suggestion"


async def test_two_owners_answer_one_suggestion_once(
    world: World, ana: Person, ben: Person, mia: Person
) -> None:
    world.promote(world.ben)
    await _suggests(ana)
    form = await ben.opens(await _open(ben), "Decline")
    await mia.presses(await _completes(mia), "Accept")
    late = await ben.submits(form, reason=REASON)
    assert late.title == "It waits no more"
    assert any(text.startswith("> We have one like it.") for text in late.texts)
    await world.tick()
    assert [one.title for one in told(ana)] == ["Your question was taken up"]


async def test_accepting_can_be_taken_back_and_is_told_in_the_log(
    world: World, ana: Person, mia: Person
) -> None:
    await _suggests(ana)
    accepted = await mia.presses(await _completes(mia), "Accept")
    listed = await mia.runs("server changes")
    assert "Suggestion accepted" in listed.text
    assert "“Two clocks in one warehouse”" in listed.text
    assert (await mia.presses(accepted, "Undo")).title == "Taken back"
    assert "Acceptance taken back" in (await mia.runs("server changes")).text
    assert (await mia.presses_late(listed, accepted.id("Undo"))).title == "It was changed meanwhile"


async def test_a_text_that_cannot_be_kept_is_given_back_whole(
    ana: Person, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await ana.opens_command("daily suggest", kind=KIND)

    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the wheel came off")

    monkeypatch.setattr(Suggestions, "suggest", fail)
    lost = await ana.submits(form, **TYPED)
    log.take("failed")
    assert lost.title == "That did not work"
    assert PROMPT in lost.text


async def test_members_do_not_see_what_others_suggest(
    world: World, ana: Person, ben: Person
) -> None:
    await _suggests(ana)
    assert (await ben.runs("daily suggest")).title == "No suggestion yet"
    assert "bank suggestions" not in ben.actor.available_commands(world.hall)
