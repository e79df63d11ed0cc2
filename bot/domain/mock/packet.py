"""Which question an interviewer asks: one that the candidate has not met and that suits their level."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from bot.domain.daily.question import LEVELS, Kind, Level, Question

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

When = Mapping[str, datetime]
"""When something last happened with a question, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One half of a session, 1 or 2, and the level of its candidate."""

    guild_id: int
    session_id: int
    half: int
    kind: Kind
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """The question of a turn. What had to give way for it is told to the interviewer.

    `beside`: it suits another level than the candidate’s. `again`: the candidate has met it.
    """

    question: Question
    beside: bool = False
    again: bool = False


def pick(
    questions: Iterable[Question],
    turn: Turn,
    *,
    met: When,
    known: Collection[str] = (),
    used: When,
) -> Pick | None:
    """The question for a turn; nothing where no question is of its kind.

    `met` is what the candidate has met: revealed, or given as a packet, on either side. `known` is what
    the interviewer has met, and `used` what this server’s mock interviews asked.

    A question that the candidate has not met and that suits their level comes first, then one that
    suits a level beside it, then the one that they met the longest ago, and what suits neither last of
    all. Of equals the interviewer has rather met it, then it was asked least recently, then chance
    decides, the same each time.
    """

    def rank(one: Question) -> tuple[int, datetime, bool, datetime, bytes]:
        distance = _distance(one, turn.level)
        stage = 3 if distance > 1 else 2 if one.id in met else distance
        return (
            stage,
            met.get(one.id, _LONG_AGO),
            one.id not in known,
            used.get(one.id, _LONG_AGO),
            _lot(turn, one.id),
        )

    found = min((one for one in questions if one.kind == turn.kind), key=rank, default=None)
    if found is None:
        return None
    return Pick(question=found, beside=turn.level not in found.levels, again=found.id in met)


def _distance(question: Question, level: Level) -> int:
    """How many levels lie between a candidate and whom a question suits."""
    wanted = LEVELS.index(level)
    return min(abs(LEVELS.index(one) - wanted) for one in question.levels)


def _lot(turn: Turn, question: str) -> bytes:
    drawn = f"{turn.guild_id}:{turn.session_id}:{turn.half}:{question}"
    return blake2b(drawn.encode(), digest_size=8).digest()
