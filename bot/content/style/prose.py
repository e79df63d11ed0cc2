"""The texts of an item that people read, and the words in them."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

_NOT_PROSE = frozenset(
    {
        "arguments", "expression", "id", "kind", "leadership_principles", "level", "levels", "name",
        "overlaps", "references", "result", "rubric", "seed_ref", "source", "theme", "topic", "unit",
    }
)  # fmt: skip


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep; names of documents and ids are nobody’s own words."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_PROSE:
                yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in cast("dict[str, Any]", value).values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in cast("list[Any]", value):
            yield from texts(item)


def words(text: str) -> list[str]:
    """Its words in lower case."""
    return re.findall(r"\w+", text.lower())
