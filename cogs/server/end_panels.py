"""The last screens of `/setup`: permissions, test, done."""

from collections.abc import Sequence
from dataclasses import dataclass

from discord import ui

from bot.domain.changes import Change
from bot.domain.daily.series import Series
from bot.domain.schedule import EVERY_DAY, WEEKDAYS
from bot.domain.server import ROLE_NAME, Setup
from bot.ui import kit
from bot.ui.components import button, role_select
from bot.ui.permissions import (
    IN_THREAD,
    MANAGE_ROLES,
    MENTION,
    TAGS_PATH,
    THREAD,
    Need,
    channel_path,
    needs,
    server_path,
)
from cogs.server import routes
from cogs.server.panels import steps

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")
_TAGS = ", ".join(f"“{look.label}”" for look in kit.KINDS.values())
NO_TAG = (
    f"The forum asks for a tag on every post and has none that fits. Add one of {_TAGS}, "
    "or let posts go without."
)


def blocked_view(setup: Setup, missing: Sequence[Need], role: str, opener: int) -> ui.LayoutView:
    """Step 3, where something is missing."""
    place = setup.place or "text"
    wanted = len(needs(place, threads=setup.threads))
    listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in missing])
    only_threads = all(need in (THREAD, IN_THREAD) for need in missing)
    noun = "permission is" if len(missing) == 1 else "permissions are"
    return kit.panel(
        "-# ⚠️ Setup · step 3 of 4",
        f"## {_NUMBERS[len(missing)]} {noun} missing",
        steps(setup, 3, permissions=f"⚠️ **Permissions** {wanted - len(missing)} of {wanted}"),
        kit.line(),
        f"In <#{setup.channel_id}>, allow these for the role **{role}**:\n{listed}",
        f"-# {channel_path(role)}",
        kit.row(
            button("Check again", routes.CHECK, opener=opener, primary=True),
            button("Skip threads", routes.NO_THREADS, opener=opener)
            if only_threads and place == "text"
            else None,
            button("Back", routes.BACK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def tags_view(setup: Setup, opener: int) -> ui.LayoutView:
    """Step 3, where the forum wants a tag and has none that fits."""
    return kit.panel(
        "-# ⚠️ Setup · step 3 of 4",
        "## The forum asks for a tag",
        steps(setup, 3, permissions="⚠️ **Permissions** a tag is missing"),
        kit.line(),
        NO_TAG,
        f"-# {TAGS_PATH}",
        kit.row(
            button("Check again", routes.CHECK, opener=opener, primary=True),
            button("Back", routes.BACK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a question reaches: `silent` where the role is named and Discord notifies nobody."""

    silent: bool = False
    news: bool = False
    gone: bool = False


def test_view(setup: Setup, reach: Reach, role: str, opener: int) -> ui.LayoutView:
    """Step 4, and the role to ping for those who want one."""
    chosen = None if reach.gone else setup.ping_role_id
    return kit.panel(
        "-# Setup · step 4 of 4",
        "## Post a test?",
        steps(setup, 4),
        kit.line(),
        f"It goes to <#{setup.channel_id}> the way every question will.",
        "Followers of this channel get nothing: posts are not published." if reach.news else None,
        _pinged(chosen, reach, role),
        kit.row(
            button("Post a test", routes.TEST, opener=opener, primary=True),
            button("Start without", routes.FINISH, opener=opener),
        ),
        kit.row(role_select("Ping a role (optional)", routes.ROLE, chosen=chosen, opener=opener)),
        kit.row(
            None if chosen else button("Create role", routes.CREATE_ROLE, opener=opener),
            button("Back", routes.BACK, opener=opener),
            button("Stop", routes.STOP, opener=opener),
        ),
    )


def _pinged(role_id: int | None, reach: Reach, role: str) -> str | None:
    if reach.gone:
        return "The role to ping is gone. Without another, questions ping nobody."
    if role_id is None:
        return None
    if reach.silent:
        return (
            f"<@&{role_id}> will be named, and nobody notified: allow **{MENTION.name}** for "
            f"**{role}** in the channel, or “Allow anyone to @mention this role” for the role."
        )
    return f"Each question pings <@&{role_id}>; the test does not."


def cannot_create_role_view(role: str, opener: int) -> ui.LayoutView:
    """Step 4, where the bot may not create the role."""
    return kit.panel(
        "-# ⚠️ Setup · step 4 of 4",
        "## One permission is missing",
        f"To create the role “{ROLE_NAME}”, allow **{MANAGE_ROLES.name}** for the role **{role}**.",
        f"-# {server_path(role, MANAGE_ROLES)}",
        "A role that is there already works without it, and so does none.",
        kit.row(
            button("Check again", routes.CREATE_ROLE, opener=opener, primary=True),
            button("Back", routes.CHECK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def test_failed_view(
    setup: Setup, missing: Sequence[Need], why: str | None, opener: int
) -> ui.LayoutView:
    """Step 4, where the test did not arrive; `why` is what delivery wrote down."""
    listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in missing])
    if missing:
        reason = f"These were taken away meanwhile:\n{listed}"
    elif why == "tag":
        reason = NO_TAG
    else:
        reason = "Discord did not take it. Its status page may say more; nothing is lost."
    return kit.panel(
        "-# ⚠️ Setup · step 4 of 4",
        "## The test did not arrive",
        steps(setup, 4, permissions="⚠️ **Permissions**" if missing else None),
        kit.line(),
        reason,
        f"-# {TAGS_PATH}" if why == "tag" and not missing else None,
        kit.row(
            button("Try again", routes.TEST, opener=opener, primary=True),
            button("Check again", routes.CHECK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def done_view(
    setup: Setup,
    series: Series,
    opener: int,
    created: Sequence[Change] = (),
    *,
    tested: bool = True,
) -> ui.LayoutView:
    """The series runs."""
    first = series.next_run_at or series.plan.slot(series.starts_on).at
    return kit.panel(
        "-# Setup · done",
        f"## First question {kit.stamp(first)}",
        f"{kit.stamp(first, 'F')}, then {_then(series)}",
        f"-# Shown in your own time. The schedule runs on {series.plan.zone}.",
        kit.line(),
        steps(setup, 5, tested=tested),
        kit.row(
            button("Post now", routes.NOW, series=series.id, opener=opener, primary=True),
            button("Undo created", routes.UNDO, series=series.id, opener=opener, danger=True)
            if created
            else None,
        ),
        "-# If something stops working: `/server doctor`",
    )


def _then(series: Series) -> str:
    pattern = series.plan.pattern
    if pattern == EVERY_DAY:
        return "every day"
    return "every weekday" if pattern == WEEKDAYS else f"on {pattern}"


def posted_view(series: Series, link: str) -> ui.LayoutView:
    """The first question went out at once."""
    following = series.next_run_at
    return kit.panel(
        "-# Setup · done",
        "## The first question is out",
        f"[Open it]({link}). It counts as today’s.",
        f"-# Next {kit.stamp(following, 'F')}" if following is not None else None,
    )


def not_posted_view(series: Series, missing: Sequence[Need]) -> ui.LayoutView:
    """The first question could not be sent; the series holds it."""
    listed = kit.bullets([f"**{need.name}**, {need.purpose}" for need in missing])
    return kit.panel(
        "-# ⚠️ Setup · done",
        "## The question did not arrive",
        f"In <#{series.channel_id}> these are missing:\n{listed}"
        if missing
        else "Discord did not take it; nothing is lost.",
        "-# `/server doctor` looks again and sends it.",
        colour=kit.NEEDS_YOU,
    )


def stopped_view(opener: int, created: Sequence[Change] = ()) -> ui.LayoutView:
    """Left before the end."""
    return kit.panel(
        "-# Setup",
        "## Stopped for now",
        "Your choices are kept. `/setup` goes on where you left.",
        kit.row(
            button("Go on", routes.CHECK, opener=opener, primary=True),
            button("Undo created", routes.UNDO, series=0, opener=opener, danger=True),
        )
        if created
        else None,
    )
