"""Questions that members suggest: sent, waiting, completed, answered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from discord import ui

from bot.domain.daily.own import Trouble
from bot.domain.daily.question import KINDS
from bot.domain.daily.suggestion import REASON_LONGEST, Idea, Suggestion
from bot.services.daily.completing import Accepted, Draft, Waiting
from bot.services.daily.suggestions import Suggested
from cogs.daily import completing_views, suggesting_views
from cogs.daily.parts import parts_of
from tests.cogs.samples import ASKED, ID, NOW, RUBRIC

FULL = Idea(
    kind="system-design",
    title="*" * 150,
    prompt="*" * 1500,
    outline="a line\n" * 8 + "*" * 1440,
    hints="*" * 1200,
    source="*" * 300,
)
BRIEF = Idea(kind="behavioral", title="A plan you gave up", prompt="Which one, and when? Say why.")
OPEN = Suggestion(guild_id=ID, id=ID, user_id=ID, idea=FULL, at=NOW)
SHORT = replace(OPEN, idea=BRIEF)
BEGUN = replace(OPEN, draft={"title": "A title of its own"})
DECLINED = replace(
    OPEN, state="declined", reason="*" * REASON_LONGEST, ended_at=NOW + timedelta(days=1)
)
ACCEPTED = replace(SHORT, state="accepted", question_id="own.a-plan-you-gave-up")
NEAR = [ASKED, ASKED, ASKED]
EVERY = (OPEN, SHORT, BEGUN, DECLINED, ACCEPTED)


def _many(of: Sequence[Suggestion], number: int) -> list[Suggestion]:
    return [replace(of[n % len(of)], id=ID - n) for n in range(number)]


def _waiting(page: int, pages: int, rows: int) -> Waiting:
    return Waiting(rows=_many((OPEN, SHORT, BEGUN), rows), total=rows, page=page, pages=pages)


def _draft(suggestion: Suggestion, *troubles: str, **cells: str) -> Draft:
    return Draft(
        suggestion=suggestion,
        cells={"kind": suggestion.idea.kind, **cells},
        rubric=RUBRIC,
        troubles=[
            Trouble(line=2, where=where, message=f"needs something else than “{'*' * 90}”")
            for where in troubles
        ],
        near=NEAR,
    )


CELLS = {
    cell.column: ("x" * cell.longest)
    for kind in KINDS
    for part in parts_of(kind, RUBRIC)
    for cell in part.cells
}
WRONG = ("title", "levels 1", "outline 2 text", "signals scope 1", "requirements", "signals", "")
DRAFTS = [
    _draft(OPEN, *WRONG * 3, **CELLS),
    _draft(OPEN, "short", "topic"),
    _draft(replace(OPEN, idea=replace(FULL, kind="coding")), "examples 1", **CELLS),
    _draft(SHORT, "signals depth 2", **CELLS),
    _draft(SHORT, ""),
    _draft(SHORT),
    replace(_draft(SHORT, "signals"), rubric=None, near=()),
]

TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    suggesting_views.suggest_modal: [(kind,) for kind in KINDS],
    suggesting_views.edit_modal: [(OPEN,), (SHORT,)],
    suggesting_views.yours_view: [([],), ([SHORT],), (_many(EVERY, 10),)],
    suggesting_views.sent_view: [
        (Suggested(suggestion=OPEN, near=NEAR),),
        (Suggested(suggestion=SHORT),),
    ],
    suggesting_views.own_suggestion_view: [(one,) for one in EVERY],
    suggesting_views.withdrawn_view: [(OPEN,), (SHORT,)],
    suggesting_views.answered_view: [(one, "n" * 60) for one in (DECLINED, ACCEPTED)],
    completing_views.waiting_view: [
        (_waiting(0, 1, 0), ID),
        (_waiting(0, 1, 1), ID),
        *((_waiting(page, 999, 5), ID) for page in (0, 500, 998)),
    ],
    completing_views.suggestion_view: [
        (Suggested(suggestion=OPEN, near=NEAR), ID),
        (Suggested(suggestion=SHORT), ID),
    ],
    completing_views.draft_view: [(draft, ID) for draft in DRAFTS],
    completing_views.part_modal: [
        (replace(draft, suggestion=replace(OPEN, idea=replace(FULL, kind=kind))), part, ID)
        for draft in DRAFTS[:2]
        for kind in KINDS
        for part in parts_of(kind, RUBRIC)
    ],
    completing_views.accepted_view: [
        (Accepted(suggestion=OPEN, question=replace(ASKED, id="own." + "x" * 60), change_id=ID), ID)
    ],
    completing_views.unaccepted_view: [(ID,)],
    completing_views.decline_modal: [(OPEN, ID)],
    completing_views.declined_view: [(DECLINED, ID)],
}
