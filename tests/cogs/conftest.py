"""A server with its people, and a question that was asked in it."""

import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from bot import app, content
from bot.content.library import Content
from bot.domain.daily.series import Series
from bot.domain.schedule import EVERY_DAY, Pattern, Plan
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


@dataclass
class Log:
    """What the bot wrote down. An error that a test does not take out fails it."""

    lines: list[Any]
    caplog: pytest.LogCaptureFixture

    def take(self, event: str) -> dict[str, Any]:
        """The one line of this name; a traceback stands in it as `exception`."""
        found = [line for line in self.lines if line["event"] == event]
        assert len(found) == 1, f"{len(found)} lines say {event!r}: {self.lines}"
        self.lines.remove(found[0])
        return found[0]

    @property
    def errors(self) -> list[object]:
        """Ours, and those that discord.py wrote."""
        ours = [line for line in self.lines if line["log_level"] in ("error", "critical")]
        return [*ours, *(one for one in self.caplog.records if one.levelno >= logging.ERROR)]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Log]:
    with capture_logs([structlog.processors.format_exc_info]) as lines:
        found = Log(lines, caplog)
        yield found
    assert found.errors == []


@pytest.fixture(scope="session")
def library() -> Content:
    """All shipped content, read once."""
    return content.load(app.CONTENT)


@pytest.fixture
async def world(
    tmp_path: Path,
    sqlite_template: Path,
    library: Content,
    log: Log,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """The server, midnight UTC on Thursday, 1 January 2026."""
    shutil.copy(sqlite_template, tmp_path / "sim.db")
    monkeypatch.setattr(app, "shipped", lambda _: library)
    async with World(tmp_path) as world:
        yield world


@pytest.fixture
def mia(world: World) -> Person:
    """The owner."""
    return Person(world, "mia")


@pytest.fixture
def ana(world: World) -> Person:
    return Person(world, "ana")


@pytest.fixture
def ben(world: World) -> Person:
    return Person(world, "ben")


@pytest.fixture
def cy(world: World) -> Person:
    return Person(world, "cy")


@dataclass(frozen=True)
class Circle:
    """Series that were set up without the panel, and what they posted."""

    world: World

    async def series(
        self,
        channel: Any = None,
        *,
        at: time = time(9),
        pattern: Pattern = EVERY_DAY,
        zone: str = "UTC",
        threads: bool = True,
        by: Person | None = None,
    ) -> Series:
        """A series in a channel, #daily-question if none is named, set up by its owner."""
        channel = channel or self.world.daily
        return await self.world.house.services.series.add(
            self.world.guild.id,
            channel_id=channel.id,
            place="forum" if channel.id == self.world.forum.id else "text",
            plan=Plan(zone=zone, at=at, pattern=pattern),
            threads=threads,
            by=(by or self.world.mia).id,
        )

    async def question(self) -> Screen:
        """A series and its first question."""
        await self.series()
        await self.world.pass_time(hours=9)
        return self.posts()[-1]

    def posts(self, channel: Any = None) -> list[Screen]:
        """Every question that stands in a channel, oldest first."""
        shown = [Screen.of(m) for m in (channel or self.world.daily).history() if m.components]
        return [screen for screen in shown if "Answer" in screen.labels]


@pytest.fixture
def circle(world: World) -> Circle:
    return Circle(world)


@pytest.fixture
async def question(circle: Circle) -> Screen:
    """The first question, in #daily-question with its thread, at nine."""
    return await circle.question()
