"""The pretend Discord: one server with its members, and what is kept of it between starts."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import discord
import simcord
from simcord.backend.access import channel_accessible
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import Channel, Message
from simcord.enums import ChannelType, MessageType

from bot.demo.host import archive
from bot.demo.portrait import COLOURS, portrait

SERVER = "Study circle"
OWNER = "Ana"
MEMBERS = (OWNER, "Ben", "Cy", "Dee", "Eli", "Fay", "Gus")
BOT = "Loopmate"
QUESTIONS, FORUM, MOCKS = "daily-question", "questions-forum", "mock-interviews"
STUDY_HALL = "study-hall"

Kind = Literal["text", "forum", "thread", "post", "direct"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to read and write, as one member’s list of channels shows it."""

    id: int
    name: str
    kind: Kind
    parent: int | None
    newest: int | None
    """The id of the newest message that the member can see here."""
    idle: bool
    """A thread in which nothing was written for its archive time; Discord takes it off the list."""


class World:
    """One server in SimCord. Whoever holds `turn` may act in it; SimCord takes one at a time."""

    def __init__(self, env: simcord.Env, file: Path) -> None:
        """`file` is what `save` writes; nothing is read or built before `restore` or `furnish`."""
        self.env = env
        self.turn = asyncio.Lock()
        self._file = file
        self._backend = env.backend
        self._backend.bot_user.name = BOT
        self._backend.bot_user.avatar = BOT.lower()

    # The server and who is in it

    def furnish(self) -> None:
        """Add what the server has and this world lacks: members, channels."""
        if not self._backend.guilds:
            owner = self.env.create_user(OWNER.lower(), global_name=OWNER, avatar=OWNER.lower())
            self.env.create_guild(SERVER, owner=owner)
        here = {member.user.global_name for member in self.members}
        for name in (name for name in MEMBERS if name not in here):
            self.guild.add_member(
                self.env.create_user(name.lower(), global_name=name, avatar=name.lower())
            )
        there = self.guild.channels
        if QUESTIONS not in there:
            self.guild.create_text_channel(QUESTIONS, topic="A question a day, answered first")
        if MOCKS not in there:
            self.guild.create_text_channel(MOCKS, topic="Practise with a partner, once a week")
        if STUDY_HALL not in there:
            self.guild.create_text_channel(STUDY_HALL, topic="Talk about anything you prepare")
        if FORUM not in there:
            self.guild.create_forum_channel(FORUM)

    @property
    def guild(self) -> simcord.GuildHandle:
        """The one server."""
        return simcord.GuildHandle(self.env, next(iter(self._backend.guilds.values())))

    @property
    def members(self) -> list[simcord.MemberActor]:
        """The people of the server, the owner first, as SimCord lets them act."""
        people = [self._backend.users[key] for key in self.guild.member_ids()]
        return [
            simcord.MemberActor(self.env, self.guild, simcord.UserHandle(self.env, person))
            for person in sorted(people, key=lambda person: person.id)
            if not person.bot
        ]

    def member(self, user_id: int) -> simcord.MemberActor:
        """One of the people; `KeyError` for anybody else."""
        return {member.id: member for member in self.members}[user_id]

    def name(self, user_id: int) -> str:
        """How a member is called; `KeyError` for anybody else."""
        user = self.member(user_id).user
        return user.global_name or user.name

    def called(self, id: int) -> str | None:
        """What a mention shows of a member, the bot, a channel or thread; None for anything else."""
        user, channel = self._backend.users.get(id), self._backend.channels.get(id)
        if user is not None:
            return user.global_name or user.name
        return channel.name if channel is not None else None

    def others(self, user_id: int) -> list[simcord.MemberActor]:
        """Everybody but this one."""
        return [member for member in self.members if member.id != user_id]

    def place(self, channel_id: int) -> simcord.ChannelHandle:
        """A channel, thread or direct message; `simcord.BackendError` where there is none."""
        channel = self._backend.get_channel(channel_id)
        return simcord.ChannelHandle(self.env, self.guild if channel.guild_id else None, channel)

    def portraits(self) -> dict[str, tuple[str, bytes]]:
        """A picture for everybody, by the address at which SimCord looks for it."""
        pictured = sorted(
            (person for person in self._backend.users.values() if person.avatar),
            key=lambda person: (person.bot, person.id),
        )
        return {
            f"{CDN_BASE}/avatars/{person.id}/{person.avatar}.png": (
                f"{person.avatar}.png",
                portrait((person.global_name or person.name)[0], COLOURS[place % len(COLOURS)]),
            )
            for place, person in enumerate(pictured)
        }

    def direct(self, user_id: int) -> int | None:
        """The direct messages between a member and the bot; none before the first one."""
        return self._backend.dm_channels.get(user_id)

    # What a member sees

    def places(self, user_id: int) -> list[Place]:
        """The member’s list of channels: each followed by its threads, direct messages last.

        Who may read every private thread, as the owner may, still has only their own in the list.
        """
        rooms = [c for c in self._backend.channels.values() if not c.is_thread]
        threads = [c for c in self._backend.channels.values() if c.is_thread]
        seen: list[Channel] = []
        for room in sorted(rooms, key=lambda c: (c.guild_id is None, c.position)):
            inside = [c for c in threads if c.parent_id == room.id]
            seen += [room, *sorted(inside, key=lambda c: -c.id)]
        return [
            self._describe(channel, user_id)
            for channel in seen
            if self.reads(user_id, channel.id) and _is_listed(channel, user_id)
        ]

    def reads(self, user_id: int, channel_id: int) -> bool:
        """Whether a member can open this channel or thread, and it is still there."""
        there = channel_id in self._backend.channels
        return there and channel_accessible(self._backend, channel_id, user_id, history=True)

    def _describe(self, channel: Channel, user_id: int) -> Place:
        parent = self._backend.channels.get(channel.parent_id) if channel.parent_id else None
        kind: Kind = "text"
        if channel.guild_id is None:
            kind = "direct"
        elif channel.type == ChannelType.FORUM:
            kind = "forum"
        elif parent is not None and channel.is_thread:
            kind = "post" if parent.type == ChannelType.FORUM else "thread"
        messages = self._backend.messages.get(channel.id, {}).values()
        newest = max((m.id for m in messages if m.visible_to(user_id)), default=None)
        idle = False
        if channel.thread_metadata is not None:
            quiet = self.env.now() - discord.utils.snowflake_time(newest or channel.id)
            patience = timedelta(minutes=channel.thread_metadata.auto_archive_duration)
            idle = channel.thread_metadata.archived or quiet > patience
        return Place(
            id=channel.id,
            name=channel.name or BOT,
            kind=kind,
            parent=parent.id if parent else None,
            newest=newest,
            idle=idle,
        )

    def said(self) -> Iterator[Message]:
        """What the bot posted for all to see, in channels, threads and forums, newest first."""
        bot = self._backend.bot_user.id
        everything = (m for room in self._backend.messages.values() for m in room.values())
        mine = [m for m in everything if m.author_id == bot and not m.is_ephemeral]
        return iter(sorted(mine, key=lambda m: -m.id))

    def submitted(self, modal_id: str) -> set[int]:
        """The members who have sent the modal with this `custom_id`."""
        return {
            press.user_id
            for press in self._backend.interactions.values()
            if press.modal_consumed and press.modal and press.modal.get("custom_id") == modal_id
        }

    # Time

    def reach(self, moment: datetime) -> None:
        """Move the clock to this moment unless it is already later; before the bot has started."""
        self._backend.advance_clock(max(0.0, (moment - self.env.now()).total_seconds()))

    async def pass_time(self, seconds: float) -> None:
        """Let so much time go by, with all that the bot does meanwhile."""
        try:
            await self.env.advance_time(seconds)
            await self.env.settle()
        except TimeoutError:
            # The bot is slow, on a busy machine for instance; the next turn joins what still runs.
            return

    def stirred(self) -> bool:
        """Whether anything happened since this was last asked."""
        self._drop_thread_notes()
        log = self._backend.transcript
        happened = bool(log)
        log.clear()
        self._backend.http_requests.clear()
        return happened

    def _drop_thread_notes(self) -> None:
        """Take away “started a thread” where Discord writes none: of a message’s own, of private ones."""
        for messages in self._backend.messages.values():
            for note in [m for m in messages.values() if m.type == MessageType.THREAD_CREATED]:
                about = note.system_metadata
                thread = self._backend.channels.get((about and about.channel_id) or 0)
                private = thread is not None and thread.type == ChannelType.PRIVATE_THREAD
                if private or (about and about.referenced_message_id):
                    del messages[note.id]

    # Between starts

    def save(self) -> None:
        """Keep the world for the next start."""
        archive.save(self._backend, self._file)

    def restore(self) -> bool:
        """Take the world up where it was kept; False, and nothing changed, if it cannot be read."""
        return archive.restore(self._backend, self._file)


def _is_listed(channel: Channel, user_id: int) -> bool:
    return channel.type != ChannelType.PRIVATE_THREAD or user_id in channel.thread_members
