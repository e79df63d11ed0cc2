"""The recap of a week: who gets one, when, and what is in it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert

from bot.domain.delivery import Delivery
from bot.domain.plan.recap import RECAP, Done
from bot.storage.tables.board import ENTRY
from tests.services.plan.test_streaks import studies
from tests.services.study import ANA, BEN, HERE, Study

MONDAY = date(2026, 3, 9)


async def earns(study: Study, kind: str, day: date, *points: int, thing: str = "1") -> None:
    """A deed, and what later rows added or took."""
    rows = [
        {
            "guild_id": HERE,
            "user_id": ANA,
            "kind": kind,
            "thing": thing,
            "n": n,
            "at": study.clock(),
            "day": day,
            "full": points[0],
            "points": number,
        }
        for n, number in enumerate(points)
    ]
    async with study.database.transaction() as tx:
        await tx.execute(insert(ENTRY), rows)


async def wants(study: Study, user: int = ANA, **choices: Any) -> None:
    await study.services.me.choose(HERE, user, recap=True, **choices)


async def sent(study: Study, *when: int) -> list[Delivery]:
    """The recaps that wait once it is that time."""
    study.clock.now = datetime(*when, tzinfo=UTC)  # type: ignore[misc]
    await study.plan()
    return await study.outbox(RECAP)


async def test_nobody_gets_one_who_did_not_ask(study: Study) -> None:
    await studies(study)
    assert await sent(study, 2026, 3, 9, 12, 0) == []


async def test_it_comes_on_monday_at_nine_by_the_members_own_clock(study: Study) -> None:
    await wants(study, zone="Asia/Tokyo")
    study.clock.pass_by(days=4)
    await studies(study)
    assert await sent(study, 2026, 3, 8, 23, 59) == []
    (delivery,) = await sent(study, 2026, 3, 9, 0, 0)
    assert (delivery.target.user_id, delivery.slot) == (ANA, "2026-03-02")
    assert delivery.due_at == datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
    # Once a week, however often it is planned.
    assert len(await sent(study, 2026, 3, 9, 0, 1)) == 1


async def test_a_new_zone_moves_it_and_a_second_wish_makes_no_second_one(study: Study) -> None:
    await wants(study, zone="Asia/Tokyo")
    await wants(study)
    await study.services.me.set_zone(HERE, ANA, "America/New_York")
    study.clock.pass_by(days=4)
    await studies(study)
    assert await sent(study, 2026, 3, 9, 12, 59) == []
    assert len(await sent(study, 2026, 3, 9, 13, 0)) == 1


async def test_one_that_is_days_late_is_not_sent(study: Study) -> None:
    await wants(study, zone="Europe/Berlin")
    study.clock.pass_by(days=4)
    await studies(study)
    assert await sent(study, 2026, 3, 11, 8, 0) == []


async def test_it_waits_until_quiet_hours_are_over(study: Study) -> None:
    quiet = {
        "quiet_from": datetime(2026, 1, 1, 22).time(),
        "quiet_until": datetime(2026, 1, 1, 11).time(),
    }
    await wants(study, zone="Europe/Berlin", **quiet)
    study.clock.pass_by(days=4)
    await studies(study)
    (delivery,) = await sent(study, 2026, 3, 9, 8, 0)
    assert delivery.due_at == datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


async def test_who_was_away_for_a_week_gets_none(study: Study) -> None:
    await wants(study, zone="Europe/Berlin")
    await studies(study)
    # Studied on Monday of the week before: seven days ago.
    assert await sent(study, 2026, 3, 9, 9, 0) == []
    assert await sent(study, 2026, 3, 16, 9, 0) == []


async def test_who_is_on_vacation_gets_none(study: Study) -> None:
    await wants(study, zone="Europe/Berlin")
    study.clock.pass_by(days=5)
    await studies(study)
    await study.services.vacations.announce(HERE, ANA, "Monday", "")
    assert await sent(study, 2026, 3, 9, 9, 0) == []


async def test_who_stops_it_or_leaves_gets_none(study: Study) -> None:
    for user in (ANA, BEN):
        await wants(study, user, zone="Europe/Berlin")
        study.clock.now = datetime(2026, 3, 6, 12, tzinfo=UTC)
        await studies(study, user=user)
    await study.services.me.choose(HERE, ANA, recap=False)
    await study.services.leaving.gone(HERE, BEN)
    assert await sent(study, 2026, 3, 9, 9, 0) == []


async def test_who_deletes_their_data_leaves_no_schedule(study: Study) -> None:
    await wants(study, zone="Europe/Berlin")
    await study.services.me.delete(HERE, ANA)
    async with study.database.reading() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM schedule")).scalar_one() == 0


async def test_one_that_was_planned_is_not_sent_to_who_stopped_it_since(study: Study) -> None:
    await wants(study)
    assert await study.services.recaps.to_tell(HERE, ANA, MONDAY) is not None
    await study.services.me.choose(HERE, ANA, recap=False)
    assert await study.services.recaps.to_tell(HERE, ANA, MONDAY) is None


async def test_a_week_is_counted_by_kind_with_its_corrections(study: Study) -> None:
    for day in (2, 3, 8):
        study.clock.now = datetime(2026, 3, day, 12, tzinfo=UTC)
        await studies(study)
    await earns(study, "answer", date(2026, 3, 2), 10)
    await earns(study, "answer", date(2026, 3, 8), 10, -10, thing="2")
    await earns(study, "review", date(2026, 3, 3), 3)
    await earns(study, "review", date(2026, 3, 1), 3, thing="2")
    await earns(study, "mock", date(2026, 3, 9), 30)
    study.clock.now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    recap, comes = await study.services.recaps.last_week(HERE, ANA)
    assert (recap.week, recap.days, comes) == (date(2026, 3, 2), 3, False)
    assert recap.done == {"answer": Done(times=2, points=10), "review": Done(times=1, points=3)}
    assert (recap.points, recap.is_empty) == (13, False)
    nothing, _ = await study.services.recaps.last_week(HERE, BEN)
    assert nothing.is_empty


async def test_many_are_planned_at_once(study: Study) -> None:
    for user in range(500, 520):
        await wants(study, user, zone="Europe/Berlin")
    study.clock.pass_by(days=4)
    for user in range(500, 520):
        await studies(study, user=user)
    assert len(await sent(study, 2026, 3, 9, 9, 0)) == 20
