"""A scorecard that somebody filled: what it must hold, what it is warned of, and when it opens."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.mock.scorecard import GRADES, Scorecard
from bot.errors import CardLength, EvidenceMissing, GradesMissing

BEST = len(GRADES)
WIDE = 2
"""From so many grades on, two cards are so far apart that a sentence from each helps."""
PROMPT = timedelta(hours=24)
"""After so long less of a session is remembered."""
FEWEST_WORDS = 12

# Two characters of Chinese or Japanese count as a word.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-]\w+)*"
)
_TRAITS = (
    "smart|clever|bright|brilliant|intelligent|gifted|talented|genius|stupid|dumb|lazy|arrogant"
    "|nice|friendly|lovely|likeable|pleasant|cool|awesome|amazing|great|shy|boring|junior|senior"
)
# English alone: of other languages nothing is said rather than something wrong.
_PERSON = re.compile(
    rf"\byou(?:[’']re|\s+(?:are|were|seem(?:ed)?))\s+(?:(?:a|an|so|very|really|quite|just|too)\s+)*"
    rf"(?:{_TRAITS})\b(?!\s+(?:at|in|with|about|on|when|to)\b)"
    r"|\b(?:as\s+a\s+person|your\s+(?:personality|attitude)"
    r"|(?:great|nice|good|smart|lovely|clever)\s+(?:person|guy|girl|man|woman|lad))\b",
    re.IGNORECASE,
)


class Nudge(StrEnum):
    """What a card is warned of, once; it is taken all the same."""

    SAME_GRADES = "same-grades"  # all four
    SHORT = "short"  # a text of under 12 words
    SAME_TEXT = "same-text"  # as on the writer’s last card
    LATE = "late"  # more than 24 hours after the session
    PERSON = "person"  # about who somebody is rather than what they did


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What one says of a session. Grades are 1 to 4 by criterion.

    The recommendation, 1 to 4, is asked apart from them and never computed.
    """

    grades: Mapping[str, int]
    recommendation: int
    keep: str
    change: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One criterion on two cards about the same person: their own, and the other’s."""

    criterion: str
    own: int
    peer: int

    @property
    def is_wide(self) -> bool:
        """Whether they are two or more apart."""
        return abs(self.own - self.peer) >= WIDE


def check_grades(
    grades: Mapping[str, int], recommendation: int | None, criteria: Collection[str]
) -> None:
    """What page 1 must hold: a grade of each criterion, and a recommendation."""
    allowed = range(1, BEST + 1)
    if (
        set(grades) != set(criteria)
        or any(grade not in allowed for grade in grades.values())
        or recommendation not in allowed
    ):
        raise GradesMissing


def needs_evidence(grades: Mapping[str, int], scorecard: Scorecard) -> bool:
    """Whether one of the grades has to have its moment told."""
    return scorecard.needs_evidence(tuple(GRADES[grade - 1] for grade in grades.values()))


def checked(card: Card, scorecard: Scorecard, criteria: Collection[str]) -> Card:
    """A card as it is kept: its texts without space around them, evidence only where it is needed.

    Raises `GradesMissing`, `CardLength` and `EvidenceMissing`, the last two with what was typed.
    """
    check_grades(card.grades, card.recommendation, criteria)
    evident = needs_evidence(card.grades, scorecard)
    card = replace(
        card,
        keep=card.keep.strip(),
        change=card.change.strip(),
        evidence=card.evidence.strip() if evident else "",
    )
    texts = {"keep": card.keep, "change": card.change, "evidence": card.evidence}
    typed = "\n\n".join(text for text in texts.values() if text)
    if evident and not card.evidence:
        raise EvidenceMissing(quote=typed)
    for written in scorecard.texts:
        if not written.shortest <= len(texts[written.key]) <= written.longest:
            raise CardLength(
                quote=typed,
                label=written.label,
                shortest=written.shortest,
                longest=written.longest,
            )
    return card


def nudges(card: Card, last: Card | None, *, ended_at: datetime, now: datetime) -> Sequence[Nudge]:
    """What its writer is warned of. `last` is the card they wrote before this one, about anybody."""
    texts = (card.keep, card.change)
    before = () if last is None else (_plain(last.keep), _plain(last.change))
    found = {
        Nudge.SAME_GRADES: len(set(card.grades.values())) == 1,
        Nudge.SHORT: any(len(_WORD.findall(text)) < FEWEST_WORDS for text in texts),
        Nudge.SAME_TEXT: any(_plain(text) in before for text in texts),
        Nudge.LATE: now - ended_at > PROMPT,
        Nudge.PERSON: any(_PERSON.search(text) for text in (*texts, card.evidence)),
    }
    return [nudge for nudge, holds in found.items() if holds]


def _plain(text: str) -> str:
    """A text as it is compared: its words alone."""
    return " ".join(_WORD.findall(text.casefold()))


def gaps(own: Card, peer: Card) -> Sequence[Gap]:
    """Criterion by criterion, in the order of one’s own card; one that only one card has is left out."""
    return [
        Gap(criterion=criterion, own=grade, peer=peer.grades[criterion])
        for criterion, grade in own.grades.items()
        if criterion in peer.grades
    ]


def deadline(scorecard: Scorecard, ended_at: datetime) -> datetime:
    """When what is in opens, whoever has not sent theirs."""
    return ended_at + timedelta(hours=scorecard.opens_after)


def opens_at(sent_at: datetime, others: Iterable[datetime | None], latest: datetime) -> datetime:
    """When a card opens: once the others are in, or at the deadline; a late one as it is sent.

    `others` are when the other cards of the session were sent, None of one that is not in.
    """
    sent = [sent_at, *others]
    known = [moment for moment in sent if moment is not None]
    if len(known) < len(sent):
        return max(sent_at, latest)
    return max(sent_at, min(latest, max(known)))


def is_late(sent_at: datetime, latest: datetime) -> bool:
    """Whether a card came after the deadline, when its writer may have read the other’s."""
    return sent_at > latest
