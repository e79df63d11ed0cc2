"""What the doctor knows of the bot’s own work."""

import pytest

from bot.domain.daily.review import Backlog
from bot.domain.delivery import State
from bot.services.doctor import Doctor
from tests.services.study import ELSEWHERE, HERE, MIA, Study


@pytest.fixture
def doctor(study: Study) -> Doctor:
    return study.services.doctor


async def test_the_check_tells_series_and_how_their_posts_went(
    study: Study, doctor: Doctor
) -> None:
    await study.add_series()
    await study.post_daily()
    await study.next_day()
    (delivery,) = await study.waiting()
    study.clock.pass_by(hours=1)
    await study.end(delivery, State.DONE)
    study.clock.pass_by(hours=-1)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    check = await doctor.check(HERE)
    assert [series.held_why for series in check.series] == ["channel"]
    assert check.counts == {"done": 2, "failed": 1, "late": 2}
    study.clock.pass_by(days=30)
    assert (await doctor.check(HERE)).counts == {"late": 0}
    assert await doctor.check(ELSEWHERE) == type(check)(
        series=[], counts={"late": 0}, left={}, reviews=Backlog()
    )
    assert check.owner_id == MIA


async def test_questions_that_a_series_asked_are_no_longer_left(
    study: Study, doctor: Doctor
) -> None:
    everything = len(doctor.library.shipped.questions)
    series = await study.add_series()
    assert (await doctor.check(HERE)).left == {series.id: everything}
    for asked in (1, 2):
        await study.next_day()
        assert (await doctor.check(HERE)).left == {series.id: everything - asked}


async def test_the_kinds_of_a_series_leave_only_questions_of_these(
    study: Study, doctor: Doctor
) -> None:
    series = await study.add_series(level="L6", kinds=("coding",))
    fitting = [one for one in doctor.library.shipped.questions.values() if one.kind == "coding"]
    assert (await doctor.check(HERE)).left == {series.id: len(fitting)}
    assert 0 < len(fitting) < len(doctor.library.shipped.questions)
