"""A mistake that a member found in a question, until an owner has dealt with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Question

SHORTEST, LONGEST = 20, 1000
"""Characters of a report."""
MOST = 5
"""Reports of one member within `WITHIN`."""
WITHIN = timedelta(hours=24)

State = Literal["open", "passed on", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What a member says is wrong with a revision of a question."""

    guild_id: int
    id: int
    user_id: int
    question_id: str
    revision: int
    text: str
    at: datetime
    state: State = "open"


def upstream(mistake: Mistake, question: Question | None, version: str) -> str:
    """A report as it is passed on to who wrote the question; nobody is named in it."""
    revision = f"revision {mistake.revision}"
    if question is not None and question.revision != mistake.revision:
        revision += f", by now {question.revision}"
    return "\n".join(
        [
            f"Question: {mistake.question_id}, {revision}",
            f"Title: {question.title if question is not None else 'no longer in the bank'}",
            f"Loopmate {version}, reported on {mistake.at:%Y-%m-%d}",
            "",
            mistake.text,
        ]
    )
