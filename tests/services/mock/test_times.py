"""When members are free: every week, one week, by the half hour, as text, and taken back."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.domain.mock import week
from bot.domain.mock.joining import STANDING
from bot.errors import HoursChanged, NoHours, UnknownHours, WeekOver
from bot.services.mock.status import Shown
from bot.services.mock.times import Times
from bot.storage.tables.mock import HOURS, MOCK_MEMBER
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, HERE, Moment, Study

MONDAY = date(2026, 3, 2)
NEXT = date(2026, 3, 9)
USUAL = "Tue, Sat 17:00-22:00"


@pytest.fixture
async def times(study: Study) -> Times:
    await join(study, ANA)
    return study.services.mock_times


def text(shown: Shown) -> str:
    return week.as_typed(shown.status.free.hours)


def version(shown: Shown) -> int:
    assert shown.status.entry is not None
    return shown.status.entry.version


async def test_what_was_typed_takes_the_place_of_what_was_there(times: Times) -> None:
    shown = await times.write(HERE, ANA, STANDING, "Wed 18:10-20, Fri 9-9:30")
    assert text(shown) == "Wed 18:15-20:00, Fri 09:00-09:30"
    assert [one.counts for one in shown.rounded] == ["18:15–20:00"]
    assert text(await times.show(HERE, ANA)) == text(shown)


@pytest.mark.parametrize(
    ("typed", "error"), [("x" * 500, UnknownHours), ("off", UnknownHours), ("Mon off", NoHours)]
)
async def test_what_cannot_be_used_changes_nothing(
    times: Times, typed: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await times.write(HERE, ANA, STANDING, typed)
    assert text(await times.show(HERE, ANA)) == USUAL


async def test_half_hours_of_half_a_day_are_set_and_the_rest_stays(times: Times) -> None:
    await times.write(HERE, ANA, STANDING, "Tue 9-11, Tue 17:15-22, Wed 9-10")
    # 17:00 was free in part and is not ticked; 18:00 to 20:00 are left out, 23:00 comes in.
    kept = [35, *range(40, 44), 46]
    shown = await times.pick(HERE, ANA, STANDING, day=2, half=1, chosen=kept)
    assert text(shown) == (
        "Tue 09:00-11:00, 17:15-18:00, 20:00-22:00, 23:00-23:30, Wed 09:00-10:00"
    )
    assert text(await times.pick(HERE, ANA, STANDING, day=2, half=0, chosen=[])) == (
        "Tue 17:15-18:00, 20:00-22:00, 23:00-23:30, Wed 09:00-10:00"
    )
    # A half hour that was free in part is free as a whole once it is ticked.
    whole = await times.pick(HERE, ANA, STANDING, day=2, half=1, chosen=[34, *kept])
    assert "17:00-18:00" in text(whole)


async def test_two_changes_at_once_are_both_kept(times: Times) -> None:
    await asyncio.gather(
        times.pick(HERE, ANA, STANDING, day=1, half=0, chosen=[18, 19]),
        times.pick(HERE, ANA, STANDING, day=1, half=1, chosen=[30, 31]),
        times.pick(HERE, ANA, STANDING, day=3, half=0, chosen=[18, 19]),
    )
    assert text(await times.show(HERE, ANA)) == (
        "Mon 09:00-10:00, 15:00-16:00, Tue, Sat 17:00-22:00, Wed 09:00-10:00"
    )


async def test_every_half_hour_can_go_and_come_back(times: Times) -> None:
    for day in (2, 6):
        empty = await times.pick(HERE, ANA, STANDING, day=day, half=1, chosen=[])
    assert text(empty) == ""
    assert text(await times.show(HERE, ANA)) == ""
    full = await times.pick(HERE, ANA, STANDING, day=7, half=1, chosen=range(24, 48))
    assert text(full) == "Sun 12:00-24:00"


async def test_a_week_can_have_hours_of_its_own(times: Times) -> None:
    before = await times.show(HERE, ANA, MONDAY)
    assert (text(before), before.status.free.own) == (USUAL, False)
    shown = await times.write(HERE, ANA, MONDAY, "Fri 18-20")
    assert (text(shown), shown.status.free.own) == ("Fri 18:00-20:00", True)
    assert text(await times.show(HERE, ANA)) == USUAL
    assert text(await times.show(HERE, ANA, NEXT)) == USUAL
    back = await times.as_every_week(HERE, ANA, MONDAY)
    assert (text(back), back.status.free.own) == (USUAL, False)


async def test_a_week_without_hours_is_not_as_every_week(times: Times) -> None:
    for day in (2, 6):
        empty = await times.pick(HERE, ANA, MONDAY, day=day, half=1, chosen=[])
    assert (text(empty), empty.status.free.own) == ("", True)
    assert text(await times.show(HERE, ANA)) == USUAL


async def test_last_week_is_copied_as_it_was(times: Times, clock: Moment) -> None:
    await times.write(HERE, ANA, MONDAY, "Fri 18-20")
    clock.pass_by(days=7)
    copied = await times.copy(HERE, ANA, NEXT)
    assert (text(copied), copied.status.free.own) == ("Fri 18:00-20:00", True)
    again = await times.copy(HERE, ANA, NEXT + timedelta(days=7))
    assert text(again) == "Fri 18:00-20:00"


async def test_copying_a_week_that_was_as_every_week_is_as_every_week(times: Times) -> None:
    await times.write(HERE, ANA, MONDAY, "Fri 18-20")
    copied = await times.copy(HERE, ANA, MONDAY)
    assert (text(copied), copied.status.free.own) == (USUAL, False)


@pytest.mark.parametrize("of", [MONDAY - timedelta(days=7), NEXT + timedelta(days=7), date.max])
async def test_only_this_week_and_the_next_can_be_named(times: Times, of: date) -> None:
    for doing in (
        times.show(HERE, ANA, of),
        times.write(HERE, ANA, of, "Fri 18-20"),
        times.pick(HERE, ANA, of, day=1, half=0, chosen=[]),
        times.copy(HERE, ANA, of),
        times.as_every_week(HERE, ANA, of),
    ):
        with pytest.raises(WeekOver):
            await doing


async def test_a_week_ends_on_the_members_own_clock(
    times: Times, study: Study, clock: Moment
) -> None:
    await study.services.me.set_zone(HERE, ANA, "Pacific/Auckland")
    clock.now = clock.now.replace(day=8, hour=12)
    # Monday morning in Auckland.
    with pytest.raises(WeekOver):
        await times.show(HERE, ANA, MONDAY)
    assert (await times.show(HERE, ANA, NEXT)).status.this_week == NEXT


async def test_weeks_that_are_over_are_forgotten(times: Times, study: Study, clock: Moment) -> None:
    await times.write(HERE, ANA, MONDAY, "Fri 18-20")
    clock.pass_by(days=7)
    await times.write(HERE, ANA, NEXT, "Fri 19-20")
    assert {row["week"] for row in await study.rows(HOURS)} == {STANDING, MONDAY, NEXT}
    clock.pass_by(days=7)
    await times.write(HERE, ANA, STANDING, "Fri 9-10")
    assert {row["week"] for row in await study.rows(HOURS)} == {STANDING, NEXT}


async def test_the_last_change_is_taken_back_and_that_too(times: Times) -> None:
    changed = await times.write(HERE, ANA, STANDING, "Fri 18-20")
    assert changed.changed
    back = await times.undo(HERE, ANA, version(changed))
    assert text(back) == USUAL
    assert text(await times.undo(HERE, ANA, version(back))) == "Fri 18:00-20:00"


@pytest.mark.parametrize("own", [True, False])
async def test_a_change_of_one_week_is_taken_back_to_what_it_was(times: Times, own: bool) -> None:
    if own:
        await times.write(HERE, ANA, NEXT, "Wed 9-10")
    before = await times.show(HERE, ANA, NEXT)
    changed = await times.write(HERE, ANA, NEXT, "Fri 18-20")
    back = await times.undo(HERE, ANA, version(changed))
    assert back.status.free == before.status.free


async def test_an_undo_that_something_else_followed_takes_nothing_back(times: Times) -> None:
    first = await times.write(HERE, ANA, STANDING, "Fri 18-20")
    await times.write(HERE, ANA, STANDING, "Fri 19-21")
    with pytest.raises(HoursChanged):
        await times.undo(HERE, ANA, version(first))
    with pytest.raises(HoursChanged):
        await times.undo(HERE, BEN, 1)
    assert text(await times.show(HERE, ANA)) == "Fri 19:00-21:00"


async def test_what_changes_nothing_offers_no_undo(times: Times) -> None:
    assert not (await times.write(HERE, ANA, STANDING, "Tue, Sat 17-22")).changed


async def test_of_who_never_joined_no_hours_are_kept(study: Study) -> None:
    times = study.services.mock_times
    shown = await times.write(HERE, BEN, STANDING, "Fri 18-20")
    assert (shown.status.entry, text(shown)) == (None, "")
    assert await study.rows(MOCK_MEMBER) == await study.rows(HOURS) == []


async def test_hours_stay_those_of_the_wall_when_the_zone_changes_and_say_where_they_are_from(
    times: Times, study: Study
) -> None:
    await study.services.me.set_zone(HERE, ANA, "Asia/Tokyo")
    moved = (await times.show(HERE, ANA)).status
    assert moved.entry is not None
    assert (week.as_typed(moved.free.hours), moved.zone, moved.entry.zone) == (
        USUAL,
        "Asia/Tokyo",
        "UTC",
    )
    again = (await times.write(HERE, ANA, STANDING, "Tue, Sat 17-22")).status
    assert again.entry is not None
    assert again.entry.zone == "Asia/Tokyo"
