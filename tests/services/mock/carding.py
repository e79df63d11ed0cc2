"""Sessions that are over, and cards of them, in the fewest words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.mock.feedback import Filled
from bot.domain.mock.session import Session
from bot.services.mock.cards import Graded, Tray
from bot.storage.mock import scorecards
from tests.services.study import ANA, BEN, HERE, START, Study
from tests.sessions import session, stored

KEEP = "When the load came up, you put numbers to it first, and so the choice of the key was plain."
CHANGE = "At the failure of the queue, you said it retries. Next time, try to say how often, and who stops."
EVIDENCE = "“It just scales”, at the tenfold load."
TEXTS: Mapping[str, str] = {"keep": KEEP, "change": CHANGE, "evidence": ""}


async def held(study: Study, *members: int, **given: Any) -> Session:
    """A session that ended just now; Ana interviewed Ben unless others are named."""
    hour = timedelta(hours=1)
    values: dict[str, Any] = {
        "state": "over",
        "starts_at": study.clock() - hour,
        "begun_at": study.clock() - hour,
        "ended_at": study.clock(),
    }
    made = session(HERE, study.clock(), *(members or (ANA, BEN)), **values | given)
    return await stored(study.database, made)


def grades(study: Study, of: Session, *numbers: int) -> Mapping[str, int]:
    """One number for each criterion, 3 where none is named."""
    criteria = study.services.cards.forms(of.kind).criteria
    return dict(zip(criteria, numbers or (3, 2, 3, 2), strict=True))


async def grade(
    study: Study, of: Session, user_id: int, *numbers: int, half: int = 1, says: int = 3
) -> Graded:
    return await study.services.cards.grade(
        HERE, of.id, user_id, half, grades=grades(study, of, *numbers), recommendation=says
    )


async def fill(
    study: Study, of: Session, user_id: int, *numbers: int, half: int = 1, **texts: str
) -> Tray:
    """Both pages of a card, or the one of a card about oneself."""
    graded = await grade(study, of, user_id, *numbers, half=half)
    if graded.slip.ask.of_oneself:
        return graded.tray
    return await study.services.cards.write(HERE, of.id, user_id, half, texts={**TEXTS, **texts})


async def cards_of(study: Study, of: Session) -> list[Filled]:
    async with study.database.reading() as tx:
        return list(await scorecards.of_session(tx, guild_id=HERE, session_id=of.id))


async def received(study: Study, about: int, *raters: int, **given: Any) -> None:
    """One open card from each of these, in sessions of an earlier week."""
    for n, rater in enumerate(raters):
        before = START - timedelta(weeks=2) + n * timedelta(minutes=5)
        of = await stored(
            study.database,
            session(HERE, before, rater, about, state="over", starts_at=before, begun_at=before,
                    ended_at=before),
        )  # fmt: skip
        card = Filled(
            guild_id=HERE,
            id=of.id,
            session_id=of.id,
            rater_id=rater,
            about_id=about,
            kind="system-design",
            level="L6",
            grades=grades(study, of),
            recommendation=3,
            keep=KEEP,
            change=CHANGE,
            begun_at=before,
            sent_at=before,
            opened_at=before,
        )
        async with study.database.transaction() as tx:
            assert await scorecards.write(tx, replace(card, **given))
