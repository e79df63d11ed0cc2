"""A client on the line: the connection it has, and the session that outlives it."""

import asyncio
import json
import secrets
import zlib
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import web

from tests.loopback.wire import Json, shard_of

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
GUILD_SCHEDULED_EVENTS = 1 << 16
BACKLOG = 2000  # events that a session can be given again


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


def wanted(event: str, guild_id: int | None, intents: int) -> bool:
    """Whether a client with these intents is told; what no intent covers, everybody hears."""
    if event.startswith("MESSAGE_"):
        return bool(intents & (GUILD_MESSAGES if guild_id else DIRECT_MESSAGES))
    if event.startswith("GUILD_SCHEDULED_EVENT_"):
        return bool(intents & GUILD_SCHEDULED_EVENTS)
    if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
        return bool(intents & GUILDS)
    return True


class Connection:
    """One open socket; sending never waits, a writer of its own empties the queue.

    Clients that ask for `zlib-stream` get it. To all others goes plain text, which every client
    reads whatever it asked for.
    """

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        asked = request.query.get("compress")
        self._deflate = zlib.compressobj() if asked == "zlib-stream" else None

    def send(self, op: Op, data: object = None) -> None:
        self.push(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def push(self, text: str) -> None:
        self._queue.put_nowait(text)

    async def write(self) -> None:
        """Runs for as long as the socket is open."""
        while True:
            text = await self._queue.get()
            if self._deflate is None:
                await self.socket.send_str(text)
            else:
                packed = self._deflate.compress(text.encode())
                await self.socket.send_bytes(packed + self._deflate.flush(zlib.Z_SYNC_FLUSH))

    def cut(self) -> None:
        """Ends the connection without a word, as a broken line does."""
        if self._request.transport:
            self._request.transport.abort()


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; it outlives its connections until it is closed or invalidated."""

    intents: int
    shard: tuple[int, int]
    connection: Connection | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    backlog: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=BACKLOG))

    def tell(self, event: str, data: Json, guild_id: int | None = None) -> None:
        shard, shards = self.shard
        if shard_of(guild_id, shards) != shard or not wanted(event, guild_id, self.intents):
            return
        self.dispatch(event, data)

    def dispatch(self, event: str, data: Json) -> None:
        self.sequence += 1
        text = json.dumps({"op": Op.DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.backlog.append((self.sequence, text))
        if self.connection:
            self.connection.push(text)

    def can_replay(self, sequence: int) -> bool:
        oldest = self.backlog[0][0] if self.backlog else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def replay(self, sequence: int, connection: Connection) -> None:
        self.connection = connection
        for number, text in self.backlog:
            if number > sequence:
                connection.push(text)
        self.dispatch("RESUMED", {})
