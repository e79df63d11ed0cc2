"""Changes in words: the one place that says what was changed, for the list and for the log channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from bot.domain.changes import Change, Value, What
from bot.domain.daily.question import Question
from bot.domain.schedule import read_code
from bot.services.changes import Noted
from bot.ui import kit
from bot.ui.text import snippet

_TITLES: Mapping[What, str] = {
    "series-added": "Series added",
    "series-edited": "Series changed",
    "series-paused": "Series paused",
    "series-resumed": "Series resumed",
    "series-skipped": "Next post skipped",
    "series-posted": "Posted by hand",
    "series-removed": "Series removed",
    "queue-changed": "Queue changed",
    "question-off": "Question switched off",
    "question-on": "Question switched on",
    "suggestion-accepted": "Suggestion accepted",
    "questions-imported": "Questions imported",
    "import-undone": "Import undone",
    "settings-changed": "Server settings changed",
    "rounds-changed": "Rounds changed",
    "round-sent": "Round sent by hand",
    "boards-changed": "Boards changed",
    "phase-roles-changed": "Roles by phase changed",
    "channel-created": "Channel created",
    "role-created": "Role created",
}
_NAMES = {
    "channel": "Channel",
    "closes": "Sign-up closes before",
    "days": "Days",
    "digest": "Weekly digest",
    "digest_days": "Digest on",
    "digest_time": "Digest at",
    "events": "Server events",
    "excluded_roles": "Left out of boards",
    "kinds": "Kinds",
    "level": "Level",
    "log_channel": "Log channel",
    "phase_1": "Role of phase 1",
    "phase_2": "Role of phase 2",
    "phase_3": "Role of phase 3",
    "ping_role": "Role to ping",
    "place": "Posts in",
    "report": "Weekly report",
    "report_days": "Report on",
    "report_time": "Report at",
    "rounds": "Rounds",
    "slot": "Post of",
    "starts_on": "Start",
    "threads": "Threads",
    "time": "Time",
    "until": "Paused until",
    "zone": "Time zone",
}
_NOTHING = {
    "digest": "off",
    "excluded_roles": "no role",
    "kinds": "all",
    "level": "all",
    "log_channel": "none",
    "ping_role": "nobody",
    "until": "someone resumes it",
    "zone": "as the newest series",
}
_REPORTS = {
    "off": "off",
    "log": "to the log channel",
    "dm": "by direct message",
    "dm-other": "by direct message to someone else",
}
# What says where a series posts and what it asks; shown when one begins or ends.
_PLAN = ("days", "time", "zone")
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change in words: what it is, where, and each value before and after."""

    title: str
    where: str | None
    lines: Sequence[str]

    def as_list(self) -> str:
        """The values as small print, for a list; nothing where none is told."""
        return "".join(f"\n-# {line}" for line in self.lines)


def describe(noted: Noted, questions: Mapping[str, Question]) -> Told:
    """What was changed, in plain words; a question is called by its title."""
    change = noted.change
    lines = _lines(change, questions)
    left = len(lines) - _SHOWN
    if left > 0:
        lines = [*lines[:_SHOWN], f"And {left} more"]
    return Told(title=_title_of(change), where=_where(noted), lines=lines)


def _title_of(change: Change) -> str:
    """What was done; some changes keep their name when they are taken back."""
    match change.what:
        case "series-paused" | "series-resumed":
            return _TITLES["series-paused" if change.after.get("paused") else "series-resumed"]
        case "series-skipped" if not change.after.get("slot"):
            return "Skip taken back"
        case "channel-created" if not change.after:
            return "Channel deleted"
        case "role-created" if not change.after:
            return "Role deleted"
        case "suggestion-accepted" if not change.after:
            return "Acceptance taken back"
        case _:
            return _TITLES[change.what]


def _where(noted: Noted) -> str | None:
    change = noted.change
    if change.what == "role-created":
        return f"<@&{change.ref}>" if change.after else None
    if change.what == "channel-created":
        return f"<#{change.ref}>" if change.after else None
    return f"<#{noted.channel_id}>" if noted.channel_id is not None else None


