"""People and places as a test arranges them; what changes is told to connected clients."""

from tests.loopback.events import Event
from tests.loopback.messages import Message
from tests.loopback.people import Member, User
from tests.loopback.permissions import bits
from tests.loopback.places import Channel, Guild, Kind, Overwrite, Role, Thread
from tests.loopback.state import State
from tests.loopback.wire import iso


class Stage:
    def __init__(self, state: State) -> None:
        self.state = state

    @property
    def guild(self) -> Guild:
        """The first server."""
        return next(iter(self.state.guilds.values()))

    @property
    def channel(self) -> Channel:
        """The first channel of the first server."""
        return next(iter(self.guild.channels.values()))

    def add_guild(self, name: str) -> Guild:
        """A server with its owner and the bot; a connected bot joins it."""
        guild = self.state.add_guild(name)
        arrival = guild.arrival(self.state.bot.id, self.state.now())
        del arrival["unavailable"]  # that field stands for a server the bot was in before
        self.state.announce("GUILD_CREATE", arrival, guild.id)
        return guild

    def remove_guild(self, guild: Guild) -> None:
        """The bot is shown out."""
        del self.state.guilds[guild.id]
        for channel_id in [*guild.channels, *guild.threads]:
            del self.state.channels[channel_id]
        self.state.announce("GUILD_DELETE", {"id": str(guild.id)}, guild.id)

    def add_role(self, guild: Guild, name: str, *permissions: str) -> Role:
        role = self.state.add_role(guild, name, permissions)
        told = {"guild_id": str(guild.id), "role": role.payload()}
        self.state.announce("GUILD_ROLE_CREATE", told, guild.id)
        return role

    def grant(self, guild: Guild, *permissions: str) -> None:
        """Allows the bot something in a whole server, such as `create_events`."""
        role = self._own_role(guild)
        role.permissions |= bits(*permissions)
        self._role_changed(guild, role)

    def revoke(self, guild: Guild, *permissions: str) -> None:
        """Takes back what was granted."""
        role = self._own_role(guild)
        role.permissions &= ~bits(*permissions)
        self._role_changed(guild, role)

    def _own_role(self, guild: Guild) -> Role:
        return guild.roles[guild.members[self.state.bot.id].role_ids[0]]

    def _role_changed(self, guild: Guild, role: Role) -> None:
        told = {"guild_id": str(guild.id), "role": role.payload()}
        self.state.announce("GUILD_ROLE_UPDATE", told, guild.id)

    def add_channel(
        self, guild: Guild, name: str, kind: Kind = Kind.TEXT, *, topic: str | None = None
    ) -> Channel:
        channel = self.state.add_channel(guild, name, kind, topic)
        self.state.announce("CHANNEL_CREATE", channel.payload(), guild.id)
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """A channel with its threads, or one thread."""
        self.state.remove_channel(channel)

    def remove_event(self, event: Event) -> None:
        """A person takes a scheduled event from the list."""
        self.state.remove_event(event)

    def add_private_thread(self, channel: Channel, name: str = "Private") -> Thread:
        """One that the bot has made and is alone in."""
        settings = {"name": name, "type": Kind.PRIVATE_THREAD, "invitable": False}
        return self.state.open_thread(channel, self.state.bot, settings)

    def add_event(self, guild: Guild, name: str = "Event", *, by: Member | None = None) -> Event:
        """A scheduled event in an hour’s time, by the bot unless it is somebody else’s."""
        start = self.state.now() + 3600
        settings = {
            "name": name,
            "entity_metadata": {"location": "Somewhere"},
            "scheduled_start_time": iso(start),
            "scheduled_end_time": iso(start + 3600),
        }
        return self.state.add_event(guild, by.user if by else self.state.bot, settings)

    def add_member(self, guild: Guild, who: str | User, *permissions: str) -> Member:
        """A person in a server, a new one by name; `permissions` come as a role of their own."""
        user = self.state.add_user(who) if isinstance(who, str) else who
        member = Member(user, guild.id)
        if permissions:
            role = self.add_role(guild, f"{user.name}’s role", *permissions)
            member.role_ids.append(role.id)
        guild.members[user.id] = member
        return member

    def remove_member(self, member: Member) -> None:
        """Somebody leaves: asking for them is refused with 10007."""
        del self.state.guilds[member.guild_id].members[member.id]

    def forget_user(self, user: User) -> None:
        """An account is gone: asking for it is refused with 10013."""
        del self.state.users[user.id]
        for guild in self.state.guilds.values():
            guild.members.pop(user.id, None)

    def dm(self, person: Member | User) -> Channel:
        """The direct messages between the bot and a person."""
        return self.state.dm_with(person.user if isinstance(person, Member) else person)

    def forbid(self, channel: Channel, *permissions: str, tell: bool = True) -> None:
        """Denies the bot something in one channel, such as `send_messages`.

        With `tell=False` clients are not told, as when it happens between their look and their
        request.
        """
        overwrite = self._overwrite(channel)
        overwrite.deny |= bits(*permissions)
        overwrite.allow &= ~overwrite.deny
        self._overwritten(channel, tell)

    def permit(self, channel: Channel, *permissions: str, tell: bool = True) -> None:
        """Allows the bot something in one channel; the reverse of `forbid`."""
        overwrite = self._overwrite(channel)
        overwrite.allow |= bits(*permissions)
        overwrite.deny &= ~overwrite.allow
        self._overwritten(channel, tell)

    def _overwrite(self, channel: Channel) -> Overwrite:
        bot_id = self.state.bot.id
        return channel.overwrites.setdefault(bot_id, Overwrite(bot_id, for_member=True))

    def _overwritten(self, channel: Channel, tell: bool) -> None:
        if tell:
            self.state.announce("CHANNEL_UPDATE", channel.payload(), channel.guild_id)

    def remove_message(self, message: Message) -> None:
        self.state.delete(message)

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """The messages of a channel, oldest first; of all channels when none is named."""
        if channel:
            return channel.posts
        return [message for each in self.state.channels.values() for message in each.posts]
