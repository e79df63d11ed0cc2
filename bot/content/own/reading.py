"""A file of a server’s own questions → those questions, or everything that is wrong with it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.content.crosscheck import Measure, check_each
from bot.content.crosscheck.prose import alike
from bot.content.document import Document
from bot.content.faults import Fault, Place
from bot.content.nodes import read as read_yaml
from bot.content.own.cells import COLUMNS
from bot.content.own.opening import opened
from bot.content.own.table import read_table
from bot.content.shape import as_written, shelve
from bot.content.shelf import Entry, Shelf
from bot.content.single import put_rubrics, question_data
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import MOST_AT_ONCE, PREFIX, Item, Likeness, Reading, Trouble
from bot.domain.daily.question import Question, Rubric
from bot.errors import NoQuestionsInFile, TooManyAtOnce

_PATTERNS = {
    r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$": "may hold a-z, 0-9, “.” and “-” only, such as own.cache-keys",
    r"^\d{4}(?:-\d{2}){0,2}$": "is no day; write 2026, 2026-11 or 2026-11-22",
    r"^[a-z][a-z0-9_]*$": "may hold a-z, 0-9 and “_” only, such as reads_per_second",
}
_TOP = frozenset({"schema_version", "questions"})


def read_own(
    file: str,
    content: bytes,
    bank: Bank,
    *,
    rubrics: Iterable[Rubric],
    measures: Sequence[Measure] = (),
) -> Reading:
    """Everything in the file, checked as shipped content is, beside what the server has already.

    Raises the refusals of a file that is not looked at any further.
    """
    form, text = opened(file, content)
    rows: Mapping[int, int] = {}
    if form == "csv":
        document, faults, rows = read_table(text, file)
    else:
        document, faults = read_yaml(text, file)
    if document is None:
        return Reading(troubles=_troubles(faults, rows))
    found = document.data.get("questions")
    count = len(found) if isinstance(found, list) else 0
    if count > MOST_AT_ONCE:
        raise TooManyAtOnce(file=file, count=f"{count:,}", limit=MOST_AT_ONCE)
    if not count and not faults and found in (None, []):
        raise NoQuestionsInFile(file=file)
    shelf, shape = _shelved(document, bank, rubrics)
    faults += [*shape, *check_each(shelf, measures, None), *_ids(shelf, bank)]
    if any(fault.severity == "error" for fault in faults):
        return Reading(troubles=_troubles(faults, rows))
    return _sound(shelf, bank)


def _shelved(
    document: Document, bank: Bank, rubrics: Iterable[Rubric]
) -> tuple[Shelf, list[Fault]]:
    """The questions of a file, with the ids around it that they may refer to."""
    shelf = Shelf(unread={"lines"})
    put_rubrics(shelf, rubrics)
    data = {key: value for key, value in document.data.items() if key in _TOP}
    faults = [
        document.fault("E202", (key,), "a file of your own holds questions only", at_key=True)
        for key in document.data.keys() - _TOP
    ]
    own = Document(document.file, data, document.values, document.keys, document.spoilt)
    faults += shelve(own, shelf)
    written = {entry.value for entry in shelf.ids.get("questions", ())}
    elsewhere = Document("bank", {}, {(): Place(1, 1)}, {})
    known = [Entry(id, elsewhere, ()) for id in bank.questions if id not in written]
    shelf.ids.setdefault("questions", []).extend(known)
    return shelf, faults


def _ids(shelf: Shelf, bank: Bank) -> Iterator[Fault]:
    """A server’s own questions are told from the shipped ones by their ids."""
    for entry in shelf.ids["questions"]:
        if entry.document.file == "bank" or entry.value.startswith(PREFIX):
            continue
        taken = (
            "is the id of a shipped question" if entry.value in bank.shipped else "is no id here"
        )
        yield entry.fault("E302", f"{entry.value} {taken}; an id of your own begins with {PREFIX}")


def _troubles(faults: Iterable[Fault], rows: Mapping[int, int]) -> Sequence[Trouble]:
    """Faults in order of their place, in the words of somebody who has the file open."""
    return [_trouble(fault, rows) for fault in sorted(faults) if fault.severity == "error"]


def _trouble(fault: Fault, rows: Mapping[int, int]) -> Trouble:
    below = re.sub(r"^(?:questions\[\d+\]\.?|<root>)", "", fault.path)
    where = re.sub(r"\[(\d+)\]", lambda index: f" {int(index[1]) + 1}", below).replace(".", " ")
    message = fault.message
    for pattern, told in _PATTERNS.items():
        message = message.replace(f"does not match {pattern}", told)
    if rows and fault.code == "E201":
        message = _empty(fault.path)
    row = rows.get(fault.line)
    return Trouble(
        line=fault.line, row=row if row != fault.line else None, where=where, message=message
    )


def _empty(path: str) -> str:
    """What is missing from a table."""
    column = re.search(r"\.(\w+)\[\d+\]", path)
    if column is None or column[1] not in COLUMNS:
        return "this cell is empty"
    return f"a part is missing; write {' :: '.join(COLUMNS[column[1]].parts)}"


def _sound(shelf: Shelf, bank: Bank) -> Reading:
    items: list[Item] = []
    for entry in shelf.questions:
        raw: Any = entry.document.data["questions"]
        data = question_data(as_written(raw[entry.steps[1]]))
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        items.append(Item(question=entry.value, data=text))
    return Reading(items=items, likenesses=_likenesses([item.question for item in items], bank))


def _likenesses(questions: Sequence[Question], bank: Bank) -> Sequence[Likeness]:
    """Which of these are nearly another one of them, or one that may be asked: the closest of each."""
    ids = {question.id for question in questions}
    others = [one for one in bank.asked.values() if one.id not in ids]
    every = [*others, *questions]
    closest: dict[int, tuple[float, int]] = {}
    for earlier, later, share in alike([one.prompt for one in every]):
        if later >= len(others) and share > closest.get(later, (0.0, 0))[0]:
            closest[later] = share, earlier
    return [
        Likeness(id=every[later].id, other=every[earlier].id, share=share)
        for later, (share, earlier) in sorted(closest.items())
    ]
