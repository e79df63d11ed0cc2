"""`/me ledger`: what each point came from, what the week has room for, and what counts."""

from dataclasses import replace
from datetime import UTC, timedelta

from bot.domain.board.deed import Dated, Deed, DeedKind
from bot.domain.board.points import A_PERSON, MOCKS, RULES, STORIES
from bot.services.board.crediting import credit
from tests.cogs.asking import answers
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

LONG = "A cache in front of it, and an outbox behind. " * 5


async def done(
    world: World, member: Person, kind: DeedKind, thing: object, *, days: int = 0, **given: object
) -> None:
    """A deed so many days ago."""
    at = world.now() - timedelta(days=days)
    deed = Deed(
        guild_id=world.guild.id,
        user_id=member.id,
        kind=kind,
        thing=str(thing),
        at=at,
        full=RULES[kind].full,
    )
    async with world.house.database.transaction() as tx:
        await credit(tx, [Dated(deed=replace(deed, **given), day=at.astimezone(UTC).date())])


async def test_without_points_there_is_one_next_step(ana: Person) -> None:
    shown = await ana.runs("me ledger")
    assert (shown.private, shown.title) == (True, "No points yet")
    assert shown.labels == ["Today’s question"]


async def test_an_answer_says_what_it_earned_and_stands_in_the_ledger(
    ana: Person, question: Screen
) -> None:
    saved = await answers(ana, question, LONG)
    assert "0 hints · **10 points**" in saved.text
    shown = await ana.runs("me ledger")
    assert shown.title == "10 points this week"
    assert "**+10** Question answered\n-# Today" in shown.text
    assert "Still open this week: 4 questions, 2 mocks, 4 reviews, 3 tasks" in shown.text


async def test_a_short_answer_says_how_it_would_earn_points(ana: Person, question: Screen) -> None:
    saved = await answers(ana, question, LONG[:199])
    assert "point**" not in saved.text
    assert "From 200 characters it earns up to 10 points." in saved.text


async def test_a_full_day_says_why_an_answer_earns_nothing(
    world: World, ana: Person, question: Screen
) -> None:
    await done(world, ana, "answer", 1)
    saved = await answers(ana, question, LONG)
    assert "points**" not in saved.text
    assert "Answers earn 10 points a day at most." in saved.text


async def test_partners_are_named_with_how_long_ago_it_was(
    world: World, ana: Person, ben: Person
) -> None:
    for days in (9, 2):
        await done(world, ana, "mock", days, days=days, other_id=ben.id, span=7)
    await done(world, ana, "mock", 1, days=1, other_id=ben.id, span=7)
    shown = await ana.runs("me ledger")
    texts = [text for text in shown.texts if "Mock interview" in text]
    assert len(texts) == 3
    assert f"with <@{ben.id}>, for the first time" in texts[2]
    assert f"with <@{ben.id}>, first time in 7 days" in texts[1]
    assert texts[0] == (
        f"**+15** Mock interview, both cards in\n-# Yesterday · with <@{ben.id}> · again after 1 day"
    )


async def test_a_correction_stands_beside_what_it_corrects(
    world: World, ana: Person, ben: Person
) -> None:
    for days in (1, 2):
        await done(world, ana, "mock", days, days=days, other_id=ben.id, span=28)
    shown = await ana.runs("me ledger")
    first, second, third = [text for text in shown.texts if "interview" in text]
    assert first.startswith("**−15** Corrected: mock interview")
    assert "something before it came in later" in first
    assert second.startswith("**+30** Mock interview")
    assert third.startswith("**+30** Mock interview")


async def test_older_ones_are_on_further_pages(world: World, ana: Person) -> None:
    for n in range(8):
        await done(world, ana, "answer", n, days=7 * n)
    shown = await ana.runs("me ledger")
    assert shown.labels == ["Older", "What counts"]
    older = await ana.presses(shown, "Older")
    assert older.labels == ["Newer", "What counts"]
    assert older.text.count("Question answered") == 2
    newer = await ana.presses(older, "Newer")
    assert newer.text == shown.text


async def test_what_counts_is_told_in_words_and_leads_back(world: World, ana: Person) -> None:
    await done(world, ana, "answer", 1)
    rules = await ana.presses(await ana.runs("me ledger"), "What counts")
    assert "50 a day and 120 a week at most." in rules.text
    back = await ana.presses(rules, "My points")
    assert back.title == "10 points this week"


def test_the_screens_say_the_numbers_of_the_rules_in_words() -> None:
    # “Two a day, four a week”, “the five of that week”: whoever changes a number changes those too.
    found = {
        kind: (rule.a_day / rule.full, rule.a_week / rule.full) for kind, rule in RULES.items()
    }
    assert found == {
        "answer": (1, 5),
        "cards": (1, 5),
        "mock": (MOCKS, 2),
        "review": (2, 4),
        "story": (1, 1),
        "task": (3, 3),
    }
    assert (A_PERSON, STORIES, MOCKS) == (2, 16, 2)
