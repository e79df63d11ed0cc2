"""What a member chose for themselves, and when they may be reached."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.schedule import read_time
from bot.errors import UnknownQuiet, UnknownTime

Reach = Literal["dm", "thread"]
Quiet = tuple[time, time] | tuple[None, None]
"""From when until when; neither where no hours are quiet."""

NO_QUIET: Quiet = (None, None)
_OFF = frozenset({"off", "none", "no", "never", "-", "–"})
_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A member’s own choices; quiet hours have both ends or neither."""

    zone: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    reach: Reach = "dm"
    reviews: bool = True
    recap: bool = False

    def awake(self, moment: datetime, *, usual_zone: str) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into.

        Times are the member’s own; `usual_zone` holds where they chose none. A quiet span may pass
        midnight; one that begins when it ends is none. An end that the clock jumps over comes as much
        later, one that comes twice ends the hour it stands in: quiet is what a clock on the wall says.
        """
        begins, ends = self.quiet_from, self.quiet_until
        if begins is None or ends is None or begins == ends:
            return moment
        zone = ZoneInfo(self.zone or usual_zone)
        # Where the clock jumps over all the waking time of a day, the end found is quiet as well.
        while (local := moment.astimezone(zone)) and _is_quiet(local.time(), begins, ends):
            day = local.date() + timedelta(days=begins > ends and local.time() >= begins)
            end = datetime.combine(day, ends, tzinfo=zone)
            first = end.astimezone(UTC)
            moment = first if first > moment else end.replace(fold=1).astimezone(UTC)
        return moment


def _is_quiet(at: time, begins: time, ends: time) -> bool:
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def read_quiet(text: str) -> Quiet:
    """The quiet hours a person wrote: `22:00-07:00`, `from 22 to 7`, `off`. Raises `UnknownQuiet`."""
    words = " ".join(text.casefold().split()).removeprefix("from ")
    if words in _OFF:
        return NO_QUIET
    begins, *ends = _BETWEEN.split(words)
    if len(ends) != 1:
        raise UnknownQuiet(text=text, quote=text)
    return quiet_between(begins, ends[0], text)


def quiet_between(begins: str, ends: str, text: str | None = None) -> Quiet:
    """Quiet hours from two times of day, none where both are empty. Raises `UnknownQuiet`.

    `text` is what the person wrote, where it was one text.
    """
    if not begins.strip() and not ends.strip():
        return NO_QUIET
    try:
        found = _read_hour(begins), _read_hour(ends)
    except UnknownTime:
        found = None
    if found is None or found[0] == found[1]:
        wrote = text or f"{begins}-{ends}"
        raise UnknownQuiet(text=wrote, quote=wrote)
    return found


def _read_hour(text: str) -> time:
    """A time of day; a bare number is a full hour."""
    return read_time(f"{text.strip()}:00" if text.strip().isdecimal() else text)
