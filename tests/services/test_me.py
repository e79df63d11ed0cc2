"""A member’s own: their zone, everything held about them as one file, and nothing after deletion."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.daily.review import TO_READ, Review
from bot.domain.daily.series import HELD
from bot.domain.delivery import State
from bot.domain.me import Preferences
from bot.errors import UnknownQuiet, UnknownZone
from bot.files.export import export
from bot.services.me import Me
from bot.storage.daily import reviews
from bot.storage.me import member_columns
from bot.storage.tables import metadata
from bot.storage.tables.daily import ANSWER, HINT, REVIEW, SIGNAL
from tests.services.study import ELSEWHERE, HERE, MIA, Study
from tests.storage import rows

# As long as ids are, so that none is found by chance in another number.
ANA, BEN = 111_222_333_444_555_666, 777_888_999_000_111_222


@pytest.fixture
def me(study: Study) -> Me:
    return study.services.me


def document(held: Any, study: Study, user_id: int = ANA) -> Any:
    (whole,) = export(held, guild_id=HERE, user_id=user_id, now=study.clock())
    return json.loads(whole)


async def live(study: Study, user_id: int) -> None:
    """Do everything that a member can do, in two servers."""
    for guild_id in (HERE, ELSEWHERE):
        daily = study.services.daily
        await study.services.me.set_zone(guild_id, user_id, "Berlin")
        for post in [one for one in await study.posts() if one.guild_id == guild_id]:
            await daily.hint(guild_id, post.id, user_id, 1)
            await daily.answer(guild_id, post.id, user_id, f"“Two caches” of {user_id}")
            asked = await daily.reveal(guild_id, post.id, user_id)
            first = next(iter(asked.question.signals))
            await daily.score(guild_id, post.id, user_id, {first: frozenset({0, 1})})


@pytest.fixture
async def lived(study: Study) -> Study:
    """Ana and Ben did everything in two servers, and Ana set the series here."""
    await study.arrive(HERE, ELSEWHERE)
    await study.add_series(by=ANA)
    await study.add_series(ELSEWHERE)
    await study.next_day()
    for delivery in await study.waiting():
        await study.end(delivery)
    for user_id in (ANA, BEN):
        await live(study, user_id)
    return study


async def test_a_zone_is_remembered_by_server_under_its_full_name(me: Me) -> None:
    assert await me.zone(HERE, ANA) is None
    assert await me.set_zone(HERE, ANA, "berlin") == "Europe/Berlin"
    assert await me.set_zone(HERE, ANA, "são paulo") == "America/Sao_Paulo"
    assert await me.zone(HERE, ANA) == "America/Sao_Paulo"
    assert await me.zone(ELSEWHERE, ANA) is None
    assert await me.zone(HERE, BEN) is None


async def test_a_zone_that_is_none_is_given_back_and_changes_nothing(me: Me) -> None:
    await me.set_zone(HERE, ANA, "Tokyo")
    with pytest.raises(UnknownZone) as refusal:
        await me.set_zone(HERE, ANA, "Atlantis")
    assert refusal.value.quote == "Atlantis"
    assert await me.zone(HERE, ANA) == "Asia/Tokyo"


async def test_what_a_member_chose_holds_until_they_choose_again(me: Me) -> None:
    assert await me.preferences(HERE, ANA) == Preferences()
    chosen = await me.choose(HERE, ANA, quiet_from=time(22), quiet_until=time(7), reach="thread")
    assert chosen == Preferences(quiet_from=time(22), quiet_until=time(7), reach="thread")
    assert await me.preferences(HERE, ANA) == chosen
    assert await me.preferences(ELSEWHERE, ANA) == await me.preferences(HERE, BEN) == Preferences()


async def test_a_wrong_word_keeps_the_right_one(me: Me) -> None:
    with pytest.raises(UnknownQuiet) as refusal:
        await me.change(HERE, ANA, zone="Tokyo", quiet="night")
    assert refusal.value.quote == "night"
    assert await me.preferences(HERE, ANA) == Preferences(zone="Asia/Tokyo")
    with pytest.raises(UnknownZone):
        await me.change(HERE, ANA, zone="Atlantis", quiet="off")
    assert await me.preferences(HERE, ANA) == Preferences(zone="Asia/Tokyo")


async def test_two_wrong_words_are_both_given_back_and_nothing_is_stored(me: Me) -> None:
    with pytest.raises(UnknownZone) as refusal:
        await me.change(HERE, ANA, zone="Atlantis", quiet="night")
    assert refusal.value.quote == "Atlantis\nnight"
    assert await me.held(HERE, ANA) == {}


async def test_without_words_nothing_changes(me: Me) -> None:
    await me.change(HERE, ANA)
    assert await me.held(HERE, ANA) == {}


async def _to_read(study: Study) -> Review:
    """Ben’s answer, given to Ana to read."""
    (post,) = [one for one in await study.posts() if one.guild_id == HERE]
    review = Review(
        guild_id=HERE,
        id=5,
        post_id=post.id,
        author_id=BEN,
        reviewer_id=ANA,
        assigned_at=study.clock(),
        due_at=study.clock() + TO_READ,
    )
    async with study.database.transaction() as tx:
        await tx.execute(ANSWER.update().where(ANSWER.c.user_id == BEN).values(review="assigned"))
        return await reviews.add(tx, review)


async def _waits(study: Study) -> bool:
    """Whether Ben’s answer here wants a reader again."""
    return [
        row["review"] == "waiting"
        for row in await study.rows(ANSWER)
        if (row["guild_id"], row["user_id"]) == (HERE, BEN)
    ] == [True]


async def test_who_wants_no_reviews_gives_back_what_they_had_to_read(lived: Study) -> None:
    me = lived.services.me
    await _to_read(lived)
    await me.choose(HERE, ANA, reviews=True)
    await me.choose(HERE, ANA, reach="thread")
    assert not await _waits(lived)
    await me.choose(HERE, ANA, reviews=False)
    assert await _waits(lived)


async def test_what_a_forgotten_member_had_to_read_goes_to_somebody_else(lived: Study) -> None:
    await _to_read(lived)
    await lived.services.me.delete(HERE, ANA)
    assert await _waits(lived)
    assert str(ANA) not in repr(await lived.rows(REVIEW))


async def test_counts_tell_what_goes_from_what_stays(lived: Study) -> None:
    counts = await lived.services.me.counts(HERE, ANA)
    assert counts.goes == {
        "answer": 1,
        "board_member": 1,
        "day_zone": 1,
        "hint": 1,
        "member": 1,
        "signal": 2,
        "study_day": 1,
    }
    assert counts.stays == {"change": 1, "series": 1}


async def test_of_who_did_nothing_nothing_is_held(lived: Study) -> None:
    assert await lived.services.me.held(HERE, 5) == {}
    assert document({}, lived, 5)["held"] == {}


async def test_the_file_holds_what_a_member_did_here_and_nothing_of_others(lived: Study) -> None:
    held = await lived.services.me.held(HERE, ANA)
    found = document(held, lived)
    assert (found["server"], found["member"]) == (str(HERE), str(ANA))
    assert found["written"] == "2026-03-03T11:00:00+00:00"
    assert set(found["held"]) == {
        *("answer", "board_member", "change", "day_zone", "hint", "member", "series", "signal"),
        "study_day",
    }
    (answer,) = found["held"]["answer"]
    assert answer["text"] == f"“Two caches” of {ANA}"
    assert answer["user_id"] == str(ANA)
    assert answer["answered_at"] == "2026-03-03T11:00:00+00:00"
    assert [hint["step"] for hint in found["held"]["hint"]] == [1]
    assert len(found["held"]["signal"]) == 2
    assert found["held"]["series"][0]["created_by"] == str(ANA)
    assert str(BEN) not in json.dumps(found)
    # The other server’s post has another id.
    assert {row["guild_id"] for rows in found["held"].values() for row in rows} == {str(HERE)}


async def test_every_value_of_every_table_that_holds_a_member_stands_in_the_file(
    study: Study, me: Me
) -> None:
    filling = rows.Filling()
    expected: list[tuple[str, str, Any]] = []
    for table, column in member_columns():
        if "secret" in column.info:
            continue
        row = filling.add(table, **{"guild_id": HERE, column.name: ANA})
        others = {other.name for of, other in member_columns() if of is table} - {column.name}
        # What somebody else alone may read is theirs to have.
        others |= {one.name for one in table.c if one.info.get("of", column.name) != column.name}
        expected += [(table.name, name, row[name]) for name in row.keys() - others]
    async with study.database.transaction() as tx:
        # The fixture’s own row of this server makes way.
        await tx.execute(metadata.tables["guild"].delete())
        await filling.store(tx)
    found = document(await me.held(HERE, ANA), study)["held"]
    missing = [
        f"{table}.{name}"
        for table, name, value in expected
        if not any(_reads(row.get(name), value) for row in found[table])
    ]
    assert missing == []
    assert set(found) == {table.name for table, _ in member_columns()}


def _reads(shown: Any, value: Any) -> bool:
    """Whether a value of the file says the same as the row."""
    match value:
        case datetime():
            return isinstance(shown, str) and datetime.fromisoformat(shown) == value
        case date() | time():
            return shown == value.isoformat()
        case bool() | None:
            return shown is value
        case _:
            return str(shown) == str(value)


async def test_no_number_of_the_file_is_longer_than_every_reader_can_hold(
    study: Study, me: Me
) -> None:
    long = 2**62
    filling = rows.Filling()
    for table, column in member_columns():
        filling.add(table, **{"guild_id": HERE, column.name: long})
    async with study.database.transaction() as tx:
        await tx.execute(metadata.tables["guild"].delete())
        await filling.store(tx)
    held = document(await me.held(HERE, long), study, long)["held"]
    numbers = [value for found in held.values() for row in found for value in row.values()]
    assert max(value for value in numbers if isinstance(value, int)) <= 2**53
    assert str(long) in numbers


async def test_after_deletion_nothing_of_a_member_is_held_here(lived: Study) -> None:
    me = lived.services.me
    elsewhere, bens = await me.held(ELSEWHERE, ANA), await me.held(HERE, BEN)
    await me.delete(HERE, ANA)
    assert await me.held(HERE, ANA) == {}
    async with lived.database.reading() as tx:
        stored = await rows.read(tx)
    here = [row for table in stored.values() for row in table if row.get("guild_id") == HERE]
    assert str(ANA) not in repr(here)
    assert await me.held(ELSEWHERE, ANA) == elsewhere != {}
    assert await me.held(HERE, BEN) == bens != {}
    await me.delete(HERE, ANA)
    assert await me.held(HERE, BEN) == bens


async def test_what_a_deleted_owner_set_goes_on_without_the_name(lived: Study) -> None:
    await lived.services.me.delete(HERE, ANA)
    (series,) = await lived.services.series.of(HERE)
    assert series.created_by is None
    await lived.next_day()
    (delivery, _) = await lived.waiting()
    await lived.end(delivery, State.FAILED, "channel")
    (notice,) = await lived.outbox(HELD)
    assert notice.target.stops == (("dm", MIA),)


async def test_a_notice_to_a_deleted_person_is_not_sent(lived: Study) -> None:
    await lived.next_day()
    (delivery,) = [one for one in await lived.waiting() if one.guild_id == HERE]
    await lived.end(delivery, State.FAILED, "channel")
    await lived.services.me.delete(HERE, ANA)
    assert await lived.outbox(HELD) == []


async def test_a_member_can_begin_again_after_deletion(lived: Study) -> None:
    await lived.services.me.delete(HERE, ANA)
    (post,) = [one for one in await lived.posts() if one.guild_id == HERE]
    asked = await lived.services.daily.asked(HERE, post.id, ANA)
    assert (asked.answer, asked.hints) == (None, 0)
    await lived.services.daily.answer(HERE, post.id, ANA, "Once more.")
    for table in (ANSWER, HINT, SIGNAL):
        held = await lived.rows(table)
        assert sum(row["guild_id"] == HERE and row["user_id"] == ANA for row in held) == (
            1 if table is ANSWER else 0
        )


async def test_a_moment_in_the_file_names_its_zone(lived: Study) -> None:
    (answer,) = (await lived.services.me.held(HERE, ANA))["answer"]
    assert answer["answered_at"].tzinfo is UTC
