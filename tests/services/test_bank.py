"""Owners leaf through the bank and switch questions off."""

import asyncio
import json
from dataclasses import replace

import pytest

from bot.content.single import question_data
from bot.domain.daily.question import Question
from bot.domain.daily.series import HELD, NO_QUESTIONS
from bot.errors import ChangedMeanwhile, NotInBank, QuestionOff
from bot.services.bank import PAGE, BankKeeping, Sift
from bot.storage.bank import shelf
from bot.storage.daily import queue as queued
from bot.storage.tables.bank import BANK, SWITCHED_OFF
from bot.storage.tables.server import CHANGE
from tests.domain.pools import shipped
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, MIA, START, Moment, Study

SHIPPED = shipped().questions
CODING = [one for one in SHIPPED.values() if one.kind == "coding"]


@pytest.fixture
def bank(study: Study) -> BankKeeping:
    return study.services.bank


def own(id: str = "own.first") -> Question:
    return replace(CODING[0], id=id, overlaps=(), seed_ref=(), topic="our-topic")


async def add_own(study: Study, *questions: Question) -> None:
    items = [(one.id, json.dumps(question_data(one))) for one in questions]
    async with study.database.transaction() as tx:
        await shelf.put(tx, HERE, items, START)
        await shelf.bump(tx, HERE)


async def remove_own(study: Study, id: str) -> None:
    async with study.database.transaction() as tx:
        await shelf.put(tx, HERE, [(id, None)], START)
        await shelf.bump(tx, HERE)


async def _all(bank: BankKeeping, sift: Sift) -> list[str]:
    """The ids that are found, over all pages."""
    first = await bank.browse(HERE, sift)
    pages = [await bank.browse(HERE, sift, page) for page in range(first.pages)]
    found = [item.question.id for page in pages for item in page.rows]
    assert len(found) == first.total
    return found


