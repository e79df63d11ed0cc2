"""Members who join, in the fewest words."""

from typing import Any

from bot.domain.mock.joining import Choices
from bot.services.mock.status import Status
from tests.services.study import HERE, Study

USUAL = Choices(kinds=frozenset({"system-design", "coding"}), level="L6", wish="swap")


async def join(study: Study, user_id: int, **given: Any) -> Status:
    """Tuesday and Saturday evenings, unless other choices are given."""
    values: dict[str, Any] = {
        "choices": USUAL,
        "days": {2, 6},
        "parts": {"evening"},
        "locale": "en-GB",
    } | given
    return (await study.services.mock.join(HERE, user_id, values.pop("choices"), **values)).status
