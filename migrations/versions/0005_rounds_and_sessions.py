"""Rounds and sessions."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rounds and sessions."""
    op.create_table(
        "free_now",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("until", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_free_now")),
        sqlite_strict=True,
    )
    op.create_table(
        "mock_settings",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("channel_id", types.Big, nullable=False),
        sa.Column("events", types.Flag(), nullable=False),
        sa.Column("closes_hours", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("set_by", types.Big, autoincrement=False, nullable=True),
        sa.Column("set_at", types.Instant(), nullable=False),
        sa.CheckConstraint("events IN (0, 1)", name=op.f("ck_mock_settings_events")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_mock_settings")),
        sqlite_strict=True,
    )
    op.create_table(
        "round",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("slot", types.Day(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closes_at", types.Instant(), nullable=False),
        sa.Column("sends_at", types.Instant(), nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=False),
        sa.Column("channel_id", types.Big, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", types.Instant(), nullable=True),
        sa.Column("zone_data", sa.Text(), nullable=True),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("foreseen_at", types.Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'computing', 'sent', 'skipped')", name=op.f("ck_round_state")
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("guild_id", "slot", name=op.f("uq_round_guild_id_slot")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(
            "ix_round_computing",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'computing'"),
            postgresql_where=sa.text("state = 'computing'"),
        )

    op.create_table(
        "session",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("round_id", types.Big, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("swap", types.Flag(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("asked_at", types.Instant(), nullable=False),
        sa.Column("proposals", sa.Integer(), nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("begun_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("next_at", types.Instant(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("channel_id", types.Big, nullable=True),
        sa.Column("thread_id", types.Big, nullable=True),
        sa.Column("message_id", types.Big, nullable=True),
        sa.Column("event_id", types.Big, nullable=True),
        sa.CheckConstraint("origin IN ('round', 'now', 'with')", name=op.f("ck_session_origin")),
        sa.CheckConstraint(
            "state IN ('asked', 'proposing', 'agreed', 'over', 'released', 'cancelled', 'declined')",
            name=op.f("ck_session_state"),
        ),
        sa.CheckConstraint("swap IN (0, 1)", name=op.f("ck_session_swap")),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_session")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(
            "ix_session_next_at",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )
        batch_op.create_index("ix_session_round", ["guild_id", "round_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("session_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("proposals", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "session_id"],
            ["session.guild_id", "session.id"],
            name=op.f("fk_proposal_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "session_id", "proposals", "n", name=op.f("pk_proposal")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "round_member",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("round_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("pair", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evening", types.Small, nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "round_id"],
            ["round.guild_id", "round.id"],
            name=op.f("fk_round_member_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "round_id", "user_id", name=op.f("pk_round_member")),
        sqlite_strict=True,
    )
    op.create_table(
        "scorecard",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("id", types.Big, autoincrement=False, nullable=False),
        sa.Column("session_id", types.Big, nullable=False),
        sa.Column("rater_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("about_id", types.Big, autoincrement=False, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("grades", sa.Text(), nullable=False),
        sa.Column("recommendation", types.Small, nullable=True),
        sa.Column("keep", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("begun_at", types.Instant(), nullable=False),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("opened_at", types.Instant(), nullable=True),
        sa.Column("specific", types.Flag(), nullable=True),
        sa.Column("usable", types.Flag(), nullable=True),
        sa.Column("addendum", sa.Text(), nullable=True),
        sa.CheckConstraint("specific IN (0, 1)", name=op.f("ck_scorecard_specific")),
        sa.CheckConstraint("usable IN (0, 1)", name=op.f("ck_scorecard_usable")),
        sa.ForeignKeyConstraint(
            ["guild_id", "session_id"],
            ["session.guild_id", "session.id"],
            name=op.f("fk_scorecard_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint(
            "guild_id",
            "session_id",
            "rater_id",
            "about_id",
            name=op.f("uq_scorecard_guild_id_session_id_rater_id_about_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("scorecard", schema=None) as batch_op:
        batch_op.create_index("ix_scorecard_about", ["guild_id", "about_id"], unique=False)
        batch_op.create_index("ix_scorecard_rater", ["guild_id", "rater_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("session_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("place", types.Small, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("given_at", types.Instant(), nullable=True),
        sa.Column("excused_at", types.Instant(), nullable=True),
        sa.Column("absent_at", types.Instant(), nullable=True),
        sa.Column("released_at", types.Instant(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role IN ('interviewer', 'candidate', 'observer')", name=op.f("ck_seat_role")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "session_id"],
            ["session.guild_id", "session.id"],
            name=op.f("fk_seat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "session_id", "user_id", name=op.f("pk_seat")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index("ix_seat_user", ["guild_id", "user_id"], unique=False)

    op.create_table(
        "stamp",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("session_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("half", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.CheckConstraint(
            "what IN ('start', 'step', 'hint', 'swap', 'end', 'drill')", name=op.f("ck_stamp_what")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "session_id"],
            ["session.guild_id", "session.id"],
            name=op.f("fk_stamp_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "session_id", "n", name=op.f("pk_stamp")),
        sqlite_strict=True,
    )
    op.create_table(
        "vote",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("session_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("proposals", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "session_id"],
            ["session.guild_id", "session.id"],
            name=op.f("fk_vote_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "session_id", "proposals", "n", "user_id", name=op.f("pk_vote")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "waiting",
        sa.Column("guild_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("user_id", types.Big, autoincrement=False, nullable=False),
        sa.Column("round_id", types.Big, nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "why IN ('left-out', 'late', 'released', 'absent')", name=op.f("ck_waiting_why")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "round_id"],
            ["round.guild_id", "round.id"],
            name=op.f("fk_waiting_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_waiting")),
        sqlite_strict=True,
    )
