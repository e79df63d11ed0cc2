"""A corrected question says what changed to who met an earlier revision, and to nobody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.daily import corrections
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Correction, Question
from bot.domain.daily.series import Post
from bot.services.daily.answering import Daily
from tests.domain.pools import question
from tests.services.members import answered, revealed
from tests.services.study import ANA, BEN, HERE, Study

SECOND = Correction(revision=2, day="2026-03-04", text="The limit is 400 KB and not 64 KB.")
THIRD = Correction(revision=3, day="2026-03-09", text="The second point also names the price.")


def _correct(study: Study, post: Post, *changes: Correction) -> None:
    """The bot comes back with a newer bank."""
    library = study.services.library
    questions: Mapping[str, Question] = library.shipped.questions
    corrected = replace(questions[post.question_id], revision=changes[-1].revision, changes=changes)
    library.shipped = Bank({**questions, post.question_id: corrected})


async def test_complaint_14_who_answered_an_earlier_revision_hears_what_changed(
    study: Study, daily: Daily, post: Post
) -> None:
    await answered(daily, post)
    _correct(study, post, SECOND)
    await revealed(daily, post, BEN)
    opened = await daily.reveal(HERE, post.id, ANA)
    assert opened.corrections == (SECOND,)
    assert (await daily.today(HERE, ANA))[0].corrections == (SECOND,)
    assert (await daily.reveal(HERE, post.id, BEN)).corrections == ()


async def test_only_what_is_newer_than_what_was_met_is_told(
    study: Study, daily: Daily, post: Post
) -> None:
    _correct(study, post, SECOND)
    await daily.give_up(HERE, post.id, ANA)
    _correct(study, post, SECOND, THIRD)
    assert (await daily.opened(HERE, post.id, ANA)).corrections == (THIRD,)


async def test_who_never_met_a_question_is_told_nothing(
    study: Study, daily: Daily, post: Post
) -> None:
    _correct(study, post, SECOND)
    assert (await daily.asked(HERE, post.id, ANA)).corrections == ()


async def test_a_question_met_on_an_earlier_post_says_so_on_the_next_one(
    study: Study, daily: Daily
) -> None:
    only = question("cd.only", rubric="cd-core")
    study.services.library.shipped = Bank({only.id: only})
    await study.add_series()
    first = await study.post_daily()
    await revealed(daily, first)
    _correct(study, first, SECOND)
    again = await study.post_daily()
    assert again.question_id == first.question_id
    assert again.id != first.id
    assert (await daily.asked(HERE, again.id, ANA)).corrections == (SECOND,)
    assert (await daily.asked(HERE, again.id, BEN)).corrections == ()


async def test_an_own_answer_says_what_changed_since(
    study: Study, daily: Daily, post: Post
) -> None:
    await answered(daily, post)
    _correct(study, post, SECOND)
    own, _ = await study.services.mine.one(HERE, ANA, post.id)
    assert own.corrections == (SECOND,)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 3, 4), THIRD),
        (date(2026, 3, 9), THIRD),
        (date(2026, 3, 10), None),
    ],
)
def test_the_newest_correction_since_a_day(day: date, found: Correction | None) -> None:
    asked = question("cd.a", changes=(SECOND, THIRD), revision=3)
    assert corrections.after(asked, day) == found


def test_corrections_come_in_the_order_of_revisions() -> None:
    asked = question("cd.a", changes=(THIRD, SECOND), revision=3)
    assert corrections.since(asked, 1) == (SECOND, THIRD)
    assert corrections.since(asked, 3) == ()


async def test_a_repeated_question_says_that_it_was_corrected_since(
    study: Study, daily: Daily
) -> None:
    only = question("cd.only", rubric="cd-core")
    study.services.library.shipped = Bank({only.id: only})
    await study.add_series()
    first = await study.post_daily()
    later = (first.slot + timedelta(days=1)).isoformat()
    _correct(study, first, replace(SECOND, day=later))
    await study.next_day()
    (delivery,) = await study.waiting()
    shown = await study.services.showing.of(delivery)
    assert shown is not None
    assert shown.last_asked == first.slot
    assert corrections.after(shown.question, first.slot) is not None
