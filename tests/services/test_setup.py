"""The guided setup: step by step, by two owners, and what it created."""

import asyncio
from datetime import time

import pytest

from bot.domain.delivery import State
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Plan
from bot.domain.server import TEST, Setup
from bot.errors import StepsLeft, TooMany, UnknownZone
from bot.services.daily.series import MOST
from bot.services.setup import SetupKeeping
from tests.services.study import ANA, BEN, CHANNEL, ELSEWHERE, HERE, MIA, Study

ROLE = 60


@pytest.fixture
def setup(study: Study) -> SetupKeeping:
    return study.services.setup


async def choose_everything(setup: SetupKeeping, guild_id: int = HERE) -> Setup:
    await setup.choose_channel(guild_id, MIA, channel_id=CHANNEL, place="text")
    await setup.choose_zone(guild_id, MIA, "berlin")
    return await setup.choose_time(guild_id, MIA, at=time(9), pattern=WEEKDAYS)


async def test_a_setup_goes_step_by_step_to_the_first_series(
    study: Study, setup: SetupKeeping
) -> None:
    assert await setup.of(HERE) == Setup()
    assert (await setup.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")).plan is None
    assert (await setup.choose_zone(HERE, MIA, "new york")).zone == "America/New_York"
    assert (await setup.choose_zone(HERE, MIA, "Berlin")).zone == "Europe/Berlin"
    assert (await setup.choose_days(HERE, MIA, EVERY_DAY)).plan is None
    chosen = await setup.choose_time(HERE, MIA, at=time(9), pattern=WEEKDAYS)
    assert chosen.plan == Plan("Europe/Berlin", time(9), WEEKDAYS)
    assert await setup.of(HERE) == chosen
    assert await setup.of(ELSEWHERE) == Setup()
    series = await setup.finish(HERE, MIA)
    assert (series.channel_id, series.place, series.threads) == (CHANNEL, "text", True)
    assert (series.plan, series.created_by) == (chosen.plan, MIA)
    assert series.next_run_at == series.plan.next(study.clock()).at
    assert await study.services.series.of(HERE) == [series]
    # The panel starts afresh.
    assert await setup.of(HERE) == Setup()


async def test_another_channel_brings_threads_back(setup: SetupKeeping) -> None:
    await setup.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")
    assert not (await setup.skip_threads(HERE, MIA)).threads
    again = await setup.choose_channel(HERE, MIA, channel_id=CHANNEL + 1, place="forum")
    assert (again.channel_id, again.place, again.threads) == (CHANNEL + 1, "forum", True)


async def test_a_series_without_threads_comes_from_a_setup_without_them(
    setup: SetupKeeping,
) -> None:
    await choose_everything(setup)
    await setup.skip_threads(HERE, MIA)
    assert not (await setup.finish(HERE, MIA)).threads


async def test_steps_are_taken_back_one_by_one(setup: SetupKeeping) -> None:
    await choose_everything(setup)
    chosen = await setup.step_back(HERE, MIA)
    assert (chosen.at, chosen.zone, chosen.channel_id) == (None, "Europe/Berlin", CHANNEL)
    chosen = await setup.step_back(HERE, MIA)
    assert (chosen.at, chosen.zone, chosen.channel_id) == (None, None, CHANNEL)
    for _ in range(2):
        chosen = await setup.step_back(HERE, MIA)
        assert (chosen.at, chosen.zone, chosen.channel_id, chosen.place) == (None, None, None, None)


async def test_a_zone_that_is_none_changes_nothing(setup: SetupKeeping) -> None:
    chosen = await choose_everything(setup)
    with pytest.raises(UnknownZone):
        await setup.choose_zone(HERE, MIA, "Atlantis")
    assert await setup.of(HERE) == chosen


async def test_a_setup_with_a_step_open_cannot_be_finished(
    study: Study, setup: SetupKeeping
) -> None:
    with pytest.raises(StepsLeft):
        await setup.finish(HERE, MIA)
    await choose_everything(setup)
    for _ in range(3):
        await setup.step_back(HERE, MIA)
        with pytest.raises(StepsLeft):
            await setup.finish(HERE, MIA)
    assert await study.services.series.of(HERE) == []


async def test_two_who_finish_at_once_make_one_series(study: Study, setup: SetupKeeping) -> None:
    await choose_everything(setup)
    results = await asyncio.gather(
        *(setup.finish(HERE, who) for who in (MIA, ANA, MIA)), return_exceptions=True
    )
    assert sum(isinstance(result, StepsLeft) for result in results) == 2
    assert len(await study.services.series.of(HERE)) == 1


async def test_a_full_server_keeps_the_choices_of_its_setup(
    study: Study, setup: SetupKeeping
) -> None:
    for _ in range(MOST):
        await study.add_series()
    chosen = await choose_everything(setup)
    with pytest.raises(TooMany):
        await setup.finish(HERE, MIA)
    assert await setup.of(HERE) == chosen


async def test_a_test_post_goes_first_and_not_late(study: Study, setup: SetupKeeping) -> None:
    with pytest.raises(StepsLeft):
        await setup.order_test(HERE)
    await setup.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")
    first, second = await setup.order_test(HERE), await setup.order_test(HERE)
    assert first != second
    (one, other) = await study.outbox(TEST)
    assert {one.id, other.id} == {first, second}
    assert (one.target.stops, one.due_at) == ((("channel", CHANNEL),), study.clock())
    study.clock.pass_by(minutes=5)
    await study.expire()
    assert {each.state for each in await study.outbox(TEST)} == {State.SKIPPED}


async def test_what_was_created_is_written_down_and_chosen(
    study: Study, setup: SetupKeeping
) -> None:
    chosen = await setup.channel_created(
        HERE, MIA, channel_id=CHANNEL, name="daily-questions", place="forum"
    )
    assert (chosen.channel_id, chosen.place) == (CHANNEL, "forum")
    chosen = await setup.role_created(HERE, MIA, role_id=ROLE, name="Daily question")
    assert (chosen.channel_id, chosen.ping_role_id) == (CHANNEL, ROLE)
    found = await setup.created(HERE, MIA)
    assert [(one.what, one.ref, one.before, one.after) for one in found] == [
        ("channel-created", CHANNEL, {}, {"name": "daily-questions"}),
        ("role-created", ROLE, {}, {"name": "Daily question"}),
    ]
    assert await setup.created(HERE, ANA) == []
    assert await setup.created(ELSEWHERE, MIA) == []


async def test_what_the_series_of_this_setup_uses_is_created_by_it_and_by_no_later_one(
    setup: SetupKeeping,
) -> None:
    await choose_everything(setup)
    await setup.channel_created(HERE, MIA, channel_id=CHANNEL, name="a", place="text")
    await setup.role_created(HERE, MIA, role_id=ROLE, name="b")
    series = await setup.finish(HERE, MIA)
    assert (series.channel_id, series.ping_role_id) == (CHANNEL, ROLE)
    assert [one.ref for one in await setup.created(HERE, MIA, series.id)] == [CHANNEL, ROLE]
    assert await setup.created(HERE, MIA) == []
    # Nor after the series has ended: the channel has a history of its own.
    await setup.series.remove(HERE, series.id, by=MIA)
    assert await setup.created(HERE, MIA) == []


async def test_what_was_created_and_then_left_for_another_channel_can_still_be_taken_back(
    setup: SetupKeeping,
) -> None:
    await choose_everything(setup)
    await setup.channel_created(HERE, MIA, channel_id=70, name="a", place="forum")
    await setup.channel_created(HERE, MIA, channel_id=71, name="b", place="text")
    series = await setup.finish(HERE, MIA)
    assert [one.ref for one in await setup.created(HERE, MIA, series.id)] == [70, 71]
    assert [one.ref for one in await setup.created(HERE, MIA)] == [70]


async def test_what_was_taken_back_is_no_longer_there_to_take_back(
    study: Study, setup: SetupKeeping
) -> None:
    await setup.channel_created(HERE, MIA, channel_id=CHANNEL, name="a", place="text")
    (change,) = await setup.created(HERE, MIA)
    await study.services.changes.taken_back(HERE, MIA, change.id)
    assert await setup.created(HERE, MIA) == []


async def test_a_channel_or_role_that_is_deleted_is_chosen_no_longer(setup: SetupKeeping) -> None:
    await setup.channel_created(HERE, MIA, channel_id=CHANNEL, name="a", place="text")
    await setup.role_created(HERE, MIA, role_id=ROLE, name="b")
    await setup.let_go(HERE, MIA, ref=999)
    assert (await setup.of(HERE)).channel_id == CHANNEL
    await setup.let_go(HERE, MIA, ref=CHANNEL)
    chosen = await setup.of(HERE)
    assert (chosen.channel_id, chosen.place, chosen.ping_role_id) == (None, None, ROLE)
    await setup.let_go(HERE, MIA, ref=ROLE)
    assert (await setup.of(HERE)).ping_role_id is None


async def test_letting_go_where_no_setup_is_under_way_begins_none(setup: SetupKeeping) -> None:
    await setup.let_go(HERE, MIA, ref=CHANNEL)
    assert await setup.of(HERE) == Setup()


async def test_another_owner_goes_on_with_the_choices_or_begins_anew(setup: SetupKeeping) -> None:
    await choose_everything(setup)
    assert (await setup.of(HERE)).opened_by == MIA
    taken = await setup.take_over(HERE, ANA)
    assert (taken.opened_by, taken.channel_id, taken.at) == (ANA, CHANNEL, time(9))
    anew = await setup.begin_anew(HERE, BEN)
    assert (anew.opened_by, anew.channel_id, anew.zone, anew.plan) == (BEN, None, None, None)


async def test_the_role_to_ping_is_chosen_and_left_out_again(setup: SetupKeeping) -> None:
    assert (await setup.choose_role(HERE, MIA, ROLE)).ping_role_id == ROLE
    assert (await setup.choose_role(HERE, MIA, None)).ping_role_id is None
