"""A process that sends what waits on an outbox, and kills itself at the step it is told.

It reads from its environment:

    DATABASE_URL           the outbox
    LOOPMATE_DISCORD_API   the loopback’s REST base
    DISCORD_TOKEN          the loopback’s token
    VICTIM_DIES            a step of STEPS; empty: it lives until nothing waits, and exits 0
    VICTIM_FORGETS         set: no nonce is trusted, so every second attempt looks first
    VICTIM_IN_FLIGHT       how many sends at once

and says READY when it begins.

It wraps the functions of the bot from outside, so that the bot itself knows nothing of it.
"""

import asyncio
import os
import secrets
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import HTTPClient, Route
from sqlalchemy import func, select

from bot.clock import now
from bot.delivery.hold import Hold
from bot.delivery.pacer import Pacer, alone
from bot.delivery.parcel import Renderers
from bot.delivery.sender import Sender
from bot.domain.delivery import Delivery, State, Timings
from bot.storage import deliveries
from bot.storage.database import Database, Tx
from bot.storage.tables.deliveries import DELIVERY
from tests.delivery import parcels

FASTER = 20
READY = "ready"
STEPS = (
    "before claim",
    "after claim",
    "during request",
    "after request",
    "before commit",
    "before thread",
    "during thread",
    "after thread",
    "after end",
)
THREAD_STEPS = ("before thread", "during thread", "after thread")

# Of a request that is under way, this many seconds: less than half of the loopback’s latency, so
# that what was asked for is done after the death of who asked.
HALFWAY = 0.05

EVENTS = "/guilds/{guild_id}/scheduled-events"
EVENT = EVENTS + "/{guild_scheduled_event_id}"
MAKING = {
    ("POST", "/channels/{channel_id}/messages"),
    ("POST", "/channels/{channel_id}/threads"),  # a post in a forum, a private thread
    ("PUT", "/channels/{channel_id}/thread-members/{user_id}"),
    ("POST", EVENTS),
    ("PATCH", EVENT),
    ("DELETE", EVENT),
}
THREAD = {("POST", "/channels/{channel_id}/messages/{message_id}/threads")}

Call = Callable[..., Awaitable[Any]]


def timings() -> Timings:
    """The bot’s own, so much faster."""
    usual = Timings()
    names = ("send", "lease", "nonce", "look_back", "first_back_off", "longest_back_off")
    fast = replace(usual, **{name: getattr(usual, name) / FASTER for name in names})
    return replace(fast, nonce=timedelta()) if os.environ["VICTIM_FORGETS"] else fast


def die() -> None:
    """Without a last word, as a power cut would have it."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying_before(call: Call) -> Call:
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        die()

    return wrapped


def dying_after(call: Call) -> Call:
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        await call(*args, **kwargs)
        die()

    return wrapped


def dying_amid(call: Call) -> Call:
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        under_way = asyncio.ensure_future(call(*args, **kwargs))
        await asyncio.sleep(HALFWAY)
        die()
        await under_way

    return wrapped


def at_route(dying: Callable[[Call], Call], routes: set[tuple[str, str]]) -> None:
    """Die at these requests."""
    usual = HTTPClient.request
    deadly = dying(usual)

    def request(http: HTTPClient, route: Route, **kwargs: Any) -> Awaitable[Any]:
        meant = (route.method, route.path) in routes
        return (deadly if meant else usual)(http, route, **kwargs)

    HTTPClient.request = request  # type: ignore[method-assign]


def prepare_to_die(step: str) -> None:
    """Wrap whatever the step is about."""
    match step:
        case "before claim":
            deliveries.claim = dying_before(deliveries.claim)
        case "after claim":
            Renderers.__call__ = dying_before(Renderers.__call__)
        case "during request":
            at_route(dying_amid, MAKING)
        case "after request":
            at_route(dying_after, MAKING)
        case "before commit":
            deliveries.record = dying_after(deliveries.record)
        case "before thread":
            at_route(dying_before, THREAD)
        case "during thread":
            at_route(dying_amid, THREAD)
        case "after thread":
            at_route(dying_after, THREAD)
        case "after end":
            Hold.end = dying_after(Hold.end)
        case _:
            raise ValueError(step)


async def unheard(tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime) -> None:
    """Nothing follows from an end here."""


async def work() -> None:
    """Send until nothing waits any more."""
    database = Database(os.environ["DATABASE_URL"])
    database.lock()
    Route.BASE = os.environ["LOOPMATE_DISCORD_API"]
    if database.embedded:
        async with database.transaction() as tx:
            await deliveries.void_leases(tx, now=now())
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(os.environ["DISCORD_TOKEN"])
        sender = Sender(
            database=database,
            client=client,
            renderers=parcels.renderers(),
            pacer=Pacer(alone(), asyncio.sleep),
            clock=now,
            ended=unheard,
            owner=f"{os.getpid()}-{secrets.token_hex(4)}",
            timings=timings(),
            in_flight=int(os.environ["VICTIM_IN_FLIGHT"]),
        )
        print(READY, flush=True)
        while await something_waits(database):
            await sender.tick(now())
            await asyncio.sleep(0.02)
        await sender.stop()
    await database.close()


async def something_waits(database: Database) -> bool:
    waiting = DELIVERY.c.state.in_([State.DUE, State.SENDING, State.SENT])
    async with database.reading() as tx:
        counted = await tx.execute(select(func.count()).select_from(DELIVERY).where(waiting))
    return counted.scalar_one() > 0


def warm() -> None:
    """Nothing here takes long before it is forked."""


def live() -> None:
    """Work as the environment says."""
    if os.environ["VICTIM_DIES"]:
        prepare_to_die(os.environ["VICTIM_DIES"])
    asyncio.run(work())
