"""The thread of a session: made, entered, pressed on; refused or lost, everything goes directly."""

import pytest

from bot.domain.delivery import State
from bot.domain.mock import messages
from bot.domain.mock.session import Session
from bot.services.mock import telling, threads
from tests.services.mock.pairs import THREAD, in_thread, now, pair, told, waiting, whom
from tests.services.study import ANA, BEN, CHANNEL, CY, HERE, Study


async def opened(study: Study, made: Session, channel: int | None = CHANNEL) -> None:
    async with study.database.transaction() as tx:
        await threads.open(tx, made, channel, study.clock())


async def refused(study: Study, kind: str, why: str, member: int | None = None) -> None:
    """The delivery of a kind, to this member where there are several, is refused."""
    (delivery,) = [one for one in await told(study, kind) if member in (None, one.target.user_id)]
    await study.end(delivery, State.FAILED, why)


async def test_the_thread_comes_first_then_its_members_then_the_times_in_it(study: Study) -> None:
    made = await pair(study)
    await opened(study, made)
    await opened(study, made)
    (order,) = await study.outbox(None)
    assert (order.kind, order.target.channel_id) == (messages.THREAD, CHANNEL)
    await study.end(order, message_id=None, thread_id=THREAD)
    found = await now(study, made)
    assert (found.channel_id, found.thread_id, found.message_id) == (CHANNEL, THREAD, None)
    assert await whom(study, messages.ENTRY) == [ANA, BEN]
    (pick,) = await told(study, messages.PICK)
    assert (pick.target.user_id, pick.target.channel_id) == (None, THREAD)
    await study.end(pick, channel_id=THREAD, message_id=77)
    assert (await now(study, made)).message_id == 77


@pytest.mark.parametrize(
    ("state", "why"),
    [
        *((State.FAILED, why) for why in ("permissions", "thread-cap", "channel", "refused")),
        (State.UNKNOWN, None),
        (State.REMOVED, None),
    ],
)
async def test_without_a_thread_each_gets_the_times_directly(
    study: Study, state: State, why: str | None
) -> None:
    made = await pair(study, ANA, BEN, CY)
    await opened(study, made)
    (order,) = await told(study, messages.THREAD)
    await study.end(order, state, why)
    assert await whom(study, messages.PICK) == [ANA, BEN, CY]
    assert (await now(study, made)).thread_id is None
    first, *_ = await told(study, messages.PICK)
    await study.end(first, message_id=78)
    assert (await now(study, made)).message_id is None


async def test_a_server_without_a_channel_for_it_has_no_thread(study: Study) -> None:
    await opened(study, await pair(study), None)
    assert await whom(study, messages.PICK) == [ANA, BEN]


async def test_a_thread_for_a_session_that_is_over_by_then_tells_nobody(study: Study) -> None:
    made = await pair(study)
    await opened(study, made)
    await study.services.agreeing.cannot(HERE, made.id, ANA)
    (order,) = await told(study, messages.THREAD)
    await study.end(order, message_id=None, thread_id=THREAD)
    assert await told(study, messages.ENTRY) == await told(study, messages.PICK) == []


async def test_a_member_who_is_gone_ends_the_session_and_the_partner_waits(study: Study) -> None:
    made = await pair(study)
    await opened(study, made)
    (order,) = await told(study, messages.THREAD)
    await study.end(order, message_id=None, thread_id=THREAD)
    await refused(study, messages.ENTRY, "closed", BEN)
    assert (await now(study, made)).state == "cancelled"
    assert await waiting(study) == [ANA]
    (word,) = await told(study, messages.CANCELLED)
    assert (word.target.user_id, word.slot) == (ANA, f"gone:{ANA}")
    assert await told(study, messages.PICK) == []


async def test_an_observer_who_is_gone_leaves_the_two_to_go_on(study: Study) -> None:
    made = await pair(study, ANA, BEN, CY)
    await opened(study, made)
    (order,) = await told(study, messages.THREAD)
    await study.end(order, message_id=None, thread_id=THREAD)
    for member in (ANA, BEN):
        await study.services.agreeing.accept(HERE, made.id, member, set_number=1, n=1)
    assert (await now(study, made)).state == "proposing"
    await refused(study, messages.ENTRY, "closed", CY)
    found = await now(study, made)
    assert (found.state, found.members) == ("agreed", (ANA, BEN))


async def test_who_cannot_be_put_in_makes_everything_go_directly(study: Study) -> None:
    made = await pair(study)
    await opened(study, made)
    (order,) = await told(study, messages.THREAD)
    await study.end(order, message_id=None, thread_id=THREAD)
    await refused(study, messages.ENTRY, "permissions", BEN)
    assert (await now(study, made)).thread_id is None
    assert await whom(study, messages.PICK) == [ANA, BEN, None]


async def test_a_thread_that_was_deleted_gives_way_to_direct_messages(study: Study) -> None:
    made = await in_thread(study, await pair(study))
    async with study.database.transaction() as tx:
        await telling.tell(tx, made, messages.RELEASED, "once", study.clock())
    await refused(study, messages.RELEASED, "channel")
    assert (await now(study, made)).thread_id is None
    assert await whom(study, messages.RELEASED) == [ANA, BEN]


async def test_a_member_who_cannot_be_written_to_changes_nothing(study: Study) -> None:
    made = await pair(study)
    await opened(study, made, None)
    await refused(study, messages.PICK, "closed", ANA)
    assert await now(study, made) == made


async def test_each_session_has_a_tag_of_its_own(study: Study) -> None:
    first = await pair(study)
    second = await pair(study, joined=False, round_id=None)
    tags = [threads.tag(one) for one in (first, first, second)]
    assert tags[0] == tags[1] != tags[2]
    assert [len(tag) for tag in tags] == [8] * 3
    assert all(tag.isalnum() and tag.islower() for tag in tags)
