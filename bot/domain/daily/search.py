"""Finding questions by their words: title, topic and prompt, never what the outline or hints give away."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from zlib import crc32

from bot.domain.daily.question import Kind, Question

LONGEST = 28
"""Characters of a search: as many as the buttons under its results can carry."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")

# Where a word was found, best first.
_TITLE, _TOPIC, _PROMPT = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody looks for; what is empty is not asked of a question."""

    words: tuple[str, ...] = ()
    kind: Kind | None = None
    topic: str | None = None


def fold(text: str) -> str:
    """A text without case and accents: `Ünïts` becomes `units`."""
    spelt = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))


def read_words(text: str) -> tuple[str, ...]:
    """The words somebody typed, folded, each once; what is longer than `LONGEST` is cut."""
    return tuple(dict.fromkeys(_WORD.findall(fold(text)[:LONGEST])))


class Index:
    """The words of all questions, each with the questions it stands in."""

    def __init__(self, questions: Mapping[str, Question], base: "Index | None" = None) -> None:
        """Read every question once; those of `base` were read before and belong to it."""
        self._questions = questions
        self._base = base
        self._ranks: dict[str, dict[str, int]] = {}
        for id, question in questions.items():
            for word, rank in _words_of(question):
                ranks = self._ranks.setdefault(word, {})
                ranks[id] = min(rank, ranks.get(id, rank))
        self._words = sorted(self._ranks)
        self._topics = {topic_code(one.topic): one.topic for one in questions.values()}

    def find(self, query: Query) -> Mapping[str, int]:
        """The questions that hold every word, or one that begins with it; lower numbers fit better.

        The word that fits worst decides: two of three in the title and one in the prompt is a match
        in the prompt.
        """
        found = {id: _TITLE for id, one in self._questions.items() if _suits(one, query)}
        for word in query.words:
            ranks = self._beginning_with(word)
            found = {id: max(rank, ranks[id]) for id, rank in found.items() if id in ranks}
        return {**self._base.find(query), **found} if self._base is not None else found

    def _beginning_with(self, word: str) -> Mapping[str, int]:
        start = bisect_left(self._words, word)
        ranks: dict[str, int] = {}
        for whole in takewhile(
            lambda known: known.startswith(word), islice(self._words, start, None)
        ):
            for id, rank in self._ranks[whole].items():
                ranks[id] = min(rank, ranks.get(id, rank))
        return ranks

    def topics(self, ids: Collection[str], typed: str) -> list[str]:
        """The topics of these questions that hold what was typed; those that begin with it first."""
        wanted = topic_of(typed)
        known = {self._questions[id].topic for id in ids if id in self._questions}
        found = {topic for topic in known if wanted in topic}
        if self._base is not None:
            found.update(self._base.topics(ids, typed))
        return sorted(found, key=lambda topic: (not topic.startswith(wanted), topic))

    def topic(self, code: int) -> str | None:
        """The topic with this code; nothing where no question has it any longer."""
        found = self._topics.get(code)
        return self._base.topic(code) if found is None and self._base is not None else found


def topic_code(topic: str) -> int:
    """A short number for a topic, the same in every process and version; never 0."""
    return crc32(topic.encode()) or 1


def topic_of(text: str) -> str:
    """A topic as questions name it: `Customer obsession` becomes `customer-obsession`."""
    return "-".join(_WORD.findall(fold(text)))


def _suits(question: Question, query: Query) -> bool:
    return query.kind in (None, question.kind) and query.topic in (None, question.topic)


def _words_of(question: Question) -> Iterator[tuple[str, int]]:
    for text, rank in (
        (question.title, _TITLE),
        (question.short, _TITLE),
        (question.topic, _TOPIC),
        (question.prompt, _PROMPT),
    ):
        for word in _PLAIN_WORD.findall(fold(text)):
            yield word, rank
