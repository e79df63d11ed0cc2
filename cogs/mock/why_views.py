"""Why two were paired."""

from discord import ui

from bot.domain.mock.explaining import why_session
from bot.domain.mock.session import Session
from bot.ui import kit
from bot.ui.components import button
from cogs.mock import routes
from cogs.mock.session_parts import colour, head, ids, mention


def why_view(session: Session) -> ui.LayoutView:
    """What speaks for this pair, line by line; nothing about anybody else."""
    lines = why_session(session, {member: mention(member) for member in session.members})
    return kit.panel(
        head(session, "why us"),
        "## Why you were paired",
        "\n".join(f"**{about}** {sentence}" for about, sentence in lines)
        or "A member of this pair has left, and what was known of it with them.",
        kit.row(button("Can’t this week", routes.CANNOT, **ids(session)))
        if session.state == "proposing"
        else None,
        f"-# Facts about you {_count(session)} only, nothing about anyone else.",
        colour=colour(session),
    )


def _count(session: Session) -> str:
    return "three" if len(session.members) > 2 else "two"
