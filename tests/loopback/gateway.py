"""The websocket side: who is connected, what they are told, and trouble on demand."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable

from aiohttp import WSCloseCode, WSMsgType, web

from tests.loopback.sessions import Connection, Op, Session
from tests.loopback.state import State
from tests.loopback.wire import Json, shard_of

AUTHENTICATION_FAILED = 4004


class Gateway:
    """`counts` has connections, identifies, resumes, refused_resumes, heartbeats."""

    def __init__(
        self, state: State, token: str, address: Callable[[], str], heartbeat: float
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.sessions: dict[str, Session] = {}
        self._state = state
        self._token = token
        self._heartbeat = heartbeat
        self._address = address
        self._connections: set[Connection] = set()

    def announce(self, event: str, data: Json, guild_id: int | None = None) -> None:
        for session in self.sessions.values():
            session.tell(event, data, guild_id)

    async def accept(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from hello to its end."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._connections.add(connection)
        self.counts["connections"] += 1
        connection.send(Op.HELLO, {"heartbeat_interval": int(self._heartbeat * 1000)})
        writer = asyncio.create_task(connection.write())
        try:
            await self._listen(connection)
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._connections.discard(connection)
            self._part(connection)
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            sent: Json = json.loads(frame.data)
            op, data = sent["op"], sent["d"]
            if op == Op.HEARTBEAT:
                self.counts["heartbeats"] += 1
                connection.send(Op.HEARTBEAT_ACK)
            elif op in (Op.IDENTIFY, Op.RESUME):
                if data["token"] != self._token:
                    await connection.socket.close(code=AUTHENTICATION_FAILED)
                elif op == Op.IDENTIFY:
                    self._identify(connection, data)
                else:
                    self._resume(connection, data)

    def _identify(self, connection: Connection, asked: Json) -> None:
        self.counts["identifies"] += 1
        shard, shards = asked.get("shard", (0, 1))
        session = Session(asked["intents"], (shard, shards), connection)
        self.sessions[session.id] = session
        mine = [each for each in self._state.guilds.values() if shard_of(each.id, shards) == shard]
        ready: Json = {
            "v": 10,
            "user": self._state.bot.payload(),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "private_channels": [],
            "session_id": session.id,
            "resume_gateway_url": self._address(),
            "application": {"id": str(self._state.bot.id), "flags": 0},
            "shard": [shard, shards],
        }
        session.dispatch("READY", ready)
        for guild in mine:
            session.tell(
                "GUILD_CREATE", guild.arrival(self._state.bot.id, self._state.now()), guild.id
            )

    def _resume(self, connection: Connection, asked: Json) -> None:
        session = self.sessions.get(asked["session_id"] or "")
        if session is None or not session.can_replay(asked["seq"]):
            self.counts["refused_resumes"] += 1
            connection.send(Op.INVALID_SESSION, False)
            return
        self.counts["resumes"] += 1
        session.replay(asked["seq"], connection)

    def _part(self, connection: Connection) -> None:
        """A client that says a clean goodbye ends its session; any other may come back."""
        goodbye = connection.socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY)
        for session in list(self.sessions.values()):
            if session.connection is connection:
                session.connection = None
                if goodbye:
                    del self.sessions[session.id]

    # Trouble on demand, for every client that is connected.

    def drop(self) -> None:
        """Cuts the lines; sessions stay, so clients may resume."""
        for connection in self._connections:
            connection.cut()

    def reconnect(self) -> None:
        """Op 7: asks clients to connect again and resume."""
        for connection in self._connections:
            connection.send(Op.RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9; unless resumable the sessions are forgotten and clients must identify."""
        if not resumable:
            self.forget()
        for connection in self._connections:
            connection.send(Op.INVALID_SESSION, resumable)

    def forget(self) -> None:
        """Loses every session: the next RESUME is refused."""
        self.sessions.clear()

    async def close(self) -> None:
        for connection in list(self._connections):
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)
