"""What a series will ask next, by the very choice that the planner makes."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from bot.domain.daily.question import Question
from bot.domain.daily.series import Series
from bot.domain.schedule import Slot
from bot.services.daily.choosing import Choosing, Memory

# So many choices take some 10 ms.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """A slot that is ahead and the question it will ask, as things stand."""

    slot: Slot
    question: Question
    queued: bool  # from the queue
    again: bool  # asked before


async def foretell(
    choosing: Choosing,
    memory: Memory,
    beside: Sequence[Series],
    *,
    of: Series,
    now: datetime,
    count: int,
) -> Sequence[Upcoming]:
    """The next slots of a series, played through in order with all `beside` that share its channel.

    Changes the memory. Others have their turn meanwhile: many series of one channel take a while.
    """
    found: list[Upcoming] = []
    turns = merge(*(_turns(one, now) for one in beside), key=lambda turn: (turn[1].at, turn[0].id))
    for number, (one, slot) in enumerate(turns):
        if len(found) >= count or of.next_run_at is None:
            break
        choice = choosing.choose(memory, one, slot.day)
        if one.id == of.id:
            if choice is None:
                break
            found.append(
                Upcoming(
                    slot=slot,
                    question=choice.question,
                    queued=choice.queued,
                    again=choice.cycle > 1,
                )
            )
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return found


def _turns(series: Series, now: datetime) -> Iterator[tuple[Series, Slot]]:
    """The slots that will be posted, as the planner takes them: of those that passed, the newest."""
    if series.next_run_at is None:
        return
    passed, following = series.plan.passed(series.next_run_at, now, series.earliest)
    if passed:
        yield series, passed[-1]
    yield series, following
    for slot in series.plan.after(following.at, series.earliest):
        yield series, slot
