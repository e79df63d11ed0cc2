"""Servers, and how far each is in its setup."""

from sqlalchemy import Column, Index, Integer, Text

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Big, Instant, TimeOfDay, Zone

GUILD = table(
    "guild",
    guild(),
    member("owner_id", then="clear"),
    Column("joined_at", Instant, nullable=False),
    Column("removed_at", Instant),
)

SETUP = table(
    "setup",
    guild(),
    member("opened_by", then="clear"),
    Column("channel_id", Big),
    Column("place", Text),
    one_of("place", "text", "forum"),
    Column("zone", Zone()),
    Column("at", TimeOfDay),
    Column("pattern", Text),
    *flag("threads"),
    Column("ping_role_id", Big),
    Column("changed_at", Instant, nullable=False),
)

SETTINGS = table(
    "settings",
    guild(),
    Column("log_channel_id", Big),
    # Of new series, and of the report.
    Column("zone", Zone()),
    # Who gets the weekly report by direct message; empty: it goes to the log channel.
    member("report_to", then="clear"),
    # Counts the changes: a panel that shows an older one is refused.
    Column("version", Integer, nullable=False),
)

CHANGE = table(
    "change",
    guild(),
    key("id"),
    member("by", then="clear"),
    Column("at", Instant, nullable=False),
    # A word of `bot.domain.changes`, and the thing it is about.
    Column("what", Text, nullable=False),
    Column("ref", Big),
    # JSON objects with the values that changed; empty where there was nothing before or after.
    Column("before", Text),
    Column("after", Text),
    Column("undone_at", Instant),
)
Index("ix_change_at", CHANGE.c.guild_id, CHANGE.c.at)
