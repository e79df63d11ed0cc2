"""The screens of open cards: one beside what its candidate thought, and whether it was of use."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui

from bot.domain.mock.card import BEST, Gap, is_late
from bot.domain.mock.feedback import Filled, Page
from bot.domain.mock.trend import surely
from bot.services.mock.cards import Forms, Tray
from bot.services.mock.feedback import LONGEST_LINE, SHORTEST_LINE, Opened, between
from bot.ui import kit, modals
from bot.ui.components import button, turns
from bot.ui.text import quote
from cogs.mock import routes
from cogs.mock.card_views import colour, sealed_view, to_fill_view
from cogs.mock.session_parts import listed

LINE = "line"
LEFT = "someone who has left"
# Texts as they are shown, marks included; together they fit a message.
_TEXT, _NOTE, _ADDED = 850, 2200, 240
USEFUL, ONLY_SPECIFIC, ONLY_USABLE, NEITHER = 3, 1, 2, 0
"""What a reader says of a card: 1 for specific and 2 for usable, added."""


def who(user_id: int | None) -> str:
    """A member, or that they deleted their data."""
    return LEFT if user_id is None else f"<@{user_id}>"


def opened_view(opened: Opened, page: int = 0) -> ui.LayoutView:
    """What a member may read after a session, as it stands now."""
    if not opened.pages:
        return nothing_view(opened)
    page = min(max(page, 0), opened.count - 1)
    if page < len(opened.pages):
        return card_view(opened, page)
    return note_view(opened, page)


def nothing_view(opened: Opened) -> ui.LayoutView:
    """Nothing to read yet: their own card comes first, or others are waited for."""
    tray = opened.tray
    if tray.following is not None:
        return to_fill_view(tray)
    if not tray.opened:
        return sealed_view(tray)
    missing = [member for member, there in tray.present.items() if not there]
    return kit.panel(
        _head(tray),
        "## No other card is in",
        f"Yours is open. {listed(map(who, missing))} can still send one; you are told when it comes."
        if missing
        else "Yours is open. Nobody else had one to send.",
        kit.row(button("My sessions", routes.HISTORY, page=0, guild=tray.session.guild_id)),
        colour=colour(tray),
    )


def card_view(opened: Opened, number: int) -> ui.LayoutView:
    """One card beside what its candidate thought of themselves."""
    tray, page = opened.tray, opened.pages[number]
    return kit.panel(
        _head(tray, page.peer.level, *_place(opened, number)),
        f"## {_title(page, tray.member)}",
        *_grades(page, tray),
        kit.line(),
        *_texts(page, tray),
        *_added(page),
        *_remarks(page, tray),
        _answers(page, tray),
        _to_fill(tray),
        _turns(opened, number),
        f"-# {_footer(opened, page)}",
        colour=colour(tray),
    )


def _place(opened: Opened, number: int) -> tuple[str, ...]:
    return (f"{number + 1} of {opened.count}",) if opened.count > 1 else ()


def _title(page: Page, viewer: int) -> str:
    peer, beside = page.peer, page.own is not None
    if peer.about_id != viewer:
        return f"Your card and <@{peer.about_id}>’s" if beside else "Your card"
    theirs = "A card" if peer.rater_id is None else f"<@{peer.rater_id}>’s card"
    return f"{theirs} and yours" if beside else theirs


def _grades(page: Page, tray: Tray) -> Iterator[str]:
    peer, own, viewer = page.peer, page.own, tray.member
    by_peer = "you" if peer.rater_id == viewer else who(peer.rater_id)
    by_own = "you" if peer.about_id == viewer else f"<@{peer.about_id}>"
    lines: list[str] = []
    for one in tray.forms.rubric.criteria:
        bars = [] if own is None else [(own.grades.get(one.key), by_own)]
        shown = "   ".join(
            f"{kit.bar(grade, BEST, BEST)} {grade} {by}"
            for grade, by in (*bars, (peer.grades.get(one.key), by_peer))
            if grade is not None
        )
        lines.append(f"**{one.label}**\n{shown}")
    yield "\n".join(lines)
    said = f"**All in all, for {peer.level}:** {_said(tray.forms, peer)}"
    yield said if own is None else f"{said}\n{by_own.capitalize()}: {_said(tray.forms, own)}"


def _said(forms: Forms, card: Filled) -> str:
    text = forms.scorecard.recommendation[card.recommendation - 1]
    return text[0].lower() + text[1:]


def _texts(page: Page, tray: Tray) -> Iterator[str]:
    """What is to be kept and changed, each quotation in a text of its own."""
    peer = page.peer
    for title, text in (("Keep", peer.keep), ("Change", peer.change)):
        yield f"**{title}**"
        yield quote(text, _TEXT)
    if peer.evidence:
        yield "**The moment**"
        yield quote(peer.evidence, _TEXT)
    if peer.sent_at is not None and is_late(peer.sent_at, tray.opens_at):
        yield f"-# Sent {kit.stamp(peer.sent_at, 'F')}, after the others had opened."


def _added(page: Page) -> Iterator[str]:
    for card in (page.peer, page.own):
        if card is not None and card.addendum:
            yield f"{who(card.rater_id)} adds:"
            yield quote(card.addendum, _ADDED)


def _remarks(page: Page, tray: Tray) -> Iterator[str]:
    """What is far apart, and what its reader said of a card."""
    labels = {one.key: one.label for one in tray.forms.rubric.criteria}
    wide = [gap for gap in between(page) if gap.is_wide]
    if wide:
        yield f"{apart(wide, labels)} One sentence from each of you helps."
    peer = page.peer
    if peer.about_id == tray.member and peer.specific is not None:
        missing = [
            word
            for word, there in (("specific", peer.specific), ("usable", peer.usable))
            if not there
        ]
        yield (
            f"You said that it was not {' and not '.join(missing)}."
            if missing
            else "You said that it was useful."
        )


def apart(wide: Sequence[Gap], labels: dict[str, str]) -> str:
    """How far the two are apart there: `Reliability is two apart`."""
    named = [labels.get(gap.criterion, gap.criterion) for gap in wide]
    if len(wide) == 1:
        far = "three" if abs(wide[0].own - wide[0].peer) == BEST - 1 else "two"
        return f"{named[0]} is {far} apart."
    rest = [name.lower() for name in named[1:]]
    return f"{listed([named[0], *rest])} are two or more apart."


def _answers(page: Page, tray: Tray) -> ui.ActionRow[Any] | None:
    """What the reader says of a card, and a line of their own for either."""
    peer, guild = page.peer, tray.session.guild_id
    about_me = peer.about_id == tray.member
    mine = page.own if about_me else peer
    wide = any(gap.is_wide for gap in between(page))
    line = (
        button("Say why" if wide else "Add a line", routes.SAY, card=mine.id, guild=guild)
        if mine
        else None
    )
    if not about_me:
        return None if line is None else kit.row(line)
    rated = peer.specific is not None
    useful = bool(peer.specific and peer.usable)
    return kit.row(
        None
        if useful
        else button(
            "Useful", routes.RATE, card=peer.id, mark=USEFUL, guild=guild, primary=not rated
        ),
        None
        if rated and not useful
        else button("Too vague", routes.VAGUE, card=peer.id, guild=guild),
        line,
    )


def _to_fill(tray: Tray) -> ui.ActionRow[Any] | None:
    """The way to a card of their own that is late."""
    if tray.following is None:
        return None
    ids: dict[str, Any] = {"session": tray.session.id, "guild": tray.session.guild_id}
    return kit.row(button("Fill your card", routes.CARD, **ids))


def _turns(opened: Opened, number: int) -> ui.ActionRow[Any] | None:
    session = opened.tray.session
    return turns(routes.FEEDBACK, number, opened.count, session=session.id, guild=session.guild_id)


def _footer(opened: Opened, page: Page) -> str:
    if page.peer.about_id == opened.tray.member:
        return surely(opened.standing) if opened.standing else "One opinion."
    return f"Only <@{page.peer.about_id}> and you read it."


def note_view(opened: Opened, number: int) -> ui.LayoutView:
    """What somebody who observed wrote down."""
    seat = opened.notes[number - len(opened.pages)]
    title = "Your notes" if seat.user_id == opened.tray.member else f"<@{seat.user_id}>’s notes"
    return kit.panel(
        _head(opened.tray, *_place(opened, number)),
        f"## {title}",
        quote(seat.note or "", _NOTE),
        _turns(opened, number),
        "-# Notes of an observer, shared with everybody in the session.",
        colour=colour(opened.tray),
    )


def vague_view(card: Filled) -> ui.LayoutView:
    """Which of the two was missing."""
    ids: dict[str, Any] = {"card": card.id, "guild": card.guild_id}
    back: dict[str, Any] = {"session": card.session_id, "page": 0, "guild": card.guild_id}
    return kit.panel(
        kit.head(card.kind, card.level, "feedback"),
        "## What was missing?",
        "**Specific** says what was said or drawn, and when.\n"
        "**Usable** says what you could do next time.",
        kit.row(
            button("Not specific", routes.RATE, **ids, mark=ONLY_USABLE),
            button("Not usable", routes.RATE, **ids, mark=ONLY_SPECIFIC),
        ),
        kit.row(
            button("Both", routes.RATE, **ids, mark=NEITHER),
            button("Back", routes.FEEDBACK, **back),
        ),
        "-# Who wrote it is only told how many of their cards were useful.",
        colour=kit.KINDS[card.kind].colour,
    )


def line_modal(card: Filled) -> ui.Modal:
    """One sentence to an open card of one’s own."""
    return modals.form(
        "One sentence",
        routes.SAY.id(card=card.id, guild=card.guild_id),
        modals.text_field(
            LINE,
            "Why did you see it so?",
            description="It stands below the cards. The cards themselves stay as they are.",
            placeholder="I gave a 2 since the retries had no limit when we …",
            long=True,
            default=card.addendum,
            shortest=SHORTEST_LINE,
            longest=LONGEST_LINE,
        ),
    )


def message_view(opened: Opened, card_id: int) -> ui.LayoutView:
    """Tells a member that something is open; what it says is nowhere but behind the button."""
    tray = opened.tray
    session = tray.session
    seat = session.seat(tray.member)
    assert seat is not None, "they have a seat"
    day = kit.stamp(session.starts_at or session.created_at, "D")
    return kit.panel(
        _head(tray),
        "## The cards are open",
        # It may end in the thread, where their partner reads it as well.
        f"<@{tray.member}>, what was written after your session of {day} can be read now.",
        kit.row(
            button(
                "See it",
                routes.OPENED,
                card=card_id,
                place=seat.place,
                guild=session.guild_id,
                primary=True,
            )
        ),
        "-# Only you see what it says.",
        colour=colour(tray),
    )


def _head(tray: Tray, *facts: str) -> str:
    return kit.head(tray.session.kind, *(facts or ("feedback",)))
