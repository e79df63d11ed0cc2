"""A question that went out, and what members can do with it."""

import pytest

from bot.domain.daily.series import Post
from bot.services.daily.answering import Daily
from tests.services.study import Study


@pytest.fixture
async def post(study: Study) -> Post:
    await study.add_series()
    return await study.post_daily()


@pytest.fixture
def daily(study: Study) -> Daily:
    return study.services.daily
