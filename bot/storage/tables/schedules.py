"""One table for everything that happens at a local time."""

from sqlalchemy import Column, Index, Text, text

from bot.storage.tables.base import guild, key, table
from bot.storage.types import Big, Day, Instant, TimeOfDay, Zone

SCHEDULE = table(
    "schedule",
    guild(),
    key("id"),
    Column("kind", Text, nullable=False),
    Column("ref", Big, nullable=False),
    Column("zone", Zone("UTC"), nullable=False),
    Column("at", TimeOfDay, nullable=False),
    Column("pattern", Text, nullable=False),
    # Empty while paused: nothing is due.
    Column("next_run_at", Instant),
    # The latest slot that was planned: none is planned twice.
    Column("last_slot", Day),
    # No slot before this local date: paused until then, or the one before it was skipped.
    Column("not_before", Day),
    Column("paused_at", Instant),
    Column("held_at", Instant),
    Column("held_why", Text),
)
Index(
    "ix_schedule_next_run_at",
    SCHEDULE.c.next_run_at,
    sqlite_where=text("next_run_at IS NOT NULL"),
    postgresql_where=text("next_run_at IS NOT NULL"),
)
Index("ix_schedule_ref", SCHEDULE.c.guild_id, SCHEDULE.c.kind, SCHEDULE.c.ref, unique=True)
