"""Private threads of which nobody knows whether they were made: look first, rather none than two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.storage import deliveries
from tests.delivery import parcels, verdict
from tests.delivery.office import START, TIMINGS, Office
from tests.loopback import Kind

OPEN = ("POST", "/channels/*/threads")
ACTIVE = ("GET", "/guilds/*/threads/active")
LONG = 200.0  # seconds


async def lose(office: Office, *, after: bool) -> int:
    """Ask for a private thread, and never hear of it; `after` it was made all the same."""
    office.world.drop(*OPEN, after=after)
    id = await office.order("private", channel=office.world.channel)
    await office.hire().tick(office.clock())
    assert len(verdict.threads(office.world, id)) == int(after)
    return id


async def test_a_private_thread_is_known_by_its_tag_and_what_cannot_be_it_is_left(
    office: Office,
) -> None:
    world, state = office.world, office.world.state
    ana = world.add_member(world.guild, "Ana").user
    elsewhere = world.add_channel(world.guild, "elsewhere")
    tagged = f"Ana and Ben · {parcels.tag(1)}"
    before = world.add_private_thread(world.channel, "Before")
    office.clock.pass_by(LONG)
    id = await lose(office, after=False)
    before.name = tagged
    theirs = state.open_thread(world.channel, ana, {"name": tagged, "type": Kind.PRIVATE_THREAD})
    theirs.member_ids.add(state.bot.id)
    others = [
        theirs,
        world.add_private_thread(elsewhere, tagged),
        world.add_private_thread(world.channel, tagged + "1"),
        world.add_private_thread(world.channel, parcels.tag(1) + " Ana and Ben"),
        state.open_thread(world.channel, state.bot, {"name": tagged}),
    ]
    found = await office.retry(id, office.hire(), after=LONG)
    assert found.state is State.DONE
    assert found.thread_id not in {each.id for each in (before, *others)}
    assert len(office.world.requests.of(*OPEN)) == 2


@pytest.mark.parametrize("permission", [None, "read_message_history"])
async def test_a_private_thread_is_found_among_the_active_ones(
    office: Office, permission: str | None
) -> None:
    id = await lose(office, after=True)
    (made,) = verdict.threads(office.world, id)
    made.name = f"Ana, Ben and a longer name · {parcels.tag(id)}"
    if permission:
        office.world.forbid(office.world.channel, permission)
    found = await office.retry(id, office.hire(), after=LONG)
    assert (found.state, found.channel_id, found.thread_id) == (
        State.DONE,
        office.world.channel.id,
        made.id,
    )
    assert len(office.world.requests.of(*OPEN)) == 1


async def test_nobody_looks_for_a_private_thread_that_may_still_be_on_its_way(
    office: Office,
) -> None:
    id = await lose(office, after=True)
    sender = office.hire()
    found = await office.retry(id, sender)
    assert found.first_sent_at is not None
    assert found.lease_until == found.first_sent_at + TIMINGS.send
    assert office.world.requests.of(*ACTIVE) == []
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(verdict.threads(office.world, id)) == 1


@pytest.mark.parametrize("path", ["/guilds/*", "/guilds/*/threads/active"])
async def test_a_look_that_fails_is_made_again(office: Office, path: str) -> None:
    id = await lose(office, after=True)
    office.world.fail("GET", path, status=503)
    sender = office.hire()
    assert (await office.retry(id, sender, after=LONG)).state is State.SENDING
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(verdict.threads(office.world, id)) == 1


async def test_too_late_to_make_it_is_looked_for_all_the_same(office: Office) -> None:
    office.world.drop(*OPEN, after=True)
    kept = await office.order("private", channel=office.world.channel, expires_in=30)
    sender = office.hire()
    await sender.tick(office.clock())
    office.world.drop(*OPEN)
    lost = await office.order("private", channel=office.world.channel, expires_in=30)
    await sender.tick(office.clock())
    office.clock.pass_by(LONG)
    await sender.tick(office.clock())
    assert (await office.find(kept)).state is State.DONE
    assert (await office.find(lost)).state is State.SKIPPED
    assert len(office.world.requests.of(*OPEN)) == 2


async def test_where_the_channel_cannot_be_seen_nothing_is_made_again(office: Office) -> None:
    id = await lose(office, after=True)
    office.world.forbid(office.world.channel, "view_channel")
    await office.retry(id, office.hire(), after=LONG)
    assert office.ends == [(id, State.UNKNOWN, None)]
    assert len(verdict.threads(office.world, id)) == 1


async def test_a_private_thread_that_may_be_archived_by_now_is_not_made_again(
    office: Office,
) -> None:
    office.renderers.register(
        "private",
        parcels.rendering(lambda delivery: replace(parcels.private(delivery), archive_minutes=60)),
    )
    id = await lose(office, after=True)
    verdict.threads(office.world, id)[0].archived = True
    await office.retry(id, office.hire(), after=timedelta(hours=1).total_seconds())
    assert office.ends == [(id, State.UNKNOWN, None)]


async def test_a_clock_set_back_makes_no_second_thread(office: Office) -> None:
    office.clock.pass_by(86_400)
    office.world.drop(*OPEN, after=True)
    id = await office.order("private", channel=office.world.channel, due_at=START)
    await office.hire().tick(office.clock())
    office.clock.pass_by(-3600)
    async with office.database.transaction() as tx:
        await deliveries.void_leases(tx, now=office.clock())
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.UNKNOWN, None)]
    assert len(verdict.threads(office.world, id)) == 1


async def test_a_thread_that_is_not_there_is_made_and_may_be_on_its_way_again(
    office: Office,
) -> None:
    id = await lose(office, after=False)
    office.world.drop(*OPEN, after=True)
    sender = office.hire()
    found = await office.retry(id, sender, after=LONG)
    assert (found.state, found.first_sent_at) == (State.SENDING, office.clock())
    looks = len(office.world.requests.of(*ACTIVE))
    assert (await office.retry(id, sender)).state is State.SENDING
    assert len(office.world.requests.of(*ACTIVE)) == looks
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(verdict.threads(office.world, id)) == 1
