"""People who use the bot: they run commands, press, choose and write, and read what comes back."""

from dataclasses import dataclass
from typing import Any

from tests.cogs.screens import Form, Screen
from tests.sim import World


@dataclass(frozen=True)
class Person:
    """One member at the server."""

    world: World
    name: str

    @property
    def actor(self) -> Any:
        return getattr(self.world, self.name)

    @property
    def id(self) -> int:
        return self.actor.id

    async def runs(self, command: str, /, **options: Any) -> Screen:
        """A slash command in the study hall, and the screen that answers it."""
        return _screen(await self.actor.slash(self.world.hall, command, **options))

    async def opens_command(self, command: str, /, **options: Any) -> Form:
        """A slash command that opens a modal."""
        return _form(await self.actor.slash(self.world.hall, command, **options))

    async def types(self, command: str, option: str, text: str) -> dict[str, str]:
        """What is suggested while an option is typed: values by what is shown."""
        found = await self.actor.autocomplete(self.world.hall, command, option, text)
        return {choice["name"]: choice["value"] for choice in found}

    async def presses(self, screen: Screen, label: str) -> Screen:
        """A button that is there, and the screen that answers."""
        return _screen(await self.actor.click(screen.message, custom_id=screen.id(label)))

    async def opens(self, screen: Screen, label: str) -> Form:
        """A button that is there and opens a modal."""
        return _form(await self.actor.click(screen.message, custom_id=screen.id(label)))

    async def picks(self, screen: Screen, select: str, value: Any) -> Screen:
        """One option of a select."""
        return _screen(await self._choose(screen, select, value))

    async def picks_all(self, screen: Screen, select: str, *values: Any) -> Screen:
        """Several options of a select, or none."""
        custom_id = screen.id(select)
        return _screen(await self.actor.select(screen.message, values, custom_id=custom_id))

    async def picks_to_open(self, screen: Screen, select: str, value: Any) -> Form:
        """An option of a select that opens a modal."""
        return _form(await self._choose(screen, select, value))

    async def submits(self, form: Form, **fields: Any) -> Screen:
        """A modal, filled in."""
        return _screen(await self.actor.submit_modal(form.shown, fields))

    async def presses_late(self, screen: Screen, label_or_id: str, *values: str) -> Screen:
        """A press that comes when the message may look different by now, as a second click does.

        Takes a label of the screen as it was, or any `custom_id`.
        """
        result = await self._press_late(screen, label_or_id, *values)
        return _screen(result)

    async def opens_late(self, screen: Screen, label_or_id: str) -> Form:
        return _form(await self._press_late(screen, label_or_id))

    async def _press_late(self, screen: Screen, label_or_id: str, *values: str) -> Any:
        custom_id = label_or_id if ":" in label_or_id else screen.id(label_or_id)
        return await self.world.send_press(
            self.actor, screen.message, screen.components, custom_id, values or None
        )

    async def _choose(self, screen: Screen, select: str, value: Any) -> Any:
        custom_id = screen.id(select)
        return await self.actor.select(screen.message, [value], custom_id=custom_id)


def _screen(result: Any) -> Screen:
    assert result.acknowledged, "nothing answered"
    assert result.modal is None, "a modal came instead of a screen"
    # An error after a deferred reply comes beside it.
    shown = [result.response, *result.followups]
    found = [message for message in shown if message is not None]
    assert found, "no message came"
    return Screen.of(found[-1])


def _form(result: Any) -> Form:
    assert result.modal is not None, "no modal came"
    return Form.of(result.modal, result)
