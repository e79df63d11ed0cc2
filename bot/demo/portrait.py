"""Pictures of the people of the pretend server: an initial on a colour."""

import io

from PIL import Image, ImageDraw, ImageFont

COLOURS = (
    "#4e9d83", "#b97a35", "#a8648f", "#4a86b8", "#8c8a3c", "#b5605a", "#7d70b5", "#5865f2",
)  # fmt: skip
_SIDE = 96  # pixels


def portrait(initial: str, colour: str) -> bytes:
    """A square PNG; Discord and the page cut it round."""
    picture = Image.new("RGB", (_SIDE, _SIDE), colour)
    ImageDraw.Draw(picture).text(
        (_SIDE / 2, _SIDE / 2),
        initial,
        fill="white",
        anchor="mm",
        font=ImageFont.load_default(size=52),
    )
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()
