"""The bank."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The bank."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=True))

    op.create_table(
        "bank",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_bank")),
        sqlite_strict=True,
    )
    op.create_table(
        "import",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("by_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("undone_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_import")),
        sqlite_strict=True,
    )
    op.create_table(
        "imported",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("import_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "import_id", "question_id", name=op.f("pk_imported")),
        sqlite_strict=True,
    )
    op.create_table(
        "mistake",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'passed on', 'closed')", name=op.f("ck_mistake_state")
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_mistake")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("mistake", schema=None) as batch_op:
        batch_op.create_index("ix_mistake_member", ["guild_id", "user_id", "at"], unique=False)
        batch_op.create_index(
            "ix_mistake_open",
            ["guild_id", "at"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "own_question",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("added_at", types.Instant(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "question_id", name=op.f("pk_own_question")),
        sqlite_strict=True,
    )
    op.create_table(
        "suggestion",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("ended_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined', 'withdrawn')",
            name=op.f("ck_suggestion_state"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_suggestion")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index("ix_suggestion_member", ["guild_id", "user_id", "at"], unique=False)
        batch_op.create_index(
            "ix_suggestion_open",
            ["guild_id", "at"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "switched_off",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("by_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "question_id", name=op.f("pk_switched_off")),
        sqlite_strict=True,
    )
