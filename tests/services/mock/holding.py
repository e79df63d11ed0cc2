"""Sessions that are agreed for an hour from now, in the fewest words."""

from datetime import timedelta
from typing import Any

from bot.domain.mock.session import Session
from bot.storage.mock import sessions
from tests.services.study import ANA, BEN, HERE, Study
from tests.sessions import session, stored

AN_HOUR = timedelta(hours=1)


async def agreed(study: Study, *members: int, **given: Any) -> Session:
    """Ana interviews Ben in an hour, unless others are named."""
    now = study.clock()
    values: dict[str, Any] = {
        "state": "agreed",
        "starts_at": now + AN_HOUR,
        "sequence": 1,
        "set_number": 0,
        "times": (),
    } | given
    made = session(HERE, now, *(members or (ANA, BEN)), **values)
    return await stored(study.database, made)


async def find(study: Study, of: Session) -> Session:
    """A session as it stands now."""
    async with study.database.reading() as tx:
        found = await sessions.find(tx, guild_id=of.guild_id, id=of.id)
    assert found is not None
    return found
