"""A series as the plain values that are kept of a change, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, NotRequired, TypedDict, cast

from bot.domain.changes import Value, Values
from bot.domain.daily.question import Kind, Level
from bot.domain.daily.series import Place, Series
from bot.domain.schedule import Plan, read_code


class Wanted(TypedDict, total=False):
    """What can be changed about a series."""

    channel_id: int
    place: Place
    threads: bool
    plan: Plan
    level: Level | None
    kinds: Sequence[Kind]
    starts_on: date
    ping_role_id: int | None


class Given(TypedDict):
    """What is said about a new series; without `starts_on` it starts with its next slot."""

    channel_id: int
    place: Place
    plan: Plan
    threads: NotRequired[bool]
    level: NotRequired[Level | None]
    kinds: NotRequired[Sequence[Kind]]
    starts_on: NotRequired[date | None]
    ping_role_id: NotRequired[int | None]


# The other fields, by the name that they have in a change.
_FIELDS = {
    "channel": "channel_id",
    "place": "place",
    "threads": "threads",
    "level": "level",
    "kinds": "kinds",
    "starts_on": "starts_on",
    "ping_role": "ping_role_id",
}
PLAN = ("days", "time", "zone")


def until(series: Series) -> date | None:
    """The local date on which a pause ends by itself."""
    return series.not_before if series.paused_at and series.next_run_at else None


def pause_of(series: Series) -> dict[str, Value]:
    """Whether a series is paused, and until when."""
    day = until(series)
    return {"paused": series.paused_at is not None, "until": day.isoformat() if day else None}


def values(series: Series) -> dict[str, Value]:
    """Everything that owners set about a series."""
    return {
        "days": series.plan.pattern.code,
        "time": f"{series.plan.at:%H:%M}",
        "zone": series.plan.zone,
        "channel": series.channel_id,
        "place": series.place,
        "threads": series.threads,
        "level": series.level,
        "kinds": list(series.kinds),
        "starts_on": series.starts_on.isoformat(),
        "ping_role": series.ping_role_id,
        **pause_of(series),
    }


def plan(kept: Values, usual: Plan | None = None) -> Plan:
    """The plan in kept values; what they leave out is as in `usual`."""
    if usual is not None:
        kept = {
            "days": usual.pattern.code,
            "time": f"{usual.at:%H:%M}",
            "zone": usual.zone,
            **kept,
        }
    days, at, zone = (cast(str, kept[name]) for name in PLAN)
    return Plan(zone=zone, at=time.fromisoformat(at), pattern=read_code(days))


def day(kept: Value) -> date | None:
    """A kept date."""
    return date.fromisoformat(kept) if isinstance(kept, str) else None


def wanted(kept: Values, series: Series) -> Wanted:
    """The change that sets kept values."""
    found: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        if name in kept:
            found[field] = kept[name]
    if "starts_on" in found:
        found["starts_on"] = day(found["starts_on"])
    if any(name in kept for name in PLAN):
        found["plan"] = plan(kept, series.plan)
    return cast(Wanted, found)


def differing(before: Values, after: Values) -> tuple[dict[str, Value], dict[str, Value]]:
    """The values that differ, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def new(wanted: Wanted, series: Series) -> Mapping[str, Any]:
    """What of a change is not so already; kinds count as a set."""
    present: dict[str, Any] = {name: getattr(series, name) for name in wanted}
    if "kinds" in wanted and set(wanted["kinds"]) == set(series.kinds):
        present["kinds"] = wanted["kinds"]
    return {name: value for name, value in wanted.items() if present[name] != value}
