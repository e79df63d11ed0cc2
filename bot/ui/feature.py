"""The base of every cog: it finds its handlers and hands them to the router."""

from collections.abc import Callable, Iterator
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.ui.routes import Handler, Route, Router

# Said to a group as well as `guild_only`, which alone it does not pass on to Discord.
IN_SERVERS = app_commands.AppCommandContext(guild=True)


def pressed(route: Route) -> Callable[[Handler], Handler]:
    """Marks the method that answers a button or select."""
    return _mark("pressed", route)


def submitted(route: Route) -> Callable[[Handler], Handler]:
    """Marks the method that answers a modal."""
    return _mark("submitted", route)


def _mark(what: str, route: Route) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        setattr(handler, what, route)
        return handler

    return mark


class Feature(commands.Cog):
    """A folder of `cogs/`: commands, presses and modals of one word."""

    def wire(self, router: Router) -> None:
        """Hand this cog’s presses and modals to the router."""
        for handler in self._methods():
            route = getattr(handler, "pressed", None)
            if route is not None:
                router.on_press(route, handler)
            route = getattr(handler, "submitted", None)
            if route is not None:
                router.on_submit(route, handler)

    def _methods(self) -> Iterator[Any]:
        for name in dir(type(self)):
            if not name.startswith("__") and callable(getattr(type(self), name)):
                yield getattr(self, name)
