"""Runs migrations on the connection that the bot hands over; it opens none of its own.

There is no way down: going back means restoring the backup made before, since a schema can be rebuilt
backwards but the rows that a step dropped cannot.
"""

from typing import Any, Literal

from alembic import context

from bot.storage import types
from bot.storage.tables import metadata


def _short(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """The names that our own column types go by, in place of their parts; false: as ever."""
    if kind == "type":
        for name in ("Big", "Small"):
            if item is getattr(types, name):
                return f"types.{name}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_short,
    user_module_prefix="types.",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
