"""Weekly hours as people type them: `Tue 18-20, Sat 9:30-12`, `weekdays 6-8pm`, `Mon and Thu evening`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from bot.domain.mock import week
from bot.domain.mock.member import DAY, GRID, Hours, Interval
from bot.errors import BackwardHours, ContraryHours, DayWithoutTime, NoHours, UnknownHours

_TOKEN = re.compile(
    r"(?P<hour>\d{1,2})(?:(?:[:.]|h(?=\d))(?P<minute>\d{2})|h)?(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<four>\d{4})(?!\d)"
    r"|(?P<dash>-|–|—|\b(?:to|until|till)\b)"
    r"|(?P<all>\ball day\b|\bany ?time\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<gap>[\s,;:.&+/|]+)",
    re.IGNORECASE,
)
_FILLING = frozenset({"and", "on", "at", "from", "every", "each", "the", "in", "between"})
_GROUPS = {
    "weekday": range(1, 6),
    "weekdays": range(1, 6),
    "workdays": range(1, 6),
    "weekend": (6, 7),
    "weekends": (6, 7),
    "day": range(1, 8),
    "daily": range(1, 8),
    "everyday": range(1, 8),
}
_NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": DAY}
_OFF = frozenset({"off", "none", "never", "busy"})
_FEWEST_LETTERS = 2
_HALF_DAY = 12
# As much of what cannot be read as helps to find it.
_SHOWN = 40

_What = Literal["days", "time", "dash", "span", "off"]


class Rounded(NamedTuple):
    """Times that do not begin or end on the grid, as typed, and what counts of them, if anything."""

    typed: str
    counts: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says, and what had to be rounded for it."""

    hours: Hours
    rounded: Sequence[Rounded] = ()


class _Time(NamedTuple):
    hour: int
    minute: int
    half: str = ""  # `a` or `p` where am or pm was said


class _Token(NamedTuple):
    what: _What
    text: str
    days: Sequence[int] = ()
    time: _Time = _Time(0, 0)
    span: tuple[int, int] = (0, 0)


def read_hours(text: str) -> Written:
    """The hours that a person wrote; times that overlap become one.

    Raises `UnknownHours`, `DayWithoutTime`, `BackwardHours`, `ContraryHours`, and `NoHours` where
    no session fits into them, each with the text given back.
    """
    try:
        tokens = list(_tokens(text))
        written = _Reader(tokens).read()
    except _Unread as unread:
        raise unread.error(text=unread.text[:_SHOWN], quote=text) from None
    if not any(map(week.is_usable, written.hours)):
        raise NoHours(quote=text)
    return written


class _Unread(Exception):
    def __init__(self, error: type[UnknownHours] | type[NoHours], text: str) -> None:
        self.error = error
        self.text = text


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _Unread(UnknownHours, text[at:].split(maxsplit=1)[0])
        at = match.end()
        token = _token(match)
        if token is not None:
            yield token


def _token(match: re.Match[str]) -> _Token | None:
    text = match[0].strip()
    match match.lastgroup:
        case "gap":
            return None
        case "dash":
            return _Token("dash", text)
        case "all":
            return _Token("span", text, span=(0, DAY))
        case "word":
            return _word(text)
        case "four":
            return _Token("time", text, time=_Time(int(text[:2]), int(text[2:])))
        case _:
            time = _Time(
                int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").casefold()
            )
            return _Token("time", text, time=time)


