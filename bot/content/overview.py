"""All there is to ask and to learn, on one page of Markdown: docs/curriculum.md."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.content.library import Content
from bot.domain.cards import Deck
from bot.domain.daily.question import KINDS, LEVELS, Kind, Question, topic_name
from bot.domain.item import SeedLine

_HEAD = """\
# Curriculum

What Loopmate asks and teaches, counted and listed from the files in `content/`. The page is written by
`python -m bot content overview`, and a test tells where it no longer agrees with them. Outlines, hints
and solutions are not on it: a question opens in Discord, after an answer of your own.
"""
_KINDS: dict[Kind, str] = {
    "system-design": "System design",
    "technical-depth": "Technical depth",
    "behavioral": "Behavioural",
    "coding": "Coding",
}
_PARTS = {
    "overview": "the business",
    "culture": "culture",
    "stack": "tools",
    "scale": "scale",
    "sd": "system design",
    "td": "technical depth",
    "bh": "behavioural",
    "comp": "pay",
    "svc": "services",
    "code": "coding",
    "plan": "twelve weeks",
    "success": "the first six months",
    "growth": "growth",
    "fit": "team fit",
    "net": "contacts and applications",
    "closing": "closing words",
}
_STATUS = ("source-claim", "verified", "contradicted", "opinion")


def overview(content: Content) -> str:
    """The page, with one line feed at its end."""
    questions = list(content.questions.values())
    parts = [
        _HEAD,
        f"## {len(questions)} questions\n",
        *_counts(questions),
        *(part for kind in KINDS for part in _kind(kind, questions)),
        *_decks(list(content.decks.values())),
        *_lines(list(content.seed.values())),
    ]
    return "\n".join(parts)


def _counts(questions: Sequence[Question]) -> Iterator[str]:
    rows = [(_KINDS[kind], *_row(one for one in questions if one.kind == kind)) for kind in KINDS]
    yield _table(("kind", *LEVELS, "all"), [*rows, ("all", *_row(questions))])
    each = Counter(one.difficulty for one in questions)
    yield _table(
        ("difficulty", *(str(number) for number in sorted(each))),
        [("questions", *(str(each[number]) for number in sorted(each)))],
    )


def _row(questions: Iterable[Question]) -> list[str]:
    levels = Counter(one.level for one in questions)
    return [*(str(levels[level]) for level in LEVELS), str(levels.total())]


def _kind(kind: Kind, questions: Sequence[Question]) -> Iterator[str]:
    yield f"### {_KINDS[kind]}\n"
    of_kind = [one for one in questions if one.kind == kind]
    for topic in sorted({one.topic for one in of_kind}):
        of_topic = [one for one in of_kind if one.topic == topic]
        yield f"**{topic_name(topic)}**, {len(of_topic)}\n"
        yield "".join(
            f"- {one.short} ({one.level}, difficulty {one.difficulty}, {one.minutes} min)\n"
            for one in sorted(of_topic, key=lambda one: (one.level, one.difficulty, one.id))
        )


def _decks(decks: Sequence[Deck]) -> Iterator[str]:
    yield f"## {sum(len(deck.cards) for deck in decks)} cards\n"
    yield "An applied card asks to use what one knows in a situation.\n"
    rows = [
        (
            deck.label,
            deck.group,
            str(len(deck.cards)),
            str(sum(card.applied for card in deck.cards)),
        )
        for deck in sorted(decks, key=lambda deck: (deck.group, deck.label))
    ]
    yield _table(("deck", "group", "cards", "applied"), rows)


def _lines(lines: Sequence[SeedLine]) -> Iterator[str]:
    yield f"## {len(lines)} lines of the track\n"
    yield (
        "The track is the twelve-week curriculum that everything here goes back to, line by line. What a\n"
        "line says is its own claim, was verified or contradicted since, or is an opinion.\n"
    )
    rows: list[tuple[str, ...]] = []
    for group, part in _PARTS.items():
        states = Counter(line.status for line in lines if line.id.split(".")[1] == group)
        rows.append((part, str(states.total()), *(str(states[state]) for state in _STATUS)))
    heads = ("claims", "verified", "contradicted", "opinions")
    yield _table(("part", "lines", *heads), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
