"""Who takes part just now, as pairing sees them, in a few statements however many there are."""

from datetime import date, timedelta
from typing import Any

from bot.domain.mock.member import Interval
from bot.storage.database import Tx
from bot.storage.mock import joining, present
from bot.storage.mock.present import Present
from tests.services.mock.meeting import USUAL, join
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Moment, Study

WEEK = date(2026, 3, 2)


async def there(study: Study, *users: int, week: date = WEEK) -> dict[int, Present]:
    async with study.database.reading() as tx:
        found = await present.members(
            tx, guild_id=HERE, user_ids=users or None, week=week, now=study.clock()
        )
    return dict(found)


class Counting:
    """A transaction that counts what is executed in it."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self.count = 0

    async def execute(self, statement: Any) -> Any:
        self.count += 1
        return await self.tx.execute(statement)


async def statements(study: Study) -> tuple[int, int]:
    """How many take part, and how many statements it took to find them."""
    async with study.database.reading() as tx:
        counting: Any = Counting(tx)
        found = await present.members(
            counting, guild_id=HERE, user_ids=None, week=WEEK, now=study.clock()
        )
        return len(found), counting.count


async def test_a_member_is_there_with_all_they_chose(study: Study, clock: Moment) -> None:
    await study.services.me.set_zone(HERE, ANA, "Asia/Kolkata")
    await join(study, ANA, locale="de")
    await join(study, BEN)
    await study.services.me.set_zone(HERE, ANA, "Europe/Berlin")
    await study.services.mock_never.put(HERE, ANA, [BEN])
    await study.services.mock.skip(HERE, ANA, skips=True)
    async with study.database.transaction() as tx:
        await joining.change(tx, guild_id=HERE, user_id=ANA, streak=2, balance=-1)
    found = await there(study)
    assert list(found) == [ANA, BEN]
    ana = found[ANA]
    assert (ana.joined_at, ana.skips, found[BEN].skips) == (clock(), True, False)
    assert (ana.member.zone, found[BEN].member.zone) == ("Europe/Berlin", "UTC")
    assert (ana.member.kinds, ana.member.level, ana.member.wish) == (
        USUAL.kinds,
        USUAL.level,
        USUAL.wish,
    )
    assert ana.member.languages == {"en", "de"}
    assert (ana.member.streak, ana.member.balance, ana.member.never) == (2, -1, {BEN})
    assert found[BEN].member.never == frozenset()
    assert list(await there(study, BEN, CY)) == [BEN]


async def test_a_week_of_ones_own_takes_the_place_of_every_week(study: Study) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member, days={2}, parts={"evening"})
    times = study.services.mock_times
    await times.write(HERE, ANA, WEEK, "Wed 9-11")
    await times.pick(HERE, BEN, WEEK, day=2, half=1, chosen=[])
    usual = (Interval(2, 17 * 60, 300),)
    hours = {id: one.member.hours for id, one in (await there(study)).items()}
    assert hours == {ANA: (Interval(3, 9 * 60, 120),), BEN: (), CY: usual}
    following = await there(study, week=WEEK + timedelta(days=7))
    assert {one.member.hours for one in following.values()} == {usual}


async def test_who_left_or_rests_on_their_own_date_is_not_there(
    study: Study, clock: Moment
) -> None:
    await study.services.me.set_zone(HERE, CY, "Pacific/Kiritimati")
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock.leave(HERE, ANA)
    await study.services.mock.pause(HERE, BEN, until="tomorrow")
    await study.services.mock.pause(HERE, CY, until="tomorrow")
    assert list(await there(study)) == []
    # It is one in the morning of Tuesday in Kiritimati, and noon of Monday in UTC.
    clock.pass_by(hours=13)
    assert list(await there(study)) == [BEN]
    clock.pass_by(hours=10)
    assert list(await there(study)) == [BEN, CY]


async def test_the_number_of_statements_is_fixed_and_servers_are_apart(study: Study) -> None:
    await study.arrive(ELSEWHERE)
    await join(study, ANA)
    assert await statements(study) == (1, 4)
    for member in range(1, 20):
        await join(study, member)
    assert await statements(study) == (20, 4)
    async with study.database.reading() as tx:
        assert not await present.members(
            tx, guild_id=ELSEWHERE, user_ids=None, week=WEEK, now=study.clock()
        )
