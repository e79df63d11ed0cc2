"""The screens of `/mock with`: asking a particular person, and being asked.

Whoever asked reads the same whether the other one said no, said nothing or was never told.
"""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain.daily.question import Kind
from bot.domain.mock import asking
from bot.domain.mock.course import LAPSE
from bot.domain.mock.session import Session
from bot.ui import kit
from bot.ui.components import button, select
from cogs.mock import routes
from cogs.mock.joining_views import EVERY_WEEK
from cogs.mock.parts import ONLY_YOU
from cogs.mock.session_parts import colour, head, ids, mention

_GONE = "somebody who has left"
_GREY = f"-# Mock · asking · {ONLY_YOU}"


def kind_view(member: int, kinds: Sequence[Kind]) -> ui.LayoutView:
    """Which of the kinds that a member chose they ask for."""
    options = [kit.option(f"{kit.KINDS[one].emoji} {kit.KINDS[one].label}", one) for one in kinds]
    return kit.panel(
        _GREY,
        "## Which kind of interview?",
        f"You ask {mention(member)}. These are the kinds you chose yourself.",
        kit.row(select("Pick a kind", options, routes.ASK, member=member)),
    )


def question_view(session: Session, user_id: int, direct: bool) -> ui.LayoutView:
    """A question as it stands, to who asked or to who was asked."""
    if asking.came_to_nothing(session) and session.state == "cancelled":
        return taken_back_view(session)
    if session.state == "declined":
        return lapsed_view(session, user_id)
    seat = asking.asker(session)
    if seat is not None and seat.user_id == user_id:
        return hours_view(session, direct) if asking.said_yes(session) else asked_view(session)
    if asking.said_yes(session):
        return no_hours_view(session, direct)
    return declined_view(session) if asking.said_no(session) else to_answer_view(session)


def asked_view(session: Session) -> ui.LayoutView:
    """To who asked, while no yes came."""
    return kit.panel(
        head(session, "asking"),
        "## You hear of a yes at once",
        f"If {_asked(session)} takes part and takes questions just now, yours is with them. Anything "
        f"but a yes is told {_until(session)}, always at that time and in the same words.",
        kit.row(
            button("Refresh", routes.ASK_SHOW, **ids(session), primary=True),
            button("Take it back", routes.ASK_BACK, **ids(session)),
        ),
        "-# A yes brings three times to choose from.",
        colour=colour(session),
    )


def hours_view(session: Session, direct: bool) -> ui.LayoutView:
    """To who asked: yes, and no time for it."""
    return kit.panel(
        head(session, "asking"),
        "## Yes, and no hour in common",
        f"{_asked(session)} would like to. No free hour of the coming seven days suits you both. More "
        "hours help: add yours with `/mock times` in the server, then look again.",
        kit.row(
            button("Look again", routes.ASK_SHOW, **ids(session), primary=True),
            None if direct else button("Your hours", routes.TIMES, week=EVERY_WEEK),
            button("Take it back", routes.ASK_BACK, **ids(session)) if direct else None,
        ),
        f"-# The question stays open until {_until(session)}.",
        colour=colour(session),
    )


def to_answer_view(session: Session, server: str | None = None) -> ui.LayoutView:
    """To who was asked; in a direct message with the server it comes from."""
    return kit.panel(
        f"-# Mock interviews · {server[:20]}" if server else head(session, "asking"),
        "## Somebody asks for you",
        f"{_asker(session)} would like a mock interview with you: "
        f"{kit.KINDS[session.kind].emoji} {kit.KINDS[session.kind].label}, an hour, their target is "
        f"{session.facts.levels[0]}. A yes shows three times that suit you both.",
        kit.row(
            button("Yes, pick a time", routes.ASK_YES, **ids(session), primary=True),
            button("Not now", routes.ASK_NO, **ids(session)),
        ),
        f"-# Only a yes is told. Not now looks like no answer. Open until {_until(session)}.",
        colour=kit.HOUSE if server else colour(session),
    )


