"""Boards, the digest and the owners’ panels for both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from discord import ui

from bot.domain.board.digest import Digest
from bot.domain.board.goal import Goal
from bot.domain.board.reach import Way
from bot.domain.board.settings import BoardSettings, usual_plan
from bot.domain.board.standing import Place, Row, UsualWeek
from bot.services.board.boards import Board
from bot.storage.board.places import Placing
from bot.ui.permissions import NotGiven, to_give
from cogs.board import board_views, digest
from cogs.board.board_views import SCOPES, TABS
from cogs.server import board_settings_views, weekly
from tests.cogs.sampled.settings import LACKS, noted
from tests.cogs.samples import ID, NOW, PLAN, ROLE

MANY = Goal(answers=99_999, active=20_000)
NONE = Goal(answers=0, active=0)
MORE = Goal(answers=40, active=2)
JOINED = Placing(joined=True, thanked=True, cohort=date(2026, 3, 2))
PLACE = Place(
    own=Row(ID, 12_345, 49),
    of=199,
    above=[Row(ID - 2, 12_360, 47), Row(ID - 1, 12_351, 48)],
    below=[Row(ID - 3, 12_345, 49), Row(ID - 4, 12_300, 51)],
    lowest=3,
)
BOARD = Board(
    user_id=ID,
    window="week",
    scope="server",
    wishes=JOINED,
    goal=MANY,
    place=PLACE,
    way=Way(kind="review", deeds=2, is_level=True),
)
TOP = replace(BOARD, top=[Row(ID - n, 12_345 - n // 2, 1 + n - n % 2) for n in range(10)], way=None)
LARGE = replace(PLACE, of=20_000)


def standing_at(rank: int) -> Board:
    """Somebody in a server of twenty thousand."""
    return replace(BOARD, place=replace(LARGE, own=Row(ID, 45, rank)), way=None)


BOARDS = [
    *(
        replace(BOARD, window=window, scope=scope, wishes=wishes)
        for window in TABS
        for scope in SCOPES
        for wishes in (JOINED, replace(JOINED, thanked=False))
    ),
    replace(BOARD, window="season", way=None, usual=UsualWeek(118, 11)),
    replace(BOARD, way=Way(kind="answer", deeds=3, is_level=False)),
    *(replace(BOARD, window=window, place=None, way=None, goal=NONE) for window in TABS),
    replace(BOARD, scope="cohort", place=None, wishes=replace(JOINED, cohort=None)),
    replace(BOARD, wishes=replace(JOINED, excluded=True), place=None, way=None, goal=MORE),
    replace(BOARD, wishes=Placing(), place=None),
    standing_at(3),
    standing_at(50),
    standing_at(51),
    standing_at(9_000),
    standing_at(10_001),
]

ALL_ROLES = [ID - n for n in range(20)]
HELD = BoardSettings(
    excluded=frozenset(ALL_ROLES),
    phase_roles={1: ID, 2: ID - 1, 3: ID - 2},
    digest_channel_id=ID,
    plan=PLAN,
    set_by=ID,
    version=10_000,
)
BARE = BoardSettings(plan=usual_plan("UTC"))
WHYS = get_args(NotGiven)


def shown(held: BoardSettings = HELD, **given: Any) -> board_settings_views.Shown:
    usual: dict[str, Any] = {"known": frozenset(ALL_ROLES), "digest_lacks": []}
    return board_settings_views.Shown(
        settings=held, opener=ID, now=NOW, role=ROLE, **(usual | given)
    )


WEEK = Digest(
    answers=12_345,
    reviews=1_234,
    mocks=1,
    tasks=0,
    thanked=[ID, ID - 1],
    next_question=NOW,
    next_round=NOW,
)
DIGESTS = [
    WEEK,
    replace(WEEK, thanked=[ID], next_round=None),
    replace(WEEK, thanked=[], next_question=None, next_round=None),
]
PANELS = [
    shown(),
    shown(BARE, known=frozenset(), digest_lacks=None),
    shown(known=frozenset(), digest_lacks=None),
    shown(digest_lacks=LACKS, note=weekly.who_changed(None), undo=ID),
    shown(note=weekly.who_changed(noted("boards-changed").change)),
    shown(troubles={1: "gone", 2: "permission", 3: "order"}, undo=ID),
]

TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    board_views.board_view: [(board,) for board in BOARDS],
    board_views.top_view: [
        *((replace(TOP, window=window, scope=scope),) for window in TABS for scope in SCOPES),
        (replace(TOP, top=[], place=None),),
    ],
    board_views.not_joined_view: [(), ("You left, and nobody sees you on a board any more.",)],
    board_views.group_view: [
        (goal, joined) for goal in (MANY, NONE, MORE) for joined in (True, False)
    ],
    board_views.shared_view: [
        *((replace(BOARD, window=window, scope=scope),) for window in TABS for scope in SCOPES),
        (standing_at(10_001),),
    ],
    board_views.no_cohort_view: [(replace(BOARD, scope="cohort", place=None),)],
    board_views.left_out_view: [(replace(BOARD, place=None, goal=MORE),)],
    digest.digest_view: [(one, ID) for one in DIGESTS],
    digest.digest_held_view: [(ID, "Study circle", ROLE)],
    digest.role_held_view: [(ID, to_give(why, ROLE), "Study circle") for why in WHYS],
    board_settings_views.boards_view: [(one,) for one in PANELS],
    board_settings_views.roles_view: [(one,) for one in PANELS],
    board_settings_views.digest_blocked_view: [(ID, LACKS, ROLE, ID)],
    board_settings_views.role_blocked_view: [(ID, why, ROLE, ID) for why in WHYS],
    board_settings_views.digest_times_view: [(HELD, ID), (BARE, ID)],
}
