"""Where people meet: servers, their roles and channels, threads and direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.loopback.events import Event
from tests.loopback.people import Member, User
from tests.loopback.wire import Json, iso, moment_of

if TYPE_CHECKING:
    from tests.loopback.messages import Message

REQUIRE_TAG = 1 << 4  # channel flag of a forum whose posts must carry a tag


class Kind(IntEnum):
    TEXT = 0
    DM = 1
    ANNOUNCEMENT = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 0

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": True,
            "flags": 0,
        }


@dataclass
class Overwrite:
    """What a channel allows and denies to one role or member, as permission bits."""

    target_id: int
    for_member: bool
    allow: int = 0
    deny: int = 0

    def payload(self) -> Json:
        return {
            "id": str(self.target_id),
            "type": int(self.for_member),
            "allow": str(self.allow),
            "deny": str(self.deny),
        }


@dataclass(eq=False)
class Channel:
    """A text or announcement channel, a forum, or (with `recipient`) a direct message."""

    id: int
    name: str
    kind: Kind = Kind.TEXT
    guild: Guild | None = None
    topic: str | None = None
    position: int = 0
    flags: int = 0
    recipient: User | None = None
    tags: list[Json] = field(default_factory=list[Json])
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    messages: dict[int, Message] = field(default_factory=dict[int, "Message"])

    @property
    def guild_id(self) -> int | None:
        return self.guild.id if self.guild else None

    @property
    def ruled_by(self) -> Channel:
        """The channel whose overwrites count here."""
        return self

    @property
    def posts(self) -> list[Message]:
        """The messages that can be read, oldest first."""
        return list(self.messages.values())

    def payload(self) -> Json:
        last = next(reversed(self.messages), None)
        shared: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "last_message_id": None if last is None else str(last),
            "flags": self.flags,
        }
        if self.recipient:
            return shared | {"recipients": [self.recipient.payload()]}
        return shared | {
            "guild_id": str(self.guild_id),
            "name": self.name,
            "topic": self.topic,
            "position": self.position,
            "parent_id": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "default_auto_archive_duration": 1440,
            "available_tags": self.tags,
            "permission_overwrites": [each.payload() for each in self.overwrites.values()],
        }


@dataclass(eq=False)
class Thread(Channel):
    parent: Channel = field(kw_only=True)
    owner_id: int = 0
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive_minutes: int = 1440
    tag_ids: list[str] = field(default_factory=list[str])
    member_ids: set[int] = field(default_factory=set[int])

    @property
    def ruled_by(self) -> Channel:
        return self.parent

    def is_hidden_from(self, user_id: int) -> bool:
        """Whether it is private and somebody is not in it."""
        return self.kind is Kind.PRIVATE_THREAD and user_id not in self.member_ids

    def payload(self) -> Json:
        made = iso(moment_of(self.id))
        private = {"invitable": self.invitable} if self.kind is Kind.PRIVATE_THREAD else {}
        last = next(reversed(self.messages), None)
        return {
            "id": str(self.id),
            "type": int(self.kind),
            "guild_id": str(self.guild_id),
            "parent_id": str(self.parent.id),
            "owner_id": str(self.owner_id),
            "name": self.name,
            "last_message_id": None if last is None else str(last),
            "message_count": len(self.messages),
            "total_message_sent": len(self.messages),
            "member_count": len(self.member_ids),
            "rate_limit_per_user": 0,
            "flags": self.flags,
            "applied_tags": self.tag_ids,
            "thread_metadata": {
                "archived": self.archived,
                "archive_timestamp": made,
                "auto_archive_duration": self.auto_archive_minutes,
                "locked": self.locked,
                "create_timestamp": made,
                **private,
            },
        }

    def member_payload(self, user_id: int) -> Json:
        return {
            "id": str(self.id),
            "user_id": str(user_id),
            "join_timestamp": iso(moment_of(self.id)),
            "flags": 0,
        }


@dataclass(eq=False)
class Guild:
    """A server; `thread_cap` is how many threads may be active at once, None for no end.

    `event_cap` is the same for scheduled events that are not over.
    """

    id: int
    name: str
    owner_id: int
    locale: str = "en-GB"
    thread_cap: int | None = None
    event_cap: int = 100
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    threads: dict[int, Thread] = field(default_factory=dict[int, Thread])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    events: dict[int, Event] = field(default_factory=dict[int, Event])
    emojis: list[Json] = field(default_factory=list[Json])

    @property
    def active_threads(self) -> list[Thread]:
        return [thread for thread in self.threads.values() if not thread.archived]

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner_id),
            "preferred_locale": self.locale,
            "icon": None,
            "description": None,
            "features": [],
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "afk_timeout": 300,
            "system_channel_flags": 0,
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": self.emojis,
            "stickers": [],
        }

    def arrival(self, bot_id: int, now: float) -> Json:
        """GUILD_CREATE: without a privileged intent, of all members only the bot itself."""
        return self.payload() | {
            "unavailable": False,
            "large": False,
            "joined_at": iso(moment_of(self.id)),
            "member_count": len(self.members),
            "members": [self.members[bot_id].payload()],
            "channels": [channel.payload() for channel in self.channels.values()],
            "threads": [thread.payload() for thread in self.active_threads],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [each.payload(now) for each in self.events.values()],
        }
