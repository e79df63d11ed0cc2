"""What an interviewer, an observer or a solo candidate reads of a question, cut into pages."""

import json
from collections.abc import Sequence

from bot.domain.daily.question import (
    Behavioral,
    Coding,
    Example,
    Level,
    Question,
    Rubric,
    SystemDesign,
    TechnicalDepth,
)

# Room for the lines that stay on top of every page.
PAGE = 2600
Texts = Sequence[str]


def prompt(question: Question) -> Texts:
    """What is read aloud, with the examples of a coding question."""
    match question:
        case Coding():
            examples = "\n".join(_example(one) for one in question.examples)
            return (question.prompt, f"-# {question.limits}", f"```\n{examples}\n```")
        case _:
            return (question.prompt,)


def _example(one: Example) -> str:
    given = ", ".join(f"{name}={_written(value)}" for name, value in one.arguments.items())
    return f"{given}\n  gives {_written(one.result)}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def clarifications(question: Question) -> Texts:
    """What is answered when the candidate asks."""
    wanted = question.requirements if isinstance(question, SystemDesign) else ()
    return [
        *(f"- {text}" for text in question.clarifications),
        *(["**If they ask what it must do**"] if wanted else ()),
        *(f"- {text}" for text in wanted),
    ]


def hints(question: Question, given: int) -> Texts:
    """The ladder: what was given, the newest of it, and what is still closed."""
    return [f"{_given(n, given)} **{n}** {text}" for n, text in enumerate(question.hints, 1)]


def _given(n: int, given: int) -> str:
    if n == given:
        return "➡️"
    return "✅" if n < given else "⬜"


def signals(question: Question, rubric: Rubric, level: Level) -> Texts:
    """What to listen for, criterion by criterion, with the bar of a level."""
    found: list[str] = []
    for one in rubric.criteria:
        found.append(f"**{one.label}**")
        found += [f"- {text}" for text in question.signals.get(one.key, ())]
        if level in one.level_bar:
            found.append(f"-# At the bar for {level}: {one.level_bar[level]}")
    if isinstance(question, Behavioral):
        found += ["**Listen for**", *(f"- {text}" for text in question.listen_for)]
    return found


def follow_ups(question: Question) -> Texts:
    """What is asked next, and where one can go deeper."""
    dives = question.deep_dives if isinstance(question, SystemDesign | TechnicalDepth) else ()
    return [
        *(f"{n}. {text}" for n, text in enumerate(question.follow_ups, 1)),
        *(["**Deeper**"] if dives else ()),
        *(f"- {text}" for text in dives),
    ]


def outline(question: Question) -> Texts:
    """One sound answer, its numbers, and what goes wrong often."""
    return [
        *(
            f"{n}. **{point.lead.rstrip('.')}.** {point.text}"
            for n, point in enumerate(question.outline, 1)
        ),
        *_figures(question),
        "**Pitfalls**",
        *(f"- {text}" for text in question.pitfalls),
    ]


def _figures(question: Question) -> Texts:
    match question:
        case SystemDesign():
            numbers = [
                f"- {one.text}: **{_amount(one.value)} {one.unit}**" for one in question.estimation
            ]
            return ["**Numbers**", *numbers]
        case Coding():
            return ["**Complexity**", question.complexity]
        case _:
            return ()


def _amount(value: float) -> str:
    if value >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2g}"


def cut(texts: Texts) -> list[list[str]]:
    """Pages of at most `PAGE` characters; a heading stays with what it heads."""
    pages: list[list[str]] = [[]]
    for text in texts:
        if pages[-1] and sum(len(one) + 1 for one in pages[-1]) + len(text) > PAGE:
            carried = [pages[-1].pop()] if _heads(pages[-1][-1]) else []
            pages.append(carried)
        pages[-1].append(text)
    return pages


def joined(texts: Texts) -> list[str]:
    """Lines as texts of one sort each, so that small print does not count to a list before it."""
    found: list[str] = []
    for text in texts:
        if found and (_heads(found[-1]) or (_sort(found[-1]) == _sort(text) != "words")):
            found[-1] += f"\n{text}"
        else:
            found.append(text)
    return found


def _heads(text: str) -> bool:
    return text.startswith("**") and text.endswith("**") and "\n" not in text


def _sort(text: str) -> str:
    last = text.rsplit("\n", 1)[-1]
    if last.startswith("-#"):
        return "small"
    return "list" if last[:1] in "-0123456789✅➡⬜" else "words"


def count(page: int, pages: int) -> str:
    """`2 of 3`; nothing for one page."""
    return "" if pages == 1 else f" {page + 1} of {pages}"
