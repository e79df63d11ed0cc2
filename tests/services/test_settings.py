"""Settings of a server: each choice counts at once, is written down, and can be taken back."""

import asyncio
from datetime import time, timedelta

import pytest

from bot.domain.changes import CHANGE
from bot.domain.report import REPORT
from bot.domain.schedule import Pattern, Plan
from bot.domain.server import Settings
from bot.errors import ChangedMeanwhile, LogChannelFirst, ReportElsewhere, UnknownZone
from bot.services.settings import Chosen, ServerSettings, SettingsKeeping
from bot.storage.tables.schedules import SCHEDULE
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, MIA, Study

LOG = 60
MONDAY = Pattern(frozenset({1}))


@pytest.fixture
def settings(study: Study) -> SettingsKeeping:
    return study.services.settings


def changed(chosen: Chosen) -> tuple[dict[str, object], dict[str, object]]:
    assert chosen.change is not None
    return dict(chosen.change.before), dict(chosen.change.after)


async def reports(study: Study) -> list[dict[str, object]]:
    """The schedules of reports."""
    return [row for row in await study.rows(SCHEDULE) if row["kind"] == REPORT]


async def test_before_any_choice_the_report_is_off_and_the_zone_is_utc(
    settings: SettingsKeeping,
) -> None:
    held = await settings.of(HERE)
    assert held == ServerSettings(
        settings=Settings(), usual_zone="UTC", mode="off", plan=Plan("UTC", time(9), MONDAY)
    )
    assert held.report is None


async def test_without_a_zone_of_its_own_a_server_goes_by_its_newest_series(
    study: Study, settings: SettingsKeeping
) -> None:
    await study.add_series(zone="Asia/Tokyo")
    assert (await settings.of(HERE)).usual_zone == "Asia/Tokyo"
    await settings.set_zone(HERE, "lisbon", by=MIA)
    held = await settings.of(HERE)
    assert (held.usual_zone, held.settings.zone) == ("Europe/Lisbon", "Europe/Lisbon")
    assert (await settings.of(ELSEWHERE)).usual_zone == "UTC"


async def test_a_choice_is_written_down_by_name_with_who_and_when(
    study: Study, settings: SettingsKeeping
) -> None:
    chosen = await settings.log_to(HERE, LOG, by=MIA)
    assert changed(chosen) == ({"log_channel": None}, {"log_channel": LOG})
    assert chosen.change is not None
    assert (chosen.change.by, chosen.change.at) == (MIA, study.clock())
    assert chosen.now.latest == chosen.change
    assert chosen.now == await settings.of(HERE)
    assert (chosen.now.settings.log_channel_id, chosen.now.settings.version) == (LOG, 1)


async def test_what_is_so_already_is_no_change(settings: SettingsKeeping) -> None:
    await settings.log_to(HERE, LOG, by=MIA)
    again = await settings.log_to(HERE, LOG, by=ANA)
    assert again.change is None
    assert again.now.settings.version == 1


async def test_an_unknown_zone_changes_nothing(settings: SettingsKeeping) -> None:
    with pytest.raises(UnknownZone):
        await settings.set_zone(HERE, "Atlantis", by=MIA)
    assert (await settings.of(HERE)).settings == Settings()


async def test_the_second_of_two_who_choose_from_the_same_panel_changes_nothing(
    settings: SettingsKeeping,
) -> None:
    version = (await settings.of(HERE)).settings.version
    await settings.log_to(HERE, LOG, by=MIA, version=version)
    with pytest.raises(ChangedMeanwhile):
        await settings.set_zone(HERE, "Berlin", by=ANA, version=version)
    held = await settings.of(HERE)
    assert (held.settings.log_channel_id, held.settings.zone) == (LOG, None)
    await settings.set_zone(HERE, "Berlin", by=ANA, version=held.settings.version)
    assert (await settings.of(HERE)).settings.zone == "Europe/Berlin"


async def test_a_change_is_told_in_the_log_channel_it_leads_to(
    study: Study, settings: SettingsKeeping
) -> None:
    chosen = await settings.log_to(HERE, LOG, by=MIA)
    assert chosen.change is not None
    (told,) = await study.outbox(CHANGE)
    assert (told.ref, told.target.stops) == (chosen.change.id, (("channel", LOG),))
    await settings.log_to(HERE, None, by=MIA)
    await settings.set_zone(HERE, "Berlin", by=MIA)
    assert await study.outbox(CHANGE) == [told]


async def test_the_report_to_the_log_channel_asks_for_a_log_channel(
    settings: SettingsKeeping,
) -> None:
    with pytest.raises(LogChannelFirst):
        await settings.send_report(HERE, "log", by=MIA)
    await settings.log_to(HERE, LOG, by=MIA)
    held = (await settings.send_report(HERE, "log", by=MIA)).now
    assert (held.mode, held.settings.report_to) == ("log", None)
    assert held.report == Plan("UTC", time(9), MONDAY)


async def test_a_report_by_message_goes_to_who_asked_for_it(
    study: Study, settings: SettingsKeeping
) -> None:
    chosen = await settings.send_report(HERE, "dm", by=ANA)
    assert (chosen.now.mode, chosen.now.settings.report_to) == ("dm", ANA)
    assert changed(chosen) == ({"report": "off"}, {"report": "dm"})
    (row,) = await reports(study)
    assert (row["ref"], row["next_run_at"]) == (HERE, chosen.now.plan.next(study.clock()).at)


