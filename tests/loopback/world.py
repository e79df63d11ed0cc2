"""A small Discord on 127.0.0.1: what a test holds in its hands."""

import asyncio
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.loopback.control import control_routes
from tests.loopback.desk import Desk
from tests.loopback.faults import Fault, Faults, How
from tests.loopback.gateway import Gateway
from tests.loopback.journal import Journal
from tests.loopback.limits import Limits
from tests.loopback.messages import Upload
from tests.loopback.nonces import WINDOW
from tests.loopback.rest import POSTS, ROUTES
from tests.loopback.rest.door import API, Call, Door
from tests.loopback.state import State
from tests.loopback.wire import Json

LARGEST_REQUEST = 26 * 1024 * 1024
COUNTED = ("connections", "identifies", "resumes", "refused_resumes", "heartbeats")


class Loopback(Desk):
    """Serves while entered; everything may also be arranged before.

    `guilds`, `channels` and `roles` say how many of each there are from the start (the last two in
    each server). `per_second` is the limit over all routes, `per_channel` the bucket of posts to
    one channel as (number, seconds); None switches either off. `latency` is the seconds a request
    takes there and back, `nonce_window` how long a nonce is known (0: as if it were always over),
    `heartbeat` the seconds between heartbeats. The last three may be changed at any time.
    """

    def __init__(
        self,
        *,
        guilds: int = 1,
        channels: int = 1,
        roles: int = 0,
        port: int = 0,
        token: str = "loopback",
        shards: int = 1,
        per_second: int | None = 50,
        per_channel: tuple[int, float] | None = None,
        latency: float = 0.0,
        nonce_window: float = WINDOW,
        heartbeat: float = 41.25,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(State(now, self._announce))
        self.port = port
        self.token = token
        self.shards = shards
        self.nonce_window = nonce_window
        self.faults = Faults()
        self.requests = Journal()
        self.limits = Limits(per_second)
        if per_channel:
            self.limits.bucket("POST", POSTS, *per_channel)
        self.door = Door(token, self.limits, self.faults, self.requests, self._call, latency)
        self.gateway = Gateway(self.state, token, lambda: self.gateway_url, heartbeat)
        self._runner: web.AppRunner | None = None
        for number in range(1, guilds + 1):
            guild = self.add_guild(f"Server {number}")
            for each in range(1, channels + 1):
                self.add_channel(guild, f"channel-{each}")
            for each in range(1, roles + 1):
                self.add_role(guild, f"Role {each}")

    @property
    def api(self) -> str:
        """The REST base, as LOOPMATE_DISCORD_API takes it."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def control_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/control"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes([self.door.behind(*route) for route in ROUTES])
        app.add_routes([web.get("/gateway", self.gateway.accept), *control_routes(self)])
        app.on_shutdown.append(self._end)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._runner is not None, "never entered"
        await self._runner.cleanup()

    async def _end(self, _: web.Application) -> None:
        self.faults.release()
        await self.gateway.close()

    def _announce(self, event: str, data: Json, guild_id: int | None) -> None:
        # looked up late: the state comes first, and the gateway reads it
        self.gateway.announce(event, data, guild_id)

    def _call(
        self,
        parts: Mapping[str, str],
        query: Mapping[str, str],
        body: Any,
        uploads: list[Upload],
    ) -> Call:
        place = self.state, self.answers, self.gateway_url, self.shards
        return Call(*place, parts, query, body, uploads)

    @property
    def latency(self) -> float:
        return self.door.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.door.latency = seconds

    @property
    def nonce_window(self) -> float:
        return self.state.nonces.window

    @nonce_window.setter
    def nonce_window(self, seconds: float) -> None:
        self.state.nonces.window = seconds

    def fail(
        self,
        method: str,
        path: str,
        *,
        status: int,
        code: int = 0,
        times: int | None = 1,
        after: bool = False,
        proxy_made: bool = False,
        retry_after: float = 0.05,
    ) -> Fault:
        """Answers requests such as `("POST", "/channels/*/messages")` with an error.

        `times=None` is for ever; with `after` the request is carried out all the same.
        `proxy_made` leaves out the header by which discord.py knows Discord's own answers;
        `retry_after` seconds go with status 429.
        """
        fault = Fault(method, path, "status", status, code, times, after, proxy_made, retry_after)
        return self.faults.plan(fault)

    def drop(self, method: str, path: str, *, times: int | None = 1, after: bool = False) -> Fault:
        """Cuts the connection without an answer."""
        return self._silence("drop", method, path, times, after)

    def hang(self, method: str, path: str, *, times: int | None = 1, after: bool = False) -> Fault:
        """Never answers; `await fault.reached()` returns when a request hangs."""
        return self._silence("hang", method, path, times, after)

    def _silence(self, how: How, method: str, path: str, times: int | None, after: bool) -> Fault:
        return self.faults.plan(Fault(method, path, how, left=times, after=after))

    def counters(self) -> Json:
        return {
            "requests": len(self.requests),
            "messages_created": self.state.tally.messages_created,
            "dedupe_hits": self.state.tally.dedupe_hits,
            "refused_globally": self.limits.refused_globally,
            "refused_by_route": self.limits.refused_by_route,
            "faults_struck": self.faults.struck,
            **{name: self.gateway.counts[name] for name in COUNTED},
        }

    async def identified(self, times: int = 1, *, timeout: float = 10.0) -> None:
        """Waits until clients have identified so many times in all."""
        async with asyncio.timeout(timeout):
            while self.gateway.counts["identifies"] < times:
                await asyncio.sleep(0.01)
