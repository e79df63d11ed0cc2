"""The deeds of mock interviews, with how many partners there are to choose from."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.board.deed import Deed
from bot.domain.board.doing import of_mock
from bot.domain.board.points import span
from bot.domain.mock.feedback import Filled
from bot.domain.mock.session import Session
from bot.services.plan.deeds import Deeds
from bot.storage.database import Tx
from bot.storage.mock import partners, scorecards


async def credit(tx: Tx, session: Session, deeds: Deeds, now: datetime) -> None:
    """After a card was sent: who is in studied that day, and once both are it earns points."""
    cards = await scorecards.of_session(tx, guild_id=session.guild_id, session_id=session.id)
    await deeds.done(tx, await deeds_of(tx, session, cards), now)


async def deeds_of(tx: Tx, session: Session, cards: Collection[Filled]) -> Sequence[Deed]:
    """A deed of each of the pair whose cards are in.

    A member’s partners are those who take part and practise the kind of this session, and whoever they
    held it with.
    """
    others = await partners.practising(
        tx, guild_id=session.guild_id, kind=session.kind, besides=session.members
    )
    return of_mock(session, cards, span(others + 1))
