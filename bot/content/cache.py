"""What was found sound, kept on disk, so that a start need not read and check every file again."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.content.document import Data, Document
from bot.content.faults import Place, Steps
from bot.content.shape import shelve
from bot.content.shelf import Shelf

HOUSE = Path(__file__).parents[2]
_JUDGES = ("bot/content", "bot/domain", "bot/ui", "cogs")
"""The folders whose code decides whether content is sound: what one of them says may change."""

_NOWHERE: dict[Steps, Place] = {(): Place(1, 1)}
"""Where data stands that was read from no file."""


class Kept(NamedTuple):
    """A place for plain data, and the digest of the files it was read from."""

    place: Path
    digest: str

    def read(self) -> Shelf | None:
        """All items, or nothing where they are not kept, or not from these files by this code."""
        try:
            found = json.loads(self.place.read_bytes())
            if found["key"] != self._key:
                return None
            documents: list[tuple[str, dict[str, Data]]] = found["documents"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        shelf = Shelf()
        faults = [shelve(Document(file, data, _NOWHERE, {}), shelf) for file, data in documents]
        return None if any(faults) else shelf

    def write(self, documents: Sequence[Document]) -> None:
        """Keep the data; where nothing can be written, the next start reads the files again."""
        text = json.dumps(
            {"key": self._key, "documents": [(one.file, one.data) for one in documents]}
        )
        beside = self.place.with_suffix(".new")
        with suppress(OSError):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self.place)

    @property
    def _key(self) -> str:
        return f"{self.digest} {_code()}"


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for folder in _JUDGES:
        for path in sorted((HOUSE / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
