"""Which command leads to which line of the track."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

from bot.content.library import Content


def coverage(content: Content) -> dict[str, list[str]]:
    """The ids of seed lines by the command that shows what goes back to them, both in order."""
    found: dict[str, set[str]] = {}
    for command, items in _homes(content):
        for item in items:
            found.setdefault(command, set()).update(_seed_ids(item))
    return {command: sorted(found[command]) for command in sorted(found) if found[command]}


def uncovered(content: Content) -> list[str]:
    """The ids that no command leads to."""
    return sorted(content.seed.keys() - {id for ids in coverage(content).values() for id in ids})


def _homes(content: Content) -> Iterator[tuple[str, Iterable[object]]]:
    """Each command with the items that it opens."""
    yield "/daily search", content.questions.values()
    yield "/cards review", content.decks.values()
    yield "/plan show", content.plan
    yield "/mock now", (*content.kits.values(), *content.scorecards.values())
    career = content.career
    for panel in (*career.panels.values(), *career.checklists.values()):
        yield f"/career {panel.page}", [panel]
    if career.fit:
        yield "/career fit", [career.fit]
    if career.compensation:
        yield "/career offer", [career.compensation]


def _seed_ids(value: object) -> Iterator[str]:
    """Every line that an item or a part of it goes back to."""
    if is_dataclass(value):
        for field in fields(value):
            inner: Any = getattr(value, field.name)
            if field.name == "seed_ref":
                yield from (inner,) if isinstance(inner, str) else inner or ()
            else:
                yield from _seed_ids(inner)
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _seed_ids(item)
    elif isinstance(value, Mapping):
        for item in cast("Mapping[str, object]", value).values():
            yield from _seed_ids(item)
