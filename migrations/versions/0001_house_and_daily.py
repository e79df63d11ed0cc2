"""House and daily."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """House and daily."""
    op.create_table(
        "delivery",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", types.Big, nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("other_user_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("target_id", types.Big, nullable=True),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=True),
        sa.Column("priority", types.Small, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", types.Instant(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("stop", types.Small, nullable=False),
        sa.Column("first_sent_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("channel_id", types.Big, nullable=True),
        sa.Column("message_id", types.Big, nullable=True),
        sa.Column("thread_id", types.Big, nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'done', 'failed', 'removed', 'unknown', 'skipped')",
            name=op.f("ck_delivery_state"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "guild_id", "kind", "ref", "slot", name=op.f("uq_delivery_guild_id_kind_ref_slot")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_expires_at",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('due', 'failed')"),
            postgresql_where=sa.text("state IN ('due', 'failed')"),
        )
        batch_op.create_index(
            "ix_delivery_open",
            ["priority", "due_at", "lease_until"],
            unique=False,
            sqlite_where=sa.text("state IN ('due', 'sending', 'sent')"),
            postgresql_where=sa.text("state IN ('due', 'sending', 'sent')"),
        )

    op.create_table(
        "guild",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("owner_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("joined_at", types.Instant(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("first_seen_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_member")),
        sqlite_strict=True,
    )
    op.create_table(
        "pacer",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("free_at_us", types.Big, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pacer")),
        sqlite_strict=True,
    )
    op.create_table(
        "schedule",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", types.Big, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("at", types.TimeOfDay(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("next_run_at", types.Instant(), nullable=True),
        sa.Column("last_slot", types.Day(), nullable=True),
        sa.Column("paused_at", types.Instant(), nullable=True),
        sa.Column("held_at", types.Instant(), nullable=True),
        sa.Column("held_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_schedule")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(
            "ix_schedule_next_run_at",
            ["next_run_at"],
            unique=False,
            sqlite_where=sa.text("next_run_at IS NOT NULL"),
            postgresql_where=sa.text("next_run_at IS NOT NULL"),
        )
        batch_op.create_index("ix_schedule_ref", ["guild_id", "kind", "ref"], unique=True)

    op.create_table(
        "series",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("channel_id", types.Big, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("threads", types.Flag(), nullable=False),
        sa.Column("starts_on", types.Day(), nullable=False),
        sa.Column("created_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.CheckConstraint("place IN ('text', 'forum')", name=op.f("ck_series_place")),
        sa.CheckConstraint("threads IN (0, 1)", name=op.f("ck_series_threads")),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_series")),
        sqlite_strict=True,
    )
    op.create_table(
        "setup",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("opened_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("channel_id", types.Big, nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("at", types.TimeOfDay(), nullable=True),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("threads", types.Flag(), nullable=False),
        sa.Column("changed_at", types.Instant(), nullable=False),
        sa.CheckConstraint("place IN ('text', 'forum')", name=op.f("ck_setup_place")),
        sa.CheckConstraint("threads IN (0, 1)", name=op.f("ck_setup_threads")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_setup")),
        sqlite_strict=True,
    )
    op.create_table(
        "post",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("series_id", types.Big, nullable=False),
        sa.Column("slot", types.Day(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("channel_id", types.Big, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("threads", types.Flag(), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("posted_at", types.Instant(), nullable=True),
        sa.Column("message_id", types.Big, nullable=True),
        sa.Column("thread_id", types.Big, nullable=True),
        sa.CheckConstraint("place IN ('text', 'forum')", name=op.f("ck_post_place")),
        sa.CheckConstraint("threads IN (0, 1)", name=op.f("ck_post_threads")),
        sa.ForeignKeyConstraint(
            ["guild_id", "series_id"],
            ["series.guild_id", "series.id"],
            name=op.f("fk_post_series"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_post")),
        sa.UniqueConstraint(
            "guild_id",
            "series_id",
            "cycle",
            "question_id",
            name=op.f("uq_post_guild_id_series_id_cycle_question_id"),
        ),
        sa.UniqueConstraint(
            "guild_id", "series_id", "slot", name=op.f("uq_post_guild_id_series_id_slot")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            "ix_post_slot",
            ["guild_id", "slot", "channel_id", "series_id", "question_id"],
            unique=False,
        )

    op.create_table(
        "answer",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("post_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("answered_at", types.Instant(), nullable=False),
        sa.Column("edited_at", types.Instant(), nullable=True),
        sa.Column("revealed_at", types.Instant(), nullable=True),
        sa.Column("scored_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "post_id"],
            ["post.guild_id", "post.id"],
            name=op.f("fk_answer_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "post_id", "user_id", name=op.f("pk_answer")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_answer_member", ["guild_id", "user_id", "answered_at"], unique=False
        )

    op.create_table(
        "hint",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("post_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("step", types.Small, autoincrement=False, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "post_id"],
            ["post.guild_id", "post.id"],
            name=op.f("fk_hint_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "post_id", "user_id", "step", name=op.f("pk_hint")),
        sqlite_strict=True,
    )
    op.create_table(
        "signal",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("post_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("criterion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("n", types.Small, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "post_id"],
            ["post.guild_id", "post.id"],
            name=op.f("fk_signal_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "post_id", "user_id", "criterion", "n", name=op.f("pk_signal")
        ),
        sqlite_strict=True,
    )
