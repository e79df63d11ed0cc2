"""Every screen and modal of the cogs with values as long as they come, and the shipped questions’."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from string import Formatter
from typing import Any

from discord import ui

import bot.app  # noqa: F401 - imports every error there is
import cogs
from bot.content.library import Content
from bot.domain.board.points import Worth
from bot.domain.daily.question import (
    Criterion,
    Estimate,
    Point,
    Question,
    Reference,
    Rubric,
    SystemDesign,
)
from bot.domain.daily.series import Answer, Post, Score, Series
from bot.domain.schedule import Pattern, Plan
from bot.domain.server import Setup
from bot.errors import UserError
from bot.services.daily.answering import Asked, History, Others
from bot.services.daily.showing import Shown
from bot.ui import door
from bot.ui.permissions import needs
from cogs.daily import archive_views, question, views
from cogs.server import help
from tests.cogs import sampled

Sample = Callable[[], ui.LayoutView | ui.Modal]

ID = 2**63 - 1
NOW = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
ZONE = "America/Argentina/ComodRivadavia"
PLAN = Plan(zone=ZONE, at=time(9, 30), pattern=Pattern(frozenset({1, 2, 3, 4, 6, 7})))
ROLE = "Loopmate of the circle"

RUBRIC = Rubric(
    id="system-design",
    kind="system-design",
    criteria=tuple(
        Criterion(key=key, label=key.capitalize(), question="?", anchors={}, level_bar={})
        for key in ("scope", "depth", "scale", "trade-offs")
    ),
)
ASKED = SystemDesign(
    kind="system-design",
    id="sample",
    title="A question that is as long as it may be",
    short="A short name that takes all of the sixty characters it has.",
    topic="consistency",
    level="L6",
    levels=("L6",),
    difficulty=3,
    minutes=45,
    phases=(1,),
    prompt="What would you build? " * 60,
    hints=("A hint that says where to look first. " * 7,) * 4,
    outline=(Point(lead="A lead", text="What stands behind it. " * 14),) * 8,
    pitfalls=("Something that goes wrong often. " * 6,) * 6,
    follow_ups=("What if it were ten times as much? " * 6,) * 6,
    rubric=RUBRIC.id,
    signals={one.key: ("It says what it leaves out",) * 4 for one in RUBRIC.criteria},
    references=(Reference(title="A book about it", publisher="A house"),),
    requirements=("It must hold.",) * 3,
    estimation=(Estimate(name="a", text="so many", value=1.0, unit="a second"),) * 2,
    deep_dives=("Further down. " * 20,) * 6,
)
POST = Post(
    guild_id=ID,
    id=ID,
    series_id=ID,
    slot=date(2026, 1, 1),
    cycle=1,
    question_id=ASKED.id,
    revision=1,
    channel_id=ID,
    place="text",
    threads=True,
    due_at=NOW,
    posted_at=NOW,
    message_id=ID,
    thread_id=ID,
)
SERIES = Series(
    guild_id=ID,
    id=ID,
    channel_id=ID,
    place="text",
    threads=True,
    starts_on=date(2026, 1, 1),
    created_by=ID,
    plan=PLAN,
    next_run_at=NOW,
)
HELD = replace(SERIES, held_at=NOW, held_why="permissions")
PAUSED = replace(SERIES, paused_at=NOW, next_run_at=None)
NEEDS = needs("text", threads=True)
SETUP = Setup(
    channel_id=ID, place="text", zone=PLAN.zone, at=PLAN.at, pattern=PLAN.pattern.code, threads=True
)
NO_TIME = replace(SETUP, at=None)
WROTE = Answer(user_id=ID, text="Words. " * 428, answered_at=NOW, hints=4)
OPEN = replace(WROTE, revealed_at=NOW, scored_at=NOW)
GAVE_UP = replace(OPEN, text=None)
OTHER = replace(OPEN, user_id=ID - 1, hints=2)


def asked(answer: Answer | None = None, hints: int = 0, of: Question = ASKED) -> Asked:
    return Asked(post=POST, question=of, rubric=RUBRIC, answer=answer, hints=hints)


def _others(position: int, total: int, answer: Answer | None = OTHER) -> Others:
    return Others(asked=asked(OPEN), answer=answer, position=position, total=total)


TICKED = {one.key: frozenset({0}) for one in RUBRIC.criteria}
NONE_LEFT = {one.key: frozenset(range(4)) for one in RUBRIC.criteria}
OF = {one.key: 4 for one in RUBRIC.criteria}

# A screen that is missing here fails a test; each tuple is one call.
TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    views.answer_modal: [(asked(),), (asked(WROTE),)],
    views.saved_view: [
        (asked(WROTE, 4),),
        *(
            (replace(asked(WROTE, 4), worth=worth),)
            for worth in (Worth(10), Worth(4), Worth(6, "day"), Worth(0, "week"))
        ),
    ],
    views.hint_view: [(asked(a, hints),) for a in (None, OPEN) for hints in (1, 2, 3, 4)],
    views.closed_view: [(asked(),)],
    views.score_modal: [(asked(OPEN), {}), (asked(OPEN), TICKED)],
    views.scored_view: [
        (asked(OPEN), Score(ticked=ticked, of=OF)) for ticked in (TICKED, NONE_LEFT)
    ],
    views.others_view: [
        (_others(0, 1, None),),
        (_others(0, 1, OPEN),),
        *((_others(position, 3),) for position in range(3)),
        *((_others(1, 3, replace(OTHER, review=review)),) for review in ("waiting", "done")),
        (_others(2, 3, OPEN),),
        (_others(0, 1, replace(OTHER, text="Short.")),),
    ],
    views._nobody_view: [(asked(GAVE_UP),)],
    views.today_view: [
        (asked(answer, hints), [asked()] * many)
        for answer, hints in ((None, 0), (None, 4), (WROTE, 4), (OPEN, 0), (GAVE_UP, 0))
        for many in (0, 1)
    ],
    help.help_view: [()],
}


Table = Mapping[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]]


def table() -> Table:
    """The table above with those of the files beside this one."""
    found: dict[Any, Any] = dict(TABLE)
    for module in pkgutil.iter_modules(sampled.__path__, f"{sampled.__name__}."):
        found |= importlib.import_module(module.name).TABLE
    return found


def screens() -> dict[str, Sample]:
    """Every call of the table, and every error, by a name."""
    calls = {
        f"{screen.__module__}.{screen.__name__}-{n}": _call(screen, arguments)
        for screen, lines in table().items()
        for n, arguments in enumerate(lines)
    }
    return calls | {f"error {error.__name__}": _call(_told, (error,)) for error in errors()}


def of_question(one: Question, library: Content) -> dict[str, Sample]:
    """Every screen on which a question is shown, by a name."""
    rubric = library.rubrics[one.rubric]
    open_ = replace(asked(OPEN, of=one), rubric=rubric)
    closed = replace(open_, answer=None)
    found: dict[str, Sample] = {
        "post": _call(question.question_view, (Shown(post=POST, question=one),)),
        "today": _call(views.today_view, (closed, [open_])),
        "closed": _call(views.closed_view, (closed,)),
        "answer": _call(views.answer_modal, (closed,)),
        "saved": _call(views.saved_view, (open_,)),
        "score": _call(views.score_modal, (open_, {})),
        "history": _call(archive_views.history_view, (History(rows=[open_], page=0, pages=1),)),
        "others": _call(views.others_view, (replace(_others(0, 3), asked=open_),)),
    }
    for hints in range(1, 5):
        found[f"hint {hints}"] = _call(views.hint_view, (replace(closed, hints=hints),))
    for tab in question.TABS:
        for page in range(len(question.pages_of(one, tab).pages)):
            found[f"{tab} {page}"] = _call(question.reveal_view, (open_, tab, page))
    return found


def of_cogs() -> Iterator[Callable[..., Any]]:
    """Every function of the cogs that makes a screen or a modal."""
    for module in pkgutil.walk_packages(cogs.__path__, "cogs."):
        for _, function in inspect.getmembers(importlib.import_module(module.name)):
            made = getattr(function, "__annotations__", {}).get("return")
            if made in (ui.LayoutView, ui.Modal) and function.__module__ == module.name:
                yield function


def errors() -> Iterator[type[UserError]]:
    """Every sentence that a person may be told."""
    known: list[type[UserError]] = [UserError]
    for error in known:
        known += error.__subclasses__()
        yield error


def _told(error: type[UserError]) -> ui.LayoutView:
    facts = {name: "x" for _, name, _, _ in Formatter().parse(error.__doc__ or "") if name}
    return door.error_view(error(**facts), WROTE.text, "Series", "K7F-2QD")


def _call(screen: Callable[..., Any], arguments: tuple[Any, ...]) -> Sample:
    return lambda: screen(*arguments)
