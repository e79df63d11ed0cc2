"""Plans of twelve weeks, their tasks, what members wrote about a week, and the days they studied."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, Text

from bot.storage.tables.base import guild, key, member, one_of, table
from bot.storage.types import Day, Instant, Small, Zone

PLAN = table(
    "plan",
    guild(),
    member(in_key=True),
    # The member’s own first day, moved on by every pause that is over.
    Column("start", Day, nullable=False),
    Column("level", Text, nullable=False),
    Column("interview", Day),
    # The first day of the pause they are in, and the day it ends by itself.
    Column("paused_on", Day),
    Column("paused_until", Day),
    Column("begun_at", Instant, nullable=False),
    # The week in which they came to it: what earlier weeks held is open, and nobody waits for it.
    Column("from_week", Small, nullable=False),
    # The last day on which they looked at it.
    Column("seen_on", Day, nullable=False),
    # Counts the changes: a screen that shows an older plan is refused.
    Column("version", Integer, nullable=False),
)


def _of_plan() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["guild_id", "user_id"], ["plan.guild_id", "plan.user_id"], ondelete="CASCADE"
    )


# One row for each task of the track, from the day the plan began.
TASK = table(
    "task",
    guild(),
    member(in_key=True),
    key("task", Text),
    # The weeks of the plan in which it is to be done.
    Column("first_week", Small, nullable=False),
    Column("last_week", Small, nullable=False),
    # The day from which its evidence counts.
    Column("since", Day, nullable=False),
    Column("done_at", Instant),
    # Seen by the bot, or said by the member in a line of their own.
    Column("how", Text),
    one_of("how", "evidence", "note"),
    Column("note", Text),
    _of_plan(),
)

REFLECTION = table(
    "reflection",
    guild(),
    member(in_key=True),
    key("week", Small),
    Column("went", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    _of_plan(),
)

# A day on which they studied, on their own clock. Points have no part in it.
STUDY_DAY = table(
    "study_day",
    guild(),
    member(in_key=True),
    key("day", Day),
    Column("how", Text, nullable=False),
    one_of("how", "answer", "cards", "mock", "task", "made-up"),
    Column("at", Instant, nullable=False),
)

VACATION = table(
    "vacation",
    guild(),
    member(in_key=True),
    key("first", Day),
    Column("last", Day, nullable=False),
    CheckConstraint("last >= first", name="last"),
)

# The zone by which a member’s days are told apart. A new one holds from their next midnight on.
DAY_ZONE = table(
    "day_zone",
    guild(),
    member(in_key=True),
    Column("zone", Zone(), nullable=False),
    # The zone that held before `holds_from`.
    Column("earlier", Zone()),
    Column("holds_from", Instant, nullable=False),
)
