"""A suggestion on its way to a question: cells of a one-row table, checked like a file of one’s own."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from bot.content import Measure
from bot.content.own import read_own
from bot.content.own.cells import COLUMNS, guarded
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import PREFIX, Reading
from bot.domain.daily.question import Rubric
from bot.domain.daily.search import fold
from bot.domain.daily.suggestion import Idea

Cells = Mapping[str, str]
"""What stands in each column; the signals of a criterion stand under `signals.` and its key."""

SIGNALS = "signals."
_LEAD, _ID = 60, 64
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_AFTER_LEAD = re.compile(r"\s*::\s*|:\s+|\s+[-–—]\s+|\.\s+")
_WORD = re.compile(r"[a-z0-9]+")


def begun(idea: Idea, rubrics: Iterable[Rubric]) -> Cells:
    """What a suggestion holds of a question, each part in its cell."""
    outline, hints = COLUMNS["outline"], COLUMNS["hints"]
    cells = {
        "kind": idea.kind,
        "title": idea.title,
        "short": idea.title if len(idea.title) <= _LEAD else "",
        "phases": "1 | 2 | 3",
        "prompt": idea.prompt,
        "hints": hints.write(_items(idea.hints)),
        "outline": outline.write([_point(line) for line in _items(idea.outline)]),
        "rubric": next((one.id for one in rubrics if one.kind == idea.kind), ""),
    }
    return {column: cell for column, cell in cells.items() if cell}


def _items(text: str) -> Sequence[str]:
    """The lines that hold anything, without bullets and numbers."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _point(line: str) -> Mapping[str, str]:
    """`Lead: what follows`; where no lead stands out, the line alone."""
    lead, *rest = _AFTER_LEAD.split(line, maxsplit=1)
    if not rest or not rest[0] or len(lead) > _LEAD:
        return {"lead": line}
    return {"lead": lead, "text": rest[0]}


def id_for(title: str, bank: Bank) -> str:
    """`own.` and the words of a title; numbered where a question has that id already."""
    words = _WORD.findall(fold(title)) or ["question"]
    while len("-".join(words)) > _ID - len(PREFIX) - len("-99") and len(words) > 1:
        words.pop()
    slug = "-".join(words)[: _ID - len(PREFIX) - len("-99")]
    id, number = f"{PREFIX}{slug}", 2
    while id in bank.questions:
        id, number = f"{PREFIX}{slug}-{number}", number + 1
    return id


def check(
    cells: Cells,
    bank: Bank,
    *,
    rubrics: Iterable[Rubric],
    measures: Sequence[Measure],
) -> Reading:
    """The question that these cells make, or what is wrong with them."""
    row = {name: cell for name, cell in cells.items() if not name.startswith(SIGNALS)}
    row["id"] = id_for(cells.get("title", ""), bank)
    signals = {
        name.removeprefix(SIGNALS): _items(cell)
        for name, cell in cells.items()
        if name.startswith(SIGNALS)
    }
    if signals:
        row["signals"] = COLUMNS["signals"].write(signals)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(row)
    writer.writerow(guarded(cell) for cell in row.values())
    return read_own("draft.csv", out.getvalue().encode(), bank, rubrics=rubrics, measures=measures)
