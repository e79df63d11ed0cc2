"""The event of an agreed session: wanted by owners, never more than enough, gone with its time."""

from datetime import time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.mock import messages
from bot.services.mock import events
from bot.services.mock.round_settings import Wanted
from bot.storage.mock import sessions
from tests.services.mock.pairs import now, pair, told
from tests.services.mock.test_agreed import agree
from tests.services.study import ANA, CHANNEL, HERE, MIA, Study

EVENT = 990


@pytest.fixture
async def with_events(study: Study) -> Study:
    wanted = Wanted(channel_id=CHANNEL, day=3, at=time(12), zone="UTC", events=True)
    await study.services.round_settings.choose(HERE, wanted, by=MIA)
    return study


async def test_there_is_none_unless_owners_want_it(study: Study) -> None:
    await agree(study, await pair(study))
    assert await told(study, messages.EVENT) == []


async def test_it_is_ordered_once_a_time_is_agreed_and_its_id_is_kept(with_events: Study) -> None:
    made = await agree(with_events, await pair(with_events))
    (order,) = await told(with_events, messages.EVENT)
    assert (order.ref, order.slot, order.expires_at) == (made.id, "1", made.starts_at)
    assert order.target.stops == ()
    await with_events.end(order, channel_id=None, message_id=EVENT)
    assert (await now(with_events, made)).event_id == EVENT


@pytest.mark.parametrize("end", ["move", "cancel"])
async def test_it_goes_when_the_session_is_moved_or_cancelled(with_events: Study, end: str) -> None:
    made = await agree(with_events, await pair(with_events))
    (order,) = await told(with_events, messages.EVENT)
    await with_events.end(order, channel_id=None, message_id=EVENT)
    await getattr(with_events.services.agreeing, end)(HERE, made.id, ANA, sequence=1)
    assert [one.slot for one in await told(with_events, messages.EVENT_OFF)] == [str(EVENT)]
    assert (await now(with_events, made)).event_id is None


async def test_one_that_is_not_made_yet_is_not_made_any_more(with_events: Study) -> None:
    made = await agree(with_events, await pair(with_events))
    await with_events.services.agreeing.cancel(HERE, made.id, ANA, sequence=1)
    assert await told(with_events, messages.EVENT) == []
    assert await told(with_events, messages.EVENT_OFF) == []


async def test_one_that_was_being_made_meanwhile_goes_again(with_events: Study) -> None:
    made = await agree(with_events, await pair(with_events))
    (order,) = await told(with_events, messages.EVENT)
    hold = await with_events.take(order)
    await with_events.services.agreeing.cancel(HERE, made.id, ANA, sequence=1)
    await hold.end(State.DONE, message_id=EVENT)
    assert [one.slot for one in await told(with_events, messages.EVENT_OFF)] == [str(EVENT)]
    assert (await now(with_events, made)).event_id is None


@pytest.mark.parametrize("why", ["permissions", "event-cap", "refused"])
async def test_that_it_is_refused_changes_nothing(with_events: Study, why: str) -> None:
    made = await agree(with_events, await pair(with_events))
    (order,) = await told(with_events, messages.EVENT)
    await with_events.end(order, State.FAILED, why)
    assert await now(with_events, made) == made


async def test_a_moved_session_gets_a_new_one(with_events: Study) -> None:
    made = await agree(with_events, await pair(with_events))
    found = (await with_events.services.agreeing.move(HERE, made.id, ANA, sequence=1)).session
    again = await agree(with_events, found, 1)
    (order,) = await told(with_events, messages.EVENT)
    assert (order.slot, order.expires_at) == ("3", again.starts_at)


async def test_no_more_than_fifty_are_open_at_once(
    with_events: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert events.MOST == 50
    monkeypatch.setattr(events, "MOST", 2)
    standing = await agree(with_events, await pair(with_events))
    (order,) = await told(with_events, messages.EVENT)
    await with_events.end(order, channel_id=None, message_id=EVENT)
    others = [await pair(with_events, joined=False, round_id=None) for _ in range(2)]
    for made in others:
        await agree(with_events, made)
    assert [one.ref for one in await told(with_events, messages.EVENT)] == [others[0].id]
    async with with_events.database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=standing.id, state="over")
    with_events.clock.pass_by(minutes=1)
    last = await agree(with_events, await pair(with_events, joined=False, round_id=None))
    assert last.id in [one.ref for one in await told(with_events, messages.EVENT)]


async def test_it_is_not_made_after_the_session_began(with_events: Study) -> None:
    made = await agree(with_events, await pair(with_events))
    with_events.clock.pass_by(days=2, minutes=1)
    await with_events.expire()
    assert await told(with_events, messages.EVENT) == []
    assert made.starts_at is not None
    assert made.starts_at - with_events.clock() < timedelta()
