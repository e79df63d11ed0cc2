"""What else is seen of a session while it is held: the candidate’s screen, half-time, and its end."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.mock.session import Session
from bot.services.mock.packets import Sheet
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import routes
from cogs.mock.agenda_parts import agenda_lines, now_line
from cogs.mock.session_parts import colour, head, ids, listed, mention


def candidate_view(sheet: Sheet) -> ui.LayoutView:
    """Who may read the packet, what is now, and what to do in it."""
    session, present = sheet.session, sheet.agenda
    return kit.panel(
        kit.head(session.kind, "you are interviewed"),
        "## You answer in this half" if session.swap else "## You answer this time",
        _who_reads(sheet),
        kit.line() if present is not None else None,
        *(
            ()
            if present is None
            else (f"{now_line(present)}\n{present.now.step.candidate}", agenda_lines(present))
        ),
        *_candidate_rows(sheet),
        colour=colour(session),
    )


def _who_reads(sheet: Sheet) -> str:
    session = sheet.session
    interviewer = session.interviewer(sheet.half)
    who = mention(interviewer.user_id) if interviewer is not None else "who interviews"
    said = f"Only {who} can read the packet, so that the question is new to you."
    if session.swap and sheet.half == 1:
        return f"{said} Yours opens once you have swapped."
    starts_at = session.starts_at
    if session.is_held or starts_at is None:
        return said
    return f"{said} It begins {kit.stamp(starts_at)}."


def _candidate_rows(sheet: Sheet) -> Sequence[ui.ActionRow[Any]]:
    session, present = sheet.session, sheet.agenda
    absent = (
        button("Partner absent", routes.ABSENT, **ids(session)) if sheet.may_miss_somebody else None
    )
    if present is None:
        return (kit.row(button("Start", routes.START, **ids(session), primary=True), absent),)
    swaps = present.swaps and present.following is None
    refresh = button("Refresh", routes.PACKET, **ids(session))
    return (
        kit.row(
            button("Swap", routes.SWAP, **ids(session), primary=True) if swaps else None,
            refresh,
            button("End session", routes.END, **ids(session)),
        ),
        *(() if absent is None else (kit.row(absent),)),
    )


def over_view(session: Session) -> ui.LayoutView:
    """It is over, for who holds no packet of it."""
    return kit.panel(
        head(session, "over"),
        "## This session is over",
        "Fill in your card before you talk about how it went."
        if session.is_held
        else "Nobody pressed Start. If you met, say so, and your cards open.",
        kit.row(button("Fill your card", routes.CARD, **ids(session), primary=True))
        if session.is_held
        else _asks(session),
        colour=colour(session),
    )


def cards_view(session: Session) -> ui.LayoutView:
    """After the hour: how was it, or did it take place at all."""
    if not session.is_held:
        return kit.panel(
            head(session),
            "## Did you meet?",
            "Its hour is over, and nobody pressed Start. Either answer is fine.",
            _asks(session),
            "-# The first answer counts for all of you.",
            colour=colour(session),
        )
    pair = listed(mention(seat.user_id) for seat in session.seats)
    return kit.panel(
        head(session),
        "## How was it?",
        f"{pair}, fill in your cards before you talk about it. They are sealed, and open together "
        "once all are in.",
        kit.row(button("Fill your card", routes.CARD, **ids(session), primary=True)),
        "-# 3 minutes. After two days they open anyway.",
        colour=colour(session),
    )


def _asks(session: Session) -> ui.ActionRow[Any]:
    return kit.row(
        button("We met", routes.MET, **ids(session), primary=True),
        button("It did not happen", routes.NOT_MET, **ids(session)),
    )


def met_view(session: Session) -> ui.LayoutView:
    """It counts as held."""
    return kit.panel(
        head(session),
        "## Then it counts",
        "Fill in your card while you remember it. Cards are sealed until all are in.",
        kit.row(button("Fill your card", routes.CARD, **ids(session), primary=True)),
        colour=colour(session),
    )


def not_met_view(session: Session) -> ui.LayoutView:
    """It does not."""
    return kit.panel(
        head(session),
        "## Noted, and nothing counts",
        "No card is waited for. There is another way to use an hour, whenever you like.",
        kit.row(
            button("Solo drill", routes.SOLO, guild=session.guild_id, primary=True),
        ),
        colour=colour(session),
    )
