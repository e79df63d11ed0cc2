"""What one server asks from: the shipped questions and its own, without those it wants no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from bot.domain.daily.choice import Catalogue, Pool, Questions, pool_of
from bot.domain.daily.question import Kind, Question
from bot.domain.daily.search import Index


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions of a server; it stays as it was made.

    `own` also holds those that were `removed`; `off` may name questions that are no longer shipped.
    `base` is the bank of the shipped questions alone: what was worked out of them is not done again.
    """

    shipped: Questions
    own: Mapping[str, Question] = field(default_factory=dict[str, Question])
    off: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    base: Self | None = field(default=None, repr=False)
    _pools: dict[tuple[Kind, ...], Pool] = field(
        default_factory=dict[tuple[Kind, ...], Pool], init=False, repr=False
    )

    @cached_property
    def questions(self) -> Catalogue:
        """All that a post, an answer or a queue may refer to."""
        if self.base is not None and not self.own:
            return self.base.questions
        return Catalogue({**self.shipped, **self.own})

    @cached_property
    def asked(self) -> Mapping[str, Question]:
        """What may be asked from now on."""
        if not self.off and not self.removed:
            return self.questions
        kept = dict(self.questions)
        for id in self.off | self.removed:
            kept.pop(id, None)
        return kept

    @cached_property
    def index(self) -> Index:
        """The words of all `questions`."""
        if self.base is None:
            return Index(self.questions)
        return Index(self.own, self.base.index) if self.own else self.base.index

    def pool(self, kinds: Iterable[Kind]) -> Pool:
        """What a series of these kinds draws from; none means all. Made once."""
        key = tuple(kinds)
        if key not in self._pools:
            base = None if self.base is None else self.base.pool(key)
            self._pools[key] = pool_of(self.asked, key, base)
        return self._pools[key]
