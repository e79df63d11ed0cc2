"""The screens of `/setup` and of the check, with values as long as they come."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from discord import ui

from bot.domain.changes import Change, What
from bot.domain.daily.review import Backlog
from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.domain.schedule import Pattern
from bot.domain.server import Setup
from bot.services.doctor import Check
from bot.ui.permissions import needs
from cogs.server import (
    doctor,
    end_panels,
    findings,
    panels,
    stepping,
    test_post,
    time_panels,
    undo_panels,
)
from tests.cogs.samples import (
    HELD,
    ID,
    NEEDS,
    NO_TIME,
    NOW,
    PAUSED,
    PLAN,
    ROLE,
    SERIES,
    SETUP,
    ZONE,
)

FORUM = replace(SETUP, place="forum", channel_id=ID)
PINGING = replace(SETUP, ping_role_id=ID)
OTHERS = replace(SETUP, opened_by=ID, changed_at=NOW)
REACH = end_panels.Reach()
LINK = f"https://discord.com/channels/{ID}/{ID}/{ID}"
ALL_NAMES = ", ".join(f"**{need.name}**" for need in NEEDS)
TROUBLE = findings.Trouble(
    f"In <#{ID}> the role **{ROLE}** needs {ALL_NAMES} since <t:1:R>.",
    f"Edit Channel → Permissions → {ROLE}",
)
NOTE = (
    f"“{PLAN}” has 7 questions left that it asked least; then those asked longest ago come again."
)


def _check(*series: Series) -> Check:
    return Check(
        series=series,
        counts=dict.fromkeys((*State, "late"), 1234),
        left={ID: 7},
        reviews=Backlog(waiting=1234, overdue=1234),
        owner_id=ID,
        log_channel_id=ID,
    )


def _created(what: What, name: str) -> Change:
    return Change(
        guild_id=ID, id=ID, by=ID, at=NOW, what=what, ref=ID, before={}, after={"name": name}
    )


CHANNEL = undo_panels.Made(
    change=_created("channel-created", "n" * 100), words=True, series=(SERIES,)
)
MANY = replace(CHANNEL, series=(SERIES,) * 50)
NAMED = undo_panels.Made(change=_created("role-created", "Daily question"))

TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    panels.taken_view: [(OTHERS, ID), (replace(OTHERS, at=None), ID)],
    panels.channel_view: [
        (Setup(), ID),
        (Setup(), ID, stepping.GONE),
        (Setup(), ID, stepping.FINISHED),
    ],
    panels.create_view: [(None, None, ID), (ID, ID, ID)],
    panels.cannot_create_view: [(ROLE, ID)],
    panels.refused_view: [(panels.NO_FORUMS, ID), (panels.NOT_CREATED, ID)],
    time_panels.zone_view: [
        (replace(NO_TIME, zone=None), NOW, ID),
        (replace(NO_TIME, zone=None), NOW, ID, [ZONE, "Europe/Rome"]),
    ],
    time_panels.zone_modal: [(ID,)],
    time_panels.near_view: [([ZONE, "Europe/Berlin"], "Berln", NOW, ID)],
    time_panels.time_view: [(NO_TIME, ID), (replace(NO_TIME, pattern=None), ID)],
    time_panels.time_modal: [(ID,)],
    end_panels.blocked_view: [
        *((SETUP, NEEDS[:count], ROLE, ID) for count in range(1, len(NEEDS) + 1)),
        (SETUP, NEEDS[3:], ROLE, ID),
        (FORUM, needs("forum", threads=True), ROLE, ID),
    ],
    end_panels.tags_view: [(FORUM, ID)],
    end_panels.test_view: [
        (SETUP, REACH, ROLE, ID),
        (PINGING, REACH, ROLE, ID),
        (PINGING, end_panels.Reach(silent=True, news=True), ROLE, ID),
        (PINGING, end_panels.Reach(gone=True), ROLE, ID),
    ],
    end_panels.cannot_create_role_view: [(ROLE, ID)],
    end_panels.test_failed_view: [
        (SETUP, NEEDS, None, ID),
        (SETUP, (), "tag", ID),
        (SETUP, (), "", ID),
    ],
    end_panels.posted_view: [(SERIES, LINK), (PAUSED, LINK)],
    end_panels.not_posted_view: [(SERIES, NEEDS), (SERIES, ())],
    end_panels.done_view: [
        *(
            (SETUP, replace(SERIES, plan=replace(PLAN, pattern=Pattern(frozenset(days)))), ID)
            for days in ({1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6, 7}, {1, 3}, {7})
        ),
        (SETUP, SERIES, ID, [CHANNEL.change]),
    ],
    end_panels.stopped_view: [(ID,), (ID, [CHANNEL.change])],
    undo_panels.undo_view: [
        ([CHANNEL], ID),
        ([MANY, NAMED], ID, ID),
        ([NAMED], ID, 0),
    ],
    undo_panels.undone_view: [
        ([], [], ROLE),
        (["n" * 100, "Daily question"], [], ROLE),
        (["Daily question"], ["n" * 100], ROLE),
        ([], ["n" * 100], ROLE),
    ],
    undo_panels.kept_view: [()],
    test_post.works_view: [()],
    test_post.test_post_view: [(ID,)],
    doctor.doctor_view: [
        (_check(), [], ID),
        (_check(), [TROUBLE], ID),
        (_check(SERIES), [], ID),
        (_check(PAUSED), [TROUBLE], ID),
        (_check(SERIES), [TROUBLE] * 50, ID, [HELD] * 50, [NOTE] * 50),
        (_check(SERIES), [], ID, [HELD], [NOTE]),
    ],
}
