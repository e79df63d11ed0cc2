"""A session as a file that calendars open: `.ics`, as RFC 5545 and RFC 5546 have it.

It is published and not requested. A request is addressed to attendees by their mail addresses, which
nobody here has, and Outlook offers no way to accept one that is addressed to somebody else. What is
published, Google, Apple and Outlook add as an event of one’s own.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import CLASS, STATUS, TRANSP, Alarm, Calendar, Event

ALARM = timedelta(minutes=15)
"""How long before a session a calendar rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One version of a session.

    `sequence` grows whenever it is moved or cancelled, and `stamp` is when this version came to be.
    `summary` is seen by whoever a calendar is shared with, so it holds no names. `names` are the others
    in the session, `link` leads to its thread.
    """

    guild_id: int
    session_id: int
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    names: Sequence[str] = ()
    link: str | None = None
    cancelled: bool = False


def invitation(it: Appointment) -> bytes:
    """The file of an appointment; the same one gives the same bytes.

    Whether a later version replaces an earlier one that was opened is up to the calendar, so a
    cancelled one says so in its summary, takes up no time and does not ring.
    """
    event = Event.new(
        uid=f"session-{it.session_id}-{it.guild_id}@loopmate",
        sequence=it.sequence,
        stamp=it.stamp.astimezone(UTC),
        start=it.starts_at.astimezone(UTC),
        end=it.ends_at.astimezone(UTC),
        summary=_clean(f"Cancelled: {it.summary}" if it.cancelled else it.summary),
        description=_clean(_description(it)) or None,
        classification=CLASS.PRIVATE,
        status=STATUS.CANCELLED if it.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if it.cancelled else TRANSP.OPAQUE,
        subcomponents=() if it.cancelled else (_alarm(it.summary),),
    )
    calendar = Calendar()
    calendar.prodid = "-//Loopmate//Mock interviews//EN"
    calendar.version = "2.0"
    calendar.method = "CANCEL" if it.cancelled else "PUBLISH"
    calendar.add_component(event)
    return calendar.to_ical()


def _alarm(summary: str) -> Alarm:
    alarm = Alarm.new(description=_clean(summary))
    alarm["action"] = "DISPLAY"
    alarm.TRIGGER = -ALARM
    return alarm


def _description(it: Appointment) -> str:
    lines = [f"With {' and '.join(it.names)}."] if it.names else []
    return "\n".join(lines if it.link is None else [*lines, it.link])


def _clean(text: str) -> str:
    """Without the control characters that no calendar may hold; every end of a line is the same."""
    lines = "\n".join(text.splitlines())
    return "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) != "Cc")
