"""Twelve weeks of a server with thirty members: all that must hold, holds in each of them."""

from datetime import timedelta
from itertools import count

import pytest

from bot.storage import ids
from tests.services.mock import books
from tests.services.mock.acting import Acting
from tests.services.mock.circle import Circle
from tests.services.mock.lives import Lives
from tests.services.mock.watching import Watch
from tests.services.study import Study

WEEKS = int(__import__("os").environ.get("W", "12"))
MEMBERS = 30
SEED = 6
A_WEEK = timedelta(weeks=1)


async def test_twelve_weeks_of_a_server_keep_every_promise(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Chance in a round comes from its id, so ids are counted from the same number each time.
    monkeypatch.setattr(ids, "_numbers", count(1))
    circle = Circle(study, SEED)
    watch, acting, lives = Watch(circle), Acting(circle), Lives(circle)
    circle.after += [watch.look, acting.look]
    await circle.found(MEMBERS)
    for week in range(1, WEEKS + 1):
        lives.plan(week)
        await circle.play(circle.clock() + A_WEEK)
        await books.check(circle)
        print("WEEK", week, __import__("time").process_time(), len(circle.sent))
    print(circle.counts, len(circle.sent), watch.left_out)
