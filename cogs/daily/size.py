"""How long the pages of a question are when they are really rendered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from discord import ui

from bot.domain.daily.lateness import Lateness
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.series import Answer, Earlier, Post
from bot.services.daily.answering import Asked
from bot.services.daily.showing import Shown
from bot.ui import kit
from cogs.daily import views
from cogs.daily.marks import thread_name
from cogs.daily.question import TABS, pages_of, question_view, reveal_view

_THEN = datetime(2026, 1, 1, tzinfo=UTC)
_ID = 2**63 - 1
_OPTION = 100
_THREAD = 100
_MANY = 10**6


def measure(question: Question) -> Iterator[tuple[str, int, int]]:
    """Each page by name, with its length and its limit, both in characters."""
    asked = _asked(question)
    shown = _shown(asked)
    yield "post", _length(question_view(shown)), kit.MOST_TEXT
    yield "today", _length(views.today_view(asked, [])), kit.MOST_TEXT
    for step in range(1, len(question.hints) + 1):
        view = views.hint_view(replace(asked, hints=step))
        yield f"hint {step}", _length(view), kit.MOST_TEXT
    for tab in TABS:
        for page in range(len(pages_of(question, tab, asked.corrections).pages)):
            yield f"{tab} {page + 1}", _length(reveal_view(asked, tab, page)), kit.MOST_TEXT
    for key, texts in question.signals.items():
        for n, text in enumerate(texts, 1):
            yield f"signal {key} {n}", len(text), _OPTION
    yield "thread name", len(thread_name(shown)), _THREAD


def _length(view: ui.LayoutView) -> int:
    return view.content_length()


def _shown(asked: Asked) -> Shown:
    """A post with every mark it may carry."""
    long_ago = date(2025, 9, 30)
    return Shown(
        post=asked.post,
        question=asked.question,
        lateness=Lateness(timedelta(hours=23), "permissions"),
        last_asked=long_ago,
        earlier=Earlier(post=replace(asked.post, slot=long_ago), answers=_MANY, reviewed=_MANY),
        ping_role_id=_ID,
    )


def _asked(question: Question) -> Asked:
    post = Post(
        guild_id=_ID,
        id=_ID,
        series_id=_ID,
        slot=date(2026, 1, 1),
        cycle=1,
        question_id=question.id,
        revision=question.revision,
        channel_id=_ID,
        place="text",
        threads=True,
        due_at=_THEN,
        posted_at=_THEN,
        message_id=_ID,
        thread_id=_ID,
    )
    answer = Answer(user_id=_ID, text="x", answered_at=_THEN, revealed_at=_THEN)
    rubric = Rubric(id=question.rubric, kind=question.kind, criteria=())
    return Asked(
        post=post,
        question=question,
        rubric=rubric,
        answer=answer,
        hints=1,
        corrections=question.changes,
    )
