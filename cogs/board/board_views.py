"""The screens of `/board`."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.board import standing
from bot.domain.board.deed import DeedKind
from bot.domain.board.goal import EACH, Goal
from bot.domain.board.standing import Place, Row, Scope, ordinal
from bot.domain.board.windows import Span
from bot.services.board.boards import Board
from bot.ui import kit
from bot.ui.components import button
from bot.ui.routes import Route
from cogs.board import routes

ON, OFF = "on", "off"
TABS: Mapping[Span, str] = {"week": "Week", "phase": "Phase", "season": "Season", "all": "All"}
SCOPES: Mapping[Scope, str] = {"server": "whole server", "cohort": "your cohort"}
_WHEN: Mapping[Span, str] = {
    "week": "this week",
    "phase": "this phase",
    "season": "this season",
    "all": "all time",
}
_COUNTS = ("No", "One", "Two", "Three")
_DEEDS: Mapping[DeedKind, tuple[str, str]] = {
    "answer": ("answer", "answers"),
    "review": ("review", "reviews"),
}


def board_view(board: Board) -> ui.LayoutView:
    """One board as the member sees it, whatever state they are in."""
    if not board.wishes.joined:
        return not_joined_view()
    if board.scope == "cohort" and board.wishes.cohort is None:
        return no_cohort_view(board)
    if board.wishes.excluded:
        return left_out_view(board)
    place = board.place
    return kit.panel(
        _grey(board),
        f"## {_title(board, place)}",
        _rows(place.shown, board.user_id, of=place.of) if place is not None else _nothing(board),
        _next(board),
        kit.line(),
        _together(board.goal),
        kit.row(
            button("Top ten", routes.TOP, **_ids(board), primary=True),
            _other_scope(board, routes.BOARD),
            button("Leave", routes.LEAVE),
        ),
        kit.row(
            button("Show here", routes.SHOW_HERE, **_ids(board)) if place is not None else None,
            _thanks(board),
        ),
        _tabs(board, routes.BOARD),
    )


def top_view(board: Board) -> ui.LayoutView:
    """The first ten of those who joined, for one who did."""
    assert board.top is not None, "it was asked for"
    return kit.panel(
        _grey(board),
        "## Top ten" if board.top else "## Nobody is here yet",
        _rows(board.top, board.user_id, of=0) if board.top else _nothing(board),
        kit.row(
            button("My place", routes.BOARD, **_ids(board), primary=True),
            _other_scope(board, routes.TOP),
        ),
        _tabs(board, routes.TOP),
        "-# Only members who joined are here.",
    )


def not_joined_view(note: str | None = None) -> ui.LayoutView:
    """Boards are off until they are wanted."""
    return kit.panel(
        "-# Board · only you see this",
        "## You’re not on a board",
        note,
        "Boards are off until you join. Then members who joined as well see your name, your points "
        "and your place, in this server alone. Who stands beside you may show their place in a "
        "channel, with yours.",
        kit.row(
            button("Join", routes.JOIN, primary=True),
            button("Group only", routes.GROUP),
        ),
        "-# Your points count either way. You can leave at any time.",
    )


def group_view(goal: Goal, joined: bool) -> ui.LayoutView:
    """What all do together, without any name."""
    return kit.panel(
        "-# Board · this week · whole server",
        "## Together",
        _together(goal),
        f"The goal is {EACH} answers for each member who answered in the last four weeks.",
        kit.row(
            None if joined else button("Join", routes.JOIN, primary=True),
            button("My plan", routes.MY_PLAN),
        ),
        "-# Everybody’s answers count here, and nobody is named.",
    )


def shared_view(board: Board) -> ui.LayoutView:
    """Their place for everybody in the channel, with neighbours who agreed to be seen."""
    assert board.place is not None, "they have one"
    when = "All time" if board.window == "all" else f"T{_WHEN[board.window][1:]}"
    scope = "a cohort" if board.scope == "cohort" else "whole server"
    return kit.panel(
        f"-# Board · {scope}",
        f"## {when} on the board",
        _rows(board.place.shown, board.user_id, of=board.place.of, own=f"<@{board.user_id}>"),
        kit.line(),
        _together(board.goal),
        kit.row(
            button("My place", routes.BOARD, window=board.window, scope="server", primary=True)
        ),
    )


def left_out_view(board: Board) -> ui.LayoutView:
    """They joined, and have a role that boards leave out."""
    return kit.panel(
        _grey(board),
        "## A role of yours is left out",
        "Owners leave some roles out of boards here, and you have one of them. Your points count all "
        "the same, and you are on the board again once you have it no more.",
        kit.line(),
        _together(board.goal),
        kit.row(button("Leave", routes.LEAVE), _thanks(board)),
    )


def no_cohort_view(board: Board) -> ui.LayoutView:
    """Without a plan there is nobody who began with them."""
    return kit.panel(
        _grey(board),
        "## You have no cohort yet",
        "Your cohort is everybody whose plan began in the same week as yours. `/plan start` begins "
        "one.",
        kit.row(_other_scope(board, routes.BOARD, primary=True)),
    )


def _grey(board: Board) -> str:
    return f"-# Board · {_WHEN[board.window]} · {SCOPES[board.scope]}"


def _title(board: Board, place: Place | None) -> str:
    if place is None:
        return "No points yet" if board.window == "all" else f"No points yet {_WHEN[board.window]}"
    if not place.is_counted:
        band = place.band
        return f"You are in the {band}" if band else kit.count(place.own.points, "point")
    return f"You {'share' if place.is_shared else 'are'} {ordinal(place.own.rank)}"


def _nothing(board: Board) -> str:
    when = "The" if board.window == "all" else f"T{_WHEN[board.window][1:]}’s"
    return f"{when} first answer, review or mock interview gives you a place."


def _rows(rows: Sequence[Row], user_id: int, *, of: int, own: str = "You") -> str:
    lines: list[str] = []
    for row in rows:
        chip = f"`{row.rank}` " if standing.counts(row, of) else ""
        mine = row.user_id == user_id
        name = f"**{own} · {row.points:,}**" if mine else f"<@{row.user_id}> · {row.points:,}"
        lines.append(chip + name)
    return "\n".join(lines)


def _next(board: Board) -> str | None:
    """What would bring them up, or the mean of who came late; none where it would be far."""
    if board.usual is not None:
        points, weeks = board.usual
        return f"-# {kit.count(points, 'point')} a week on average, over your {weeks} active weeks."
    place, way = board.place, board.way
    if place is None or way is None or place.better is None:
        return None
    noun = _DEEDS[way.kind][way.deeds > 1]
    where = "level with" if way.is_level else "past"
    rank = ordinal(place.better.rank)
    return f"-# {_COUNTS[way.deeds]} {noun} would bring you {where} {rank}."


def _together(goal: Goal) -> str:
    full = min(goal.answers, goal.of)
    answers = kit.count(goal.of, "answer")
    return f"**Together:** {goal.answers:,} of {answers} this week\n{_bar(full, goal.of)}"


def _bar(done: int, of: int) -> str:
    return f"{kit.bar(done, of)} {100 * done // of} %"


def _ids(board: Board) -> dict[str, Any]:
    return {"window": board.window, "scope": board.scope}


def _other_scope(board: Board, route: Route, *, primary: bool = False) -> ui.Item[Any] | None:
    if board.scope == "cohort":
        return button("Whole server", route, window=board.window, scope="server", primary=primary)
    if board.wishes.cohort is None:
        return None
    return button("My cohort", route, window=board.window, scope="cohort")


def _thanks(board: Board) -> ui.Item[Any]:
    if board.wishes.thanked:
        return button("Don’t thank me", routes.THANK, choice=OFF)
    return button("Thank me by name", routes.THANK, choice=ON)


def _tabs(board: Board, route: Route) -> ui.ActionRow[Any]:
    return kit.row(
        *(
            button(label, route, window=window, scope=board.scope, here=window == board.window)
            for window, label in TABS.items()
        )
    )
