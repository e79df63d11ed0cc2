"""What a member chose for themselves, and when they may be reached."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Reach = Literal["dm", "thread"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A member’s own choices; quiet hours have both ends or neither."""

    zone: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    reach: Reach = "dm"
    reviews: bool = True

    def awake(self, moment: datetime, *, usual_zone: str) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into.

        Times are the member’s own; `usual_zone` holds where they chose none. A quiet span may pass
        midnight; one that begins when it ends is none.
        """
        begins, ends = self.quiet_from, self.quiet_until
        if begins is None or ends is None or begins == ends:
            return moment
        local = moment.astimezone(ZoneInfo(self.zone or usual_zone))
        passes_midnight = begins > ends
        at = local.time().replace(second=0, microsecond=0)
        quiet = (at >= begins or at < ends) if passes_midnight else begins <= at < ends
        if not quiet:
            return moment
        day = local.date() + timedelta(days=passes_midnight and at >= begins)
        return datetime.combine(day, ends, tzinfo=local.tzinfo).astimezone(UTC)
