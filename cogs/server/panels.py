"""The screens of `/setup`, one a step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from discord import ui

from bot.domain import zone as zones
from bot.domain.daily.series import Series
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Pattern
from bot.domain.server import Setup
from bot.ui import kit, modals
from bot.ui.components import button, channel_select, select
from bot.ui.permissions import IN_THREAD, THREAD, Need, needs
from cogs.server import routes

ANOTHER = "another"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")
_DAYS = (
    WEEKDAYS,
    EVERY_DAY,
    Pattern(frozenset({1, 3, 5})),
    Pattern(frozenset({2, 4})),
    Pattern(frozenset({6, 7})),
)


def channel_view(setup: Setup, opener: int, *, gone: bool = False) -> ui.LayoutView:
    """Step 1; also where the channel that was chosen is gone."""
    return kit.panel(
        "-# Setup · step 1 of 4",
        "## Where should questions go?",
        "The channel you chose is gone. Pick another one." if gone else None,
        _steps(replace(setup, channel_id=None), 1),
        kit.line(),
        kit.row(channel_select("Pick a text channel or forum", routes.CHANNEL, opener=opener)),
        kit.row(button("Stop", routes.STOP, opener=opener)),
        "-# About a minute. You can stop and come back.",
    )


def zone_view(setup: Setup, now: datetime, opener: int) -> ui.LayoutView:
    """Step 2, the zone of the schedule."""
    options = [kit.option(zones.label(name, now), name) for name in zones.FREQUENT]
    another = kit.option("Another zone", ANOTHER, description="Type the name of a city")
    return kit.panel(
        "-# Setup · step 2 of 4",
        "## Which time zone is it?",
        _steps(setup, 2),
        kit.line(),
        kit.row(select("Pick a time zone", [*options, another], routes.ZONE, opener=opener)),
        kit.row(
            button("Back", routes.BACK, opener=opener), button("Stop", routes.STOP, opener=opener)
        ),
        "-# The zone of the schedule. Everybody sees times in their own.",
    )


def zone_modal(opener: int) -> ui.Modal:
    """A zone by its name."""
    return modals.form(
        "Time zone",
        routes.ZONE_NAME.id(opener=opener),
        modals.text_field("zone", "City or zone", placeholder="Europe/Berlin, or just Berlin"),
    )


def near_view(near: Sequence[str], typed: str, now: datetime, opener: int) -> ui.LayoutView:
    """What a typed zone may mean."""
    options = [kit.option(zones.label(name, now), name, description=name) for name in near]
    return kit.panel(
        "-# Setup · step 2 of 4",
        "## Which of these is it?",
        kit.row(select("Pick a time zone", options[:25], routes.ZONE, opener=opener)),
        kit.row(button("Back", routes.CHECK, opener=opener)),
        f"-# Near “{typed[:60]}”." if "`" not in typed and "<" not in typed else None,
    )


def time_view(setup: Setup, opener: int) -> ui.LayoutView:
    """Step 2, days and time."""
    chosen = setup.pattern or WEEKDAYS.code
    days = [
        kit.option(str(pattern), pattern.code, chosen=pattern.code == chosen) for pattern in _DAYS
    ]
    hours = [kit.option(f"{hour % 24:02}:00", f"{hour % 24:02}:00") for hour in range(6, 30)]
    return kit.panel(
        "-# Setup · step 2 of 4",
        "## When should questions come?",
        _steps(setup, 2),
        kit.line(),
        kit.row(select("Days", days, routes.DAYS, opener=opener)),
        kit.row(select("Time of day", hours, routes.TIME, opener=opener)),
        kit.row(
            button("Other time", routes.OTHER_TIME, opener=opener),
            button("Back", routes.BACK, opener=opener),
            button("Stop", routes.STOP, opener=opener),
        ),
        f"-# In {setup.zone}. Picking a time goes on to the next step.",
    )


def time_modal(opener: int) -> ui.Modal:
    """Any time and any days."""
    return modals.form(
        "Time and days",
        routes.OTHER_TIME.id(opener=opener),
        modals.text_field("time", "Time of day", placeholder="17:30", longest=5),
        modals.text_field(
            "days",
            "Days",
            description="Weekdays, every day, or days such as Mon, Wed, Fri",
            default="Weekdays",
        ),
    )


def blocked_view(setup: Setup, missing: Sequence[Need], role: str, opener: int) -> ui.LayoutView:
    """Step 3, where something is missing."""
    place = setup.place or "text"
    wanted = len(needs(place, threads=setup.threads))
    listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in missing])
    only_threads = all(need in (THREAD, IN_THREAD) for need in missing)
    noun = "permission is" if len(missing) == 1 else "permissions are"
    return kit.panel(
        "-# ⚠️ Setup · step 3 of 4",
        f"## {_NUMBERS[len(missing)]} {noun} missing",
        _steps(setup, 3, permissions=f"⚠️ **Permissions** {wanted - len(missing)} of {wanted}"),
        kit.line(),
        f"In <#{setup.channel_id}>, allow these for the role **{role}**:\n{listed}",
        f"-# Edit channel → Permissions → {role}",
        kit.row(
            button("Check again", routes.CHECK, opener=opener, primary=True),
            button("Skip threads", routes.NO_THREADS, opener=opener)
            if only_threads and place == "text"
            else None,
            button("Back", routes.BACK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def test_view(setup: Setup, opener: int) -> ui.LayoutView:
    """Step 4."""
    return kit.panel(
        "-# Setup · step 4 of 4",
        "## Post a test?",
        _steps(setup, 4),
        kit.line(),
        f"It goes to <#{setup.channel_id}> the way every question will.",
        kit.row(
            button("Post a test", routes.TEST, opener=opener, primary=True),
            button("Start without", routes.FINISH, opener=opener),
        ),
        kit.row(
            button("Back", routes.BACK, opener=opener), button("Stop", routes.STOP, opener=opener)
        ),
    )


def test_failed_view(
    setup: Setup, missing: Sequence[Need], why: str | None, opener: int
) -> ui.LayoutView:
    """Step 4, where the test did not arrive; `why` is what delivery wrote down."""
    listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in missing])
    if missing:
        reason = f"These were taken away meanwhile:\n{listed}"
    elif why == "tag":
        reason = "The forum asks for a tag on every post. Switch that off in its settings."
    else:
        reason = "Discord did not take it. Its status page may say more; nothing is lost."
    return kit.panel(
        "-# ⚠️ Setup · step 4 of 4",
        "## The test did not arrive",
        _steps(setup, 4, permissions="⚠️ **Permissions**" if missing else None),
        kit.line(),
        reason,
        kit.row(
            button("Try again", routes.TEST, opener=opener, primary=True),
            button("Check again", routes.CHECK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def done_view(setup: Setup, series: Series, *, tested: bool = True) -> ui.LayoutView:
    """The series runs."""
    first = series.plan.slot(series.starts_on).at
    return kit.panel(
        "-# Setup · done",
        f"## First question {kit.stamp(first)}",
        f"{kit.stamp(first, 'F')}, then {_then(series)}",
        f"-# Shown in your own time. The schedule runs on {series.plan.zone}.",
        kit.line(),
        _steps(setup, 5, tested=tested),
        "-# If something stops working: `/server doctor`",
    )


def _then(series: Series) -> str:
    pattern = series.plan.pattern
    if pattern == EVERY_DAY:
        return "every day"
    return "every weekday" if pattern == WEEKDAYS else f"on {pattern}"


def stopped_view() -> ui.LayoutView:
    """Left before the end."""
    return kit.panel(
        "-# Setup",
        "## Stopped for now",
        "Your choices are kept. `/setup` goes on where you left.",
    )


def _steps(setup: Setup, step: int, *, permissions: str | None = None, tested: bool = True) -> str:
    """The four steps: done, now, to do."""
    plan = setup.plan
    when = f" {plan}" if plan is not None else f" {setup.zone}" if setup.zone else ""
    where = f" <#{setup.channel_id}>" if setup.channel_id is not None else ""
    lines = [
        f"{_mark(1, step)} **Channel**{where}",
        f"{_mark(2, step)} **Time**{when}",
        permissions or f"{_mark(3, step)} **Permissions**",
        f"{_mark(4, step)} **Test post**" if tested else "⬜ **Test post** left out",
    ]
    return "\n".join(lines)


def _mark(step: int, now: int) -> str:
    return "✅" if step < now else "➡️" if step == now else "⬜"
