"""The whole loop over the wire: setup, post, answer, reveal."""

import asyncio
from datetime import timedelta

from bot.app import House
from tests.loopback import Answer, Loopback, Member, Message
from tests.wire.running import MovingClock, running


async def set_up(world: Loopback, owner: Member) -> Answer:
    shown = await world.slash(owner, world.channel, "setup", {"zone": "Europe/Berlin"})
    shown = await world.press(owner, shown.message, f"setup:channel:u{owner.id}", [world.channel])
    shown = await world.press(owner, shown.message, f"setup:time:u{owner.id}", ["09:00"])
    return await world.press(owner, shown.message, "Post a test", timeout=10)


async def ask(house: House, clock: MovingClock) -> None:
    """The moment of the next slot comes."""
    clock.ahead += timedelta(days=4)
    await house.tick(house.clock())


def question(world: Loopback) -> Message:
    return next(
        post for post in reversed(world.posts(world.channel)) if "Reveal" in str(post.payload())
    )


async def test_a_question_goes_from_setup_to_reveal(
    world: Loopback, address: str, owner: Member, ana: Member, ben: Member
) -> None:
    clock = MovingClock()
    async with running(world, address, clock) as house:
        done = await set_up(world, owner)
        assert "First question" in done.text
        await ask(house, clock)
        post = question(world)
        assert post.id in world.state.channels
        closed = await world.press(ana, post, "Reveal")
        assert "Answer first" in closed.text
        form = await world.press(ana, post, "Answer")
        saved = await world.submit(ana, form, {"text": "A ring, and jitter on expiry."})
        assert saved.ephemeral
        assert "Saved" in saved.text
        shown = await world.press(ana, saved.message, "Reveal")
        assert "outline" in shown.text
        tried = await world.press(ben, post, "Reveal")
        tried = await world.press(ben, tried.message, "I tried, show me")
        others = await world.press(ben, tried.message, "See others")
        assert "A ring, and jitter on expiry." in others.text


async def test_two_members_with_the_same_modal_open_are_both_saved(
    world: Loopback, address: str, owner: Member, ana: Member, ben: Member
) -> None:
    clock = MovingClock()
    async with running(world, address, clock) as house:
        await set_up(world, owner)
        await ask(house, clock)
        post = question(world)
        forms = [await world.press(who, post, "Answer") for who in (ana, ben)]
        answers = await asyncio.gather(
            world.submit(ana, forms[0], {"text": "Ana’s own words"}),
            world.submit(ben, forms[1], {"text": "Ben’s own words"}),
        )
        assert ["Saved" in answer.text for answer in answers] == [True, True]
        await world.press(ana, answers[0].message, "Reveal")
        shown = await world.press(ben, answers[1].message, "Reveal")
        others = await world.press(ben, shown.message, "See others")
        assert "Ana’s own words" in others.text


async def test_a_text_typed_before_a_restart_is_saved_after_it(
    world: Loopback, address: str, owner: Member, ana: Member
) -> None:
    clock = MovingClock()
    async with running(world, address, clock) as house:
        await set_up(world, owner)
        await ask(house, clock)
        post = question(world)
        form = await world.press(ana, post, "Answer")
    async with running(world, address, clock):
        saved = await world.submit(ana, form, {"text": "typed before, sent after"})
        assert "Saved" in saved.text
