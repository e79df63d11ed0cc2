"""Time zones as people pick them: the frequent ones, near matches, and how one reads now."""

import difflib
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UnknownZone

FREQUENT = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
)
# Where the languages that Discord can be read in are spoken most, as Discord names them.
_AT_HOME = {
    "bg": ("Europe/Sofia",),
    "cs": ("Europe/Prague",),
    "da": ("Europe/Copenhagen",),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "el": ("Europe/Athens",),
    "en-GB": ("Europe/London", "Europe/Dublin", "Asia/Kolkata", "Australia/Sydney"),
    "en-US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "es-419": ("America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "es-ES": ("Europe/Madrid",),
    "fi": ("Europe/Helsinki",),
    "fr": ("Europe/Paris", "Europe/Brussels", "America/Toronto"),
    "hi": ("Asia/Kolkata",),
    "hr": ("Europe/Zagreb",),
    "hu": ("Europe/Budapest",),
    "id": ("Asia/Jakarta",),
    "it": ("Europe/Rome",),
    "ja": ("Asia/Tokyo",),
    "ko": ("Asia/Seoul",),
    "lt": ("Europe/Vilnius",),
    "nl": ("Europe/Amsterdam", "Europe/Brussels"),
    "no": ("Europe/Oslo",),
    "pl": ("Europe/Warsaw",),
    "pt-BR": ("America/Sao_Paulo",),
    "ro": ("Europe/Bucharest",),
    "ru": ("Europe/Moscow",),
    "sv-SE": ("Europe/Stockholm",),
    "th": ("Asia/Bangkok",),
    "tr": ("Europe/Istanbul",),
    "uk": ("Europe/Kyiv",),
    "vi": ("Asia/Ho_Chi_Minh",),
    "zh-CN": ("Asia/Shanghai", "Asia/Singapore"),
    "zh-TW": ("Asia/Taipei",),
}
_HIDDEN = ("posix/", "right/", "SystemV/")


@cache
def names() -> tuple[str, ...]:
    """Every zone name of the installed zone data, in order."""
    found = (name for name in available_timezones() if not name.startswith(_HIDDEN))
    return tuple(sorted(name for name in found if "/" in name or name == "UTC"))


@cache
def is_known(name: str) -> bool:
    """Whether the installed zone data have it: zones come and go between their versions."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@cache
def _by_words() -> dict[str, str]:
    return {_words(name): name for name in names()}


def _words(text: str) -> str:
    # Letters without their marks: the zone data spells São Paulo in ASCII.
    spelt = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    return " ".join(plain.replace("_", " ").replace("/", " ").split())


def city(zone: str) -> str:
    """The last part of a zone’s name, readable: `New York`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def label(zone: str, now: datetime) -> str:
    """A zone with its present offset and time: `Berlin · UTC+1 · 14:05`. At most 100 characters."""
    local = now.astimezone(ZoneInfo(zone))
    minutes = int((local.utcoffset() or local - local).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return f"{city(zone)} · {offset} · {local:%H:%M}"


def near(text: str, limit: int = 25) -> list[str]:
    """Zones that a few letters may mean, best first; the frequent ones when nothing was typed."""
    wanted = _words(text)
    if not wanted:
        return list(FREQUENT[:limit])
    words = _by_words()
    starts = [name for key, name in words.items() if any(
        part.startswith(wanted) for part in (key, key.split(" ", 1)[-1])
    )]  # fmt: skip
    holds = [name for key, name in words.items() if wanted in key and name not in starts]
    alike = [words[key] for key in difflib.get_close_matches(wanted, words, limit, 0.6)]
    cities = {city(name).casefold(): name for name in names()}
    alike += [cities[key] for key in difflib.get_close_matches(wanted, cities, 5, 0.6)]
    ranked = sorted(starts, key=lambda name: (name not in FREQUENT, name)) + holds + alike
    return list(dict.fromkeys(ranked))[:limit]


def likely(locales: Iterable[str]) -> list[str]:
    """Zones where the languages of these locales are spoken most, each once; best guesses first."""
    found = (name for locale in locales for name in _AT_HOME.get(locale, ()))
    return list(dict.fromkeys(found))


def read(text: str) -> str:
    """The zone that a person named, by name or city; of several the frequent, else the shortest.

    Raises `UnknownZone`.
    """
    wanted = _words(text)
    if wanted in _by_words():
        return _by_words()[wanted]
    matches = [name for name in names() if city(name).casefold() == wanted]
    if not matches:
        raise UnknownZone(zone=text, quote=text)
    return min(matches, key=lambda name: (name not in FREQUENT, len(name)))
