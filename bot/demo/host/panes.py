"""The panes: SimCord’s Preview, widened from one channel to one channel a pane.

A *pane* is the frame that shows one channel as one member sees it. Upstream, a Preview shows one
channel to a fixed list of members; here each pane brings its own channel and member.
"""

import re
import socket
from collections.abc import Iterator, Mapping
from typing import Any, cast

from simcord.preview import Preview
from simcord.preview._pages import _Page

from bot.demo.host.pages import Controls, PageServer
from bot.demo.host.world import World

_DAY = 86_400  # seconds
_MENTION = re.compile(r"<(@|#)([0-9]{1,20})>")


class Panes(Preview):
    """The Preview of every channel at once."""

    # A pane that sleeps in a background tab asks rarely; it must find its page again.
    _PAGE_LEASE_SECONDS = _DAY

    def __init__(
        self,
        world: World,
        *,
        zone: str,
        door: socket.socket,
        controls: Controls,
    ) -> None:
        """`zone` names the time zone that times are shown in, `door` is a listening socket."""
        super().__init__(
            world.env,
            next(iter(world.guild.channels.values())),
            tuple(world.members),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-GB",
            timezone=zone,
            presentation_time=None,
            assets=world.portraits(),
            port=0,
        )
        self._world = world
        self._controls = controls
        self._server = PageServer(self, door, controls, self.open_pane)

    def open_pane(self, channel_id: int, member_id: int) -> dict[str, Any]:
        """Show this channel to this member: what is on the page, as the page reads it.

        Raises `simcord.BackendError` for an unknown channel and `KeyError` for an unknown member.
        """
        channel, member = self._world.place(channel_id), self._world.member(member_id)
        before = self.channel, self.viewers
        self.channel = channel
        self.viewers = (member if channel.guild else member.user,)
        try:
            while len(self._pages) > self._MAX_PAGES:
                self._close_page(min(self._browser_pages(), key=lambda p: p.last_activity).id)
            page = self._open_page()
            page.window_end_id = None  # follow what comes in
            self._publish(page, reason="initial")
        finally:
            self.channel, self.viewers = before
        return self._page_payload(page)

    def _browser_pages(self) -> list[_Page]:
        return [page for page in self._pages.values() if page is not self._python]

    def _page_payload(self, page: _Page) -> dict[str, Any]:
        """What the page shows; upstream draws “in 2 minutes” once and never again.

        In direct messages it knows nobody by name; Discord knows who shares a server.
        """
        payload = super()._page_payload(page)
        minute = self.capture_time.isoformat(timespec="minutes")
        for part in _parts(payload["messages"]):
            if part.get("type") == "timestamp" and part.get("style") == "R":
                part["minute"] = minute  # a part that has changed is drawn anew
        if self._world.place(page.channel_id).guild is None:
            payload["messages"] = self._with_names(payload["messages"])
        return payload

    def _with_names(self, value: Any) -> Any:
        """The same JSON value, with mentions of members and channels where their numbers stood."""
        if isinstance(value, dict):
            known = cast(dict[str, Any], value)
            return {key: self._with_names(inner) for key, inner in known.items()}
        if isinstance(value, list):
            pieces = [new for piece in cast(list[Any], value) for new in self._named(piece)]
            return [self._with_names(piece) for piece in pieces]
        return value

    def _named(self, piece: Any) -> Iterator[Any]:
        """A piece of text, its mentions of members and channels apart; anything else as it is."""
        if not isinstance(piece, dict) or cast(dict[str, Any], piece).get("type") != "text":
            yield piece
            return
        text = str(cast(dict[str, Any], piece)["content"])
        end = 0
        for found in _MENTION.finditer(text):
            sign, number = found.groups()
            name = self._world.called(int(number))
            if name is not None:
                yield {"type": "text", "content": text[end : found.start()]}
                kind = "user" if sign == "@" else "channel"
                yield {"type": "mention", "kind": kind, "id": number, "label": f"{sign}{name}"}
                end = found.end()
        yield {"type": "text", "content": text[end:]}

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        page = self._get_page(context_id)
        async with self._world.turn:
            self.channel = self._world.place(page.channel_id)
            self._advance_presentation_time()
            if "published_revision" in body:
                # The bot may have posted since this pane last asked; the press is still meant.
                body = {**body, "published_revision": page.revision}
            try:
                return await super()._action(context_id, body)
            finally:
                self._controls.wake()


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in this JSON value."""
    if isinstance(value, dict):
        value = cast(dict[str, Any], value)
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in cast(list[Any], value):
            yield from _parts(inner)
