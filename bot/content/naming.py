"""`{nodes}` in the prose of a design → the value of that estimate, as people write numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, cast

from bot.content.faults import Fault
from bot.content.shelf import Entry
from bot.domain.daily.question import Estimate, Point, Question, SystemDesign

_NAME = re.compile(r"\{([^{}]*)\}")
_AS_WRITTEN = frozenset({"estimation", "references", "facts"})
SHARE = "share"
"""The unit of a value between 0 and 1 that is shown in percent."""


def named(question: Entry[Question]) -> tuple[Entry[Question], list[Fault]]:
    """The question with its numbers in place, and E309 for names that no estimate has."""
    value = question.value
    if not isinstance(value, SystemDesign):
        return question, []
    shown = {estimate.name: number(estimate) for estimate in value.estimation}
    faults = [
        question.fault("E309", f"no estimate is named {name!r}", field.name)
        for field in fields(value)
        if field.name not in _AS_WRITTEN
        for name in sorted(set(_names(getattr(value, field.name))) - shown.keys())
    ]
    changes = {
        field.name: _filled(getattr(value, field.name), shown)
        for field in fields(value)
        if field.name not in _AS_WRITTEN
    }
    return Entry(replace(value, **changes), question.document, question.steps), faults


def number(estimate: Estimate) -> str:
    """`3000000` → `3,000,000`; a share of 0.97 → `97 %`."""
    if estimate.unit == SHARE:
        return f"{estimate.value * 100:.10g} %"
    value = float(estimate.value)
    return f"{int(value):,}" if value.is_integer() else f"{value:,}"


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _NAME.findall(value)
    elif isinstance(value, Point):
        yield from _names((value.lead, value.text))
    elif isinstance(value, tuple):
        for item in cast("tuple[Any, ...]", value):
            yield from _names(item)
    elif isinstance(value, Mapping):
        yield from _names(tuple(cast("Mapping[str, Any]", value).values()))


def _filled(value: Any, shown: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _NAME.sub(lambda found: shown.get(found[1], found[0]), value)
    if isinstance(value, Point):
        return Point(lead=_filled(value.lead, shown), text=_filled(value.text, shown))
    if isinstance(value, tuple):
        return tuple(_filled(item, shown) for item in cast("tuple[Any, ...]", value))
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).items()
        return {key: _filled(item, shown) for key, item in items}
    return value
