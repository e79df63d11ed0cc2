"""The interviewer’s packet: one private message whose first lines are all one needs in a call."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from discord import ui

from bot.domain.daily.question import Level, Question
from bot.domain.mock.agenda import Agenda, agenda
from bot.services.mock.packets import Sheet
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import question_pages as pages
from cogs.mock import routes
from cogs.mock.agenda_parts import agenda_lines, next_label, now_line
from cogs.mock.session_parts import colour, ids, mention

Page = Literal["agenda", "prompt", "hints", "signals", "clarify", "follow", "outline"]
PAGES: tuple[Page, ...] = get_args(Page)
_LABELS: dict[Page, str] = {
    "agenda": "Agenda",
    "prompt": "Prompt",
    "hints": "Hints",
    "signals": "Signals",
    "clarify": "Clarify",
    "follow": "Follow-ups",
    "outline": "Outline",
}
_TABS: tuple[tuple[Page, ...], ...] = (
    ("prompt", "hints", "signals"),
    ("clarify", "follow", "outline"),
)


def packet_view(sheet: Sheet, page: Page = "agenda", leaf: int = 0) -> ui.LayoutView:
    """What is now, and one page of what the interviewer alone may read."""
    question = sheet.question
    assert question is not None, "a packet holds a question"
    leaves = leaves_of(sheet, page)
    leaf = min(max(leaf, 0), len(leaves) - 1)
    where = "interviewer’s packet"
    if page != "agenda":
        where = f"{_LABELS[page].lower()}{pages.count(leaf, len(leaves))}"
    return kit.panel(
        kit.head(sheet.session.kind, where),
        f"## {question.short}",
        *_on_top(sheet),
        kit.line(),
        *pages.joined(leaves[leaf]),
        *_rules(sheet, page),
        *_actions(sheet),
        _turns(sheet, page, leaf, len(leaves)),
        *_tabs(sheet, page, leaf),
        _last_row(sheet, page),
        colour=colour(sheet.session),
    )


def leaves_of(sheet: Sheet, page: Page) -> Sequence[Sequence[str]]:
    """The texts of a page, cut where they do not fit one screen."""
    question = sheet.question
    assert question is not None, "a packet holds a question"
    match page:
        case "agenda":
            return [_agenda(sheet)]
        case "prompt":
            return pages.cut(pages.prompt(question))
        case "hints":
            return pages.cut(pages.hints(question, sheet.hints))
        case "signals":
            return pages.cut(pages.signals(question, sheet.rubric, level(sheet)))
        case "clarify":
            return pages.cut(pages.clarifications(question))
        case "follow":
            return pages.cut(pages.follow_ups(question))
        case "outline":
            return pages.cut(pages.outline(question))


def level(sheet: Sheet) -> Level:
    """What the candidate of the half aims at."""
    candidate = sheet.session.candidate(sheet.half)
    return sheet.seat.level if candidate is None else candidate.level


def _on_top(sheet: Sheet) -> Sequence[str]:
    present = sheet.agenda
    if present is not None and sheet.is_running:
        return (f"{now_line(present)}\n{present.now.step.interviewer}",)
    if present is not None:
        return ("**It is over.** Fill in your card before you talk about it.",)
    starts_at = sheet.session.starts_at
    candidate = sheet.session.candidate(sheet.half)
    assert starts_at is not None, "a time is agreed"
    who = mention(candidate.user_id) if candidate is not None else "who answers"
    begins = f"**Begins {kit.stamp(starts_at, 't')}** ({kit.stamp(starts_at)})"
    new = "" if sheet.again else f" The question is new to {who}."
    return (f"{begins}\nOnly you can read this.{new}",)


def _agenda(sheet: Sheet) -> Sequence[str]:
    present = sheet.agenda
    if present is not None:
        return [*_marks(sheet), agenda_lines(present)]
    return [*_marks(sheet), agenda_lines(_foreseen(sheet), begun=False)]


def _rules(sheet: Sheet, page: Page) -> Sequence[kit.Piece]:
    """What an interviewer leaves be, to be read before the start."""
    if page != "agenda" or sheet.agenda is not None:
        return ()
    return (kit.line(), kit.bullets(sheet.kit.do_not))


def _foreseen(sheet: Sheet) -> Agenda:
    """The agenda as it would be if everybody were on time."""
    starts_at = sheet.session.starts_at
    assert starts_at is not None, "a time is agreed"
    return agenda(sheet.kit, swap=sheet.session.swap, begun_at=max(starts_at, sheet.now))


def _marks(sheet: Sheet) -> Sequence[str]:
    """What had to give way, since every better question is used up."""
    if sheet.again:
        return ["-# They have met this one: nothing new of this kind was left for them."]
    if sheet.beside:
        return [f"-# Meant for another level: nothing new for {level(sheet)} was left for them."]
    return []


def _actions(sheet: Sheet) -> Sequence[ui.ActionRow[Any]]:
    """The next step, and the next hint."""
    session = sheet.session
    if not session.is_held:
        return (kit.row(button("Start", routes.START, **ids(session), primary=True)),)
    if not sheet.is_running:
        return (kit.row(button("Fill your card", routes.CARD, **ids(session), primary=True)),)
    return (kit.row(_next(sheet), _hint(sheet)),)


def _next(sheet: Sheet) -> ui.Item[Any]:
    session, present = sheet.session, sheet.agenda
    assert present is not None, "it has begun"
    label = next_label(present)
    if label is not None:
        place = present.place + 1
        half = present.half
        return button(label, routes.STEP, half=half, place=place, **ids(session), primary=True)
    if present.swaps:
        return button("Swap", routes.SWAP, **ids(session), primary=True)
    return button("End session", routes.END, **ids(session), primary=True)


def _hint(sheet: Sheet) -> ui.Item[Any] | None:
    question = sheet.question
    n = sheet.hints + 1
    if question is None or n > len(question.hints):
        return None
    return button(f"Give hint {n}", routes.HINT, half=sheet.half, n=n, **ids(sheet.session))


def _turns(sheet: Sheet, page: Page, leaf: int, leaves: int) -> ui.ActionRow[Any] | None:
    if leaves == 1:
        return None
    more, back = leaf + 1 < leaves, leaf > 0
    return kit.row(
        _tab(sheet, page, leaf + 1, "More") if more else None,
        _tab(sheet, page, leaf - 1, "Back") if back else None,
    )


def _tabs(sheet: Sheet, page: Page, leaf: int) -> Sequence[ui.ActionRow[Any]]:
    question = sheet.question
    assert question is not None, "a packet holds a question"
    return [
        kit.row(
            *(
                _tab(sheet, one, leaf, here=True) if one == page else _tab(sheet, one)
                for one in tabs
                if one != "clarify" or _clarifies(question)
            )
        )
        for tabs in _TABS
    ]


def _clarifies(question: Question) -> bool:
    return bool(pages.clarifications(question))


def _tab(
    sheet: Sheet, page: Page, leaf: int = 0, label: str | None = None, *, here: bool = False
) -> ui.Item[Any]:
    label = label or _LABELS[page]
    return button(label, routes.PAGE, page=page, leaf=leaf, here=here, **ids(sheet.session))


def _last_row(sheet: Sheet, page: Page) -> ui.ActionRow[Any] | None:
    """Back to the agenda, and out."""
    session, present = sheet.session, sheet.agenda
    closing = present is not None and present.following is None and not present.swaps
    end = sheet.is_running and not closing
    items = (
        _tab(sheet, "agenda") if page != "agenda" else None,
        button("End session", routes.END, **ids(session)) if end else None,
        button("Partner absent", routes.ABSENT, **ids(session))
        if sheet.may_miss_somebody and page == "agenda"
        else None,
    )
    return kit.row(*items) if any(items) else None
