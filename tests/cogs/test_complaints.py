"""What people complain of in other bots that ask a question a day, each as somebody here lives it.

A number stands for one complaint; other tests that answer the same one bear it too.
"""

from zoneinfo import ZoneInfo

from bot.content.library import Content
from tests.cogs.asking import TEXT, answers, reveals, sealed
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_reviews import asked, at_home, filled, told
from tests.sim import World

LONDON = ZoneInfo("Europe/London")


async def _posted_each_hour(circle: Circle, hours: int) -> list[str]:
    """The local times, in London, of the hours that brought a question."""
    found: list[str] = []
    for _ in range(hours):
        before = len(circle.posts())
        await circle.world.pass_time(hours=1)
        local = circle.world.now().astimezone(LONDON)
        found += [f"{local:%d %b %H:%M}"] * (len(circle.posts()) - before)
    return found


async def test_complaint_1_the_question_comes_at_nine_in_london_through_the_change_of_the_clock(
    world: World, circle: Circle, mia: Person
) -> None:
    await world.sleep(days=86)  # to Saturday, 28 March 2026
    await mia.runs(
        "series add", channel=world.daily, time="09:00", days="every day", zone="Europe/London"
    )
    assert await _posted_each_hour(circle, 72) == [
        "28 Mar 09:00",
        "29 Mar 09:00",
        "30 Mar 09:00",
    ]


async def test_complaint_4_skipped_once_and_paused_for_a_week_it_rests_so_long_and_no_longer(
    world: World, circle: Circle, mia: Person
) -> None:
    await circle.series(zone="Europe/London")
    skipped = await mia.runs("series skip")
    assert "1767258000" in skipped.text  # what does not come: 1 January 2026, 09:00
    assert await _posted_each_hour(circle, 48) == ["02 Jan 09:00"]
    await mia.runs("series pause", until="1 week")
    assert await _posted_each_hour(circle, 24 * 8) == ["10 Jan 09:00"]


async def test_complaint_9_nothing_is_missed_or_doubled_over_restarts_and_an_outage(
    world: World, circle: Circle
) -> None:
    await circle.series()
    for _ in range(3):
        await world.pass_time(hours=9)
        await world.restart()
        await world.tick()
        await world.pass_time(hours=15)
        await world.restart()
    assert len(circle.posts()) == 3
    await world.sleep(hours=12)  # away over the fourth
    await world.restart()
    await world.tick()
    assert [post.marks for post in circle.posts()] == ["", "", "", "3 hours late, the bot was away"]
    await world.sleep(days=4)  # away for days: one question, not a burst
    await world.restart()
    await world.tick()
    assert len(circle.posts()) == 5


async def test_complaint_11_a_missing_permission_is_told_to_one_who_can_give_it_and_is_made_good(
    world: World, circle: Circle, mia: Person, ana: Person
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9, minutes=5)
    (notice,) = told(mia)
    assert "**Send Messages**" in notice.text
    assert "Edit Channel → Permissions → Loopmate" in notice.text
    assert told(ana) == []
    doctor = await mia.runs("server doctor")
    assert doctor.title == "One thing needs you"
    await world.forbid(world.daily)
    await world.tick()
    assert len(circle.posts()) == 1
    assert (await mia.runs("server doctor")).title == "All well"


async def test_complaint_16_nothing_is_spoilt_and_each_question_has_a_place_to_talk(
    world: World, library: Content, question: Screen, ana: Person, ben: Person
) -> None:
    secret = f"Only mine until I reveal. {TEXT}"
    await reveals(ana, question, secret)
    seen = [
        question,
        await ben.runs("daily today"),
        await ben.runs("daily history"),
        await ben.runs("daily search", words=question.title.split()[0]),
        await ben.presses(question, "Reveal"),
        await ben.presses(question, "Hint"),
    ]
    shown = "\n".join(screen.text for screen in seen)
    assert [text for text in [*sealed(question, library), secret] if text in shown] == []
    (thread,) = world.daily.threads
    assert thread.name == f"1 Jan · {question.title}"
    assert [m for m in thread.history() if secret in m.content] == []


async def test_complaint_22_an_answer_is_read_though_the_first_who_was_asked_says_nothing(
    world: World, question: Screen, ana: Person, ben: Person, cy: Person
) -> None:
    await reveals(ana, question, f"By Ana. {TEXT}")
    await reveals(ben, question, f"By Ben. {TEXT}")
    await world.pass_time(minutes=1)
    assert asked(ben).title == "One answer needs a reader"
    await reveals(cy, question, f"By Cy. {TEXT}")
    # Ben lets Ana’s pass; after two days it is Cy’s.
    await world.pass_time(minutes=1)
    await world.pass_time(hours=48)
    await world.pass_time(minutes=1)
    read: list[str] = []
    for request in told(cy):
        page = await at_home(cy).presses(request, "Review")
        form = await at_home(cy).opens(page, "Write review")
        await at_home(cy).submits(form, **filled(form, 2))
        read.append(page.text)
    assert any("By Ana." in text for text in read)
    await world.pass_time(minutes=1)
    assert "Someone read your answer" in [screen.title for screen in told(ana)]


async def test_complaint_23_owners_say_what_comes_and_in_which_order(
    world: World, circle: Circle, library: Content, mia: Person
) -> None:
    await circle.series()
    first, second = sorted(library.questions)[5:7]
    await mia.runs("series queue", question=second)
    await mia.runs("series queue", question=first)
    await world.pass_time(hours=9)
    await world.pass_time(days=1)
    wanted = [library.questions[id].short for id in (second, first)]
    assert [post.title for post in circle.posts()] == wanted


async def test_complaint_24_an_answer_is_corrected_until_it_is_revealed_and_then_stands(
    question: Screen, ana: Person
) -> None:
    saved = await answers(ana, question, "A lokc in the database.")
    form = await ana.opens(saved, "Edit")
    assert form.fields["text"]["value"] == "A lokc in the database."
    fixed = await ana.submits(form, text="A lock in the database.")
    late = await ana.opens(fixed, "Edit")
    await ana.presses(fixed, "Reveal")
    refused = await ana.submits(late, text="Something else altogether.")
    assert refused.title == "Your answer was not changed"
    assert "Something else altogether." in refused.text
