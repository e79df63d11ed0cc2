"""The picture of a member’s progress: what is drawn, that it fits, and names that cannot be written."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.domain.daily.question import KINDS
from bot.domain.plan import told
from bot.files import pen, picture
from bot.files.pen import Pen, fitted, lines, width, writable
from tests.cogs.sampled.progress import ALL, FEW, FULL, NAME

LEAST = 34
SIDES = {"l": 0.0, "m": 0.5, "r": 1.0}


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[float, float, str, int]]]:
    """What is written: where it begins and ends, and its size."""
    found: list[tuple[float, float, str, int]] = []
    real = Pen.text

    def text(self: Pen, x: float, y: float, text: str, size: int, fill: str, **how: Any) -> None:
        wide = width(text, size, how.get("weight", 400))
        begins = x - wide * SIDES[how.get("at", "ls")[0]]
        found.append((begins, begins + wide, text, size))
        real(self, x, y, text, size, fill, **how)

    monkeypatch.setattr(Pen, "text", text)
    yield found


def opened(drawn: bytes) -> Image.Image:
    return Image.open(io.BytesIO(drawn))


def has(image: Image.Image, colour: str) -> bool:
    wanted = ImageColor.getrgb(colour)
    colours = image.convert("RGB").getcolors(1 << 24) or []
    return any(
        number > 100 and all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))
        for number, found in colours
    )


@pytest.mark.parametrize("of", ALL)
def test_whatever_is_drawn_stays_within_the_picture_and_can_be_read(
    of: Any, words: list[tuple[float, float, str, int]]
) -> None:
    image = opened(picture.draw(of, NAME))
    assert (image.format, image.width) == ("PNG", 1000)
    assert 700 <= image.height <= 1600
    for begins, ends, text, size in words:
        assert begins >= 24, text
        assert ends <= 976, text
        assert size >= LEAST or text == "away"


def test_it_says_what_its_words_say(words: list[tuple[float, float, str, int]]) -> None:
    picture.draw(FULL, "Ana")
    written = [text for _, _, text, _ in words]
    facts = (told.title("Ana"), told.where(FULL), told.standing(FULL), told.days(FULL))
    shown = [f"{FULL.phases[0].percent}%", *(told.KIND_NAMES[kind] for kind in KINDS)]
    for fact in (*facts, *shown):
        assert fact in written
    assert " ".join(written).count("988") == 1


def test_each_kind_has_its_colour_and_none_is_lost_to_the_palette() -> None:
    image = opened(picture.draw(FULL, None))
    assert all(has(image, picture.KIND_INKS[kind]) for kind in KINDS)
    without = opened(picture.draw(FULL.without_skills, None))
    assert not any(has(without, picture.KIND_INKS[kind]) for kind in KINDS)


def test_the_key_to_hollow_dots_is_there_only_with_one(
    words: list[tuple[float, float, str, int]],
) -> None:
    picture.draw(FULL, None)
    assert "under 3 people" not in [text for _, _, text, _ in words]
    picture.draw(replace(FULL, skills=FEW), None)
    assert "under 3 people" in [text for _, _, text, _ in words]


def test_what_is_equal_is_drawn_equal() -> None:
    assert picture.draw(FULL, "Ana") == picture.draw(replace(FULL), "Ana")
    assert picture.draw(FULL, "Ana") != picture.draw(FULL, "Ben")
    assert len(picture.draw(FULL, "Ana")) < 100_000


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ana", "Ana"),
        ("Łucja Đorđević", "Łucja Đorđević"),
        ("Дмитрий", "Дмитрий"),
        ("Ωμέγα", "Ωμέγα"),
        ("Nguyễn", "Nguyễn"),
        (unicodedata.normalize("NFD", "José Ángel"), "José Ángel"),
        ("Ana 🚀✨", "Ana"),
        ("👩‍💻 Ben", "Ben"),
        ("☕️Cy☕️", "Cy"),
        ("A\u200bn\u202ea\n", "Ana"),
        ("7", "7"),
        ("山田太郎", None),
        ("Ana 山", None),
        ("محمد", None),
        ("🚀", None),
        ("", None),
        ("   ", None),
        ("\U0010ffff\ue000", None),
        ("x" * 100, "x" * 100),
    ],
)
def test_names_are_written_whole_or_not_at_all(name: str, found: str | None) -> None:
    assert writable(name) == found


def test_a_name_that_cannot_be_written_leaves_the_title_without_one(
    words: list[tuple[float, float, str, int]],
) -> None:
    for name in ("山田太郎", None, ""):
        words.clear()
        picture.draw(FULL, name)
        assert words[0][2] == "Progress"


def test_a_long_name_is_cut_and_the_title_is_not(
    words: list[tuple[float, float, str, int]],
) -> None:
    picture.draw(FULL, "Wilhelmina " * 3)
    assert words[0][2].startswith("Wilhelmina")
    assert words[0][2].endswith("…’s progress")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_no_name_draws_the_box_of_what_is_missing(name: str) -> None:
    found = writable(name)
    if found is not None:
        assert found.strip() == found != ""
        assert all(letter.isspace() or pen._has(letter) for letter in found)


@given(st.text("abc ", max_size=200), st.integers(60, 400), st.integers(1, 3))
def test_lines_are_no_wider_and_no_more_than_there_is_room_for(
    text: str, most: int, number: int
) -> None:
    found = lines(text, 34, most, number)
    assert len(found) <= number
    assert all(width(line, 34) <= most for line in found)
    if not any(line.endswith("…") for line in found):
        assert " ".join(found) == " ".join(text.split())


def test_words_are_cut_at_the_end() -> None:
    assert fitted("short", 34, 500) == "short"
    assert fitted("a long line of words", 34, 120).endswith("…")


def test_the_font_comes_with_its_licence() -> None:
    licence = pen.FONT.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
