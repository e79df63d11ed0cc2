"""What a member chose for themselves, and whether they are still there."""

from sqlalchemy import Column, Index, Text, text

from bot.storage.tables.base import flag, guild, member, one_of, table
from bot.storage.types import Instant, TimeOfDay, Zone

MEMBER = table(
    "member",
    guild(),
    member(in_key=True),
    Column("zone", Zone()),
    # Local times between which nothing is sent that the member did not agree to; both or neither.
    Column("quiet_from", TimeOfDay),
    Column("quiet_until", TimeOfDay),
    # Where they are reached; empty: by direct message.
    Column("reach", Text),
    one_of("reach", "dm", "thread"),
    # Whether they review answers of others.
    *flag("reviews", before="1"),
    # Whether they get a recap of their week by message.
    *flag("recap", before="0"),
    Column("first_seen_at", Instant, nullable=False),
    # When Discord was last asked whether they are in the server, and when it first said that they are
    # not; empty once they are back.
    Column("checked_at", Instant),
    Column("left_at", Instant),
)
Index("ix_member_checked_at", MEMBER.c.checked_at)
_GONE = "left_at IS NOT NULL"
Index(
    "ix_member_left_at",
    MEMBER.c.left_at,
    sqlite_where=text(_GONE),
    postgresql_where=text(_GONE),
)
