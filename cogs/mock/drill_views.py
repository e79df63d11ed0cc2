"""The screens of a solo drill: timed, with hints, then the outline, one’s own score and a note."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from discord import ui

from bot.domain.daily.question import Kind
from bot.services.mock.drills import Drill
from bot.services.mock.holding import LONGEST_NOTE
from bot.ui import kit, modals
from bot.ui.components import button
from bot.ui.text import snippet
from cogs.mock import question_pages as pages
from cogs.mock import routes
from cogs.mock.agenda_parts import agenda_lines, next_label, now_line
from cogs.mock.parts import ONLY_YOU
from cogs.mock.session_parts import colour, ids

Page = Literal["prompt", "hints", "agenda", "outline", "follow"]
PAGES: tuple[Page, ...] = get_args(Page)
_LABELS: dict[Page, str] = {
    "prompt": "Prompt",
    "hints": "Hints",
    "agenda": "Agenda",
    "outline": "Outline",
    "follow": "Follow-ups",
}
_WORKING: tuple[Page, ...] = ("prompt", "hints", "agenda")
_REVIEWING: tuple[Page, ...] = ("outline", "prompt", "follow")
_SHOWN = 200
_IN_A_ROW = 2


def kinds_view(kinds: Sequence[Kind], guild: int) -> ui.LayoutView:
    """Which kind to practise."""
    found = [
        button(kit.KINDS[kind].label, routes.SOLO_KIND, kind=kind, guild=guild) for kind in kinds
    ]
    return kit.panel(
        f"-# Mock · solo drill · {ONLY_YOU}",
        "## Practise by yourself",
        "A question that is new to you, the agenda of a real interview, hints one at a time. At the end "
        "you tick what was there.",
        *(kit.row(*found[n : n + _IN_A_ROW]) for n in range(0, len(found), _IN_A_ROW)),
        "-# Talk aloud, as if somebody listened. It counts as no meeting.",
    )


def drill_view(drill: Drill, page: Page | None = None, leaf: int = 0) -> ui.LayoutView:
    """A drill that runs, first with its prompt; or after it, first with its outline."""
    tabs = _REVIEWING if drill.is_closed else _WORKING
    page = page if page in tabs else tabs[0]
    leaves = pages.cut(_texts(drill, page))
    leaf = min(max(leaf, 0), len(leaves) - 1)
    part = pages.count(leaf, len(leaves))
    return kit.panel(
        kit.head(drill.session.kind, f"solo · {_LABELS[page].lower()}{part}"),
        f"## {drill.question.short}",
        *_on_top(drill),
        kit.line(),
        *pages.joined(leaves[leaf]),
        *_actions(drill),
        _turns(drill, page, leaf, len(leaves)),
        _tabs(drill, page, leaf, tabs),
        "-# Nobody else sees this drill."
        if drill.is_closed
        else "-# The number of hints is noted in your history.",
        colour=colour(drill.session),
    )


def _texts(drill: Drill, page: Page) -> pages.Texts:
    question = drill.question
    match page:
        case "prompt":
            return pages.prompt(question)
        case "agenda":
            return [agenda_lines(drill.agenda)]
        case "hints":
            opened = question.hints[: drill.hints]
            shown = [f"{n}. {hint}" for n, hint in enumerate(opened, 1)]
            return shown or ["No hint is open yet. The first one is one tap away."]
        case "outline":
            return pages.outline(question)
        case "follow":
            return pages.follow_ups(question)


def _on_top(drill: Drill) -> Sequence[str]:
    if not drill.is_closed:
        again = (
            "\n-# You have met this one: nothing new of this kind is left." if drill.again else ""
        )
        return (f"{now_line(drill.agenda)}\n{drill.agenda.now.step.candidate}{again}",)
    hints = kit.count(drill.hints, "hint")
    score = drill.score
    said = f"**You had {score.hit} of {score.total}** · {hints}" if score else f"**Over** · {hints}"
    if drill.note:
        said += f"\n**Your note** {snippet(drill.note, _SHOWN)}"
    return (said if score else f"{said}\nRead the outline, then tick what was in your answer.",)


def _actions(drill: Drill) -> Sequence[ui.ActionRow[Any]]:
    if drill.is_closed:
        scored = drill.score is not None
        note = "Edit note" if drill.note else "Write a note"
        return (
            kit.row(
                button(
                    "Score again" if scored else "Score mine",
                    routes.DRILL_TICK,
                    **ids(drill.session),
                    primary=True,
                ),
                button(note, routes.DRILL_NOTE, **ids(drill.session)),
            ),
        )
    label, place = next_label(drill.agenda), drill.agenda.place + 1
    end = button("Open outline", routes.DRILL_END, **ids(drill.session), primary=label is None)
    if label is None:
        return (kit.row(end, _hint(drill)),)
    step = button(label, routes.DRILL_STEP, place=place, **ids(drill.session), primary=True)
    return (kit.row(step, _hint(drill)), kit.row(end))


def _hint(drill: Drill) -> ui.Item[Any] | None:
    n = drill.hints + 1
    if n > len(drill.question.hints):
        return None
    return button(f"Hint {n}", routes.DRILL_HINT, n=n, **ids(drill.session))


def _turns(drill: Drill, page: Page, leaf: int, leaves: int) -> ui.ActionRow[Any] | None:
    if leaves == 1:
        return None
    return kit.row(
        _tab(drill, page, leaf + 1, "More") if leaf + 1 < leaves else None,
        _tab(drill, page, leaf - 1, "Back") if leaf > 0 else None,
    )


def _tabs(drill: Drill, page: Page, leaf: int, tabs: Sequence[Page]) -> ui.ActionRow[Any]:
    return kit.row(
        *(_tab(drill, one, leaf, here=True) if one == page else _tab(drill, one, 0) for one in tabs)
    )


def _tab(
    drill: Drill, page: Page, leaf: int, label: str | None = None, *, here: bool = False
) -> ui.Item[Any]:
    label = label or _LABELS[page]
    return button(label, routes.DRILL_PAGE, page=page, leaf=leaf, here=here, **ids(drill.session))


def score_modal(drill: Drill) -> ui.Modal:
    """What was there, criterion by criterion."""
    ticked = drill.stamps.ticked
    return modals.form(
        "Score your drill",
        routes.DRILL_TICK.id(**ids(drill.session)),
        *(
            modals.check_field(
                one.key,
                one.label,
                [
                    (text, place in ticked.get(n, frozenset[int]()))
                    for place, text in enumerate(drill.question.signals.get(one.key, ()))
                ],
            )
            for n, one in enumerate(drill.rubric.criteria, 1)
        ),
    )


def note_modal(drill: Drill) -> ui.Modal:
    """A note for oneself."""
    return modals.form(
        "A note for you",
        routes.DRILL_NOTE.id(**ids(drill.session)),
        modals.text_field(
            "note",
            "What will you do differently?",
            description="Only you see it, in your history.",
            placeholder="Begin with the numbers; they decide the key.",
            long=True,
            default=drill.note,
            longest=LONGEST_NOTE,
            required=False,
        ),
    )
