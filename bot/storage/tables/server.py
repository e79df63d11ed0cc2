"""Servers, and how far each is in its setup."""

from sqlalchemy import Column, Text

from bot.storage.tables.base import flag, guild, member, one_of, table
from bot.storage.types import Big, Instant, TimeOfDay

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
    Column("zone", Text),
    Column("at", TimeOfDay),
    Column("pattern", Text),
    *flag("threads"),
    Column("changed_at", Instant, nullable=False),
)
