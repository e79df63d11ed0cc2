"""A person clicks, a person reads: the whole bot in SimCord, in one small server."""

import gc
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import discord
import simcord
from discord.app_commands import CommandInvokeError, TransformerError
from simcord import actors
from simcord.backend import serializers
from simcord.backend.models import Overwrite
from simcord.components import walk_components
from simcord.enums import ComponentType, InteractionType, OverwriteType

from bot import app
from bot.app import House
from bot.errors import UserError

BOT = "Loopmate"
_GARBAGE = gc.get_threshold()


class World:
    """A server “Study circle”: two text channels, a forum, its owner Mia, the members Ana, Ben and Cy.

    Three things that SimCord leaves out are added to its REST: the nonce rule, `DiscordServerError` for
    5xx, and replies that are lost after the action was done (`fail(…, after=True)`).

    What a command raised fails the test at the end, unless it was told to the person as a sentence of
    its own, or the test took it out with `take_faults`.
    """

    def __init__(self, folder: Path) -> None:
        """The database is `sim.db` in this folder, made if it is not there."""
        self._folder = folder
        self._read = 0
        self._nonces: dict[tuple[str, str], Any] = {}
        self._faults: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        self.house = self._build()
        self.env = simcord.Env(self.house.client)
        self.env.backend.bot_user.name = BOT
        owner = self.env.create_user("mia", global_name="Mia")
        self.guild = self.env.create_guild("Study circle", owner=owner)
        self.daily = self.guild.create_text_channel("daily-question")
        self.hall = self.guild.create_text_channel("study-hall")
        self.forum = self.guild.create_forum_channel("questions")
        self.mia = self.guild.add_member(owner)
        self.ana, self.ben, self.cy = (
            self.guild.add_member(self.env.create_user(name.lower(), global_name=name))
            for name in ("Ana", "Ben", "Cy")
        )
        await self.house.open()
        await self.env.start()
        self._wrap()
        await self.env.settle()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            # What is under way still needs the database.
            await self.env.settle()
        await self.house.close()
        await self.env.shutdown()
        # A ready client freezes what it loaded; the next test would keep all of it.
        gc.unfreeze()
        gc.set_threshold(*_GARBAGE)
        if kind is None and (faults := self.take_faults()):
            raise BaseExceptionGroup("commands raised", faults)

    def _build(self) -> House:
        return app.build(f"sqlite:///{self._folder / 'sim.db'}", clock=self.now, wait=None)

    def now(self) -> datetime:
        """The simulated time."""
        return self.env.now()

    def take_faults(self) -> list[BaseException]:
        """What commands raised and no sentence stands for; each is given once."""
        raised = [_cause(error) for error in self.env.errors[self._read :]]
        self._read = len(self.env.errors)
        return [error for error in raised if not isinstance(error, UserError)]

    async def sleep(self, **delta: float) -> None:
        """Let time pass while nothing is done, as if no process ran."""
        await self.env.advance_time(timedelta(**delta).total_seconds())

    async def pass_time(self, **delta: float) -> None:
        """Let time pass, then do what is due: `await world.pass_time(days=1)`."""
        await self.sleep(**delta)
        await self.tick()

    async def tick(self) -> None:
        """Do what is due now."""
        await self.house.tick(self.now())
        await self.env.settle()

    async def stop(self) -> None:
        """The process ends, and hears of nothing any more."""
        await self.env.settle()
        for name in [*self.house.client.cogs]:
            await self.house.client.remove_cog(name)
        await self.house.close()

    async def restart(self) -> None:
        """The process ends and a new one starts on the same database."""
        await self.stop()
        self.house = self._build()
        await self.house.open()
        await self.env.restart_bot(self.house.client)
        self._wrap()

    async def forbid(self, channel: simcord.ChannelHandle, *permissions: str) -> None:
        """Take permissions from the bot in a channel, by their names in discord.py; none: give all back."""
        denied = discord.Permissions(**dict.fromkeys(permissions, True))
        overwrite = Overwrite(
            target_id=self.env.backend.bot_user.id, type=OverwriteType.MEMBER, deny=denied.value
        )
        self.env.backend.set_overwrite(channel.id, overwrite)
        await self.env.settle()

    async def forbid_everywhere(self, *permissions: str) -> None:
        """Take permissions from the bot’s own role, by their names in discord.py; none: give all back."""
        roles = self.env.backend.get_guild(self.guild.id).roles.values()
        role = next(role for role in roles if role.managed)
        allowed = discord.Permissions.all()
        allowed.update(**dict.fromkeys(("administrator", *permissions), False))
        self.env.backend.edit_role(self.guild.id, role.id, {"permissions": allowed.value})
        await self.env.settle()

    async def hide(self, channel: simcord.ChannelHandle, member: simcord.MemberActor) -> None:
        """Take View Channel from a member in a channel."""
        denied = discord.Permissions(view_channel=True)
        overwrite = Overwrite(target_id=member.id, type=OverwriteType.MEMBER, deny=denied.value)
        self.env.backend.set_overwrite(channel.id, overwrite)
        await self.env.settle()

    async def delete(self, channel: simcord.ChannelHandle) -> None:
        """Somebody deletes a channel."""
        self.env.backend.delete_channel(channel.id)
        await self.env.settle()

    def promote(self, member: simcord.MemberActor) -> None:
        """Let a member manage the server."""
        manager = self.guild.create_role(
            "Manager", permissions=discord.Permissions(manage_guild=True)
        )
        self.env.backend.add_member_role(self.guild.id, member.id, manager.id)

    async def send_press(
        self,
        member: simcord.MemberActor,
        message: Any,
        seen: Sequence[dict[str, Any]],
        custom_id: str,
        values: Sequence[str] | None = None,
    ) -> simcord.InteractionResult:
        """A press on a message as it was `seen`, changed as it may be by now, or one that was forged."""
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": ComponentType.BUTTON}
        forged: dict[str, Any] = {"type": 2, "style": 2, "label": "?", "custom_id": custom_id}
        if values is not None:
            data |= {"component_type": ComponentType.STRING_SELECT, "values": list(values)}
            options = [{"label": value, "value": value} for value in values]
            forged = {"type": 3, "custom_id": custom_id, "options": options}
        shown = [*seen]
        if not any(part.get("custom_id") == custom_id for part in walk_components(seen)):
            shown.append({"type": 1, "components": [forged]})
        stored = actors._visible_message(member, message)
        channel = simcord.ChannelHandle(
            # In direct messages there is no server.
            self.env,
            getattr(member, "guild", None),
            self.env.backend.get_channel(stored.channel_id),
        )
        payload = dict(serializers.message_payload(self.env.backend, stored))
        return await actors._dispatch_actor_interaction(
            member,
            InteractionType.MESSAGE_COMPONENT,
            channel,
            data,
            extra={"message": {**payload, "components": shown}},
            source_message_id=stored.id,
        )

    def fail(self, method: str, match: str, error: Exception, *, after: bool = False) -> None:
        """Let the next such request fail; `after` it was carried out, so that only the reply is lost."""
        self._faults.append({"method": method, "match": match, "error": error, "after": after})

    def _wrap(self) -> None:
        real = self.house.client.http.request

        async def request(route: discord.http.Route, **options: Any) -> Any:
            fault = self._take_fault(route)
            if fault is not None and not fault["after"]:
                raise fault["error"]
            body = _body(options)
            key = (route.url, str(body.get("nonce")))
            if body.get("enforce_nonce") and key in self._nonces:
                return self._nonces[key]
            try:
                answer = await real(route, **options)
            except discord.HTTPException as error:
                if error.status >= 500:
                    raise discord.DiscordServerError(error.response, error.text) from None
                raise
            if body.get("enforce_nonce"):
                self._nonces[key] = {**answer, "nonce": body["nonce"]}
            if fault is not None:
                raise fault["error"]
            return answer

        self.house.client.http.request = request

    def _take_fault(self, route: discord.http.Route) -> dict[str, Any] | None:
        for fault in self._faults:
            if fault["method"] == route.method and fault["match"] in route.url:
                self._faults.remove(fault)
                return fault
        return None


def _cause(error: BaseException) -> BaseException:
    """What a command, or the reading of one of its options, raised."""
    if isinstance(error, CommandInvokeError | TransformerError):
        return error.__cause__ or error
    return getattr(error, "original", error)


def _body(options: dict[str, Any]) -> dict[str, Any]:
    for part in options.get("form") or ():
        if part["name"] == "payload_json":
            return json.loads(part["value"])
    return options.get("json") or {}
