"""The agenda on the screens of a session: what is now, until when, and what comes next."""

from bot.domain.mock.agenda import Agenda
from bot.ui import kit


def now_line(agenda: Agenda) -> str:
    """What one needs at a glance: the present step, and until when it is planned."""
    ends_at = agenda.now.ends_at
    until = f"until {kit.stamp(ends_at, 't')} ({kit.stamp(ends_at)})"
    return f"**Now: {agenda.now.step.label.lower()}**, {until}"


def agenda_lines(agenda: Agenda, *, begun: bool = True) -> str:
    """Every step with its moment; before the start none is the present one."""
    return "\n".join(
        f"{_mark(place, agenda.place if begun else -1)} {kit.stamp(one.begins_at, 't')} "
        f"{one.step.label}"
        for place, one in enumerate(agenda.steps)
    )


def next_label(agenda: Agenda) -> str | None:
    """What stands on the button to the next step of this half."""
    following = agenda.following
    return None if following is None else f"Next: {following.step.label.lower()}"


def _mark(place: int, present: int) -> str:
    if place == present:
        return "➡️"
    return "✅" if place < present else "⬜"
