"""Audit fields: keys and values of one line, with quotes and escapes."""

import re
from random import Random
from typing import Any


def solve(line: str) -> dict[str, str]:
    """One pass with an index: a key, then a bare or a quoted value."""
    fields: dict[str, str] = {}
    at = 0
    while at < len(line):
        start = at
        while at < len(line) and line[at] not in " =":
            at += 1
        key = line[start:at]
        if at == len(line) or line[at] == " ":
            at += 1
            continue
        at += 1
        value: list[str] = []
        if at < len(line) and line[at] == '"':
            at += 1
            while at < len(line) and line[at] != '"':
                at += line[at] == "\\"
                value += line[at : at + 1]
                at += 1
            at += 1
        else:
            while at < len(line) and line[at] != " ":
                value.append(line[at])
                at += 1
        if key:
            fields[key] = "".join(value)
    return fields


def second(line: str) -> dict[str, str]:
    """A regular expression for one pair or one word, matched again and again."""
    pair = re.compile(r'([^ =]*)=(?:"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|([^ ]*))|[^ =]+|[ ]', re.DOTALL)
    fields: dict[str, str] = {}
    for found in pair.finditer(line):
        key, quoted, bare = found.groups()
        if key:
            fields[key] = (
                bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
            )
    return fields


def small(random: Random) -> dict[str, Any]:
    """Up to eighteen characters, rich in quotes, backslashes, blanks and equals signs."""
    characters = random.choices('ab= "\\', weights=(3, 2, 4, 2, 3, 1), k=random.randint(0, 18))
    return {"line": "".join(characters)}


def large() -> dict[str, Any]:
    """A million characters: 20,000 pairs and one value full of escapes that never ends."""
    pairs = "".join(f'key{at}="a \\"b\\" {at:06}" ' for at in range(20_000))
    return {"line": pairs + 'last="' + '\\"' * ((1_000_000 - len(pairs) - 6) // 2)}
