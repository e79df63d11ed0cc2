"""Cards are filled in two steps, stay sealed, can be changed until they open, and then no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.mock.card import Nudge, deadline
from bot.domain.mock.course import REVEAL
from bot.domain.mock.session import Seat, Session
from bot.errors import (
    CardLength,
    CardOpen,
    CardsLater,
    EvidenceMissing,
    GradesMissing,
    NoCards,
    NoSuchCard,
    NotYourSession,
)
from bot.services.mock.cards import Tray, code_of
from bot.storage.mock import sessions
from bot.storage.tables.mock import MOCK_MEMBER
from tests.domain.pools import shipped
from tests.services.mock.carding import (
    CHANGE,
    EVIDENCE,
    KEEP,
    TEXTS,
    cards_of,
    fill,
    grade,
    grades,
    held,
)
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CY, HERE, START, Study


def wanted(tray: Tray) -> list[tuple[int, int]]:
    """The half and the subject of each card."""
    return [(slip.ask.half, slip.ask.about.user_id) for slip in tray.slips]


async def look(study: Study, of: Session, user_id: int) -> Tray:
    return await study.services.cards.look(HERE, of.id, user_id)


def test_shipped_cards_open_when_the_course_of_a_session_opens_them() -> None:
    for scorecard in shipped().scorecards.values():
        assert deadline(scorecard, START) == START + REVEAL


async def test_one_grades_the_other_and_the_other_themselves(study: Study) -> None:
    of = await held(study, ANA, BEN, CY)
    assert wanted(await look(study, of, ANA)) == [(1, BEN)]
    assert wanted(await look(study, of, BEN)) == [(1, BEN)]
    # Who observed may add a card about the candidate, and nobody waits for it.
    assert wanted(await look(study, of, CY)) == [(1, BEN)]
    assert (await look(study, of, CY)).present == {ANA: False, BEN: False}


async def test_with_a_swap_each_grades_the_partner_first_and_then_themselves(study: Study) -> None:
    of = await held(study, swap=True)
    assert wanted(await look(study, of, ANA)) == [(1, BEN), (2, ANA)]
    assert wanted(await look(study, of, BEN)) == [(2, ANA), (1, BEN)]


async def test_grades_are_kept_at_once_and_texts_seal_the_card(study: Study) -> None:
    of = await held(study)
    graded = await grade(study, of, ANA, 3, 2, 2, 3)
    assert graded.slip.card is not None
    assert not graded.slip.whole
    again = await look(study, of, ANA)
    assert again.following == graded.slip
    assert again.present == {ANA: False, BEN: False}
    tray = await study.services.cards.write(HERE, of.id, ANA, 1, texts=TEXTS)
    assert tray.following is None
    assert tray.present == {ANA: True, BEN: False}
    (card,) = await cards_of(study, of)
    assert (card.keep, card.change, card.recommendation) == (KEEP, CHANGE, 3)
    assert list(card.grades.values()) == [3, 2, 2, 3]
    assert (card.level, card.kind) == ("L6", "system-design")


async def test_a_card_about_oneself_is_sealed_by_its_grades(study: Study) -> None:
    of = await held(study)
    tray = await fill(study, of, BEN)
    assert tray.present == {ANA: False, BEN: True}
    with pytest.raises(NoSuchCard):
        await study.services.cards.write(HERE, of.id, BEN, 1, texts=TEXTS)


async def test_what_one_says_is_nowhere_in_what_the_other_sees_before_it_opens(
    study: Study,
) -> None:
    of = await held(study)
    empty = await look(study, of, BEN)
    for numbers in ((1, 1, 1, 1), (4, 4, 4, 4)):
        await grade(study, of, ANA, *numbers)
        assert await look(study, of, BEN) == empty
    await fill(study, of, ANA, 1, 1, 1, 1, evidence=EVIDENCE)
    sealed = await look(study, of, BEN)
    assert sealed == replace(empty, present={ANA: True, BEN: False})
    opened = await study.services.feedback.read(HERE, of.id, BEN)
    assert (opened.pages, opened.standing) == ([], None)
    await fill(study, of, ANA, 4, 4, 4, 4, evidence=EVIDENCE)
    assert await look(study, of, BEN) == sealed


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        ({"keep": "Too short."}, CardLength),
        ({"change": "x" * 801}, CardLength),
        ({"evidence": "y" * 801}, EvidenceMissing),
    ],
)
async def test_a_text_that_does_not_fit_is_given_back_and_the_grades_stay(
    study: Study, texts: dict[str, str], error: type[Exception]
) -> None:
    of = await held(study)
    await grade(study, of, ANA, *((1, 2, 3, 4) if error is EvidenceMissing else ()))
    typed = {**TEXTS, **texts} if error is CardLength else TEXTS
    with pytest.raises(error) as refused:
        await study.services.cards.write(HERE, of.id, ANA, 1, texts=typed)
    assert all(text in (refused.value.quote or "") for text in typed.values())  # type: ignore[attr-defined]
    (card,) = await cards_of(study, of)
    assert card.sent_at is None
    assert (await look(study, of, ANA)).following is not None


async def test_grades_that_are_missing_or_strange_are_refused(study: Study) -> None:
    of = await held(study)
    whole = grades(study, of)
    first = next(iter(whole))
    cards = study.services.cards
    for wrong in ({}, {**whole, first: 5}, {**whole, first: 0}, {**whole, "charm": 3}):
        with pytest.raises(GradesMissing):
            await cards.grade(HERE, of.id, ANA, 1, grades=wrong, recommendation=3)
    for said in (None, 0, 5):
        with pytest.raises(GradesMissing):
            await cards.grade(HERE, of.id, ANA, 1, grades=whole, recommendation=said)
    with pytest.raises(GradesMissing):
        await cards.write(HERE, of.id, ANA, 1, texts=TEXTS)
    assert await cards_of(study, of) == []


async def test_a_sealed_card_is_changed_until_it_opens(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    (first,) = await cards_of(study, of)
    study.clock.pass_by(hours=1)
    await grade(study, of, ANA, 2, 2, 2, 3, says=1)
    other = f"{CHANGE} And why."
    await study.services.cards.write(HERE, of.id, ANA, 1, texts={**TEXTS, "change": other})
    (card,) = await cards_of(study, of)
    assert (list(card.grades.values()), card.recommendation, card.change) == (
        [2, 2, 2, 3],
        1,
        other,
    )
    assert (card.id, card.sent_at) == (first.id, first.sent_at)


async def test_a_sealed_card_stays_whole_while_a_new_grade_waits_for_its_moment(
    study: Study,
) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    before = await cards_of(study, of)
    graded = await grade(study, of, ANA, 1, 2, 3, 2, says=2)
    assert graded.pending is not None
    assert await cards_of(study, of) == before
    assert (await look(study, of, BEN)).present[ANA]
    cards = study.services.cards
    code = code_of(graded.tray.forms, graded.pending)
    with pytest.raises(EvidenceMissing):
        await cards.write(HERE, of.id, ANA, 1, texts=TEXTS, code=code)
    assert await cards_of(study, of) == before
    told = {**TEXTS, "evidence": EVIDENCE}
    await cards.write(HERE, of.id, ANA, 1, texts=told, code=code)
    (card,) = await cards_of(study, of)
    assert (next(iter(card.grades.values())), card.recommendation) == (1, 2)
    assert card.evidence == EVIDENCE
    for wrong in (7, 55555, 11119, 999999):
        with pytest.raises(GradesMissing):
            await cards.write(HERE, of.id, ANA, 1, texts=told, code=wrong)
    # Without a 1 or a 4 the moment goes.
    await grade(study, of, ANA)
    assert [one.evidence for one in await cards_of(study, of)] == [""]


async def test_a_card_that_is_open_is_changed_no_more_and_what_was_typed_comes_back(
    study: Study,
) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    await fill(study, of, BEN)
    opened = await cards_of(study, of)
    with pytest.raises(CardOpen):
        await grade(study, of, ANA, 1, 1, 1, 1)
    with pytest.raises(CardOpen) as refused:
        await study.services.cards.write(HERE, of.id, ANA, 1, texts=TEXTS)
    assert KEEP in (refused.value.quote or "")
    with pytest.raises(CardOpen):
        await grade(study, of, BEN)
    assert await cards_of(study, of) == opened


async def test_remarks_come_once_and_stop_nobody(study: Study) -> None:
    earlier = await held(study)
    await fill(study, earlier, ANA)
    of = await held(study, ANA, CY)
    study.clock.pass_by(hours=25)
    tray = await fill(study, of, ANA, 2, 2, 2, 2, keep="You are a nice person. " * 3)
    assert set(tray.nudges) == {Nudge.SAME_GRADES, Nudge.SAME_TEXT, Nudge.LATE, Nudge.PERSON}
    again = await study.services.cards.write(HERE, of.id, ANA, 1, texts=TEXTS)
    assert again.nudges == ()
    assert (await look(study, of, ANA)).nudges == ()


async def test_cards_are_for_those_who_sat_in_a_session_that_is_over(study: Study) -> None:
    of = await held(study)
    for doing in (
        look(study, of, CY),
        grade(study, of, CY),
        study.services.cards.write(HERE, of.id, CY, 1, texts=TEXTS),
        study.services.cards.look(HERE, of.id + 1, ANA),
        study.services.cards.look(HERE + 1, of.id, ANA),
    ):
        with pytest.raises(NotYourSession):
            await doing
    with pytest.raises(NoSuchCard):
        await grade(study, of, ANA, half=2)
    agreed = await held(study, state="agreed", ended_at=None)
    with pytest.raises(CardsLater):
        await look(study, agreed, ANA)
    for state in ("cancelled", "released", "proposing"):
        gone = await held(study, state=state)
        with pytest.raises(NoCards):
            await look(study, gone, ANA)


async def test_whose_seat_another_took_has_no_card(study: Study) -> None:
    seats = tuple(
        Seat(user_id=user, place=place, role=role, level="L5")
        for user, place, role in ((CY, 0, "interviewer"), (BEN, 1, "candidate"), (ANA, 9, "interviewer"))
    )  # fmt: skip
    of = await held(study, seats=seats)
    with pytest.raises(NoCards):
        await look(study, of, ANA)
    assert (await look(study, of, BEN)).present == {CY: False, BEN: False}


async def test_a_card_says_that_a_session_was_held_though_nobody_pressed_start(
    study: Study,
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    of = await held(study, begun_at=None)
    await grade(study, of, ANA)
    assert (await _stored(study, of)).begun_at is None
    await fill(study, of, ANA)
    assert (await _stored(study, of)).begun_at == of.starts_at
    await fill(study, of, BEN)
    balance = {row["user_id"]: row["balance"] for row in await study.rows(MOCK_MEMBER)}
    assert balance == {ANA: 1, BEN: -1}


async def test_who_waited_in_vain_grades_themselves_and_that_makes_no_meeting(
    study: Study,
) -> None:
    of = await held(study, begun_at=None)
    async with study.database.transaction() as tx:
        await sessions.change_seat(
            tx, guild_id=HERE, session_id=of.id, user_id=ANA, absent_at=study.clock()
        )
    tray = await fill(study, of, BEN)
    assert (await _stored(study, of)).begun_at is None
    # Nobody waits for who was not there.
    assert tray.opened


async def test_without_whom_a_card_would_be_about_there_is_nothing_to_fill(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    await study.services.me.delete(HERE, BEN)
    assert await cards_of(study, of) == []
    with pytest.raises(NoCards):
        await look(study, of, ANA)


async def test_what_is_remarked_compares_with_the_last_card_of_another_session_only(
    study: Study,
) -> None:
    of = await held(study, swap=True)
    tray = await fill(study, of, ANA)
    assert tray.nudges == []
    later = await held(study, ANA, CY)
    study.clock.pass_by(minutes=1)
    assert (await fill(study, later, ANA)).nudges == [Nudge.SAME_TEXT]


async def _stored(study: Study, of: Session) -> Session:
    async with study.database.reading() as tx:
        found = await sessions.find(tx, guild_id=HERE, id=of.id)
    assert found is not None
    return found


async def test_a_late_card_is_late_by_the_clock_of_its_session(study: Study) -> None:
    of = await held(study)
    assert (await look(study, of, ANA)).opens_at == (of.ended_at or study.clock()) + timedelta(
        hours=48
    )
