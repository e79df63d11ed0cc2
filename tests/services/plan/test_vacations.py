"""Vacations: announced as people write them, kept within their limit, and taken back."""

from datetime import date, timedelta

import pytest

from bot.domain.plan.streak import Vacation
from bot.errors import (
    AlreadyAway,
    NoSuchVacation,
    TooFarAhead,
    TooMuchVacation,
    UnknownDate,
    UserError,
    VacationBackwards,
    VacationPassed,
)
from bot.services.plan.vacations import Away
from tests.services.plan.test_streaks import look, studies
from tests.services.study import ANA, BEN, HERE, Study

# A Monday.
TODAY = date(2026, 3, 2)


def spans(away: Away) -> list[tuple[int, int]]:
    """How many days from today each begins and ends."""
    return [((one.first - TODAY).days, (one.last - TODAY).days) for one in away.planned]


@pytest.mark.parametrize(
    ("begins", "ends", "found"),
    [
        ("today", "", (0, 0)),
        ("", "today", (0, 0)),
        ("", "tomorrow", (0, 1)),
        ("Friday", "", (4, 4)),
        ("Friday", "Friday", (4, 4)),
        ("Friday", "Sunday", (4, 6)),
        ("Friday", "in 2 weeks", (4, 17)),
        ("in 3 days", "1 week", (3, 9)),
        ("10 March", "14 March", (8, 12)),
        ("2026-03-10", "March 14", (8, 12)),
    ],
)
async def test_dates_as_people_write_them(
    study: Study, begins: str, ends: str, found: tuple[int, int]
) -> None:
    assert spans(await study.services.vacations.announce(HERE, ANA, begins, ends)) == [found]


@pytest.mark.parametrize(
    ("begins", "ends", "error"),
    [
        ("2026-03-01", "", VacationPassed),
        ("10 March", "2026-03-08", VacationBackwards),
        ("today", "15 days", TooMuchVacation),
        ("today", "2029-01-01", TooMuchVacation),
        ("in 13 weeks", "", TooFarAhead),
        ("some day", "", UnknownDate),
        ("today", "@everyone", UnknownDate),
    ],
)
async def test_what_cannot_be_announced_changes_nothing(
    study: Study, begins: str, ends: str, error: type[UserError]
) -> None:
    with pytest.raises(error):
        await study.services.vacations.announce(HERE, ANA, begins, ends)
    assert (await study.services.vacations.look(HERE, ANA)).planned == []


async def test_days_that_overlap_are_refused_and_those_left_are_counted(study: Study) -> None:
    service = study.services.vacations
    assert (await service.look(HERE, ANA)).left == 14
    assert (await service.announce(HERE, ANA, "today", "10 days")).left == 4
    with pytest.raises(AlreadyAway):
        await service.announce(HERE, ANA, "in 9 days", "")
    away = await service.announce(HERE, ANA, "in 10 days", "4 days")
    assert spans(away) == [(0, 9), (10, 13)]
    with pytest.raises(TooMuchVacation, match="you have 0 left"):
        await service.announce(HERE, ANA, "in 30 days", "")
    assert (await service.look(HERE, BEN)).left == 14


async def test_one_that_is_ahead_is_cancelled_whole_and_one_under_way_from_today_on(
    study: Study,
) -> None:
    service = study.services.vacations
    await service.announce(HERE, ANA, "today", "5 days")
    await service.announce(HERE, ANA, "in 2 weeks", "")
    study.clock.pass_by(days=2)
    away = await service.cancel(HERE, ANA, TODAY)
    assert spans(away) == [(14, 14)]
    # The two days that are over were taken.
    study.clock.pass_by(days=20)
    assert (await service.look(HERE, ANA)).left == 14 - 2 - 1
    with pytest.raises(NoSuchVacation):
        await service.cancel(HERE, ANA, TODAY)
    with pytest.raises(NoSuchVacation):
        await service.cancel(HERE, BEN, TODAY + timedelta(days=14))


async def test_a_vacation_keeps_a_streak(study: Study) -> None:
    for _ in range(4):
        await studies(study)
        study.clock.pass_by(days=1)
    await study.services.vacations.announce(HERE, ANA, "Monday", "1 week")
    study.clock.pass_by(days=12)
    found = await look(study)
    assert found.vacations == [
        Vacation(first=TODAY + timedelta(days=7), last=TODAY + timedelta(days=13))
    ]
    assert (found.streak.current, [week.state for week in found.streak.weeks]) == (
        1,
        ["active", "away", "open"],
    )