def _word(text: str) -> _Token | None:
    word = text.casefold()
    if word in _FILLING:
        return None
    if word in _OFF:
        return _Token("off", text)
    if word in _NAMED:
        return _Token("time", text, time=_Time(_NAMED[word] // 60, 0))
    if word in _GROUPS:
        return _Token("days", text, days=tuple(_GROUPS[word]))
    for part, span in week.PARTS.items():
        if word.removesuffix("s") == part:
            return _Token("span", text, span=span)
    for number, name in enumerate(week.FULL_DAYS, 1):
        full = name.casefold()
        if len(word) >= _FEWEST_LETTERS and (full.startswith(word) or word == f"{full}s"):
            return _Token("days", text, days=(number,))
    raise _Unread(UnknownHours, text)


@dataclass
class _Reader:
    """Goes through the words: days gather until times follow, which then hold for all of them."""

    tokens: Sequence[_Token]
    at: int = 0
    days: list[int] = field(default_factory=list[int])
    named: str = ""  # the last days as typed, until times follow
    hours: list[Interval] = field(default_factory=list[Interval])
    off: set[int] = field(default_factory=set[int])
    rounded: list[Rounded] = field(default_factory=list[Rounded])

    def read(self) -> Written:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            match token.what:
                case "days":
                    self._gather(token)
                case "time":
                    self._times(token)
                case "span":
                    self._keep(*token.span, token)
                case "off":
                    self._need_days(token)
                    self.off.update(self.days)
                case "dash":
                    near = self.tokens[max(0, self.at - 1) : self.at + 2]
                    raise _Unread(UnknownHours, "".join(one.text for one in near))
            self.at += 1
        if self.named:
            raise _Unread(DayWithoutTime, self.named)
        for day in sorted(self.off & {one.weekday for one in self.hours}):
            raise _Unread(ContraryHours, week.FULL_DAYS[day - 1])
        return Written(week.hours(week.bits(self.hours)), self.rounded)

    def _gather(self, token: _Token) -> None:
        if not self.named:
            self.days = []
        days, text = token.days, token.text
        if self._next("dash") and self._next("days", 2):
            self.at += 2
            last = self.tokens[self.at]
            text = f"{text}-{last.text}"
            if len(days) != 1 or len(last.days) != 1:
                raise _Unread(UnknownHours, text)
            days = [(days[0] + n - 1) % 7 + 1 for n in range((last.days[0] - days[0]) % 7 + 1)]
        self.days += days
        self.named = text

    def _next(self, what: _What, ahead: int = 1) -> bool:
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at].what == what

    def _need_days(self, token: _Token) -> None:
        if not self.days:
            raise _Unread(UnknownHours, token.text)
        self.named = ""

    def _times(self, token: _Token) -> None:
        """A time, a dash, a time."""
        if not (self._next("dash") and self._next("time", 2)):
            raise _Unread(UnknownHours, token.text)
        self.at += 2
        end = self.tokens[self.at]
        typed = token._replace(text=f"{token.text}-{end.text}")
        begins, ends = _span(token.time, end.time, typed.text)
        self._keep(begins, ends, typed)

    def _keep(self, begins: int, ends: int, token: _Token) -> None:
        self._need_days(token)
        if begins % GRID or ends % GRID:
            counts = week.lines((Interval(1, -(-begins // GRID) * GRID, _inner(begins, ends)),))
            self.rounded.append(Rounded(token.text, counts[0][1] if counts else None))
        self.hours += [Interval(day, begins, ends - begins) for day in self.days]


def _inner(begins: int, ends: int) -> int:
    """Minutes of the whole quarters between two moments."""
    return max(0, ends // GRID - -(-begins // GRID)) * GRID


def _span(begins: _Time, ends: _Time, typed: str) -> tuple[int, int]:
    """Minutes of the day from when until when; the end may lie after midnight."""
    first, last = _likely(begins, ends)
    start, end = _minute(first, typed), _minute(last, typed)
    if start == DAY:
        start = 0
    if end <= start:
        end += DAY
        if end - start > week.MOST_ACROSS:
            raise _Unread(BackwardHours, typed)
    return start, end


def _likely(begins: _Time, ends: _Time) -> tuple[_Time, _Time]:
    """Both with am or pm where one has it: `6-8pm` is in the evening, `11-1pm` is over noon."""
    if ends.half and not begins.half and begins.hour <= _HALF_DAY:
        begins = begins._replace(half=ends.half)
        if _clock(begins) >= _clock(ends) and ends.half == "p":
            begins = begins._replace(half="a")
    elif begins.half and not ends.half and ends.hour <= _HALF_DAY:
        ends = ends._replace(half=begins.half)
        if _clock(begins) >= _clock(ends):
            ends = ends._replace(half="p" if begins.half == "a" else "a")
    return begins, ends


def _clock(time: _Time) -> tuple[int, int]:
    return time.hour % _HALF_DAY + (_HALF_DAY if time.half == "p" else 0), time.minute


def _minute(time: _Time, typed: str) -> int:
    if time.half and not 1 <= time.hour <= _HALF_DAY:
        raise _Unread(UnknownHours, typed)
    hour = _clock(time)[0] if time.half else time.hour
    minute = hour * 60 + time.minute
    if time.minute >= 60 or minute > DAY:
        raise _Unread(UnknownHours, typed)
    return minute
