"""The outbox, and the pacer’s one row."""

from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint, text

from bot.domain.delivery import State
from bot.storage.tables.base import guild, key, member, one_of, table
from bot.storage.types import Big, Instant, Small

OPEN = "state IN ('due', 'sending', 'sent')"

DELIVERY = table(
    "delivery",
    guild(),
    key("id"),
    Column("kind", Text, nullable=False),
    Column("ref", Big, nullable=False),
    Column("slot", Text, nullable=False),
    member("user_id"),
    member("other_user_id", then="clear"),
    Column("target_id", Big),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("priority", Small, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", *State),
    Column("owner", Text),
    Column("lease_until", Instant, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("stop", Small, nullable=False),
    Column("first_sent_at", Instant),
    Column("ended_at", Instant),
    Column("channel_id", Big),
    Column("message_id", Big),
    Column("thread_id", Big),
    Column("why", Text),
    UniqueConstraint("guild_id", "kind", "ref", "slot"),
)
Index(
    "ix_delivery_open",
    DELIVERY.c.priority,
    DELIVERY.c.due_at,
    DELIVERY.c.lease_until,
    sqlite_where=text(OPEN),
    postgresql_where=text(OPEN),
)

WAITING = "state IN ('due', 'failed')"
Index(
    "ix_delivery_expires_at",
    DELIVERY.c.expires_at,
    sqlite_where=text(WAITING),
    postgresql_where=text(WAITING),
)

TO_MEMBER = "user_id IS NOT NULL"
Index(
    "ix_delivery_member",
    DELIVERY.c.guild_id,
    DELIVERY.c.user_id,
    sqlite_where=text(TO_MEMBER),
    postgresql_where=text(TO_MEMBER),
)

PACER = table(
    "pacer",
    Column("name", Text, primary_key=True),
    Column("free_at_us", Big, nullable=False),
)
