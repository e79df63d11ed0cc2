"""Changes of owners: listed with where they were, taken back once and by their maker alone."""

import asyncio
from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.changes import CHANGE, LOG_LOST, Change, What
from bot.domain.delivery import State
from bot.errors import CannotUndo, ChangedMeanwhile, NoSuchChange, NotYourChange
from bot.services.changes import KEPT, ROWS, Changes, record
from bot.storage.tables.server import CHANGE as CHANGES
from tests.services.study import ANA, ELSEWHERE, HERE, MIA, Study

LOG = 60


@pytest.fixture
def changes(study: Study) -> Changes:
    return study.services.changes


async def note(
    study: Study,
    what: What = "channel-created",
    by: int = MIA,
    ref: int | None = 70,
    guild_id: int = HERE,
    **after: Any,
) -> Change:
    """Something was changed, and a minute passes."""
    async with study.database.transaction() as tx:
        change = await record(
            tx, guild_id, by=by, what=what, ref=ref, before={}, after=after or {"name": "a"},
            now=study.clock(),
        )  # fmt: skip
    study.clock.pass_by(minutes=1)
    return change


def ids(found: Sequence[Change]) -> list[int]:
    return [one.id for one in found]


async def test_a_server_in_which_nothing_was_changed_has_one_empty_page(changes: Changes) -> None:
    found = await changes.page(HERE, MIA, 3)
    assert (found.rows, found.page, found.pages, found.mine) == ([], 0, 1, None)


async def test_pages_are_newest_first_and_a_page_too_far_is_the_last(
    study: Study, changes: Changes
) -> None:
    made = [await note(study) for _ in range(ROWS + 1)]
    first, last = await changes.page(HERE, MIA), await changes.page(HERE, MIA, 99)
    assert ids([one.change for one in (*first.rows, *last.rows)]) == ids(made)[::-1]
    assert (first.pages, last.page) == (2, 1)


async def test_a_change_about_a_series_names_its_channel_also_when_it_was_removed(
    study: Study, changes: Changes
) -> None:
    series = await study.add_series()
    one = await note(study, "series-edited", ref=series.id)
    assert (await changes.find(HERE, one.id)).channel_id == series.channel_id
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE series SET removed_at = 1")
    assert (await changes.find(HERE, one.id)).channel_id == series.channel_id


async def test_only_ones_own_newest_change_is_offered(study: Study, changes: Changes) -> None:
    mine, theirs = await note(study), await note(study, by=ANA)
    assert (await changes.page(HERE, MIA)).mine == mine.id
    assert (await changes.page(HERE, ANA)).mine == theirs.id
    assert (await changes.page(HERE, 999)).mine is None
    await note(study, "series-posted")
    assert (await changes.page(HERE, MIA)).mine is None


async def test_what_somebody_else_changed_is_theirs_to_take_back(
    study: Study, changes: Changes
) -> None:
    chosen = await study.services.settings.log_to(HERE, LOG, by=MIA)
    assert chosen.change is not None
    with pytest.raises(NotYourChange):
        await changes.undo(HERE, ANA, chosen.change.id)


async def test_a_post_that_went_out_cannot_be_taken_back(study: Study, changes: Changes) -> None:
    posted = await note(study, "series-posted")
    with pytest.raises(CannotUndo):
        await changes.undo(HERE, MIA, posted.id)


async def test_a_change_of_another_server_is_not_there(study: Study, changes: Changes) -> None:
    one = await note(study, guild_id=ELSEWHERE)
    assert await changes.lookup(HERE, one.id) is None
    for attempt in (
        changes.find(HERE, one.id),
        changes.undo(HERE, MIA, one.id),
        changes.taken_back(HERE, MIA, one.id),
    ):
        with pytest.raises(NoSuchChange):
            await attempt


async def test_an_undo_is_a_change_of_its_own_with_both_sides_swapped(
    study: Study, changes: Changes
) -> None:
    chosen = await study.services.settings.log_to(HERE, LOG, by=MIA)
    assert chosen.change is not None
    study.clock.pass_by(minutes=5)
    back = await changes.undo(HERE, MIA, chosen.change.id)
    assert (back.before, back.after) == (chosen.change.after, chosen.change.before)
    assert (back.by, back.at, back.what) == (MIA, study.clock(), "settings-changed")
    undone = (await changes.find(HERE, chosen.change.id)).change
    assert undone.undone_at == study.clock()
    assert (await changes.page(HERE, MIA)).mine == back.id