def no_hours_view(session: Session, direct: bool) -> ui.LayoutView:
    """To who said yes: no time for it yet."""
    return kit.panel(
        head(session, "asking"),
        "## Yes, and no hour in common",
        f"No free hour of the coming seven days suits you and {_asker(session)}. They are told that you "
        "would like to. More hours help: add yours with `/mock times` in the server, then try again.",
        kit.row(
            button("Try again", routes.ASK_YES, **ids(session), primary=True),
            None if direct else button("Your hours", routes.TIMES, week=EVERY_WEEK),
            button("Not now", routes.ASK_NO, **ids(session)),
        ),
        f"-# The question stays open until {_until(session)}.",
        colour=colour(session),
    )


def declined_view(session: Session) -> ui.LayoutView:
    """To who said no."""
    return kit.panel(
        head(session, "asking"),
        "## Nobody is told",
        f"{_asker(session)} reads the same as if you had not answered. You can still say yes until "
        f"{_until(session)}.",
        kit.row(button("Yes after all", routes.ASK_YES, **ids(session))),
        "-# Never with someone: `/mock never`. Nobody is told either.",
        colour=colour(session),
    )


def lapsed_view(session: Session, user_id: int) -> ui.LayoutView:
    """The question is over; to who asked, and to who said yes in vain."""
    seat = asking.asked(session)
    if asking.said_yes(session):
        other = _asker(session) if seat and seat.user_id == user_id else _asked(session)
        said = f"You and {other} found no free hour in common in time."
    else:
        said = f"{_asked(session)} can’t just now. That may have any reason, and none is told."
    return kit.panel(
        head(session, "asking"),
        "## Not this time",
        f"{said} In the server, `/mock now` finds who is free this minute, and the next round brings "
        "a partner.",
        colour=colour(session),
    )


def taken_back_view(session: Session) -> ui.LayoutView:
    """To who asked: they ask no more."""
    return kit.panel(
        head(session, "asking"),
        "## You asked no more",
        f"{_asked(session)} can no longer answer. You can ask them anew seven days after you first "
        "did.",
        colour=colour(session),
    )


def asks_view(mine: Sequence[Session], to_me: Sequence[Session], guild: int) -> ui.LayoutView:
    """A member’s open questions, and those that wait for their answer."""
    options = [
        *(kit.option(f"To answer: {_summary(one)}", str(one.id)) for one in to_me),
        *(kit.option(f"Asked by you: {_summary(one)}", str(one.id)) for one in mine),
    ]
    if not options:
        return kit.panel(
            _GREY,
            "## No open questions",
            "`/mock with` and a member asks them for a mock interview. Only a yes is told before two "
            "days have passed.",
            kit.row(button("Free now", routes.NOW), button("Status", routes.STATUS)),
        )
    answer = [f"{_asker(one)} waits for your answer." for one in to_me]
    asked = [f"You asked {_asked(one)}." for one in mine]
    return kit.panel(
        _GREY,
        f"## {kit.count(len(options), 'open question')}",
        kit.bullets([*answer, *asked][:_MOST]),
        kit.row(select("Open one", options[:_MOST], routes.ASKS, guild=guild)),
    )


_MOST = 25


def _summary(session: Session) -> str:
    at = f"{session.created_at:%-d %b}"
    return f"{kit.KINDS[session.kind].label}, {at}"


def _asker(session: Session) -> str:
    seat = asking.asker(session)
    return _GONE if seat is None else mention(seat.user_id)


def _asked(session: Session) -> str:
    seat = asking.asked(session)
    return _GONE if seat is None else mention(seat.user_id)


def _until(session: Session) -> str:
    return kit.stamp(_lapses(session), "f")


def _lapses(session: Session) -> datetime:
    return session.asked_at + LAPSE
