"""The screens of `/mock history`: a member’s sessions, and one of them minute by minute."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.domain.mock.agenda import minute
from bot.domain.mock.kit import Kit
from bot.domain.mock.stamp import Stamp
from bot.services.mock.history import Half, Look, Past, Recalled
from bot.ui import kit
from bot.ui.components import button, select, turns
from cogs.mock import routes
from cogs.mock.feedback_views import LEFT
from cogs.mock.parts import ONLY_YOU
from cogs.mock.session_parts import colour, ids, levels, listed, mention

_CARDS = {
    "none": None,
    "missing": "your card is missing",
    "sealed": "your card is sealed",
    "open": "feedback is open",
}


def history_view(look: Look, guild: int) -> ui.LayoutView:
    """A page of sessions, the newest first."""
    if not look.rows:
        return no_session_view()
    where = f"page {look.page + 1} of {look.pages}" if look.pages > 1 else ONLY_YOU
    options = [
        kit.option(f"{n}. {_short(past)}", str(past.session.id))
        for n, past in enumerate(look.rows, 1)
    ]
    return kit.panel(
        f"-# Mock interviews · {where}",
        f"## {kit.count(look.total, 'session')}",
        *(_row(n, past) for n, past in enumerate(look.rows, 1)),
        kit.row(select("Open a session", options, routes.PAST, page=look.page, guild=guild)),
        turns(routes.HISTORY, look.page, look.pages, guild=guild),
        kit.row(button("What peers saw", routes.GROWTH, page=0, guild=guild)),
    )


def no_session_view() -> ui.LayoutView:
    """They have no session behind them."""
    return kit.panel(
        f"-# Mock interviews · {ONLY_YOU}",
        "## No session yet",
        "Each one you hold is kept here with its question, its hints and what was said after it.",
        kit.row(button("Where you stand", routes.STATUS, primary=True)),
    )


def _row(n: int, past: Past) -> str:
    facts = [kit.stamp(_day(past), "D"), _role(past), *_hints(past)]
    told = [_outcome(past), _CARDS[past.cards]]
    return (
        f"`{n}` **{_short(past)}**\n{kit.head(past.session.kind, *facts)}\n"
        f"-# {_with(past)} · {' · '.join(one for one in told if one)}"
    )


def _short(past: Past) -> str:
    """The question of the half in which they were asked, or asked."""
    questions = [half.question.short for half in past.halves if half.question is not None]
    return questions[0] if questions else f"{kit.KINDS[past.session.kind].label} session"


def _day(past: Past) -> Any:
    session = past.session
    return session.begun_at or session.starts_at or session.created_at


def _role(past: Past) -> str:
    if past.alone:
        return "solo drill"
    if past.session.swap and past.seat.role != "observer":
        return "both roles"
    return past.seat.role


def _hints(past: Past) -> Iterator[str]:
    given = sum(half.hints for half in past.halves)
    if given:
        yield kit.count(given, "hint")


def _with(past: Past) -> str:
    if past.alone:
        return "on your own"
    return f"with {listed(map(mention, past.partners)) if past.partners else LEFT}"


def _outcome(past: Past) -> str:
    """Held, or why not; nobody is named for it."""
    session = past.session
    if past.replaced:
        return "you could not come"
    if session.is_held:
        return "held"
    if session.state == "released":
        return "no time was found"
    if past.missed:
        return "one of you could not come"
    return "called off" if session.state == "cancelled" else "nobody pressed Start"


def recalled_view(recalled: Recalled) -> ui.LayoutView:
    """One session: who asked what, what was pressed when, and the way to its cards."""
    past = recalled.past
    session = past.session
    notes = past.seat.note
    return kit.panel(
        kit.head(session.kind, levels(session), _role(past)),
        f"## {_short(past)}",
        f"{kit.stamp(_day(past), 'F')}, {_with(past)}, {_outcome(past)}.",
        *(_half(half, past) for half in past.halves if half.question is not None),
        _stamped(recalled),
        "You wrote notes; they are shared once the cards open." if notes else None,
        kit.row(
            _cards(past), button("All sessions", routes.HISTORY, page=0, guild=session.guild_id)
        ),
        colour=colour(session),
    )


def _half(half: Half, past: Past) -> str:
    assert half.question is not None, "it is known"
    hints = kit.count(half.hints, "hint") if half.hints else "no hint"
    head = f"**Half {half.number}** " if past.session.swap else "**Question** "
    asked = [seat for seat in (half.interviewer, half.candidate) if seat is not None]
    if past.alone or len(asked) == 1:
        return f"{head}{half.question.short} · {hints}"
    one, other = (mention(seat.user_id) for seat in asked)
    return f"{head}{half.question.short} · {hints}\n{one} asked {other}."


def _stamped(recalled: Recalled) -> str | None:
    """What was pressed, by the minute of its half."""
    begun = recalled.past.session.begun_at
    lines: list[str] = []
    for stamp in recalled.stamps.rows:
        if stamp.what == "drill" or begun is None:
            continue
        if stamp.what == "swap":
            begun = stamp.at
        lines.append(f"`{minute(begun, stamp.at):>2}` {_pressed(stamp, recalled.kit)}")
    return "**Minute by minute**\n" + "\n".join(lines) if lines else None


def _pressed(stamp: Stamp, of: Kit) -> str:
    if stamp.what == "hint":
        return f"Hint {stamp.value}"
    if stamp.what == "step":
        steps = of.agenda
        return steps[min(stamp.value, len(steps) - 1)].label
    return {"start": "Start", "swap": "Roles swapped", "end": "End"}[stamp.what]


def _cards(past: Past) -> ui.Item[Any] | None:
    """The next step with the cards, whatever it is."""
    if past.cards == "none":
        return None
    session = past.session
    if past.cards == "missing":
        return button("Fill your card", routes.CARD, **ids(session), primary=True)
    label = "Feedback" if past.cards == "open" else "Your card"
    return button(label, routes.FEEDBACK, **ids(session), page=0, primary=True)
