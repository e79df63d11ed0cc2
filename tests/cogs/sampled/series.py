"""Samples of the screens of `/series`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from discord import ui

from bot.domain.delivery import Delivery, State, Target
from bot.domain.patterns import MonthDays
from bot.domain.schedule import Pattern, Plan, Slot
from bot.services.daily.series import Edited
from bot.services.daily.upcoming import Upcoming
from cogs.daily import changing, keeping, owners, previews
from cogs.daily.fit import Fit
from tests.cogs import samples
from tests.cogs.samples import HELD, ID, NEEDS, NOW, PAUSED, POST, ROLE, SERIES

FITS = Fit(channel_id=ID, role=ROLE)
LACKS = Fit(
    channel_id=ID,
    role=ROLE,
    needs=NEEDS,
    obstacles=[
        f"<#{ID}> asks for a tag on every post. {'Add a tag of each kind. ' * 6}\n-# Edit channel",
        f"<@&{ID}> is shown and pings nobody: let everybody mention it.\n-# Server settings → Roles",
    ],
    remarks=["-# Servers that follow this announcement channel do not get the questions."],
)
MONTH = frozenset(range(1, 32))
FULL = replace(
    SERIES,
    level="L6",
    kinds=("system-design", "technical-depth", "behavioral"),
    ping_role_id=ID,
    version=9999,
    plan=Plan("America/Argentina/ComodRivadavia", time(9, 30), Pattern(MonthDays(MONTH), False)),
)
REST = replace(PAUSED, not_before=date(2026, 9, 30), next_run_at=NOW)
FORUM = replace(SERIES, place="forum")
MANY = [replace(one, id=ID - n) for n, one in enumerate([FULL, HELD, PAUSED, REST, SERIES] * 10)]
NAMES = {ID: "n" * 100}
SLOT = Slot(date(2026, 9, 30), NOW)
OUT = replace(POST, message_id=ID, thread_id=ID)
DELIVERY = Delivery(
    guild_id=ID,
    id=ID,
    kind="daily",
    ref=ID,
    slot="2026-01-01",
    target=Target(channel_id=ID),
    due_at=NOW,
    expires_at=None,
    state=State.FAILED,
    owner="",
    attempt=1,
    stop=0,
    first_sent_at=None,
    lease_until=NOW,
    why="refused",
)
EDITED = Edited(before=SERIES, after=FULL, change_id=ID, passed_today=True)
FASTER = f"<@{ID}> changed this <t:1767225600:R>; these are the values now."
AHEAD = [
    Upcoming(slot=SLOT, question=samples.ASKED, queued=bool(n % 2), again=bool(n % 3))
    for n in range(previews.ROWS * previews.PAGES)
]

TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    owners.list_view: [
        ([], {}, ID),
        ([SERIES], NAMES, ID),
        ([], {}, ID, 0, "Taken back: the series is gone again."),
        *((MANY, NAMES, ID, page) for page in (0, 1, 2, 6, 99)),
    ],
    owners.detail_view: [
        *((one, FITS, ID) for one in (SERIES, FULL, HELD, PAUSED, REST, FORUM)),
        (replace(FULL, next_run_at=None), LACKS, ID),
        (replace(FULL, held_at=NOW, held_why="permissions"), LACKS, ID, "Taken back."),
    ],
    keeping.added_view: [(SERIES, FITS, ID), (FULL, LACKS, ID, ID)],
    keeping.paused_view: [(PAUSED, ID), (REST, ID)],
    keeping.resumed_view: [(SERIES, ID), (replace(SERIES, next_run_at=None), ID)],
    keeping.skipped_view: [(SERIES, SLOT, ID), (SERIES, SLOT, ID, ID)],
    keeping.post_now_view: [
        (SERIES, NOW.date(), NOW, ID),
        (REST, date(2026, 1, 2), NOW, ID),
        (PAUSED, NOW.date(), None, ID),
    ],
    keeping.posted_view: [(SERIES, OUT, ID), (SERIES, POST, ID)],
    keeping.not_posted_view: [
        (SERIES, FITS, DELIVERY, ID),
        (HELD, LACKS, DELIVERY, ID),
        *(
            (SERIES, FITS, replace(DELIVERY, state=state), ID)
            for state in (State.UNKNOWN, State.DUE)
        ),
    ],
    keeping.already_out_view: [(SERIES, None, ID), (SERIES, OUT, ID), (SERIES, POST, ID)],
    keeping.remove_view: [(SERIES, ID), (PAUSED, ID)],
    keeping.removed_view: [(SERIES, ID), (SERIES, ID, ID)],
    previews.preview_view: [
        ((SERIES, [], ID)),
        *(
            (SERIES, found, ID, page, titles)
            for found in (AHEAD, AHEAD[:3])
            for page in (0, 1, 11)
            for titles in (False, True)
        ),
    ],
    previews._nothing_view: [(SERIES, ID), (PAUSED, ID)],
    changing.edit_view: [
        (SERIES, FITS, ID),
        (FULL, LACKS, ID),
        (FORUM, FITS, ID),
        (FULL, LACKS, ID, EDITED),
        (FULL, FITS, ID, replace(EDITED, passed_today=False)),
        (SERIES, FITS, ID, replace(EDITED, after=SERIES, passed_today=False)),
        (SERIES, FITS, ID, None, changing.Stale(FASTER)),
        (SERIES, LACKS, ID, None, changing.Stale(FASTER, "09:30 · Mon, Wed · Berlin · today")),
    ],
    changing.times_modal: [(FULL, ID), (SERIES, ID)],
}