async def test_the_whole_bank_comes_page_by_page_and_nothing_twice(bank: BankKeeping) -> None:
    found = await _all(bank, Sift())
    assert sorted(found) == sorted(SHIPPED)
    shelf_ = await bank.browse(HERE, Sift(), 10**6)
    assert (shelf_.page, shelf_.pages) == (shelf_.pages - 1, -(-len(SHIPPED) // PAGE))
    assert (await bank.browse(HERE, Sift(), -1)).page == 0


@pytest.mark.parametrize(
    "sift",
    [
        Sift(kind="coding"),
        Sift(level="L4"),
        Sift(topic=CODING[0].topic),
        Sift(kind="coding", level="L6", topic=CODING[0].topic),
        Sift(topic="there-is-none"),
        Sift(off=True),
    ],
)
async def test_only_what_is_looked_for_is_found(bank: BankKeeping, sift: Sift) -> None:
    expected = {
        id
        for id, one in SHIPPED.items()
        if sift.kind in (None, one.kind)
        and (sift.level is None or sift.level in one.levels)
        and sift.topic in (None, one.topic)
        and not sift.off
    }
    assert {*await _all(bank, sift)} == expected


async def test_what_is_switched_off_is_found_and_counted(bank: BankKeeping) -> None:
    off = CODING[0].id
    await bank.switch(HERE, off, off=True, by=MIA)
    assert await _all(bank, Sift(off=True)) == [off]
    assert await _all(bank, Sift(off=True, kind="behavioral")) == []
    assert off in await _all(bank, Sift())
    assert (await bank.browse(HERE, Sift(kind="behavioral"))).off == 1
    assert (await bank.browse(ELSEWHERE, Sift())).off == 0


async def test_its_own_questions_are_among_them_until_they_are_removed(
    study: Study, bank: BankKeeping
) -> None:
    await add_own(study, own())
    shelf_ = await bank.browse(HERE, Sift(topic="our-topic"))
    assert [(item.question.id, item.own) for item in shelf_.rows] == [("own.first", True)]
    assert await bank.topics(HERE, "our") == ["our-topic"]
    assert await bank.topics(ELSEWHERE, "our") == []
    await remove_own(study, "own.first")
    assert await _all(bank, Sift(topic="our-topic")) == []
    assert await bank.topics(HERE, "our") == []
    with pytest.raises(NotInBank):
        await bank.open(HERE, "own.first")
    with pytest.raises(NotInBank):
        await bank.switch(HERE, "own.first", off=True, by=MIA)
    assert "own.first" in await bank.questions(HERE)


@pytest.mark.parametrize("id", ["", "gone", "own.first"])
async def test_a_question_that_is_not_there_cannot_be_opened_or_switched(
    study: Study, bank: BankKeeping, id: str
) -> None:
    with pytest.raises(NotInBank):
        await bank.open(HERE, id)
    with pytest.raises(NotInBank):
        await bank.switch(HERE, id, off=True, by=MIA)
    assert await study.rows(SWITCHED_OFF) == await study.rows(CHANGE) == []


async def test_what_is_switched_off_is_never_chosen_and_comes_back_when_switched_on(
    study: Study, bank: BankKeeping
) -> None:
    await study.add_series(kinds=("coding",))
    kept = {one.id for one in CODING[:3]}
    for one in CODING[3:]:
        await bank.switch(HERE, one.id, off=True, by=MIA)
    asked = [(await study.post_daily()).question_id for _ in range(7)]
    assert {*asked[:3]} == {*asked[3:6]} == kept
    assert {*asked} == kept
    back = CODING[5].id
    await bank.switch(HERE, back, off=False, by=MIA)
    assert (await study.post_daily()).question_id == back


async def test_a_queued_question_that_is_switched_off_is_passed_over_and_keeps_its_place(
    study: Study, bank: BankKeeping
) -> None:
    series = await study.add_series()
    first, second = CODING[0].id, CODING[1].id
    for id in (first, second):
        await study.services.queue.add(HERE, series.id, by=MIA, question_id=id)
    opened = await bank.switch(HERE, first, off=True, by=MIA)
    assert opened.queues == 1
    entries = await study.services.queue.of(HERE, series.id)
    assert [(one.question_id, one.passed) for one in entries] == [(first, True), (second, False)]
    ahead = await study.services.series.upcoming(HERE, series.id, 2)
    assert [one.question.id for one in ahead if one.queued] == [second]
    assert (await study.post_daily()).question_id == second
    assert (await study.post_daily()).question_id != first
    await bank.switch(HERE, first, off=False, by=MIA)
    assert (await study.post_daily()).question_id == first


async def test_a_question_that_is_switched_off_cannot_be_queued(
    study: Study, bank: BankKeeping
) -> None:
    series = await study.add_series()
    off = CODING[0]
    await bank.switch(HERE, off.id, off=True, by=MIA)
    keeping = study.services.queue
    for text in (off.id, off.short):
        with pytest.raises(QuestionOff):
            await keeping.add(HERE, series.id, by=MIA, question_id=text)
        with pytest.raises(QuestionOff):
            await keeping.resolve(HERE, text)
    suggested = await keeping.suggest(HERE, series, off.short, 25)
    assert off.id not in {one.question.id for one in suggested}
    assert await keeping.of(HERE, series.id) == []


async def test_what_is_passed_over_is_tidied_away(study: Study, bank: BankKeeping) -> None:
    series = await study.add_series()
    off, on = CODING[0].id, CODING[1].id
    async with study.database.transaction() as tx:
        await queued.write(
            tx, guild_id=HERE, series_id=series.id, questions=["gone", off, on], by=MIA, now=START
        )
    await bank.switch(HERE, off, off=True, by=MIA)
    left = await study.services.queue.tidy(HERE, series.id, by=MIA)
    assert [one.question_id for one in left.entries] == [on]


async def test_a_post_that_waits_stays_and_its_question_stays_readable(
    study: Study, bank: BankKeeping
) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    post = await study.post(delivery.id)
    await bank.switch(HERE, post.question_id, off=True, by=MIA)
    shown = await study.services.showing.of(delivery)
    assert shown is not None
    assert shown.question.id == post.question_id
    await study.end(delivery)
    asked = await study.services.daily.answer(HERE, post.id, ANA, "Two honest lines.")
    assert asked.question.id == post.question_id
    opened = await study.services.daily.reveal(HERE, post.id, ANA)
    assert opened.revealed
    (row,) = (await study.services.daily.history(HERE, BEN)).rows
    assert row.post.id == post.id


async def test_posts_of_an_own_question_stay_readable_once_it_is_removed(study: Study) -> None:
    await add_own(study, own())
    series = await study.add_series()
    await study.services.queue.add(HERE, series.id, by=MIA, question_id="own.first")
    post = await study.post_daily()
    assert post.question_id == "own.first"
    await remove_own(study, "own.first")
    asked = await study.services.daily.asked(HERE, post.id, ANA)
    assert asked.question == own()
    (found,) = (await study.services.daily.history(HERE, ANA)).rows
    assert found.question.topic == "our-topic"
    assert {(await study.post_daily()).question_id for _ in range(3)}.isdisjoint({"own.first"})


async def test_own_questions_are_asked_searched_and_queued_only_where_they_belong(
    study: Study,
) -> None:
    await study.arrive(ELSEWHERE)
    await add_own(study, own())
    here = await study.add_series()
    there = await study.add_series(ELSEWHERE)
    found = await study.services.queue.suggest(HERE, here, "our topic", 25)
    assert [one.question.id for one in found] == ["own.first"]
    assert await study.services.queue.suggest(ELSEWHERE, there, "our topic", 25) == []
    assert (await study.services.doctor.check(HERE)).left == {here.id: len(SHIPPED) + 1}
    assert (await study.services.doctor.check(ELSEWHERE)).left == {there.id: len(SHIPPED)}


async def test_opened_it_tells_how_often_it_was_asked_and_what_each_series_has_left(
    study: Study, bank: BankKeeping
) -> None:
    every = await study.add_series()
    coding = await study.add_series(channel_id=51, kinds=("coding",))
    await study.add_series(channel_id=52, kinds=("behavioral",))
    await study.services.queue.add(HERE, every.id, by=MIA, question_id=CODING[0].id)
    opened = await bank.open(HERE, CODING[0].id)
    assert (opened.times, opened.last, opened.queues) == (0, None, 1)
    assert [(one.series.id, one.total, one.fresh) for one in opened.left] == [
        (coding.id, len(CODING), len(CODING)),
        (every.id, len(SHIPPED), len(SHIPPED)),
    ]
    await study.next_day()
    for delivery in await study.waiting():
        await study.end(delivery)
    opened = await bank.switch(HERE, CODING[0].id, off=True, by=MIA)
    (post,) = [one for one in await study.posts() if one.question_id == CODING[0].id]
    assert (opened.times, opened.last, opened.queues) == (1, post.slot, 0)
    assert [one.total for one in opened.left] == [len(CODING) - 1, len(SHIPPED) - 1]


async def test_of_two_owners_at_once_one_switches_and_the_other_finds_it_so(
    study: Study, bank: BankKeeping
) -> None:
    id = CODING[0].id
    both = [bank.switch(HERE, id, off=True, by=by) for by in (MIA, BEN)]
    opened = await asyncio.gather(*both)
    assert [one.item.off for one in opened] == [True, True]
    (row,) = await study.rows(SWITCHED_OFF)
    (change,) = await study.rows(CHANGE)
    assert row["by_id"] == change["by"]


async def test_two_owners_switch_two_questions_and_both_stay(
    study: Study, bank: BankKeeping
) -> None:
    ids = [one.id for one in CODING[:2]]
    await asyncio.gather(
        *(bank.switch(HERE, id, off=True, by=by) for id, by in zip(ids, (MIA, BEN), strict=True))
    )
    assert {*await _all(bank, Sift(off=True))} == {*ids}


async def test_it_is_taken_back_and_taken_back_again(study: Study, bank: BankKeeping) -> None:
    id = CODING[0].id
    await bank.switch(HERE, id, off=True, by=MIA)
    changes = study.services.changes
    for what, off in (("question-on", False), ("question-off", True), ("question-on", False)):
        (newest, *_) = (await changes.page(HERE, MIA)).rows
        undone = await changes.undo(HERE, MIA, newest.change.id)
        assert undone.what == what
        assert (await bank.open(HERE, id)).item.off == off
        assert undone.after == {"question": id, "state": "off" if off else "on"}


async def test_what_another_owner_changed_since_is_not_taken_back(
    study: Study, bank: BankKeeping
) -> None:
    id = CODING[0].id
    await bank.switch(HERE, id, off=True, by=MIA)
    (mine,) = (await study.services.changes.page(HERE, MIA)).rows
    await bank.switch(HERE, id, off=False, by=BEN)
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, mine.change.id)
    assert not (await bank.open(HERE, id)).item.off


async def test_a_series_without_any_question_left_is_held_and_goes_on_once_one_is_on_again(
    study: Study, bank: BankKeeping
) -> None:
    series = await study.add_series(kinds=("coding",))
    for one in CODING:
        opened = await bank.switch(HERE, one.id, off=True, by=MIA)
    assert [(one.total, one.fresh) for one in opened.left] == [(0, 0)]
    await study.next_day()
    held = await study.find(series)
    assert held is not None
    assert held.held_why == NO_QUESTIONS
    assert len(await study.outbox(HELD)) == 1
    await bank.switch(HERE, CODING[0].id, off=False, by=MIA)
    assert (await study.post_daily()).question_id == CODING[0].id
    again = await study.find(series)
    assert again is not None
    assert again.held_at is None


async def test_it_holds_after_a_restart_and_in_another_process(
    study: Study, bank: BankKeeping, clock: Moment
) -> None:
    await bank.switch(HERE, CODING[0].id, off=True, by=MIA)
    other = Study(study.database, clock)
    assert await _all(other.services.bank, Sift(off=True)) == [CODING[0].id]


async def test_what_a_server_switched_off_goes_with_it(study: Study, bank: BankKeeping) -> None:
    await bank.switch(HERE, CODING[0].id, off=True, by=MIA)
    await study.services.server.left(HERE)
    study.clock.pass_by(days=31)
    await study.services.server.sweep(study.clock())
    assert await study.rows(SWITCHED_OFF) == await study.rows(BANK) == []


async def test_who_switched_a_question_off_can_be_forgotten_and_it_stays_off(
    study: Study, bank: BankKeeping
) -> None:
    await bank.switch(HERE, CODING[0].id, off=True, by=MIA)
    await study.services.me.delete(HERE, MIA)
    (row,) = await study.rows(SWITCHED_OFF)
    assert row["by_id"] is None
    assert (await bank.open(HERE, CODING[0].id)).item.off
