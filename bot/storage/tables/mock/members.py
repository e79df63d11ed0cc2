"""Who takes part in mock interviews, with what choices, when, and with whom never."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, Text

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Day, Instant, Zone

# Stays when they leave, for their choices to be there when they come back.
MOCK_MEMBER = table(
    "mock_member",
    guild(),
    member(in_key=True),
    Column("level", Text, nullable=False),
    Column("wish", Text, nullable=False),
    one_of("wish", "interview", "be interviewed", "swap"),
    # Rounds in a row in which they were left out, and how much more often they interviewed.
    Column("streak", Integer, nullable=False),
    Column("balance", Integer, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    # Whether they leave the next round out.
    *flag("skips"),
    Column("paused_at", Instant),
    # A day of their own; empty: until they say so.
    Column("paused_until", Day),
    # The zone in which they last chose their hours.
    Column("zone", Zone("UTC"), nullable=False),
    # Counts the changes of their hours, and what these were before the last one, as JSON.
    Column("version", Integer, nullable=False),
    Column("earlier", Text),
)


def _of_member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["guild_id", "user_id"],
        ["mock_member.guild_id", "mock_member.user_id"],
        ondelete="CASCADE",
    )


MOCK_CHOICE = table(
    "mock_choice",
    guild(),
    member(in_key=True),
    key("what", Text),
    one_of("what", "kind", "language"),
    key("value", Text),
    _of_member(),
)

# Of every week where `week` is the first day there is, else of that Monday’s alone. A row without length
# says that a week has no hours: one without rows is as every week.
HOURS = table(
    "hours",
    guild(),
    member(in_key=True),
    key("week", Day),
    key("weekday", Integer),
    # Minutes of the day on the member’s own clock.
    key("start", Integer),
    Column("length", Integer, nullable=False),
    _of_member(),
)

# Told to nobody: of the other member it goes when they are forgotten, and is never shown to them.
NEVER = table(
    "never",
    guild(),
    member(in_key=True),
    member("other_id", in_key=True, secret=True),
    Column("at", Instant, nullable=False),
)
