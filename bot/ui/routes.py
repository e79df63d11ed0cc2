"""Routes: what a `custom_id` means, and who answers when it is pressed or submitted.

A route names the thing it acts on, such as a post, so that a button on an old message acts on its own
post after any restart. A handler trusts none of it: membership, turn and state are read again.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import discord

from bot.errors import NotYours, PanelClosed, ServersOnly, UserError

Interaction = discord.Interaction[Any]
Handler = Callable[..., Awaitable[None]]
Fields = dict[str, str | list[str]]
F = TypeVar("F", bound=Callable[..., Any])

PANEL_ANSWERS = timedelta(minutes=15)
# Whoever opened a modal in time may take longer over it: what they typed is not refused.
MODAL_ANSWERS = timedelta(hours=1)
_HOLE = re.compile(r"\{(\w+)(?::(word|text))?\}")
_HOLDS = {None: "[0-9]+", "word": "[a-z-]+", "text": "[a-z0-9-]+"}


class StaleButton(UserError):
    """This button belongs to an older version of the bot; run the command again for a new one."""

    title = "That button has retired"


@dataclass(frozen=True, slots=True)
class Route:
    """A template such as `daily:answer:{post}` or `daily:tab:{post}:{tab:word}`.

    A hole takes digits and gives an int, or with `:word` lower-case letters and hyphens, to which
    `:text` adds digits.
    A managing panel names the command that opens it; its ids end in `:u{opener}`.
    """

    template: str
    panel: str | None = None

    def id(self, **values: object) -> str:
        """The `custom_id` with these values."""
        return _HOLE.sub(lambda hole: str(values[hole[1]]), self.template)

    def read(self, custom_id: str) -> dict[str, int | str] | None:
        """The values in a `custom_id`; nothing where it is another route’s."""
        match = self.pattern.fullmatch(custom_id)
        if match is None:
            return None
        return {
            name: int(value) if value.isdigit() else value
            for name, value in match.groupdict().items()
        }

    @property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression of this template; `re` keeps it compiled."""
        parts: list[str] = []
        end = 0
        for hole in _HOLE.finditer(self.template):
            parts.append(re.escape(self.template[end : hole.start()]))
            parts.append(f"(?P<{hole[1]}>{_HOLDS[hole[2]]})")
            end = hole.end()
        parts.append(re.escape(self.template[end:]))
        return re.compile("".join(parts))


class Router:
    """Finds the handler of a press or of a submitted modal."""

    def __init__(self) -> None:
        self._presses: dict[Route, Handler] = {}
        self._submits: dict[Route, Handler] = {}

    @property
    def routes(self) -> Iterator[Route]:
        """Every route a component may carry."""
        return iter(self._presses)

    def on_press(self, route: Route, handler: Handler) -> None:
        """`handler(interaction, **values)` answers a button or select."""
        self._presses[route] = handler

    def on_submit(self, route: Route, handler: Handler) -> None:
        """`handler(interaction, fields, **values)` answers a modal."""
        self._submits[route] = handler

    async def press(self, interaction: Interaction) -> None:
        """Answer a button or select. Raises whatever the handler does, and `StaleButton`."""
        route, handler, values = _find(self._presses, _custom_id(interaction))
        _check_panel(interaction, route, values, PANEL_ANSWERS)
        await prepare(interaction, handler)
        await handler(interaction, **values)

    async def submit(self, interaction: Interaction) -> None:
        """Answer a modal; the same modal may be open for many members, before or after a restart."""
        route, handler, values = _find(self._submits, _custom_id(interaction))
        _check_panel(interaction, route, values, MODAL_ANSWERS)
        await prepare(interaction, handler)
        await handler(interaction, filled_in(interaction), **values)


def slow(handler: F) -> F:
    """Marks a command or handler that may take more than a second: it is deferred first."""
    handler.slow = True  # type: ignore[attr-defined] - read by `prepare`
    return handler


async def prepare(interaction: Interaction, handler: object) -> None:
    """Defer an interaction whose handler is marked `slow`."""
    if getattr(handler, "slow", False):
        await interaction.response.defer(ephemeral=True, thinking=interaction.message is None)


def values(interaction: Interaction) -> list[str]:
    """What was chosen in the select that was pressed."""
    data: dict[str, Any] = dict(interaction.data or {})
    return list(data.get("values", ()))


def filled_in(interaction: Interaction) -> Fields:
    """What a submitted modal holds, by field: a text, or a list of chosen values."""
    data: dict[str, Any] = dict(interaction.data or {})
    fields: Fields = {}
    for part in data.get("components", ()):
        component = part.get("component")
        if component is not None:
            fields[component["custom_id"]] = (
                list(component["values"]) if "values" in component else component.get("value") or ""
            )
    return fields


def guild_id(interaction: Interaction) -> int:
    """The server of an interaction. Raises `ServersOnly`."""
    if interaction.guild_id is None:
        raise ServersOnly
    return interaction.guild_id


def _find(
    handlers: dict[Route, Handler], custom_id: str
) -> tuple[Route, Handler, dict[str, int | str]]:
    for route, handler in handlers.items():
        found = route.read(custom_id)
        if found is not None:
            return route, handler, found
    raise StaleButton


def _custom_id(interaction: Interaction) -> str:
    data: dict[str, Any] = dict(interaction.data or {})
    return str(data.get("custom_id", ""))


def _check_panel(
    interaction: Interaction, route: Route, found: dict[str, int | str], within: timedelta
) -> None:
    """A managing panel answers its opener for 15 minutes, and what was typed for an hour.

    After that the command is run again, so that the server’s own permission overrides stay the only
    authority on who may manage.
    """
    if route.panel is None:
        return
    if found.pop("opener") != interaction.user.id:
        raise NotYours
    message = interaction.message
    if message is not None and interaction.created_at - message.created_at > within:
        raise PanelClosed(command=route.panel)
