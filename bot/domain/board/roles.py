"""Which role each member should have by the phase of their plan, and what leads there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.plan.pace import Plan

AGAIN = timedelta(days=7)
"""After so long a role is given once more: somebody may have taken it by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A role that one member is given, or that is taken from them."""

    guild_id: int
    user_id: int
    role_id: int
    gives: bool


def phase_of(plan: Plan, today: date) -> int | None:
    """The phase that a plan is in; none before it begins and after it is over."""
    if plan.state(today) in {"waiting", "over"}:
        return None
    settled = plan.settled(today)
    return settled.phase(settled.week(today))


def wanted(plans: Mapping[int, Plan], roles: Mapping[int, int], today: date) -> Mapping[int, int]:
    """The role of each member who should have one; `roles` by phase."""
    phases = {user_id: phase_of(plan, today) for user_id, plan in plans.items()}
    return {
        user_id: roles[phase]
        for user_id, phase in phases.items()
        if phase is not None and phase in roles
    }


def moves(
    guild_id: int,
    wanted: Mapping[int, int],
    given: Mapping[tuple[int, int], datetime],
    now: datetime,
) -> Sequence[Move]:
    """What leads from the roles that were given, by (user, role), to those that are wanted.

    Taking comes first, so that nobody has two.
    """
    taken = [key for key in given if wanted.get(key[0]) != key[1]]
    lacking = [
        (user_id, role_id)
        for user_id, role_id in wanted.items()
        if (at := given.get((user_id, role_id))) is None or at <= now - AGAIN
    ]
    return [
        Move(guild_id=guild_id, user_id=user_id, role_id=role_id, gives=gives)
        for gives, keys in ((False, taken), (True, lacking))
        for user_id, role_id in sorted(keys)
    ]
