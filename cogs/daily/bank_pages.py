"""One question of the bank in full, as its owners read it: nothing of it is closed to them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import discord
from discord import ui

from bot.domain.daily.question import (
    Behavioral,
    Coding,
    Example,
    Question,
    Rubric,
    SystemDesign,
    topic_name,
)
from bot.services.bank import Left, Opened
from bot.ui import kit
from bot.ui.components import button, select, turns
from cogs.daily import routes
from cogs.daily.owners import spelt
from cogs.daily.question import TABS, beside_the_prompt, blocks, cut, pages_of
from cogs.daily.queue_views import mark_of

MARK = 8
"""Letters that tell any two questions of a bank apart, but once in a million banks."""
_SERIES = 4
_EXAMPLE = 400


class Way(NamedTuple):
    """The page of `/bank browse` that a question was opened from: what was looked for, and its number."""

    look: str
    back: int


class Leaf(NamedTuple):
    """A page of a question: what it is called, and its texts."""

    name: str
    texts: Sequence[str]


def item_view(
    opened: Opened, page: int, way: Way, opener: int, note: str | None = None
) -> ui.LayoutView:
    """A page of a question; `note` says what has just happened to it."""
    question = opened.item.question
    leaves = leaves_of(question, opened.rubric)
    page = min(page, len(leaves) - 1)
    ids: dict[str, Any] = {"mark": mark_of(question.id, MARK), "opener": opener, **way._asdict()}
    empty = any(not one.total for one in opened.left)
    label, name = kit.KINDS[question.kind].label, leaves[page].name
    first = [note, *leaves[0].texts, kit.line(), *_facts(opened)]
    return kit.panel(
        f"-# ⚠️ {label} · {name}" if empty else kit.head(question.kind, name),
        f"## {question.short}",
        *(first if page == 0 else blocks(leaves[page].texts)),
        kit.row(
            button("Switch on", routes.SWITCH_ON, **ids)
            if opened.item.off
            else button("Switch off", routes.SWITCH_OFF, **ids),
            button("Bank", routes.BANK, look=way.look, page=way.back, opener=opener),
        ),
        turns(routes.BANK_SEE, page, len(leaves), **ids),
        kit.row(select("Another page", _options(leaves, page), routes.BANK_LEAF, **ids)),
        colour=kit.NEEDS_YOU if empty else kit.KINDS[question.kind].colour,
    )


def _options(leaves: Sequence[Leaf], page: int) -> list[discord.SelectOption]:
    return [
        kit.option(leaf.name.capitalize(), str(n), chosen=n == page)
        for n, leaf in enumerate(leaves)
    ]


def _facts(opened: Opened) -> Iterator[str]:
    """What the question is, what became of it here, and what is left without it or with it."""
    item, question = opened.item, opened.item.question
    suits = f"suits {', '.join(question.levels)}"
    yield f"{question.level}, {suits} · {question.minutes} min · {topic_name(question.topic)}"
    asked = "Not asked here yet"
    if opened.last is not None:
        times = "Once" if opened.times == 1 else f"{opened.times:,} times"
        asked = f"{times} asked here, last on {spelt(opened.last)}"
    waits = f"it waits in {kit.count(opened.queues, 'queue')}" if opened.queues else None
    state = "Switched off" + (f"; {waits} and is passed over" if waits else "")
    yield f"{asked}. {state}." if item.off else f"{asked}{f'; {waits}' if waits else ''}."
    if opened.left:
        yield kit.bullets([*map(_left, opened.left[:_SERIES]), *_more(opened.left)])
    origin = "your own" if item.own else "shipped"
    yield f"-# {origin} · revision {question.revision} · `{question.id}`"


def _left(one: Left) -> str:
    series = f"<#{one.series.channel_id}> · {one.series.plan}"
    if not one.total:
        return f"{series} has **nothing left to ask** and waits until something is switched on"
    return f"{series} asks from {one.total:,}, of which {one.fresh:,} are new there"


def _more(left: Sequence[Left]) -> list[str]:
    more = len(left) - _SERIES
    return [f"and {kit.count(more, 'further series', 'further series')}"] if more > 0 else []


def leaves_of(question: Question, rubric: Rubric) -> Sequence[Leaf]:
    """All pages of a question."""
    leaves = [Leaf("question", (question.prompt, *beside_the_prompt(question)))]
    leaves += _leaves("beside it", _beside(question))
    leaves += _leaves("hints", [f"{n}. {hint}" for n, hint in enumerate(question.hints, 1)])
    for tab in TABS:
        pages = pages_of(question, tab, question.changes).pages
        leaves += _named(tab, pages)
    return [*leaves, *_leaves("signals", _signals(question, rubric))]


def _leaves(name: str, texts: Sequence[str]) -> Sequence[Leaf]:
    return _named(name, cut(texts)) if texts else ()


def _named(name: str, pages: Sequence[Sequence[str]]) -> Sequence[Leaf]:
    return [
        Leaf(name if len(pages) == 1 else f"{name} {n} of {len(pages)}", page)
        for n, page in enumerate(pages, 1)
    ]


def _beside(question: Question) -> Sequence[str]:
    """What is not posted: it is for whoever asks the question in person."""
    found: list[str] = []
    match question:
        case SystemDesign():
            found += _listed("Requirements", question.requirements)
        case Behavioral():
            found += _listed("Listen for", question.listen_for)
        case Coding():
            found += _listed("Examples", [_example(one) for one in question.examples])
        case _:
            found += _listed("Deeper", question.deep_dives)
    return [*found, *_listed("If they ask", question.clarifications)]


def _listed(title: str, texts: Sequence[str]) -> Sequence[str]:
    return [f"**{title}**", *(f"- {text}" for text in texts)] if texts else []


def _example(example: Example) -> str:
    given = ", ".join(f"{name} = {_plain(value)}" for name, value in example.arguments.items())
    told = f"`{given}` → `{_plain(example.result)}`"[:_EXAMPLE]
    return f"{told}: {example.why}" if example.why else told


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("`", "’")


def _signals(question: Question, rubric: Rubric) -> Sequence[str]:
    labels = {criterion.key: criterion.label for criterion in rubric.criteria}
    found: list[str] = []
    for key, texts in question.signals.items():
        found += _listed(labels.get(key, key), texts)
    return found
