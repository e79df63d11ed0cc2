"""When a server’s rounds are, who had which place in each, and who waits for a partner."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, text

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Big, Day, Instant, Small

# When rounds are stands in `schedule`; here is the rest of what owners chose for them.
MOCK_SETTINGS = table(
    "mock_settings",
    guild(),
    # Where rounds are told, and in which the threads of pairs are made.
    Column("channel_id", Big, nullable=False),
    *flag("events"),
    # How long before a round its sign-up closes.
    Column("closes_hours", Integer, nullable=False),
    # Counts its changes: a panel that shows an older one is refused.
    Column("version", Integer, nullable=False),
    member("set_by", then="clear"),
    Column("set_at", Instant, nullable=False),
)

ROUND = table(
    "round",
    guild(),
    key("id"),
    # The local day of its slot; a round that was sent by hand has the day on which it was.
    Column("slot", Day, nullable=False),
    Column("number", Integer, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("sends_at", Instant, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("channel_id", Big, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", "open", "computing", "sent", "skipped"),
    # While it is computed: how often it was tried, and until when somebody is at it.
    Column("attempt", Integer, nullable=False),
    Column("lease_until", Instant),
    # The rules of time zones that its hours were read by.
    Column("zone_data", Text),
    Column("sent_at", Instant),
    # When its pairs were last looked at before it was sent.
    Column("foreseen_at", Instant),
    UniqueConstraint("guild_id", "slot"),
)
COMPUTING = "state = 'computing'"
Index(
    "ix_round_computing",
    ROUND.c.lease_until,
    sqlite_where=text(COMPUTING),
    postgresql_where=text(COMPUTING),
)

# Before a round is sent, the places that were last foreseen; after it, those that were given.
ROUND_MEMBER = table(
    "round_member",
    guild(),
    key("round_id"),
    member(in_key=True),
    # The number of their pair in the round; empty where they are left out.
    Column("pair", Integer),
    Column("reason", Text),
    Column("evening", Small),
    ForeignKeyConstraint(
        ["guild_id", "round_id"], ["round.guild_id", "round.id"], ondelete="CASCADE"
    ),
)

# Who has no partner in the present round and takes the next one who is free.
WAITING = table(
    "waiting",
    guild(),
    member(in_key=True),
    Column("round_id", Big, nullable=False),
    Column("since", Instant, nullable=False),
    Column("why", Text, nullable=False),
    one_of("why", "left-out", "late", "released", "absent"),
    ForeignKeyConstraint(
        ["guild_id", "round_id"], ["round.guild_id", "round.id"], ondelete="CASCADE"
    ),
)
