"""1,000 posts to 1,000 channels: the sender with its pacer, beside a naive gather."""

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord

from benchmarks.loopback import Elsewhere, elsewhere
from benchmarks.report import Bar, Report
from bot import clock
from bot.client import point_at
from bot.delivery import pacer as pacing
from bot.delivery.pacer import PER_SECOND, Pacer
from bot.delivery.parcel import Parcel, Renderers
from bot.delivery.sender import Sender
from bot.domain.delivery import Delivery, Order, Target
from bot.storage import deliveries, ids, migrations
from bot.storage.database import Database
from bot.ui import kit

POSTS = 1000


def view(number: int) -> discord.ui.LayoutView:
    """A post of the usual size."""
    return kit.panel("-# Bench", f"## Post {number}", "One line of text.")


async def paced(world: Elsewhere, channels: list[tuple[int, int]]) -> dict[str, Any]:
    """The sender, as it runs in production."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        await migrations.upgrade(database)
        now = datetime.now(UTC)
        orders = [
            Order(
                guild_id=guild_id,
                id=ids.new(now),
                kind="bench",
                ref=number,
                slot="1",
                target=Target(channel_id=channel_id),
                due_at=now,
            )
            for number, (guild_id, channel_id) in enumerate(channels)
        ]
        async with database.transaction() as tx:
            await deliveries.put(tx, orders)
        renderers = Renderers()

        async def render(delivery: Delivery) -> Parcel:
            return Parcel(view=view(delivery.ref), marker="")

        renderers.register("bench", render)

        async def ended(*_: object) -> None:
            """Nothing follows here."""

        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login("loopback")
            sender = Sender(
                database=database,
                client=client,
                renderers=renderers,
                pacer=Pacer(pacing.alone(), asyncio.sleep),
                clock=clock.now,
                ended=ended,
                owner="bench",
            )
            began = time.perf_counter()
            await sender.tick(clock.now())
            seconds = time.perf_counter() - began
        await database.close()
    return {"seconds": seconds, **(await world.state())["counters"]}


async def naive(world: Elsewhere, channels: list[tuple[int, int]]) -> dict[str, Any]:
    """Everything at once, as a first version would."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("loopback")
        began = time.perf_counter()
        results = await asyncio.gather(
            *(
                client.get_partial_messageable(channel_id).send(view=view(number))
                for number, (_, channel_id) in enumerate(channels)
            ),
            return_exceptions=True,
        )
        seconds = time.perf_counter() - began
    failed = sum(isinstance(result, BaseException) for result in results)
    return {"seconds": seconds, "failed": failed, **(await world.state())["counters"]}


async def channels_of(world: Elsewhere) -> list[tuple[int, int]]:
    """Every text channel as (guild, channel)."""
    state = await world.state()
    return [
        (int(channel["guild_id"]), int(id))
        for id, channel in state["channels"].items()
        if "guild_id" in channel
    ]


async def measure() -> Report:
    """Both, one after the other."""
    found: dict[str, dict[str, Any]] = {}
    for name, way in (("paced", paced), ("gather", naive)):
        async with elsewhere("--guilds", str(POSTS), "--latency", "0.04") as world:
            point_at(world.api)
            found[name] = await way(world, await channels_of(world))
    ours, theirs = found["paced"], found["gather"]
    share = POSTS / ours["seconds"] / PER_SECOND
    return Report(
        title="Fan-out of 1,000 posts",
        how="A loopback Discord in its own process: 50 requests a second, 40 ms a request.",
        head=("way", "seconds", "posted", "failed", "429 answers"),
        rows=[
            ("the sender, paced", f"{ours['seconds']:.1f}", str(ours["messages_created"]), "0",
             str(ours["refused_globally"])),
            ("`asyncio.gather`", f"{theirs['seconds']:.1f}", str(theirs["messages_created"]),
             str(theirs["failed"]), str(theirs["refused_globally"])),
        ],
        bars=[
            Bar("at least 98 % of the pacer’s 45 a second", f"{share:.1%}", share >= 0.98),
            Bar("no 429 answer", str(ours["refused_globally"]), ours["refused_globally"] == 0),
        ],
    )  # fmt: skip
