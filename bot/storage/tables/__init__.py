"""The schema, one file a feature.

A column that holds a member says in its `info` what happens to it when that member asks to be
forgotten: `{"member": "delete"}` removes the row, `{"member": "clear"}` empties the column.
"""

from bot.storage.tables import bank, daily, deliveries, me, schedules, server
from bot.storage.tables.base import metadata

__all__ = ["bank", "daily", "deliveries", "me", "metadata", "schedules", "server"]
