"""What became of each question of a series, as its owner reads it."""

import pytest

from bot.domain.daily.series import Series
from cogs.daily import routes
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

# The first of January at nine.
NINE, DAY = 1767258000, 24 * 3600
AWAY, HELD = "the bot was away", "a permission was missing"


async def _ledger(mia: Person, series: Series) -> Screen:
    """As it is opened from the screen of the series."""
    listed = await mia.runs("series list")
    opened = await mia.picks(listed, "Open a series", str(series.id))
    return await mia.presses(opened, "Ledger")


def _rows(ledger: Screen) -> list[str]:
    return [text for text in ledger.texts if text.startswith("<t:")]


@pytest.fixture
async def series(circle: Circle) -> Series:
    return await circle.series()


async def test_before_the_first_question_it_says_when_that_comes(
    mia: Person, series: Series
) -> None:
    ledger = await _ledger(mia, series)
    assert ledger.title == "Nothing planned yet"
    assert f"<t:{NINE}:F>" in ledger.text
    assert ledger.private


async def test_complaint_9_each_slot_says_what_became_of_it_and_why(
    circle: Circle, world: World, mia: Person, series: Series
) -> None:
    await world.pass_time(hours=9)
    # Away over two slots and three hours: the newest goes out.
    await world.sleep(days=2, hours=3)
    await world.restart()
    await world.tick()
    # The next one is held until the one after it comes, and that one until it is mended.
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=21)
    await world.pass_time(days=1)
    await world.sleep(hours=2)
    await world.forbid(world.daily)
    await world.tick()
    rows = _rows(await _ledger(mia, series))
    first, second, third = circle.posts()

    def named(post: Screen) -> str:
        place = f"{world.guild.id}/{world.daily.id}/{post.message.id}"
        return f"[{post.title}](https://discord.com/channels/{place})"

    lines = [row.split("\n-# ") for row in rows]
    assert lines == [
        [f"<t:{NINE + 4 * DAY}:f> · **Posted**", f"2 hours late, {HELD} · {named(third)}"],
        [f"<t:{NINE + 3 * DAY}:f> · **Skipped**", f"held until the next one came: {HELD}"],
        [f"<t:{NINE + 2 * DAY}:f> · **Posted**", f"3 hours late, {AWAY} · {named(second)}"],
        [f"<t:{NINE + DAY}:f> · **Skipped**", f"{AWAY}, and only the newest was sent"],
        [f"<t:{NINE}:f> · **Posted**", f"on time · {named(first)}"],
    ]


async def test_a_held_question_is_shown_as_such(world: World, mia: Person, series: Series) -> None:
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    (row,) = _rows(await _ledger(mia, series))
    assert row.endswith("**Held**\n-# a permission was missing")


async def test_a_question_that_somebody_deleted_or_that_has_no_thread_is_shown_as_such(
    world: World, mia: Person, series: Series
) -> None:
    threads = "/channels/*/messages/*/threads"
    world.env.inject_error("POST", threads, status=400, code=160006, times=1)
    await world.pass_time(hours=9)
    world.env.inject_error("POST", threads, status=404, code=10008, times=1)
    await world.pass_time(days=1)
    deleted, bare = _rows(await _ledger(mia, series))
    assert "**Posted, then deleted**" in deleted
    assert "on time, without its thread" in bare


async def test_it_turns_its_pages_and_goes_back_to_the_series(
    world: World, mia: Person, series: Series
) -> None:
    await world.pass_time(hours=9)
    for _ in range(8):
        await world.pass_time(days=1)
    ledger = await _ledger(mia, series)
    assert ledger.grey == "Series · page 1 of 2"
    assert len(_rows(ledger)) == 8
    older = await mia.presses(ledger, "Next")
    assert (older.grey, len(_rows(older))) == ("Series · page 2 of 2", 1)
    assert (await mia.presses(older, "Back")).grey == ledger.grey
    assert "Ledger" in (await mia.presses(older, "Series")).labels


async def test_it_is_for_its_opener_alone(mia: Person, ana: Person, series: Series) -> None:
    listed = await ana.runs("help")
    id = routes.LEDGER.id(series=series.id, page=0, opener=mia.id)
    assert (await ana.presses_late(listed, id)).title == "This panel is not yours"


async def test_of_a_series_that_was_removed_there_is_none(
    world: World, mia: Person, series: Series
) -> None:
    ledger = await _ledger(mia, series)
    await world.house.services.series.remove(world.guild.id, series.id, by=mia.id)
    id = routes.LEDGER.id(series=series.id, page=0, opener=mia.id)
    assert (await mia.presses_late(ledger, id)).title == "No such series"
