"""Serves a loopback Discord to other processes until it is told to stop."""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from tests.loopback.control import snapshot
from tests.loopback.world import Loopback


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--state", type=Path, help="written when it serves, and when it ends")
    parser.add_argument("--token", default="loopback")
    parser.add_argument("--guilds", type=int, default=1)
    parser.add_argument("--channels", type=int, default=1, help="in each server")
    parser.add_argument("--roles", type=int, default=0, help="in each server")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds there and back")
    parser.add_argument("--nonce-window", type=float, default=120.0, help="seconds")
    return parser.parse_args()


def write(world: Loopback, file: Path | None) -> None:
    """Whole or not at all, so that a reader never meets half a file."""
    if file:
        part = file.with_suffix(".part")
        part.write_text(json.dumps(snapshot(world)))
        part.replace(file)


async def serve(asked: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = Loopback(
        guilds=asked.guilds,
        channels=asked.channels,
        roles=asked.roles,
        port=asked.port,
        token=asked.token,
        latency=asked.latency,
        nonce_window=asked.nonce_window,
    )
    async with world:
        write(world, asked.state)
        print(world.api, flush=True)
        await stop.wait()
    write(world, asked.state)


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
