"""What a delivery looks like when it is sent, and who knows how to make it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import discord

from bot.domain.delivery import Delivery

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message, ready to be sent."""

    view: discord.ui.LayoutView
    marker: str  # a custom_id in the view that names the thing: recovery finds the message by it
    thread_name: str | None = None  # of the thread made from the message; of the post in a forum
    forum: bool = False
    tags: Sequence[int] = ()  # of the post in a forum
    mentions: discord.AllowedMentions = field(default_factory=discord.AllowedMentions.none)
    archive_minutes: int = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateThread:
    """A thread under the order’s channel that nobody sees but the bot and those put into it."""

    name: str
    tag: str  # one word that no other thread of the server ends with: recovery finds it by that
    archive_minutes: int

    @property
    def full_name(self) -> str:
        """The name as Discord gets it, cut so that the tag stands whole at its end."""
        return _tagged(self.name, " · ", self.tag, LONGEST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMember:
    """A person put into a thread."""

    thread_id: int
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """An event in the server’s list: a new one, or with `event_id` that one as it is to be now."""

    name: str
    description: str
    tag: str  # one word that no other event of the server has: recovery finds it by that
    starts_at: datetime
    ends_at: datetime
    location: str
    event_id: int | None = None

    @property
    def full_description(self) -> str:
        """The description as Discord gets it, cut so that the tag stands whole at its end."""
        return _tagged(self.description, "\n\n", self.tag, LONGEST_DESCRIPTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRemoval:
    """An event taken from the server’s list."""

    event_id: int


Wanted = Parcel | PrivateThread | ThreadMember | ScheduledEvent | EventRemoval

Render = Callable[[Delivery], Awaitable[Wanted | None]]
"""Says what a delivery wants, each time the same; None where nothing is wanted any more."""


class Renderers:
    """Who renders which kind of delivery; cogs register when they load."""

    def __init__(self) -> None:
        self._by_kind: dict[str, Render] = {}

    def register(self, kind: str, render: Render) -> None:
        """Let `render` make the parcels of a kind."""
        self._by_kind[kind] = render

    async def __call__(self, delivery: Delivery) -> Wanted | None:
        """What a delivery wants; raises KeyError for a kind that nobody registered."""
        return await self._by_kind[delivery.kind](delivery)


def cut(text: str, longest: int) -> str:
    """The text, with an ellipsis where it is too long."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _tagged(text: str, joint: str, tag: str, longest: int) -> str:
    end = joint + tag
    return cut(text, longest - len(end)) + end
