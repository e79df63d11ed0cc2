"""What a posted question shows: its marks, the day after, its thread, its tags, and whom it pings."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.content.library import Content
from bot.domain.daily.series import Series
from bot.domain.schedule import read_code
from bot.storage.tables.daily import POST
from bot.ui import kit
from tests.cogs.asking import add_tags, answers, asked_in
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def _let_it_ping(world: World, series: Series, role_id: int) -> None:
    keeping = world.house.services.series
    await keeping.edit(world.guild.id, series.id, by=world.mia.id, ping_role_id=role_id)


def _pinged(world: World, post: Screen) -> list[int]:
    """The roles that a message really pinged."""
    message = post.message
    return list(world.env.backend.get_message(message.channel.id, message.id).ping_role_ids)


async def test_a_question_in_time_has_no_marks(question: Screen) -> None:
    assert question.marks == ""
    assert question.footer.startswith("4 hints, one at a time")


async def test_complaint_9_a_question_after_an_outage_says_how_late_and_why(
    circle: Circle, world: World
) -> None:
    await circle.series()
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    await world.pass_time(hours=9)
    await world.pass_time(hours=3)
    world.env.backend.faults.clear()
    await world.pass_time(minutes=5)
    assert circle.posts()[0].marks == "3 hours late, Discord was down"


async def test_a_question_after_an_absence_of_the_bot_says_so(circle: Circle, world: World) -> None:
    await circle.series()
    await world.sleep(days=3, hours=11)
    await world.restart()
    await world.tick()
    (post,) = circle.posts()
    assert post.marks == "2 hours late, the bot was away"


async def test_a_repeated_question_says_when_it_was_asked(
    circle: Circle, world: World, library: Content
) -> None:
    await circle.question()
    async with world.house.database.transaction() as tx:
        # As if the series had asked all the others before it, one a day, the first of them first.
        (row,) = (await tx.execute(POST.select())).mappings().all()
        others = sorted(library.questions.keys() - {row["question_id"]})
        rounds = [
            {**row, "id": n, "question_id": one, "slot": row["slot"] - timedelta(days=n)}
            for n, one in enumerate(reversed(others), 1)
        ]
        await tx.execute(POST.insert(), rounds)
    await world.pass_time(days=1)
    again = circle.posts()[-1]
    assert again.title == library.questions[others[0]].short
    assert again.marks == "last asked 2 January 2025"


async def test_the_next_day_says_how_many_answered_and_leads_there(
    circle: Circle, world: World, ana: Person, ben: Person
) -> None:
    question = await circle.question()
    await answers(ana, question)
    await answers(ben, question)
    await world.pass_time(days=1)
    link = f"https://discord.com/channels/{world.guild.id}/{world.daily.id}/{question.message.id}"
    assert circle.posts()[1].footer == f"4 hints · [Yesterday]({link}): 2 answers"
    await world.pass_time(days=1)
    assert circle.posts()[2].footer.endswith(")’s is still open")
    for name in ("ana", "ben", "cy", "mia"):
        assert f"<@{getattr(world, name).id}>" not in circle.posts()[1].text


async def test_complaint_16_each_question_has_a_thread_named_by_day_and_question(
    circle: Circle, world: World
) -> None:
    question = await circle.question()
    (thread,) = world.daily.threads
    assert thread.name == f"1 Jan · {question.title}"
    archived = world.env.backend.channels[thread.id].thread_metadata.auto_archive_duration
    assert archived == 1440


async def test_complaint_24_a_typo_that_is_corrected_is_gone_wherever_the_question_is_opened(
    circle: Circle, world: World, ana: Person, library: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = asked_in(await circle.question(), library)
    corrected = replace(old, short="Spelt as it should be", revision=old.revision + 1)
    monkeypatch.setitem(library.questions, old.id, corrected)
    await world.restart()
    (post,) = circle.posts()
    assert (await ana.presses(post, "Hint")).title == "Spelt as it should be"
    assert (await ana.runs("daily today")).title == "Spelt as it should be"
    await world.pass_time(days=1)
    assert "still open" in circle.posts()[1].footer


async def test_a_weekly_question_keeps_its_thread_open_for_a_week(
    circle: Circle, world: World
) -> None:
    await circle.series(pattern=read_code("weekdays:4"))
    await world.pass_time(hours=9)
    (thread,) = world.daily.threads
    archived = world.env.backend.channels[thread.id].thread_metadata.auto_archive_duration
    assert archived == 10080


async def test_complaint_16_the_tags_of_a_forum_post_are_kind_and_level_and_no_topic(
    circle: Circle, world: World, library: Content
) -> None:
    topics = {one.topic for one in library.questions.values()}
    kinds = [look.label.upper() for look in kit.KINDS.values()]
    names = [*kinds, "L4", "L5", "L6", "L7", *(topic.replace("-", " ") for topic in topics)]
    await add_tags(world, *names)
    await circle.series(world.forum)
    await world.pass_time(hours=9)
    (thread,) = world.forum.threads
    (post,) = circle.posts(thread)
    assert thread.name == f"1 Jan · {post.title}"
    applied = world.env.backend.channels[thread.id].applied_tags
    chosen = [names[tag - 1] for tag in applied]
    kind, level, *_ = post.grey.split(" · ")
    assert chosen == [kind.split(" ", 1)[1].upper(), level]


async def test_a_moderated_tag_is_left_to_those_who_manage_threads(
    circle: Circle, world: World
) -> None:
    await add_tags(world, *(look.label for look in kit.KINDS.values()), moderated=True)
    await world.forbid(world.forum, "manage_threads")
    await circle.series(world.forum)
    await world.pass_time(hours=9)
    (thread,) = world.forum.threads
    assert world.env.backend.channels[thread.id].applied_tags == []


async def test_the_role_of_a_series_is_pinged_and_nobody_else(circle: Circle, world: World) -> None:
    role = world.guild.create_role("Readers", mentionable=True)
    world.guild.create_role("Others", mentionable=True)
    await _let_it_ping(world, await circle.series(), role.id)
    await world.pass_time(hours=9)
    (post,) = circle.posts()
    assert post.pinged == f"-# <@&{role.id}>"
    assert _pinged(world, post) == [role.id]
    assert "Answer" in post.labels


async def test_a_role_that_was_deleted_is_left_out(circle: Circle, world: World) -> None:
    role = world.guild.create_role("Readers", mentionable=True)
    await _let_it_ping(world, await circle.series(), role.id)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.pass_time(hours=9)
    (post,) = circle.posts()
    assert post.pinged == ""


async def test_everybody_is_never_pinged(circle: Circle, world: World) -> None:
    await _let_it_ping(world, await circle.series(), world.guild.id)
    await world.pass_time(hours=9)
    (post,) = circle.posts()
    assert post.pinged == ""


async def test_an_announcement_channel_gets_question_and_thread(
    circle: Circle, world: World, ana: Person
) -> None:
    news = world.guild.create_news_channel("news")
    await circle.series(news)
    await world.pass_time(hours=9)
    (post,) = circle.posts(news)
    assert [thread.name for thread in news.threads] == [f"1 Jan · {post.title}"]
    assert "hint 1 of 4" in (await ana.presses(post, "Hint")).grey
    channel = world.house.client.get_channel(news.id)
    assert isinstance(channel, discord.TextChannel)
    assert channel.is_news()
