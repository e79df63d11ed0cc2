"""Members join mock interviews, rest and leave; nothing they chose is lost on the way."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.mock import week
from bot.domain.mock.joining import FEWEST_COUNTED, Choices, Entry, Shared
from bot.errors import NothingTicked, PastDate, UnknownDate
from bot.services.mock.joining import Joining
from bot.services.mock.status import Status
from bot.storage.tables.mock import HOURS, MOCK_CHOICE, MOCK_MEMBER
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, Moment, Study

TODAY = date(2026, 3, 2)
CHOICES = Choices(kinds=frozenset({"coding"}), level="L5", wish="swap")


@pytest.fixture
def joining(study: Study) -> Joining:
    return study.services.mock


def entry(status: Status) -> Entry:
    assert status.entry is not None
    return status.entry


async def state(joining: Joining) -> str:
    status = await joining.status(HERE, ANA)
    return entry(status).state(status.today)


async def test_a_member_who_never_joined_has_no_entry_and_nothing_changes_it(
    joining: Joining, study: Study
) -> None:
    for doing in (
        joining.status(HERE, ANA),
        joining.skip(HERE, ANA, skips=True),
        joining.pause(HERE, ANA, until="Friday"),
        joining.resume(HERE, ANA),
        joining.leave(HERE, ANA),
        joining.come_back(HERE, ANA),
        joining.speak(HERE, ANA, ["de"]),
    ):
        assert (await doing).entry is None
    assert await study.rows(MOCK_MEMBER) == []


async def test_what_was_chosen_is_kept_and_shown_again(joining: Joining, study: Study) -> None:
    joined = await join(study, ANA, choices=CHOICES, days={2, 4}, parts={"evening"}, locale="de")
    assert entry(joined).choices == CHOICES
    assert entry(joined).languages == {"en", "de"}
    assert week.as_typed(joined.free.hours) == "Tue, Thu 17:00-22:00"
    assert await joining.status(HERE, ANA) == joined
    assert (await joining.status(HERE, BEN)).entry is None
    assert (await joining.status(ELSEWHERE, ANA)).entry is None


@pytest.mark.parametrize(
    ("locale", "languages"),
    [("en-US", {"en"}), ("pt-BR", {"en", "pt"}), ("zh-CN", {"en", "zh"}), ("hu", {"en"})],
)
async def test_english_and_the_language_of_the_app_are_taken_at_first(
    study: Study, locale: str, languages: set[str]
) -> None:
    assert entry(await join(study, ANA, locale=locale)).languages == languages


async def test_joining_once_more_changes_only_what_was_changed(
    joining: Joining, study: Study
) -> None:
    await join(study, ANA, days={2}, parts={"evening"}, locale="de")
    await joining.speak(HERE, ANA, ["fr", "??"])
    tuned = await study.services.mock_times.write(
        HERE, ANA, (await joining.status(HERE, ANA)).free.week, "Tue 18:30-20"
    )
    again = await join(study, ANA, choices=CHOICES, days={2}, parts={"evening"}, locale="de")
    assert again.free == tuned.status.free
    assert (entry(again).choices, entry(again).languages) == (CHOICES, {"fr"})
    other = await join(study, ANA, days={2, 3}, parts={"evening"})
    assert week.as_typed(other.free.hours) == "Tue, Wed 17:00-22:00"
    back = await study.services.mock_times.undo(HERE, ANA, entry(other).version)
    assert back.status.free == tuned.status.free


@pytest.mark.parametrize(
    "missing", [{"days": ()}, {"parts": ()}, {"choices": replace(CHOICES, kinds=frozenset())}]
)
async def test_nobody_joins_without_a_kind_or_without_hours(
    study: Study, missing: dict[str, object]
) -> None:
    with pytest.raises(NothingTicked):
        await join(study, ANA, **missing)
    assert await study.rows(MOCK_MEMBER) == []


async def test_a_skipped_round_can_be_taken_back(joining: Joining, study: Study) -> None:
    await join(study, ANA)
    assert entry(await joining.skip(HERE, ANA, skips=True)).skips
    assert not entry(await joining.skip(HERE, ANA, skips=False)).skips


async def test_a_pause_ends_by_itself_on_its_day_on_the_members_own_clock(
    joining: Joining, study: Study, clock: Moment
) -> None:
    await study.services.me.set_zone(HERE, ANA, "America/Los_Angeles")
    await join(study, ANA)
    # Monday 03:00 in Los Angeles.
    paused = await joining.pause(HERE, ANA, until="tomorrow")
    assert entry(paused).paused_until == date(2026, 3, 3)
    assert await state(joining) == "paused"
    clock.pass_by(hours=20, minutes=59)
    assert await state(joining) == "paused"
    clock.pass_by(minutes=1)
    assert await state(joining) == "in"


async def test_a_pause_without_a_day_lasts_until_they_resume(
    joining: Joining, study: Study, clock: Moment
) -> None:
    await join(study, ANA)
    await joining.pause(HERE, ANA)
    clock.pass_by(days=400)
    assert await state(joining) == "paused"
    await joining.resume(HERE, ANA)
    assert await state(joining) == "in"
    weeks = await joining.pause(HERE, ANA, weeks=2)
    assert entry(weeks).paused_until == weeks.today.replace(day=weeks.today.day + 14)


@pytest.mark.parametrize(
    ("until", "error"),
    [("today", PastDate), ("2025-01-01", PastDate), ("whenever", UnknownDate)],
)
async def test_a_pause_ends_on_a_day_that_is_ahead(
    joining: Joining, study: Study, until: str, error: type[Exception]
) -> None:
    await join(study, ANA)
    with pytest.raises(error):
        await joining.pause(HERE, ANA, until=until)
    assert await state(joining) == "in"


async def test_who_left_comes_back_as_they_were(joining: Joining, study: Study) -> None:
    await join(study, ANA)
    before = await joining.pause(HERE, ANA, until="Friday")
    left = await joining.leave(HERE, ANA)
    assert entry(left).state(TODAY) == "left"
    # Nothing else moves them meanwhile.
    for doing in (joining.skip(HERE, ANA, skips=True), joining.resume(HERE, ANA)):
        assert await doing == left
    assert await joining.come_back(HERE, ANA) == before


async def test_joining_again_after_leaving_begins_anew_with_the_same_hours(
    joining: Joining, study: Study
) -> None:
    first = await join(study, ANA)
    await joining.pause(HERE, ANA)
    await joining.leave(HERE, ANA)
    assert await join(study, ANA) == first


async def test_how_many_share_an_hour_is_told_from_five_members_on(
    joining: Joining, study: Study
) -> None:
    await study.services.me.set_zone(HERE, ANA, "Europe/Berlin")
    await join(study, ANA, days={2}, parts={"evening"})
    for member in range(1, FEWEST_COUNTED):
        assert (await joining.status(HERE, ANA)).shared is None
        await study.services.me.set_zone(HERE, member, "Asia/Tokyo")
        # 17:00 in Berlin is one in the morning in Tokyo; the first of them is up at that time.
        await join(study, member, days={2}, parts={"evening"})
    assert (await joining.status(HERE, ANA)).shared == Shared(count=0, others=4)
    times = study.services.mock_times
    standing = (await joining.status(HERE, 1)).free.week
    await times.write(HERE, 1, standing, "Wed 1-2")
    await times.write(HERE, 2, standing, "Wed 5:15-6:15")
    assert (await joining.status(HERE, ANA)).shared == Shared(count=1, others=4)


async def test_the_count_leaves_out_who_rests_and_knows_nothing_of_never(
    joining: Joining, study: Study
) -> None:
    for member in (ANA, *range(1, 7)):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [1, 2])
    await study.services.mock_never.put(HERE, 3, [ANA])
    assert (await joining.status(HERE, ANA)).shared == Shared(count=6, others=6)
    await joining.pause(HERE, 1)
    await joining.leave(HERE, 2)
    assert (await joining.status(HERE, ANA)).shared == Shared(count=4, others=4)


async def test_all_of_it_goes_when_a_member_deletes_their_data(
    joining: Joining, study: Study
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await study.services.me.delete(HERE, ANA)
    for table in (MOCK_MEMBER, MOCK_CHOICE, HOURS):
        assert {row["user_id"] for row in await study.rows(table)} == {BEN}, table.name
