"""How a change of a series is taken back, from the values that were kept of it."""

from datetime import datetime

from bot.domain.changes import Change, Values
from bot.domain.daily import values
from bot.domain.daily.series import Series
from bot.errors import ChangedMeanwhile
from bot.services.daily import steps, timing
from bot.services.daily.posting import Posting
from bot.services.daily.steps import Steps
from bot.storage.daily import series as stored
from bot.storage.database import Tx


async def undo(posting: Posting, tx: Tx, change: Change, now: datetime) -> None:
    """Set the values of before where those of after still hold.

    Raises `ChangedMeanwhile`, `SlotPassed`, `PastDate`, `TooMany`, `NoQuestions`.
    """
    guild_id, id = change.guild_id, change.ref or 0
    if change.what == "series-removed":
        await steps.restore(tx, guild_id, id, change.before, now)
        return
    series = await stored.lock(tx, guild_id=guild_id, id=id)
    if series is None:
        raise ChangedMeanwhile
    if change.what == "series-skipped":
        await _undo_skip(tx, series, change, now)
        return
    present = values.values(series)
    if any(present.get(name) != value for name, value in change.after.items()):
        raise ChangedMeanwhile
    match change.what:
        case "series-added":
            await steps.end(tx, series, now)
        case "series-edited":
            await Steps(posting).edit(tx, series, values.wanted(change.before, series), now)
        case "series-paused" | "series-resumed":
            await _set_pause(tx, series, change.before, now)
        case _:
            raise ValueError(f"{change.what} is not taken back here")


async def _set_pause(tx: Tx, series: Series, kept: Values, now: datetime) -> None:
    if kept["paused"]:
        await timing.rest(tx, series, values.day(kept["until"]), now)
    else:
        await timing.go_on(tx, series, now)


async def _undo_skip(tx: Tx, series: Series, change: Change, now: datetime) -> None:
    skipped = values.day(change.after["slot"])
    if skipped is not None:
        until = values.day(change.before["until"])
        await timing.bring_back(tx, series, skipped, now, until=until)
        return
    # That it was taken back is taken back: it is skipped again, if it still comes next.
    if series.next_run_at is None or timing.next_slot(series).day != values.day(
        change.before["slot"]
    ):
        raise ChangedMeanwhile
    await timing.skip(tx, series, now)
