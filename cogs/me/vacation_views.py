"""The screens of `/me vacation`: what is planned, and taking it back."""

from datetime import date, datetime, time

from discord import ui

from bot.domain.plan.streak import Vacation
from bot.domain.plan.vacation import MOST
from bot.services.plan.vacations import Away
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route

# The first day, as its ordinal number.
CANCEL = Route("me:vacation-off:{first}")

_GREY = "-# You · vacation · only you see this"
_SHOWN = 5


def vacation_view(away: Away) -> ui.LayoutView:
    """What is planned, and how many days are left."""
    if not away.planned:
        return no_vacation_view(away.left)
    nearest = away.planned[0]
    title = "You are away" if nearest.first <= away.today else "Vacation is planned"
    return kit.panel(
        _GREY,
        f"## {title}",
        "\n".join(_span(one, away) for one in away.planned[:_SHOWN]),
        "A week that it leaves fewer than four days neither counts for your streak nor ends it.",
        kit.row(button("Cancel vacation", CANCEL, first=nearest.first.toordinal())),
        f"-# {_left(away.left)}"
        + (" The nearest is cancelled first." if len(away.planned) > 1 else ""),
    )


def no_vacation_view(left: int) -> ui.LayoutView:
    """Nothing is planned."""
    return kit.panel(
        _GREY,
        "## No vacation is planned",
        "Announce it before it begins, or on its first day: `/me vacation` with `from` and `until`, "
        "such as Friday and in 2 weeks. A week that it leaves fewer than four days neither counts for "
        "your streak nor ends it.",
        f"-# {_left(left)}",
    )


def _left(left: int) -> str:
    return f"Any twelve weeks hold {MOST} days; around today you have {left} left."


def _span(one: Vacation, away: Away) -> str:
    """`21 November 2026 to 3 December 2026, 13 days`, in the reader’s own words for dates."""
    number = (one.last - one.first).days + 1
    if number == 1:
        return f"**{_day(one.first, away)}**, 1 day"
    return f"**{_day(one.first, away)}** to **{_day(one.last, away)}**, {number} days"


def _day(day: date, away: Away) -> str:
    # Noon is the same date for a reader whose clock is some hours off.
    return kit.stamp(datetime.combine(day, time(12), tzinfo=away.zone), "D")
