"""Mock interviews."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mock interviews."""
    op.create_table(
        "mock_member",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("joined_at", types.Instant(), nullable=False),
        sa.Column("left_at", types.Instant(), nullable=True),
        sa.Column("skips", types.Flag(), nullable=False),
        sa.Column("paused_at", types.Instant(), nullable=True),
        sa.Column("paused_until", types.Day(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "wish IN ('interview', 'be interviewed', 'swap')", name=op.f("ck_mock_member_wish")
        ),
        sa.CheckConstraint("skips IN (0, 1)", name=op.f("ck_mock_member_skips")),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_mock_member")),
        sqlite_strict=True,
    )
    op.create_table(
        "never",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("other_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "other_id", name=op.f("pk_never")),
        sqlite_strict=True,
    )
    op.create_table(
        "hours",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("week", types.Day(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["mock_member.guild_id", "mock_member.user_id"],
            name=op.f("fk_hours_mock_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "user_id", "week", "weekday", "start", name=op.f("pk_hours")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "mock_choice",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=False),
        sa.CheckConstraint("what IN ('kind', 'language')", name=op.f("ck_mock_choice_what")),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["mock_member.guild_id", "mock_member.user_id"],
            name=op.f("fk_mock_choice_mock_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "user_id", "what", "value", name=op.f("pk_mock_choice")
        ),
        sqlite_strict=True,
    )
