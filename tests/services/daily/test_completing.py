"""Owners complete a suggestion until it is as sound as a shipped question; then members can be asked it."""

from dataclasses import replace

import pytest

from bot.domain.daily.bank import Bank
from bot.domain.daily.own import MOST
from bot.domain.daily.question import KINDS, Kind
from bot.domain.daily.suggestion import SUGGESTED, Suggestion
from bot.domain.delivery import Delivery, State
from bot.errors import (
    ChangedMeanwhile,
    NotSoundYet,
    ReasonMissing,
    SuggestionEnded,
    TooManyOwn,
)
from bot.services.daily.completing import PAGE, Completing
from bot.services.daily.drafting import begun, check, id_for
from bot.storage.bank import shelf
from bot.storage.tables.bank import OWN_QUESTION
from tests.domain.pools import shipped
from tests.services.members import revealed
from tests.services.study import ANA, HERE, MIA, Moment, Study
from tests.suggesting import HINTS, PROMPT, TITLE, cells, idea, model

ID = "own.two-clocks-in-one-warehouse-and-which-of-them-the-scanner"
THREAD = 77


@pytest.fixture
def completing(study: Study) -> Completing:
    return study.services.completing


async def _sent(study: Study, kind: Kind = "technical-depth", by: int = ANA) -> Suggestion:
    return (await study.services.suggestions.suggest(HERE, by, idea(kind))).suggestion


async def _told(study: Study) -> list[Delivery]:
    return await study.outbox(SUGGESTED)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_can_be_completed_and_is_asked_then(
    study: Study, completing: Completing, kind: Kind
) -> None:
    sent = await _sent(study, kind)
    draft = await completing.draft(HERE, sent.id)
    assert draft.troubles
    with pytest.raises(NotSoundYet):
        await completing.accept(HERE, sent.id, by=MIA)
    draft = await completing.write(HERE, sent.id, cells(kind))
    assert draft.troubles == ()
    accepted = await completing.accept(HERE, sent.id, by=MIA)
    assert (accepted.question.id, accepted.question.prompt) == (ID, PROMPT)
    like = model(kind)
    assert (accepted.question.outline, accepted.question.signals) == (like.outline, like.signals)
    async with study.database.reading() as tx:
        bank = await study.services.library.of(tx, HERE)
    assert bank.asked[ID] == accepted.question
    assert (await completing.page(HERE)).total == 0


async def test_what_the_member_typed_is_where_an_owner_begins(
    study: Study, completing: Completing
) -> None:
    draft = await completing.draft(HERE, (await _sent(study)).id)
    assert draft.cells["title"] == TITLE
    assert draft.cells["hints"] == HINTS
    assert draft.cells["outline"].splitlines() == [
        "Order :: do not trust clocks for it",
        "Numbers :: one counter a hall",
        "And then test it",
    ]
    assert "short" not in draft.cells
    wrong = {trouble.where: trouble.message for trouble in draft.troubles}
    assert wrong["hints"] == "needs 4 items or more, has 2"
    assert wrong["outline"] == "needs 4 items or more, has 3"
    assert wrong["outline 3 text"] == "a part is missing; write lead :: text"


def test_signs_with_a_meaning_in_cells_come_through() -> None:
    typed = idea(
        hints="Is a || b the same as b || a?\nWhat does x::y mean?\\n", outline="A | b: c::d"
    )
    draft = begun(typed, shipped().rubrics.values())
    whole = cells() | {name: draft[name] for name in ("hints", "outline")}
    whole["hints"] += "\n" + cells()["hints"].splitlines()[0] + "\n" + "A fourth hint of twenty."
    whole["outline"] += "\n" + "\n".join(cells()["outline"].splitlines()[:3])
    reading = check(
        {"kind": "technical-depth", "phases": "1", "rubric": draft["rubric"], **whole},
        Bank(shipped().questions),
        rubrics=shipped().rubrics.values(),
        measures=(),
    )
    assert reading.troubles == ()
    question = reading.items[0].question
    assert question.hints[:2] == ("Is a || b the same as b || a?", "What does x::y mean?\\n")
    assert (question.outline[0].lead, question.outline[0].text) == ("A | b", "c::d")


