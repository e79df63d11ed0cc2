"""Daily in full."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Daily in full."""
    op.create_table(
        "change",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("by", types.Big, autoincrement=False, nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ref", types.Big, nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("undone_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_at", ["guild_id", "at"], unique=False)

    op.create_table(
        "settings",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("log_channel_id", types.Big, nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("report_to", types.Big, autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_settings")),
        sqlite_strict=True,
    )
    op.create_table(
        "queue",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("series_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("added_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "series_id"],
            ["series.guild_id", "series.id"],
            name=op.f("fk_queue_series"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "series_id", "question_id", name=op.f("pk_queue")),
        sqlite_strict=True,
    )
    op.create_table(
        "review",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("post_id", types.Big, nullable=False),
        sa.Column("author_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("reviewer_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("assigned_at", types.Instant(), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("signals", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'declined', 'lapsed')", name=op.f("ck_review_state")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "post_id", "author_id"],
            ["answer.guild_id", "answer.post_id", "answer.user_id"],
            name=op.f("fk_review_answer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_review")),
        sa.UniqueConstraint(
            "guild_id",
            "post_id",
            "author_id",
            "reviewer_id",
            name=op.f("uq_review_guild_id_post_id_author_id_reviewer_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            "ix_review_due_at",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "ix_review_reviewer", ["guild_id", "reviewer_id", "assigned_at"], unique=False
        )

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_answer_review"), "review IN ('asked', 'waiting', 'assigned', 'done')"
        )
        batch_op.create_index(
            "ix_answer_review",
            ["guild_id", "post_id"],
            unique=False,
            sqlite_where=sa.text("review = 'waiting'"),
            postgresql_where=sa.text("review = 'waiting'"),
        )

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet_from", types.TimeOfDay(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", types.TimeOfDay(), nullable=True))
        batch_op.add_column(sa.Column("reach", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("reviews", types.Flag(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("checked_at", types.Instant(), nullable=True))
        batch_op.add_column(sa.Column("left_at", types.Instant(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_member_reach"), "reach IN ('dm', 'thread')")
        batch_op.create_check_constraint(op.f("ck_member_reviews"), "reviews IN (0, 1)")
        batch_op.create_index("ix_member_checked_at", ["checked_at"], unique=False)
        batch_op.create_index(
            "ix_member_left_at",
            ["left_at"],
            unique=False,
            sqlite_where=sa.text("left_at IS NOT NULL"),
            postgresql_where=sa.text("left_at IS NOT NULL"),
        )

    with op.batch_alter_table("hint", schema=None) as batch_op:
        batch_op.create_index("ix_hint_member", ["guild_id", "user_id"], unique=False)

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_member",
            ["guild_id", "user_id"],
            unique=False,
            sqlite_where=sa.text("user_id IS NOT NULL"),
            postgresql_where=sa.text("user_id IS NOT NULL"),
        )

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_why", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_post_question", ["guild_id", "question_id", "posted_at"], unique=False
        )

    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("not_before", types.Day(), nullable=True))

    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("kinds", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ping_role_id", types.Big, nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))

    with op.batch_alter_table("setup", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ping_role_id", types.Big, nullable=True))
