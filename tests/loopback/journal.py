"""A record of every request, for assertions."""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.loopback.faults import pattern
from tests.loopback.wire import Json


@dataclass
class Entry:
    """One request; `path` is without the REST base, `at` in seconds since 1970.

    `status` is None while it is under way and for ever when no reply was sent.
    """

    method: str
    path: str
    query: dict[str, str]
    body: Any
    at: float = field(default_factory=time.time)
    status: int | None = None

    def payload(self) -> Json:
        return asdict(self)


class Journal:
    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def write(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        return entry

    def of(self, method: str, path: str) -> list[Entry]:
        """The requests of a method whose path fits, a star for each part that does not matter."""
        wanted = pattern(path)
        return [each for each in self if each.method == method and wanted.fullmatch(each.path)]

    def answered(self, status: int) -> list[Entry]:
        return [each for each in self if each.status == status]
