"""Members report mistakes under the outline; owners pass them on or close them."""

import pytest

from bot.domain.daily.bank import Bank
from bot.domain.daily.mistake import LONGEST, MOST, SHORTEST, upstream
from bot.domain.daily.series import Post
from bot.errors import (
    AlreadyReported,
    AnswerFirst,
    EnoughReports,
    NoSuchMistake,
    ReportLength,
)
from bot.services.daily.answering import Daily
from bot.services.daily.mistakes import PAGE, Mistakes
from tests.services.members import revealed
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, MIA, Moment, Study

TEXT = "The limit is 400 KB, says the service’s own guide."


@pytest.fixture
def mistakes(study: Study) -> Mistakes:
    return study.services.mistakes


async def test_a_report_keeps_the_question_with_its_revision(
    daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    asked = await revealed(daily, post)
    assert (await mistakes.begin(HERE, post.id, ANA)).question == asked.question
    await mistakes.report(HERE, post.id, ANA, f"  {TEXT}\n")
    (one,) = (await mistakes.page(HERE)).rows
    assert one.question == asked.question
    assert (one.own, one.mistake.question_id) == (False, post.question_id)
    assert (one.mistake.user_id, one.mistake.text, one.mistake.revision) == (ANA, TEXT, 1)
    assert (await mistakes.page(ELSEWHERE)).rows == []


async def test_who_has_not_opened_the_outline_cannot_report_on_it(
    mistakes: Mistakes, post: Post
) -> None:
    with pytest.raises(AnswerFirst):
        await mistakes.begin(HERE, post.id, ANA)
    with pytest.raises(AnswerFirst):
        await mistakes.report(HERE, post.id, ANA, TEXT)


@pytest.mark.parametrize("text", ["x" * (SHORTEST - 1), "x" * (LONGEST + 1), " " * SHORTEST])
async def test_a_report_has_a_length(
    daily: Daily, mistakes: Mistakes, post: Post, text: str
) -> None:
    await revealed(daily, post)
    with pytest.raises(ReportLength) as refused:
        await mistakes.report(HERE, post.id, ANA, text)
    assert refused.value.quote == text.strip()
    assert (await mistakes.page(HERE)).total == 0


async def test_one_report_of_a_member_on_a_question_is_open_at_a_time(
    daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    await revealed(daily, post)
    await revealed(daily, post, BEN)
    await mistakes.report(HERE, post.id, ANA, TEXT)
    with pytest.raises(AlreadyReported):
        await mistakes.begin(HERE, post.id, ANA)
    with pytest.raises(AlreadyReported) as refused:
        await mistakes.report(HERE, post.id, ANA, f"{TEXT} Again.")
    assert refused.value.quote == f"{TEXT} Again."
    await mistakes.report(HERE, post.id, BEN, TEXT)
    first = (await mistakes.page(HERE)).rows[0].mistake
    await mistakes.end(HERE, first.id, "closed", by=MIA)
    await mistakes.report(HERE, post.id, ANA, TEXT)


async def test_a_member_reports_so_often_a_day_whatever_became_of_it(
    daily: Daily, mistakes: Mistakes, post: Post, clock: Moment
) -> None:
    await revealed(daily, post)
    for _ in range(MOST):
        await mistakes.report(HERE, post.id, ANA, TEXT)
        (one,) = (await mistakes.page(HERE)).rows
        await mistakes.end(HERE, one.mistake.id, "passed on", by=MIA)
    with pytest.raises(EnoughReports):
        await mistakes.begin(HERE, post.id, ANA)
    clock.pass_by(days=1)
    await mistakes.begin(HERE, post.id, ANA)


async def test_reports_come_in_pages_those_that_wait_longest_first(
    study: Study, daily: Daily, mistakes: Mistakes, post: Post, clock: Moment
) -> None:
    people = range(300, 300 + PAGE + 1)
    for person in people:
        clock.pass_by(seconds=1)
        await revealed(daily, post, person)
        await mistakes.report(HERE, post.id, person, TEXT)
    first, second = await mistakes.page(HERE), await mistakes.page(HERE, 99)
    assert [one.mistake.user_id for one in first.rows] == [*people][:PAGE]
    assert [one.mistake.user_id for one in second.rows] == [people[-1]]
    assert (first.total, first.pages, second.page) == (PAGE + 1, 2, 1)


async def test_a_report_is_dealt_with_once_and_can_be_taken_up_again(
    daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    await revealed(daily, post)
    await mistakes.report(HERE, post.id, ANA, TEXT)
    (one,) = (await mistakes.page(HERE)).rows
    await mistakes.end(HERE, one.mistake.id, "passed on", by=MIA)
    with pytest.raises(NoSuchMistake):
        await mistakes.end(HERE, one.mistake.id, "closed", by=MIA)
    with pytest.raises(NoSuchMistake):
        await mistakes.find(HERE, one.mistake.id)
    assert await mistakes.reopen(HERE, one.mistake.id) == one
    assert await mistakes.find(HERE, one.mistake.id) == one
    with pytest.raises(NoSuchMistake):
        await mistakes.reopen(HERE, one.mistake.id + 1)


async def test_a_question_that_left_the_bank_is_named_by_its_id_alone(
    study: Study, daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    await revealed(daily, post)
    await mistakes.report(HERE, post.id, ANA, TEXT)
    left = dict(study.services.library.shipped.questions)
    del left[post.question_id]
    study.services.library.shipped = Bank(left)
    (one,) = (await mistakes.page(HERE)).rows
    assert one.question is None
    assert post.question_id in upstream(one.mistake, one.question, "1.0")


async def test_what_is_passed_on_names_the_question_and_nobody(
    daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    asked = await revealed(daily, post)
    await mistakes.report(HERE, post.id, ANA, TEXT)
    (one,) = (await mistakes.page(HERE)).rows
    assert upstream(one.mistake, one.question, "9.8.7").splitlines() == [
        f"Question: {post.question_id}, revision 1",
        f"Title: {asked.question.title}",
        "Loopmate 9.8.7, reported on 2026-03-03",
        "",
        TEXT,
    ]


async def test_who_asks_to_be_forgotten_takes_their_reports_along(
    study: Study, daily: Daily, mistakes: Mistakes, post: Post
) -> None:
    await revealed(daily, post)
    await mistakes.report(HERE, post.id, ANA, TEXT)
    (held,) = (await study.services.me.held(HERE, ANA))["mistake"]
    assert held["text"] == TEXT
    await study.services.me.delete(HERE, ANA)
    assert (await mistakes.page(HERE)).total == 0
