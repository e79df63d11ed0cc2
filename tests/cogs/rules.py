"""The rules that every screen and modal keeps; each broken one is a sentence."""

import re
from collections.abc import Iterator

from discord import ui

from bot.ui import kit
from tests.cogs.screens import (
    CONTAINER,
    ROW,
    SEPARATOR,
    Button,
    Component,
    Form,
    Screen,
    walk,
)

RED, DANGER = kit.NEEDS_YOU, 4
ALLOWED = ("🟦", "🟩", "🟧", "🟪", "✅", "➡️", "⬜", "⚠️", "🔒")
_EMOJI = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
_STAMP = re.compile(r"<t:-?\d+:([RFDt])>")
# The longest that Discord makes of each in English.
_READ_AS = {
    "R": "in 11 months",
    "F": "Wednesday, 30 September 2026 at 09:30",
    "D": "30 September 2026",
}
_MENTION = re.compile(r"<[@#]\d+>")
_ROLE = re.compile(r"-# <@&\d+>")
# A question that came late or came before says so in a second grey line.
_OPENING = re.compile(r"-# [^\n]+\n(-# [^\n]+\n)?## [^\n]+")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_NEVER_SAID = re.compile(
    r"!|please note|successfully|oops|\binvalid\b|session expired|\busers?\b", re.IGNORECASE
)
_BARE_COMMAND = re.compile(r"(?<![\w`</])/[a-z]+\b")


def broken(view: ui.LayoutView | ui.Modal, *, ours: bool = True) -> list[str]:
    """What a screen or modal does against the rules; `ours` where no content of questions is in it."""
    if isinstance(view, ui.Modal):
        form = Form.of(view.to_dict())
        return [*_modal(form), *(_voice(_modal_texts(form)) if ours else ())]
    screen = Screen(components=view.to_components())
    found = [*_size(view), *_skeleton(screen), *_buttons(screen), *_selects(screen)]
    found += [*_colour(screen), *_texts(screen)]
    return [*found, *(_voice([*screen.texts, *screen.labels]) if ours else ())]


def as_read(text: str) -> str:
    """A text as long as a person sees it, without marks."""
    text = _STAMP.sub(lambda stamp: _READ_AS.get(stamp[1], "09:30"), text)
    return _MENTION.sub("#daily-question", text).replace("**", "").replace("`", "")


def width(row: list[Button]) -> float:
    """Pixels of a row of buttons on a phone, measured at 420 px; 290 fit."""
    return sum(32 + 6.4 * len(button.label) for button in row) + 8 * (len(row) - 1)


def _size(view: ui.LayoutView) -> Iterator[str]:
    if view.total_children_count > 40:
        yield f"{view.total_children_count} components"
    if view.content_length() > kit.MOST_TEXT:
        yield f"{view.content_length()} characters"


def _skeleton(screen: Screen) -> Iterator[str]:
    *above, panel = screen.components
    if panel["type"] != CONTAINER or len(above) > 1:
        yield "not one container"
    if above and not _ROLE.fullmatch(above[0].get("content", "")):
        yield "more above the container than the role that is pinged"
    if not _OPENING.fullmatch(screen.opening):
        yield f"does not begin with a grey line and a title: {screen.opening!r}"
    if screen.marks and panel["accent_color"] in (kit.HOUSE, RED):
        yield "marks on a screen that is no question"
    if not screen.title:
        yield "no title"
    if len(as_read(screen.grey)) > kit.GREY_LINE:
        yield f"a grey line of {len(as_read(screen.grey))} characters: {screen.grey}"
    parts = panel["components"]
    if sum(part["type"] == SEPARATOR and part["divider"] for part in parts) > 2:
        yield "more than two lines"
    for before, part in zip(parts, parts[1:], strict=False):
        if part["type"] == ROW and before["type"] not in (ROW, SEPARATOR):
            yield "no air before a row"


def _buttons(screen: Screen) -> Iterator[str]:
    primary = [button for button in screen.buttons if button.primary]
    if len(primary) > 1:
        yield "more than one next step"
    # On the first visit Done comes last, after what may be chosen.
    first = not primary or screen.rows[0][0] == primary[0]
    if not first and not primary[0].id.startswith("start:done:"):
        yield f"{primary[0].label} is not the first button"
    for row in screen.rows:
        labels = [button.label for button in row]
        if width(row) > 290 or len(row) > 5:
            yield f"a row of {width(row):.0f} px: {labels}"
        if "Next" in labels and "Back" in labels and labels.index("Next") > labels.index("Back"):
            yield "Back before Next"
    for button in screen.buttons:
        yield from _label(button.label)
    ids = [*(button.id for button in screen.buttons), *(select.id for select in screen.selects)]
    if len(set(ids)) < len(ids):
        yield "the same custom_id twice"
    for id in ids:
        if len(id) > 60 or id != id.lower():
            yield f"custom_id {id}"
    yield from _danger(screen)


