"""What a plain YAML scalar means here, and which characters content may hold.

Close to the core schema of YAML 1.2: `no`, `on`, `12:30`, `010` and `2026-11-22` are text.
"""

import math
import re
from collections.abc import Iterator
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
# Thirty digits: far beyond any number in content, far below where int() refuses to convert.
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,29})")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)")

# Control and format characters: what cannot be seen, turns text around (bidi) or joins letters.
# U+2028 and U+2029 would also count as line ends and shift every line number after them.
_STRAY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def meaning(plain: str) -> Scalar:
    """The value of a scalar written without quotes."""
    if plain in _WORDS:
        return _WORDS[plain]
    if _WHOLE.fullmatch(plain):
        return int(plain)
    if _NUMBER.fullmatch(plain) and math.isfinite(number := float(plain)):
        return number
    return plain


def strays(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column (from 1) of each character that content may not hold, and its name."""
    if not _STRAY.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _STRAY.finditer(line):
            yield number, found.start() + 1, _name(found[0])


def without_strays(text: str) -> str:
    """The text with a space for each stray, so that every place stays where it was."""
    return _STRAY.sub(" ", text)


def _name(character: str) -> str:
    return "a tab" if character == "\t" else f"the character U+{ord(character):04X}"
