"""A question that went out, in a server with a study group."""

import pytest

from bot.domain.daily.series import Post
from tests.services.study import Study


@pytest.fixture
async def post(study: Study) -> Post:
    await study.add_series()
    return await study.post_daily()
