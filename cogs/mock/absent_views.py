"""The screens around a partner who does not come."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.mock.absence import is_excused
from bot.domain.mock.session import Session
from bot.services.mock.absence import Missed
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import routes
from cogs.mock.session_parts import colour, head, ids, listed, mention

_SECOND = 2


def missed_view(missed: Missed) -> ui.LayoutView:
    """What to do with the hour; to an observer first the question who is missing."""
    session, absent = missed.session, missed.absent
    if absent is None:
        return _who_view(session)
    who = mention(absent.user_id)
    return kit.panel(
        head(session, "partner absent"),
        f"## {who} can’t come" if missed.excused else f"## {who} isn’t here yet",
        _said(missed),
        *_ways(missed),
        f"-# {who} can still join, or excuse themselves in one tap."
        if not missed.excused
        else "-# Nobody is blamed for saying so.",
        colour=colour(session),
    )


def _said(missed: Missed) -> str:
    if missed.asked:
        return (
            "Whoever is free now and fits is asked. The first to say yes takes the seat, and you both "
            "get a session of your own. Nobody yet? The drill is still yours."
        )
    if missed.excused and not missed.has_begun:
        return "Find another time with them, or use the hour by yourself."
    return (
        "Your hour is not lost. Offer the seat to whoever said they are free now, or practise by "
        "yourself."
    )


def _ways(missed: Missed) -> Sequence[ui.ActionRow[Any]]:
    session = missed.session
    drill = button("Solo drill", routes.INSTEAD, **ids(session))
    wait = button("Wait", routes.PACKET, **ids(session))
    early = missed.excused and not missed.has_begun
    move = None
    if missed.excused:
        sequence = session.sequence
        move = button("New time", routes.MOVE, sequence=sequence, **ids(session), primary=early)
    if early:
        return [kit.row(move, drill, wait)]
    alone = missed.third is None
    third = None if alone else button("Go on as two", routes.GO_ON, **ids(session), primary=True)
    label = "Offer again" if missed.asked else "Offer it"
    offer = button(label, routes.OFFER, **ids(session), primary=alone)
    return [kit.row(third, offer), kit.row(drill, move, wait)]


def _who_view(session: Session) -> ui.LayoutView:
    interviewer, candidate = session.interviewer(), session.candidate()
    pair = [seat for seat in (interviewer, candidate) if seat is not None]
    return kit.panel(
        head(session, "partner absent"),
        "## Who is missing?",
        "\n".join(f"`{n}` {mention(seat.user_id)}" for n, seat in enumerate(pair, 1)),
        kit.row(
            *(
                button(f"Number {n}", routes.MISSING, place=seat.place, **ids(session))
                for n, seat in enumerate(pair, 1)
            ),
            button("Nobody", routes.PACKET, **ids(session)),
        ),
        "-# They are told that you are there.",
        colour=colour(session),
    )


def where_are_you_view(session: Session, user_id: int) -> ui.LayoutView:
    """To who has not come: join, or excuse yourself."""
    starts_at = session.starts_at
    assert starts_at is not None, "a time is agreed"
    there = [seat.user_id for seat in session.others(user_id) if not is_excused(session, seat)]
    others = listed(mention(one) for one in there) if there else "Somebody"
    are = "are" if len(there) >= _SECOND else "is"
    return kit.panel(
        head(session),
        "## Are you on your way?",
        f"{mention(user_id)}, {others} {are} there for your session of {kit.stamp(starts_at, 't')}. "
        "Join, or say in one tap that you can’t.",
        kit.row(
            button("Packet", routes.PACKET, **ids(session), primary=True),
            button("Excuse me", routes.EXCUSE, **ids(session)),
        ),
        "-# Saying so costs less than not coming.",
        colour=colour(session),
    )


def excused_view(session: Session, user_id: int) -> ui.LayoutView:
    """To who cannot come: it is known."""
    seat = session.seat(user_id)
    observes = seat is not None and seat.role == "observer"
    others = listed(mention(one.user_id) for one in session.others(user_id))
    what = (
        f"{others} go on without you."
        if observes
        else f"{others} can look for another time with you, or use the hour without you."
    )
    return kit.panel(
        head(session),
        "## You are excused",
        what,
        kit.row(button("I can come", routes.COME, **ids(session))),
        colour=colour(session),
    )


def told_view(session: Session, user_id: int) -> ui.LayoutView:
    """To the others: who cannot come, or can after all."""
    seat, starts_at = session.seat(user_id), session.starts_at
    assert seat is not None, "who has no seat excuses themselves from nothing"
    assert starts_at is not None, "a time is agreed"
    who, at = mention(user_id), kit.stamp(starts_at, "F")
    if not is_excused(session, seat):
        return kit.panel(
            head(session),
            "## It takes place after all",
            f"{who} can come. **{at}**",
            kit.row(button("Packet", routes.PACKET, **ids(session), primary=True)),
            colour=colour(session),
        )
    return kit.panel(
        head(session),
        f"## {who} can’t come",
        f"They said so for {at}. Find another time together, or use the hour without them.",
        kit.row(
            button(
                "New time", routes.MOVE, sequence=session.sequence, **ids(session), primary=True
            ),
            button("My options", routes.ABSENT, **ids(session)),
        ),
        colour=colour(session),
    )


def offer_view(session: Session, role: str) -> ui.LayoutView:
    """To who is free now: a seat that somebody did not take."""
    ends_at = session.ends_at
    assert ends_at is not None, "a time is agreed"
    does = {"interviewer": "You would interview", "candidate": "You would be interviewed"}
    said = "You would interview and be interviewed" if session.swap else does[role]
    return kit.panel(
        head(session),
        "## A seat is free now",
        f"Somebody is ready and their partner did not come. {said}, for an hour from now.",
        kit.row(button("Take it", routes.TAKE, **ids(session), primary=True)),
        f"-# The first to say yes has it. Open until {kit.stamp(ends_at, 't')}.",
        colour=colour(session),
    )


def taken_view(session: Session, user_id: int) -> ui.LayoutView:
    """A session with who is there, for those who just got it."""
    others = listed(mention(one.user_id) for one in session.others(user_id))
    return kit.panel(
        head(session),
        "## You have a session",
        f"{others} and you, for an hour from now. Your thread or a direct message comes in a moment; "
        "meet in a voice channel or a call.",
        kit.row(
            button("Packet", routes.PACKET, **ids(session), primary=True),
            button("Details", routes.SESSION, **ids(session)),
        ),
        colour=colour(session),
    )
