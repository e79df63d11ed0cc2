"""Bytes that somebody sent → text, or one sentence that says what they are instead."""

import re
from pathlib import PurePath

from bot.domain.daily.own import LARGEST, Form
from bot.errors import (
    FileTooLarge,
    LooksLike,
    NoQuestionsInFile,
    NoTextFile,
    WhichForm,
    WrongEncoding,
)

_FORMS: dict[str, Form] = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv"}
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body)", re.IGNORECASE)
_YAML = re.compile(r"(?:schema_version|questions)\s*:")
_CSV = re.compile(r"[\"']?(?:id|kind|title)[\"']?\s*[,;\t]")
_BEFORE_YAML = ("#", "---", "%")


def form_of(file: str) -> Form:
    """What a file holds by its name. Raises `WhichForm`."""
    form = _FORMS.get(PurePath(file).suffix.lower())
    if form is None:
        raise WhichForm(file=file)
    return form


def check_size(file: str, size: int) -> None:
    """Raises `FileTooLarge`; asked before anything of the file is read."""
    if size > LARGEST:
        raise FileTooLarge(file=file, size=f"{-(-size // 1024):,}", limit=f"{LARGEST // 1024:,}")


def opened(file: str, content: bytes) -> tuple[Form, str]:
    """Form and text, with plain line ends. Raises what says why there is none."""
    form = form_of(file)
    check_size(file, len(content))
    for start, kind in _KINDS:
        if content.startswith(start):
            raise NoTextFile(file=file, kind=kind)
    text = _text(file, content)
    if _PAGE.match(text):
        raise NoTextFile(file=file, kind="a web page")
    if not text.strip():
        raise NoQuestionsInFile(file=file)
    lines = (line.strip() for line in text.split("\n"))
    first = next((line for line in lines if line and not line.startswith(_BEFORE_YAML)), "")
    if form == "yaml" and _CSV.match(first):
        raise LooksLike(file=file, form="CSV", ending="csv")
    if form == "csv" and _YAML.match(first):
        raise LooksLike(file=file, form="YAML", ending="yaml")
    return form, text


def _text(file: str, content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            raise WrongEncoding(file=file, encoding=encoding)
    if b"\0" in content:
        # Text in two bytes a sign has zeros beside Latin letters; other things have them anywhere.
        if max(content[::2].count(0), content[1::2].count(0)) * 4 > len(content):
            raise WrongEncoding(file=file, encoding="UTF-16")
        raise NoTextFile(file=file, kind="binary data")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongEncoding(file=file, encoding="Windows-1252 or another old encoding") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
