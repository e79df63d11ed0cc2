"""Questions as the one YAML text that reads back as them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from bot.content.own.cells import spelt
from bot.content.scalars import meaning

_WIDTH = 100
# Without quotes only what no reader of YAML, old or new, takes for anything but text.
_PLAIN = re.compile(r"[^\W\d_][^:#\n]*")
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_INLINE = frozenset({"levels", "phases", "leadership_principles", "seed_ref", "overlaps"})
_AS_JSON = frozenset({"arguments", "result"})


def write_yaml(questions: Iterable[Mapping[str, Any]]) -> str:
    """A whole file of these questions."""
    lines = ["schema_version: 1", "questions:"]
    for one in questions:
        begun, *rest = _mapping(one, 4)
        lines += [f"  - {begun.lstrip()}", *rest]
    return "\n".join(lines) + "\n"


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, item in value.items():
        head = f"{' ' * indent}{_key(key)}:"
        if key in _AS_JSON:
            yield f"{head} {json.dumps(item, ensure_ascii=False)}"
        elif key in _INLINE:
            yield f"{head} [{', '.join(_bare(one) for one in item)}]"
        elif isinstance(item, Mapping):
            yield head
            yield from _mapping(cast("Mapping[str, Any]", item), indent + 2)
        elif isinstance(item, Sequence) and not isinstance(item, str):
            yield head
            yield from _sequence(cast("Sequence[Any]", item), indent + 2)
        else:
            yield from _value(head, item, indent + 2)


def _sequence(items: Sequence[Any], indent: int) -> Iterator[str]:
    for item in items:
        dash = f"{' ' * indent}-"
        if isinstance(item, Mapping):
            begun, *rest = _mapping(cast("Mapping[str, Any]", item), indent + 2)
            yield f"{dash} {begun.lstrip()}"
            yield from rest
        else:
            yield from _value(dash, item, indent + 2)


def _value(head: str, value: object, indent: int) -> Iterator[str]:
    """A text or number behind its key or dash; a long text goes on below."""
    if not isinstance(value, str):
        yield f"{head} {spelt(value)}"
        return
    whole = f"{head} {_short(value)}"
    lines = value.split("\n")
    longest = max(len(whole), indent + max(map(len, lines)))
    if longest > _WIDTH and all(map(_folds, lines)) and value == value.strip():
        yield f"{head} >-"
        for at, line in enumerate(lines):
            yield from [""] if at else []
            yield from _folded(line, indent)
    elif len(lines) > 1 and _stands(value):
        yield f"{head} |-"
        yield from (f"{' ' * indent}{line}" if line else "" for line in lines)
    else:
        yield whole


def _short(text: str) -> str:
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def _bare(value: str | int) -> str:
    if isinstance(value, str) and _BARE.fullmatch(value) and isinstance(meaning(value), str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    known = _BARE.fullmatch(key) and isinstance(meaning(key), str) and key.lower() not in _NO_TEXT
    return key if known else json.dumps(key, ensure_ascii=False)


def _stands(text: str) -> bool:
    """Whether the lines of a text can stand as they are: no space at its start or at an end."""
    return text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))


def _folds(text: str) -> bool:
    """Whether a line can be broken at its spaces and be put together again."""
    return "  " not in text and text == text.strip()


def _folded(text: str, indent: int) -> Iterator[str]:
    """A text in lines of the usual width; nothing for an empty one."""
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > _WIDTH:
            yield f"{' ' * indent}{line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield f"{' ' * indent}{line}"
