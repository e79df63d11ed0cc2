"""A series that asks day after day, as far as the choice is concerned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.domain.daily.choice import Asked, Asking, Choice, Lately, Past, choose
from bot.domain.daily.choice import Pool as Drawn
from bot.domain.daily.question import Kind, Level
from tests.domain.pools import Pool

START = date(2026, 3, 2)
A_DAY = timedelta(days=1)
SERIES, OTHER = 11, 22

Found = list[tuple[Asked, Choice]]


def lately(asked: Iterable[Asked]) -> dict[int, Lately]:
    """What a channel saw, by series."""
    found: dict[int, Lately] = {}
    for one in asked:
        before = found.get(one.series, Lately((), ()))
        found[one.series] = before.with_one(one.question, one.day)
    return found


def drawn_from(questions: Pool) -> Drawn:
    """Questions in the orders in which they are drawn."""
    return questions if isinstance(questions, Drawn) else Drawn(questions)


def next_one(
    questions: Pool,
    day: date,
    *,
    mine: Sequence[Asked] = (),
    nearby: Sequence[Asked] = (),
    series: int = SERIES,
    queue: Sequence[str] = (),
    pool: Pool | None = None,
    level: Level | None = None,
) -> Choice:
    """What a series that started on `START` asks on a day, after all that it and others asked.

    It draws from all questions where no other pool is given.
    """
    asked = [one.question for one in mine]
    recent = [one for one in (*mine, *nearby) if day - one.day <= 28 * A_DAY]
    known = drawn_from(questions)
    own = known if pool is None else drawn_from(pool)
    past = Past(asked, lately(recent), mine)
    choice = choose(known, own, queue, past, Asking(series, START, day, level))
    assert choice is not None
    return choice


def ask(
    questions: Pool,
    days: int,
    *,
    series: int = SERIES,
    mine: Sequence[Asked] = (),
    nearby: Sequence[Asked] = (),
    first: date = START,
    weekdays: str = "1234567",
    level: Level | None = None,
) -> Found:
    """What a series asks from a day on."""
    asked = list(mine)
    found: Found = []
    drawn = Drawn(questions)
    for n in range(days):
        day = first + n * A_DAY
        if str(day.isoweekday()) in weekdays:
            choice = next_one(drawn, day, mine=asked, nearby=nearby, series=series, level=level)
            asked.append(Asked(choice.question.id, day, series, choice.cycle))
            found.append((asked[-1], choice))
    return found


def history(found: Found) -> list[Asked]:
    return [asked for asked, _ in found]


def ids(found: Iterable[tuple[Asked, Choice]]) -> list[str]:
    return [asked.question for asked, _ in found]


def kinds(found: Iterable[tuple[Asked, Choice]]) -> Counter[Kind]:
    return Counter(choice.question.kind for _, choice in found)
