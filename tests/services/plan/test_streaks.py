"""Study days of a member: their zone, making up for one, and zones that vanish."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.errors import NothingToMakeUp
from bot.services.plan.streaks import Studied, studied
from bot.storage.plan import study_days
from tests.services.study import ANA, BEN, HERE, Study

THING = {"guild_id": HERE, "user_id": ANA}


async def studies(study: Study, how: str = "answer", user: int = ANA) -> date:
    """Now; the member’s own day."""
    now = study.clock()
    async with study.database.transaction() as tx:
        who = {"guild_id": HERE, "user_id": user}
        day = await study_days.local_day(tx, **who, at=now, usual_zone="UTC")
        await study_days.add(tx, **who, day=day, how=how, at=now)
    return day


async def look(study: Study, user: int = ANA) -> Studied:
    async with study.database.reading() as tx:
        return await studied(tx, HERE, user, study.clock())


async def in_zone(study: Study, zone: str) -> None:
    await study.services.me.set_zone(HERE, ANA, zone)


def at(study: Study, zone: str, *when: int) -> None:
    moment = datetime(*when, tzinfo=ZoneInfo(zone)) if when else study.clock()  # type: ignore[misc]
    study.clock.now = moment.astimezone(UTC)


async def test_a_first_zone_holds_at_once(study: Study) -> None:
    at(study, "UTC", 2026, 3, 2, 23, 0)
    await in_zone(study, "Europe/Berlin")
    assert await studies(study) == date(2026, 3, 3)
    assert (await look(study)).zone.key == "Europe/Berlin"


async def test_another_zone_holds_from_the_next_midnight_on(study: Study) -> None:
    await in_zone(study, "Europe/Berlin")
    at(study, "Europe/Berlin", 2026, 3, 12, 20, 0)
    await studies(study)
    await in_zone(study, "America/New_York")
    assert (await look(study)).zone.key == "Europe/Berlin"
    at(study, "Europe/Berlin", 2026, 3, 12, 23, 59)
    assert (await look(study)).today == date(2026, 3, 12)
    at(study, "Europe/Berlin", 2026, 3, 13, 0, 0)
    # New York still has the day before: it is the same day once more, and counts once.
    assert (await look(study)).zone.key == "America/New_York"
    assert await studies(study) == date(2026, 3, 12)
    assert (await look(study)).streak.total == 1


async def test_a_zone_changes_once_in_seven_days_however_often_it_is_chosen(study: Study) -> None:
    await in_zone(study, "Europe/Berlin")
    at(study, "Europe/Berlin", 2026, 3, 12, 12, 0)
    await studies(study)
    for zone in ("Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Tokyo"):
        await in_zone(study, zone)
    study.clock.pass_by(days=1)
    assert (await look(study)).zone.key == "Asia/Tokyo"
    await in_zone(study, "Pacific/Honolulu")
    # It took hold at midnight of the 13th, Berlin; Honolulu may from the first midnight a week later.
    study.clock.now = datetime(2026, 3, 20, 14, 59, tzinfo=UTC)
    assert (await look(study)).zone.key == "Asia/Tokyo"
    study.clock.now = datetime(2026, 3, 20, 15, 0, tzinfo=UTC)
    assert (await look(study)).zone.key == "Pacific/Honolulu"


async def test_hopping_over_the_date_line_makes_no_day_twice(study: Study) -> None:
    await in_zone(study, "Pacific/Kiritimati")
    moment = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    days: list[date] = []
    for hour in range(24 * 21):
        study.clock.now = moment + timedelta(hours=hour)
        await in_zone(study, ("Pacific/Honolulu", "Pacific/Kiritimati")[hour % 2])
        days.append(await studies(study))
    total = (await look(study)).streak.total
    assert total == len(set(days))
    # Three weeks of real days, and at most one more by crossing the line.
    assert total <= 22


async def test_the_same_zone_again_changes_nothing(study: Study) -> None:
    await in_zone(study, "Europe/Berlin")
    await studies(study)
    await in_zone(study, "Europe/Berlin")
    study.clock.pass_by(days=30)
    await in_zone(study, "Europe/Berlin")
    await in_zone(study, "Asia/Tokyo")
    study.clock.pass_by(days=1)
    assert (await look(study)).zone.key == "Asia/Tokyo"


async def test_a_zone_that_vanished_leaves_the_usual_one(study: Study) -> None:
    await study.add_series(zone="Europe/Berlin")
    await in_zone(study, "Asia/Tokyo")
    await studies(study)
    async with study.database.transaction() as tx:
        for table in ("member", "day_zone"):
            await tx.execute(text(f"UPDATE {table} SET zone = 'Atlantis/Capital'"))
    assert (await look(study)).zone.key == "Europe/Berlin"
    assert await study.services.me.zone(HERE, ANA) is None
    assert (await study.services.me.preferences(HERE, ANA)).zone is None
    # Choosing another one works as ever.
    await in_zone(study, "Asia/Seoul")
    study.clock.pass_by(days=9)
    assert (await look(study)).zone.key == "Asia/Seoul"


async def test_a_schedule_whose_zone_vanished_goes_on_by_utc(study: Study) -> None:
    await study.add_series(zone="Europe/Berlin")
    async with study.database.transaction() as tx:
        await tx.execute(text("UPDATE schedule SET zone = 'Atlantis/Capital'"))
    await study.next_day()
    assert len(await study.waiting()) == 1


async def test_a_missed_day_is_made_up_for_by_one_of_today(study: Study) -> None:
    first = await studies(study)
    study.clock.pass_by(days=2)
    with pytest.raises(NothingToMakeUp):
        await study.services.streaks.make_up(HERE, ANA, first + timedelta(days=1))
    await studies(study)
    missed = first + timedelta(days=1)
    assert (await look(study)).can_make_up == missed
    done = await study.services.streaks.make_up(HERE, ANA, missed)
    assert (done.streak.total, done.can_make_up) == (3, None)
    for day in (missed, first + timedelta(days=5)):
        with pytest.raises(NothingToMakeUp):
            await study.services.streaks.make_up(HERE, ANA, day)


async def test_two_devices_make_up_for_one_day(study: Study) -> None:
    first = await studies(study)
    study.clock.pass_by(days=3)
    await studies(study)
    one, other = first + timedelta(days=1), first + timedelta(days=2)
    await study.services.streaks.make_up(HERE, ANA, one)
    for day in (one, other):
        with pytest.raises(NothingToMakeUp):
            await study.services.streaks.make_up(HERE, ANA, day)


async def test_a_clock_that_was_moved_back_harms_nothing(study: Study) -> None:
    for _ in range(4):
        await studies(study)
        study.clock.pass_by(days=1)
    before = (await look(study)).streak
    study.clock.pass_by(days=-10)
    after = (await look(study)).streak
    assert (after.total, after.longest) == (before.total, before.longest)
    assert (await look(study)).can_make_up is None


async def test_members_and_servers_have_days_of_their_own(study: Study) -> None:
    await studies(study)
    assert (await look(study, BEN)).days == []
    async with study.database.reading() as tx:
        assert await study_days.last_study_day(tx, guild_id=2, user_id=ANA) is None
        assert await study_days.last_study_day(tx, **THING) == study.clock().date()
    assert (await look(study, BEN)).away == 0
    study.clock.pass_by(days=9)
    assert (await look(study)).away == 9
