"""How a question looks: its post, and its pages once the outline is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from discord import ui

from bot.domain.daily.question import (
    Behavioral,
    Coding,
    Correction,
    Principle,
    Question,
    SystemDesign,
    topic_name,
)
from bot.services.daily.answering import Asked
from bot.services.daily.showing import Shown
from bot.ui import kit
from bot.ui.components import button, turns
from cogs.daily import marks, routes
from cogs.daily.corrected import changed_since

Tab = Literal["outline", "pitfalls", "follow-ups"]
TABS: tuple[Tab, ...] = ("outline", "pitfalls", "follow-ups")
# A page of an outline ends here; what follows goes to the next one.
PAGE = 3000

_SMALL = ("and", "the", "be", "a", "of")


def question_view(shown: Shown) -> ui.LayoutView:
    """The question as everybody sees it."""
    question, said = shown.question, marks.marks(shown)
    hints, before = kit.count(len(question.hints), "hint"), marks.day_after(shown)
    return kit.panel(
        _grey_line(question) + (f"\n-# {said}" if said else ""),
        f"## {question.short}",
        question.prompt,
        *beside_the_prompt(question),
        kit.line(),
        question_row(shown.post.id),
        f"-# {hints} · {before}"
        if before
        else f"-# {hints}, one at a time. The outline opens after your answer.",
        colour=kit.KINDS[question.kind].colour,
        above=f"-# <@&{shown.ping_role_id}>" if shown.ping_role_id else None,
    )


def _grey_line(question: Question) -> str:
    """Kind, level, minutes, and the topic where it fits one line of a phone."""
    facts = (question.level, f"{question.minutes} min")
    topic = topic_name(question.topic)
    whole = kit.head(question.kind, *facts, topic)
    return whole if len(whole) - len("-# ") <= kit.GREY_LINE else kit.head(question.kind, *facts)


def question_row(post_id: int) -> ui.ActionRow[Any]:
    """Answer, Hint, Reveal."""
    return kit.row(
        button("Answer", routes.ANSWER, post=post_id, primary=True),
        button("Hint", routes.HINT, post=post_id),
        button("Reveal", routes.REVEAL, post=post_id),
    )


def beside_the_prompt(question: Question) -> Sequence[str]:
    """What a post shows in small print under its prompt."""
    match question:
        case Behavioral():
            names = " · ".join(principle(name) for name in question.leadership_principles)
            return (f"-# {names}",) if names else ()
        case Coding():
            return (f"-# {question.limits}",)
        case _:
            return ()


def principle(name: Principle) -> str:
    """A Leadership Principle as people write it: `Bias for Action`."""
    words = name.split("-")
    return " ".join(
        word if word in (*_SMALL, "for") and place else word.capitalize()
        for place, word in enumerate(words)
    ).replace("Earths", "Earth’s")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one tab, each a list of texts that stand apart."""

    tab: Tab
    pages: Sequence[Sequence[str]]


def pages_of(question: Question, tab: Tab, corrections: Sequence[Correction] = ()) -> Pages:
    """What a tab holds, cut into pages between points; the outline opens with corrections."""
    match tab:
        case "outline":
            changed = changed_since(corrections)
            points = [
                f"{n}. **{point.lead.rstrip('.')}.** {point.text}"
                for n, point in enumerate(question.outline, 1)
            ]
            texts = [*points, *_after_the_outline(question)]
            return Pages(tab, cut([changed, *texts] if changed else texts))
        case "pitfalls":
            return Pages(tab, cut([f"- {text}" for text in question.pitfalls]))
        case "follow-ups":
            follow_ups = [f"{n}. {text}" for n, text in enumerate(question.follow_ups, 1)]
            reading = [f"-# Read next: {ref.title}, {ref.publisher}" for ref in question.references]
            facts = [
                f"-# {fact.text} (as of {fact.as_of}, {fact.source})" for fact in question.facts
            ]
            return Pages(tab, cut([*follow_ups, *reading, *facts]))


def _after_the_outline(question: Question) -> Sequence[str]:
    match question:
        case SystemDesign():
            numbers = [
                f"- {one.text}"
                + (f" = **{_amount(one.value)} {one.unit}**" if one.expression else "")
                for one in question.estimation
            ]
            dives = [f"- {text}" for text in question.deep_dives]
            return ["**Numbers**", *numbers, "**Deeper**", *dives]
        case Coding():
            return [f"**Complexity** {question.complexity}"]
        case _:
            return []


def _amount(value: float) -> str:
    if value >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2g}"


def cut(texts: Sequence[str]) -> list[list[str]]:
    """Pages of at most `PAGE` characters; headings stay with what follows."""
    pages: list[list[str]] = [[]]
    for text in texts:
        if pages[-1] and sum(len(one) + 1 for one in pages[-1]) + len(text) > PAGE:
            carried = [pages[-1].pop()] if _heads(pages[-1][-1]) else []
            pages.append(carried)
        pages[-1].append(text)
    return pages


def _heads(text: str) -> bool:
    return text.startswith("**") and text.endswith("**")


def blocks(texts: Sequence[str]) -> list[str]:
    """Lines joined to texts of one sort: small print and headings stand in texts of their own."""
    found: list[str] = []
    for text in texts:
        same = found and _sort(found[-1]) == _sort(text)
        if same or (found and _heads(found[-1])):
            found[-1] += f"\n{text}"
        else:
            found.append(text)
    return found


def _sort(text: str) -> str:
    return "small" if text.startswith("-#") else "list" if text[0] in "-0123456789" else "words"


def reveal_view(asked: Asked, tab: Tab = "outline", page: int = 0) -> ui.LayoutView:
    """The outline, pitfalls or follow-ups, open to who answered or tried."""
    question, post_id = asked.question, asked.post.id
    pages = pages_of(question, tab, asked.corrections).pages
    page = min(page, len(pages) - 1)
    where = tab if len(pages) == 1 else f"{tab} {page + 1} of {len(pages)}"
    wrote = asked.answer is not None and asked.answer.text is not None
    return kit.panel(
        kit.head(question.kind, where),
        f"## {question.short}",
        *blocks(pages[page]),
        kit.line(),
        "Which of these were in your answer?" if wrote and tab == "outline" else None,
        kit.row(
            button("Score mine", routes.SCORE, post=post_id, primary=True) if wrote else None,
            button("See others", routes.OTHERS, post=post_id, position=0),
        ),
        turns(routes.TAB, page, len(pages), post=post_id, tab=tab),
        _tabs(post_id, tab, several=len(pages) > 1),
        kit.row(button("Report a mistake", routes.MISTAKE, post=post_id)),
        colour=kit.KINDS[question.kind].colour,
    )


def _tabs(post_id: int, tab: Tab, *, several: bool) -> ui.ActionRow[Any]:
    names = {"outline": "Outline", "pitfalls": "Pitfalls", "follow-ups": "Follow-ups"}
    return kit.row(
        *(
            button(names[one], routes.TAB, post=post_id, tab=one, page=0, here=one == tab)
            for one in TABS
            # Of several pages the present tab is turned above: two buttons would mean the same.
            if not several or one != tab
        )
    )
