"""The screens of joining mock interviews, resting and leaving."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from discord import ui

from bot.domain import zone as zones
from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.mock import week
from bot.domain.mock.joining import LANGUAGES, STANDING, Entry, named
from bot.domain.mock.member import Wish
from bot.services.mock.status import Status
from bot.ui import kit, modals
from bot.ui.components import button, select, select_several
from cogs.mock import routes
from cogs.mock.parts import ONLY_YOU, amount, hours_lines, sharing, unusable

EVERY_WEEK = STANDING.toordinal()
WISHES: dict[Wish, str] = {
    "swap": "Swap half-way",
    "be interviewed": "Be interviewed",
    "interview": "Interview",
}
_MOST_ZONES = 25

_NO_ROUND = "No round is planned yet. What you choose is kept for the first one."
_WAITS = "You are on the waiting list for this round: if somebody becomes free, you two are paired."


def _round(status: Status) -> str:
    """What the member waits for."""
    if status.waits:
        return _WAITS
    if status.next_round is None:
        return _NO_ROUND
    if status.late:
        return (
            f"Next pairs {kit.stamp(status.next_round)}. Sign-up for them has closed, so from then on "
            "you wait for whoever becomes free."
        )
    return f"Next pairs {kit.stamp(status.next_round)}."


def zone_view(locales: Sequence[str], now: datetime) -> ui.LayoutView:
    """Asks for the time zone before anything else."""
    found = dict.fromkeys([*zones.likely(locales), *zones.FREQUENT])
    options = [kit.option(zones.label(zone, now), zone) for zone in list(found)[:_MOST_ZONES]]
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        "## Which time zone are you in?",
        "Your hours are read on your own clock. The time beside each city is what it shows now.",
        kit.row(select("Pick a city near you", options, routes.ZONE)),
        "-# Not in the list? `/me show` with `zone` knows every city; then `/mock join` again.",
    )


def join_modal(status: Status) -> ui.Modal:
    """Everything but languages and half hours; what was chosen last is preset."""
    choices = status.entry.choices if status.entry else None
    kinds = [
        (f"{look.emoji} {look.label}", bool(choices and kind in choices.kinds))
        for kind, look in kit.KINDS.items()
    ]
    wished = choices.wish if choices else "swap"
    roles = [(label, wish.replace(" ", "-"), wish == wished) for wish, label in WISHES.items()]
    levels = [
        kit.option(level, level, chosen=bool(choices and level == choices.level))
        for level in LEVELS
    ]
    return modals.form(
        "Join mock interviews",
        routes.JOIN.id(),
        modals.check_field("kinds", "Kinds of interview", kinds, required=True),
        *_when(status),
        modals.radio_field("wish", "Role", roles),
        modals.select_field("level", "Target level", levels),
    )


def _when(status: Status) -> Sequence[ui.Item[Any]]:
    """Days and times of day, ticked as the hours there are come closest to them."""
    days, parts = week.parts_of(week.bits(status.free.hours))
    tuned = "Hours you fine-tuned stay unless you change days or times of day."
    return (
        modals.check_field(
            "days",
            "Days",
            [(name, number in days) for number, name in enumerate(week.FULL_DAYS, 1)],
            description=tuned if status.free.hours else None,
            required=True,
        ),
        modals.check_field(
            "parts",
            "Time of day",
            [(_part(part), part in parts) for part in week.PARTS],
            description=f"In your time zone, {status.zone}. Fine-tune by the half hour next.",
            required=True,
        ),
    )


def _part(part: week.Part) -> str:
    begins, ends = week.PARTS[part]
    return f"{part.capitalize()}, {begins // 60:02}:00 to {ends // 60:02}:00"


def status_view(status: Status, undo: bool = False) -> ui.LayoutView:
    """Where a member stands, and what they can do about it; `undo` where their hours just changed."""
    entry = status.entry
    if entry is None:
        return not_joined_view(status)
    if entry.left_at is not None:
        return left_view()
    state = entry.state(status.today)
    skipping = button("Skip next", routes.SKIP) if state == "in" and not entry.skips else None
    title, row = _state(status, entry)
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        f"## {title}",
        *_chosen(status, entry),
        kit.line(),
        sharing(status.shared),
        _round(status),
        row,
        kit.row(
            button("Undo hours", routes.UNDO, version=entry.version) if undo else skipping,
            button("Languages", routes.LANGUAGES),
            button("Leave", routes.LEAVE),
        ),
        "-# Never with someone: `/mock never`. Nobody is told.",
    )


def _state(status: Status, entry: Entry) -> tuple[str, ui.ActionRow[Any]]:
    """The title, and the row with the next step."""
    if entry.state(status.today) == "paused":
        return _paused(entry, status.zone or "UTC"), _rest()
    if entry.skips:
        back = button("Don’t skip", routes.UNSKIP, primary=True)
        return "You skip the next round", kit.row(back, _tune(), _change())
    pause = button("Pause", routes.PAUSE)
    return "You’re in", kit.row(_tune(primary=True), _change(), pause)


def _tune(*, primary: bool = False) -> ui.Item[Any]:
    return button("Fine-tune", routes.TIMES, week=EVERY_WEEK, primary=primary)


def _change() -> ui.Item[Any]:
    return button("Change", routes.JOIN)


def _rest() -> ui.ActionRow[Any]:
    return kit.row(
        button("Resume", routes.RESUME, primary=True),
        button("1 week", routes.REST, weeks=1),
        button("2 weeks", routes.REST, weeks=2),
    )


def _paused(entry: Entry, zone: str) -> str:
    if entry.paused_until is None:
        return "Paused until you resume"
    ends = datetime.combine(entry.paused_until, time(), tzinfo=ZoneInfo(zone))
    return f"Paused until {kit.stamp(ends, 'D')}"


def _chosen(status: Status, entry: Entry) -> Sequence[str]:
    """Hours, what of them does not count, kinds and the rest."""
    minutes = week.usable_minutes(status.free.hours)
    zone = f"{zones.city(status.zone or 'UTC')} time"
    lines = hours_lines(status)
    hours = (
        f"{lines}\n{amount(minutes)} a week, {zone}"
        if lines
        else "**No hours yet** Without any, nobody can meet you."
    )
    kinds = (kit.KINDS[kind] for kind in KINDS if kind in entry.choices.kinds)
    wish = WISHES[entry.choices.wish].lower()
    return (
        hours,
        *unusable(status),
        ", ".join(f"{look.emoji} {look.label}" for look in kinds),
        f"{entry.choices.level} · {wish} · {', '.join(named(entry.languages))}",
    )


def not_joined_view(status: Status) -> ui.LayoutView:
    """Somebody who never joined."""
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        "## You have not joined yet",
        "Say what you would like to practise and when you are free. It takes about a minute, and you "
        "can pause or leave at any time.",
        kit.row(button("Join", routes.JOIN, primary=True)),
        f"-# {_round(status)}",
    )


def left_view() -> ui.LayoutView:
    """Somebody who left."""
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        "## You have left",
        "No round plans you in. What you chose is kept for when you come back.",
        "A session that is agreed stays, as somebody counts on it: `/mock status` shows it, and you can "
        "cancel it there.",
        kit.row(
            button("Come back", routes.COME_BACK, primary=True),
            button("Change first", routes.JOIN),
        ),
        "-# `/me delete` deletes what is kept.",
    )


def languages_view(status: Status) -> ui.LayoutView:
    """The languages that a member would be interviewed in."""
    if status.entry is None:
        return not_joined_view(status)
    spoken = status.entry.languages
    return kit.panel(
        f"-# Mock · languages · {ONLY_YOU}",
        "## Your languages",
        f"{', '.join(named(spoken))}. You only meet members who share one of them.",
        kit.row(
            select_several(
                "Pick one or more",
                [kit.option(name, code, chosen=code in spoken) for code, name in LANGUAGES.items()],
                routes.SPEAK,
            )
        ),
        kit.row(
            button("Your hours", routes.TIMES, week=EVERY_WEEK), button("Status", routes.STATUS)
        ),
    )
