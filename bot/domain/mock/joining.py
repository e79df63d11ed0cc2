"""What a member chose for the mock interviews, and whether they take part just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.member import Hours, Wish

State = Literal["in", "paused", "left"]

STANDING = date.min
"""Stands for the hours of every week where those of one week are named by its Monday."""
FEWEST_COUNTED = 5
"""From so many members on it is said how many share an hour: of fewer it would tell who."""
MOST_COMPARED = 500
"""So many members’ hours are compared; of more, those who joined last."""
MOST_NEVER = 25

LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sv": "Swedish",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""Languages that a session may be held in, by their code; as many as one select holds."""
ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a member would like."""

    kinds: frozenset[Kind]
    level: Level
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A member of the mock interviews, with all they chose but their hours.

    `zone` is the one in which they chose their hours; the hours are of the wall clock and hold in
    whatever zone they live now. `version` counts changes of the hours.
    """

    choices: Choices
    languages: frozenset[str]
    joined_at: datetime
    left_at: datetime | None = None
    skips: bool = False
    paused_at: datetime | None = None
    paused_until: date | None = None
    zone: str
    version: int = 1

    def state(self, today: date) -> State:
        """Whether they take part on this day of theirs; a pause ends by itself when its day comes."""
        if self.left_at is not None:
            return "left"
        return "paused" if resting(self.paused_at, self.paused_until, today) else "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """With how many of the others a member shares an hour; exclusions play no part in it."""

    count: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """The hours of every week, or of one where it has its own."""

    week: date  # its Monday, or STANDING
    hours: Hours
    own: bool  # whether this week has hours of its own


def resting(since: datetime | None, until: date | None, today: date) -> bool:
    """Whether a pause lasts on this day of the member’s; without an end it lasts until they resume."""
    return since is not None and (until is None or today < until)


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def languages_of(locale: str) -> frozenset[str]:
    """What somebody with this language of Discord is taken to speak until they say: it, and English."""
    code = locale.split("-", maxsplit=1)[0]
    return frozenset({ENGLISH, code if code in LANGUAGES else ENGLISH})


def named(languages: frozenset[str]) -> Sequence[str]:
    """The names of languages, English first."""
    return [LANGUAGES[code] for code in sorted(languages, key=lambda code: (code != ENGLISH, code))]
