"""Starting the demo: what must be there, what is kept, and how it ends."""

import asyncio
import contextlib
import importlib.util
import logging
import os
import socket
import sys
import threading
import webbrowser
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import tzlocal

from bot import app
from bot.content import ContentError
from bot.storage.database import DatabaseRefused

if TYPE_CHECKING:
    from bot.demo.host.world import World
    from bot.demo.mocks import Mocks
    from bot.demo.passing import Passing

PORT = 8765
DATABASE = "loopmate.db"
_PATIENCE = 30  # seconds for what one press sets going, on a busy machine
EXTRA = ("simcord", "markdown_it", "linkify_it", "regex", "PIL")


class CannotStart(Exception):
    """One sentence with what to do; shown on the terminal before the program ends with 2."""


def run(folder: Path, *, port: int | None, fresh: bool, open_browser: bool) -> int:
    """Serve the demo until Ctrl-C; the exit code.

    `port` is used or refused; without one it is 8765 or, if that is taken, any free one.
    `fresh` begins a new server instead of the one kept in `folder`.
    """
    # The terminal is for the address; what the bot does is on the page.
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("discord").setLevel(logging.ERROR)
    try:
        _require_extra()
        with listen(port) as door:
            asyncio.run(_serve(folder, door, fresh=fresh, open_browser=open_browser))
    except (CannotStart, ContentError, DatabaseRefused) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. What you did is kept for the next start.")
    return 0


def _require_extra() -> None:
    missing = [name for name in EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise CannotStart(
            f"The demo needs packages that are not installed ({', '.join(missing)}); run make "
            "install, or pip install -r requirements/demo.txt."
        )


def listen(port: int | None) -> socket.socket:
    """An open socket on this port, or on the usual one, or on a free one; raises `CannotStart`."""
    try:
        return socket.create_server(("127.0.0.1", PORT if port is None else port))
    except OSError as refusal:
        if port is not None:
            raise CannotStart(
                f"Port {port} cannot be used: {os.strerror(refusal.errno or 0)}. Stop what uses it, "
                "or choose another with --port."
            ) from None
    print(f"Port {PORT} is taken, so a free one is used.")
    return socket.create_server(("127.0.0.1", 0))


def _forget(kept: Path, database: Path) -> None:
    """The server and what the bot knows of it: the one is of no use without the other."""
    for file in (kept, *(Path(f"{database}{end}") for end in ("", "-wal", "-shm"))):
        file.unlink(missing_ok=True)


async def _serve(folder: Path, door: socket.socket, *, fresh: bool, open_browser: bool) -> None:
    """Build or take up the world, and run it until this is cancelled."""
    # SimCord is there only where the demo’s packages are.
    import simcord

    from bot.demo.host.world import World
    from bot.demo.show import Show

    def now() -> datetime:
        # The bot is built before its pretend Discord, whose clock it then lives by.
        return world.env.now() if world else datetime.now(UTC)

    database, kept = folder / DATABASE, folder / "world.pickle"
    world: World | None = None
    address, cache = f"sqlite:///{database.resolve()}", folder / "content.json"
    house = app.build(address, clock=now, wait=None, cache=cache)
    env = simcord.Env(house.client, check_errors=False, settle_timeout=_PATIENCE)
    world = World(env, kept)
    async with contextlib.AsyncExitStack() as leaving:
        leaving.push_async_callback(house.close)
        house.database.lock()
        known = not fresh and database.exists() and world.restore()
        if not known:
            _forget(kept, database)
        world.reach(datetime.now(UTC))
        world.furnish()
        await house.open()
        leaving.push_async_callback(env.shutdown)
        await env.start()
        zone = _local_zone()
        show = Show(world, *await _people(world, house, zone, known=known), zone=zone, door=door)
        leaving.callback(world.save)
        await leaving.enter_async_context(show.panes)
        _announce(door.getsockname()[1], open_browser=open_browser)
        await show.run()


async def _people(
    world: "World", house: app.House, zone: str, *, known: bool
) -> "tuple[Passing, Mocks]":
    """The clock they live by and the mocks they join by themselves; a new server gets its first day."""
    from bot.demo import plans, story
    from bot.demo.mocks import Mocks
    from bot.demo.passing import Passing, next_due

    passing = Passing(world, house, lambda: next_due(house.database))
    mocks = Mocks(world, house.services, passing, zone)
    await mocks.gather()
    await plans.begin(world, house.services, zone)
    if not known:
        await story.set_up(world, passing.by, zone)
    return passing, mocks


def _local_zone() -> str:
    """The time zone of this machine, whose person reads the page."""
    name = tzlocal.get_localzone_name()
    return name if name in zoneinfo.available_timezones() else "UTC"


def _announce(port: int, *, open_browser: bool) -> None:
    address = f"http://127.0.0.1:{port}/"
    print(f"Loopmate in a pretend Discord: {address}\nCtrl-C ends it.", flush=True)
    if not open_browser:
        return
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        # A text browser would take over this terminal.
        print("There is no screen here; open the address in a browser on this machine.", flush=True)
        return
    # A thread of its own, because some browsers hold the caller up until they are closed.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