def _lines(change: Change, questions: Mapping[str, Question]) -> list[str]:
    match change.what:
        case "series-added":
            return _plan(change.after)
        case "series-removed":
            return _plan(change.before)
        case "series-paused" | "series-resumed":
            return _pause(change)
        case "series-skipped" | "series-posted":
            slot = change.after.get("slot") or change.before.get("slot")
            return [f"The post of {_worded('slot', slot)}"] if slot else []
        case "queue-changed":
            return _queue(change, questions)
        case "suggestion-accepted":
            values = change.after or change.before
            return [_title(str(values["question"]), questions)]
        case "question-off" | "question-on":
            return [_title(str(change.after["question"]), questions)]
        case "questions-imported" | "import-undone":
            return _file(change.after or change.before)
        case "channel-created" | "role-created":
            name = change.after.get("name") or change.before.get("name")
            return [f"“{snippet(str(name))}”"] if name else []
        case _:
            return [_difference(*one) for one in change.differences]


def _file(values: Mapping[str, Value]) -> list[str]:
    counts = [
        f"{values[name]} {name}" for name in ("added", "changed", "removed") if name in values
    ]
    return [f"“{snippet(str(values['file']))}”: {', '.join(counts)}"]


def _difference(name: str, before: Value, after: Value) -> str:
    label = _NAMES.get(name, name.replace("_", " ").capitalize())
    return f"{label} {_worded(name, before)} → {_worded(name, after)}"


def _pause(change: Change) -> list[str]:
    if not change.after.get("paused"):
        return []
    until = change.after.get("until")
    if change.before.get("paused"):
        return [_difference("until", change.before.get("until"), until)]
    return [f"Until {_worded('until', until)}"]


def _plan(values: Mapping[str, Value]) -> list[str]:
    """A series in one line, as on its own screens."""
    if not all(values.get(name) for name in _PLAN):
        return []
    days, time, zone = (_worded(name, values[name]) for name in _PLAN)
    return [f"{days} {time}, {zone}"]


def _queue(change: Change, questions: Mapping[str, Question]) -> list[str]:
    before = cast(list[str], change.before.get("questions") or [])
    after = cast(list[str], change.after.get("questions") or [])
    added = [id for id in after if id not in before]
    taken = [id for id in before if id not in after]
    if len(taken) > 1 and not after:
        return [f"Emptied, {kit.count(len(taken), 'question')} taken out"]
    lines = [f"Added {_title(id, questions)}" for id in added]
    lines += [f"Taken out {_title(id, questions)}" for id in taken]
    return lines or [f"Moved {_title(_moved(before, after), questions)}"]


def _moved(before: Sequence[str], after: Sequence[str]) -> str:
    """The one that was moved: without it both orders are the same."""
    for id in after:
        if [one for one in before if one != id] == [one for one in after if one != id]:
            return id
    return after[0]


def _title(id: str, questions: Mapping[str, Question]) -> str:
    question = questions.get(id)
    return f"“{question.short if question is not None else id}”"


def _worded(name: str, value: Value) -> str:
    """A value as people read it."""
    if value in (None, [], ""):
        return _NOTHING.get(name, "none")
    match name:
        case "channel" | "log_channel" | "digest":
            return f"<#{value}>"
        case "ping_role" | "phase_1" | "phase_2" | "phase_3":
            return f"<@&{value}>"
        case "excluded_roles" if isinstance(value, list):
            return " ".join(f"<@&{id}>" for id in value)
        case "days" | "report_days" | "digest_days":
            return str(read_code(str(value)))
        case "starts_on" | "slot" | "until":
            day = date.fromisoformat(str(value))
            return f"{day.day} {day:%B %Y}"
        case "report":
            return _REPORTS[str(value)]
        case "kinds" if isinstance(value, list):
            return ", ".join(look.label for kind, look in kit.KINDS.items() if kind in value)
        case "place":
            return "a forum" if value == "forum" else "a text channel"
        case "threads":
            return "on" if value else "off"
        case "closes":
            return f"{value} hours"
        case _:
            return ", ".join(value) if isinstance(value, list) else str(value)
