"""Messages: what was posted, how Discord gives it back, and how a test reads it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.loopback.people import User
from tests.loopback.places import Channel, Thread
from tests.loopback.refusals import Refusal
from tests.loopback.wire import Json, iso, moment_of

HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15
KEPT_ON_EDIT = HAS_THREAD | EPHEMERAL

CONTENT_LIMIT = 2000
ATTACHMENT = "attachment://"
CDN = "https://cdn.loopback.example/"


@dataclass(frozen=True)
class Upload:
    """A file as it came in a multipart body."""

    name: str
    data: bytes


@dataclass(eq=False)
class Attachment:
    id: int
    upload: Upload

    @property
    def url(self) -> str:
        return f"{CDN}{self.id}/{self.upload.name}"

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "filename": self.upload.name,
            "size": len(self.upload.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": "application/octet-stream",
        }


@dataclass(eq=False)
class Message:
    """A message; `body` keeps what the author sent, `seen_by` the one reader of an ephemeral."""

    id: int
    channel: Channel
    author: User
    body: Json
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: int = 0
    edited_at: float | None = None
    deleted: bool = False
    thread: Thread | None = None
    origin: Json | None = None
    seen_by: int | None = None

    @property
    def content(self) -> str:
        return self.body.get("content") or ""

    @property
    def components(self) -> list[Json]:
        return self.body.get("components") or []

    @property
    def embeds(self) -> list[Json]:
        return self.body.get("embeds") or []

    @property
    def nonce(self) -> str | None:
        return self.body.get("nonce")

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def files(self) -> dict[str, bytes]:
        return {each.upload.name: each.upload.data for each in self.attachments}

    @property
    def custom_ids(self) -> list[str]:
        return [each["custom_id"] for each in walk(self.components) if "custom_id" in each]

    @property
    def text(self) -> str:
        """Everything a reader sees as text: content, embeds, text displays and labels."""
        parts = [self.content]
        for embed in self.embeds:
            fields = embed.get("fields", [])
            parts += [embed.get("title", ""), embed.get("description", "")]
            parts += [text for each in fields for text in (each["name"], each["value"])]
        for each in walk(self.components):
            parts += [each[key] for key in ("content", "label", "placeholder") if each.get(key)]
        return "\n".join(part for part in parts if part)

    def payload(self) -> Json:
        message: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "type": 0,
            "content": self.content,
            "timestamp": iso(moment_of(self.id)),
            "edited_timestamp": None if self.edited_at is None else iso(self.edited_at),
            "tts": False,
            "pinned": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "embeds": [{"type": "rich", **embed} for embed in self.embeds],
            "attachments": [each.payload() for each in self.attachments],
            "components": self._settled_components(),
            "flags": self.flags,
        }
        if self.thread:
            message["thread"] = self.thread.payload()
        return message | (self.origin or {})

    def _settled_components(self) -> list[Json]:
        """As Discord returns them: each with an id of its own, attachments as addresses."""
        settled = copy.deepcopy(self.components)
        addresses = {ATTACHMENT + each.upload.name: each for each in self.attachments}
        taken = {each["id"] for each in walk(settled) if each.get("id")}
        free = (number for number in range(1, 10_000) if number not in taken)
        for component in walk(settled):
            if not component.get("id"):
                component["id"] = next(free)
            for media in media_of(component):
                attachment = addresses.get(media["url"])
                if attachment:
                    media |= {"url": attachment.url, "attachment_id": str(attachment.id)}
        return settled

    def find(self, target: str) -> Json:
        """The button or select with this custom_id or label; LookupError names what there is."""
        return find(self.components, target)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, depth first, whatever holds it."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for holder in ("accessory", "component"):
            if component.get(holder):
                yield from walk([component[holder]])


def find(components: list[Json], target: str) -> Json:
    offered = [each for each in walk(components) if "custom_id" in each]
    for each in offered:
        if target in (each["custom_id"], each.get("label")):
            return each
    names = [each.get("label") or each["custom_id"] for each in offered]
    raise LookupError(f"no {target!r} here; there is {names}")


def media_of(component: Json) -> list[Json]:
    media: list[Any] = [component.get("media"), component.get("file")]
    media += [item.get("media") for item in component.get("items", [])]
    return [each for each in media if each]


def check(body: Json, files: int) -> None:
    """Raises what Discord answers to a message that is empty, too long or of two minds."""
    content: str = body.get("content") or ""
    if not (content or body.get("components") or body.get("embeds") or files):
        raise Refusal(50006)
    if len(content) > CONTENT_LIMIT:
        raise Refusal(50035)
    if body.get("flags", 0) & COMPONENTS_V2 and (content or body.get("embeds")):
        raise Refusal(50035)
