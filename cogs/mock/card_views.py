"""The modals and screens of filling a card: grades, texts, sealed, and what could still be changed."""

from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.domain.mock.card import Nudge, needs_evidence
from bot.domain.mock.feedback import Filled
from bot.domain.mock.scorecard import GRADES, Written
from bot.services.mock.cards import Graded, Slip, Tray, code_of
from bot.ui import kit, modals
from bot.ui.components import button
from cogs.mock import routes

VERDICT = "verdict"
"""The field of the recommendation; the other fields are the keys of criteria and of texts."""
_LONGEST_NAME = 6

NUDGES: Mapping[Nudge, str] = {
    Nudge.SAME_GRADES: "All four grades are the same. Was nothing stronger than the rest?",
    Nudge.SHORT: "One text is short. What was said, and what came of it?",
    Nudge.SAME_TEXT: "One text is the same as on your last card.",
    Nudge.LATE: "It is more than a day since. Right after a session more is remembered.",
    Nudge.PERSON: "One text is about the person. What somebody did, they can do differently.",
}


def grades_modal(tray: Tray, slip: Slip, name: str | None) -> ui.Modal:
    """The first page: four criteria by their anchors, and the recommendation; as it was filled before."""
    forms, card = tray.forms, slip.card
    level = slip.ask.about.level
    said = None if card is None else card.recommendation
    verdicts = [
        (text, str(n), n == said) for n, text in enumerate(forms.scorecard.recommendation, 1)
    ]
    title = "Your own score" if slip.ask.of_oneself else _title(name, 1)
    return modals.form(
        title,
        routes.GRADES.id(**_ids(tray), half=slip.ask.half),
        *(
            modals.radio_field(
                one.key,
                one.label,
                [
                    (
                        f"{grade} · {one.anchors[grade]}",
                        grade,
                        card is not None and card.grades.get(one.key) == int(grade),
                    )
                    for grade in GRADES
                ],
            )
            for one in forms.rubric.criteria
        ),
        modals.radio_field(VERDICT, f"{forms.scorecard.verdict}, for {level}", verdicts),
    )


def texts_modal(
    tray: Tray, slip: Slip, name: str | None, pending: Filled | None = None
) -> ui.Modal:
    """The second page: keep, change, and the moment behind a 1 or a 4 where there is one."""
    card = pending or slip.card
    evident = card is not None and needs_evidence(card.grades, tray.forms.scorecard)
    return modals.form(
        _title(name, 2),
        routes.TEXTS.id(**_ids(tray), half=slip.ask.half, grades=_code(tray, pending)),
        *(
            _text(written, card)
            for written in tray.forms.scorecard.texts
            if evident or written.key != "evidence"
        ),
    )


def _text(written: Written, card: Filled | None) -> ui.Item[Any]:
    typed = (
        {}
        if card is None
        else {"keep": card.keep, "change": card.change, "evidence": card.evidence}
    )
    length = f"{written.shortest} to {written.longest} characters. " if written.shortest else ""
    return modals.text_field(
        written.key,
        written.label,
        description=f"{length}What happened, what they did, what came of it.",
        placeholder=written.placeholder,
        long=True,
        default=typed.get(written.key) or None,
        shortest=written.shortest or None,
        longest=written.longest,
    )


def _title(name: str | None, page: int) -> str:
    """Within 20 characters, which leaves six for a name."""
    if name is None:
        return f"Partner · {page} of 2"
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"{short} · card {page} of 2"


def half_view(graded: Graded) -> ui.LayoutView:
    """The first page is kept; the second one follows, and then the card is sealed."""
    tray, slip, pending = graded.tray, graded.slip, graded.pending
    why = (
        "A 1 or a 4 needs the moment behind it. Until you tell it, your sealed card stays as it was."
        if pending
        else "Next, one thing to keep and one thing to change. Then it is sealed."
    )
    return kit.panel(
        _head(tray, slip),
        "## One moment is missing" if pending else "## Card 1 of 2 is kept",
        why,
        kit.row(_texts(tray, slip, pending), _grades(tray, slip, "Grades again")),
        "-# Nobody else sees it before the cards open.",
        colour=colour(tray),
    )


