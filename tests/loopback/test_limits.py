"""Rate limits as the real client meets them."""

import asyncio
import time

import discord

from tests.loopback import Loopback, plain_intents, pointed_at
from tests.loopback.limits import Limits


async def post_everywhere(world: Loopback, *, pause: float) -> None:
    """One post to each channel, each begun `pause` seconds after the one before."""
    async with discord.Client(intents=plain_intents()) as client:
        await client.login(world.token)
        posts: list[asyncio.Task[discord.Message]] = []
        begun = time.monotonic()
        for number, channel_id in enumerate(world.guild.channels):
            await asyncio.sleep(max(0.0, begun + number * pause - time.monotonic()))
            target = client.get_partial_messageable(channel_id)
            posts.append(asyncio.create_task(target.send("Question 7")))
        await asyncio.gather(*posts)


async def test_a_naive_gather_runs_into_the_limit_over_all_routes() -> None:
    async with Loopback(channels=80) as world:
        with pointed_at(world):
            await post_everywhere(world, pause=0)
        assert len(world.posts()) == 80
        assert world.counters()["refused_globally"] > 0
        assert len(world.requests.answered(429)) == world.counters()["refused_globally"]


async def test_posts_paced_below_the_limit_meet_no_refusal() -> None:
    async with Loopback(channels=60) as world:
        with pointed_at(world):
            await post_everywhere(world, pause=1 / 45)
        assert len(world.posts()) == 60
        assert world.requests.answered(429) == []


async def test_without_a_limit_nothing_is_refused() -> None:
    async with Loopback(channels=100, per_second=None) as world:
        with pointed_at(world):
            await post_everywhere(world, pause=0)
        assert world.requests.answered(429) == []


async def test_the_bucket_of_a_channel_is_told_in_headers_that_the_client_obeys() -> None:
    async with Loopback(channels=2, per_channel=(2, 0.3)) as world:
        with pointed_at(world):
            async with discord.Client(intents=plain_intents()) as client:
                await client.login(world.token)
                busy, quiet = (
                    client.get_partial_messageable(each) for each in world.guild.channels
                )
                begun = time.monotonic()
                await asyncio.gather(*(busy.send(str(number)) for number in range(4)))
                assert time.monotonic() - begun >= 0.3
                begun = time.monotonic()
                await quiet.send("at once")
                assert time.monotonic() - begun < 0.3
        assert world.counters()["refused_by_route"] == 0


async def test_a_full_bucket_refuses_whoever_did_not_see_its_headers() -> None:
    async with Loopback(per_channel=(1, 0.2)) as world:
        with pointed_at(world):
            async with (
                discord.Client(intents=plain_intents()) as first,
                discord.Client(intents=plain_intents()) as second,
            ):
                for client in (first, second):
                    await client.login(world.token)
                await asyncio.gather(
                    first.get_partial_messageable(world.channel.id).send("one"),
                    second.get_partial_messageable(world.channel.id).send("two"),
                )
        assert len(world.posts()) == 2
        assert world.counters()["refused_by_route"] == 1


def test_a_bucket_can_be_changed_while_it_is_in_use() -> None:
    limits = Limits(None)

    def taken(times: int) -> list[bool]:
        took = [limits.take("POST", "/here", "1", exempt=False) for _ in range(times)]
        return [verdict.refusal is None for verdict in took]

    limits.bucket("POST", "/here", 1, 60.0)
    assert taken(2) == [True, False]
    limits.bucket("POST", "/here", 2, 60.0)
    assert taken(3) == [True, True, False]


def test_a_window_of_the_limit_over_all_routes_ends_after_a_second() -> None:
    now = 100.0
    limits = Limits(2, clock=lambda: now)

    def refused(*, exempt: bool = False) -> bool:
        return limits.take("GET", "/here", "", exempt=exempt).refusal is not None

    assert [refused() for _ in range(3)] == [False, False, True]
    assert not refused(exempt=True)
    now = 100.9
    assert refused()
    now = 101.0
    assert not refused()


async def test_latency_is_added_to_every_request() -> None:
    async with Loopback(latency=0.1) as world:
        with pointed_at(world):
            async with discord.Client(intents=plain_intents()) as client:
                begun = time.monotonic()
                await client.login(world.token)  # two requests
                assert time.monotonic() - begun >= 0.2
