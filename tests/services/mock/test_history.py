"""A member looks back on their own sessions; owners see numbers; what cards say together is never early."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.mock.feedback import Tally
from bot.domain.mock.session import Seat, Session
from bot.errors import LineLength, NoSuchCard, NotYourSession
from bot.services.mock.feedback import LONGEST_LINE
from bot.services.mock.history import PAGE
from bot.storage import ids
from bot.storage.mock import scorecards, sessions, stamps
from tests.services.mock.carding import cards_of, fill, held, received
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Study

QUESTION = "sd.web.url-shortener"
DEE, EVE, FAY = 104, 105, 106


async def asked(study: Study, of: Session, user_id: int, question: str = QUESTION) -> None:
    async with study.database.transaction() as tx:
        await sessions.change_seat(
            tx, guild_id=HERE, session_id=of.id, user_id=user_id, question_id=question, revision=1
        )


async def stamped(study: Study, of: Session, what: Any, value: int = 0, half: int = 1) -> None:
    async with study.database.transaction() as tx:
        await stamps.add(tx, of, what, study.clock(), half=half, value=value)


async def looked(study: Study, user_id: int, page: int = 0) -> list[int]:
    look = await study.services.history.look(HERE, user_id, page)
    return [past.session.id for past in look.rows]


async def test_who_has_no_session_looks_back_on_nothing(study: Study) -> None:
    look = await study.services.history.look(HERE, ANA)
    assert (look.rows, look.total, look.pages) == ([], 0, 1)


async def test_sessions_come_newest_first_and_in_pages(study: Study) -> None:
    made = [await held(study) for _ in range(PAGE + 2)]
    newest = [one.id for one in reversed(made)]
    assert await looked(study, ANA) == newest[:PAGE]
    assert await looked(study, BEN, 1) == await looked(study, BEN, 99) == newest[PAGE:]
    assert await looked(study, BEN, -1) == newest[:PAGE]
    look = await study.services.history.look(HERE, ANA, 1)
    assert (look.total, look.page, look.pages) == (PAGE + 2, 1, 2)
    assert await looked(study, CY) == []
    assert (await study.services.history.look(ELSEWHERE, ANA)).total == 0


async def test_what_is_still_to_come_or_never_was_a_session_is_left_out(study: Study) -> None:
    for state in ("asked", "declined", "proposing", "agreed"):
        await held(study, state=state, ended_at=None, begun_at=None)
    gone = [await held(study, state=state, begun_at=None) for state in ("released", "cancelled")]
    assert await looked(study, ANA) == [gone[1].id, gone[0].id]


async def test_a_session_is_recalled_with_its_question_its_hints_and_its_minutes(
    study: Study,
) -> None:
    of = await held(study, swap=True)
    await asked(study, of, ANA)
    await asked(study, of, BEN, "cd.graphs.rollout-waves")
    await stamped(study, of, "start")
    for n in (1, 2):
        await stamped(study, of, "hint", n)
    await stamped(study, of, "swap", half=2)
    await stamped(study, of, "hint", 1, half=2)
    recalled = await study.services.history.recall(HERE, of.id, BEN)
    first, second = recalled.past.halves
    assert (first.hints, second.hints) == (2, 1)
    assert first.question is not None and first.question.id == QUESTION
    assert second.interviewer is not None and second.interviewer.user_id == BEN
    assert [one.what for one in recalled.stamps.rows] == ["start", "hint", "hint", "swap", "hint"]
    assert recalled.kit.kind == of.kind
    (row,) = (await study.services.history.look(HERE, ANA)).rows
    assert [half.hints for half in row.halves] == [2, 1]
    with pytest.raises(NotYourSession):
        await study.services.history.recall(HERE, of.id, CY)


async def test_a_question_that_is_gone_and_a_partner_who_has_left_are_no_obstacle(
    study: Study,
) -> None:
    of = await held(study)
    await asked(study, of, ANA, "sd.no-longer-there")
    (past,) = (await study.services.history.look(HERE, BEN)).rows
    assert past.halves[0].question is None
    await study.services.me.delete(HERE, ANA)
    (past,) = (await study.services.history.look(HERE, BEN)).rows
    assert past.partners == []
    assert (past.halves[0].interviewer, past.alone) == (None, False)


async def test_each_session_says_how_far_its_cards_are(study: Study) -> None:
    of = await held(study)

    async def state(user_id: int) -> str:
        (past,) = (await study.services.history.look(HERE, user_id)).rows
        return past.cards

    assert await state(ANA) == await state(BEN) == "missing"
    await fill(study, of, BEN)
    assert (await state(ANA), await state(BEN)) == ("missing", "sealed")
    await fill(study, of, ANA)
    assert await state(ANA) == await state(BEN) == "open"
    await held(study, CY, DEE, state="cancelled")
    assert await state(CY) == "none"


async def test_a_drill_and_a_seat_that_another_took_are_told_apart(study: Study) -> None:
    alone = (Seat(user_id=CY, place=0, role="candidate", level="L5", question_id=QUESTION),)
    await held(study, origin="now", seats=alone)
    (past,) = (await study.services.history.look(HERE, CY)).rows
    assert (past.alone, past.cards) == (True, "none")
    assert past.halves[0].question is not None
    of = await held(study)
    gone = Seat(user_id=DEE, place=9, role="candidate", level="L5", absent_at=study.clock())
    await held(study, seats=(*of.seats, gone))
    (past,) = (await study.services.history.look(HERE, DEE)).rows
    assert (past.replaced, past.cards) == (True, "none")
    (past, _) = (await study.services.history.look(HERE, ANA)).rows
    assert past.partners == [BEN]


async def test_owners_learn_how_many_and_nothing_else(study: Study) -> None:
    assert await study.services.history.counts(HERE) == Tally(held=0, cards=0, missing=0)
    one = await held(study)
    two = await held(study, swap=True)
    await held(study, begun_at=None)
    await held(study, state="cancelled")
    alone = (Seat(user_id=CY, place=0, role="candidate", level="L5"),)
    await held(study, origin="now", seats=alone)
    third = await held(study, ANA, BEN, CY)
    await fill(study, one, ANA)
    await fill(study, two, ANA, half=1)
    # A card by who observed is welcome and was not missing.
    await fill(study, third, CY)
    counts = await study.services.history.counts(HERE)
    assert counts == Tally(held=3, cards=2, missing=6)
    assert await study.services.history.counts(ELSEWHERE) == Tally(held=0, cards=0, missing=0)
    study.clock.pass_by(weeks=4, minutes=1)
    assert await study.services.history.counts(HERE) == Tally(held=0, cards=0, missing=0)
    since = study.clock() - timedelta(weeks=6)
    assert (await study.services.history.counts(HERE, since)).held == 3


async def test_only_its_reader_says_whether_a_card_was_of_use(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    feedback = study.services.feedback
    (peer,) = await cards_of(study, of)
    for member in (ANA, BEN, CY):
        with pytest.raises(NoSuchCard):
            await feedback.rate(HERE, peer.id, member, specific=True, usable=True)
    await fill(study, of, BEN)
    own = next(card for card in await cards_of(study, of) if card.of_oneself)
    for member, card in ((ANA, peer), (CY, peer), (BEN, own), (ANA, own)):
        with pytest.raises(NoSuchCard):
            await feedback.rate(HERE, card.id, member, specific=True, usable=True)
    opened = await feedback.rate(HERE, peer.id, BEN, specific=True, usable=False)
    (page,) = opened.pages
    assert (page.peer.specific, page.peer.usable) == (True, False)
    opened = await feedback.rate(HERE, peer.id, BEN, specific=True, usable=True)
    assert opened.pages[0].peer.usable


async def test_a_line_is_added_to_ones_own_open_card_and_the_card_stays(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    feedback = study.services.feedback
    (peer,) = await cards_of(study, of)
    line = "The retries had no limit when we came to the queue."
    with pytest.raises(NoSuchCard):
        await feedback.say(HERE, peer.id, ANA, line)
    await fill(study, of, BEN)
    before = next(card for card in await cards_of(study, of) if card.id == peer.id)
    with pytest.raises(NoSuchCard) as refused:
        await feedback.say(HERE, peer.id, BEN, line)
    assert refused.value.quote == line
    for wrong in ("Too short", "x" * (LONGEST_LINE + 1), " \n " * 20):
        with pytest.raises(LineLength):
            await feedback.say(HERE, peer.id, ANA, wrong)
    opened = await feedback.say(HERE, peer.id, ANA, f"  {line}\n")
    assert opened.pages[0].peer == replace(before, addendum=line)
    (page,) = (await feedback.read(HERE, of.id, BEN)).pages
    assert page.peer.addendum == line


async def test_notes_of_who_observed_are_read_once_the_cards_are_open(study: Study) -> None:
    of = await held(study, ANA, BEN, CY)
    async with study.database.transaction() as tx:
        await sessions.change_seat(
            tx, guild_id=HERE, session_id=of.id, user_id=CY, note="Asked for the load at once."
        )
    await fill(study, of, ANA)
    assert (await study.services.feedback.read(HERE, of.id, BEN)).notes == []
    await fill(study, of, BEN)
    opened = await study.services.feedback.read(HERE, of.id, BEN)
    assert [seat.note for seat in opened.notes] == ["Asked for the load at once."]
    assert opened.count == 2


async def test_no_level_is_named_before_three_different_partners(study: Study) -> None:
    growth = await study.services.feedback.growth(HERE, BEN)
    assert (growth.cards, growth.standings, growth.work) == (0, [], None)
    await received(study, BEN, ANA)
    await received(study, BEN, CY, change="Say how often it retries, and who stops it. " * 2)
    growth = await study.services.feedback.growth(HERE, BEN)
    (standing,) = growth.standings
    assert (standing.raters, standing.yes, standing.means) == (2, None, {})
    assert growth.work is not None and "how often" in (growth.work.change or "")
    await received(study, BEN, DEE)
    growth = await study.services.feedback.growth(HERE, BEN)
    assert growth.standings[0].yes == 3
    assert growth.work is not None and growth.work.criterion is not None
    assert (await study.services.feedback.growth(ELSEWHERE, BEN)).cards == 0


async def test_cards_that_are_sealed_and_those_about_oneself_count_for_nothing(
    study: Study,
) -> None:
    await received(study, BEN, ANA, opened_at=None)
    of = await held(study, CY, BEN)
    await fill(study, of, BEN)
    assert (await study.services.feedback.growth(HERE, BEN)).cards == 0
    await fill(study, of, CY)
    assert (await study.services.feedback.growth(HERE, BEN)).cards == 1


async def test_how_ones_cards_were_received_is_told_from_three_readers_on(study: Study) -> None:
    for n, reader in enumerate((BEN, CY, DEE)):
        growth = await study.services.feedback.growth(HERE, ANA)
        assert (growth.useful, growth.rated) == (0, 0), f"after {n}"
        await received(study, reader, ANA, specific=True, usable=reader != DEE)
    await received(study, EVE, ANA)
    growth = await study.services.feedback.growth(HERE, ANA)
    assert (growth.useful, growth.rated) == (2, 3)


async def test_a_strict_partner_is_evened_out_from_five_cards_on(study: Study) -> None:
    strict = {"grades": dict.fromkeys(study.services.cards.forms("system-design").criteria, 1)}
    for reader in (BEN, CY, DEE, EVE):
        await received(study, reader, ANA, **strict)
    for rater in (FAY, 107, 108, 109):
        await received(study, 110, rater)
    async with study.database.reading() as tx:
        few = await scorecards.severity(tx, guild_id=HERE, raters=[ANA])
    assert few.adjusted(1, ANA) == 1
    await received(study, 111, ANA, **strict)
    async with study.database.reading() as tx:
        known = await scorecards.severity(tx, guild_id=HERE, raters=[ANA])
    assert known.raters[ANA].cards == 5
    assert known.adjusted(1, ANA) > 1
    assert known.adjusted(1, None) == 1


async def test_the_cards_of_another_server_are_not_read(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    await fill(study, of, BEN)
    (card, _) = await cards_of(study, of)
    for doing in (
        study.services.feedback.read(ELSEWHERE, of.id, BEN),
        study.services.history.recall(ELSEWHERE, of.id, BEN),
    ):
        with pytest.raises(NotYourSession):
            await doing
    for doing in (
        study.services.feedback.find(ELSEWHERE, card.id, BEN),
        study.services.feedback.find(HERE, ids.new(study.clock()), BEN),
        study.services.feedback.of_card(ELSEWHERE, card.id, BEN),
        study.services.feedback.find(HERE, card.id, CY),
    ):
        with pytest.raises(NoSuchCard):
            await doing
    with pytest.raises(NotYourSession):
        await study.services.feedback.of_card(HERE, card.id, CY)
