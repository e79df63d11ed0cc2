"""Points as they were earned, their sums, and the places of those who want to be seen."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from bot.storage.tables.base import flag, guild, key, member, one_of, table
from bot.storage.types import Big, Day, Instant, Small

KINDS = ("answer", "cards", "mock", "review", "story", "task")

# Append-only. The row numbered 0 is the deed itself, those after it correct what it earned.
ENTRY = table(
    "entry",
    guild(),
    member(in_key=True),
    key("kind", Text),
    one_of("kind", *KINDS),
    # What was done, by its id, so that the same deed never counts twice.
    key("thing", Text),
    key("n", Small),
    Column("at", Instant, nullable=False),
    # The member’s own day, as it was when they did it.
    Column("day", Day, nullable=False),
    # What the deed is worth before any cap, and what this row adds or takes.
    Column("full", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    # Whose answer was reviewed, or whom a mock was held with.
    member("other_id", then="clear", secret=True),
    # For how many days a mock lowers what the next one with the same partner earns.
    Column("span", Small),
)
Index("ix_entry_day", ENTRY.c.guild_id, ENTRY.c.user_id, ENTRY.c.day)
Index("ix_entry_other_id", ENTRY.c.guild_id, ENTRY.c.other_id)

# What a week gave by kind: the caps of a week are held where this is counted up.
SPENT = table(
    "spent",
    guild(),
    member(in_key=True),
    key("kind", Text),
    one_of("kind", *KINDS),
    # The week by its Monday.
    key("week", Day),
    Column("points", Integer, nullable=False),
    CheckConstraint("points >= 0", name="points"),
)

# A sum over entries. Windows: `week:2026-11-23`, `phase:…`, `season:…` by their first Monday, and `all`.
TOTAL = table(
    "total",
    guild(),
    member(in_key=True),
    key("window", Text),
    Column("points", Integer, nullable=False),
)

BOARD_MEMBER = table(
    "board_member",
    guild(),
    member(in_key=True),
    # Whether they want to be seen on boards, and whether they may be thanked by name.
    *flag("joined"),
    *flag("thanked"),
    # Whether they had a role that boards leave out when they were last seen.
    *flag("excluded"),
    # The Monday of the week in which their plan began; empty without a plan.
    Column("cohort", Day),
    # Counts the changes of their points: who credits one member waits for who does so already.
    Column("turn", Integer, nullable=False),
)

# The totals of those who are seen, by scope: `server`, or `cohort:2026-11-23`.
STANDING = table(
    "standing",
    guild(),
    key("window", Text),
    key("scope", Text),
    member(in_key=True),
    Column("points", Integer, nullable=False),
)
Index(
    "ix_standing_points",
    STANDING.c.guild_id,
    STANDING.c.window,
    STANDING.c.scope,
    STANDING.c.points,
    STANDING.c.user_id,
)
Index("ix_standing_user_id", STANDING.c.guild_id, STANDING.c.user_id)

# How many of them stand at a number of points.
RANK = table(
    "rank",
    guild(),
    key("window", Text),
    key("scope", Text),
    key("points", Integer),
    Column("members", Integer, nullable=False),
    CheckConstraint("members >= 0", name="members"),
)

BOARD_SETTINGS = table(
    "board_settings",
    guild(),
    # The Monday from which seasons of twelve weeks are counted; set by the first deed.
    Column("season_from", Day),
    # When everything that was done before there were points was credited.
    Column("credited_at", Instant),
    # Where the weekly digest goes; empty: there is none.
    Column("digest_channel_id", Big),
    member("set_by", then="clear"),
    # Counts the changes: a panel that shows an older one is refused.
    Column("version", Integer, nullable=False),
)

EXCLUDED_ROLE = table("excluded_role", guild(), key("role_id"))

PHASE_ROLE = table(
    "phase_role",
    guild(),
    key("phase", Small),
    Column("role_id", Big, nullable=False),
)

# Which of them a member was given, and when last.
GIVEN_ROLE = table(
    "given_role",
    guild(),
    member(in_key=True),
    key("role_id"),
    Column("given_at", Instant, nullable=False),
)
