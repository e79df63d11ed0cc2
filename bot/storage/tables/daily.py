"""Series, the questions they asked, and what members did with each."""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)

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
    # The questions it asks: those that suit a level, those of kinds (codes with commas); empty: all.
    Column("level", Text),
    Column("kinds", Text),
    Column("ping_role_id", Big),
    # Counts its changes: a panel that shows an older one is refused.
    Column("version", Integer, nullable=False, server_default="1"),
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
    # A word of `bot.domain.daily.lateness` where it came late.
    Column("late_why", Text),
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


# Searching starts from the questions that match.
Index("ix_post_question", POST.c.guild_id, POST.c.question_id, POST.c.posted_at)

QUEUE = table(
    "queue",
    guild(),
    key("series_id"),
    key("question_id", Text),
    Column("position", Integer, nullable=False),
    member("added_by", then="clear"),
    Column("added_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["guild_id", "series_id"], ["series.guild_id", "series.id"], ondelete="CASCADE"
    ),
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
    # How far a review by a peer has come; empty where the author asked for none.
    Column("review", Text),
    one_of("review", "asked", "waiting", "assigned", "done"),
    # The revision of the question that was met; where none is kept, the one that was posted.
    Column("revision", Integer),
    _of_post(),
)
Index("ix_answer_member", ANSWER.c.guild_id, ANSWER.c.user_id, ANSWER.c.answered_at)
_NO_REVIEWER = "review = 'waiting'"
Index(
    "ix_answer_review",
    ANSWER.c.guild_id,
    ANSWER.c.post_id,
    sqlite_where=text(_NO_REVIEWER),
    postgresql_where=text(_NO_REVIEWER),
)

HINT = table(
    "hint",
    guild(),
    key("post_id"),
    member(in_key=True),
    key("step", Small),
    Column("at", Instant, nullable=False),
    _of_post(),
)
Index("ix_hint_member", HINT.c.guild_id, HINT.c.user_id)

SIGNAL = table(
    "signal",
    guild(),
    key("post_id"),
    member(in_key=True),
    key("criterion", Text),
    key("n", Small),
    _of_post(),
)

REVIEW = table(
    "review",
    guild(),
    key("id"),
    Column("post_id", Big, nullable=False),
    member("author_id"),
    # Empty once the reviewer asked to be forgotten; what they wrote stays with the author.
    member("reviewer_id", then="clear"),
    Column("assigned_at", Instant, nullable=False),
    # From then on it is somebody else’s.
    Column("due_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", "open", "done", "declined", "lapsed"),
    Column("ended_at", Instant),
    # The signals found, as `criterion:n` with commas, n from 0; and the one sentence.
    Column("signals", Text),
    Column("text", Text),
    ForeignKeyConstraint(
        ["guild_id", "post_id", "author_id"],
        ["answer.guild_id", "answer.post_id", "answer.user_id"],
        ondelete="CASCADE",
    ),
    UniqueConstraint("guild_id", "post_id", "author_id", "reviewer_id"),
)
Index("ix_review_reviewer", REVIEW.c.guild_id, REVIEW.c.reviewer_id, REVIEW.c.assigned_at)
_OPEN = "state = 'open'"
Index(
    "ix_review_due_at",
    REVIEW.c.due_at,
    sqlite_where=text(_OPEN),
    postgresql_where=text(_OPEN),
)
