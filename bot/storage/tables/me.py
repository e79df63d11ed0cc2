"""What a member chose for themselves."""

from sqlalchemy import Column, Text

from bot.storage.tables.base import guild, member, table
from bot.storage.types import Instant

MEMBER = table(
    "member",
    guild(),
    member(in_key=True),
    Column("zone", Text),
    Column("first_seen_at", Instant, nullable=False),
)
