"""`/progress`: a picture and the same in words, for the member alone until they share it."""

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from bot.services.worker import WorkFailedError
from bot.storage.plan import study_days
from tests.cogs.people import Person
from tests.cogs.screens import Screen, walk
from tests.cogs.test_mock_history import receives
from tests.sim import World

GALLERY = 12


def _alt(screen: Screen) -> str:
    (gallery,) = [part for part in walk(screen.components) if part["type"] == GALLERY]
    (item,) = gallery["items"]
    return item["description"]


def _posts(world: World) -> list[Screen]:
    return [Screen.of(m) for m in world.hall.history() if m.components and not m.flags.ephemeral]


async def studies(world: World, person: Person, *ago: int) -> None:
    """On days as many days ago."""
    now = world.now()
    async with world.house.database.transaction() as tx:
        for days in ago:
            at = now - timedelta(days=days)
            await study_days.add(
                tx,
                guild_id=world.guild.id,
                user_id=person.id,
                day=at.date(),
                how="answer",
                at=at,
            )


async def test_the_picture_comes_with_its_facts_in_words(world: World, ana: Person) -> None:
    await studies(world, ana, 0, 1, 2, 3, 9)
    screen = await ana.runs("progress")
    assert (screen.private, screen.grey) == (True, "Progress · only you see this")
    assert screen.title == "5 study days so far"
    assert screen.labels == ["Start a plan", "As text", "Share"]
    (file,) = screen.files
    assert file.filename == "progress.png"
    for fact in ("Ana’s progress", "Coding: no mock yet", "5 days in all", "1: 1, 2: 4", "Next: "):
        assert fact in _alt(screen)


async def test_the_text_has_what_the_picture_has(world: World, ana: Person) -> None:
    await studies(world, ana, 0, 1, 2, 3, 9)
    picture = await ana.runs("progress")
    text = await ana.presses(picture, "As text")
    for fact in ("no mock yet", "1: 1, 2: 4", "1 active week · longest 1 · 5 days in all", "Next:"):
        assert fact in text.text
    assert text.files == []
    again = await ana.presses(text, "As picture")
    assert len(again.files) == 1
    assert _alt(again) == _alt(picture)


async def test_who_is_new_is_offered_a_plan_and_nothing_is_held_against_them(ana: Person) -> None:
    screen = await ana.runs("progress")
    assert screen.title == "Nothing yet, and that is fine"
    assert "An answer, a mock or a task makes a study day" in _alt(screen)


async def test_sharing_is_asked_once_and_shows_no_scores_unless_they_are_added(
    world: World, ana: Person, ben: Person, cy: Person
) -> None:
    await studies(world, ana, 0)
    await receives(world, ana, ben.id, cy.id, world.mia.id)
    screen = await ana.runs("progress")
    assert "System design: 2.8 of 4 at L6" in _alt(screen)
    before = len(_posts(world))
    asks = await ana.presses(screen, "Share")
    assert asks.title == "Share your progress?"
    assert "What peers saw is left out." in asks.text
    assert len(_posts(world)) == before
    shared = await ana.presses(asks, "Share it")
    assert len(_posts(world)) == before + 1
    done = Screen.of(asks.message)
    assert (done.private, done.title) == (True, "It is in the channel")
    assert (shared.private, shared.grey, shared.labels) == (False, f"Progress · <@{ana.id}>", [])
    assert "System design" not in _alt(shared)
    assert "1 day in all" in _alt(shared)
    assert len(shared.files) == 1
    # Once more, with what peers saw.
    asks = await ana.presses(await ana.presses(done, "My progress"), "Share")
    with_scores = await ana.presses(asks, "Add scores")
    assert "what peers saw, by kind" in with_scores.text
    await ana.presses(with_scores, "Share it")
    assert "System design: 2.8 of 4 at L6" in _alt(_posts(world)[-1])


async def test_who_keeps_it_has_shared_nothing(world: World, ana: Person) -> None:
    before = len(_posts(world))
    asks = await ana.presses(await ana.runs("progress"), "Share")
    assert asks.labels == ["Share it", "Keep it"]
    assert len((await ana.presses(asks, "Keep it")).files) == 1
    assert len(_posts(world)) == before


async def test_scores_that_are_not_there_cannot_be_added(world: World, ana: Person) -> None:
    screen = await ana.runs("progress")
    asks = await ana.presses_late(screen, "plan:share:yes")
    assert asks.labels == ["Share it", "Keep it"]


async def test_a_missed_day_is_made_up_for_with_one_press(world: World, ana: Person) -> None:
    await studies(world, ana, 0, 3)
    screen = await ana.runs("progress")
    # The world begins on a Thursday; Tuesday is over for less than 48 hours.
    assert screen.labels[-1] == "Make up Tuesday"
    again = await ana.presses(screen, "Make up Tuesday")
    assert "3 days in all" in _alt(again)
    # One day makes up for one.
    assert again.labels == ["Start a plan", "As text", "Share"]
    assert (await ana.presses_late(screen, "Make up Tuesday")).title == "Nothing to make up for"
    for forged in ("plan:make-up:0", "plan:make-up:999999999999"):
        assert (await ana.presses_late(screen, forged)).title == "Nothing to make up for"


async def test_without_the_worker_there_are_words(
    world: World, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*given: Any) -> bytes:
        raise WorkFailedError("not done in 1 s")

    monkeypatch.setattr(type(world.house.services.worker), "carry_out", fails)
    screen = await ana.runs("progress")
    assert screen.footer == "The picture could not be drawn this time."
    assert screen.labels == ["Start a plan", "As picture", "Share"]
    asks = await ana.presses(screen, "Share")
    refused = await ana.presses(asks, "Share it")
    assert (refused.private, refused.title) == (True, "The picture was not drawn")


async def test_what_was_drawn_is_drawn_once(world: World, ana: Person) -> None:
    service = world.house.services.progress
    look = await service.look(world.guild.id, ana.id)
    first = await service.draw(look.progress, "Ana")
    assert first is not None
    assert Image.open(io.BytesIO(first)).size[0] == 1000
    world.house.services.worker.close()
    assert await service.draw(look.progress, "Ana") is first
    assert world.house.services.worker._number is None
    assert await service.draw(look.progress, "Ben") != first
