"""Deeds become entries of the ledger, under its caps, and change the sums that boards show."""

from collections.abc import Sequence

from bot.domain.board.deed import Dated
from bot.storage.database import Tx


async def credit(tx: Tx, deeds: Sequence[Dated]) -> None:
    """Credit deeds, each once; members are locked in the order of their ids."""
