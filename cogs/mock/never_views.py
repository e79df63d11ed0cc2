"""The screen of `/mock never`."""

from collections.abc import Sequence

from discord import ui

from bot.domain.mock.joining import MOST_NEVER
from bot.ui import kit
from bot.ui.components import button, member_select
from cogs.mock import routes
from cogs.mock.parts import ONLY_YOU


def never_view(others: Sequence[int], added: int | None = None) -> ui.LayoutView:
    """Whom a member does not want to meet; `added` is the one just named, who can be taken off."""
    return kit.panel(
        f"-# Mock · never with · {ONLY_YOU}",
        f"## Never with {kit.count(len(others), 'member')}"
        if others
        else "## Nobody is on your list",
        ", ".join(f"<@{other}>" for other in others)
        if others
        else "You may be paired with everybody who fits. Pick those you would rather not meet.",
        kit.row(
            member_select("Pick members", routes.NEVER, chosen=others, most=MOST_NEVER),
        ),
        kit.row(button("Undo", routes.NEVER_NOT, member=added)) if added is not None else None,
        "-# Nobody is told, now or later. The count of shared hours ignores it.",
    )
