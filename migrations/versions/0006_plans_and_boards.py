"""Plans and boards."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Plans and boards."""
    op.create_table(
        "board_member",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("joined", types.Flag(), nullable=False),
        sa.Column("thanked", types.Flag(), nullable=False),
        sa.Column("excluded", types.Flag(), nullable=False),
        sa.Column("cohort", types.Day(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.CheckConstraint("excluded IN (0, 1)", name=op.f("ck_board_member_excluded")),
        sa.CheckConstraint("joined IN (0, 1)", name=op.f("ck_board_member_joined")),
        sa.CheckConstraint("thanked IN (0, 1)", name=op.f("ck_board_member_thanked")),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_board_member")),
        sqlite_strict=True,
    )
    op.create_table(
        "board_settings",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("season_from", types.Day(), nullable=True),
        sa.Column("credited_at", types.Instant(), nullable=True),
        sa.Column("digest_channel_id", types.Big, nullable=True),
        sa.Column("set_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_board_settings")),
        sqlite_strict=True,
    )
    op.create_table(
        "day_zone",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=True),
        sa.Column("holds_from", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_day_zone")),
        sqlite_strict=True,
    )
    op.create_table(
        "entry",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("thing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("n", types.Small, autoincrement=False, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("full", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("other_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("span", types.Small, nullable=True),
        sa.CheckConstraint(
            "kind IN ('answer', 'cards', 'mock', 'review', 'story', 'task')",
            name=op.f("ck_entry_kind"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "kind", "thing", "n", name=op.f("pk_entry")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_day", ["guild_id", "user_id", "day"], unique=False)
        batch_op.create_index("ix_entry_other_id", ["guild_id", "other_id"], unique=False)

    op.create_table(
        "excluded_role",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("role_id", types.Big, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "role_id", name=op.f("pk_excluded_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "given_role",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("role_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("given_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "role_id", name=op.f("pk_given_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "phase_role",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("phase", types.Small, autoincrement=False, nullable=False),
        sa.Column("role_id", types.Big, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "phase", name=op.f("pk_phase_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "plan",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("start", types.Day(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("interview", types.Day(), nullable=True),
        sa.Column("paused_on", types.Day(), nullable=True),
        sa.Column("paused_until", types.Day(), nullable=True),
        sa.Column("begun_at", types.Instant(), nullable=False),
        sa.Column("from_week", types.Small, nullable=False),
        sa.Column("seen_on", types.Day(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_plan")),
        sqlite_strict=True,
    )
    op.create_table(
        "rank",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("window", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.CheckConstraint("members >= 0", name=op.f("ck_rank_members")),
        sa.PrimaryKeyConstraint("guild_id", "window", "scope", "points", name=op.f("pk_rank")),
        sqlite_strict=True,
    )
    op.create_table(
        "spent",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("week", types.Day(), autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('answer', 'cards', 'mock', 'review', 'story', 'task')",
            name=op.f("ck_spent_kind"),
        ),
        sa.CheckConstraint("points >= 0", name=op.f("ck_spent_points")),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "kind", "week", name=op.f("pk_spent")),
        sqlite_strict=True,
    )
    op.create_table(
        "standing",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("window", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "window", "scope", "user_id", name=op.f("pk_standing")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_standing_points", ["guild_id", "window", "scope", "points", "user_id"], unique=False
        )
        batch_op.create_index("ix_standing_user_id", ["guild_id", "user_id"], unique=False)

    op.create_table(
        "study_day",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("day", types.Day(), autoincrement=False, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.CheckConstraint(
            "how IN ('answer', 'cards', 'mock', 'task', 'made-up')", name=op.f("ck_study_day_how")
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "day", name=op.f("pk_study_day")),
        sqlite_strict=True,
    )
    op.create_table(
        "total",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("window", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "window", name=op.f("pk_total")),
        sqlite_strict=True,
    )
    op.create_table(
        "vacation",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("first", types.Day(), autoincrement=False, nullable=False),
        sa.Column("last", types.Day(), nullable=False),
        sa.CheckConstraint("last >= first", name=op.f("ck_vacation_last")),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "first", name=op.f("pk_vacation")),
        sqlite_strict=True,
    )
    op.create_table(
        "reflection",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("week", types.Small, autoincrement=False, nullable=False),
        sa.Column("went", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("written_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["plan.guild_id", "plan.user_id"],
            name=op.f("fk_reflection_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "week", name=op.f("pk_reflection")),
        sqlite_strict=True,
    )
    op.create_table(
        "task",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("task", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("first_week", types.Small, nullable=False),
        sa.Column("last_week", types.Small, nullable=False),
        sa.Column("since", types.Day(), nullable=False),
        sa.Column("done_at", types.Instant(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("how IN ('evidence', 'note')", name=op.f("ck_task_how")),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["plan.guild_id", "plan.user_id"],
            name=op.f("fk_task_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "task", name=op.f("pk_task")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recap", types.Flag(), server_default="0", nullable=False))
        batch_op.create_check_constraint(op.f("ck_member_recap"), "recap IN (0, 1)")
