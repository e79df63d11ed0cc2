"""`/daily`: today’s questions and those before, each with where the member stands."""

from datetime import time

from tests.cogs.asking import answers, post_id
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def test_before_the_first_question_there_is_a_calm_word(ana: Person) -> None:
    for command in ("daily today", "daily history"):
        assert (await ana.runs(command)).title == "No question yet"


async def test_today_says_where_the_member_stands(ana: Person, question: Screen) -> None:
    today = await ana.runs("daily today")
    assert today.private
    assert "No answer yet" in today.text
    assert today.labels == ["Answer", "Hint", "Reveal"]
    await ana.presses(today, "Hint")
    assert "1 hint, no answer yet" in (await ana.runs("daily today")).text
    await answers(ana, question)
    today = await ana.runs("daily today")
    assert today.labels == ["Reveal", "Edit", "Hint"]
    await ana.presses(today, "Reveal")
    today = await ana.runs("daily today")
    assert "Answered and revealed" in today.text
    assert today.labels == ["Outline", "See others"]


async def test_today_leads_to_the_thread_of_the_question_or_else_to_its_message(
    ana: Person, circle: Circle, world: World
) -> None:
    here = f"https://discord.com/channels/{world.guild.id}"
    await circle.series(world.hall, at=time(8), threads=False)
    await world.pass_time(hours=8)
    (question,) = circle.posts(world.hall)
    link = f"{here}/{world.hall.id}/{question.message.id}"
    assert (await ana.runs("daily today")).footer == f"[Go to the question]({link})"
    for hour, channel in ((9, world.daily), (10, world.forum)):
        await circle.series(channel, at=time(hour))
        await world.pass_time(hours=1)
        (thread,) = channel.threads
        footer = (await ana.runs("daily today")).footer
        assert footer == f"Talk about it in [its thread]({here}/{thread.id})."


async def test_several_questions_of_a_day_are_all_at_hand(
    ana: Person, circle: Circle, world: World
) -> None:
    await circle.series(world.daily, at=time(8))
    await circle.series(world.hall, at=time(9))
    await circle.series(world.forum, at=time(10))
    await world.pass_time(hours=8)
    await world.pass_time(hours=1)
    await world.pass_time(hours=1)
    today = await ana.runs("daily today")
    (newest,) = circle.posts(world.forum.threads[0])
    assert today.title == newest.title
    (hall,) = circle.posts(world.hall)
    options = today.selects[0].options
    assert [one["label"] for one in options] == [hall.title, circle.posts()[0].title]
    other = await ana.picks(today, "Another question of today", options[0]["value"])
    assert other.title == hall.title
    # The next morning the newest one stands first again.
    await world.pass_time(hours=22)
    assert (await ana.runs("daily today")).title == circle.posts()[1].title


async def test_history_turns_its_pages_and_opens_questions(
    ana: Person, circle: Circle, question: Screen, world: World
) -> None:
    await answers(ana, question)
    for _ in range(11):
        await world.pass_time(days=1)
    titles = [post.title for post in circle.posts()][::-1]
    page = await ana.runs("daily history")
    seen = []
    for number in (1, 2, 3):
        assert f"page {number} of 3" in page.grey
        seen += [option["label"] for option in page.selects[0].options]
        if number < 3:
            page = await ana.presses(page, "Next")
    assert seen == titles
    assert page.labels == ["Back", "First page"]
    assert "answered" in page.text
    opened = await ana.picks(page, "Open a question", str(post_id(question)))
    assert opened.title == question.title
    assert opened.labels == ["Reveal", "Edit", "Hint"]


async def test_what_was_asked_in_a_hidden_channel_is_shown_nowhere_else(
    ana: Person, ben: Person, circle: Circle, world: World
) -> None:
    await circle.series(world.hall, at=time(8))
    await circle.series(world.daily, at=time(9))
    await world.pass_time(hours=8)
    await world.pass_time(hours=1)
    (daily,), (hall,) = circle.posts(), circle.posts(world.hall)
    await world.hide(world.daily, ana.actor)
    # Both channels may have drawn the same question, so the post is told by its id.
    today = await ana.runs("daily today")
    assert post_id(today) == post_id(hall)
    assert today.selects == []
    (listed,) = (await ana.runs("daily history")).selects[0].options
    assert listed["value"] == str(post_id(hall))
    assert post_id(await ben.runs("daily today")) == post_id(daily)
