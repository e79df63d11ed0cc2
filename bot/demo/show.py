"""The demo while it runs: the bot, its pretend Discord and the page, moved along by one loop."""

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from datetime import timedelta

from bot.demo import mocks, story
from bot.demo.host.panes import Panes
from bot.demo.host.world import MOCKS, OWNER, Place, World
from bot.demo.mocks import Mocks
from bot.demo.passing import Passing
from bot.demo.portrait import COLOURS

_BEAT = 1.0  # seconds between two looks at what is due
_JUMPS = {
    "minutes": timedelta(minutes=10),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_OTHERS_ANSWER = "answers"
_FRESH = 60  # seconds after which “2 minutes ago” is written anew


class Show:
    """Time goes by, the bot does what is due, and every pane shows it."""

    def __init__(
        self,
        world: World,
        passing: Passing,
        mocks: Mocks | None = None,
        *,
        zone: str,
        door: socket.socket,
    ) -> None:
        """`zone` names the time zone that times are shown in, `door` is a listening socket."""
        self._world = world
        self._passing = passing
        self._mocks = mocks
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
                await self._passing.by(passed)
                await self._publish()

    def wake(self) -> None:
        """Look at once at what has happened."""
        self._woken.set()

    async def press(self, button: str, member: str) -> Mapping[str, object]:
        """Press a button of the sidebar as this member; `KeyError` if there is no such button.

        What it did in a line, where it says so, and the place to look at.
        """
        said = None
        async with self._world.turn:
            if button == _OTHERS_ANSWER:
                await self._others_answer(int(member))
            elif button in mocks.BUTTONS and self._mocks is not None:
                said = await self._mocks.press(button, int(member))
            else:
                await self._passing.until(self._world.env.now() + _JUMPS[button])
            await self._publish()
        if said is None:
            return {"said": "", "place": None}
        return {"said": said.text, "place": str(said.place) if said.place else None}

    async def state(self, member: str | None) -> Mapping[str, object]:
        """What the sidebar shows to this member, or to the owner where there is no such member."""
        people = {str(person.id): person for person in self._world.members}
        me = people.get(member or "") or self._world.members[0]
        places = self._world.places(me.id)
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
            "places": [_described(place, places) for place in places],
            **self._daily(me.id),
            **await self._of_mocks(me.id),
        }

    def _daily(self, member: int) -> Mapping[str, object]:
        question = story.newest_question(self._world)
        silent = [one.id for one in story.silent(self._world, question)] if question else []
        circle = story.circle(self._world, member)
        return {
            "tip": story.tip(self._world, member),
            "others": [one.user.global_name for one in circle],
            "othersCanAnswer": any(one.id in silent for one in circle),
        }

    async def _of_mocks(self, member: int) -> Mapping[str, object]:
        if self._mocks is None:
            return {"mockTip": "", "labels": {}}
        tip, labels = await self._mocks.shown(member)
        return {
            "mockTip": tip,
            "labels": {mocks.PARTNER: labels.partner, mocks.SESSION: labels.session},
        }

    async def _others_answer(self, member_id: int) -> None:
        question = story.newest_question(self._world)
        if question is None:
            return
        silent = {one.id for one in story.silent(self._world, question)}
        for turn, person in enumerate(story.circle(self._world, member_id)):
            if person.id in silent:
                await story.answer(self._world, question, person, turn)

    async def _publish(self) -> None:
        now = self._world.env.now()
        stirred = self._world.stirred()
        if stirred or (now - self._shown).total_seconds() >= _FRESH:
            self._shown = now
            await self.panes.refresh()
        if stirred:
            self._world.save()


def _described(place: Place, places: list[Place]) -> Mapping[str, object]:
    above = next((one.name for one in places if one.id == place.parent), place.name)
    return {
        "id": str(place.id),
        "name": place.name,
        "kind": place.kind,
        "parent": str(place.parent) if place.parent else None,
        "newest": str(place.newest) if place.newest else None,
        "idle": place.idle,
        "mocks": above == MOCKS,
    }
