r"""What a cell of a table means, and how it is written: each column’s reader and writer undo each other.

A list stands in one cell, an item a line or between bars; what an item consists of stands between
double colons. `\|`, `\:`, `\\` and `\n` are a bar, a colon, a backslash and a line break.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.content.document import Data
from bot.content.nodes import read as read_yaml
from bot.content.scalars import meaning

_TOKEN = re.compile(r"\\([\\|:n])|(::)|([|\n])|([^\\:|\n]+|.)", re.DOTALL)
_ESCAPES = str.maketrans({"\\": r"\\", "|": r"\|", "\n": r"\n"})
_COLONS = re.compile(r":(?=:)|(?<=:):")
# A spreadsheet takes what begins so for a formula; one quote makes it text.
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


_SHOWN = 60
"""Characters of a cell that a message repeats."""


class CellError(Exception):
    """What is wrong with a cell, in words."""


class Column(NamedTuple):
    """A column: what its cells mean, and how such a value is written."""

    read: Callable[[str], Data]
    write: Callable[[Any], str]
    parts: tuple[str, ...] = ()


def guarded(cell: str) -> str:
    """The cell as no spreadsheet calculates it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the quote that `guarded` put in front."""
    return cell[1:] if _GUARDED.match(cell) else cell


def spelt(value: object) -> str:
    """A number as content files write it."""
    return repr(value) if isinstance(value, float) else str(value)


def _split(cell: str, *, parted: bool) -> list[list[str]]:
    """The items of a cell, each by its parts; empty items are none."""
    items = [[""]]
    for found in _TOKEN.finditer(cell):
        escaped, part, item, sign = found.groups()
        if item:
            items.append([""])
        elif part and parted:
            items[-1].append("")
        elif escaped:
            items[-1][-1] += "\n" if escaped == "n" else escaped
        else:
            items[-1][-1] += part or sign
    return [[part.strip() for part in parts] for parts in items if any(map(str.strip, parts))]


def _item(*parts: str) -> str:
    escaped = (part.translate(_ESCAPES) for part in parts)
    if len(parts) == 1:
        return next(escaped)
    return " :: ".join(_COLONS.sub(r"\\:", part) for part in escaped)


def _texts(cell: str) -> Data:
    return [part for (part,) in _split(cell, parted=False)]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(_item(text) for text in texts)


def _bars(texts: Iterable[object]) -> str:
    return " | ".join(_item(str(text)) for text in texts)


def _numbers(cell: str) -> Data:
    return [meaning(part) for (part,) in _split(cell, parted=False)]


def _records(*names: str, numbers: Sequence[str] = ()) -> Column:
    """Items that consist of these parts, in this order; the last ones may be left out."""

    def read(cell: str) -> Data:
        found: list[Data] = []
        for parts in _split(cell, parted=True):
            if len(parts) > len(names):
                raise CellError(
                    f"“{parts[0][:_SHOWN]}” has {len(parts)} parts between “::”, not {len(names)}"
                )
            pairs = zip(names, parts, strict=False)
            found.append({name: meaning(part) if name in numbers else part for name, part in pairs})
        return found

    def write(records: Iterable[Mapping[str, Any]]) -> str:
        return "\n".join(
            _item(
                *(
                    spelt(one[name]) if name in numbers else one[name]
                    for name in names
                    if name in one
                )
            )
            for one in records
        )

    return Column(read, write, names)


def _signals(cell: str) -> Data:
    found: dict[str, Data] = {}
    for parts in _split(cell, parted=True):
        if len(parts) != 2:
            raise CellError(f"“{parts[0][:_SHOWN]}” needs a criterion, “::” and one signal")
        texts = found.setdefault(parts[0], [])
        assert isinstance(texts, list)
        texts.append(parts[1])
    return found


def _signal_lines(signals: Mapping[str, Iterable[str]]) -> str:
    return "\n".join(_item(key, text) for key, texts in signals.items() for text in texts)


def _examples(cell: str) -> Data:
    found: list[Data] = []
    for parts in _split(cell, parted=True):
        if not 2 <= len(parts) <= 3:
            raise CellError(f"“{parts[0][:_SHOWN]}” needs arguments, “::” and a result")
        example: dict[str, Data] = {"arguments": _value(parts[0]), "result": _value(parts[1])}
        if len(parts) == 3:
            example["why"] = parts[2]
        found.append(example)
    return found


def _value(text: str) -> Data:
    # As deep as it stands in a file, so that what is nested too deep there is refused here.
    document, faults = read_yaml(f"questions:\n- examples:\n  - value: {text}\n", "cell")
    match document.data if document and not faults and "\n" not in text else None:
        case {"questions": [{"examples": [{"value": value}]}]}:
            return value
        case _:
            raise CellError(f'“{text[:_SHOWN]}” is no value such as 3, "abc" or {{"nums": [1, 2]}}')


def _example_lines(examples: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(
        _item(
            json.dumps(one["arguments"], ensure_ascii=False),
            json.dumps(one["result"], ensure_ascii=False),
            *([one["why"]] if "why" in one else []),
        )
        for one in examples
    )


_TEXT = Column(str, str)
_NUMBER = Column(meaning, spelt)
_LINES = Column(_texts, _lines)
_WORDS = Column(_texts, _bars)

COLUMNS: Mapping[str, Column] = {
    "id": _TEXT,
    "kind": _TEXT,
    "title": _TEXT,
    "short": _TEXT,
    "topic": _TEXT,
    "level": _TEXT,
    "levels": _WORDS,
    "difficulty": _NUMBER,
    "minutes": _NUMBER,
    "phases": Column(_numbers, _bars),
    "prompt": _TEXT,
    "clarifications": _LINES,
    "requirements": _LINES,
    "estimation": _records("name", "value", "unit", "text", "expression", numbers=("value",)),
    "limits": _TEXT,
    "examples": Column(_examples, _example_lines, ("arguments", "result", "why")),
    "complexity": _TEXT,
    "hints": _LINES,
    "outline": _records("lead", "text"),
    "deep_dives": _LINES,
    "pitfalls": _LINES,
    "follow_ups": _LINES,
    "listen_for": _LINES,
    "rubric": _TEXT,
    "signals": Column(_signals, _signal_lines, ("criterion", "signal")),
    "theme": _TEXT,
    "leadership_principles": _WORDS,
    "references": _records("title", "publisher"),
    "facts": _records("text", "as_of", "source", "status", "checked", "correction"),
    "seed_ref": _WORDS,
    "overlaps": _WORDS,
    "revision": _NUMBER,
    "changes": _records("revision", "day", "text", numbers=("revision",)),
}
"""Every name that a question may have, in the order of the table that is written."""
