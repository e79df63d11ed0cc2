"""Scheduled events: made once, changed, removed, refused with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.parcel import ScheduledEvent
from bot.domain.delivery import State
from tests.delivery import parcels, verdict
from tests.delivery.office import HASTY, START, TIMINGS, Office
from tests.delivery.trouble import WAYS, spoil
from tests.loopback import Event

EVENTS = "/guilds/*/scheduled-events"
CREATE = ("POST", EVENTS)
CHANGE = ("PATCH", EVENTS + "/*")
REMOVE = ("DELETE", EVENTS + "/*")
LONG = 200.0  # seconds
AFTER = pytest.mark.parametrize("after", [False, True], ids=["lost", "reply lost"])


@pytest.fixture(autouse=True)
def _allowed(office: Office) -> None:
    office.world.grant(office.world.guild, "create_events")


@pytest.fixture
def event(office: Office) -> Event:
    """One that the bot made."""
    return office.world.add_event(office.world.guild)


async def lose(office: Office, *, after: bool) -> int:
    """Ask for an event, and never hear of it; `after` it was made all the same."""
    office.world.drop(*CREATE, after=after)
    id = await office.order("event")
    await office.hire().tick(office.clock())
    assert len(verdict.events(office.world, id)) == int(after)
    return id


def sample(**changes: str) -> ScheduledEvent:
    start = START + timedelta(days=1)
    whole = ScheduledEvent(
        name="Mock interview",
        description="Ana and Ben practise.",
        tag="#1234",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        location="Anywhere",
    )
    return replace(whole, **changes)


async def test_an_event_is_made_once_and_done(office: Office) -> None:
    id = await office.order("event")
    sender = office.hire()
    await sender.tick(office.clock())
    await sender.tick(office.clock())
    (made,) = verdict.events(office.world, id)
    assert (made.name, made.location) == ("Mock interview", "Wherever they like")
    assert made.description == f"Ana and Ben practise.\n\n#{id}"
    starts_at = START + timedelta(days=1)
    assert (made.starts_at, made.ends_at) == (
        starts_at.timestamp(),
        (starts_at + timedelta(hours=1)).timestamp(),
    )
    found = await office.find(id)
    assert (found.state, found.message_id, found.channel_id, found.thread_id) == (
        State.DONE,
        made.id,
        None,
        None,
    )
    assert office.ends == [(id, State.DONE, None)]


def test_a_description_is_cut_and_its_tag_never() -> None:
    assert sample().full_description == "Ana and Ben practise.\n\n#1234"
    description = sample(description="d" * 2000).full_description
    assert len(description) == 1000
    assert description.endswith("d…\n\n#1234")


async def test_a_name_and_a_place_that_are_too_long_are_cut(office: Office) -> None:
    long = sample(name="n" * 200, location="l" * 200)
    office.renderers.register("event", parcels.rendering(lambda _: long))
    await office.order("event")
    await office.hire().tick(office.clock())
    (made,) = office.world.guild.events.values()
    assert (made.name, made.location) == ("n" * 99 + "…", "l" * 99 + "…")


async def test_an_event_is_changed(office: Office, event: Event) -> None:
    id = await office.order("change", slot=str(event.id))
    await office.hire().tick(office.clock())
    assert event.name == "Mock interview, moved"
    assert event.starts_at == (START + timedelta(days=3)).timestamp()
    found = await office.find(id)
    assert (found.state, found.message_id) == (State.DONE, event.id)
    assert office.ends == [(id, State.DONE, None)]


async def test_an_event_is_removed(office: Office, event: Event) -> None:
    id = await office.order("removal", slot=str(event.id))
    await office.hire().tick(office.clock())
    assert office.world.guild.events == {}
    assert (await office.find(id)).message_id == event.id
    assert office.ends == [(id, State.DONE, None)]


@pytest.mark.parametrize("how", ["removed", "over"])
async def test_an_event_that_is_gone_is_as_good_as_removed(
    office: Office, event: Event, how: str
) -> None:
    if how == "removed":
        office.world.remove_event(event)
    else:
        office.world.fail(*REMOVE, status=400, code=180000)
    id = await office.order("removal", slot=str(event.id))
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.DONE, None)]


async def test_an_event_that_somebody_removed_cannot_be_changed(
    office: Office, event: Event
) -> None:
    office.world.remove_event(event)
    id = await office.order("change", slot=str(event.id))
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.REMOVED, None)]


async def test_an_event_that_is_over_cannot_be_changed(office: Office, event: Event) -> None:
    office.clock.pass_by(7200)
    id = await office.order("change", slot=str(event.id))
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "event-over")]


@AFTER
@pytest.mark.parametrize("way", WAYS)
async def test_an_event_is_made_once_whatever_became_of_the_first_request(
    office: Office, way: str, after: bool
) -> None:
    spoil(office.world, CREATE, way, after=after)
    id = await office.order("event")
    # Left its time, discord.py would repeat a request after a server error by itself.
    timings = HASTY if way in ("429", "hang") else TIMINGS
    await office.hire(timings=timings).tick(office.clock())
    assert len(office.world.requests.of(*CREATE)) == 1
    assert (await office.find(id)).state is State.SENDING
    found = await office.retry(id, office.hire(), after=60)
    (made,) = verdict.events(office.world, id)
    assert (found.state, found.message_id) == (State.DONE, made.id)


@AFTER
@pytest.mark.parametrize("way", WAYS)
async def test_a_change_holds_whatever_became_of_the_first_request(
    office: Office, event: Event, way: str, after: bool
) -> None:
    spoil(office.world, CHANGE, way, after=after)
    id = await office.order("change", slot=str(event.id))
    await office.hire(timings=HASTY).tick(office.clock())
    assert (await office.retry(id, office.hire())).state is State.DONE
    assert event.name == "Mock interview, moved"


@AFTER
@pytest.mark.parametrize("way", WAYS)
async def test_a_removal_holds_whatever_became_of_the_first_request(
    office: Office, event: Event, way: str, after: bool
) -> None:
    spoil(office.world, REMOVE, way, after=after)
    id = await office.order("removal", slot=str(event.id))
    await office.hire(timings=HASTY).tick(office.clock())
    assert (await office.retry(id, office.hire())).state is State.DONE
    assert office.world.guild.events == {}


async def test_a_server_that_has_all_the_events_it_may(office: Office, event: Event) -> None:
    office.world.guild.event_cap = 1
    id = await office.order("event")
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "event-cap")]


@pytest.mark.parametrize("shape", ["event", "change", "removal"])
async def test_a_permission_is_missing(office: Office, event: Event, shape: str) -> None:
    office.world.revoke(office.world.guild, "create_events")
    id = await office.order("event", kind=shape, slot=str(event.id))
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "permissions")]
    assert list(office.world.guild.events.values()) == [event]


async def test_an_event_in_the_past_is_refused(office: Office) -> None:
    id = await office.order("event", due_at=START - timedelta(days=2))
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "refused")]


@pytest.mark.parametrize("shape", ["event", "change", "removal"])
async def test_the_server_itself_is_gone(office: Office, event: Event, shape: str) -> None:
    id = await office.order("event", kind=shape, slot=str(event.id))
    office.world.remove_guild(office.world.guild)
    await office.hire().tick(office.clock())
    assert office.ends == [(id, State.FAILED, "channel")]


async def test_an_event_is_found_in_the_list(office: Office) -> None:
    id = await lose(office, after=True)
    (made,) = verdict.events(office.world, id)
    made.description = f"Somebody wrote here. {parcels.tag(id)} And behind it."
    found = await office.retry(id, office.hire(), after=LONG)
    assert (found.state, found.message_id) == (State.DONE, made.id)
    assert len(office.world.requests.of(*CREATE)) == 1


async def test_events_that_cannot_be_it_are_passed_over(office: Office) -> None:
    world = office.world
    ana = world.add_member(world.guild, "Ana")
    before = world.add_event(world.guild)
    office.clock.pass_by(LONG)
    id = await lose(office, after=False)
    others = [before, world.add_event(world.guild, by=ana), world.add_event(world.guild)]
    for each, tag in zip(others, ("", "", "1"), strict=True):
        each.description = f"Ana and Ben practise.\n\n{parcels.tag(id)}{tag}"
    nameless = world.add_event(world.guild)
    found = await office.retry(id, office.hire(), after=LONG)
    assert found.state is State.DONE
    assert found.message_id not in {each.id for each in (*others, nameless)}
    assert len(world.requests.of(*CREATE)) == 2


async def test_nobody_looks_for_an_event_that_may_still_be_on_its_way(office: Office) -> None:
    id = await lose(office, after=True)
    sender = office.hire()
    found = await office.retry(id, sender)
    assert found.first_sent_at is not None
    assert found.lease_until == found.first_sent_at + TIMINGS.send
    assert office.world.requests.of("GET", EVENTS) == []
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(verdict.events(office.world, id)) == 1


async def test_a_look_that_fails_is_made_again(office: Office) -> None:
    id = await lose(office, after=True)
    office.world.fail("GET", EVENTS, status=503)
    sender = office.hire()
    assert (await office.retry(id, sender, after=LONG)).state is State.SENDING
    assert (await office.retry(id, sender)).state is State.DONE
    assert len(verdict.events(office.world, id)) == 1


async def test_where_the_list_may_not_be_read_nothing_is_made_again(office: Office) -> None:
    id = await lose(office, after=True)
    office.world.fail("GET", EVENTS, status=403, code=50001)
    await office.retry(id, office.hire(), after=LONG)
    assert office.ends == [(id, State.UNKNOWN, None)]


async def test_an_event_that_may_be_over_by_now_is_not_made_again(office: Office) -> None:
    id = await lose(office, after=True)
    await office.retry(id, office.hire(), after=timedelta(days=2).total_seconds())
    assert office.ends == [(id, State.UNKNOWN, None)]
    assert len(verdict.events(office.world, id)) == 1
