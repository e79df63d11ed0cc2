"""One server with its owner and nothing planned yet."""

import pytest

from bot.storage.database import Database
from tests.services.study import HERE, Moment, Study


@pytest.fixture
def clock() -> Moment:
    return Moment()


@pytest.fixture
async def study(database: Database, clock: Moment) -> Study:
    study = Study(database, clock)
    await study.arrive(HERE)
    return study
