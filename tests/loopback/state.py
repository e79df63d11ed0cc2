"""What the loopback remembers, and what happens when somebody does something to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.loopback.events import Event
from tests.loopback.messages import (
    HAS_THREAD,
    KEPT_ON_EDIT,
    LOADING,
    Attachment,
    Message,
    Upload,
    check,
)
from tests.loopback.nonces import Nonces
from tests.loopback.people import Member, User
from tests.loopback.permissions import EVERYONE, bits
from tests.loopback.places import Channel, Guild, Kind, Role, Thread
from tests.loopback.refusals import Refusal
from tests.loopback.wire import Json, Snowflakes

# (event, data, guild id or None): what the gateway tells the clients it concerns
Announce = Callable[[str, Json, int | None], None]


@dataclass
class Tally:
    """What was counted beside the records themselves."""

    messages_created: int = 0
    dedupe_hits: int = 0


@dataclass
class State:
    now: Callable[[], float]
    announce: Announce
    nonces: Nonces = field(init=False)
    ids: Snowflakes = field(init=False)
    bot: User = field(init=False)
    users: dict[int, User] = field(default_factory=dict[int, User])
    guilds: dict[int, Guild] = field(default_factory=dict[int, Guild])
    # guild channels, threads and direct messages alike
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    dms: dict[int, Channel] = field(default_factory=dict[int, Channel])  # by the person's id
    # every message ever made: deleted and ephemeral ones too, which no channel lists
    messages: dict[int, Message] = field(default_factory=dict[int, Message])
    commands: list[Json] = field(default_factory=list[Json])
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.ids = Snowflakes(self.now)
        self.nonces = Nonces(self.now)
        self.bot = self.add_user("Loopmate", bot=True)

    # Looking things up: each raises what Discord answers to an id it does not know.

    def channel(self, channel_id: int) -> Channel:
        if channel_id not in self.channels:
            raise Refusal(10003)
        return self.channels[channel_id]

    def thread(self, thread_id: int) -> Thread:
        thread = self.channel(thread_id)
        if not isinstance(thread, Thread):
            raise Refusal(50024)
        return thread

    def guild(self, guild_id: int) -> Guild:
        if guild_id not in self.guilds:
            raise Refusal(10004)
        return self.guilds[guild_id]

    def user(self, user_id: int) -> User:
        if user_id not in self.users:
            raise Refusal(10013)
        return self.users[user_id]

    def message_in(self, channel: Channel, message_id: int) -> Message:
        if message_id not in channel.messages:
            raise Refusal(10008)
        return channel.messages[message_id]

    # Making people and places.

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.ids.old(), name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str) -> Guild:
        """A server with its owner and the bot, who may do there what everyone may."""
        owner = self.add_user(f"Owner of {name}")
        guild = Guild(self.ids.guild(), name, owner.id)
        self.guilds[guild.id] = guild
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        role = self.add_role(guild, self.bot.name)
        guild.members[owner.id] = Member(owner, guild.id)
        guild.members[self.bot.id] = Member(self.bot, guild.id, [role.id])
        return guild

    def add_role(self, guild: Guild, name: str, permissions: Iterable[str] = ()) -> Role:
        role = Role(self.ids.old(), name, bits(*permissions), position=len(guild.roles))
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, kind: Kind, topic: str | None = None) -> Channel:
        channel = Channel(self.ids.old(), name, kind, guild, topic, position=len(guild.channels))
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> None:
        guild = channel.guild
        assert guild is not None, "a direct message cannot be removed"
        for thread in [each for each in guild.threads.values() if each.parent is channel]:
            self.remove_channel(thread)
        self.channels.pop(channel.id)
        if isinstance(channel, Thread):
            guild.threads.pop(channel.id)
            self.announce("THREAD_DELETE", channel.payload(), guild.id)
        else:
            guild.channels.pop(channel.id)
            self.announce("CHANNEL_DELETE", channel.payload(), guild.id)

    def dm_with(self, user: User) -> Channel:
        """The one direct-message channel with a person, made when first asked for."""
        if user.id not in self.dms:
            channel = Channel(self.ids.next(), user.name, Kind.DM, recipient=user)
            self.dms[user.id] = self.channels[channel.id] = channel
        return self.dms[user.id]

    # Messages.

    def post(self, channel: Channel, author: User, body: Json, uploads: list[Upload]) -> Message:
        """A new message, or the earlier one of the same author and nonce."""
        check(body, len(uploads))
        earlier = self.nonces.earlier(author, body)
        if earlier:
            self.tally.dedupe_hits += 1
            return earlier
        message = self.write(channel, author, body, uploads)
        self.nonces.remember(message)
        return message

    def write(
        self,
        channel: Channel,
        author: User,
        body: Json,
        uploads: list[Upload],
        *,
        message_id: int | None = None,
        origin: Json | None = None,
    ) -> Message:
        """A new message in its channel, known to the gateway."""
        message = self.draft(channel, author, body, uploads, message_id=message_id, origin=origin)
        channel.messages[message.id] = message
        if isinstance(channel, Thread):
            channel.archived = False
        self.tally.messages_created += 1
        self._tell("MESSAGE_CREATE", message)
        return message

    def draft(
        self,
        channel: Channel,
        author: User,
        body: Json,
        uploads: list[Upload],
        *,
        message_id: int | None = None,
        origin: Json | None = None,
    ) -> Message:
        """A message that no channel lists: an ephemeral, or the start of any other."""
        message = Message(message_id or self.ids.next(), channel, author, body, origin=origin)
        message.flags = body.get("flags", 0)
        message.attachments = self._attach(uploads)
        self.messages[message.id] = message
        return message

    def edit(self, message: Message, changes: Json, uploads: list[Upload]) -> Message:
        """Discord's PATCH: a key that is absent keeps its value."""
        message.body = {**message.body, **changes}
        if "attachments" in changes:
            named: list[Json] = changes["attachments"] or []
            kept = {str(each["id"]) for each in named}
            message.attachments = [each for each in message.attachments if str(each.id) in kept]
        message.attachments += self._attach(uploads)
        message.flags &= ~LOADING
        if "flags" in changes:
            message.flags = changes["flags"] | message.flags & KEPT_ON_EDIT
        message.edited_at = self.now()
        self._tell("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        message.deleted = True
        if message.ephemeral:
            return
        del message.channel.messages[message.id]
        gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild_id:
            gone["guild_id"] = str(message.channel.guild_id)
        self.announce("MESSAGE_DELETE", gone, message.channel.guild_id)

    def _attach(self, uploads: list[Upload]) -> list[Attachment]:
        return [Attachment(self.ids.next(), upload) for upload in uploads]

    def _tell(self, event: str, message: Message) -> None:
        if message.ephemeral:
            return
        told = message.payload()
        if message.channel.guild_id:
            told["guild_id"] = str(message.channel.guild_id)
        self.announce(event, told, message.channel.guild_id)

    # Threads.

    def open_thread(
        self, parent: Channel, owner: User, settings: Json, *, starter: Message | None = None
    ) -> Thread:
        """A thread; from a message it takes that message's id, as Discord's do."""
        guild = parent.guild
        assert guild is not None, "a direct message has no threads"
        if starter and (starter.thread or starter.id in guild.threads):
            raise Refusal(160004)
        if guild.thread_cap is not None and len(guild.active_threads) >= guild.thread_cap:
            raise Refusal(160006)
        thread = Thread(
            starter.id if starter else self.ids.next(),
            settings["name"],
            Kind(settings.get("type", Kind.PUBLIC_THREAD)),
            guild,
            parent=parent,
            owner_id=owner.id,
            auto_archive_minutes=settings.get("auto_archive_duration") or 1440,
            tag_ids=[str(each) for each in settings.get("applied_tags", [])],
            member_ids={owner.id},
            invitable=settings.get("invitable", True),
        )
        guild.threads[thread.id] = self.channels[thread.id] = thread
        if starter:
            starter.thread = thread
            starter.flags |= HAS_THREAD
        self.announce("THREAD_CREATE", thread.payload() | {"newly_created": True}, guild.id)
        return thread

    # Scheduled events.

    def add_event(self, guild: Guild, creator: User, settings: Json) -> Event:
        """Raises Refusal for settings that Discord does not take, and where there are too many."""
        now = self.now()
        event = Event(self.ids.next(), guild.id, creator.id, "", "", 0.0, 0.0)
        event.change(settings, now)
        open_events = [each for each in guild.events.values() if not each.is_over(now)]
        if len(open_events) >= guild.event_cap:
            raise Refusal(30038)
        guild.events[event.id] = event
        self.announce("GUILD_SCHEDULED_EVENT_CREATE", event.payload(now), guild.id)
        return event

    def remove_event(self, event: Event) -> None:
        del self.guild(event.guild_id).events[event.id]
        self.announce("GUILD_SCHEDULED_EVENT_DELETE", event.payload(self.now()), event.guild_id)
