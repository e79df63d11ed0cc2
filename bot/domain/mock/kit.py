"""An interview kit: who does what, minute by minute, for one kind of interview."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from bot.domain.daily.question import Kind
from bot.domain.item import Id, Whole, string


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an agenda; its label also stands on the button that leads to it."""

    minute: Annotated[Whole, Ge(0), Le(90)]
    length: Annotated[Whole, Ge(1), Le(45)]
    label: Annotated[str, string(11)]
    candidate: Annotated[str, string(200)]
    interviewer: Annotated[str, string(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A timed interview. `swap`: the pair runs it twice in one session, roles exchanged between."""

    id: Id
    kind: Kind
    label: Annotated[str, string(60)]
    minutes: Annotated[Whole, Ge(20), Le(90)]
    swap: bool
    rubric: Id
    agenda: Annotated[tuple[Step, ...], Len(3, 10)]
    do_not: Annotated[tuple[Annotated[str, string(160)], ...], Len(2, 6)]
    seed_ref: tuple[Id, ...] = ()

    def step_at(self, minute: int) -> Step:
        """What belongs to a minute; after the end, the last step."""
        begun = [step for step in self.agenda if step.minute <= minute]
        return begun[-1] if begun else self.agenda[0]
