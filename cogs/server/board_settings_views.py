"""The screens of `/server boards` and `/server roles`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.board.settings import BoardSettings
from bot.services.board.board_settings import PHASES
from bot.ui import kit
from bot.ui.components import Persistent, button, role_select
from bot.ui.permissions import NotGiven, to_give
from cogs.server import routes, weekly

MOST_ROLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What holds as one person sees it.

    `known` are the roles that there are. `digest_lacks` names what the bot may not do in the channel
    of the digest; nothing where there is no such channel. `troubles`: the phases whose role cannot be
    given, and why. `note` says what just happened, and `undo` is the change that can be taken back.
    """

    settings: BoardSettings
    opener: int
    now: datetime
    role: str
    known: Collection[int]
    digest_lacks: Sequence[str] | None = None
    troubles: Mapping[int, NotGiven] = field(default_factory=dict[int, NotGiven])
    note: str | None = None
    undo: int | None = None


def boards_view(shown: Shown) -> ui.LayoutView:
    """The roles left out and the digest; a choice counts at once."""
    return kit.panel(
        "-# Boards · only you see this",
        "## Boards and digest",
        shown.note,
        f"{_excluded(shown)}\n{_digest(shown)}",
        kit.line(),
        kit.row(_excluded_select(shown)),
        kit.row(_channel_select(shown)),
        _buttons(shown),
        "-# Who gets or loses a role is left out, or not, from their next look at a board on.",
    )


def _excluded(shown: Shown) -> str:
    roles = " ".join(f"<@&{id}>" for id in sorted(shown.settings.excluded))
    return f"**Left out** {roles or 'no role'}"


def _digest(shown: Shown) -> str:
    held = shown.settings
    if held.digest_channel_id is None:
        return "**Weekly digest** off"
    line = f"**Weekly digest** {held.plan}, in <#{held.digest_channel_id}>"
    if shown.digest_lacks is None:
        return f"⚠️ {line}, which is gone"
    if shown.digest_lacks:
        return f"⚠️ {line}, which lacks {', '.join(shown.digest_lacks)}"
    return f"{line}\n-# Next {kit.stamp(held.plan.next(shown.now).at, 'F')}"


def _excluded_select(shown: Shown) -> ui.Item[Any]:
    # Discord refuses one that is gone.
    chosen = sorted(shown.settings.excluded & {*shown.known})[:MOST_ROLES]
    return Persistent(
        ui.RoleSelect[Any](
            placeholder="Roles that boards leave out",
            min_values=0,
            max_values=MOST_ROLES,
            default_values=[discord.Object(id, type=discord.Role) for id in chosen],
            custom_id=routes.EXCLUDE.id(version=shown.settings.version, opener=shown.opener),
        )
    )


def _channel_select(shown: Shown) -> ui.Item[Any]:
    held = shown.settings
    chosen = held.digest_channel_id if shown.digest_lacks is not None else None
    return Persistent(
        ui.ChannelSelect[Any](
            placeholder="Channel of the weekly digest",
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            custom_id=routes.DIGEST_CHANNEL.id(version=held.version, opener=shown.opener),
            default_values=[discord.SelectDefaultValue.from_channel(discord.Object(chosen))]
            if chosen is not None
            else [],
        )
    )


def _buttons(shown: Shown) -> ui.ActionRow[Any] | None:
    held, opener = shown.settings, shown.opener
    is_on = held.digest_channel_id is not None
    buttons = (
        _undo(shown),
        button("Digest time", routes.DIGEST_TIMES, opener=opener) if is_on else None,
        button("No digest", routes.NO_DIGEST, version=held.version, opener=opener)
        if is_on
        else None,
    )
    return kit.row(*buttons) if any(buttons) else None


def _undo(shown: Shown) -> ui.Item[Any] | None:
    if shown.undo is None:
        return None
    return button("Undo", routes.BOARDS_UNDO, change=shown.undo, opener=shown.opener)


def digest_blocked_view(
    channel_id: int, lacks: Sequence[str], role: str, opener: int
) -> ui.LayoutView:
    """A channel for the digest that cannot be written to is not taken."""
    back = button("Back", routes.BOARDS, opener=opener)
    return kit.panel(*weekly.blocked("Boards", channel_id, lacks, role, back), colour=kit.NEEDS_YOU)


def digest_times_view(held: BoardSettings, opener: int) -> ui.LayoutView:
    """The day and the hour of the digest."""
    ids = {"version": held.version, "opener": opener}
    return kit.panel(
        "-# Boards",
        "## When should the digest come?",
        *weekly.times(held.plan, routes.DIGEST_DAY, routes.DIGEST_TIME, ids),
        kit.row(button("Back", routes.BOARDS, opener=opener)),
        f"-# In {held.plan.zone}. It tells of the seven days before it.",
    )


def roles_view(shown: Shown) -> ui.LayoutView:
    """The role of each phase."""
    held = shown.settings
    return kit.panel(
        "-# ⚠️ Roles · only you see this" if shown.troubles else "-# Roles · only you see this",
        "## A role for each phase",
        shown.note,
        "\n".join(_phase(shown, phase) for phase in PHASES),
        *(
            f"-# {path}"
            for path in dict.fromkeys(to_give(why, shown.role) for why in shown.troubles.values())
        ),
        kit.line(),
        *(
            kit.row(
                role_select(
                    f"Role of phase {phase}",
                    routes.PHASE_ROLE,
                    chosen=role_id
                    if (role_id := held.phase_roles.get(phase)) in shown.known
                    else None,
                    phase=phase,
                    version=held.version,
                    opener=shown.opener,
                )
            )
            for phase in PHASES
        ),
        kit.row(undo) if (undo := _undo(shown)) is not None else None,
        "-# Given to members whose plan is in that phase, and taken again after it.",
        colour=kit.NEEDS_YOU if shown.troubles else kit.HOUSE,
    )


def _phase(shown: Shown, phase: int) -> str:
    role_id = shown.settings.phase_roles.get(phase)
    if role_id is None:
        return f"**Phase {phase}** no role"
    why = shown.troubles.get(phase)
    line = f"**Phase {phase}** <@&{role_id}>"
    return line if why is None else f"⚠️ {line}, {_WHY[why]}"


_WHY: Mapping[NotGiven, str] = {
    "gone": "which is gone",
    "managed": "which nobody can be given",
    "permission": "which cannot be given yet",
    "order": "which stands too high",
}


def role_blocked_view(role_id: int, why: NotGiven, role: str, opener: int) -> ui.LayoutView:
    """A role that cannot be given is not taken."""
    return kit.panel(
        "-# ⚠️ Roles",
        "## That role cannot be given",
        f"<@&{role_id}>: {to_give(why, role)}",
        "Then pick it again.",
        kit.row(button("Back", routes.PHASE_ROLES, opener=opener)),
        colour=kit.NEEDS_YOU,
    )
