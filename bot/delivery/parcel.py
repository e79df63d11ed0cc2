"""What a delivery looks like when it is sent, and who knows how to make it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import discord

from bot.domain.delivery import Delivery


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


Render = Callable[[Delivery], Awaitable[Parcel | None]]
"""Makes the parcel of a delivery, each time the same; None where nothing is to be sent any more."""


class Renderers:
    """Who renders which kind of delivery; cogs register when they load."""

    def __init__(self) -> None:
        self._by_kind: dict[str, Render] = {}

    def register(self, kind: str, render: Render) -> None:
        """Let `render` make the parcels of a kind."""
        self._by_kind[kind] = render

    async def __call__(self, delivery: Delivery) -> Parcel | None:
        """The parcel of a delivery; raises KeyError for a kind that nobody registered."""
        return await self._by_kind[delivery.kind](delivery)
