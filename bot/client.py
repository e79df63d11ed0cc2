"""The Discord client: loads the cogs, hands out the services, wires the error door."""

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import log
from bot.delivery.parcel import Renderers
from bot.delivery.sender import Sender
from bot.services import Services
from bot.ui import door
from bot.ui.components import Persistent
from bot.ui.feature import Feature
from bot.ui.routes import Interaction, Router, prepare

_log = log.get(__name__)

# No voice here, and so no word at every start that it is missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

COGS = Path(__file__).parents[1] / "cogs"


def settle() -> None:
    """What was loaded until now is not garbage, and a chunk of the planner is no reason to look for some."""
    gc.collect()
    gc.freeze()
    # A chunk of the planner makes many small objects and frees them all; with the default of 700,
    # garbage is looked for again and again in the midst of it.
    gc.set_threshold(20_000, 10, 10)


class Tree(app_commands.CommandTree["Client"]):
    """The command tree: slow commands are deferred, errors go to the door."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Defer what is marked slow; who may run what is Discord’s to say."""
        command = interaction.command
        if (
            isinstance(command, app_commands.Command)
            and interaction.type is discord.InteractionType.application_command
        ):
            await prepare(interaction, command.callback)
        return True

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person."""
        if interaction.type is discord.InteractionType.autocomplete:
            name = interaction.command.qualified_name if interaction.command else None
            _log.warning("no suggestions", command=name, exc_info=error)
            return
        await door.report(interaction, error)


class Client(commands.Bot):
    """One connection to Discord. It caches servers and channels, and neither members nor messages."""

    def __init__(self, services: Services, renderers: Renderers) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.services = services
        self.renderers = renderers
        self.router = Router()
        # By top-level word, as Discord knows them; empty until they are registered.
        self.command_ids: Mapping[str, int] = {}
        # Set by the composition root once the client exists; a press that waits for a post uses it.
        self.sender: Sender

    async def setup_hook(self) -> None:
        """Load every folder of cogs/ and tell Discord the commands where they differ."""
        for folder in sorted(path.parent.name for path in COGS.glob("*/__init__.py")):
            # A cog that fails to load stops the process: half a bot is worse than none.
            await self.load_extension(f"cogs.{folder}")
        self.add_dynamic_items(Persistent)
        await self._register_commands()

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        """Add a cog, and wire its presses and modals."""
        await super().add_cog(cog, **options)
        if isinstance(cog, Feature):
            cog.wire(self.router)

    async def _register_commands(self) -> None:
        assert self.application_id is not None
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        theirs = await self.http.get_global_commands(self.application_id)
        if _by_name(ours) == _by_name(theirs):
            self.command_ids = {one["name"]: int(one["id"]) for one in theirs}
            return
        registered = await self.tree.sync()
        self.command_ids = {command.name: command.id for command in registered}
        _log.info("commands registered", count=len(ours))

    async def on_ready(self) -> None:
        """Note who owns which server; what was loaded until now is not garbage."""
        await self.services.server.present({guild.id: guild.owner_id for guild in self.guilds})
        settle()
        _log.info("ready", guilds=len(self.guilds))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A new server, or one that comes back."""
        await self.services.server.present({guild.id: guild.owner_id}, all_of_them=False)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that was away is back, and with it who owns it."""
        await self.services.server.present({guild.id: guild.owner_id}, all_of_them=False)

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        """A server may have a new owner."""
        if before.owner_id != after.owner_id:
            await self.services.server.present({after.id: after.owner_id}, all_of_them=False)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed: the server’s data is kept for a while."""
        await self.services.server.left(guild.id)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Modals reach the router here; discord.py answers those it knows, and it knows none."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        try:
            await self.router.submit(interaction)
        except Exception as error:  # noqa: BLE001 - the door for modals
            await door.report(interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """An event failed: into the log with its traceback."""
        _log.exception("event failed", event_name=event_method, reference=log.reference())


def point_at(api: str) -> None:
    """Send every REST call to this base, `/api/v10` included."""
    Route.BASE = api


async def follow_gateway(client: Client) -> None:
    """Connect where `GET /gateway/bot` says, now and after a lost session.

    Without it discord.py falls back to its built-in address once a session is invalid.
    """
    answer = await client.http.request(Route("GET", "/gateway/bot"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(answer["url"])


_COMPARED = (
    "name",
    "type",
    "description",
    "options",
    "required",
    "choices",
    "value",
    "autocomplete",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "default_member_permissions",
    "contexts",
)


def _by_name(payloads: Sequence[Mapping[str, Any]]) -> dict[tuple[object, object], object]:
    """Commands by type and name, so that their order does not matter."""
    return {(one.get("type", 1), one["name"]): _plain(one) for one in payloads}


def _plain(payload: Any) -> Any:
    """A command payload without what Discord adds to it."""
    if isinstance(payload, dict):
        known = cast(dict[str, Any], payload)
        values = {key: _plain(known[key]) for key in _COMPARED if key in known}
        permissions = values.get("default_member_permissions")
        if permissions is not None:
            values["default_member_permissions"] = str(permissions)
        return {key: value for key, value in values.items() if value not in (None, [], False, "")}
    if isinstance(payload, list):
        return [_plain(part) for part in cast(list[Any], payload)]
    return payload
