"""The screens of `/progress`: the picture, the same in words, and showing it to others."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.domain.plan import told
from bot.domain.plan.progress import Progress, StepKind
from bot.services.plan.progress import Look
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route
from cogs.plan import progress_routes as routes
from cogs.plan.routes import PARTNER, SHOW, TODAY

FILE = "progress.png"
WITH, WITHOUT = "yes", "no"
"""Whether others see what peers saw."""
_ALT = 1024
_GREY = "-# Progress · only you see this"

_STEPS: dict[StepKind, tuple[str, Route]] = {
    "begin": ("Start a plan", SHOW),
    "resume": ("Open plan", SHOW),
    "task": ("Open plan", SHOW),
    "answer": ("Answer one", TODAY),
    "mock": ("Book mock", PARTNER),
}


def progress_view(look: Look, name: str) -> ui.LayoutView:
    """The picture, which comes with it as a file, and what to do next."""
    return kit.panel(
        _GREY,
        f"## {_title(look.progress)}",
        _gallery(look.progress, name),
        kit.row(
            _step(look.progress),
            button("As text", routes.AS_TEXT),
            button("Share", routes.SHARE, scores=WITHOUT),
        ),
        _make_up(look.can_make_up),
    )


def text_view(look: Look, drawn: bool = True) -> ui.LayoutView:
    """The same facts in words; `drawn` is false where there should have been a picture."""
    of = look.progress
    return kit.panel(
        _GREY,
        f"## {_title(of)}",
        *_facts(of),
        f"**Next:** {told.step(of.step)}" if of.step else None,
        kit.row(
            _step(of),
            button("As picture", routes.PROGRESS),
            button("Share", routes.SHARE, scores=WITHOUT),
        ),
        _make_up(look.can_make_up),
        None if drawn else "-# The picture could not be drawn this time.",
    )


def share_view(scores: bool, has_scores: bool) -> ui.LayoutView:
    """Asks once before others see it; `has_scores` where peers saw anything."""
    seen = (
        "With it goes what peers saw, by kind, as in your own picture."
        if scores
        else "What peers saw is left out."
    )
    other = ("No scores", WITHOUT) if scores else ("Add scores", WITH)
    return kit.panel(
        _GREY,
        "## Share your progress?",
        "Everybody in this channel will see the picture: your name, the weeks and phases of your plan, "
        f"your study days, and what is next. {seen if has_scores else ''}".rstrip(),
        kit.row(
            button("Share it", routes.SHARE_IT, scores=WITH if scores else WITHOUT, primary=True),
            button(other[0], routes.SHARE, scores=other[1]) if has_scores else None,
            button("Keep it", routes.PROGRESS),
        ),
        "-# It is a message of this channel; moderators can delete it.",
    )


def shared_view(of: Progress, name: str, user_id: int) -> ui.LayoutView:
    """What others see."""
    return kit.panel(
        f"-# Progress · <@{user_id}>",
        f"## {_title(of)}",
        _gallery(of, name),
    )


def is_shared_view() -> ui.LayoutView:
    """It stands in the channel."""
    return kit.panel(
        _GREY,
        "## It is in the channel",
        "Your next picture is yours alone again until you share it.",
        kit.row(button("My progress", routes.PROGRESS)),
    )


def not_drawn_view() -> ui.LayoutView:
    """There is no picture to share."""
    return kit.panel(
        _GREY,
        "## The picture was not drawn",
        "Nothing was shared. Try it again in a minute, or look at your progress as text.",
        kit.row(button("As text", routes.AS_TEXT, primary=True)),
    )


def _title(of: Progress) -> str:
    """How it goes with the plan, else how far they are."""
    return told.standing(of) or told.where(of)


def _gallery(of: Progress, name: str) -> ui.Item[Any]:
    alt = told.alt(of, name)
    return ui.MediaGallery[Any](
        discord.MediaGalleryItem(f"attachment://{FILE}", description=alt[:_ALT])
    )


def _facts(of: Progress) -> Iterator[str]:
    if told.standing(of):
        yield told.where(of)
    if of.phases:
        yield "\n".join(
            f"{kit.bar(one.done, one.of)} {one.percent}% {'**' if one.is_now else ''}"
            f"{one.label}{'**' if one.is_now else ''}"
            for one in of.phases
        )
    if of.skills:
        seen = "\n".join(
            f"{kit.KINDS[one.kind].emoji} {kit.KINDS[one.kind].label}: {told.seen(one)}"
            for one in of.skills
        )
        yield f"**What peers saw**, where 3 is at the bar\n{seen}"
    yield f"**Study days by week**\n{told.by_week(of.columns)}\n{told.days(of)}"


def _step(of: Progress) -> ui.Item[Any] | None:
    if of.step is None:
        return None
    label, route = _STEPS[of.step.what]
    return button(label, route, primary=True)


def _make_up(day: date | None) -> ui.ActionRow[Any] | None:
    """What was done today can stand in for a day that was missed."""
    if day is None:
        return None
    return kit.row(button(f"Make up {day:%A}", routes.MAKE_UP, day=day.toordinal()))
