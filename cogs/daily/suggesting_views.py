"""The screens of `/daily suggest`: what a member sends, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.daily.question import Kind, Question
from bot.domain.daily.suggestion import MOST, MOST_OPEN, Idea, State, Suggestion
from bot.services.daily.suggestions import Suggested
from bot.ui import kit, modals
from bot.ui.components import button, select
from bot.ui.text import quote, snippet
from cogs.daily import routes

_ANSWERS: Mapping[State, str] = {
    "open": "It waits for an owner",
    "accepted": "Taken up",
    "declined": "Not taken up",
    "withdrawn": "Taken back",
}
_FEWEST_POINTS, _MOST_POINTS = 4, 8
_PROMPT, _OUTLINE, _HINTS, _SOURCE, _REASON = 1200, 900, 400, 300, 700


def suggest_modal(kind: Kind) -> ui.Modal:
    """Where a new suggestion is typed."""
    return modals.form("Suggest a question", routes.SUGGEST_KIND.id(kind=kind), *_fields(None))


def edit_modal(suggestion: Suggestion) -> ui.Modal:
    """The same, as it was sent."""
    return modals.form(
        "Your suggestion",
        routes.SUGGESTION_EDIT.id(suggestion=suggestion.id),
        *_fields(suggestion.idea),
    )


def _fields(idea: Idea | None) -> Sequence[ui.Item[Any]]:
    """Title and question, a good answer, and two that may be left out."""
    title = modals.text_field(
        "title",
        "Title",
        placeholder="One cache for forty services",
        shortest=8,
        longest=150,
        default=idea.title if idea else None,
    )
    prompt = modals.text_field(
        "prompt",
        "The question",
        description="The situation, with numbers, and what is asked.",
        long=True,
        shortest=40,
        longest=1500,
        default=idea.prompt if idea else None,
    )
    outline = modals.text_field(
        "outline",
        "Points of a good answer",
        description="4 to 8, one a line. Begin each with a few words and a colon.",
        long=True,
        longest=1500,
        default=idea.outline if idea else None,
    )
    return (title, prompt, outline, *_optional(idea))


def _optional(idea: Idea | None) -> Sequence[ui.Item[Any]]:
    hints = modals.text_field(
        "hints",
        "Hints",
        description="Up to 4, one a line, each giving away a little more. You may leave this out.",
        long=True,
        longest=1200,
        default=idea.hints or None if idea else None,
        required=False,
    )
    source = modals.text_field(
        "source",
        "Where is it from?",
        description="Your own work, a book, a talk, and why it is worth asking. Or leave this out.",
        longest=300,
        default=idea.source or None if idea else None,
        required=False,
    )
    return hints, source


def yours_view(suggestions: Sequence[Suggestion]) -> ui.LayoutView:
    """What a member suggested, and the way to another one."""
    shown = kit.count(len(suggestions), "suggestion") if suggestions else "No suggestion yet"
    return kit.panel(
        "-# Daily · suggestions · only you see this",
        f"## {shown}",
        None
        if suggestions
        else "Pick a kind and write what you would like to be asked. The owners of this server "
        "complete it and take it up, or tell you why not.",
        *(_row(one) for one in suggestions),
        kit.row(
            select(
                "Suggest one: pick a kind",
                [
                    kit.option(f"{look.emoji} {look.label}", kind)
                    for kind, look in kit.KINDS.items()
                ],
                routes.SUGGEST,
            )
        ),
        kit.row(
            select(
                "Open one of yours",
                [kit.option(one.idea.title, str(one.id)) for one in suggestions],
                routes.SUGGESTION_PICK,
            )
        )
        if suggestions
        else None,
        f"-# {MOST} a day, and {MOST_OPEN} that wait. Owners see your name beside them.",
    )


def _row(one: Suggestion) -> str:
    waits = f"waits since {kit.stamp(one.at, 'D')}"
    state = waits if one.state == "open" else _ANSWERS[one.state].lower()
    return f"**{snippet(one.idea.title)}**\n{kit.head(one.idea.kind, state)}"


def sent_view(suggested: Suggested) -> ui.LayoutView:
    """The suggestion is kept; what it is close to, and what it lacks."""
    suggestion = suggested.suggestion
    idea, points = suggestion.idea, suggestion.idea.points
    fits = _FEWEST_POINTS <= points <= _MOST_POINTS
    return kit.panel(
        kit.head(idea.kind, "suggestion"),
        "## Sent",
        f"“{snippet(idea.title)}” waits for the owners of this server. You are told what becomes "
        "of it.",
        near_line(suggested.near, "If it is the same question, take yours back."),
        None
        if fits
        else f"An outline has 4 to 8 points and yours has {points}. Edit it, or leave that to the owners.",
        kit.row(
            button("Edit", routes.SUGGESTION_EDIT, suggestion=suggestion.id),
            button("Take back", routes.WITHDRAW, suggestion=suggestion.id),
            button("All of mine", routes.SUGGESTIONS),
        ),
        colour=kit.KINDS[idea.kind].colour,
    )


def near_line(near: Sequence[Question], then: str = "") -> str | None:
    """Questions of the bank that are nearly the same."""
    if not near:
        return None
    names = ", ".join(f"**{one.short}**" for one in near)
    return f"Close to what the bank holds: {names}. {then}".strip()


def own_suggestion_view(suggestion: Suggestion, *, direct: bool = False) -> ui.LayoutView:
    """One suggestion, for its author; in a direct message without a way on."""
    idea = suggestion.idea
    waits = suggestion.state == "open"
    every = None if direct else button("All of mine", routes.SUGGESTIONS)
    change = (
        button("Edit", routes.SUGGESTION_EDIT, suggestion=suggestion.id),
        button("Take back", routes.WITHDRAW, suggestion=suggestion.id),
    )
    return kit.panel(
        kit.head(idea.kind, "suggestion of yours"),
        f"## {_ANSWERS[suggestion.state]}",
        f"**{snippet(idea.title)}**",
        *_answer(suggestion),
        kit.line(),
        *typed(idea),
        kit.row(*change, every) if waits and every else kit.row(every) if every else None,
        colour=kit.KINDS[idea.kind].colour,
    )


def _answer(suggestion: Suggestion) -> Sequence[str]:
    match suggestion.state:
        case "accepted":
            return ("It is one of the questions of this server now.",)
        case "declined":
            return ("**What the owners say**", quote(suggestion.reason or "", _REASON))
        case _:
            begun = " An owner works on it." if suggestion.draft else ""
            return (f"Sent {kit.stamp(suggestion.at)}.{begun}",)


def typed(idea: Idea) -> Sequence[str]:
    """All that a member typed, each part in a text of its own."""
    parts = (
        ("Points of a good answer", idea.outline, _OUTLINE),
        ("Hints", idea.hints, _HINTS),
        ("Where it is from", idea.source, _SOURCE),
    )
    below = (
        text
        for label, part, longest in parts
        if part
        for text in (f"**{label}**", quote(part, longest))
    )
    return (quote(idea.prompt, _PROMPT), *below)


def withdrawn_view(suggestion: Suggestion) -> ui.LayoutView:
    """A suggestion waits no more, since its author wanted so."""
    return kit.panel(
        "-# Daily · suggestions · only you see this",
        "## Taken back",
        f"“{snippet(suggestion.idea.title)}” is no longer shown to anybody.",
        kit.row(button("All of mine", routes.SUGGESTIONS)),
    )


def answered_view(suggestion: Suggestion, server: str, *, private: bool = True) -> ui.LayoutView:
    """Tells a member what became of their suggestion; in a thread only that there is an answer."""
    ids: dict[str, Any] = {"suggestion": suggestion.id, "guild": suggestion.guild_id}
    title, *said, footer = (
        _told(suggestion, server)
        if private
        else (
            "An answer for you",
            f"<@{suggestion.user_id}>, the owners have looked at a question that you suggested.",
            "Only you can open it.",
        )
    )
    return kit.panel(
        kit.head(suggestion.idea.kind, "suggestion"),
        f"## {title}",
        *said,
        kit.row(button("See it", routes.SUGGESTION, **ids, primary=True)),
        f"-# {footer}",
        colour=kit.KINDS[suggestion.idea.kind].colour,
    )


def _told(suggestion: Suggestion, server: str) -> Sequence[str]:
    """Title, texts and footer of an answer."""
    name = f"“{snippet(suggestion.idea.title)}”"
    if suggestion.state == "accepted":
        return (
            "Your question was taken up",
            f"{name} is one of the questions of **{server}** now. Thank you for it.",
            "Nobody is named beside it.",
        )
    return (
        "Not this one",
        f"Thank you for {name}. The owners of **{server}** do not take it up. **What they say**",
        quote(suggestion.reason or "", _REASON),
        "Another one is welcome: `/daily suggest`",
    )
