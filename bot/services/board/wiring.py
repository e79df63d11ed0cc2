"""The use cases of boards, put together."""

from collections.abc import Mapping
from typing import TypedDict

from bot.clock import Clock
from bot.domain.changes import What
from bot.services.board.backfilling import Backfilling
from bot.services.board.board_settings import BoardSettingsKeeping
from bot.services.board.boards import Boards
from bot.services.board.digest import Digests
from bot.services.board.ledger import Points
from bot.services.board.roles import PhaseRoles
from bot.services.changes import Undo
from bot.services.plan.deeds import Deeds
from bot.storage.database import Database


class OfBoards(TypedDict):
    """By the names that the table of use cases has for them."""

    boards: Boards
    board_settings: BoardSettingsKeeping
    digests: Digests
    phase_roles: PhaseRoles
    backfilling: Backfilling
    points: Points


def of_boards(database: Database, clock: Clock, deeds: Deeds) -> OfBoards:
    """Every use case of boards, of the digest and of the roles given by phase."""
    return {
        "boards": Boards(database, clock),
        "board_settings": BoardSettingsKeeping(database, clock),
        "digests": Digests(database, clock),
        "phase_roles": PhaseRoles(database, clock),
        "backfilling": Backfilling(database, deeds),
        "points": Points(database, clock),
    }


def undos_of_boards(boards: OfBoards) -> Mapping[What, Undo]:
    """How what owners changed of boards is taken back."""
    undo = boards["board_settings"].undo
    return {"boards-changed": undo, "phase-roles-changed": undo}
