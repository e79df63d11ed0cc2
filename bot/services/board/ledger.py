"""What a member’s points came from, as they see it themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.clock import Clock
from bot.domain.board import windows
from bot.domain.board.account import Account, Row, room, since_met
from bot.domain.board.points import Key, worth
from bot.services.zone import usual
from bot.storage.board import entries, totals
from bot.storage.board.entries import Entry, Written
from bot.storage.database import Database, Tx
from bot.storage.plan import study_days

PAGE = 6
# The first days of a page may lie in a week that is read from its middle on.
_APART = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Points:
    """Reading the ledger; nothing is changed here."""

    database: Database
    clock: Clock

    async def account(self, guild_id: int, user_id: int, page: int = 0) -> Account:
        """A page of a member’s own rows, the last one where there are fewer."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.reading() as tx:
            total = await entries.count(tx, **thing)
            pages = max(1, -(-total // PAGE))
            page = min(max(page, 0), pages - 1)
            found = await entries.page(tx, **thing, limit=PAGE, offset=page * PAGE)
            zone = await usual(tx, guild_id)
            today = await study_days.local_day(tx, **thing, at=self.clock(), usual_zone=zone)
            week = windows.monday(today)
            known = await _known(tx, guild_id, user_id, found, week)
            spent = await totals.spent_by(tx, **thing, week=week)
        mocks = sum(
            one.points > 0
            for one in known.values()
            if one.line.kind == "mock" and windows.monday(one.line.day) == week
        )
        had = sum(spent.values())
        return Account(
            week=had,
            rows=_rows(found, known),
            page=page,
            pages=pages,
            room=room(spent, mocks, had),
            today=today,
        )


async def _known(
    tx: Tx, guild_id: int, user_id: int, found: Sequence[Written], week: date
) -> Mapping[Key, Entry]:
    """All deeds that a page of rows is explained by."""
    earliest = min((row.line.day for row in found), default=week)
    since = windows.monday(min(earliest, week) - _APART)
    return await entries.of_member(tx, guild_id=guild_id, user_id=user_id, since=since)


def _rows(found: Sequence[Written], known: Mapping[Key, Entry]) -> Sequence[Row]:
    worths = worth(entry.line for entry in known.values())
    lines = [entry.line for entry in known.values()]
    return [
        Row(
            line=row.line,
            points=row.points,
            is_correction=row.n > 0,
            # What is told of a deed is told where it was written last.
            why=worths[row.line.key].why if row.n + 1 == known[row.line.key].rows else None,
            days_since=since_met(row.line, lines),
        )
        for row in found
    ]
