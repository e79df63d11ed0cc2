"""Finding what was asked here: one line a question, in the channels that a member may see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from bot.domain.daily.question import Question
from bot.domain.daily.search import Query
from bot.domain.daily.series import Post, Series
from bot.services.daily.searching import PAGE, Found
from bot.storage.daily import posts
from bot.storage.database import Database
from tests.domain.pools import question, shipped
from tests.services.members import answered
from tests.services.study import ANA, BEN, CHANNEL, ELSEWHERE, HERE, Moment, Study

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
RUBRICS = {one.kind: one.rubric for one in shipped().questions.values()}
POOL: Mapping[str, Question] = {
    one.id: replace(one, rubric=RUBRICS[one.kind])
    for one in (
        question("a", title="A cache for forty services", topic="caching"),
        question("b", title="Queues", topic="caching", prompt="Which cache is in front?"),
        question("c", "behavioral", title="A cache of trust", topic="trust"),
        *(question(f"more-{n:02}", title=f"Sharding {n}") for n in range(2 * PAGE + 1)),
    )
}


@pytest.fixture
async def study(database: Database, clock: Moment) -> Study:
    study = Study(database, clock, POOL)
    await study.arrive(HERE, ELSEWHERE)
    return study


class Asking:
    """Puts posts of chosen questions in the past, each a day after the one before."""

    def __init__(self, study: Study, series: Series) -> None:
        self._study = study
        self._series = series
        self._days = count()

    async def __call__(
        self, id: str, channel_id: int = CHANNEL, *, cycle: int = 1, sent: bool = True
    ) -> Post:
        day = next(self._days)
        at = NOON + timedelta(days=day)
        post = Post(
            guild_id=self._series.guild_id,
            id=1000 + day,
            series_id=self._series.id,
            slot=date(2026, 1, 1) + timedelta(days=day),
            cycle=cycle,
            question_id=id,
            revision=1,
            channel_id=channel_id,
            place="text",
            threads=True,
            due_at=at,
            posted_at=at if sent else None,
        )
        async with self._study.database.transaction() as tx:
            await posts.add(tx, [post])
        return post


@pytest.fixture
async def ask(study: Study) -> Asking:
    return Asking(study, await study.add_series())


async def _find(study: Study, *words: str, page: int = 0, **given: object) -> Found:
    hidden = given.pop("hidden", ())
    query = Query(words=words, **given)  # type: ignore[arg-type] - tests name its own fields
    return await study.services.searching.find(HERE, ANA, query, page, hidden=hidden)  # type: ignore[arg-type] - a collection


def _ids(found: Found) -> list[str]:
    return [asked.question.id for asked in found.rows]


async def test_where_nothing_was_asked_the_search_says_so(study: Study) -> None:
    found = await _find(study, "cache")
    assert (found.rows, found.total, found.page, found.pages) == ([], 0, 0, 1)
    assert not found.any_asked


async def test_only_what_was_asked_is_found(study: Study, ask: Asking) -> None:
    await ask("a")
    await ask("more-01")
    found = await _find(study, "cache")
    assert (_ids(found), found.total, found.any_asked) == (["a"], 1, True)


async def test_nothing_found_is_told_from_nothing_asked(study: Study, ask: Asking) -> None:
    await ask("a")
    found = await _find(study, "volcano")
    assert (found.rows, found.any_asked) == ([], True)


async def test_the_title_comes_before_the_prompt_and_then_the_newest_first(
    study: Study, ask: Asking
) -> None:
    for id in ("a", "c", "b"):
        await ask(id)
    assert _ids(await _find(study, "cache")) == ["c", "a", "b"]
    assert _ids(await _find(study)) == ["b", "c", "a"]


async def test_kind_and_topic_narrow_it(study: Study, ask: Asking) -> None:
    for id in ("a", "b", "c"):
        await ask(id)
    assert _ids(await _find(study, kind="behavioral")) == ["c"]
    assert _ids(await _find(study, topic="caching")) == ["b", "a"]
    assert _ids(await _find(study, "cache", kind="coding", topic="caching")) == ["a", "b"]


async def test_a_question_asked_twice_is_one_line_with_its_last_day(
    study: Study, ask: Asking
) -> None:
    await ask("a")
    await ask("b")
    last = await ask("a", cycle=2)
    found = await _find(study, "cache", "forty")
    assert [asked.post.id for asked in found.rows] == [last.id]


async def test_what_was_asked_in_a_hidden_channel_is_not_found(study: Study, ask: Asking) -> None:
    seen = await ask("a")
    await ask("a", CHANNEL + 1, cycle=2)
    await ask("c", CHANNEL + 1)
    found = await _find(study, "cache", hidden=[CHANNEL + 1])
    assert [asked.post.id for asked in found.rows] == [seen.id]
    both = await _find(study, "cache", hidden=[CHANNEL, CHANNEL + 1])
    assert (both.rows, both.any_asked) == ([], False)


async def test_a_post_that_never_went_out_is_not_found(study: Study, ask: Asking) -> None:
    await ask("a", sent=False)
    assert not (await _find(study, "cache")).any_asked
    sent = await ask("a", cycle=2)
    await ask("a", cycle=3, sent=False)
    assert [asked.post.id for asked in (await _find(study, "cache")).rows] == [sent.id]


async def test_a_question_that_has_retired_is_not_found(study: Study, ask: Asking) -> None:
    await ask("retired")
    await ask("a")
    assert _ids(await _find(study)) == ["a"]


async def test_another_server_is_not_searched(study: Study) -> None:
    await Asking(study, await study.add_series(ELSEWHERE))("a")
    assert not (await _find(study)).any_asked


async def test_pages_hold_every_question_once(study: Study, ask: Asking) -> None:
    for n in range(2 * PAGE + 1):
        await ask(f"more-{n:02}")
    pages = [await _find(study, "shard", page=page) for page in range(3)]
    assert [len(page.rows) for page in pages] == [PAGE, PAGE, 1]
    found = [id for page in pages for id in _ids(page)]
    assert found == [f"more-{n:02}" for n in reversed(range(2 * PAGE + 1))]
    assert {(page.total, page.pages) for page in pages} == {(2 * PAGE + 1, 3)}
    for page, shown in ((-1, 0), (3, 2), (99, 2)):
        assert (await _find(study, "shard", page=page)).page == shown


async def test_each_line_says_where_the_member_stands(study: Study, ask: Asking) -> None:
    posts = {id: await ask(id) for id in ("a", "b", "c")}
    daily = study.services.daily
    await answered(daily, posts["a"])
    await daily.hint(HERE, posts["b"].id, ANA, 1)
    await answered(daily, posts["c"], BEN)
    stands = {
        asked.question.id: (asked.answer is not None, asked.hints)
        for asked in (await _find(study)).rows
    }
    assert stands == {"a": (True, 0), "b": (False, 1), "c": (False, 0)}


async def test_topics_are_those_asked_where_the_member_may_look(study: Study, ask: Asking) -> None:
    topics = study.services.searching.topics
    assert await topics(HERE, "") == []
    await ask("a")
    await ask("c", CHANNEL + 1)
    await ask("retired")
    assert await topics(HERE, "") == ["caching", "trust"]
    assert await topics(HERE, "Tru") == ["trust"]
    assert await topics(HERE, "", hidden=[CHANNEL + 1]) == ["caching"]


async def test_titles_are_those_that_a_search_would_find_best_first(
    study: Study, ask: Asking
) -> None:
    titles = study.services.searching.titles
    assert await titles(HERE, "") == []
    for id in ("a", "b", "c"):
        await ask(id)
    assert await titles(HERE, "cach") == ["c", "a", "b"]
    assert await titles(HERE, "", hidden=[CHANNEL]) == []
