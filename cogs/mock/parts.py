"""What several screens of mock interviews say in the same words."""

from collections.abc import Iterator

from bot.domain import zone as zones
from bot.domain.mock import week
from bot.domain.mock.joining import MOST_COMPARED, Shared
from bot.domain.mock.member import Hours
from bot.services.mock.status import Status
from bot.ui import kit

ONLY_YOU = "only you see this"
# Times that are too short are told as examples.
_EXAMPLES = 3


def amount(minutes: int) -> str:
    """`1 hour`, `7.5 hours`."""
    return kit.count(1, "hour") if minutes == 60 else f"{minutes / 60:g} hours"


def usable(hours: Hours) -> Hours:
    """Those into which a session fits."""
    return tuple(one for one in hours if week.is_usable(one))


def hours_lines(status: Status) -> str | None:
    """When a member is free, days with the same times in one line."""
    found = week.lines(usable(status.free.hours))
    return "\n".join(f"**{days}** {times}" for days, times in found) or None


def unusable(status: Status) -> Iterator[str]:
    """What of the hours does not count, and hours that were chosen in another zone."""
    short = tuple(one for one in status.free.hours if not week.is_usable(one))
    if short:
        named = "; ".join(f"{days} {times}" for days, times in week.lines(short[:_EXAMPLES]))
        more = f", and {len(short) - _EXAMPLES} more" if len(short) > _EXAMPLES else ""
        yield f"**Too short** {named}{more}. A session takes an hour."
    entry, zone = status.entry, status.zone
    if entry is not None and zone is not None and entry.zone != zone and status.free.hours:
        yield (
            f"**Your zone changed** You chose these in {zones.city(entry.zone)}; they now mean "
            f"{zones.city(zone)} time."
        )


def sharing(shared: Shared | None) -> str:
    """With how many of the others a member shares an hour."""
    if shared is None:
        return "From five members on you see here how many share an hour with you."
    if shared.others >= MOST_COMPARED - 1:
        return (
            f"Of the {shared.others} members who joined last, {shared.count} share at least an hour "
            "with you."
        )
    if shared.count == 0:
        return f"None of the {shared.others} other members shares an hour with you yet."
    verb = "shares" if shared.count == 1 else "share"
    return f"{shared.count} of {shared.others} other members {verb} at least an hour with you."
