"""A show around a very small bot, so that a fault in the pages is told from one in the features."""

from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
from discord import ui
from discord.ext import commands

from bot.demo.host.world import World
from bot.demo.show import Show

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class SmallBot(commands.Bot):
    """Posts a button; a press says “Only for you” to the person and “Noted” in another channel."""

    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents(guilds=True), help_command=None)
        self.ticks: list[datetime] = []
        self.dues: list[datetime] = []
        self.elsewhere = 0

    async def post(self, channel_id: int) -> None:
        view = ui.LayoutView(timeout=None)
        button: ui.Button[Any] = ui.Button(label="Press me", custom_id="small:press")
        view.add_item(ui.Container(ui.TextDisplay("A card"), ui.ActionRow(button)))
        await self.get_partial_messageable(channel_id).send(view=view)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("Only for you", ephemeral=True)
            await self.get_partial_messageable(self.elsewhere).send("Noted")

    async def tick(self, now: datetime) -> None:
        self.ticks.append(now)
        self.dues = [due for due in self.dues if due > now]

    async def next_due(self) -> datetime | None:
        return min(self.dues, default=None)


class Stage:
    """One show that runs, and what a browser would ask of it."""

    def __init__(
        self, bot: SmallBot, world: World, show: Show, session: aiohttp.ClientSession
    ) -> None:
        self.bot, self.world, self.show, self.session = bot, world, show, session
        rooms = world.guild.channels
        self.questions, self.hall = rooms["daily-question"].id, rooms["study-hall"].id
        self.ana, self.ben, self.cy = (member.id for member in world.members[:3])

    def capability(self, channel: int, member: int) -> dict[str, str]:
        return {"X-Simcord-Capability": f"{self.show.panes.capability}.{channel}.{member}"}

    async def open(self, channel: int, member: int) -> "Pane":
        """Open a pane as its page does."""
        headers = self.capability(channel, member)
        async with self.session.post("/api/pages", headers=headers, json={}) as answer:
            answer.raise_for_status()
            snapshot = await answer.json()
        return Pane(self, headers | {"X-Simcord-Context": snapshot["context"]["id"]}, snapshot)


class Pane:
    """What one frame of the page shows."""

    def __init__(self, stage: Stage, headers: dict[str, str], snapshot: dict[str, Any]) -> None:
        self._stage, self.headers, self.snapshot = stage, headers, snapshot
        self._presses = 0

    async def look(self) -> str:
        """Ask again; all text of the conversation, one line a message."""
        async with self._stage.session.get("/api/state", headers=self.headers) as answer:
            answer.raise_for_status()
            self.snapshot = await answer.json()
        return self.text

    @property
    def text(self) -> str:
        shown = (self.snapshot["messages"][key] for key in self.snapshot["timeline"])
        return "\n".join(str(message["content"]) or str(message["components"]) for message in shown)

    async def press(self) -> dict[str, Any]:
        """Press the button of the first message, as the page last saw it."""
        self._presses += 1
        key = self.snapshot["timeline"][0]
        body = {
            "protocol_version": 3,
            "sequence": self._presses,
            "request_id": f"press-{self._presses}",
            "generation": self.snapshot["context"]["generation"],
            "bot_generation": self.snapshot["botGeneration"],
            "published_revision": self.snapshot["publishedRevision"],
            "kind": "click",
            "target_id": key,
            "control_key": _button(self.snapshot["messages"][key]["components"]),
        }
        url, session = "/api/action", self._stage.session
        async with session.post(url, headers=self.headers, json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


def _button(parts: list[dict[str, Any]]) -> str:
    for part in parts:
        if part.get("custom_id"):
            return part["control_key"]
        if found := _button(part.get("components", [])):
            return found
    return ""
