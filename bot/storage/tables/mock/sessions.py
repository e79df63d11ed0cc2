"""Sessions: who sits in each, the times they choose from, and what happened in it minute by minute."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Text, text

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Big, Instant, Small

SESSION = table(
    "session",
    guild(),
    key("id"),
    Column("origin", Text, nullable=False),
    one_of("origin", "round", "now", "with"),
    Column("round_id", Big),
    Column("state", Text, nullable=False),
    one_of("state", "asked", "proposing", "agreed", "over", "released", "cancelled", "declined"),
    Column("kind", Text, nullable=False),
    *flag("swap"),
    Column("created_at", Instant, nullable=False),
    # Since when its members have been asked for a time, anew after each move.
    Column("asked_at", Instant, nullable=False),
    # The set of times they choose from, counted from 1; 0 where none was made.
    Column("proposals", Integer, nullable=False),
    Column("starts_at", Instant),
    # Counts the times it was agreed, moved and cancelled, as calendars want it.
    Column("sequence", Integer, nullable=False),
    Column("begun_at", Instant),
    Column("ended_at", Instant),
    # When something is to be done about it next, and what.
    Column("next_at", Instant),
    Column("next_step", Text),
    # What is told of the pair, as JSON without members: see `bot.domain.mock.session.Facts`.
    Column("facts", Text, nullable=False),
    # The channel of its thread, the thread, the message in it that its members press on, its event.
    Column("channel_id", Big),
    Column("thread_id", Big),
    Column("message_id", Big),
    Column("event_id", Big),
)
NEXT = "next_at IS NOT NULL"
Index(
    "ix_session_next_at",
    SESSION.c.next_at,
    sqlite_where=text(NEXT),
    postgresql_where=text(NEXT),
)
Index("ix_session_round", SESSION.c.guild_id, SESSION.c.round_id)


def _of_session() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["guild_id", "session_id"], ["session.guild_id", "session.id"], ondelete="CASCADE"
    )


SEAT = table(
    "seat",
    guild(),
    key("session_id"),
    member(in_key=True),
    Column("place", Small, nullable=False),
    # What they do at first; with a swap the first two exchange it half-way.
    Column("role", Text, nullable=False),
    one_of("role", "interviewer", "candidate", "observer"),
    Column("level", Text, nullable=False),
    # What this member asks as interviewer, once the packet was opened or half-time has come.
    Column("question_id", Text),
    Column("revision", Integer),
    Column("given_at", Instant),
    Column("excused_at", Instant),
    # When another said that they had not come.
    Column("absent_at", Instant),
    # When they said that they cannot, or did not answer until their session was released.
    Column("released_at", Instant),
    Column("note", Text),
    _of_session(),
)
Index("ix_seat_user", SEAT.c.guild_id, SEAT.c.user_id)

PROPOSAL = table(
    "proposal",
    guild(),
    key("session_id"),
    key("proposals", Integer),
    key("n", Integer),
    Column("starts_at", Instant, nullable=False),
    _of_session(),
)

VOTE = table(
    "vote",
    guild(),
    key("session_id"),
    key("proposals", Integer),
    key("n", Integer),
    member(in_key=True),
    Column("at", Instant, nullable=False),
    _of_session(),
)

# What was pressed during a session, in order.
STAMP = table(
    "stamp",
    guild(),
    key("session_id"),
    key("n", Integer),
    Column("what", Text, nullable=False),
    one_of("what", "start", "step", "hint", "swap", "end", "drill"),
    # The half it was in, 1 or 2, and the number of the step or hint.
    Column("half", Integer, nullable=False),
    Column("value", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    _of_session(),
)

# Who would begin a session right away, until when.
FREE_NOW = table(
    "free_now",
    guild(),
    member(in_key=True),
    Column("id", Big, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)
