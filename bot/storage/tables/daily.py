"""Series, the questions they asked, and what members did with each."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Big, Day, Instant, Small

SERIES = table(
    "series",
    guild(),
    key("id"),
    Column("channel_id", Big, nullable=False),
    Column("place", Text, nullable=False),
    one_of("place", "text", "forum"),
    *flag("threads"),
    Column("starts_on", Day, nullable=False),
    member("created_by", then="clear"),
    Column("created_at", Instant, nullable=False),
    Column("removed_at", Instant),
)

POST = table(
    "post",
    guild(),
    key("id"),
    Column("series_id", Big, nullable=False),
    Column("slot", Day, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("channel_id", Big, nullable=False),
    Column("place", Text, nullable=False),
    one_of("place", "text", "forum"),
    *flag("threads"),
    Column("due_at", Instant, nullable=False),
    Column("posted_at", Instant),
    Column("message_id", Big),
    Column("thread_id", Big),
    UniqueConstraint("guild_id", "series_id", "slot"),
    # Nothing is asked again before a series asked everything.
    UniqueConstraint("guild_id", "series_id", "cycle", "question_id"),
    ForeignKeyConstraint(
        ["guild_id", "series_id"], ["series.guild_id", "series.id"], ondelete="CASCADE"
    ),
)
# Holds all that the planner asks of a channel, so that it need not read the posts themselves.
Index(
    "ix_post_slot",
    POST.c.guild_id,
    POST.c.slot,
    POST.c.channel_id,
    POST.c.series_id,
    POST.c.question_id,
)


def _of_post() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["guild_id", "post_id"], ["post.guild_id", "post.id"], ondelete="CASCADE"
    )


ANSWER = table(
    "answer",
    guild(),
    key("post_id"),
    member(in_key=True),
    # Empty where the member pressed “I tried, show me”.
    Column("text", Text),
    Column("answered_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("revealed_at", Instant),
    Column("scored_at", Instant),
    _of_post(),
)
Index("ix_answer_member", ANSWER.c.guild_id, ANSWER.c.user_id, ANSWER.c.answered_at)

HINT = table(
    "hint",
    guild(),
    key("post_id"),
    member(in_key=True),
    key("step", Small),
    Column("at", Instant, nullable=False),
    _of_post(),
)

SIGNAL = table(
    "signal",
    guild(),
    key("post_id"),
    member(in_key=True),
    key("criterion", Text),
    key("n", Small),
    _of_post(),
)