def to_fill_view(tray: Tray) -> ui.LayoutView:
    """A card that is still to be filled, and until when the others wait for it."""
    slip = tray.following
    assert slip is not None, "there is one"
    own = slip.ask.of_oneself
    begun = slip.card is not None
    done = any(one.whole for one in tray.slips)
    about = "yourself" if own else f"<@{slip.ask.about.user_id}>"
    size = "Four grades and a yes or no" if own else "Four grades, a yes or no, and two texts"
    return kit.panel(
        _head(tray, slip),
        "## Your card comes before theirs" if not done else "## One more card",
        f"About {about}. {size}.",
        *nudged(tray),
        kit.row(
            _texts(tray, slip, None, primary=True)
            if begun and not own
            else _grades(tray, slip, "Score yourself" if own else "Fill your card", primary=True),
            button("Edit the other", routes.EDIT_CARD, **_ids(tray)) if done else None,
        ),
        f"-# {waiting(tray)}",
        colour=colour(tray),
    )


def sealed_view(tray: Tray) -> ui.LayoutView:
    """All that was asked of them is in, and sealed."""
    # Who observed is not waited for.
    lines = [] if tray.member in tray.present else ["✅ Yours"]
    lines += [
        f"{'✅' if there else '⬜'} {'Yours' if member == tray.member else f'<@{member}>’s'}"
        for member, there in tray.present.items()
    ]
    return kit.panel(
        _head(tray),
        "## 🔒 Your card is sealed",
        "\n".join(lines),
        *nudged(tray),
        waiting(tray),
        kit.row(button("Edit mine", routes.EDIT_CARD, **_ids(tray), primary=True)),
        "-# Nobody else sees it before the cards open.",
        colour=colour(tray),
    )


def edit_view(tray: Tray) -> ui.LayoutView:
    """Which page of which card is to be changed."""
    pages = [
        (slip, label, texts)
        for slip in tray.slips
        if slip.whole and not slip.opened
        for label, texts in ((_label(slip), False), ("Texts", True))
        if not (texts and slip.ask.of_oneself)
    ]
    several = sum(not slip.ask.of_oneself for slip in tray.slips) > 1
    buttons = [
        _texts(tray, slip, None, label=_numbered(label, slip, several=several))
        if texts
        else _grades(tray, slip, _numbered(label, slip, several=several))
        for slip, label, texts in pages
    ]
    return kit.panel(
        _head(tray),
        "## What would you change?",
        waiting(tray),
        *(kit.row(*buttons[n : n + 2]) for n in range(0, len(buttons), 2)),
        kit.row(button("Leave as is", routes.CARD, **_ids(tray))),
        "-# Closing a form changes nothing.",
        colour=colour(tray),
    )


def _label(slip: Slip) -> str:
    return "My own score" if slip.ask.of_oneself else "Grades"


def _numbered(label: str, slip: Slip, *, several: bool) -> str:
    """Who observed has a card of each half."""
    return f"{label}, half {slip.ask.half}" if several else label


def waiting(tray: Tray) -> str:
    """When the cards open."""
    latest = kit.stamp(tray.opens_at)
    if tray.late:
        return f"The cards opened {latest}. Yours opens as you send it."
    others = [member for member, there in tray.present.items() if not there]
    others = [member for member in others if member != tray.member]
    if not others:
        return f"Everybody else is in. All open as you send yours, or {latest} at the latest."
    if len(others) == 1 and tray.member in tray.present:
        return f"Both open together when <@{others[0]}>’s is in, or {latest} at the latest."
    return f"All open together when everybody is in, or {latest} at the latest."


def nudged(tray: Tray) -> list[str]:
    """What is remarked about the card that was just sent."""
    found = [NUDGES[nudge] for nudge in tray.nudges]
    return (
        [f"**Worth a second look** You can still change it.\n{kit.bullets(found)}"] if found else []
    )


def _grades(tray: Tray, slip: Slip, label: str, *, primary: bool = False) -> ui.Item[Any]:
    return button(label, routes.GRADES, **_ids(tray), half=slip.ask.half, primary=primary)


def _texts(
    tray: Tray,
    slip: Slip,
    pending: Filled | None,
    *,
    label: str = "Card 2 of 2",
    primary: bool = False,
) -> ui.Item[Any]:
    number = _code(tray, pending)
    primary = primary or label == "Card 2 of 2"
    return button(
        label, routes.TEXTS, **_ids(tray), half=slip.ask.half, grades=number, primary=primary
    )


def _code(tray: Tray, pending: Filled | None) -> int:
    return 0 if pending is None else code_of(tray.forms, pending)


def _head(tray: Tray, slip: Slip | None = None) -> str:
    level = (slip or tray.slips[0]).ask.about.level
    return kit.head(tray.session.kind, level, "your card")


def _ids(tray: Tray) -> dict[str, Any]:
    return {"session": tray.session.id, "guild": tray.session.guild_id}


def colour(tray: Tray) -> int:
    """Of the kind of the session."""
    return kit.KINDS[tray.session.kind].colour
