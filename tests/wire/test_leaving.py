"""Members who left are found by asking Discord; what it does not say deletes nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import app
from bot.app import House
from bot.domain.retention import Counts
from cogs.me.leaving import RollCall
from tests.loopback import Loopback, Member
from tests.wire.running import MovingClock, process, running, until

MEMBER = "/guilds/*/members/*"
Meddle = Callable[[Loopback, Member], object]


class Bot:
    """The bot with two members who chose something, and a roll call that does not wait."""

    def __init__(self, world: Loopback, house: House, clock: MovingClock) -> None:
        self.world, self.house, self.clock = world, house, clock
        self.waits: list[float] = []

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def calls(self, **later: float) -> int:
        """So much later the roll is called; how many members were asked for."""
        self.clock.ahead += timedelta(**later)
        before = len(self.asked)
        await RollCall(self.house.client, self._wait).tick(self.house.clock())
        # aiohttp repeats a request whose connection was lost.
        return len({*self.asked[before:]})

    @property
    def asked(self) -> list[str]:
        """The path of each request for a member."""
        return [one.path for one in self.world.requests if "/members/" in one.path]

    async def counts(self, member: Member) -> Counts:
        return await self.house.services.me.counts(member.guild_id, member.id)

    async def is_known(self, member: Member) -> bool:
        return bool((await self.counts(member)).all)

    async def noted(self, member: Member) -> tuple[bool, bool]:
        """Whether a check, and whether an absence is written down."""
        (row,) = (await self.house.services.me.held(member.guild_id, member.id))["member"]
        return row["checked_at"] is not None, row["left_at"] is not None


@pytest.fixture
async def bot(world: Loopback, address: str, ana: Member, ben: Member) -> AsyncIterator[Bot]:
    clock = MovingClock()
    async with running(world, address, clock) as house:
        for member in (ana, ben):
            await house.services.me.set_zone(member.guild_id, member.id, "Asia/Tokyo")
        yield Bot(world, house, clock)


async def test_who_left_is_forgotten_after_30_days_and_nobody_else(
    world: Loopback, bot: Bot, ana: Member, ben: Member
) -> None:
    world.remove_member(ana)
    assert await bot.calls() == 2
    assert [await bot.noted(member) for member in (ana, ben)] == [(True, True), (True, False)]
    await bot.calls(days=29)
    assert await bot.is_known(ana)
    await bot.calls(days=1)
    assert not await bot.is_known(ana)
    await bot.calls(days=30)
    assert await bot.is_known(ben)


async def test_who_comes_back_loses_nothing(world: Loopback, bot: Bot, ana: Member) -> None:
    world.remove_member(ana)
    await bot.calls()
    world.add_member(world.guild, ana.user)
    await bot.calls(days=29)
    assert await bot.noted(ana) == (True, False)
    await bot.calls(days=40)
    assert await bot.is_known(ana)


async def test_whose_account_is_gone_is_gone(world: Loopback, bot: Bot, ana: Member) -> None:
    world.forget_user(ana.user)
    await bot.calls()
    await bot.calls(days=30)
    assert not await bot.is_known(ana)


async def test_nobody_is_asked_for_twice_a_week(bot: Bot) -> None:
    assert await bot.calls() == 2
    assert await bot.calls(days=6, hours=23) == 0
    assert await bot.calls(hours=1) == 2


async def test_requests_are_a_second_apart(bot: Bot) -> None:
    await bot.calls()
    assert bot.waits == [1.0, 1.0]


UNKNOWN: dict[str, Meddle] = {
    "an outage": lambda world, _: world.fail("GET", MEMBER, status=503, times=None),
    "a lost connection": lambda world, _: world.drop("GET", MEMBER, times=None),
    "no access": lambda world, _: world.fail("GET", MEMBER, status=403, code=50001, times=None),
    "a server that is gone": lambda world, _: world.fail(
        "GET", MEMBER, status=404, code=10004, times=None
    ),
    "a 404 of a proxy": lambda world, _: world.fail(
        "GET", MEMBER, status=404, proxy_made=True, times=None
    ),
}


@pytest.mark.parametrize("meddle", UNKNOWN.values(), ids=UNKNOWN.keys())
async def test_what_does_not_say_that_somebody_is_gone_writes_nothing(
    world: Loopback, bot: Bot, ana: Member, ben: Member, meddle: Meddle
) -> None:
    meddle(world, ana)
    assert await bot.calls() == 1
    assert [await bot.noted(member) for member in (ana, ben)] == [(False, False)] * 2


@pytest.mark.parametrize("meddle", UNKNOWN.values(), ids=UNKNOWN.keys())
async def test_what_does_not_say_that_somebody_is_still_gone_deletes_nothing(
    world: Loopback, bot: Bot, ana: Member, meddle: Meddle
) -> None:
    world.remove_member(ana)
    await bot.calls()
    meddle(world, ana)
    assert await bot.calls(days=31) == 1
    assert await bot.is_known(ana)
    assert await bot.noted(ana) == (True, True)


async def test_no_answer_at_all_ends_the_round_and_writes_nothing(
    world: Loopback, bot: Bot, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.me.leaving._PATIENCE_S", 0.2)
    world.hang("GET", MEMBER)
    assert await bot.calls() == 1
    assert await bot.noted(ana) == (False, False)


async def test_a_server_that_refuses_does_not_hold_up_the_others(
    world: Loopback, bot: Bot, ana: Member, ben: Member
) -> None:
    other = world.add_guild("Other")
    cy = world.add_member(other, "Cy")
    await bot.house.services.server.present({other.id: None}, all_of_them=False)
    await bot.house.services.me.set_zone(other.id, cy.id, "Asia/Tokyo")
    world.fail("GET", f"/guilds/{ana.guild_id}/members/*", status=403, code=50001, times=None)
    assert await bot.calls() == 2
    noted = [await bot.noted(member) for member in (ana, ben, cy)]
    assert noted == [(False, False), (False, False), (True, False)]


async def test_a_round_ends_at_its_bound(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.me.leaving.AT_ONCE", 1)
    assert [await bot.calls() for _ in range(3)] == [1, 1, 0]


async def test_it_stops_when_the_client_closes(bot: Bot, ana: Member, ben: Member) -> None:
    async def close(_: float) -> None:
        await bot.house.client.close()

    await RollCall(bot.house.client, close).tick(bot.house.clock())
    assert len(bot.asked) == 1
    noted = [await bot.noted(member) for member in (ana, ben)]
    assert sorted(noted) == [(False, False), (True, False)]


async def test_it_ends_in_the_middle_of_a_wait(bot: Bot) -> None:
    waiting = asyncio.Event()

    async def wait(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    round = asyncio.create_task(RollCall(bot.house.client, wait).tick(bot.house.clock()))
    await waiting.wait()
    round.cancel()
    with pytest.raises(asyncio.CancelledError):
        await round
    assert len(bot.asked) == 1


async def test_a_process_calls_the_roll_by_itself(
    world: Loopback, tmp_path: Path, ana: Member
) -> None:
    house = app.build(f"sqlite:///{tmp_path / 'loopmate.db'}")
    await house.open()
    await house.services.me.set_zone(ana.guild_id, ana.id, "Asia/Tokyo")
    await house.close()
    async with process(world, tmp_path) as bot:
        await bot.start()
        await bot.says('"ready"')
        wanted = f"/guilds/{ana.guild_id}/members/{ana.id}"
        await until(lambda: any(one.path == wanted for one in world.requests))
