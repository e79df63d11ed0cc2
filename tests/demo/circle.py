"""The study circle of the demo with the whole bot, and what one does in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.demo import story
from bot.demo.host.world import World
from bot.demo.mocks import Mocks
from bot.demo.passing import Passing
from bot.demo.show import Show
from bot.domain.mock.joining import Choices
from bot.domain.mock.session import Session
from bot.services import Services
from tests.cogs.screens import Screen

BEGUN = datetime(2026, 11, 23, 9, 0, 30, tzinfo=UTC)
ZONE = "Europe/Berlin"


@dataclass
class Circle:
    """Members, the bot, and the controls."""

    world: World
    services: Services
    passing: Passing
    mocks: Mocks
    show: Show

    @property
    def ana(self) -> int:
        return self.world.members[0].id

    @property
    def question(self) -> story.Question:
        found = story.newest_question(self.world)
        assert found is not None
        return found

    def silent(self) -> list[str | None]:
        return [m.user.global_name for m in story.silent(self.world, self.question)]

    async def join(self, **given: Any) -> None:
        """Let Ana join: system design at L6 on weekday evenings, swapping, unless told otherwise."""
        guild = self.world.guild.id
        choices = Choices(kinds=frozenset({"system-design"}), level="L6", wish="swap")
        await self.services.me.set_zone(guild, self.ana, ZONE)
        await self.services.mock.join(
            guild,
            self.ana,
            choices,
            days=given.get("days", {1, 2, 3, 4, 5}),
            parts=given.get("parts", {"evening"}),
            locale="en-GB",
        )

    async def press(self, button: str, member: int | None = None) -> str:
        """Press a control as Ana or somebody else; what it said."""
        done = await self.show.press(button, str(member or self.ana))
        return str(done["said"])

    async def session(self, member: int | None = None) -> Session:
        """The newest session of Ana or somebody else of which something is still to come."""
        found = await self.services.agreeing.mine(self.world.guild.id, member or self.ana)
        return found[0]

    async def accept(self, n: int, member: int | None = None) -> None:
        session = await self.session(member)
        await self.services.agreeing.accept(
            session.guild_id, session.id, member or self.ana, set_number=session.set_number, n=n
        )

    async def fill(self, session: Session, member: int | None = None) -> None:
        """Fill every card that is asked of Ana or somebody else."""
        await self.mocks.partners.fill(session, [member or self.ana])

    async def tip(self, member: int | None = None) -> str:
        return (await self.mocks.shown(member or self.ana))[0]

    def screens(self, channel: int | None) -> list[Screen]:
        """What everybody reads in a channel, thread or direct messages, oldest first."""
        assert channel is not None
        history = self.world.place(channel).history()
        return [Screen.of(message) for message in history if message.components]
