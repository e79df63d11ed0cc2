"""A table of questions, one a row ⇄ data as a content file holds it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.content.document import Data, Document
from bot.content.faults import Fault, Place, Steps
from bot.content.own.cells import COLUMNS, CellError, guarded, unguarded
from bot.content.scalars import strays, without_strays

_DELIMITERS = ",;\t"


class Table(NamedTuple):
    """What a table holds; `rows` says which row of a spreadsheet begins at a line."""

    document: Document | None
    faults: list[Fault]
    rows: Mapping[int, int]


class _Row(NamedTuple):
    number: int
    line: int
    cells: list[str]


def read_table(text: str, file: str) -> Table:
    """The questions of a table; no document where its rows cannot be told apart or named."""
    faults: list[Fault] = []
    rows: list[_Row] = []
    try:
        rows += _rows(text)
    except _BrokenError as error:
        return Table(None, [Fault(file, error.line, 1, "E103", "<root>", str(error))], {})
    names = [cell.strip().lower() for cell in rows[0].cells] if rows else []
    if "id" not in names or "kind" not in names:
        told = "the first row must name the columns: id, kind, title, …"
        return Table(None, [Fault(file, 1, 1, "E112", "<root>", told)], {})
    for col, name in enumerate(names, 1):
        if name and (name not in COLUMNS or name in names[: col - 1]):
            told = "unknown column" if name not in COLUMNS else "this column stands there already"
            faults.append(Fault(file, rows[0].line, col, "E202", name, told))
    values: dict[Steps, Place] = {(): Place(1, 1), ("questions",): Place(1, 1)}
    spoilt: set[Steps] = set()
    questions: list[Data] = []
    for row in rows[1:]:
        steps = ("questions", len(questions))
        values[steps] = Place(row.line, 1)
        question: dict[str, Data] = {}
        for col, (name, cell) in enumerate(_cells(names, row.cells), 1):
            below = (*steps, name)
            values[below] = Place(row.line, col)
            try:
                question[name] = _read(name, cell)
            except CellError as error:
                question[name] = None
                spoilt.add(below)
                faults.append(Fault(file, row.line, col, "E116", name, str(error)))
        questions.append(question)
    data: dict[str, Data] = {"schema_version": 1, "questions": questions}
    document = Document(file, data, values, {}, frozenset(spoilt))
    return Table(document, faults, {row.line: row.number for row in rows})


class _BrokenError(Exception):
    """The rest of the table cannot be read."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _rows(text: str) -> Iterator[_Row]:
    """The rows that hold anything, each with its number and the line it begins at."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, number = 1, 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                yield _Row(number, line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        told = f"the row that begins here cannot be read: {error}"
        raise _BrokenError(told, line) from None


def _cells(names: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The cells that hold anything, each with its column; what has no column is kept as well."""
    for at, cell in enumerate(cells):
        if cell.strip():
            yield names[at] if at < len(names) else "", cell


def _read(name: str, cell: str) -> Data:
    if name not in COLUMNS:
        if not name:
            raise CellError(f"this cell has no column: {cell.strip()[:40]}")
        return None
    for _, _, stray in strays(cell):
        raise CellError(f"{stray} has no place in content")
    return COLUMNS[name].read(unguarded(without_strays(cell).strip()))


def write_table(questions: Iterable[Mapping[str, Any]]) -> str:
    """A table that reads back as these questions; no spreadsheet calculates anything in it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in questions:
        writer.writerow(
            guarded(column.write(one[name])) if name in one else ""
            for name, column in COLUMNS.items()
        )
    return out.getvalue()
