"""Why two were paired, and why somebody was left out, in sentences.

A pair reads facts about itself alone, from what is stored of it. Whom somebody never wants to meet is
gone before anything is counted, so no sentence tells it from a lack of common time.
"""

from collections.abc import Mapping, Sequence

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.group import REMEMBERED
from bot.domain.mock.round import LeftOut, Pair, Reason
from bot.domain.mock.session import Session
from bot.domain.mock.turns import Turns
from bot.domain.mock.week import FULL_DAYS

_SPOKEN: dict[Kind, str] = {
    "system-design": "system design",
    "technical-depth": "technical depth",
    "behavioral": "behavioural",
    "coding": "coding",
}
_REASONS: dict[Reason, str] = {
    "alone": "Nobody else was in this round.",
    "no hour": "No full hour of yours is left in this week.",
    "no partner": "Nobody in this round shares a free hour and a language with you.",
    "no three": "Everybody who shares a free hour with you is paired, and no three fits.",
}


def why(pair: Pair, names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """What speaks for a pair, line by line: what it is about, and a sentence. Names are by id."""
    return (
        ("Time", _time(pair.starts, pair.third)),
        ("Kind", _kind(pair.kinds)),
        ("Level", _level(pair.levels)),
        ("New", _new(pair.weeks_ago)),
        ("Turns", _turns(pair.turns, pair.third, names)),
    )


def why_session(session: Session, names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """The same of a session, from what is kept of it; without a member of the pair, nothing."""
    first, second, third = (session.at_place(place) for place in (0, 1, 2))
    if first is None or second is None:
        return ()
    facts = session.facts
    turns = Turns(
        interviewer=first.user_id,
        candidate=second.user_id,
        swap=session.swap,
        refused=facts.refused,
    )
    observer = None if third is None else third.user_id
    return (
        *((("Time", _time(facts.starts, observer)),) if facts.starts else ()),
        ("Kind", _kind(facts.kinds)),
        ("Level", _level(facts.levels)),
        ("New", _new(facts.weeks_ago)),
        ("Turns", _turns(turns, observer, names)),
    )


def told(out: LeftOut) -> str:
    """Why somebody has no partner in this round, and which free evening would help."""
    reason = _REASONS[out.reason]
    if out.evening is None:
        return reason
    return f"{reason} A free {FULL_DAYS[out.evening - 1]} evening helps most."


def _time(starts: int, third: int | None) -> str:
    who = "You could both" if third is None else "All three of you could"
    times = "one time" if starts == 1 else f"{starts} different times"
    return f"{who} begin at {times} this week."


def _kind(kinds: Sequence[Kind]) -> str:
    if not kinds:
        return "You chose different kinds, so agree on one."
    *most, last = (_SPOKEN[kind] for kind in kinds)
    return f"You both chose {', '.join(most) + ' and ' if most else ''}{last}."


def _level(levels: Sequence[Level]) -> str:
    low, high = sorted(levels)
    if low == high:
        return f"You both aim at {low}."
    steps = int(high[1:]) - int(low[1:])
    apart = "one level apart" if steps == 1 else f"{steps} levels apart"
    return f"You aim at {low} and {high}, {apart}."


def _new(weeks_ago: int | None) -> str:
    if weeks_ago is None:
        return f"You have not met in the last {REMEMBERED} weeks."
    return f"You last met {'a week' if weeks_ago == 1 else f'{weeks_ago} weeks'} ago."


def _turns(turns: Turns, third: int | None, names: Mapping[int, str]) -> str:
    first, second = names[turns.interviewer], names[turns.candidate]
    if turns.refused:
        said = f"You wished for the same role, so you swap half-way; {first} interviews first."
    elif turns.swap:
        said = f"You swap roles half-way; {first} interviews first."
    else:
        said = f"{first} interviews {second}."
    return said if third is None else f"{said} {names[third]} observes."
