"""A member’s settings, what is kept of them, and the ways to take it along or delete it."""

from datetime import time
from typing import Any

from bot.domain.me import Preferences
from bot.domain.retention import KEPT, Counts
from cogs.me import views
from tests.cogs.samples import NOW, ZONE

CHOSEN = Preferences(
    zone=ZONE, quiet_from=time(22), quiet_until=time(7), reach="thread", reviews=False
)
NO_ZONE = Preferences(quiet_from=time(22), quiet_until=time(7))
NOTHING = Counts({}, {})
MUCH = Counts(dict.fromkeys(KEPT, 123_456), dict.fromkeys(KEPT, 123_456))

TABLE: dict[Any, Any] = {
    views.show_view: [
        (Preferences(), ZONE, 0, NOW),
        (CHOSEN, ZONE, 123_456, NOW),
        (NO_ZONE, ZONE, 1, NOW),
    ],
    views.quiet_modal: [(Preferences(),), (CHOSEN,)],
    views.what_is_kept_view: [(counts, page) for counts in (NOTHING, MUCH) for page in (0, 1, 2)],
    views.export_view: [(MUCH,), (NOTHING,)],
    views.sent_view: [(), (3, 12)],
    views.delete_view: [
        (MUCH,),
        (Counts(MUCH.goes, {}),),
        (Counts({}, MUCH.stays),),
        (NOTHING,),
    ],
    views.kept_view: [()],
    views.deleted_view: [()],
    views.nothing_view: [()],
}