def _label(label: str) -> Iterator[str]:
    # A button that turns something on says so once it is on.
    label = label.removeprefix("✓ ")
    if not 1 <= len(label.split()) <= 4 or len(label) > 17:
        yield f"the label {label!r} is too long"
    if label.endswith(".") or _EMOJI.search(label):
        yield f"the label {label!r} has a full stop or an emoji"


def _danger(screen: Screen) -> Iterator[str]:
    for row in (part for part in walk(screen.components) if part["type"] == ROW):
        styles = [part.get("style") for part in row["components"]]
        if DANGER in styles and (len(styles) == 1 or styles.index(DANGER) != len(styles) - 1):
            yield "a dangerous button that is alone or not the last"


def _selects(screen: Screen) -> Iterator[str]:
    for select in screen.selects:
        if len(select.placeholder) > 150:
            yield "a placeholder that is too long"
        yield from _options(select.options)


def _options(options: list[Component]) -> Iterator[str]:
    if len(options) > 25:
        yield f"{len(options)} options"
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        yield "a value that is offered twice"
    for option in options:
        if not 0 < len(option["label"]) <= 100 or len(option.get("description") or "") > 100:
            yield f"the option {option['label']!r}"


def _colour(screen: Screen) -> Iterator[str]:
    colour = screen.components[-1]["accent_color"]
    if (colour == RED) != screen.grey.startswith("⚠️"):
        yield "red without ⚠️, or ⚠️ without red"
    kinds = [look for look in kit.KINDS.values() if colour == look.colour]
    if any(not screen.grey.startswith(f"{look.emoji} {look.label}") for look in kinds):
        yield "a colour without its kind in words"
    if colour not in (kit.HOUSE, RED) and not kinds:
        yield f"the colour {colour:x}"


def _texts(screen: Screen) -> Iterator[str]:
    for text in screen.texts:
        lines = text.splitlines()
        if not text.strip():
            yield "an empty text"
        if strange := _EMOJI.findall(_without_allowed(text)):
            yield f"emoji outside the set: {strange}"
        if any(re.search("[▰▱]", line) and not re.search(r"\d", line) for line in lines):
            yield "a bar without its number"
        if any(line.startswith("> ") for line in lines) and not all(
            line.startswith("> ") for line in lines
        ):
            yield "a quotation that shares its text"
        listed = [line.startswith(("- ", "1. ", "2. ")) for line in lines]
        if any(listed) and any(line.startswith("-# ") for line in lines[listed.index(True) :]):
            yield "small print behind a list"


def _without_allowed(text: str) -> str:
    for emoji in ALLOWED:
        text = text.replace(emoji, "")
    return text


def _modal(form: Form) -> Iterator[str]:
    if len(form.title) > 20:
        yield f"a title of {len(form.title)} characters"
    if len(form.id) > 60:
        yield f"custom_id {form.id}"
    parts = len(form.labels) + len(form.texts)
    if not 1 <= parts <= 5:
        yield f"{parts} parts"
    for label in form.labels:
        if len(label["label"]) > 45 or len(label.get("description") or "") > 100:
            yield f"the label {label['label']!r}"
        field = label["component"]
        yield from _options(field.get("options", []))
        if len(field.get("placeholder") or "") > 100:
            yield "a placeholder that is too long"


def _modal_texts(form: Form) -> list[str]:
    labels = [
        part[key] for part in form.labels for key in ("label", "description") if part.get(key)
    ]
    hints = [part["placeholder"] for part in form.fields.values() if part.get("placeholder")]
    return [form.title, *form.texts, *labels, *hints]


def _voice(texts: list[str]) -> Iterator[str]:
    for text in texts:
        if text.startswith("> "):
            continue
        if found := _NEVER_SAID.findall(text):
            yield f"says {found}: {text}"
        plain = _CODE.sub("", text)
        if "'" in plain or '"' in plain:
            yield f"a typewriter’s quotation mark: {text}"
        if found := _BARE_COMMAND.findall(plain):
            yield f"a command that cannot be clicked: {found} in {text}"
