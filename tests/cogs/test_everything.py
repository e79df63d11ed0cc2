"""Every button, select and modal that can be reached is used twice, and each time somebody answers."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.ui.routes import Route
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import CHANNEL_SELECT, CHECKS, Form, Screen, walk
from tests.sim import World

WORDS = {"zone": "Berln", "time": "10:15", "days": "Mon, Wed", "text": "A second thought."}
# What ends a thing is pressed when everything else was.
LAST = ("daily:tried", "setup:finish", "setup:test:", "series:remove", "me:delete")


@dataclass
class Walk:
    """One person’s walk from screen to screen, over everything that leads on."""

    person: Person
    screens: deque[Screen]
    used: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    async def go(self) -> None:
        """Use all there is, what ends things last."""
        for late in (False, True):
            open_ = self.screens.copy()
            while open_:
                screen = open_.popleft()
                for id, values in _leads(screen):
                    if id.startswith(LAST) == late and (key := f"{id} {values}") not in self.used:
                        self.used.add(key)
                        found = await self._use(screen, id, values)
                        open_ += found
                        self.screens += found

    async def _use(self, screen: Screen, id: str, values: list[str] | None) -> list[Screen]:
        """Twice; the screens that came."""
        found: list[Screen] = []
        for _ in range(2):
            result = await self.person.world.send_press(
                self.person.actor, screen.message, screen.components, id, values
            )
            assert result.acknowledged, f"nobody answered {id}"
            if result.modal is not None:
                form = Form.of(result.modal, result)
                self.used.add(form.id)
                found.append(await self.person.submits(form, **_filled(form)))
            else:
                found += [Screen.of(m) for m in (result.response, *result.followups) if m]
        assert found
        self.titles |= {screen.title for screen in found}
        return found


def _leads(screen: Screen) -> Iterable[tuple[str, list[str] | None]]:
    for button in screen.buttons:
        if not button.disabled:
            yield button.id, None
    for part in walk(screen.components):
        for option in (part.get("options") or ())[-2:]:
            yield part["custom_id"], [option["value"]]


def _filled(form: Form) -> dict[str, Any]:
    return {
        name: [option["value"] for option in part["options"]]
        if part["type"] == CHECKS
        else WORDS[name]
        for name, part in form.fields.items()
    }


def _reached(routes: Iterable[Route], walks: Iterable[Walk]) -> set[Route]:
    used = {key.split()[0] for walk in walks for key in walk.used}
    return {route for route in routes if any(route.read(id) is not None for id in used)}


async def test_whatever_is_pressed_twice_answers_twice(
    world: World, circle: Circle, mia: Person, ana: Person, ben: Person, cy: Person
) -> None:
    question = await circle.question()
    for _ in range(5):
        await world.pass_time(days=1)
    for person, text in ((ben, "A long answer. " * 150), (mia, "A short one.")):
        saved = await person.submits(await person.opens(question, "Answer"), text=text)
        await person.presses(saved, "Reveal")
    member = Walk(ana, deque([question]))
    for commands in (
        ("help", "daily today", "daily history"),
        ("me show", "me export", "me delete"),
    ):
        member.screens += [await ana.runs(command) for command in commands]
        await member.go()
    assert {"Saved", "Questions so far", "Everything is deleted"} <= member.titles

    looker = Walk(cy, deque([await cy.presses(question, "Reveal")]))
    await looker.go()

    owner = Walk(mia, deque())
    for command in ("series list", "series pause", "series remove", "server doctor", "setup"):
        owner.screens.append(await mia.runs(command))
    panel = owner.screens[-1]
    assert any(part["type"] == CHANNEL_SELECT for part in walk(panel.components))
    owner.used.add(panel.selects[0].id)
    owner.screens.append(await mia.picks(panel, "Pick a text channel or forum", world.hall))
    await owner.go()
    await world.forbid(world.hall, "create_public_threads")
    await mia.picks(
        await mia.runs("setup", zone="Tokyo"), "Pick a text channel or forum", world.hall
    )
    owner.screens = deque([await mia.runs("setup")])
    await owner.go()
    assert {"Removed", "Post a test?", "One permission is missing"} <= owner.titles

    (test, *_) = [Screen.of(m) for m in world.hall.history() if "Works" in str(m.components)]
    member.screens = deque([test])
    await member.go()
    router = world.house.client.router
    known = {*router._presses, *router._submits}
    assert known - _reached(known, (member, looker, owner)) == set()


async def test_every_managing_button_answers_its_opener_alone_and_for_a_quarter_of_an_hour(
    world: World, mia: Person, ana: Person
) -> None:
    panels = [route for route in world.house.client.router.routes if route.panel]
    ids = [route.id(opener=mia.id, series=1) for route in panels]
    theirs, own = await ana.runs("help"), await mia.runs("help")
    for id in ids:
        assert (await ana.presses_late(theirs, id)).title == "This panel is not yours"
    await world.sleep(minutes=16)
    for id in ids:
        assert (await mia.presses_late(own, id)).title == "This panel has closed"


def test_every_button_of_a_managing_word_belongs_to_a_panel(world: World) -> None:
    free = [route.template for route in world.house.client.router.routes if not route.panel]
    managing = [template for template in free if template.startswith(("setup", "series", "server"))]
    # The button of a test post proves that members may press it.
    assert managing == ["setup:test-post:{delivery}"]


@pytest.mark.parametrize("command", ["daily today", "daily history", "me show", "help"])
async def test_what_a_member_asks_for_is_theirs_alone(
    ana: Person, question: Screen, command: str
) -> None:
    assert (await ana.runs(command)).private