async def test_what_does_not_fit_is_kept_as_typed(study: Study, completing: Completing) -> None:
    sent = await _sent(study)
    draft = await completing.write(HERE, sent.id, {"minutes": "an hour", "topic": "Two Words"})
    assert draft.cells["minutes"] == "an hour"
    wrong = {trouble.where: trouble.message for trouble in draft.troubles}
    assert wrong["minutes"] == "must be a whole number, not text"
    assert "“Two Words” may hold a-z" in wrong["topic"]
    again = await completing.write(HERE, sent.id, {"minutes": " ", "level": "L5"})
    assert "minutes" not in again.cells
    assert (again.cells["topic"], again.cells["level"]) == ("Two Words", "L5")
    assert await completing.draft(HERE, sent.id) == again


async def test_what_is_nearly_the_same_is_named_before_it_is_accepted(
    study: Study, completing: Completing
) -> None:
    sent, like = await _sent(study), model("technical-depth")
    draft = await completing.write(HERE, sent.id, cells() | {"prompt": like.prompt})
    assert [one.id for one in draft.near] == [like.id]


async def test_the_author_is_told_of_either_answer_after_their_quiet_hours(
    study: Study, completing: Completing, clock: Moment
) -> None:
    await study.services.me.change(HERE, ANA, zone="UTC", quiet="10:00-13:00")
    first, second = await _sent(study), await _sent(study)
    await completing.write(HERE, first.id, cells())
    await completing.accept(HERE, first.id, by=MIA)
    await completing.decline(HERE, second.id, "  Too close to another one.  ", by=MIA)
    told = await _told(study)
    assert [(one.ref, one.target.user_id) for one in told] == [(first.id, ANA), (second.id, ANA)]
    assert {one.due_at for one in told} == {clock.now.replace(hour=13)}
    (_, declined) = sorted(await study.services.suggestions.mine(HERE, ANA), key=lambda one: one.id)
    assert (declined.state, declined.reason) == ("declined", "Too close to another one.")


async def test_who_wants_threads_is_told_in_that_of_their_last_answer(
    study: Study, completing: Completing
) -> None:
    await study.services.me.choose(HERE, ANA, reach="thread")
    without = await _sent(study)
    await completing.decline(HERE, without.id, "No.", by=MIA)
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, thread_id=THREAD)
    await revealed(study.services.daily, await study.post(delivery.id))
    within = await _sent(study)
    await completing.decline(HERE, within.id, "No.", by=MIA)
    targets = [(one.ref, one.target.user_id, one.target.channel_id) for one in await _told(study)]
    assert targets == [(without.id, ANA, None), (within.id, None, THREAD)]


async def test_closed_direct_messages_lead_to_that_thread(
    study: Study, completing: Completing
) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, thread_id=THREAD)
    await revealed(study.services.daily, await study.post(delivery.id))
    sent = await _sent(study)
    await completing.decline(HERE, sent.id, "No.", by=MIA)
    (first,) = await _told(study)
    await study.end(first, State.FAILED, "closed")
    (_, second) = await _told(study)
    assert (second.ref, second.target.channel_id) == (sent.id, THREAD)


@pytest.mark.parametrize("reason", ["", "  ", "…\u200b"])
async def test_who_declines_says_why(study: Study, completing: Completing, reason: str) -> None:
    sent = await _sent(study)
    with pytest.raises(ReasonMissing):
        await completing.decline(HERE, sent.id, reason, by=MIA)
    assert (await completing.page(HERE)).total == 1
    assert await _told(study) == []


async def test_a_suggestion_is_answered_once(study: Study, completing: Completing) -> None:
    sent = await _sent(study)
    await completing.write(HERE, sent.id, cells())
    await completing.accept(HERE, sent.id, by=MIA)
    for doing in (
        completing.accept(HERE, sent.id, by=MIA),
        completing.decline(HERE, sent.id, "No.", by=MIA),
        completing.write(HERE, sent.id, {"topic": "clocks"}),
        completing.find(HERE, sent.id),
        completing.draft(HERE, sent.id),
    ):
        with pytest.raises(SuggestionEnded):
            await doing
    assert len(await study.rows(OWN_QUESTION)) == 1
    assert len(await _told(study)) == 1


