"""A question that a member suggests, and all that an owner types to complete it, kind by kind."""

from bot.content.own.cells import COLUMNS
from bot.content.single import question_data
from bot.domain.daily.question import Kind, Question
from bot.domain.daily.suggestion import Idea
from bot.services.daily.drafting import SIGNALS
from tests.domain.pools import shipped

TITLE = "Two clocks in one warehouse, and which of them the scanner believes"
PROMPT = (
    "A warehouse in Gdynia has 40 scanners; after a power cut half of them run 90 seconds late. "
    "Parcels leave the hall before they came in. What do you change first, and how do you find out?"
)
OUTLINE = "Order: do not trust clocks for it\n- Numbers: one counter a hall\n3. And then test it"
HINTS = "Which of the two clocks would you believe, and why?\nCount something instead of timing it."
TYPED = {
    "title": TITLE,
    "prompt": PROMPT,
    "outline": OUTLINE,
    "hints": HINTS,
    "source": "My own work, two winters ago",
}
# What a member sends brings these along, and no form asks for them.
_GIVEN = {"id", "kind", "phases", "rubric", "revision", "changes", "seed_ref", "facts", "overlaps"}


def idea(kind: Kind = "technical-depth", **given: str) -> Idea:
    return Idea(kind=kind, **(TYPED | given))


def model(kind: Kind) -> Question:
    """A shipped question of a kind: what a complete one looks like."""
    return next(one for one in shipped().questions.values() if one.kind == kind)


def cells(kind: Kind = "technical-depth") -> dict[str, str]:
    """Every field of the forms, filled like a shipped question, with a title and text of its own."""
    data = question_data(model(kind))
    found = {
        name: COLUMNS[name].write(value)
        for name, value in data.items()
        if name not in _GIVEN | {"signals", "theme"}
    }
    for key, texts in data["signals"].items():
        found[f"{SIGNALS}{key}"] = "\n".join(texts)
    return found | {"title": TITLE, "short": "Two clocks in one warehouse", "prompt": PROMPT}
