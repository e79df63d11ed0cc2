"""What every request passes: the record, the token, the limits, the faults, and the way out."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.loopback.answers import Answer
from tests.loopback.faults import Fault, Faults
from tests.loopback.journal import Entry, Journal
from tests.loopback.limits import VIA, Limits, refused
from tests.loopback.messages import Upload
from tests.loopback.refusals import Refusal
from tests.loopback.state import State
from tests.loopback.wire import Json

API = "/api/v10"
OPEN = ("/interactions/", "/webhooks/")  # authorised by a token in the path, and never limited
MAJOR = ("channel", "guild", "webhook", "token")

Reply = Json | list[Json] | None


@dataclass(frozen=True)
class Call:
    """One request as its handler sees it; `answers` by the token of their interaction."""

    state: State
    answers: Mapping[str, Answer]
    gateway_url: str
    shards: int
    parts: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = field(default_factory=dict[str, Any])
    uploads: list[Upload] = field(default_factory=list[Upload])

    def id(self, name: str) -> int:
        """A part of the path as an id; `@me` is the bot."""
        part = self.parts[name]
        if part == "@me":
            return self.state.bot.id
        if not part.isdigit():
            raise Refusal(50035)
        return int(part)


Handler = Callable[[Call], Reply]
NewCall = Callable[[Mapping[str, str], Mapping[str, str], Any, list[Upload]], Call]


@dataclass
class Door:
    """`latency` is a round trip in seconds: half of it before the request is carried out."""

    token: str
    limits: Limits
    faults: Faults
    journal: Journal
    new_call: NewCall
    latency: float = 0.0

    def behind(self, method: str, template: str, handler: Handler) -> web.RouteDef:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, template, handler)

        return web.route(method, API + template, serve)

    async def _serve(
        self, request: web.Request, template: str, handler: Handler
    ) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        body, uploads = await read(request)
        query = dict(request.query)
        entry = self.journal.write(Entry(request.method, path, query, body))
        exempt = path.startswith(OPEN)
        if not exempt and request.headers.get("Authorization") != f"Bot {self.token}":
            return self._send(entry, 401, Refusal(0, status=401).body())
        major = "+".join(request.match_info.get(name, "") for name in MAJOR)
        verdict = self.limits.take(request.method, template, major, exempt=exempt)
        if verdict.refusal:
            return self._send(entry, 429, verdict.refusal, verdict.headers)
        await self._travel()
        fault = self.faults.take(request.method, path)
        if fault and not fault.after:
            return await self._fail(fault, request, entry)
        try:
            status, reply = 200, handler(self.new_call(request.match_info, query, body, uploads))
        except Refusal as refusal:
            status, reply = refusal.status, refusal.body()
        if fault:
            return await self._fail(fault, request, entry)
        await self._travel()
        return self._send(entry, status, reply, verdict.headers)

    async def _travel(self) -> None:
        if self.latency:
            await asyncio.sleep(self.latency / 2)

    def _send(
        self, entry: Entry, status: int, reply: Reply, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        headers = {**VIA, **(headers or {})}
        if reply is None:
            entry.status = 204
            return web.Response(status=204, headers=headers)
        entry.status = status
        return as_json(reply, status, headers)

    async def _fail(self, fault: Fault, request: web.Request, entry: Entry) -> web.StreamResponse:
        fault.done()
        if fault.how == "hang":
            await self.faults.hang()
        if fault.how != "status":
            if request.transport:
                request.transport.abort()
            return web.Response(status=500)
        if fault.status == 429:
            verdict = refused({"X-RateLimit-Scope": "user"}, fault.retry_after, globally=False)
            body, headers = verdict.refusal, verdict.headers
        else:
            refusal = Refusal(fault.code, status=fault.status)
            body, headers = refusal.body(), {}
        if not fault.proxy_made:
            return self._send(entry, fault.status, body, headers)
        entry.status = fault.status
        headers["generated-by-proxy"] = "true"
        return as_json(body, fault.status, headers)


def as_json(body: Reply, status: int, headers: Mapping[str, str]) -> web.Response:
    """Without a charset beside the type, since discord.py reads JSON under no other name."""
    content = json.dumps(body).encode()
    return web.Response(
        body=content, status=status, headers=headers, content_type="application/json"
    )


async def read(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON body and the files of a request, whichever way they were sent."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else {}), []
    body: Json = {}
    uploads: list[Upload] = []
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            uploads.append(Upload(part.filename, part.file.read()))
        elif name == "payload_json" and isinstance(part, str):
            body = json.loads(part)
    return body, uploads
