"""Mistakes in questions, as members report them and owners read them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from discord import ui

from bot.domain.daily.mistake import LONGEST, Mistake
from bot.domain.daily.question import Correction
from bot.services.daily.mistakes import Reported, Reports
from cogs.daily import mistake_views as views
from tests.cogs.samples import ASKED, ID, NOW, OPEN, asked

CORRECTED = replace(
    ASKED,
    revision=7,
    changes=tuple(
        Correction(revision=n, day="2026-05-03", text="What it says now, and said otherwise. " * 7)
        for n in range(2, 8)
    ),
)
MISTAKE = Mistake(
    guild_id=ID,
    id=ID,
    user_id=ID,
    question_id="sd.sample." + "x" * 54,
    revision=1,
    text="*" * LONGEST,
    at=NOW,
)
SHORT = replace(MISTAKE, text="```python\nprint(1)\n``` says `/daily today`, not this.")
REPORTED = Reported(mistake=MISTAKE, question=ASKED, own=False)
SAME = replace(REPORTED, mistake=SHORT)
LATER = replace(REPORTED, question=CORRECTED)
OWN = replace(LATER, own=True)
GONE = replace(REPORTED, question=None)
ALL = (REPORTED, SAME, LATER, OWN, GONE)


def _reports(page: int, pages: int, *rows: Reported) -> Reports:
    listed = [replace(one, mistake=replace(one.mistake, id=ID - n)) for n, one in enumerate(rows)]
    return Reports(rows=listed, total=len(rows) * 999, page=page, pages=pages)


TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    views.report_modal: [(asked(OPEN),)],
    views.reported_view: [(asked(OPEN),)],
    views.mistakes_view: [
        (_reports(0, 1), ID),
        (_reports(0, 1, SAME), ID),
        *((_reports(page, 999, *ALL), ID) for page in (0, 500, 998)),
    ],
    views.mistake_view: [(one, ID) for one in ALL],
    views.upstream_view: [(one, ID) for one in (REPORTED, SAME, LATER, GONE)],
    views.ended_view: [
        (one, state, ID) for one in (LATER, GONE) for state in ("closed", "passed on")
    ],
}
