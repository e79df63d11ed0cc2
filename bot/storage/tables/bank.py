"""What a server asks from: questions switched off, questions of its own, and what members say of them."""

from sqlalchemy import Column, Index, Integer, Text, text

from bot.storage.tables.base import guild, key, member, one_of, table
from bot.storage.types import Instant

# Only for servers whose bank differs from the shipped one; the version is another number after each
# change, so that every process knows when to read it anew.
BANK = table("bank", guild(), Column("version", Integer, nullable=False))

SWITCHED_OFF = table(
    "switched_off",
    guild(),
    key("question_id", Text),
    member("by_id", then="clear"),
    Column("at", Instant, nullable=False),
)

# The item as JSON, by the names of the content files; it is checked anew when it is read.
OWN_QUESTION = table(
    "own_question",
    guild(),
    key("question_id", Text),
    Column("position", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("added_at", Instant, nullable=False),
    # Kept, for its posts and answers; it is asked no more.
    Column("removed_at", Instant),
)

IMPORT = table(
    "import",
    guild(),
    key("id"),
    member("by_id", then="clear"),
    Column("at", Instant, nullable=False),
    Column("file", Text, nullable=False),
    Column("undone_at", Instant),
)

# What each question of an import was before and is after it, as JSON; null where there is none. They
# are the server’s, and so not a part of the row that names a member.
IMPORTED = table(
    "imported",
    guild(),
    key("import_id"),
    key("question_id", Text),
    Column("before", Text),
    Column("after", Text),
)

MISTAKE = table(
    "mistake",
    guild(),
    key("id"),
    member(),
    Column("question_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", "open", "passed on", "closed"),
    member("ended_by", then="clear"),
    Column("ended_at", Instant),
)
Index("ix_mistake_member", MISTAKE.c.guild_id, MISTAKE.c.user_id, MISTAKE.c.at)
OPEN = "state = 'open'"
"""What an owner has not dealt with; word for word, or SQLite does not use the indexes."""
Index(
    "ix_mistake_open",
    MISTAKE.c.guild_id,
    MISTAKE.c.at,
    sqlite_where=text(OPEN),
    postgresql_where=text(OPEN),
)

# The question as its author typed it, as JSON; an accepted one becomes a question of the server’s own.
SUGGESTION = table(
    "suggestion",
    guild(),
    key("id"),
    member(),
    Column("data", Text, nullable=False),
    # What owners made of it so far, as JSON: the cells of a file of the server’s own questions.
    Column("draft", Text),
    Column("at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", "open", "accepted", "declined", "withdrawn"),
    Column("reason", Text),
    Column("question_id", Text),
    member("ended_by", then="clear"),
    Column("ended_at", Instant),
)
Index("ix_suggestion_member", SUGGESTION.c.guild_id, SUGGESTION.c.user_id, SUGGESTION.c.at)
Index(
    "ix_suggestion_open",
    SUGGESTION.c.guild_id,
    SUGGESTION.c.at,
    sqlite_where=text(OPEN),
    postgresql_where=text(OPEN),
)
