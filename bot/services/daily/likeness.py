"""Which questions of a bank a suggestion is close to."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.content.crosscheck.prose import alike
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Question
from bot.domain.daily.search import Query, fold
from bot.domain.daily.suggestion import Idea

_TELLING = re.compile(r"[a-z0-9]{4,}")
_WORDS, _CANDIDATES, _NAMED = 12, 20, 3
_SHARE = 0.75
_FEWEST = 3


def near(idea: Idea, bank: Bank) -> Sequence[Question]:
    """At most three questions with nearly the same title or text, by their ids."""
    words = _telling(f"{idea.title} {idea.prompt}")
    # Comparing with every question takes a fifth of a second; a copy shares the long words.
    longest = sorted(words, key=lambda word: (-len(word), word))[:_WORDS]
    shared: Counter[str] = Counter()
    for word in longest:
        shared.update(bank.index.find(Query(words=(word,))).keys() - bank.removed)
    likely = [bank.questions[id] for id, _ in shared.most_common(_CANDIDATES)]
    prompts = [*(one.prompt for one in likely), idea.prompt]
    copies = {earlier for earlier, later, _ in alike(prompts) if later == len(likely)}
    found = [
        one
        for place, one in enumerate(likely)
        if place in copies or _same_title(idea.title, f"{one.title} {one.short}")
    ]
    return sorted(found, key=lambda one: one.id)[:_NAMED]


def _same_title(title: str, other: str) -> bool:
    words = _telling(title)
    return len(words) >= _FEWEST and len(words & _telling(other)) >= _SHARE * len(words)


def _telling(text: str) -> set[str]:
    return set(_TELLING.findall(fold(text)))
