"""Members’ own words, shown so that they cannot ping, format, hide or turn anything around."""

import re

import discord

# Zero-width and direction characters: they hide text, or reverse what stands beside it.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Left as it is, since Discord formats nothing inside a link and would take a backslash for a part of it.
_LINK = re.compile(r"(https?://[^\s<>]+)")
_ACTS = re.compile(r"[\\*_~|`<>\[\]]")
_HEADS_A_LINE = re.compile(r"^([ \t]*)([#-]|\d+(?=[.)]))", re.MULTILINE)


def shown(text: str) -> str:
    """A member’s text as typed, with nothing in it that acts."""
    parts = _LINK.split(_UNSEEN.sub("", text))
    parts[::2] = [_ACTS.sub(r"\\\g<0>", part) for part in parts[::2]]
    escaped = _HEADS_A_LINE.sub(_escape_head, "".join(parts))
    return discord.utils.escape_mentions(escaped)


def _escape_head(found: re.Match[str]) -> str:
    # “-” gets its backslash in front, “1.” before the dot.
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def quote(text: str, longest: int = 900) -> str:
    """A member’s text as a quotation of at most so many characters, its marks included."""
    lines = shown(text).strip("\r\n").splitlines()
    whole = "\n".join(f"> {line}" for line in lines)
    if not any(line.strip() for line in lines):
        return "> …"
    if len(whole) <= longest:
        return whole
    # A backslash left at the end would act on what follows it.
    return whole[: longest - 1].rstrip("\\> \n") + "…"


def snippet(text: str, longest: int = 60) -> str:
    """The beginning of a member’s text, in one line."""
    line = " ".join(text.split())
    return shown(line if len(line) <= longest else f"{line[: longest - 1]}…")
