"""What somebody could try for more points, played through, with what it comes to.

The figures follow from the rules in `bot.domain.board.points`; a week is Monday to Sunday.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.board.deed import Dated, Deed, DeedKind
from bot.domain.board.points import RULES
from bot.domain.daily.series import Post
from bot.domain.mock.joining import Choices
from bot.services.board.crediting import credit
from bot.storage.mock import joining
from bot.storage.plan import study_days
from tests.services.board.crediting import differences, total
from tests.services.mock.carding import fill, held
from tests.services.study import ANA, BEN, CHANNEL, CY, HERE, Study

LONG = "A cache in front of it, and an outbox behind. " * 5
STRONGER = "Say how many requests a second it has to hold, and what breaks first."
DEE = 104


async def questions(study: Study, number: int) -> None:
    """So many series, each with a question a day."""
    for n in range(number):
        await study.add_series(channel_id=CHANNEL + n)


async def asked(study: Study) -> list[Post]:
    """A day later; the questions that went out."""
    await study.next_day()
    found: list[Post] = []
    for delivery in await study.waiting():
        await study.end(delivery)
        found.append(await study.post(delivery.id))
    return found


async def answers(study: Study, post: Post, user_id: int = ANA, text: str = LONG) -> None:
    await study.services.daily.answer(HERE, post.id, user_id, text, review=True)


async def meets(study: Study, *members: int) -> None:
    """A mock with all its cards, right now."""
    session = await held(study, *members)
    for user_id in members:
        await fill(study, session, user_id)


async def pool(study: Study, *user_ids: int) -> None:
    """These take part in mock interviews."""
    async with study.database.transaction() as tx:
        for user_id in user_ids:
            choices = Choices(kinds=frozenset({"system-design"}), level="L5", wish="swap")
            await joining.join(
                tx, guild_id=HERE, user_id=user_id, choices=choices, zone="UTC", now=study.clock()
            )


async def done(study: Study, kind: DeedKind, thing: object, user_id: int = ANA) -> None:
    """A deed of a kind that has no screen of its own here."""
    deed = Deed(
        guild_id=HERE,
        user_id=user_id,
        kind=kind,
        thing=str(thing),
        at=study.clock(),
        full=RULES[kind].full,
    )
    async with study.database.transaction() as tx:
        day = await study_days.local_day(
            tx, guild_id=HERE, user_id=user_id, at=deed.at, usual_zone="UTC"
        )
        await credit(tx, [Dated(deed=deed, day=day)])


async def totals(study: Study, *user_ids: int) -> list[int]:
    """What these came to; the sums that are kept are those of the entries."""
    assert await differences(study.database) == []
    return [await total(study.database, user_id=user_id) for user_id in user_ids]


async def test_one_pair_alone_holds_three_mocks_a_day(study: Study) -> None:
    for _ in range(4):
        for _ in range(3):
            await meets(study, ANA, BEN)
            study.clock.pass_by(hours=2)
        study.clock.pass_by(hours=18)
    # The second is worth half, and there are two a week.
    assert await totals(study, ANA, BEN) == [45, 45]


async def test_one_pair_among_many_goes_on_for_two_weeks(study: Study) -> None:
    await pool(study, *range(200, 210))
    for _ in range(2):
        for _ in range(4):
            await meets(study, ANA, BEN)
            study.clock.pass_by(days=1)
        study.clock.pass_by(days=3)
    # 30 and 15 in the first week; a quarter and then nothing in the second.
    assert await totals(study, ANA, BEN) == [52, 52]


async def test_a_ring_of_four_holds_three_mocks_a_day(study: Study) -> None:
    ring = [ANA, BEN, CY, DEE]
    for _ in range(3):
        for shift in (1, 2, 3):
            for n, user_id in enumerate(ring):
                other = ring[(n + shift) % 4]
                if user_id < other:
                    await meets(study, user_id, other)
        study.clock.pass_by(days=1)
    # Two on the first day, of which the day holds 50; no more that week.
    assert await totals(study, *ring) == [50, 50, 50, 50]


async def test_ten_answers_a_day(study: Study) -> None:
    await questions(study, 10)
    # The first question goes out on a Tuesday: six days of the week are left.
    for _ in range(6):
        for post in await asked(study):
            await answers(study, post)
    assert await totals(study, ANA) == [50]


async def test_seven_old_questions_are_answered_in_an_hour(study: Study) -> None:
    await questions(study, 1)
    posts = [(await asked(study))[0] for _ in range(8)]
    for post in posts:
        await answers(study, post)
    # Older than a week: nothing; 4 each, and 10 a day.
    assert await totals(study, ANA) == [10]


async def test_a_day_is_lived_twice_by_changing_the_zone(study: Study) -> None:
    await questions(study, 2)
    first, second = await asked(study)
    await answers(study, first)
    for zone in ("Pacific/Kiritimati", "Pacific/Honolulu", "Pacific/Apia", "Asia/Tokyo"):
        await study.services.me.set_zone(HERE, ANA, zone)
        study.clock.pass_by(minutes=10)
        await answers(study, second)
    assert await totals(study, ANA) == [10]


async def test_an_answer_is_deleted_and_given_again(study: Study) -> None:
    await questions(study, 1)
    (post,) = await asked(study)
    for _ in range(3):
        await answers(study, post)
        await study.services.me.delete(HERE, ANA)
    assert await totals(study, ANA) == [0]
    await answers(study, post)
    assert await totals(study, ANA) == [10]


async def test_the_night_in_which_the_clocks_go_back(study: Study) -> None:
    await questions(study, 2)
    await study.services.me.set_zone(HERE, ANA, "Europe/Berlin")
    study.clock.now = datetime(2026, 10, 24, 10, tzinfo=UTC)
    first, second = await asked(study)
    # 02:30 on Sunday 25 October in Berlin, twice.
    study.clock.now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    await answers(study, first)
    study.clock.pass_by(hours=1)
    await answers(study, second)
    assert await totals(study, ANA) == [10]


async def test_a_week_that_spans_the_end_of_a_year_is_one_week(study: Study) -> None:
    await questions(study, 1)
    study.clock.now = datetime(2026, 12, 27, 11, tzinfo=UTC)
    for _ in range(7):
        for post in await asked(study):
            await answers(study, post)
    assert await totals(study, ANA) == [50]


async def test_two_review_each_other_all_week(study: Study) -> None:
    await questions(study, 1)
    for _ in range(6):
        for post in await asked(study):
            for user_id in (ANA, BEN):
                await answers(study, post, user_id, "Too short to earn anything.")
                await study.services.daily.reveal(HERE, post.id, user_id)
            for author, reader in ((ANA, BEN), (BEN, ANA)):
                await reviews(study, post, author, reader)
    # Two of one person a week.
    assert await totals(study, ANA, BEN) == [6, 6]


async def reviews(study: Study, post: Post, author: int, reader: int) -> None:
    request = await study.services.reviews.take(HERE, post.id, author, reader)
    signals = {key: range(len(texts)) for key, texts in request.question.signals.items()}
    await study.services.reviews.write(HERE, request.review.id, reader, signals, STRONGER)


async def test_an_answer_is_made_longer_and_shorter_and_longer(study: Study) -> None:
    await questions(study, 1)
    (post,) = await asked(study)
    for text in ("x" * 199, LONG, "x", LONG * 3, "x" * 250):
        await answers(study, post, ANA, text)
        study.clock.pass_by(hours=9)
    await study.services.daily.reveal(HERE, post.id, ANA)
    assert await totals(study, ANA) == [10]


async def test_one_press_is_sent_fifty_times(study: Study) -> None:
    await questions(study, 1)
    (post,) = await asked(study)
    await asyncio.gather(*(answers(study, post) for _ in range(50)))
    assert await totals(study, ANA) == [10]


async def test_two_devices_answer_two_questions_at_once(study: Study) -> None:
    await questions(study, 2)
    posts = await asked(study)
    await asyncio.gather(*(answers(study, post) for post in posts for _ in range(5)))
    assert await totals(study, ANA) == [10]


async def test_the_clock_is_moved_back_to_live_a_day_again(study: Study) -> None:
    await questions(study, 2)
    first, second = await asked(study)
    study.clock.pass_by(hours=20)
    await answers(study, first)
    study.clock.now -= timedelta(hours=19)
    await answers(study, second)
    # Two days by that clock, and no more than two days’ points.
    assert await totals(study, ANA) == [20]
    study.clock.now += timedelta(hours=19)
    for post in (first, second):
        await answers(study, post)
    assert await totals(study, ANA) == [20]


async def test_the_partner_sends_their_card_when_it_is_too_late(study: Study) -> None:
    session = await held(study)
    await fill(study, session, ANA)
    study.clock.pass_by(hours=48, seconds=1)
    await fill(study, session, BEN)
    assert await totals(study, ANA, BEN) == [0, 0]


async def test_four_hundred_cards_a_day(study: Study) -> None:
    for day in range(7):
        for n in range(20):
            await done(study, "cards", f"{day}:{n}")
        study.clock.pass_by(days=1)
    assert await totals(study, ANA) == [25]


async def test_twenty_stories_and_all_tasks_in_one_evening(study: Study) -> None:
    for n in range(20):
        await done(study, "story", n)
        await done(study, "task", n)
        await done(study, "task", n)
    # One story, three tasks.
    assert await totals(study, ANA) == [8 + 15]


async def test_everything_every_day(study: Study) -> None:
    await questions(study, 3)
    study.clock.pass_by(days=6)  # a Sunday
    for day in range(7):
        for post in await asked(study):
            await answers(study, post)
        await meets(study, ANA, (BEN, CY, DEE)[day % 3])
        for kind in ("cards", "story", "task", "task"):
            await done(study, kind, f"{kind}:{day}:{study.clock()}")
    assert await totals(study, ANA) == [120]
