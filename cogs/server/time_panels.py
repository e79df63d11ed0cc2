"""The screens of `/setup` that ask when: zone, days, time."""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain import zone as zones
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Pattern
from bot.domain.server import Setup
from bot.ui import kit, modals
from bot.ui.components import button, select
from cogs.server import routes
from cogs.server.panels import steps

ANOTHER = "another"
# Of the 25 that a select holds one leads to all the others.
_ZONES = 24
_DAYS = (
    WEEKDAYS,
    EVERY_DAY,
    Pattern(frozenset({1, 3, 5})),
    Pattern(frozenset({2, 4})),
    Pattern(frozenset({6, 7})),
)


def zone_view(
    setup: Setup, now: datetime, opener: int, likely: Sequence[str] = ()
) -> ui.LayoutView:
    """Step 2, the zone of the schedule; the likely ones come first, and none is chosen."""
    offered = list(dict.fromkeys((*likely, *zones.FREQUENT)))[:_ZONES]
    options = [kit.option(zones.label(name, now), name) for name in offered]
    another = kit.option("Another zone", ANOTHER, description="Type the name of a city")
    return kit.panel(
        "-# Setup · step 2 of 4",
        "## Which time zone is it?",
        steps(setup, 2),
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
        steps(setup, 2),
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
