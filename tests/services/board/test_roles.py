"""Roles by phase: what is to be given and taken as plans go on, and what is remembered of it."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.domain.board.digest import TROUBLE
from bot.services.board.roles import AT_ONCE, PhaseRoles
from bot.storage.database import Database
from bot.storage.plan import plans
from tests.domain.planning import plan
from tests.services.study import ANA, BEN, HERE, MIA, Moment, Study

ONE, TWO, THREE = 71, 72, 73


async def begins(database: Database, clock: Moment, user_id: int, start: date) -> None:
    async with database.transaction() as tx:
        await plans.begin(tx, guild_id=HERE, user_id=user_id, plan=plan(start=start), now=clock())


@pytest.fixture
async def roles(study: Study) -> PhaseRoles:
    for version, role_id in enumerate((ONE, TWO, THREE)):
        await study.services.board_settings.give_role(
            HERE, version + 1, role_id, by=ANA, version=version
        )
    return study.services.phase_roles


async def carried_out(roles: PhaseRoles) -> Sequence[tuple[int, int, bool]]:
    """Everything that is due, done."""
    due = (await roles.due(roles.clock())).get(HERE, ())
    for move in due:
        await roles.note(move)
    return [(move.user_id, move.role_id, move.gives) for move in due]


async def test_roles_follow_the_phases_of_a_plan_to_its_end(
    roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 3))
    assert await carried_out(roles) == []
    clock.pass_by(days=1)
    assert await carried_out(roles) == [(ANA, ONE, True)]
    assert await carried_out(roles) == []
    for before, after in ((ONE, TWO), (TWO, THREE)):
        clock.pass_by(days=28)
        assert await carried_out(roles) == [(ANA, before, False), (ANA, after, True)]
    clock.pass_by(days=28)
    assert await carried_out(roles) == [(ANA, THREE, False)]
    assert await roles.of(HERE, ANA) == []


async def test_a_role_that_is_chosen_anew_is_exchanged(
    study: Study, roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await carried_out(roles)
    await study.services.board_settings.give_role(HERE, 1, 99, by=ANA, version=3)
    assert await carried_out(roles) == [(ANA, ONE, False), (ANA, 99, True)]
    await study.services.board_settings.give_role(HERE, 1, None, by=ANA, version=4)
    assert await carried_out(roles) == [(ANA, 99, False)]


async def test_a_plan_that_ends_before_its_time_takes_the_role_along(
    roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await carried_out(roles)
    async with database.transaction() as tx:
        assert await plans.remove(tx, guild_id=HERE, user_id=ANA, version=1)
    assert await carried_out(roles) == [(ANA, ONE, False)]


async def test_nobody_without_a_plan_and_nobody_who_left_is_given_anything(
    study: Study, roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await begins(database, clock, BEN, date(2026, 3, 2))
    await study.services.leaving.gone(HERE, BEN)
    assert await carried_out(roles) == [(ANA, ONE, True)]
    await study.services.leaving.seen(HERE, BEN)
    assert await carried_out(roles) == [(BEN, ONE, True)]


async def test_after_a_week_a_role_is_given_once_more(
    roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await carried_out(roles)
    clock.pass_by(days=6)
    assert await carried_out(roles) == []
    clock.pass_by(days=1)
    assert await carried_out(roles) == [(ANA, ONE, True)]


async def test_a_server_that_removed_the_bot_is_left_alone(
    study: Study, roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await study.services.server.left(HERE)
    assert await roles.due(clock()) == {}


async def test_many_are_given_some_at_a_time(
    roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    for n in range(AT_ONCE + 1):
        await begins(database, clock, 1_000 + n, date(2026, 3, 2))
    assert len(await carried_out(roles)) == AT_ONCE
    assert len(await carried_out(roles)) == 1


async def test_a_role_that_cannot_be_given_is_told_once_a_month_to_who_chose_it(
    study: Study, roles: PhaseRoles, clock: Moment
) -> None:
    for _ in range(3):
        await roles.refuse(HERE, ONE)
    (notice,) = await study.outbox(TROUBLE)
    assert (notice.ref, notice.target.user_id, notice.target.other_user_id) == (ONE, ANA, MIA)
    await roles.refuse(HERE, TWO)
    clock.pass_by(days=31)
    await roles.refuse(HERE, ONE)
    assert len(await study.outbox(TROUBLE)) == 3


async def test_what_was_given_is_theirs_to_delete(
    study: Study, roles: PhaseRoles, database: Database, clock: Moment
) -> None:
    await begins(database, clock, ANA, date(2026, 3, 2))
    await carried_out(roles)
    assert await roles.of(HERE, ANA) == [ONE]
    await study.services.me.delete(HERE, ANA)
    assert await roles.of(HERE, ANA) == []
    assert await roles.due(clock() + timedelta(days=8)) == {}
