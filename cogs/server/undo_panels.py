"""The screens that take back what `/setup` created."""

from collections.abc import Sequence
from dataclasses import dataclass

from discord import ui

from bot.domain.changes import Change
from bot.domain.daily.series import Series
from bot.ui import kit
from bot.ui.components import button
from bot.ui.permissions import MANAGE_CHANNELS, MANAGE_ROLES, server_path
from bot.ui.text import snippet
from cogs.server import routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A thing that setup made and that can be deleted: what is lost with it."""

    change: Change
    words: bool = False
    """Whether members wrote in the channel, or it cannot be told."""
    series: Sequence[Series] = ()


def undo_view(made: Sequence[Made], opener: int, series_id: int | None = None) -> ui.LayoutView:
    """Ask before anything is deleted.

    `series_id` is the one that setup began, or 0; none where one change stands alone.
    """
    delete = (
        button("Delete it", routes.DELETE_ONE, change=made[0].change.id, opener=opener, danger=True)
        if series_id is None
        else button("Delete it", routes.DELETE, series=series_id, opener=opener, danger=True)
    )
    return kit.panel(
        "-# ⚠️ Setup · undo",
        "## Delete what was created?",
        kit.bullets([_lost(each) for each in made]),
        "This cannot be taken back.",
        kit.row(button("Keep it", routes.KEEP, opener=opener, primary=True), delete),
        colour=kit.NEEDS_YOU,
    )


def _lost(made: Made) -> str:
    name = snippet(str(made.change.after.get("name", "")))
    if made.change.what == "role-created":
        return f"The role **{name}**"
    text = f"The channel **{name}**"
    if made.words:
        text += ", with what members wrote in it"
    if len(made.series) == 1:
        text += f"; the series “{made.series[0].plan}” ends"
    elif made.series:
        text += f"; {len(made.series)} series end"
    return text


def undone_view(names: Sequence[str], left: Sequence[str], role: str) -> ui.LayoutView:
    """What is deleted, and what the bot may not delete."""
    listed = ", ".join(f"**{snippet(name)}**" for name in names)
    if not left:
        return kit.panel(
            "-# Setup · undo",
            "## It is deleted",
            f"Gone: {listed}" if names else "Nothing of it was there any more.",
            "-# `/setup` begins again whenever you like.",
        )
    kept = ", ".join(f"**{snippet(name)}**" for name in left)
    return kit.panel(
        "-# ⚠️ Setup · undo",
        "## Not everything is deleted",
        f"Still there: {kept}. Allow **{MANAGE_CHANNELS.name}** and **{MANAGE_ROLES.name}** for "
        f"the role **{role}**, or delete it yourself.",
        f"Gone: {listed}" if names else None,
        f"-# {server_path(role, MANAGE_CHANNELS)}",
        colour=kit.NEEDS_YOU,
    )


def kept_view() -> ui.LayoutView:
    """Nothing was deleted."""
    return kit.panel(
        "-# Setup · undo",
        "## Everything stays",
        "`/server changes` can take it back later.",
    )
