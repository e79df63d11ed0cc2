"""What owners choose for boards: each choice counts at once, is written down, and can be taken back."""

from datetime import time
from typing import Any

import pytest

from bot.domain.board.digest import KIND
from bot.domain.changes import CHANGE
from bot.errors import ChangedMeanwhile
from bot.services.board.board_settings import BoardSettingsKeeping, Chosen
from bot.storage.database import Database
from bot.storage.tables.board import BOARD_SETTINGS
from bot.storage.tables.schedules import SCHEDULE
from tests.domain.lines import line
from tests.services.board.crediting import credited
from tests.services.study import ANA, ELSEWHERE, HERE, MIA, Study

CHANNEL = 60


@pytest.fixture
def settings(study: Study) -> BoardSettingsKeeping:
    return study.services.board_settings


def changed(chosen: Chosen) -> tuple[dict[str, Any], dict[str, Any]]:
    assert chosen.change is not None
    return dict(chosen.change.before), dict(chosen.change.after)


async def digests(study: Study) -> list[dict[str, Any]]:
    return [row for row in await study.rows(SCHEDULE) if row["kind"] == KIND]


async def test_at_first_nobody_is_left_out_and_there_is_no_digest(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    held = await settings.of(HERE)
    assert (held.excluded, held.phase_roles, held.digest_channel_id) == (frozenset(), {}, None)
    assert str(held.plan) == "Mondays 09:00, UTC"
    assert await digests(study) == []


async def test_each_choice_counts_and_stays_beside_the_others(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    one = await settings.exclude(HERE, [9, 8], by=MIA, version=0)
    assert changed(one) == ({"excluded_roles": []}, {"excluded_roles": ["8", "9"]})
    two = await settings.post_digest(HERE, CHANNEL, by=MIA, version=1)
    assert changed(two) == ({"digest": None}, {"digest": CHANNEL})
    three = await settings.give_role(HERE, 2, 77, by=ANA, version=2)
    assert changed(three) == ({"phase_2": None}, {"phase_2": 77})
    held = await settings.of(HERE)
    assert held == three.now
    assert (held.excluded, held.phase_roles) == (frozenset({8, 9}), {2: 77})
    assert (held.digest_channel_id, held.set_by, held.version) == (CHANNEL, ANA, 3)
    assert (await settings.of(ELSEWHERE)).version == 0


async def test_a_choice_on_an_older_panel_is_refused(settings: BoardSettingsKeeping) -> None:
    await settings.exclude(HERE, [9], by=MIA, version=0)
    with pytest.raises(ChangedMeanwhile):
        await settings.exclude(HERE, [8], by=ANA, version=0)
    assert (await settings.of(HERE)).excluded == frozenset({9})


async def test_what_holds_already_changes_nothing(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    assert (await settings.exclude(HERE, [], by=MIA, version=0)).change is None
    assert (await settings.of(HERE)).version == 0


async def test_the_digest_comes_at_its_hour_in_the_zone_of_the_server(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    await study.add_series()
    await settings.post_digest(HERE, CHANNEL, by=MIA, version=0)
    await settings.time_digest(HERE, by=MIA, version=1, day=5, at=time(18))
    (row,) = await digests(study)
    assert (row["zone"], row["at"], row["pattern"]) == ("Europe/Berlin", time(18), "weekdays:5")
    assert row["next_run_at"].isoformat() == "2026-03-06T17:00:00+00:00"


async def test_switched_off_it_keeps_its_hour(study: Study, settings: BoardSettingsKeeping) -> None:
    await settings.post_digest(HERE, CHANNEL, by=MIA, version=0)
    await settings.time_digest(HERE, by=MIA, version=1, day=5)
    await settings.post_digest(HERE, None, by=MIA, version=2)
    (row,) = await digests(study)
    assert row["next_run_at"] is None
    again = await settings.post_digest(HERE, CHANNEL, by=MIA, version=3)
    assert str(again.now.plan) == "Fridays 09:00, UTC"


async def test_a_change_is_taken_back_and_made_again(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    chosen = await settings.post_digest(HERE, CHANNEL, by=MIA, version=0)
    role = await settings.give_role(HERE, 1, 77, by=MIA, version=1)
    assert chosen.change is not None
    assert role.change is not None
    reverse = await study.services.changes.undo(HERE, MIA, chosen.change.id)
    held = await settings.of(HERE)
    assert (held.digest_channel_id, held.phase_roles) == (None, {1: 77})
    assert (await digests(study))[0]["next_run_at"] is None
    await study.services.changes.undo(HERE, MIA, reverse.id)
    assert (await settings.of(HERE)).digest_channel_id == CHANNEL
    await study.services.changes.undo(HERE, MIA, role.change.id)
    assert (await settings.of(HERE)).phase_roles == {}


async def test_a_change_that_was_changed_since_stays(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    first = await settings.exclude(HERE, [9], by=MIA, version=0)
    await settings.exclude(HERE, [9, 10], by=ANA, version=1)
    assert first.change is not None
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, first.change.id)


async def test_a_change_is_told_to_the_log_channel(
    study: Study, settings: BoardSettingsKeeping
) -> None:
    await study.services.settings.log_to(HERE, 70, by=MIA)
    await settings.give_role(HERE, 1, 77, by=MIA, version=0)
    assert len(await study.outbox(CHANGE)) == 2


async def test_choosing_leaves_the_season_as_it_is(
    study: Study, settings: BoardSettingsKeeping, database: Database
) -> None:
    await credited(database, line("answer"))
    (before,) = await study.rows(BOARD_SETTINGS)
    await settings.exclude(HERE, [9], by=MIA, version=before["version"])
    (after,) = await study.rows(BOARD_SETTINGS)
    assert after["season_from"] == before["season_from"] is not None
