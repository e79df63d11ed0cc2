"""The screens of `/bank suggestions`: what waits, what it lacks, and what became of it."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.daily.own import Trouble
from bot.domain.daily.suggestion import REASON_LONGEST, Suggestion
from bot.services.daily.completing import Accepted, Draft, Waiting
from bot.services.daily.suggestions import Suggested
from bot.ui import kit, modals
from bot.ui.components import button, select, turns
from bot.ui.text import quote, snippet
from cogs.daily import routes
from cogs.daily.parts import Part, cell_of, parts_of
from cogs.daily.suggesting_views import near_line, typed

_TROUBLES = 10
_MISSING = "still missing"


def waiting_view(waiting: Waiting, opener: int) -> ui.LayoutView:
    """What members suggested and nobody has answered."""
    if not waiting.rows:
        return kit.panel(
            "-# Bank · suggestions",
            "## No suggestion waits",
            "Members send a question with `/daily suggest`. It comes here, and you complete and "
            "accept it, or decline it with a reason.",
        )
    page, pages = waiting.page, waiting.pages
    return kit.panel(
        "-# Bank · suggestions" + (f" · page {page + 1} of {pages}" if pages > 1 else ""),
        f"## {kit.count(waiting.total, 'suggestion')}",
        *(_row(one) for one in waiting.rows),
        kit.row(
            select(
                "Open a suggestion",
                [kit.option(one.idea.title, str(one.id)) for one in waiting.rows],
                routes.WAITING_PICK,
                page=page,
                opener=opener,
            )
        ),
        turns(routes.WAITING, page, pages, opener=opener),
        "-# The oldest come first. Each author is told what becomes of theirs.",
    )


def _row(one: Suggestion) -> str:
    begun = "begun, " if one.draft else ""
    return f"**{snippet(one.idea.title)}**\n{kit.head(one.idea.kind, begun + kit.stamp(one.at))}"


def suggestion_view(suggested: Suggested, opener: int) -> ui.LayoutView:
    """One suggestion, as it was sent."""
    suggestion = suggested.suggestion
    ids: dict[str, Any] = {"suggestion": suggestion.id, "opener": opener}
    return kit.panel(
        kit.head(suggestion.idea.kind, "suggestion"),
        "## A member suggests",
        f"**{snippet(suggestion.idea.title)}**",
        f"<@{suggestion.user_id}> · {kit.stamp(suggestion.at)}",
        *typed(suggestion.idea),
        near_line(suggested.near),
        kit.line(),
        kit.row(
            button("Complete", routes.DRAFT, **ids, primary=True),
            button("Decline", routes.DECLINE, **ids),
            button("All", routes.WAITING, page=0, opener=opener),
        ),
        "-# Completing takes five short forms; each is kept as you send it.",
        colour=_colour(suggestion),
    )


def draft_view(draft: Draft, opener: int) -> ui.LayoutView:
    """How far a suggestion has come; complete, it can be accepted."""
    suggestion, troubles = draft.suggestion, draft.troubles
    ids: dict[str, Any] = {"suggestion": suggestion.id, "opener": opener}
    parts = parts_of(suggestion.idea.kind, draft.rubric)
    lacking = [part for part in parts if any(cell_of(one, part) for one in troubles)]
    following = lacking[0] if lacking else None
    first = (
        button(f"Next: {following.label}", routes.PART, **ids, part=following.key, primary=True)
        if following
        else None
    )
    if not troubles:
        first = button("Accept", routes.ACCEPT, **ids, primary=True)
    rest = [part for part in parts if part is not following]
    return kit.panel(
        kit.head(suggestion.idea.kind, "draft"),
        f"## {kit.count(len(troubles), 'thing')} to fill in" if troubles else "## It is complete",
        f"**{snippet(draft.cells.get('title', suggestion.idea.title))}**",
        "Everything is there. Once you accept it, series of this kind can ask it."
        if not troubles
        else "Each form is kept as you send it. This is what it still needs:",
        _list(draft, parts) if troubles else None,
        near_line(draft.near),
        kit.row(first) if first else None,
        kit.row(*(_part(one, ids) for one in rest[:3])),
        kit.row(*(_part(one, ids) for one in rest[3:])) if rest[3:] else None,
        kit.row(
            button("As it was sent", routes.WAITING_OPEN, **ids),
            button("Decline", routes.DECLINE, **ids),
        ),
        colour=_colour(suggestion),
    )


def _part(part: Part, ids: dict[str, Any]) -> ui.Item[Any]:
    return button(part.label, routes.PART, **ids, part=part.key)


def _list(draft: Draft, parts: Sequence[Part]) -> str:
    """What is wrong, in the order of the parts."""
    lines = [
        _line(one, cell.label, missing=not draft.cells.get(cell.column))
        for part in parts
        for one in draft.troubles
        if (cell := cell_of(one, part)) is not None
    ]
    known = [one for one in draft.troubles if any(cell_of(one, part) for part in parts)]
    lines += [
        f"{snippet(one.where, 40) or 'As a whole'}: {snippet(one.message, 120)}"
        for one in draft.troubles
        if one not in known
    ]
    left = len(lines) - _TROUBLES
    return kit.bullets([*lines[:_TROUBLES], f"And {left} more"] if left > 0 else lines)


def _line(trouble: Trouble, label: str, *, missing: bool) -> str:
    if missing:
        return f"**{label}**: {_MISSING}"
    # `outline 2 text`: the second one; what part of it stands in the message.
    place = next((word for word in trouble.where.split() if word.isdigit()), None)
    where = f"**{label}** {place}" if place else f"**{label}**"
    return f"{where}: {snippet(trouble.message, 120)}"


def part_modal(draft: Draft, part: Part, opener: int) -> ui.Modal:
    """One part, as far as it is filled."""
    return modals.form(
        part.label,
        routes.PART.id(suggestion=draft.suggestion.id, part=part.key, opener=opener),
        *(
            modals.text_field(
                cell.column,
                cell.label,
                description=cell.how,
                long=cell.long,
                longest=cell.longest,
                default=draft.cells.get(cell.column, "")[: cell.longest] or None,
                required=False,
            )
            for cell in part.cells
        ),
    )


def accepted_view(accepted: Accepted, opener: int) -> ui.LayoutView:
    """A suggestion became a question."""
    question = accepted.question
    return kit.panel(
        kit.head(question.kind, "accepted"),
        f"## {question.short}",
        "It is one of your questions now, and its author is told. `/series queue` asks it next; "
        "`/bank export` has it in your file.",
        kit.row(
            button("Suggestions", routes.WAITING, page=0, opener=opener, primary=True),
            button("Undo", routes.UNACCEPT, change=accepted.change_id, opener=opener),
        ),
        f"-# `{question.id}`",
        colour=kit.KINDS[question.kind].colour,
    )


def unaccepted_view(opener: int) -> ui.LayoutView:
    """What was accepted is asked no more."""
    return kit.panel(
        "-# Bank · suggestions",
        "## Taken back",
        "The question is asked no more. Posts of it stay, and its author is not told.",
        kit.row(button("Suggestions", routes.WAITING, page=0, opener=opener)),
    )


def decline_modal(suggestion: Suggestion, opener: int) -> ui.Modal:
    """Asks for a reason."""
    return modals.form(
        "Decline",
        routes.DECLINE.id(suggestion=suggestion.id, opener=opener),
        modals.text_field(
            "reason",
            "Why not this one?",
            description="The author reads it, without your name. Say what would make it fit.",
            long=True,
            longest=REASON_LONGEST,
        ),
    )


def declined_view(suggestion: Suggestion, opener: int) -> ui.LayoutView:
    """The author is told why."""
    return kit.panel(
        kit.head(suggestion.idea.kind, "suggestion"),
        "## Declined",
        f"<@{suggestion.user_id}> is told, with your reason:",
        quote(suggestion.reason or "", 1000),
        kit.row(button("Suggestions", routes.WAITING, page=0, opener=opener, primary=True)),
        colour=_colour(suggestion),
    )


def _colour(suggestion: Suggestion) -> int:
    return kit.KINDS[suggestion.idea.kind].colour
