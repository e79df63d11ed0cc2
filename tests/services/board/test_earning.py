"""What members do earns points in the moment in which they do it, once, and makes a study day."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.board.points import Worth
from bot.domain.daily.series import Post
from bot.services.board import listing
from bot.storage.tables.board import ENTRY, RANK, STANDING, TOTAL
from bot.storage.tables.plan import STUDY_DAY
from tests.services.board.crediting import differences, earned, total
from tests.services.mock.carding import fill, held
from tests.services.study import ANA, BEN, CY, HERE, Study

LONG = "A cache in front of it, and an outbox behind. " * 5
SHORT = LONG[:199]
STRONGER = "Say how many requests a second it has to hold, and what breaks first."


async def answers(study: Study, post: Post, text: str = LONG, user_id: int = ANA) -> Worth | None:
    return (await study.services.daily.answer(HERE, post.id, user_id, text)).worth


async def days(study: Study) -> list[tuple[int, str]]:
    rows = await study.rows(STUDY_DAY, "day", "user_id")
    return [(row["user_id"], row["how"]) for row in rows]


async def test_an_answer_of_two_hundred_characters_earns_ten_points(
    study: Study, post: Post
) -> None:
    assert await answers(study, post) == Worth(10)
    assert await earned(study.database) == {("answer", str(post.id)): 10}
    assert await days(study) == [(ANA, "answer")]
    assert await differences(study.database) == []


async def test_a_shorter_one_makes_a_study_day_and_earns_when_it_is_made_longer(
    study: Study, post: Post
) -> None:
    assert await answers(study, post, SHORT) is None
    assert await study.rows(ENTRY) == []
    assert await days(study) == [(ANA, "answer")]
    # A day later it is the first version’s moment that counts: in time.
    study.clock.pass_by(days=2)
    assert await answers(study, post) == Worth(10)
    (entry,) = await study.rows(ENTRY)
    assert entry["at"] == study.clock() - timedelta(days=2)
    assert await answers(study, post, LONG + SHORT) == Worth(10)
    assert await total(study.database) == 10


async def test_a_late_answer_earns_four_and_one_after_a_week_nothing(
    study: Study, post: Post
) -> None:
    study.clock.pass_by(hours=25)
    assert await answers(study, post) == Worth(4)
    study.clock.pass_by(days=6)
    assert await answers(study, post, user_id=BEN) is None


async def test_who_only_tried_earns_nothing(study: Study, post: Post) -> None:
    await study.services.daily.give_up(HERE, post.id, ANA)
    assert await study.rows(ENTRY) == await study.rows(STUDY_DAY) == []


async def test_a_review_earns_three_when_it_is_written_and_nothing_when_it_is_changed(
    study: Study, post: Post
) -> None:
    for user_id in (ANA, BEN):
        await study.services.daily.answer(HERE, post.id, user_id, SHORT, review=True)
        await study.services.daily.reveal(HERE, post.id, user_id)
    reviews = study.services.reviews
    request = await reviews.take(HERE, post.id, BEN, ANA)
    signals = {key: range(len(texts)) for key, texts in request.question.signals.items()}
    for text in (STRONGER, f"{STRONGER} And who is told."):
        await reviews.write(HERE, request.review.id, ANA, signals, text)
    assert await earned(study.database) == {("review", f"{post.id}:{BEN}"): 3}
    (entry,) = await study.rows(ENTRY)
    assert entry["other_id"] == BEN


async def test_a_mock_earns_thirty_each_once_all_cards_are_in(study: Study) -> None:
    session = await held(study)
    await fill(study, session, ANA)
    # Hers are in: a study day, and no points before his are too.
    assert await days(study) == [(ANA, "mock")]
    assert await study.rows(ENTRY) == []
    await fill(study, session, BEN)
    for user_id, other in ((ANA, BEN), (BEN, ANA)):
        assert await earned(study.database, user_id) == {("mock", str(session.id)): 30}
        rows = [row for row in await study.rows(ENTRY) if row["user_id"] == user_id]
        assert [(row["other_id"], row["at"], row["span"]) for row in rows] == [
            (other, session.begun_at, 7)
        ]
    assert await days(study) == [(ANA, "mock"), (BEN, "mock")]


async def test_cards_that_come_after_two_days_earn_nothing(study: Study) -> None:
    session = await held(study)
    await fill(study, session, ANA)
    study.clock.pass_by(hours=49)
    await study.services.sessions.tick(study.clock())
    await fill(study, session, BEN)
    assert await study.rows(ENTRY) == []
    assert await days(study) == [(ANA, "mock")]


async def test_who_observed_earns_nothing(study: Study) -> None:
    session = await held(study, ANA, BEN, CY)
    for user_id in (CY, ANA, BEN):
        await fill(study, session, user_id)
    assert {row["user_id"] for row in await study.rows(ENTRY)} == {ANA, BEN}
    assert CY not in {user_id for user_id, _ in await days(study)}


async def test_both_send_their_last_card_at_once(study: Study) -> None:
    session = await held(study)
    await asyncio.gather(*(fill(study, session, user_id) for user_id in (ANA, BEN)))
    assert await total(study.database, user_id=ANA) == 30
    assert await total(study.database, user_id=BEN) == 30
    assert await differences(study.database) == []


async def test_who_is_forgotten_leaves_no_points_and_no_rank(study: Study, post: Post) -> None:
    async with study.database.transaction() as tx:
        for user_id in (ANA, BEN):
            await listing.show(tx, HERE, user_id, joined=True)
    for user_id in (ANA, BEN):
        await answers(study, post, user_id=user_id)
    await study.services.me.delete(HERE, ANA)
    for table in (ENTRY, TOTAL, STANDING, STUDY_DAY):
        assert {row["user_id"] for row in await study.rows(table)} == {BEN}
    assert {row["members"] for row in await study.rows(RANK)} == {1}
    assert await differences(study.database) == []


async def test_a_server_that_is_forgotten_leaves_nothing(study: Study, post: Post) -> None:
    async with study.database.transaction() as tx:
        await listing.show(tx, HERE, ANA, joined=True)
    await answers(study, post)
    await study.services.server.left(HERE)
    study.clock.pass_by(days=31)
    await study.services.server.sweep(study.clock())
    for table in (ENTRY, TOTAL, STANDING, RANK, STUDY_DAY):
        assert await study.rows(table) == []


@pytest.mark.parametrize(("joined", "most"), [(False, 12), (True, 14)])
async def test_an_answer_takes_few_statements_for_its_points(
    study: Study, post: Post, joined: bool, most: int
) -> None:
    if joined:
        async with study.database.transaction() as tx:
            await listing.show(tx, HERE, ANA, joined=True)
    await answers(study, post, user_id=BEN)  # the season has begun
    statements = await _statements(study, post)
    # Those of the answer itself are before the member is locked.
    begun = next(n for n, text in enumerate(statements) if "board_member" in text)
    assert len(statements) - begun <= most, statements


async def _statements(study: Study, post: Post) -> list[str]:
    noted: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        noted.append(statement)

    engine = study.database._writer.engine.sync_engine  # noqa: SLF001 - counts what is sent
    event.listen(engine, "before_cursor_execute", note)
    await answers(study, post)
    event.remove(engine, "before_cursor_execute", note)
    return [text for text in noted if text.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}]
