"""Text → plain data with the place of every key and value.

Reads parser events rather than the finished tree: anchors, aliases and depth show before anything
is built from them.
"""

from collections.abc import Iterator
from contextlib import suppress

import yaml

from bot.content.document import Data, Document
from bot.content.faults import Fault, Place, Steps, written
from bot.content.scalars import Scalar, meaning, strays, without_strays

DEEPEST = 40
"""The deepest nesting of lists and mappings that a file may have."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CUT = "a “#” after a space starts a comment and cuts this text short; put it in quotes"
_PROSE = "a comma splits text inside { } or [ ]; put it in quotes or write it as a block"


def read(text: str, file: str) -> tuple[Document | None, list[Fault]]:
    """The document, or None where its syntax breaks off, and the faults of its syntax."""
    faults = [
        Fault(file, line, col, "E113", "<root>", f"{name} has no place in content")
        for line, col, name in strays(text)
    ]
    reader = _Reader(without_strays(text), file)
    document = None
    try:
        with suppress(_UnreadableError):
            document = reader.document()
    except yaml.YAMLError as error:
        # A tab in the indentation breaks the syntax too: naming it once is enough.
        if not faults:
            reader.report("E103", _opening(error), _told(error))
    return document, faults + reader.faults


class _UnreadableError(Exception):
    """The rest of the file cannot be read; the fault is reported already."""


class _Reader:
    """Builds data from events; `_at` is where it stands, for faults that have no value yet."""

    def __init__(self, text: str, file: str) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._lines = text.split("\n")
        # Disposes of its loader when it ends, breaks off or is let go.
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._at: Steps = ()
        self._values: dict[Steps, Place] = {}
        self._keys: dict[Steps, Place] = {}
        self._spoilt: set[Steps] = set()

    def report(self, code: str, place: Place, message: str) -> None:
        self.faults.append(Fault(self._file, *place, code, written(self._at), message))

    def document(self) -> Document | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self.report("E112", Place(1, 1), "the file is empty")
            return None
        data = self._value(next(self._events), ())
        self._at = ()
        next(self._events)
        if isinstance(second := next(self._events), yaml.DocumentStartEvent):
            self.report("E110", _start(second), "a file holds one document; “---” begins another")
        if not isinstance(data, dict):
            self.report("E112", self._values[()], "the file must be a mapping with schema_version")
            return None
        return Document(self._file, data, self._values, self._keys, frozenset(self._spoilt))

    def _value(self, event: yaml.Event, steps: Steps, *, flow: bool = False) -> Data:
        """The value that begins with this event; `flow` says that brackets stand around it."""
        self._at = steps
        # setdefault: below a key that stands twice the first places are the ones that count.
        self._values.setdefault(steps, _start(event))
        match event:
            case yaml.MappingStartEvent():
                self._open(event, steps)
                return self._mapping(steps, flow=bool(event.flow_style))
            case yaml.SequenceStartEvent():
                self._open(event, steps)
                return self._sequence(steps, flow=bool(event.flow_style))
            case yaml.ScalarEvent():
                self._refuse_decoration(event)
                return self._scalar(event, flow=flow)
            case _:
                self.report("E105", _start(event), "aliases are not allowed; write the text out")
                self._spoilt.add(steps)
                return None

    def _open(self, event: yaml.CollectionStartEvent, steps: Steps) -> None:
        self._refuse_decoration(event)
        if len(steps) >= DEEPEST:
            self.report("E108", _start(event), f"nested more than {DEEPEST} deep")
            raise _UnreadableError

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self.report("E105", _start(event), "anchors are not allowed; write the text out")
        if event.tag:
            self.report("E111", _start(event), f"tags such as {event.tag} are not allowed")
            self._spoilt.add(self._at)

    def _sequence(self, steps: Steps, *, flow: bool) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*steps, len(items)), flow=flow))
        return items

    def _mapping(self, steps: Steps, *, flow: bool) -> dict[str, Data]:
        found: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, steps, flow=flow)
            below = (*steps, key)
            if key in found:
                first = self._keys[below]
                twice = f"duplicate key (first at {first.line}:{first.col})"
                self.report("E104", _start(event), twice)
            self._keys.setdefault(below, _start(event))
            value = self._value(next(self._events), below, flow=flow)
            found.setdefault(key, value)
        return found

    def _key(self, event: yaml.Event, steps: Steps, *, flow: bool) -> str:
        """The key's text as it stands; what is no text is reported and read as if it were."""
        if not isinstance(event, yaml.ScalarEvent):
            self.report("E107", _start(event), "a key must be text")
            raise _UnreadableError
        self._at = (*steps, event.value)
        self._refuse_decoration(event)
        if event.value == "<<" and not event.style:
            self.report("E106", _start(event), "merge keys are not allowed; write the keys out")
            self._spoilt.add(self._at)
        elif not isinstance(self._scalar(event, flow=flow), str):
            self.report("E107", _start(event), f'a key must be text; write "{event.value}"')
        return event.value

    def _scalar(self, event: yaml.ScalarEvent, *, flow: bool) -> Scalar:
        if event.style:
            # Escapes in double quotes can spell what may not be written.
            for _, _, name in strays(event.value):
                self.report("E113", _start(event), f"{name} has no place in content")
            return event.value
        if " " in event.value:
            if flow:
                self.report("E109", _start(event), _PROSE)
            end = _place(event.end_mark)
            if self._lines[end.line - 1][end.col - 1 :].lstrip().startswith("#"):
                self.report("E114", _start(event), _CUT)
        return meaning(event.value)


def _start(event: yaml.Event) -> Place:
    return _place(event.start_mark)


def _place(mark: object) -> Place:
    """The place of a mark, whichever of the two parsers made it."""
    return Place(getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1)


def _opening(error: yaml.YAMLError) -> Place:
    """Where the syntax breaks; for something left open, where it was opened."""
    left_open = getattr(error, "problem", None) == "found unexpected end of stream"
    return _place(getattr(error, "context_mark" if left_open else "problem_mark", None))


def _told(error: yaml.YAMLError) -> str:
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    return ": ".join(part for part in parts if part) or str(error)
