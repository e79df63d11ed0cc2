"""A small folder of sound content that a test may spoil."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content import Content, ContentError, load

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Folder:
    """A content folder of its own for one test."""

    root: Path

    def spoil(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands once in the file."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def load(self) -> Content:
        return load(self.root, today=TODAY)

    def faults(self) -> list[str]:
        """What loading complains of, a line each."""
        try:
            return [str(fault) for fault in self.load().warnings]
        except ContentError as error:
            return [str(fault) for fault in error.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    shutil.copytree(Path(__file__).with_name("sample"), tmp_path / "content")
    return Folder(tmp_path / "content")
