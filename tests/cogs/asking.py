"""A question that was posted: what it is about, what opens with it, and members who answer it."""

from bot.content.library import Content
from bot.domain.daily.question import Question
from bot.domain.daily.review import TO_READ, Review
from bot.storage import ids
from bot.storage.daily import reviews as stored
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

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


async def add_tags(world: World, *names: str, moderated: bool = False) -> None:
    """The forum has these tags from now on, with ids from 1."""
    tags = [
        {"id": str(n), "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}
        for n, name in enumerate(names, 1)
    ]
    world.env.backend.edit_channel(world.forum.id, {"available_tags": tags})
    await world.env.settle()


async def reviews(reviewer: Person, author: Person, question: Screen, text: str) -> None:
    """A review of the author’s answer with each first signal ticked, whoever was asked for it."""
    world, now = reviewer.world, reviewer.world.now()
    thing = {"guild_id": world.guild.id, "post_id": post_id(question)}
    asked = await world.house.services.daily.asked(**thing, user_id=author.id)
    review = Review(
        **thing,
        id=ids.new(now),
        author_id=author.id,
        reviewer_id=reviewer.id,
        assigned_at=now,
        due_at=now + TO_READ,
    )
    ticked = {key: frozenset({0}) for key in asked.question.signals}
    written = {"signals": ticked, "text": text, "now": now, "changeable": now}
    async with world.house.database.transaction() as tx:
        await stored.add(tx, review)
        await stored.write(tx, guild_id=world.guild.id, id=review.id, **written)
