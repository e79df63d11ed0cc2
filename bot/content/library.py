"""The content of a folder, whole and sound, or every fault in it at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.content.cache import Kept
from bot.content.crosscheck import Measure, check
from bot.content.faults import ContentError, Fault
from bot.content.nodes import read
from bot.content.shape import shelve
from bot.content.shelf import Entry, Shelf, sections
from bot.content.style import check_style
from bot.domain.cards import Deck
from bot.domain.career import Career
from bot.domain.career.panels import Checklist, Panel
from bot.domain.daily.question import Question, Rubric
from bot.domain.item import SeedLine
from bot.domain.mock.kit import Kit
from bot.domain.mock.scorecard import Scorecard
from bot.domain.plan.track import Phase

Named = TypeVar("Named", Question, Rubric, Deck, SeedLine, Kit, Scorecard, Panel, Checklist)

LARGEST = 1024 * 1024
"""The largest content file, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All content by id, in order of ids; the plan in order of its phases.

    `digest` is a SHA-256 over the names and texts of all files: equal content, equal digest.
    `warnings` are what should be looked at soon; `files` counts the files read.
    """

    questions: Mapping[str, Question]
    rubrics: Mapping[str, Rubric]
    decks: Mapping[str, Deck]
    seed: Mapping[str, SeedLine]
    plan: tuple[Phase, ...]
    kits: Mapping[str, Kit]
    scorecards: Mapping[str, Scorecard]
    career: Career
    digest: str
    warnings: tuple[Fault, ...] = ()
    files: int = 0


def load(
    root: Path,
    measures: Sequence[Measure] = (),
    *,
    today: date | None = None,
    style: bool = False,
    cache: Path | None = None,
) -> Content:
    """Read every YAML file below `root`; without `today` the age of facts is not looked at.

    `style` looks at what our own writing keeps to. Each measure gives the pages that a question
    fills: name, length and limit. `cache` is a file in which what was found sound is kept.
    Raises ContentError with the faults of all files when one of them is an error.
    """
    label = root.resolve().name
    digest = hashlib.sha256()
    faults: list[Fault] = []
    texts: dict[str, str | None] = {}
    for path in _paths(root):
        below = path.relative_to(root).as_posix()
        text = texts[f"{label}/{below}"] = _text(path, f"{label}/{below}", faults)
        digest.update(f"{below}\0{len(text or '')}\0{text or ''}".encode())
    kept = Kept(cache, digest.hexdigest()) if cache and today is None and not style else None
    if kept and (shelf := kept.read()):
        return _content(shelf, digest.hexdigest(), len(texts))
    shelf = Shelf()
    for file, text in texts.items():
        _shelve(text, file, shelf, faults)
    if not texts:
        faults.append(Fault(label, 1, 1, "E100", "<root>", "no .yaml file in this folder"))
    faults += check(shelf, measures, today)
    if style:
        faults += check_style(shelf)
    faults.sort()
    if any(fault.severity == "error" for fault in faults):
        raise ContentError(faults, len(texts))
    if kept and not faults:
        kept.write(shelf.documents)
    return _content(shelf, digest.hexdigest(), len(texts), tuple(faults))


def _content(shelf: Shelf, digest: str, files: int, warnings: tuple[Fault, ...] = ()) -> Content:
    return Content(
        questions=_by_id(shelf.questions),
        rubrics=_by_id(shelf.rubrics),
        decks=_by_id(shelf.decks),
        seed=_by_id(shelf.lines),
        plan=tuple(sorted((entry.value for entry in shelf.phases), key=lambda phase: phase.number)),
        kits=_by_id(shelf.kits),
        scorecards=_by_id(shelf.scorecards),
        career=_career(shelf),
        digest=digest,
        warnings=warnings,
        files=files,
    )


def _career(shelf: Shelf) -> Career:
    return Career(
        panels=_by_id(shelf.panels),
        checklists=_by_id(shelf.checklists),
        fit=next((entry.value for entry in shelf.fit_checks), None),
        compensation=next((entry.value for entry in shelf.compensation), None),
    )


def _paths(root: Path) -> list[Path]:
    """The files to read, in one order on every machine."""
    found = (path for path in root.rglob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    below = ((path.relative_to(root), path) for path in found if path.is_file())
    shown = (pair for pair in below if not any(part.startswith(".") for part in pair[0].parts))
    return [path for _, path in sorted(shown, key=lambda pair: pair[0].as_posix())]


def _text(path: Path, file: str, faults: list[Fault]) -> str | None:
    """The file's text with plain line ends, or None after adding to `faults` why not."""

    def refuse(code: str, message: str, line: int = 1, col: int = 1) -> None:
        faults.append(Fault(file, line, col, code, "<root>", message))

    if path.suffix == ".yml":
        return refuse("E115", "the name must end in .yaml, or nobody reads the file")
    try:
        data = path.read_bytes() if (size := path.stat().st_size) <= LARGEST else None
    except OSError as error:
        return refuse("E101", f"cannot be read: {error.strerror}")
    if data is None:
        return refuse("E102", f"has {size:,} bytes; a file may have {LARGEST:,}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace").split("\n")
        return refuse("E101", "is not UTF-8 text", len(before), len(before[-1]) + 1)


def _shelve(text: str | None, file: str, shelf: Shelf, faults: list[Fault]) -> None:
    document = None
    if text is not None:
        document, found = read(text, file)
        faults += found
    if document:
        faults += shelve(document, shelf)
    else:
        shelf.unread.update(sections(file))


def _by_id(entries: list[Entry[Named]]) -> dict[str, Named]:
    values = (entry.value for entry in entries)
    return {value.id: value for value in sorted(values, key=lambda value: value.id)}
