"""The sheet of who observes: prompt and agenda, what to listen for, and a note for both."""

from typing import Any, Literal, get_args

from discord import ui

from bot.services.mock.holding import LONGEST_NOTE
from bot.services.mock.packets import Sheet
from bot.ui import kit, modals
from bot.ui.components import button
from bot.ui.text import snippet
from cogs.mock import question_pages as pages
from cogs.mock import routes
from cogs.mock.agenda_parts import agenda_lines, now_line
from cogs.mock.packet_views import level
from cogs.mock.session_parts import colour, ids

Sight = Literal["sheet", "prompt", "agenda"]
SIGHTS: tuple[Sight, ...] = get_args(Sight)
_LABELS: dict[Sight, str] = {"sheet": "Signals", "prompt": "Prompt", "agenda": "Agenda"}
_SHOWN = 200


def observer_view(sheet: Sheet, sight: Sight = "sheet") -> ui.LayoutView:
    """What an observer of a real interview would have before them: neither hints nor outline."""
    session, present = sheet.session, sheet.agenda
    question = sheet.question
    return kit.panel(
        kit.head(session.kind, "you observe"),
        f"## {question.short}" if question is not None else "## You observe",
        f"{now_line(present)}\nMute yourself, and write down what you hear."
        if present is not None and sheet.is_running
        else "Listen for what is there, and say nothing until both have filled in their cards.",
        kit.line(),
        *pages.joined(_texts(sheet, sight)),
        f"**Your note** {snippet(sheet.seat.note, _SHOWN)}" if sheet.seat.note else None,
        kit.row(
            button(
                "Edit note" if sheet.seat.note else "Write a note",
                routes.NOTE,
                **ids(session),
                primary=True,
            ),
            button("Refresh", routes.PACKET, **ids(session)),
        ),
        _tabs(sheet, sight),
        kit.row(button("Partner absent", routes.ABSENT, **ids(session)))
        if sheet.may_miss_somebody
        else None,
        "-# Both read your note once the cards open.",
        colour=colour(session),
    )


def _texts(sheet: Sheet, sight: Sight) -> pages.Texts:
    if sight == "agenda" and sheet.agenda is not None:
        return [agenda_lines(sheet.agenda)]
    if sheet.question is None:
        return ["The question stands here once the interviewer has opened the packet."]
    if sight == "prompt":
        return pages.prompt(sheet.question)
    if sight == "agenda":
        return ["The agenda runs from the moment in which somebody presses Start."]
    return pages.signals(sheet.question, sheet.rubric, level(sheet))


def _tabs(sheet: Sheet, sight: Sight) -> ui.ActionRow[Any]:
    return kit.row(
        *(
            button(_LABELS[one], routes.SIGHT, page=one, here=one == sight, **ids(sheet.session))
            for one in SIGHTS
        )
    )


def note_modal(sheet: Sheet) -> ui.Modal:
    """Where an observer writes, with what they wrote before."""
    return modals.form(
        "Your note",
        routes.NOTE.id(**ids(sheet.session)),
        modals.text_field(
            "note",
            "What did you see and hear?",
            description="Both read it once their cards open. Write about the answers, not the people.",
            placeholder="At 12 minutes: computed the load, then chose the key by it.",
            long=True,
            default=sheet.seat.note,
            longest=LONGEST_NOTE,
            required=False,
        ),
    )
