"""What became otherwise in a question since a member met it."""

from collections.abc import Sequence

from bot.domain.daily import corrections
from bot.domain.daily.question import Correction, Question
from bot.storage.daily import answers
from bot.storage.database import Tx


async def since_met(
    tx: Tx, question: Question, *, guild_id: int, user_id: int
) -> Sequence[Correction]:
    """The corrections since a member first met a question, on whichever post; none if they never did."""
    # Few questions were ever corrected: the others cost no look.
    if not question.changes:
        return ()
    met = await answers.met(tx, guild_id=guild_id, user_id=user_id, question_id=question.id)
    return () if met is None else corrections.since(question, met)
