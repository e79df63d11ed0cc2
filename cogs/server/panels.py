"""The first screens of `/setup`: whose it is, the channel, and what may be created."""

from dataclasses import replace

from discord import ui

from bot.domain.server import FORUM_NAME, TEXT_NAME, Setup
from bot.ui import kit
from bot.ui.components import button, channel_select
from bot.ui.permissions import MANAGE_CHANNELS, server_path
from cogs.server import routes

PICK = "Pick a text channel or forum"
NO_FORUMS = "Discord keeps forums for Community servers: Server Settings → Enable Community."
NOT_CREATED = "Discord did not create it. A server holds 500 channels at most."


def taken_view(setup: Setup, opener: int) -> ui.LayoutView:
    """Another owner chose last: nothing of it is changed before this one says so."""
    since = f" {kit.stamp(setup.changed_at)}" if setup.changed_at is not None else ""
    return kit.panel(
        "-# Setup",
        "## Somebody is at this already",
        f"<@{setup.opened_by}> chose last{since}.",
        steps(setup, step_of(setup)),
        kit.row(
            button("Go on", routes.TAKE_OVER, opener=opener, primary=True),
            button("Begin anew", routes.ANEW, opener=opener),
        ),
        "-# Going on keeps these choices. Beginning anew forgets them.",
    )


def channel_view(setup: Setup, opener: int, note: str | None = None) -> ui.LayoutView:
    """Step 1; the note says why one comes back to it."""
    return kit.panel(
        "-# Setup · step 1 of 4",
        "## Where should questions go?",
        note,
        steps(replace(setup, channel_id=None), 1),
        kit.line(),
        kit.row(channel_select(PICK, routes.CHANNEL, opener=opener)),
        kit.row(
            button("Create channel", routes.CREATE, opener=opener, primary=True),
            button("Stop", routes.STOP, opener=opener),
        ),
        "-# About a minute. You can stop and come back.",
    )


def create_view(text: int | None, forum: int | None, opener: int) -> ui.LayoutView:
    """Step 1, which channel to create; one of that name that is there already is taken instead."""
    return kit.panel(
        "-# Setup · step 1 of 4",
        "## Create which channel?",
        _offer(
            "Text channel", TEXT_NAME, text, "questions one below the other, each with a thread"
        ),
        _offer("Forum", FORUM_NAME, forum, "a post for each question, tagged with its kind"),
        kit.row(
            button(
                "Use text channel" if text else "Text channel",
                routes.CREATE_CHANNEL,
                place="text",
                opener=opener,
                primary=True,
            ),
            button(
                "Use forum" if forum else "Forum",
                routes.CREATE_CHANNEL,
                place="forum",
                opener=opener,
            ),
        ),
        kit.row(button("Back", routes.CHECK, opener=opener)),
        "-# You can take it back at the end.",
    )


def _offer(word: str, name: str, id: int | None, purpose: str) -> str:
    if id is not None:
        return f"**{word}** <#{id}> is there already: {purpose}"
    return f"**{word}** `{name}`: {purpose}"


def cannot_create_view(role: str, opener: int) -> ui.LayoutView:
    """Step 1, where the bot may not create channels: an existing one works all the same."""
    return kit.panel(
        "-# ⚠️ Setup · step 1 of 4",
        "## One permission is missing",
        f"To create a channel, allow **{MANAGE_CHANNELS.name}** for the role **{role}**.",
        f"-# {server_path(role, MANAGE_CHANNELS)}",
        kit.line(),
        "A channel that is there already works without it.",
        kit.row(channel_select(PICK, routes.CHANNEL, opener=opener)),
        kit.row(
            button("Check again", routes.CREATE, opener=opener, primary=True),
            button("Back", routes.CHECK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def refused_view(reason: str, opener: int) -> ui.LayoutView:
    """Step 1, where Discord did not create the channel."""
    return kit.panel(
        "-# ⚠️ Setup · step 1 of 4",
        "## The channel was not created",
        reason,
        kit.line(),
        "A channel that is there already works as well.",
        kit.row(channel_select(PICK, routes.CHANNEL, opener=opener)),
        kit.row(
            button("Try again", routes.CREATE, opener=opener, primary=True),
            button("Back", routes.CHECK, opener=opener),
        ),
        colour=kit.NEEDS_YOU,
    )


def step_of(setup: Setup) -> int:
    """The step that is open, as far as the choices tell."""
    if setup.channel_id is None:
        return 1
    return 2 if setup.plan is None else 4


def steps(setup: Setup, step: int, *, permissions: str | None = None, tested: bool = True) -> str:
    """The four steps: done, now, to do."""
    plan = setup.plan
    when = f" {plan}" if plan is not None else f" {setup.zone}" if setup.zone else ""
    where = f" <#{setup.channel_id}>" if setup.channel_id is not None else ""
    lines = [
        f"{_mark(1, step)} **Channel**{where}",
        f"{_mark(2, step)} **Time**{when}",
        permissions or f"{_mark(3, step)} **Permissions**",
        f"{_mark(4, step)} **Test post**" if tested else "⬜ **Test post** left out",
    ]
    return "\n".join(lines)


def _mark(step: int, now: int) -> str:
    return "✅" if step < now else "➡️" if step == now else "⬜"
