"""What is now in a session: the steps of a kit at their moments, and the one that was pressed last.

A session is an hour. One that swaps has two halves, and in each the whole kit is run: a kit of half an
hour as it is, one of an hour at half its times. Without a swap a kit is run once, and one of half an
hour leaves the rest of the hour free.

The moments of a half run from the press that began it, *Start* or *Swap*, and no other press moves
them: what takes too long is seen to be late, and the second half has its full length whenever it
begins. Which step is the present one, the presses alone decide.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.mock.kit import Kit, Step
from bot.domain.mock.member import SESSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A step of a half, and from when until when it is planned."""

    step: Step
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One half, 1 or 2, with the place of its present step, from 0.

    `swaps`: another half follows, with the roles exchanged.
    """

    half: int
    swaps: bool
    steps: tuple[Timed, ...]
    place: int

    @property
    def now(self) -> Timed:
        """The step that was pressed last."""
        return self.steps[self.place]

    @property
    def following(self) -> Timed | None:
        """The step that comes next in this half."""
        return self.steps[self.place + 1] if self.place + 1 < len(self.steps) else None

    @property
    def ends_at(self) -> datetime:
        """When this half is planned to end."""
        return self.steps[-1].ends_at


def minutes(kit: Kit, *, swap: bool) -> int:
    """How long one run of a kit takes in a session with or without a swap."""
    return min(kit.minutes, SESSION // 2 if swap else SESSION)


def agenda(
    kit: Kit,
    *,
    swap: bool,
    begun_at: datetime,
    swapped_at: datetime | None = None,
    place: int = 0,
) -> Agenda:
    """The half that a session is in, as it stands.

    `begun_at` is when *Start* was pressed, `swapped_at` when *Swap* was. `place` is the step that was
    pressed last in this half, from 0; one that the kit no longer has counts as its last.
    """
    assert swap or swapped_at is None, "a session without a swap has one half"
    return Agenda(
        half=1 if swapped_at is None else 2,
        swaps=swap and swapped_at is None,
        steps=_timed(kit, minutes(kit, swap=swap), swapped_at or begun_at),
        place=min(place, len(kit.agenda) - 1),
    )


def minute(begun_at: datetime, at: datetime) -> int:
    """Whole minutes since a half began, as a press is stamped."""
    return max(timedelta(), at - begun_at) // timedelta(minutes=1)


def _timed(kit: Kit, length: int, begun_at: datetime) -> tuple[Timed, ...]:
    """The steps of a kit, in proportion where it is longer, on whole minutes."""
    starts = [step.minute * length // kit.minutes for step in kit.agenda]
    bounds = [begun_at + timedelta(minutes=start) for start in [*starts, length]]
    return tuple(
        Timed(step=step, begins_at=begins, ends_at=ends)
        for step, begins, ends in zip(kit.agenda, bounds, bounds[1:], strict=False)
    )
