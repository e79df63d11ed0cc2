"""Drawing at twice the size: shapes and words on a dark ground, reduced to a small PNG."""

import functools
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

FONT = Path(__file__).with_name("fonts") / "noto-sans-v2.015.ttf"
WIDTH = 1000
_SCALE = 2
_UNKNOWN = "\U0010ffff"
_LETTERS = ("L", "M", "N")


@functools.lru_cache(maxsize=32)
def face(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Noto Sans of a size in drawn pixels; weights are 100 to 900."""
    # Without the layout engine that some machines lack, so that every machine draws the same.
    font = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font


def writable(text: str) -> str | None:
    """The text without signs that the font lacks; None where it lacks a letter, or no letter is left."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if _has(letter):
            kept.append(letter)
        elif not _is_a_sign(letter):
            return None
    found = " ".join("".join(kept).split())
    if not any(unicodedata.category(letter).startswith(_LETTERS) for letter in found):
        return None
    return found


def _is_a_sign(letter: str) -> bool:
    """Whether a name without it is still the name: an emoji and what belongs to it."""
    selects = "\ufe00" <= letter <= "\ufe0f"
    return selects or unicodedata.category(letter).startswith(("C", "S"))


@functools.lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Whether it is drawn as itself and not as the box that stands for what is missing."""
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return False
    font = face(40)
    return letter.isspace() or _drawn(font, letter) != _drawn(font, _UNKNOWN)


def _drawn(font: ImageFont.FreeTypeFont, letter: str) -> bytes:
    image = Image.new("L", (80, 80))
    ImageDraw.Draw(image).text((8, 60), letter, 255, font, "ls")
    return image.tobytes()


class Pen:
    """Draws in pixels of the finished picture."""

    def __init__(self, height: int, ground: str) -> None:
        """`ground` is a colour such as `#1E1F24`."""
        self._image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def box(
        self, x: float, y: float, wide: float, high: float, fill: str, *, corner: float = 16
    ) -> None:
        """A box with round corners."""
        self._draw.rounded_rectangle(_twice(x, y, x + wide, y + high), corner * _SCALE, fill)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, fill: str, *, wide: int = 4
    ) -> None:
        """A straight line."""
        self._draw.line(_twice(x, y, to_x, to_y), fill, wide * _SCALE)

    def dot(self, x: float, y: float, radius: float, fill: str, *, rim: str, wide: int = 6) -> None:
        """A disc with a rim."""
        around = _twice(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(around, fill, rim, wide * _SCALE)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        fill: str,
        *,
        weight: int = 400,
        at: str = "ls",
    ) -> None:
        """Words; `at` says what of them lies at the point, as Pillow’s anchors do. `ls`: left, base line."""
        place = (x * _SCALE, y * _SCALE)
        self._draw.text(place, words, fill, face(size * _SCALE, weight), at)

    def png(self, colours: Sequence[tuple[str, str]]) -> bytes:
        """The picture in the blends of these pairs of colours."""
        size = (self._image.width // _SCALE, self._image.height // _SCALE)
        small = self._image.resize(size, Image.Resampling.BOX)
        out = io.BytesIO()
        small.quantize(palette=_palette(tuple(colours)), dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        return out.getvalue()


def width(words: str, size: int, weight: int = 400) -> float:
    """How wide words are, in pixels of the finished picture."""
    return face(size * _SCALE, weight).getlength(words) / _SCALE


def fitted(words: str, size: int, most: float, *, weight: int = 400) -> str:
    """The words, cut with an ellipsis where they are wider than this."""
    if width(words, size, weight) <= most:
        return words
    while words and width(words + "…", size, weight) > most:
        words = words[:-1].rstrip()
    return words + "…"


def lines(words: str, size: int, most: float, number: int, *, weight: int = 400) -> list[str]:
    """The words in so many lines at most, each no wider than this."""
    found: list[str] = []
    rest = words.split()
    while rest:
        taken = len(rest)
        if len(found) + 1 == number:
            found.append(fitted(" ".join(rest), size, most, weight=weight))
            break
        while taken > 1 and width(" ".join(rest[:taken]), size, weight) > most:
            taken -= 1
        found.append(fitted(" ".join(rest[:taken]), size, most, weight=weight))
        rest = rest[taken:]
    return found


@functools.lru_cache(maxsize=8)
def _palette(colours: Sequence[tuple[str, str]]) -> Image.Image:
    """An adaptive palette drops the rarest colour, such as a small dot; this one is made of our own."""
    steps = 256 // len(colours)
    flat = [
        round(a + (b - a) * n / (steps - 1))
        for one, other in colours
        for n in range(steps)
        for a, b in zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette(flat)
    return image


def _twice(*numbers: float) -> tuple[float, ...]:
    return tuple(number * _SCALE for number in numbers)
