"""One question by itself ⇄ plain data by the names of the content files, as JSON can hold it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, cast

from bot.content.crosscheck import Measure, check_each
from bot.content.document import Data, Document
from bot.content.faults import ContentError, Place
from bot.content.shape import shelve
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.question import Estimate, Question, Rubric

_FIRST = ("id", "kind")
_EXACT = 2.0**53
"""Up to here a float that is a whole number can be written as one."""


def read_question(
    data: Mapping[str, Data],
    *,
    rubrics: Iterable[Rubric] = (),
    measures: Sequence[Measure] = (),
) -> Question:
    """The question, checked like those of a file; raises ContentError with every fault of it.

    Without `rubrics` its rubric is not looked for; what else it refers to is not looked at. Paths in
    faults begin with `questions[0]`.
    """
    whole: dict[str, Data] = {"schema_version": 1, "questions": [dict(data)]}
    document = Document("question", whole, {(): Place(1, 1)}, {})
    shelf = Shelf(unread={"questions", "lines"})
    put_rubrics(shelf, rubrics)
    faults = [*shelve(document, shelf), *check_each(shelf, measures, None)]
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise ContentError(errors, 1)
    return shelf.questions[0].value


def put_rubrics(shelf: Shelf, rubrics: Iterable[Rubric]) -> None:
    """Let questions be checked against these rubrics; against none where there are none."""
    document = Document("rubrics", {}, {(): Place(1, 1)}, {})
    shelf.rubrics += [Entry(rubric, document, ()) for rubric in rubrics]
    shelf.ids["rubrics"] = [Entry(entry.value.id, document, ()) for entry in shelf.rubrics]
    if not shelf.rubrics:
        shelf.unread.add("rubrics")


def question_data(question: Question) -> dict[str, Any]:
    """What `read_question` makes the same question of; what has its default is left out."""
    found = _fields(question)
    return {
        name: found[name] for name in (*_FIRST, *(name for name in found if name not in _FIRST))
    }


def _fields(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if field.default is MISSING or item != field.default:
            found[field.name] = _plain(item)
    if isinstance(value, Estimate):
        found["value"] = _short(value.value)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).items()
        return {key: _plain(item) for key, item in items}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("Sequence[Any]", value)]
    return value


def _short(value: float) -> float:
    """3000000.0 → 3000000, as people write it."""
    return int(value) if float(value).is_integer() and abs(value) < _EXACT else value
