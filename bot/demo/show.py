"""The demo while it runs: the bot, its pretend Discord and the page, moved along by one loop."""

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.demo import story
from bot.demo.host.panes import Panes
from bot.demo.host.world import OWNER, World
from bot.demo.portrait import COLOURS

_BEAT = 1.0  # seconds between two looks at what is due
_JUMPS = {"hour": 3_600, "day": 86_400}  # seconds
_STRIDE = 300  # seconds; a jump is taken in strides, so that nothing in it is done late
_OTHERS_ANSWER = "answers"
_FRESH = 60  # seconds after which “2 minutes ago” is written anew


class Bot(Protocol):
    """What the show needs of the bot while it runs."""

    async def tick(self, now: datetime) -> None:
        """Do all that is due, and wait for it."""
        ...


class Show:
    """Time goes by, the bot does what is due, and every pane shows it."""

    def __init__(self, bot: Bot, world: World, *, zone: str, door: socket.socket) -> None:
        """`zone` names the time zone that times are shown in, `door` is a listening socket."""
        self._bot = bot
        self._world = world
        self._zone = zone
        self._woken = asyncio.Event()
        self._shown = world.env.now()
        self.panes = Panes(world, zone=zone, door=door, controls=self)

    async def run(self) -> None:
        """Let simulated time go as fast as real time until this is cancelled."""
        clock = asyncio.get_running_loop().time
        last = clock()
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _BEAT)
            self._woken.clear()
            async with self._world.turn:
                passed, last = clock() - last, clock()
                await self.pass_time(passed)
                await self._publish()

    def wake(self) -> None:
        """Look at once at what has happened."""
        self._woken.set()

    async def press(self, button: str, member: str) -> None:
        """Press a button of the sidebar as this member; `KeyError` if there is no such button."""
        async with self._world.turn:
            if button == _OTHERS_ANSWER:
                await self._others_answer(int(member))
            else:
                for _ in range(_JUMPS[button] // _STRIDE):
                    await self.pass_time(_STRIDE)
            await self._publish()

    def state(self, member: str | None) -> Mapping[str, object]:
        """What the sidebar shows to this member, or to the owner where there is no such member."""
        people = {str(person.id): person for person in self._world.members}
        me = people.get(member or "") or self._world.members[0]
        question = story.newest_question(self._world)
        silent = [m.id for m in story.silent(self._world, question)] if question else []
        others = self._world.others(me.id)
        return {
            "now": self._world.env.now().isoformat(),
            "zone": self._zone,
            "server": self._world.guild.name,
            "me": str(me.id),
            "people": [
                {
                    "id": key,
                    "name": person.user.global_name,
                    "owner": person.user.global_name == OWNER,
                    "colour": colour,
                }
                for (key, person), colour in zip(people.items(), COLOURS, strict=False)
            ],
            "tip": story.tip(self._world, me.id),
            "others": [person.user.global_name for person in others],
            "othersCanAnswer": any(person.id in silent for person in others),
            "places": [
                {
                    "id": str(place.id),
                    "name": place.name,
                    "kind": place.kind,
                    "parent": str(place.parent) if place.parent else None,
                    "newest": str(place.newest) if place.newest else None,
                    "idle": place.idle,
                }
                for place in self._world.places(me.id)
            ],
        }

    async def pass_time(self, seconds: float) -> None:
        """Let so much time go by, and the bot do what is due then."""
        await self._world.pass_time(seconds)
        with self._world.env.time_context():
            await self._bot.tick(self._world.env.now())
        await self._world.pass_time(0)

    async def _others_answer(self, member_id: int) -> None:
        question = story.newest_question(self._world)
        if question is None:
            return
        for turn, person in enumerate(story.silent(self._world, question)):
            if person.id != member_id:
                await story.answer(self._world, question, person, turn)

    async def _publish(self) -> None:
        now = self._world.env.now()
        stirred = self._world.stirred()
        if stirred or (now - self._shown).total_seconds() >= _FRESH:
            self._shown = now
            await self.panes.refresh()
        if stirred:
            self._world.save()
