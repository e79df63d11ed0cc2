"""`/series pause`, `resume`, `skip`, `now`, and what comes next."""

from datetime import UTC, datetime

import aiohttp
import pytest

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.sim import World

FIRST = int(datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp())
A_DAY = 86400


async def test_a_pause_is_undone_by_its_button_and_done_again(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    paused = await mia.runs("series pause")
    assert (paused.title, paused.labels) == ("Paused", ["Resume", "1 week", "2 weeks"])
    resumed = await mia.presses(paused, "Resume")
    assert (resumed.title[:14], resumed.labels) == ("Next question ", ["Pause"])
    paused = await mia.presses(resumed, "Pause")
    assert paused.title == "Paused"
    await world.pass_time(days=3)
    assert circle.posts() == []
    await mia.runs("series resume")
    await world.pass_time(days=1)
    assert len(circle.posts()) == 1


@pytest.mark.parametrize(
    ("until", "days"), [("2 weeks", 14), ("3 days", 3), ("Monday", 4), ("2026-01-08", 7)]
)
async def test_a_pause_until_a_day_ends_by_itself(
    mia: Person, world: World, circle: Circle, until: str, days: int
) -> None:
    await circle.series()
    paused = await mia.runs("series pause", until=until)
    assert paused.title == f"Paused until <t:{FIRST + days * A_DAY}:D>"
    assert f"It goes on by itself: <t:{FIRST + days * A_DAY}:F>" in paused.text
    await world.pass_time(days=days)
    assert circle.posts() == []
    await world.pass_time(hours=9)
    assert len(circle.posts()) == 1
    assert "Paused" not in (await mia.runs("series list")).text


async def test_a_pause_is_made_shorter_and_longer_on_its_screen(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    week = await mia.presses(await mia.runs("series pause"), "1 week")
    assert week.title == f"Paused until <t:{FIRST + 7 * A_DAY}:D>"
    longer = await mia.presses(week, "2 weeks")
    assert longer.title == f"Paused until <t:{FIRST + 14 * A_DAY}:D>"
    listed = await mia.runs("series list")
    assert f"Paused until <t:{FIRST + 14 * A_DAY}:D>" in listed.text


@pytest.mark.parametrize(
    ("until", "title"), [("soon", "Which date is that?"), ("30 February", "Which date is that?")]
)
async def test_a_pause_until_no_day_pauses_nothing(
    mia: Person, world: World, circle: Circle, until: str, title: str
) -> None:
    await circle.series()
    assert (await mia.runs("series pause", until=until)).title == title
    assert "Paused" not in (await mia.runs("series list")).text


async def test_a_pause_until_a_day_in_the_past_is_refused(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    assert (await mia.runs("series pause", until="2025-12-24")).grey.startswith("⚠️")
    assert "Paused" not in (await mia.runs("series list")).text


async def test_a_paused_series_offers_to_go_on_first(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    await mia.runs("series pause")
    opened = await mia.picks(await mia.runs("series list"), "Open a series", str(series.id))
    assert opened.title == "Paused"
    assert [[button.label for button in row] for row in opened.rows] == [
        ["Resume", "Preview", "Edit"],
        ["Post now", "Ledger"],
        ["Queue", "All series", "Remove"],
    ]
    assert (await mia.presses(opened, "Resume")).title.startswith("Next question")


async def test_one_question_is_skipped_and_comes_back(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    skipped = await mia.runs("series skip")
    assert f"Skipped: <t:{FIRST}:F>" in skipped.text
    assert f"Next: <t:{FIRST + A_DAY}:F> in <#{world.daily.id}>" in skipped.text
    assert skipped.labels == ["Undo", "Series"]
    back = await mia.presses(skipped, "Undo")
    assert f"Next <t:{FIRST}:F>" in back.text
    await world.pass_time(hours=9)
    assert len(circle.posts()) == 1


async def test_a_skipped_question_is_not_posted_and_the_next_one_is(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await mia.runs("series skip")
    await world.pass_time(hours=10)
    assert circle.posts() == []
    await world.pass_time(days=1)
    assert len(circle.posts()) == 1


async def test_a_second_click_skips_no_other(mia: Person, world: World, circle: Circle) -> None:
    series = await circle.series()
    opened = await mia.picks(await mia.runs("series list"), "Open a series", str(series.id))
    await mia.presses(opened, "Skip next")
    again = await mia.presses_late(opened, "Skip next")
    assert "You changed this" in again.text
    assert f"Next <t:{FIRST + A_DAY}:F>" in again.text
    assert "the one before it is skipped" in again.text


async def test_a_question_is_posted_at_once_after_asking_and_counts_as_todays(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    confirm = await mia.runs("series now")
    assert confirm.title == "Post a question now?"
    assert f"It goes to <#{world.daily.id}> at once and counts as today’s." in confirm.text
    assert f"Next: <t:{FIRST + A_DAY}:F>" in confirm.text
    out = await mia.presses(confirm, "Post it")
    assert out.title == "The question is out"
    (question,) = circle.posts()
    address = (
        f"https://discord.com/channels/{world.guild.id}/{world.daily.id}/{question.message.id}"
    )
    assert f"[Open it]({address})" in out.text
    await world.pass_time(hours=12)
    assert len(circle.posts()) == 1
    await world.pass_time(days=1)
    assert len(circle.posts()) == 2


async def test_a_second_press_posts_no_second_question(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    confirm = await mia.runs("series now")
    await mia.presses(confirm, "Post it")
    again = await mia.presses_late(confirm, "Post it")
    assert again.title == "Today’s question is out"
    (question,) = circle.posts()
    assert f"/{question.message.id})" in again.text


async def test_a_question_posted_at_its_time_is_not_posted_again(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    again = await mia.presses(await mia.runs("series now"), "Post it")
    assert again.title == "Today’s question is out"
    assert len(circle.posts()) == 1


async def test_in_a_forum_the_link_leads_to_the_post(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series(world.forum)
    out = await mia.presses(await mia.runs("series now"), "Post it")
    (thread,) = world.forum.threads
    assert f"https://discord.com/channels/{world.guild.id}/{thread.id}/{thread.id}" in out.text


async def test_a_refused_question_says_what_is_missing(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    told = await mia.presses(await mia.runs("series now"), "Post it")
    assert (told.grey, told.title) == ("⚠️ Series · post now", "The question is not out yet")
    assert "**Send Messages**" in told.text
    waits = await mia.presses(await mia.runs("series now"), "Post it")
    assert waits.title == "A question could not be posted"
    assert "Today’s question is chosen, and waits." in waits.text


async def test_a_question_that_discord_did_not_answer_to_comes_by_itself(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    confirm = await mia.runs("series now")
    world.fail("POST", f"/channels/{world.daily.id}/messages", aiohttp.ServerDisconnectedError())
    told = await mia.presses(confirm, "Post it")
    assert told.title == "The question is not out yet"
    assert "It is tried again by itself." in told.text
    on_its_way = await mia.presses_late(confirm, "Post it")
    assert on_its_way.title == "Today’s question is on its way"
    await world.pass_time(minutes=1)
    assert len(circle.posts()) == 1


async def test_a_pause_until_a_day_is_kept_by_a_question_posted_by_hand(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await mia.runs("series pause", until="3 days")
    confirm = await mia.runs("series now")
    assert f"Next: <t:{FIRST + 3 * A_DAY}:F>" in confirm.text
    assert confirm.footer == "The series stays paused."
    await mia.presses(confirm, "Post it")
    await world.pass_time(days=2, hours=23)
    assert len(circle.posts()) == 1
    await world.pass_time(days=1)
    assert len(circle.posts()) == 2


async def test_a_paused_series_posts_by_hand_and_stays_paused(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await mia.runs("series pause")
    confirm = await mia.runs("series now")
    assert confirm.footer == "The series stays paused."
    assert (await mia.presses(confirm, "Post it")).title == "The question is out"
    await world.pass_time(days=2)
    assert len(circle.posts()) == 1


async def test_not_now_posts_nothing(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    kept = await mia.presses(await mia.runs("series now"), "Not now")
    assert kept.title.startswith("Next question")
    assert circle.posts() == []


async def test_what_comes_is_shown_by_dates_and_its_titles_only_on_request(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    opened = await mia.picks(await mia.runs("series list"), "Open a series", str(series.id))
    dates = await mia.presses(opened, "Preview")
    assert dates.title == "The next 7 questions"
    for day in range(7):
        assert f"<t:{FIRST + day * A_DAY}:F>" in dates.text
    titled = await mia.presses(dates, "Show titles")
    assert len(titled.text) > len(dates.text)
    assert "you may prefer not to look" in titled.footer
    await world.pass_time(hours=9)
    (question,) = circle.posts()
    assert question.title in titled.text
    assert question.title not in dates.text
    assert question.grey.split(" · ")[0] in dates.text


async def test_the_preview_goes_on_by_seven(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    added = await mia.runs("series add", channel=world.hall, days="every day")
    later = await mia.presses(await mia.presses(added, "Preview"), "Next")
    assert later.title == "Questions 8 to 14"
    assert f"<t:{FIRST + 7 * A_DAY}:F>" in later.text
    assert (await mia.presses(later, "Back")).title == "The next 7 questions"
    last = await mia.presses_late(later, later.id("Next").replace(":2:", ":99:"))
    assert last.title == "Questions 78 to 84"
    assert "Next" not in last.labels


async def test_a_paused_series_has_nothing_planned(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    await mia.runs("series pause")
    opened = await mia.picks(await mia.runs("series list"), "Open a series", str(series.id))
    nothing = await mia.presses(opened, "Preview")
    assert (nothing.title, nothing.labels) == ("Nothing is planned", ["Resume"])
