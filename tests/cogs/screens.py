"""A screen or a modal as a person reads it, from what was sent to Discord."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, CHANNEL_SELECT = 2, 3, 4, 5, 6, 8
ROW, TEXT, SEPARATOR, CONTAINER, LABEL, RADIO, CHECKS, BOX = 1, 10, 14, 17, 18, 21, 22, 23
PRIMARY = 1

_CLICKABLE = re.compile(r"</([a-z -]+):\d+>")

Component = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Button:
    label: str
    id: str
    primary: bool
    disabled: bool


@dataclass(frozen=True, kw_only=True)
class Select:
    placeholder: str
    id: str
    options: Sequence[Component]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What one message shows. `message` is what can be pressed on; nothing for a view not sent."""

    components: Sequence[Component]
    message: Any = None
    private: bool = False
    files: Sequence[Any] = ()

    @classmethod
    def of(cls, message: Any) -> Self:
        """A message as it stands now; what follows does not change it."""
        parts = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
        return cls(
            components=parts,
            message=message,
            private=message.flags.ephemeral,
            files=message.attachments,
        )

    @property
    def texts(self) -> list[str]:
        """Each text; a command that can be clicked reads as it is typed."""
        found = [part["content"] for part in walk(self.components) if part["type"] == TEXT]
        return [_CLICKABLE.sub(r"`/\1`", text) for text in found]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def opening(self) -> str:
        """The first text of the container: grey line and title."""
        parts = walk(self.components[-1:])
        return next((part["content"] for part in parts if part["type"] == TEXT), "")

    @property
    def marks(self) -> str:
        """The second grey line, which a question has that came late or came before."""
        lines = self.opening.splitlines()
        return lines[1].removeprefix("-# ") if len(lines) == 3 else ""

    @property
    def pinged(self) -> str:
        """What stands above the container."""
        return "\n".join(part["content"] for part in self.components[:-1])

    @property
    def grey(self) -> str:
        """The grey line, without its mark."""
        return self._line("-# ")

    @property
    def title(self) -> str:
        return self._line("## ")

    @property
    def footer(self) -> str:
        """The last text, where it is small print."""
        return self.texts[-1].removeprefix("-# ") if self.texts[-1].startswith("-# ") else ""

    @property
    def rows(self) -> list[list[Button]]:
        """The buttons, row by row."""
        found = [part["components"] for part in walk(self.components) if part["type"] == ROW]
        return [row for parts in found if (row := [_button(p) for p in parts if _presses(p)])]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def selects(self) -> list[Select]:
        return [
            Select(
                placeholder=part["placeholder"],
                id=part["custom_id"],
                options=part.get("options", ()),
            )
            for part in walk(self.components)
            if part["type"] in (STRING_SELECT, USER_SELECT, ROLE_SELECT, CHANNEL_SELECT)
        ]

    def id(self, name: str) -> str:
        """The `custom_id` behind a button’s label or a select’s placeholder."""
        named = [(button.label, button.id) for button in self.buttons]
        named += [(select.placeholder, select.id) for select in self.selects]
        found = [id for shown, id in named if shown == name]
        assert len(found) == 1, f"{name!r} is not one of {[shown for shown, _ in named]}"
        return found[0]

    def _line(self, mark: str) -> str:
        lines = self.opening.splitlines()
        return next((line.removeprefix(mark) for line in lines if line.startswith(mark)), "")


@dataclass(frozen=True, kw_only=True)
class Form:
    """A modal that is open before a person."""

    title: str
    id: str
    fields: dict[str, Component] = field(default_factory=dict)
    labels: Sequence[Component] = ()
    texts: Sequence[str] = ()
    shown: Any = None

    @classmethod
    def of(cls, payload: Component, shown: Any = None) -> Self:
        parts = payload["components"]
        labels = [part for part in parts if part["type"] == LABEL]
        return cls(
            title=payload["title"],
            id=payload["custom_id"],
            fields={part["component"]["custom_id"]: part["component"] for part in labels},
            labels=labels,
            texts=[part["content"] for part in parts if part["type"] == TEXT],
            shown=shown,
        )

    def ticked(self) -> dict[str, list[str]]:
        """The boxes that are ticked when it opens, by field."""
        return {
            name: [option["value"] for option in part["options"] if option.get("default")]
            for name, part in self.fields.items()
            if part["type"] == CHECKS
        }


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Every component, in reading order."""
    for part in components:
        yield part
        yield from walk(part.get("components", ()))


def _presses(part: Component) -> bool:
    return part["type"] == BUTTON


def _button(part: Component) -> Button:
    return Button(
        label=part["label"],
        id=part["custom_id"],
        primary=part["style"] == PRIMARY,
        disabled=bool(part.get("disabled")),
    )
