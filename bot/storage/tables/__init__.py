"""The schema, one file a feature.

A column that holds a member says in its `info` what happens to it when that member asks to be
forgotten: `{"member": "delete"}` removes the row, `{"member": "clear"}` empties the column. A `secret` one
makes no row theirs to see: that they stand in it is somebody else’s.
"""

from bot.storage.tables import bank, board, daily, deliveries, me, mock, plan, schedules, server
from bot.storage.tables.base import metadata

__all__ = [
    "bank",
    "board",
    "daily",
    "deliveries",
    "me",
    "metadata",
    "mock",
    "plan",
    "schedules",
    "server",
]
