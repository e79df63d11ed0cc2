"""Cards open together and once, at the latest after two days; late ones as they come; each is told once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery
from bot.domain.me import Preferences
from bot.domain.mock.course import REVEAL
from bot.domain.mock.messages import REVEALED
from bot.domain.mock.session import Session
from bot.errors import CardOpen, NotYourSession
from bot.services.mock.revealing import reader, reveal
from bot.storage.mock import sessions
from tests.services.mock.carding import EVIDENCE, TEXTS, cards_of, fill, grade, held
from tests.services.study import ANA, BEN, CY, HERE, Study


async def told(study: Study) -> list[int]:
    """Whom messages about open cards are for, in order of their ids."""
    return sorted(reader(one.slot) for one in await messages(study))


async def messages(study: Study) -> list[Delivery]:
    return await study.outbox(REVEALED)


async def opened(study: Study, of: Session) -> list[tuple[int | None, int]]:
    """Who wrote about whom, of the cards that are open."""
    return [(one.rater_id, one.about_id) for one in await cards_of(study, of) if one.opened_at]


async def after_two_days(study: Study) -> None:
    study.clock.pass_by(hours=48)
    await study.services.sessions.tick(study.clock())


async def test_cards_open_with_the_last_one_and_both_are_told_once(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    assert await opened(study, of) == []
    assert await messages(study) == []
    await fill(study, of, BEN)
    assert await opened(study, of) == [(ANA, BEN), (BEN, BEN)]
    assert await told(study) == [ANA, BEN]
    await after_two_days(study)
    assert await told(study) == [ANA, BEN]
    found = await _found(study, of)
    assert (found.next_at, found.next_step) == (None, None)


async def test_with_a_swap_all_four_cards_are_waited_for(study: Study) -> None:
    of = await held(study, swap=True)
    for member, half in ((ANA, 1), (ANA, 2), (BEN, 2)):
        await fill(study, of, member, half=half)
        assert await opened(study, of) == []
    await fill(study, of, BEN, half=1)
    assert len(await opened(study, of)) == 4
    assert await told(study) == [ANA, BEN]


@pytest.mark.parametrize("turn", range(3))
async def test_of_two_who_send_the_last_cards_at_once_the_cards_open_once(
    study: Study, turn: int
) -> None:
    of = await held(study)
    await grade(study, of, ANA)
    write = study.services.cards.write(HERE, of.id, ANA, 1, texts=TEXTS)
    trays = await asyncio.gather(write, fill(study, of, BEN))
    assert len(await opened(study, of)) == 2
    assert await told(study) == [ANA, BEN]
    assert sum(tray.opened for tray in trays) >= 1
    assert len({one.opened_at for one in await cards_of(study, of)}) == 1


async def test_a_change_that_races_the_reveal_is_in_or_loses_whole(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    change = grade(study, of, ANA, 2, 2, 2, 2)
    results = await asyncio.gather(change, fill(study, of, BEN), return_exceptions=True)
    card = next(one for one in await cards_of(study, of) if one.rater_id == ANA)
    kept = list(card.grades.values())
    if isinstance(results[0], BaseException):
        assert isinstance(results[0], CardOpen)
        assert kept == [3, 2, 3, 2]
    else:
        assert kept == [2, 2, 2, 2]
    assert card.opened_at is not None
    assert await told(study) == [ANA, BEN]


async def test_after_two_days_what_is_in_opens_and_only_its_reader_is_told(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    study.clock.pass_by(hours=47, minutes=59)
    await study.services.sessions.tick(study.clock())
    assert await opened(study, of) == []
    study.clock.pass_by(minutes=1)
    await study.services.sessions.tick(study.clock())
    await study.services.sessions.tick(study.clock())
    assert await opened(study, of) == [(ANA, BEN)]
    assert await told(study) == [BEN]


async def test_a_page_that_was_not_followed_by_the_other_is_never_shown(study: Study) -> None:
    of = await held(study)
    await grade(study, of, ANA)
    await fill(study, of, BEN)
    await after_two_days(study)
    assert await opened(study, of) == [(BEN, BEN)]
    assert await told(study) == []
    read = await study.services.feedback.read(HERE, of.id, BEN)
    assert read.pages == []


async def test_a_late_card_opens_as_it_is_sent_and_its_reader_is_told(study: Study) -> None:
    of = await held(study)
    await fill(study, of, BEN)
    await after_two_days(study)
    # Before their own card is in, they read nothing of the other’s.
    assert (await study.services.feedback.read(HERE, of.id, ANA)).pages == []
    tray = await fill(study, of, ANA)
    assert tray.opened
    assert await told(study) == [BEN]
    (page,) = (await study.services.feedback.read(HERE, of.id, ANA)).pages
    assert page.own is not None
    with pytest.raises(CardOpen):
        await grade(study, of, ANA)


async def test_who_is_late_with_both_is_read_as_they_come(study: Study) -> None:
    of = await held(study, swap=True)
    await fill(study, of, ANA, half=1)
    await fill(study, of, ANA, half=2)
    await after_two_days(study)
    assert await told(study) == [BEN]
    await fill(study, of, BEN, half=2)
    assert await told(study) == [ANA, BEN]
    await fill(study, of, BEN, half=1)
    assert await told(study) == [ANA, ANA, BEN]


async def test_a_card_sent_after_the_hour_but_before_the_clock_came_round_opens_all(
    study: Study,
) -> None:
    of = await held(study)
    await fill(study, of, BEN)
    study.clock.pass_by(hours=49)
    await fill(study, of, ANA)
    assert len(await opened(study, of)) == 2
    await study.services.sessions.tick(study.clock())
    assert await told(study) == [BEN]


async def test_who_observed_may_be_in_before_or_after_the_others(study: Study) -> None:
    before = await held(study, ANA, BEN, CY)
    await fill(study, before, CY)
    await fill(study, before, ANA)
    assert await opened(study, before) == []
    await fill(study, before, BEN)
    assert len(await opened(study, before)) == 3
    assert await told(study) == [ANA, BEN, CY]
    after = await held(study, ANA, BEN, CY)
    await fill(study, after, ANA)
    await fill(study, after, BEN)
    await fill(study, after, CY)
    assert len(await opened(study, after)) == 3
    assert await told(study) == [ANA, ANA, BEN, BEN, BEN, CY]


async def test_a_reveal_that_is_done_again_does_nothing(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA, 1, 2, 3, 4, evidence=EVIDENCE)
    for _ in range(2):
        async with study.database.transaction() as tx:
            await reveal(tx, await _found(study, of), study.clock() + REVEAL)
    assert await told(study) == [BEN]


async def test_messages_wait_for_the_end_of_quiet_hours(study: Study) -> None:
    await study.services.me.change(HERE, BEN, zone="Europe/Berlin", quiet="10-18")
    of = await held(study)
    await fill(study, of, ANA)
    await fill(study, of, BEN)
    due = {reader(one.slot): one.due_at for one in await messages(study)}
    assert due[ANA] == study.clock()
    wishes = await study.services.me.preferences(HERE, BEN)
    assert wishes != Preferences()
    assert due[BEN] == study.clock() + timedelta(hours=6)


async def test_where_direct_messages_are_closed_the_thread_is_next(study: Study) -> None:
    of = await held(study, thread_id=77)
    await fill(study, of, ANA)
    await fill(study, of, BEN)
    stops = {one.target.stops for one in await messages(study)}
    assert stops == {(("dm", ANA), ("channel", 77)), (("dm", BEN), ("channel", 77))}


async def test_a_card_of_who_deleted_their_data_still_opens_without_their_name(
    study: Study,
) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    await study.services.me.delete(HERE, ANA)
    await fill(study, of, BEN)
    assert await opened(study, of) == [(None, BEN), (BEN, BEN)]
    (page,) = (await study.services.feedback.read(HERE, of.id, BEN)).pages
    assert page.peer.rater_id is None
    assert await told(study) == [BEN]
    with pytest.raises(NotYourSession):
        await study.services.feedback.read(HERE, of.id, ANA)


async def test_nothing_opens_twice_where_two_processes_are_at_it(study: Study) -> None:
    of = await held(study)
    await fill(study, of, ANA)
    study.clock.pass_by(hours=48)
    tick = study.services.sessions.tick
    await asyncio.gather(tick(study.clock()), tick(study.clock()))
    assert await opened(study, of) == [(ANA, BEN)]
    assert await told(study) == [BEN]


async def _found(study: Study, of: Session) -> Session:
    async with study.database.reading() as tx:
        found = await sessions.find(tx, guild_id=HERE, id=of.id)
    assert found is not None
    return found