async def test_a_change_is_taken_back_once_also_by_two_presses_at_once(
    study: Study, changes: Changes
) -> None:
    chosen = await study.services.settings.set_zone(HERE, "Berlin", by=MIA)
    assert chosen.change is not None
    undo = [changes.undo(HERE, MIA, chosen.change.id) for _ in range(3)]
    ends = await asyncio.gather(*undo, return_exceptions=True)
    assert sum(isinstance(end, ChangedMeanwhile) for end in ends) == 2
    assert len(await study.rows(CHANGES)) == 2


async def test_what_discord_deleted_is_noted_as_taken_back(study: Study, changes: Changes) -> None:
    made = await note(study, name="daily-question")
    with pytest.raises(CannotUndo):
        await changes.undo(HERE, MIA, made.id)
    gone = await changes.taken_back(HERE, MIA, made.id)
    assert (gone.what, gone.before, gone.after) == ("channel-created", made.after, {})
    with pytest.raises(ChangedMeanwhile):
        await changes.taken_back(HERE, MIA, made.id)
    assert (await changes.page(HERE, MIA)).mine is None


async def test_the_last_change_about_a_thing_is_found(study: Study, changes: Changes) -> None:
    hers = await note(study, "series-edited", ref=10)
    newest = await note(study, "series-edited", by=ANA, ref=10)
    await note(study, "series-edited", ref=11)
    assert await changes.last(HERE, ref=10) == newest
    assert await changes.last(HERE, ref=10, by=MIA) == hers
    assert await changes.last(ELSEWHERE, ref=10) is None


async def test_who_asks_to_be_forgotten_leaves_the_change_without_a_name(
    study: Study, changes: Changes
) -> None:
    one = await note(study, by=ANA)
    await study.services.me.delete(HERE, ANA)
    assert (await changes.find(HERE, one.id)).change.by is None
    with pytest.raises(NotYourChange):
        await changes.undo(HERE, ANA, one.id)


async def test_changes_are_kept_for_400_days(study: Study, changes: Changes) -> None:
    await note(study)
    newer = await note(study)
    await changes.sweep(newer.at + KEPT)
    assert [row["id"] for row in await study.rows(CHANGES)] == [newer.id]
    await changes.sweep(newer.at + KEPT + timedelta(milliseconds=1))
    assert await study.rows(CHANGES) == []


async def test_of_a_log_channel_that_refuses_the_owner_is_told_once(study: Study) -> None:
    await study.services.settings.log_to(HERE, LOG, by=ANA)
    await note(study)
    for told in await study.outbox(CHANGE):
        await study.end(told, State.FAILED, "permissions")
    (notice,) = await study.outbox(LOG_LOST)
    assert (notice.ref, notice.target.stops) == (LOG, (("dm", MIA),))


async def test_a_line_of_the_log_that_was_written_tells_nobody(study: Study) -> None:
    await study.services.settings.log_to(HERE, LOG, by=ANA)
    (told,) = await study.outbox(CHANGE)
    await study.end(told)
    assert await study.outbox(LOG_LOST) == []


async def test_the_owner_is_told_of_the_log_when_their_night_is_over(study: Study) -> None:
    now = study.clock()
    await study.services.me.choose(
        HERE, MIA, zone="UTC", quiet_from=time(now.hour - 1), quiet_until=time(now.hour + 2)
    )
    await study.services.settings.log_to(HERE, LOG, by=ANA)
    (told,) = await study.outbox(CHANGE)
    await study.end(told, State.FAILED, "channel")
    (notice,) = await study.outbox(LOG_LOST)
    assert notice.due_at == now.replace(hour=now.hour + 2, minute=0)


async def test_without_a_known_owner_nobody_is_told(study: Study) -> None:
    await study.arrive(HERE, owner=None)
    async with study.database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE guild SET owner_id = NULL")
    await study.services.settings.log_to(HERE, LOG, by=ANA)
    (told,) = await study.outbox(CHANGE)
    await study.end(told, State.FAILED, "channel")
    assert await study.outbox(LOG_LOST) == []