async def test_no_change_keeps_the_id_of_the_person_who_gets_the_report(
    settings: SettingsKeeping,
) -> None:
    await settings.send_report(HERE, "dm", by=ANA)
    chosen = await settings.send_report(HERE, "off", by=BEN)
    assert changed(chosen) == ({"report": "dm-other"}, {"report": "off"})
    assert str(ANA) not in str(changed(chosen))


async def test_the_report_keeps_its_time_while_it_is_off(
    study: Study, settings: SettingsKeeping
) -> None:
    await settings.send_report(HERE, "dm", by=MIA)
    await settings.time_report(HERE, by=MIA, day=5)
    await settings.time_report(HERE, by=MIA, at=time(17))
    await settings.send_report(HERE, "off", by=MIA)
    (row,) = await reports(study)
    assert row["next_run_at"] is None
    held = (await settings.send_report(HERE, "dm", by=MIA)).now
    assert held.report == Plan("UTC", time(17), Pattern(frozenset({5})))


async def test_the_report_moves_with_the_zone(study: Study, settings: SettingsKeeping) -> None:
    await settings.send_report(HERE, "dm", by=MIA)
    chosen = await settings.set_zone(HERE, "Tokyo", by=MIA)
    assert chosen.now.plan == Plan("Asia/Tokyo", time(9), MONDAY)
    (row,) = await reports(study)
    assert row["next_run_at"] == chosen.now.plan.next(study.clock()).at


async def test_a_choice_of_settings_can_be_taken_back_and_made_again(
    study: Study, settings: SettingsKeeping
) -> None:
    changes = study.services.changes
    await settings.set_zone(HERE, "Berlin", by=MIA)
    chosen = await settings.set_zone(HERE, "Tokyo", by=MIA)
    assert chosen.change is not None
    back = await changes.undo(HERE, MIA, chosen.change.id)
    held = await settings.of(HERE)
    assert (held.settings.zone, held.settings.version) == ("Europe/Berlin", 3)
    assert held.plan.zone == "Europe/Berlin"
    await changes.undo(HERE, MIA, back.id)
    assert (await settings.of(HERE)).settings.zone == "Asia/Tokyo"


async def test_a_report_that_was_switched_on_is_off_when_that_is_taken_back(
    study: Study, settings: SettingsKeeping
) -> None:
    chosen = await settings.send_report(HERE, "dm", by=MIA)
    assert chosen.change is not None
    back = await study.services.changes.undo(HERE, MIA, chosen.change.id)
    assert (await settings.of(HERE)).mode == "off"
    assert [row["next_run_at"] for row in await reports(study)] == [None]
    await study.services.changes.undo(HERE, MIA, back.id)
    held = await settings.of(HERE)
    assert (held.mode, held.settings.report_to) == ("dm", MIA)


async def test_what_was_changed_again_since_is_not_taken_back(
    study: Study, settings: SettingsKeeping
) -> None:
    mine = await settings.set_zone(HERE, "Berlin", by=MIA)
    assert mine.change is not None
    await settings.set_zone(HERE, "Tokyo", by=ANA)
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, mine.change.id)
    assert (await settings.of(HERE)).settings.zone == "Asia/Tokyo"
    # Refused, it stays as it was: it is not marked as taken back.
    noted = await study.services.changes.find(HERE, mine.change.id)
    assert noted.change.undone_at is None


async def test_another_setting_that_was_changed_since_is_left_alone(
    study: Study, settings: SettingsKeeping
) -> None:
    mine = await settings.set_zone(HERE, "Berlin", by=MIA)
    assert mine.change is not None
    await settings.log_to(HERE, LOG, by=ANA)
    await study.services.changes.undo(HERE, MIA, mine.change.id)
    held = await settings.of(HERE)
    assert (held.settings.zone, held.settings.log_channel_id) == (None, LOG)


async def test_nobody_is_sent_a_report_by_somebody_elses_undo(
    study: Study, settings: SettingsKeeping
) -> None:
    await settings.send_report(HERE, "dm", by=ANA)
    off = await settings.send_report(HERE, "off", by=BEN)
    assert off.change is not None
    with pytest.raises(ReportElsewhere):
        await study.services.changes.undo(HERE, BEN, off.change.id)
    assert (await settings.of(HERE)).mode == "off"


async def test_who_asked_for_the_report_and_is_forgotten_gets_none(
    study: Study, settings: SettingsKeeping
) -> None:
    await settings.send_report(HERE, "dm", by=ANA)
    await study.services.me.delete(HERE, ANA)
    held = await settings.of(HERE)
    assert (held.mode, held.settings.report_to) == ("log", None)


async def test_settings_of_one_server_are_nobody_elses(
    study: Study, settings: SettingsKeeping
) -> None:
    await study.arrive(ELSEWHERE)
    await settings.log_to(HERE, LOG, by=MIA)
    chosen = await settings.send_report(HERE, "dm", by=MIA)
    assert chosen.change is not None
    assert (await settings.of(ELSEWHERE)).settings == Settings()
    study.clock.pass_by(hours=1)
    assert (await settings.of(HERE)).latest == chosen.change
    assert study.clock() - chosen.change.at == timedelta(hours=1)


async def test_of_many_who_choose_at_once_from_the_same_panel_one_is_heard(
    settings: SettingsKeeping,
) -> None:
    choosing = [
        settings.set_zone(HERE, zone, by=MIA, version=0) for zone in ("Berlin", "Tokyo", "Lisbon")
    ]
    ends = await asyncio.gather(*choosing, return_exceptions=True)
    assert sum(isinstance(end, ChangedMeanwhile) for end in ends) == 2
    (chosen,) = [end for end in ends if isinstance(end, Chosen)]
    assert await settings.of(HERE) == chosen.now
