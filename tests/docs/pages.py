"""The pages of the project, read for what can be checked in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its line in the page, and its text without the indent."""

    language: str
    line: int
    text: str


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        """Its path from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> list[Block]:
        """The fenced blocks, in order."""
        return [
            Block(
                language=match[2],
                line=self.text.count("\n", 0, match.start()) + 1,
                text=re.sub(rf"(?m)^{match[1]}", "", match[3]),
            )
            for match in _FENCE.finditer(self.text)
        ]

    @cached_property
    def prose(self) -> str:
        """The text outside of fenced blocks."""
        return _FENCE.sub("", self.text)

    @property
    def spans(self) -> list[str]:
        """What stands in backquotes within the prose."""
        return re.findall(r"`([^`\n]+)`", self.prose)

    @property
    def links(self) -> list[str]:
        """Where its links and pictures point."""
        return re.findall(r"\]\(([^)\s]+)\)", self.prose)

    @property
    def anchors(self) -> set[str]:
        """The names of its headings in a link, as GitHub forms them."""
        headings = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}

    @property
    def commands(self) -> Iterator[str]:
        """Each line of its shell blocks."""
        for block in self.blocks:
            if block.language == "sh":
                yield from (line for line in block.text.splitlines() if line.strip())


PAGES = [Page(path) for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])]
README = Page(ROOT / "README.md")
WRITTEN = [page for page in PAGES if page.name != "docs/benchmarks.md"]
"""The pages that people write; the other one is made by `make bench`."""


def page(name: str) -> Page:
    """The page at a path from the root."""
    return Page(ROOT / name)


def rows(text: str) -> list[list[str]]:
    """The cells of every table, line by line, without the heads and their lines."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {at for at, line in enumerate(lines) if set(line) <= set("|-")}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for at, line in enumerate(lines)
        if at not in heads and at + 1 not in heads
    ]
