"""The kit every screen is built from: one container, few words, one next step.

Lengths follow what fits a phone: a title of 32 characters, three buttons in a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.daily.question import Kind

HOUSE = 0x8B95A7
NEEDS_YOU = 0xE5534B
# Discord’s limit is 4,000 over all text of a message, and discord.py does not check it.
MOST_TEXT = 3900
# Characters of the grey line that fit one line of a phone.
GREY_LINE = 42


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of interview is marked: never by colour alone."""

    emoji: str
    label: str
    colour: int


KINDS: dict[Kind, Look] = {
    "system-design": Look("🟦", "System design", 0x3B82E0),
    "technical-depth": Look("🟩", "Technical depth", 0x57C9A5),
    "behavioral": Look("🟧", "Behavioural", 0xE9A03A),
    "coding": Look("🟪", "Coding", 0xE59AD5),
}

Piece = str | ui.Item[Any]


def panel(*pieces: Piece | None, colour: int = HOUSE, above: str | None = None) -> ui.LayoutView:
    """A screen: text pieces and rows in one container, with air before the buttons.

    The grey line and the title that open a screen become one text, so that they stand close.
    `above` stands over the container: whom a post pings, and nothing else.
    """
    items = [piece for piece in pieces if piece is not None]
    if len(items) > 1 and _is(items[0], "-#") and _is(items[1], "#"):
        items[:2] = [f"{items[0]}\n{items[1]}"]
    out: list[ui.Item[Any]] = []
    for item in (
        ui.TextDisplay[Any](piece) if isinstance(piece, str) else piece for piece in items
    ):
        if isinstance(item, ui.ActionRow) and out:
            last: ui.Item[Any] = out[-1]
            if not isinstance(last, ui.ActionRow | ui.Separator):
                out.append(air())
        out.append(item)
    view = ui.LayoutView(timeout=None)
    if above is not None:
        view.add_item(ui.TextDisplay(above))
    view.add_item(ui.Container(*out, accent_colour=colour))
    # What is pressed finds its handler by its route; discord.py would keep each screen, with a timer.
    view.stop()
    return view


def _is(piece: Piece, mark: str) -> bool:
    return isinstance(piece, str) and piece.startswith(mark)


def head(kind: Kind, *facts: str) -> str:
    """The grey line of a question’s screens: `🟦 System design · L6 · 45 min`."""
    look = KINDS[kind]
    return " · ".join((f"-# {look.emoji} {look.label}", *facts))


def line() -> ui.Separator[Any]:
    """A visible line, between content and what to do."""
    return ui.Separator(visible=True)


def air() -> ui.Separator[Any]:
    """A gap without a line."""
    return ui.Separator(visible=False)


def row(*items: ui.Item[Any] | None) -> ui.ActionRow[Any]:
    """A row of buttons, or one select."""
    return ui.ActionRow(*(item for item in items if item is not None))


def bar(done: int, of: int, cells: int = 10) -> str:
    """`▰▰▰▱▱`; never shown without its number."""
    full = round(cells * done / of) if of else 0
    return "▰" * full + "▱" * (cells - full)


def stamp(moment: datetime, style: str = "R") -> str:
    """A moment in the reader’s own time: R relative, F full, D date, t time."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 hint`, `2 hints`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def bullets(texts: Sequence[str]) -> str:
    """A bulleted list."""
    return "\n".join(f"- {text}" for text in texts)


def option(
    label: str, value: str, *, description: str | None = None, chosen: bool = False
) -> discord.SelectOption:
    """One line of a select."""
    return discord.SelectOption(
        label=label[:100], value=value, description=description, default=chosen
    )
