"""Scorecards: what one member of a session says of another, or of themselves."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint

from bot.storage.tables.base import guild, key, member, table
from bot.storage.types import Big, Flag, Instant, Small

# Goes with whom it is about. Of who wrote it the name goes, and what it says stays with its reader.
SCORECARD = table(
    "scorecard",
    guild(),
    key("id"),
    Column("session_id", Big, nullable=False),
    member("rater_id", then="clear"),
    member("about_id", once="opened_at"),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    # The grades 1-4 as JSON, by criterion.
    Column("grades", Text, nullable=False),
    Column("recommendation", Small),
    Column("keep", Text),
    Column("change", Text),
    Column("evidence", Text),
    Column("begun_at", Instant, nullable=False),
    # When both pages were in; it is sealed from then on.
    Column("sent_at", Instant),
    Column("opened_at", Instant),
    # What its reader says of it; who wrote it only learns it of several together.
    Column("specific", Flag, info={"of": "about_id"}),
    CheckConstraint("specific IN (0, 1)", name="specific"),
    Column("usable", Flag, info={"of": "about_id"}),
    CheckConstraint("usable IN (0, 1)", name="usable"),
    # One sentence more, after it was opened.
    Column("addendum", Text),
    UniqueConstraint("guild_id", "session_id", "rater_id", "about_id"),
    ForeignKeyConstraint(
        ["guild_id", "session_id"], ["session.guild_id", "session.id"], ondelete="CASCADE"
    ),
)
Index("ix_scorecard_about", SCORECARD.c.guild_id, SCORECARD.c.about_id)
Index("ix_scorecard_rater", SCORECARD.c.guild_id, SCORECARD.c.rater_id)
