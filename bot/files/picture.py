"""The picture of a member’s progress: 1,000 pixels wide, to be read at 290 on a phone."""

from collections.abc import Mapping, Sequence

from bot.domain.daily.question import Kind
from bot.domain.mock.overall import Overall
from bot.domain.plan import told
from bot.domain.plan.progress import Column, Progress, Share
from bot.domain.plan.streak import ACTIVE
from bot.files.pen import WIDTH, Pen, fitted, lines, width, writable

GROUND, CARD, LINE = "#1E1F24", "#282A31", "#3F434D"
INK, SOFT, FAINT = "#F2F3F5", "#B7BCC7", "#9299A6"
MANY, FEW, NEXT, NEXT_INK = "#8FA3BF", "#5B6575", "#31405C", "#BFD4F7"
KIND_INKS: Mapping[Kind, str] = {
    "system-design": "#3B82E0",
    "technical-depth": "#57C9A5",
    "behavioral": "#E9A03A",
    "coding": "#E59AD5",
}
_INKS = (INK, SOFT, FAINT, LINE, MANY, FEW, *KIND_INKS.values())
_BLENDS = (
    *((ground, ink) for ground in (GROUND, CARD) for ink in _INKS),
    *((NEXT, ink) for ink in (INK, NEXT_INK, GROUND)),
    (GROUND, CARD),
)

# From the edge to words, and to what holds them.
_PAD, _EDGE = 52, 24
_INNER = WIDTH - 2 * _PAD
_TITLE, _HEAD, _TEXT, _SMALL, _LEAST = 58, 40, 36, 34, 28
_GAP = 22
_DAY = 20


def draw(of: Progress, name: str | None) -> bytes:
    """A PNG; a name that the font cannot write is left out."""
    name = writable(name) if name else None
    step = lines(told.step(of.step), _TEXT, _INNER, 2, weight=500) if of.step else []
    phases = 190 if of.phases else 0
    skills = 462 + _GAP if of.skills else 0
    days = 412
    high = 176 + phases + skills + days + (_GAP + 84 + 46 * len(step) if step else 0) + 28
    pen = Pen(high, GROUND)
    _top(pen, of, name)
    y = 176
    if of.phases:
        _phases(pen, y, of.phases)
        y += phases
    if of.skills:
        _skills(pen, y, of.skills)
        y += skills
    _days(pen, y, of)
    y += days + _GAP
    if step:
        _next(pen, y, step)
    return pen.png(_BLENDS)


def _top(pen: Pen, of: Progress, name: str | None) -> None:
    title = told.title(name)
    size = next((n for n in (_TITLE, 50, 44) if width(title, n, 700) <= _INNER), 44)
    if name is not None and width(title, size, 700) > _INNER:
        rest = _INNER - width(told.title("."), size, 700)
        title = told.title(fitted(name, size, rest, weight=700))
    pen.text(_PAD, 86, title, size, INK, weight=700)
    pen.text(_PAD, 144, told.where(of), _TEXT, SOFT)
    pen.text(WIDTH - _PAD, 144, told.standing(of), _TEXT, INK, weight=600, at="rs")


def _phases(pen: Pen, y: float, phases: Sequence[Share]) -> None:
    """One bar in as many parts, each with its number."""
    gap = 16
    part = (_INNER - gap * (len(phases) - 1)) / len(phases)
    for n, one in enumerate(phases):
        x = _PAD + n * (part + gap)
        ink, weight = (INK, 600) if one.is_now else (SOFT, 400)
        pen.box(x, y, part, 26, LINE, corner=13)
        if one.done:
            pen.box(
                x, y, max(26, part * one.done / one.of), 26, INK if one.is_now else MANY, corner=13
            )
        pen.text(x, y + 70, f"{one.percent}%", _SMALL, ink, weight=weight)
        label = lines(one.label, _SMALL, part, 2, weight=weight)
        for row, words in enumerate(label):
            pen.text(x, y + 112 + row * 42, words, _SMALL, ink, weight=weight)


