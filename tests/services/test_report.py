"""The weekly report: counted from what really happened, sent to whom it should reach, at its time."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import Delivery, State
from bot.domain.report import REPORT, WEEK, Line
from bot.domain.schedule import EVERY_DAY
from bot.services.report import Reporting, until
from bot.storage.tables.daily import POST
from tests.services.members import revealed
from tests.services.study import ANA, BEN, CHANNEL, ELSEWHERE, HERE, MIA, Study

LOG = 60


@pytest.fixture
def report(study: Study) -> Reporting:
    return study.services.report


async def lines(report: Reporting, weeks_back: int = 0) -> list[Line]:
    return list((await report.of(HERE, weeks_back)).lines)


async def test_without_a_series_there_is_nothing_to_report(report: Reporting) -> None:
    found = await report.of(HERE)
    assert (found.lines, found.needs) == ([], [])
    assert found.until - found.since == WEEK


async def test_a_series_that_posted_nothing_yet_is_listed(study: Study, report: Reporting) -> None:
    series = await study.add_series()
    (line,) = await lines(report)
    assert (line.series_id, line.channel_id, line.plan) == (series.id, CHANNEL, series.plan)
    assert line.is_quiet


async def test_what_was_posted_in_time_and_late_is_counted(study: Study, report: Reporting) -> None:
    await study.add_series()
    await study.post_daily()
    study.clock.pass_by(hours=-2)
    await study.next_day()
    (delivery,) = await study.waiting()
    study.clock.pass_by(hours=3)
    await study.end(delivery)
    (line,) = await lines(report)
    assert line.sent == 2
    assert line.late.total == sum(bool(row["late_why"]) for row in await study.rows(POST)) > 0


async def test_days_on_which_the_bot_was_away_are_skipped_and_say_why(
    study: Study, report: Reporting
) -> None:
    await study.add_series()
    study.clock.pass_by(days=3)
    await study.plan()
    (line,) = await lines(report)
    assert (line.skipped.total, line.waiting) == (2, 1)
    assert line.skipped.by_reason == {"away": 2}


async def test_a_series_that_is_held_needs_somebody_until_it_posts_again(
    study: Study, report: Reporting
) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "permissions")
    found = await report.of(HERE)
    assert found.total.held.by_reason == {"permissions": 1}
    assert ("held", 1) in found.needs
    await study.next_day()
    await study.expire()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    found = await report.of(HERE)
    # It is counted still, under what kept it, and needs nobody any more.
    assert found.total.held.by_reason == {"permissions": 1}
    assert (found.total.sent, found.total.skipped.total) == (1, 0)
    assert "held" not in dict(found.needs)


async def test_a_post_of_which_nobody_knows_is_in_doubt(study: Study, report: Reporting) -> None:
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.UNKNOWN)
    found = await report.of(HERE)
    assert (found.total.sent, found.total.unsure) == (0, 1)
    assert ("unsure", 1) in found.needs


async def test_a_removed_series_is_counted_in_the_weeks_in_which_it_posted(
    study: Study, report: Reporting
) -> None:
    series = await study.add_series()
    await study.post_daily()
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE series SET removed_at = 1")
    (line,) = await lines(report)
    assert (line.series_id, line.channel_id, line.plan, line.sent) == (
        series.id, CHANNEL, None, 1,
    )  # fmt: skip
    study.clock.pass_by(days=30)
    assert await lines(report) == []


async def test_a_week_back_is_the_one_before(study: Study, report: Reporting) -> None:
    await study.add_series()
    await study.post_daily()
    study.clock.pass_by(days=7)
    assert [line.sent for line in await lines(report)] == [0]
    assert [line.sent for line in await lines(report, 1)] == [1]
    now, then = await report.of(HERE), await report.of(HERE, 1)
    assert then.until == now.since


async def test_another_server_is_not_in_the_report(study: Study, report: Reporting) -> None:
    await study.arrive(ELSEWHERE)
    await study.add_series(ELSEWHERE)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    assert await lines(report) == []
    assert (await report.of(ELSEWHERE)).total.sent == 1


async def test_the_report_is_planned_once_a_week_for_the_week_before(
    study: Study, report: Reporting
) -> None:
    await study.services.settings.send_report(HERE, "dm", by=ANA)
    # The clock stands at a Monday, eleven o’clock in UTC: the next one is a week ahead.
    due = datetime(2026, 3, 9, 9, tzinfo=UTC)
    study.clock.now = due - timedelta(seconds=1)
    await study.plan()
    assert await study.outbox(REPORT) == []
    study.clock.now = due
    for _ in range(2):
        await study.plan()
    (one,) = await study.outbox(REPORT)
    assert (one.due_at, until(one), one.expires_at) == (due, due, due + WEEK)
    assert one.target.stops == (("dm", ANA), ("dm", MIA))
    study.clock.pass_by(days=7)
    await study.plan()
    assert len(await study.outbox(REPORT)) == 2


async def test_after_weeks_away_one_report_is_sent_and_not_many(study: Study) -> None:
    await study.services.settings.send_report(HERE, "dm", by=ANA)
    study.clock.pass_by(days=28)
    await study.plan()
    (one,) = await study.outbox(REPORT)
    assert until(one) > study.clock() - WEEK


async def asked_for(study: Study) -> Delivery:
    study.clock.pass_by(days=7)
    await study.plan()
    (one,) = await study.outbox(REPORT)
    return one


async def test_a_report_for_the_log_channel_goes_there_alone(study: Study) -> None:
    await study.services.settings.log_to(HERE, LOG, by=MIA)
    await study.services.settings.send_report(HERE, "log", by=MIA)
    assert (await asked_for(study)).target.stops == (("channel", LOG),)


async def test_a_closed_door_leads_to_the_owner_and_then_to_the_log_channel(
    study: Study,
) -> None:
    await study.services.settings.log_to(HERE, LOG, by=BEN)
    await study.services.settings.send_report(HERE, "dm", by=BEN)
    one = await asked_for(study)
    assert one.target.stops == (("dm", BEN), ("dm", MIA), ("channel", LOG))


async def test_who_did_not_ask_for_the_report_gets_it_when_their_night_is_over(
    study: Study,
) -> None:
    settings = study.services.settings
    await settings.log_to(HERE, LOG, by=BEN)
    await settings.send_report(HERE, "log", by=BEN)
    await settings.log_to(HERE, None, by=BEN)
    await study.services.me.choose(
        HERE, MIA, zone="UTC", quiet_from=time(8), quiet_until=time(12, 30)
    )
    study.clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    await study.plan()
    (one,) = await study.outbox(REPORT)
    assert one.target.stops == (("dm", MIA),)
    assert one.due_at == datetime(2026, 3, 9, 12, 30, tzinfo=UTC)
    # The numbers are those of the week, however late it is read.
    assert until(one) == datetime(2026, 3, 9, 9, tzinfo=UTC)


async def test_who_asked_for_the_report_gets_it_at_its_time(study: Study) -> None:
    await study.services.settings.send_report(HERE, "dm", by=MIA)
    await study.services.me.choose(
        HERE, MIA, zone="UTC", quiet_from=time(8), quiet_until=time(12, 30)
    )
    study.clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    await study.plan()
    (one,) = await study.outbox(REPORT)
    assert one.due_at == study.clock()


async def test_where_nobody_can_be_reached_the_plan_goes_on(study: Study) -> None:
    await study.services.settings.send_report(HERE, "dm", by=ANA)
    await study.services.me.delete(HERE, ANA)
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE guild SET owner_id = NULL")
    await study.add_series(pattern=EVERY_DAY)
    study.clock.pass_by(days=7)
    await study.plan()
    assert await study.outbox(REPORT) == []
    assert len(await study.waiting()) == 1


async def test_who_asks_twice_in_a_minute_gets_one_report(study: Study, report: Reporting) -> None:
    assert await report.order(HERE, MIA) is not None
    assert await report.order(HERE, MIA) is None
    assert await report.order(HERE, ANA) is not None
    found = await study.outbox(REPORT)
    assert {one.target.user_id for one in found} == {MIA, ANA}
    study.clock.pass_by(minutes=1)
    assert await report.order(HERE, MIA) is not None
    assert {until(one) for one in found} == {study.clock() - timedelta(minutes=1)}


async def test_an_answer_that_nobody_read_is_counted_until_somebody_did(
    study: Study, report: Reporting
) -> None:
    await study.add_series()
    post = await study.post_daily()
    await revealed(study.services.daily, post)
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE answer SET review = 'waiting'")
    found = await report.of(HERE)
    assert (found.total.unreviewed, found.needs) == (1, [])
    study.clock.pass_by(days=3)
    assert (await report.of(HERE)).needs == [("overdue", 1)]
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE answer SET review = 'done'")
    assert (await report.of(HERE)).total.unreviewed == 0
