"""A question that was posted: what it is about, what opens with it, and members who answer it."""

from bot.content.library import Content
from bot.domain.daily.question import Question
from tests.cogs.people import Person
from tests.cogs.screens import Screen

TEXT = "First a cache in front, then an outbox behind it."
# As long as a modal allows, and longer still once every mark in it is escaped or every line quoted.
LONG = ["*" * 3000, "\n".join("x" * 1500), "https://a.example/" * 160, "\u034f"]


def post_id(question: Screen) -> int:
    """The id of a post, which its buttons name."""
    return int(question.id("Answer").rsplit(":", 1)[1])


def asked_in(question: Screen, library: Content) -> Question:
    (found,) = [one for one in library.questions.values() if one.short == question.title]
    return found


def sealed(question: Screen, library: Content) -> list[str]:
    """Everything that opens with the outline."""
    asked = asked_in(question, library)
    signals = [text for texts in asked.signals.values() for text in texts]
    points = [point.text for point in asked.outline]
    return [*points, *asked.pitfalls, *asked.follow_ups, *signals]


async def answers(person: Person, question: Screen, text: str = TEXT) -> Screen:
    return await person.submits(await person.opens(question, "Answer"), text=text)


async def reveals(person: Person, question: Screen, text: str = TEXT) -> Screen:
    return await person.presses(await answers(person, question, text), "Reveal")
