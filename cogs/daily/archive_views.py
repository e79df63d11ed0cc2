"""The screens of what was asked before: all questions, those that match a search, or none."""

from typing import Any

from discord import ui

from bot.domain.daily.question import KINDS, Kind, topic_name
from bot.domain.daily.search import Query, topic_code
from bot.services.daily.answering import Asked, History
from bot.services.daily.searching import Found
from bot.ui import kit
from bot.ui.components import button, select, turns
from bot.ui.text import shown
from cogs.daily import routes
from cogs.daily.views import state

# Between the words of a search on a button; one stands in front, so that no words look like a number.
_BETWEEN = "-"


def no_question_view() -> ui.LayoutView:
    """Nothing was asked here so far."""
    return kit.panel(
        "-# Daily",
        "## No question yet",
        "The first one is posted when a series reaches its time. Owners add one with `/setup`.",
        kit.row(button("Look again", routes.TODAY, primary=True)),
    )


def history_view(history: History) -> ui.LayoutView:
    """Past questions, newest first, with the member’s own state."""
    if not history.rows:
        return no_question_view()
    return kit.panel(
        where("Daily", history.page, history.pages),
        "## Questions so far",
        *(_row(asked) for asked in history.rows),
        _open(history.rows, history.page),
        turns(routes.HISTORY, history.page, history.pages),
    )


def found_view(found: Found) -> ui.LayoutView:
    """What a search found, best first."""
    if not found.any_asked:
        return no_question_view()
    if not found.rows:
        return nothing_view(found.query)
    return kit.panel(
        where("Search", found.page, found.pages),
        f"## {kit.count(found.total, 'question')} found",
        _looked_for(found.query),
        *(_row(asked) for asked in found.rows),
        _open(found.rows, found.page),
        turns(routes.SEARCH, found.page, found.pages, **_ids(found.query)),
    )


def nothing_view(query: Query) -> ui.LayoutView:
    """Nothing that was asked matches."""
    return kit.panel(
        "-# Search · only you see this",
        "## Nothing found",
        _looked_for(query),
        "One word, or only its beginning, finds more. Outlines and hints are not searched.",
        kit.row(button("All questions", routes.HISTORY, page=0, primary=True)),
    )


def where(feature: str, page: int, pages: int) -> str:
    """The grey line of a list; that it is private is said as far as that fits one line."""
    line = f"{feature} · page {page + 1} of {pages}" if pages > 1 else feature
    private = f"{line} · only you see this"
    return f"-# {private if len(private) <= kit.GREY_LINE else line}"


def _row(asked: Asked) -> str:
    asked_on = kit.stamp(asked.post.posted_at or asked.post.due_at, "D")
    return f"**{asked.question.short}**\n{kit.head(asked.question.kind, asked_on)} · {state(asked)}"


def _open(rows: Any, page: int) -> ui.ActionRow[Any]:
    options = [kit.option(asked.question.short, str(asked.post.id)) for asked in rows]
    return kit.row(select("Open a question", options, routes.PICK, page=page))


def _looked_for(query: Query) -> str | None:
    """`“cache zone” · System design · Caching`."""
    parts = [
        f"“{shown(' '.join(query.words))}”" if query.words else None,
        kit.KINDS[query.kind].label if query.kind is not None else None,
        shown(topic_name(query.topic)) if query.topic else None,
    ]
    return " · ".join(part for part in parts if part) or None


def _ids(query: Query) -> dict[str, object]:
    """A search as its buttons carry it."""
    return {
        "kind": 0 if query.kind is None else KINDS.index(query.kind) + 1,
        "topic": 0 if query.topic is None else topic_code(query.topic),
        "words": _BETWEEN + _BETWEEN.join(query.words),
    }


def kind_of(code: int) -> Kind | None:
    """The kind behind the number on a button."""
    return KINDS[code - 1] if 1 <= code <= len(KINDS) else None


def words_of(code: str) -> tuple[str, ...]:
    """The words behind what stands on a button."""
    return tuple(word for word in code.split(_BETWEEN) if word)