def _card(pen: Pen, y: float, high: float, head: str, aside: str) -> None:
    pen.box(_EDGE, y, WIDTH - 2 * _EDGE, high, CARD, corner=24)
    pen.text(_PAD, y + 58, head, _HEAD, INK, weight=600)
    pen.text(WIDTH - _PAD, y + 58, aside, _SMALL, FAINT, at="rs")


def _skills(pen: Pen, y: float, skills: Sequence[Overall]) -> None:
    """A range and a mean for each kind; hollow where too few people graded."""
    aside = "" if all(one.is_sure or not one.raters for one in skills) else "under 3 people"
    _card(pen, y, 462, "What peers saw", aside)
    if aside:
        pen.dot(WIDTH - _PAD - width(aside, _SMALL) - 26, y + 47, 13, CARD, rim=SOFT, wide=5)
    left, right = _PAD + 356, WIDTH - _PAD - 14

    def at(grade: float) -> float:
        return left + (grade - 1) / 3 * (right - left)

    pen.line(at(3), y + 88, at(3), y + 400, FAINT, wide=3)
    words = ((1, "far", "ls"), (2, "close", "ms"), (3, "the bar", "ms"), (4, "above", "rs"))
    for grade, word, side in words:
        x = right + 14 if grade == 4 else at(grade)
        pen.text(x, y + 436, word, _SMALL, SOFT if grade == 3 else FAINT, at=side)
    for n, one in enumerate(skills):
        middle, ink = y + 122 + n * 78, KIND_INKS[one.kind]
        pen.dot(_PAD + 13, middle, 13, ink, rim=ink)
        pen.text(_PAD + 42, middle + 12, told.KIND_NAMES[one.kind], _TEXT, INK)
        if not one.raters:
            pen.text(left, middle + 12, told.seen(one), _SMALL, FAINT)
            begins = left + width(told.seen(one), _SMALL) + 20
            pen.line(begins, middle, right, middle, LINE)
            continue
        pen.line(left, middle, right, middle, LINE)
        pen.line(at(one.low), middle, at(one.high), middle, ink, wide=10)
        pen.dot(at(one.mean), middle, 17, ink if one.is_sure else CARD, rim=ink)


def _days(pen: Pen, y: float, of: Progress) -> None:
    """A column a week, seven days high, over a line at what makes a week active."""
    _card(pen, y, 412, "Study days a week", f"{ACTIVE} make an active week")
    column, base = (_INNER + 14) / len(of.columns), y + 290
    pen.line(_PAD, base - ACTIVE * _DAY, WIDTH - _PAD, base - ACTIVE * _DAY, LINE, wide=3)
    for n, one in enumerate(of.columns):
        _column(pen, _PAD + n * column, base, column - 14, one)
    pen.text(_PAD, y + 384, told.days(of), _SMALL, SOFT)


def _column(pen: Pen, x: float, base: float, wide: float, one: Column) -> None:
    middle = x + wide / 2
    ink, weight = (INK, 600) if one.is_now else (SOFT, 400)
    if one.is_away:
        pen.text(middle, base - 4, "away", _LEAST, FAINT, at="ms")
    elif one.days is None:
        pen.box(x, base - 12, wide, 12, LINE, corner=6)
    else:
        high = max(12, one.days * _DAY)
        fill = INK if one.is_now else MANY if one.is_active else FEW
        pen.box(x, base - high, wide, high, fill, corner=8 if one.days else 6)
        if one.days < ACTIVE:
            # The line would run through the number.
            pen.box(middle - 16, base - high - 38, 32, 36, CARD, corner=0)
        pen.text(middle, base - high - 9, str(one.days), _SMALL, ink, weight=weight, at="ms")
    number = FAINT if not one.is_now else INK
    pen.text(middle, base + 40, str(one.number), _SMALL, number, weight=weight, at="ms")


def _next(pen: Pen, y: float, step: Sequence[str]) -> None:
    pen.box(_EDGE, y, WIDTH - 2 * _EDGE, 84 + 46 * len(step), NEXT, corner=24)
    pen.text(_PAD, y + 52, "Next", _SMALL, NEXT_INK, weight=600)
    for n, words in enumerate(step):
        pen.text(_PAD, y + 100 + 46 * n, words, _TEXT, INK, weight=500)