async def test_what_a_member_takes_back_is_no_longer_an_owners(
    study: Study, completing: Completing
) -> None:
    sent = await _sent(study)
    await study.services.suggestions.withdraw(HERE, sent.id, ANA)
    assert (await completing.page(HERE)).rows == []
    with pytest.raises(SuggestionEnded) as refused:
        await completing.decline(HERE, sent.id, "What I wrote.", by=MIA)
    assert refused.value.quote == "What I wrote."


async def test_two_of_one_title_have_ids_of_their_own(study: Study, completing: Completing) -> None:
    found: list[str] = []
    for _ in range(2):
        sent = await _sent(study)
        await completing.write(HERE, sent.id, cells())
        found.append((await completing.accept(HERE, sent.id, by=MIA)).question.id)
    assert found == [ID, f"{ID}-2"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Über-Größe: 3 caches?", "own.uber-grosse-3-caches"),
        ("…", "own.question"),
        ("x" * 200, "own." + "x" * 57),
    ],
)
def test_an_id_is_made_of_the_title(title: str, id: str) -> None:
    assert id_for(title, Bank(shipped().questions)) == id


async def test_accepting_is_noted_and_can_be_taken_back_and_redone(
    study: Study, completing: Completing
) -> None:
    sent = await _sent(study)
    await completing.write(HERE, sent.id, cells())
    accepted = await completing.accept(HERE, sent.id, by=MIA)
    changes = study.services.changes
    back = await changes.undo(HERE, MIA, accepted.change_id)
    async with study.database.reading() as tx:
        bank = await study.services.library.of(tx, HERE)
    assert (ID in bank.asked, ID in bank.questions) == (False, True)
    await changes.undo(HERE, MIA, back.id)
    async with study.database.reading() as tx:
        assert ID in (await study.services.library.of(tx, HERE)).asked


async def test_a_question_that_was_changed_since_is_not_taken_back(
    study: Study, completing: Completing
) -> None:
    sent = await _sent(study)
    await completing.write(HERE, sent.id, cells())
    accepted = await completing.accept(HERE, sent.id, by=MIA)
    async with study.database.transaction() as tx:
        (own,) = await shelf.own(tx, HERE)
        await shelf.put(tx, HERE, [(own.id, own.data.replace("Gdynia", "Gdansk"))], study.clock())
        await shelf.bump(tx, HERE)
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, accepted.change_id)


async def test_a_full_bank_takes_no_more(study: Study, completing: Completing) -> None:
    sent = await _sent(study)
    await completing.write(HERE, sent.id, cells())
    accepted = await completing.accept(HERE, sent.id, by=MIA)
    async with study.database.transaction() as tx:
        (own,) = await shelf.own(tx, HERE)
        many = [(f"own.n{n}", own.data.replace(own.id, f"own.n{n}")) for n in range(MOST - 1)]
        await shelf.put(tx, HERE, many, study.clock())
        await shelf.bump(tx, HERE)
    another = await _sent(study)
    await completing.write(HERE, another.id, cells())
    with pytest.raises(TooManyOwn):
        await completing.accept(HERE, another.id, by=MIA)
    await study.services.changes.undo(HERE, MIA, accepted.change_id)
    await completing.accept(HERE, another.id, by=MIA)


async def test_suggestions_come_in_pages_the_oldest_first(
    study: Study, completing: Completing, clock: Moment
) -> None:
    people = range(300, 300 + PAGE + 1)
    for person in people:
        clock.pass_by(seconds=1)
        await _sent(study, by=person)
    first, second = await completing.page(HERE), await completing.page(HERE, 99)
    assert [one.user_id for one in first.rows] == [*people][:PAGE]
    assert [one.user_id for one in second.rows] == [people[-1]]
    assert (first.pages, second.page, first.total) == (2, 1, PAGE + 1)


async def test_what_was_accepted_stays_without_a_name_when_its_author_is_forgotten(
    study: Study, completing: Completing
) -> None:
    sent = await _sent(study)
    await completing.write(HERE, sent.id, cells())
    await completing.accept(HERE, sent.id, by=MIA)
    (held,) = (await study.services.me.held(HERE, ANA))["suggestion"]
    assert held["question_id"] == ID
    await study.services.me.delete(HERE, ANA)
    assert await study.services.suggestions.mine(HERE, ANA) == []
    (own,) = await study.rows(OWN_QUESTION)
    assert str(ANA) not in own["data"]
    assert replace(sent, idea=idea()) == sent
