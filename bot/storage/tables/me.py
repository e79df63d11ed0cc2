"""What a member chose for themselves."""

from sqlalchemy import Column, Text

from bot.storage.tables.base import flag, guild, member, one_of, table
from bot.storage.types import Instant, TimeOfDay

MEMBER = table(
    "member",
    guild(),
    member(in_key=True),
    Column("zone", Text),
    # Local times between which nothing is sent that the member did not agree to; both or neither.
    Column("quiet_from", TimeOfDay),
    Column("quiet_until", TimeOfDay),
    # Where they are reached; empty: by direct message.
    Column("reach", Text),
    one_of("reach", "dm", "thread"),
    # Whether they review answers of others.
    *flag("reviews", before="1"),
    Column("first_seen_at", Instant, nullable=False),
)
