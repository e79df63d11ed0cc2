"""A loopback in a process of its own, reached from outside."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

ROOT = Path(__file__).resolve().parents[2]


class Remote:
    """A loopback in a process of its own."""

    def __init__(self, session: aiohttp.ClientSession, state: dict[str, Any]) -> None:
        self._session = session
        self._control = state["api"].removesuffix("/api/v10") + "/control/"
        self.api: str = state["api"]
        self.channel: str = next(iter(state["channels"]))
        self.guild: str = state["guilds"][0]["id"]

    async def look(self, what: str = "state") -> Any:
        async with self._session.get(self._control + what) as reply:
            return await reply.json()

    async def act(self, verb: str, **asked: Any) -> Any:
        async with self._session.post(self._control + verb, json=asked) as reply:
            return await reply.json()


@pytest.fixture
async def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Remote]:
    file = tmp_path / "state.json"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.loopback", "--port", "0", "--state", str(file)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    async with aiohttp.ClientSession() as session:
        remote = Remote(session, json.loads(file.read_text()))
        monkeypatch.setattr(Route, "BASE", remote.api)
        yield remote
    process.terminate()
    assert await process.wait() == 0
    assert json.loads(file.read_text())["counters"]["requests"] > 0


async def test_what_was_posted_outlives_the_client(remote: Remote) -> None:
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("loopback")
        await client.get_partial_messageable(int(remote.channel)).send("Question 7", nonce="slot-7")
    state = await remote.look()
    (message,) = state["channels"][remote.channel]["messages"]
    assert message["content"] == "Question 7"
    assert state["counters"]["messages_created"] == 1
    paths = [entry["path"] for entry in await remote.look("requests")]
    assert paths[-1] == f"/channels/{remote.channel}/messages"


async def test_faults_settings_and_people_are_arranged_from_outside(remote: Remote) -> None:
    ana = (await remote.act("member", guild=remote.guild, name="Ana"))["user"]["id"]
    await remote.act("fail", method="POST", path="/channels/*/messages", status=403, code=50013)
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("loopback")
        channel = client.get_partial_messageable(int(remote.channel))
        with pytest.raises(discord.Forbidden):
            await channel.send("hello")
        await remote.act("set", nonce_window=0)
        await channel.send("hello", nonce="1")
        await channel.send("hello", nonce="1")
        await remote.act("dms", user=ana, open=False)
        person = await client.fetch_user(int(ana))
        with pytest.raises(discord.Forbidden):
            await person.send("hello")
        await remote.act("permissions", channel=remote.channel, forbid=["send_messages"])
        with pytest.raises(discord.Forbidden):
            await channel.send("hello")
    assert (await remote.look())["counters"]["messages_created"] == 2
    assert (await remote.act("dance"))["error"].startswith("there is")
    refused = await remote.act("slash", person=ana, channel="1", command="help")
    assert "Unknown Channel" in refused["error"]
