"""Asking by name: a yes finds a time, and nothing else can be told apart by who asked."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery
from bot.domain.mock import asking as questions
from bot.domain.mock.joining import Choices
from bot.domain.mock.messages import ANSWERED, ASKED, PICK
from bot.domain.mock.session import Session
from bot.errors import (
    AskedAlready,
    EnoughAsked,
    MeetsAlready,
    NoSuchQuestion,
    NotABot,
    NotYourself,
    OnYourList,
    RestingNow,
)
from bot.services.mock.asking import Asking
from bot.storage.tables.mock import SEAT, SESSION
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CY, HERE, Moment, Study

ONE = Choices(kinds=frozenset({"coding"}), level="L6", wish="be interviewed")
TWO = Choices(kinds=frozenset({"behavioral"}), level="L4", wish="interview")


@pytest.fixture
async def asking(study: Study) -> Asking:
    await join(study, ANA, choices=ONE)
    await join(study, BEN, choices=TWO)
    return study.services.asking


async def ask(asking: Asking, other: int = BEN) -> Session:
    session = (await asking.ask(HERE, ANA, other)).session
    assert session is not None
    return session


async def messages(study: Study, kind: str) -> list[tuple[int | None, str]]:
    return [(one.target.user_id, one.slot.split(":")[0]) for one in await study.outbox(kind)]


async def test_who_is_asked_reads_it_and_a_yes_finds_three_times(
    asking: Asking, study: Study, clock: Moment
) -> None:
    asked = await ask(asking)
    assert (asked.state, asked.kind, asked.next_step) == ("asked", "coding", "lapse")
    assert await messages(study, ASKED) == [(BEN, "asked")]
    assert [one.id for one in await asking.to_me(HERE, BEN)] == [asked.id]
    assert await asking.to_me(HERE, ANA) == []
    clock.pass_by(hours=1)
    found = await asking.accept(HERE, asked.id, BEN)
    assert (found.state, found.kind, found.set_number) == ("proposing", "coding", 1)
    assert all(clock() + timedelta(hours=12) <= at for at in found.times)
    assert max(found.times) < clock() + timedelta(days=7)
    # Roles and levels are those that both chose.
    assert [(one.user_id, one.role, one.level) for one in found.seats] == [
        (BEN, "interviewer", "L4"),
        (ANA, "candidate", "L6"),
    ]
    assert (found.next_step, found.asked_at) == ("nudge", clock())
    assert {user for user, _ in await messages(study, PICK)} == {ANA, BEN}
    assert await messages(study, ANSWERED) == []


async def test_two_presses_of_yes_find_a_time_once(asking: Asking, study: Study) -> None:
    asked = await ask(asking)
    found = await asyncio.gather(*(asking.accept(HERE, asked.id, BEN) for _ in range(3)))
    assert {(one.state, one.set_number) for one in found} == {("proposing", 1)}
    assert (await asking.decline(HERE, asked.id, BEN)).state == "proposing"
    assert len(await study.outbox(PICK)) == 2


async def refuses(study: Study) -> None:
    asked = (await study.services.asking.to_me(HERE, BEN))[0]
    await study.services.asking.decline(HERE, asked.id, BEN)


async def ended(study: Study) -> tuple[Session, list[Delivery]]:
    """What there is once the question has lapsed, for who asked."""
    (row,) = await study.rows(SESSION)
    found = await study.services.asking.show(HERE, row["id"], ANA)
    return found, await study.outbox(ANSWERED)


@pytest.mark.parametrize("how", ["no", "nothing", "never", "left", "paused", "new"])
async def test_whatever_is_no_yes_is_told_alike_and_at_the_same_time(
    asking: Asking, study: Study, clock: Moment, how: str
) -> None:
    other = CY if how == "new" else BEN
    if how == "never":
        await study.services.mock_never.put(HERE, BEN, [ANA])
    elif how == "left":
        await study.services.mock.leave(HERE, BEN)
    elif how == "paused":
        await study.services.mock.pause(HERE, BEN)
    asked = await ask(asking, other)
    told = await messages(study, ASKED)
    assert told == ([(BEN, "asked")] if how in ("no", "nothing") else [])
    if how == "no":
        await refuses(study)
    assert len(await asking.mine(HERE, ANA)) == 1
    seats = [{**row, "released_at": None, "user_id": 0} for row in await study.rows(SEAT, "place")]
    assert [(row["place"], row["role"], row["level"]) for row in seats] == [
        (0, "interviewer", "L6"),
        (1, "candidate", "L6"),
    ]
    await study.services.sessions.tick(clock.pass_by(hours=47, minutes=59))
    assert (await asking.show(HERE, asked.id, ANA)).state == "asked"
    assert await study.outbox(ANSWERED) == []
    await study.services.sessions.tick(clock.pass_by(minutes=1))
    found, orders = await ended(study)
    assert (found.state, found.next_step) == ("declined", None)
    assert [(one.target.user_id, one.slot) for one in orders] == [(ANA, f"lapsed:{ANA}")]
    with pytest.raises(NoSuchQuestion):
        await asking.accept(HERE, asked.id, other)


async def test_who_is_never_asked_has_nothing_to_answer(asking: Asking, study: Study) -> None:
    await study.services.mock_never.put(HERE, BEN, [ANA])
    asked = await ask(asking)
    assert await asking.to_me(HERE, BEN) == []
    with pytest.raises(NoSuchQuestion):
        await asking.accept(HERE, asked.id, BEN)


async def test_who_named_another_since_ends_the_question_for_both(
    asking: Asking, study: Study
) -> None:
    asked = await ask(asking)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    with pytest.raises(NoSuchQuestion):
        await asking.accept(HERE, asked.id, BEN)
    assert (await asking.show(HERE, asked.id, ANA)).state == "asked"


async def test_a_no_can_become_a_yes_until_it_lapses(asking: Asking, study: Study) -> None:
    asked = await ask(asking)
    assert questions.said_no(await asking.decline(HERE, asked.id, BEN))
    assert await asking.to_me(HERE, BEN) == []
    assert (await asking.accept(HERE, asked.id, BEN)).state == "proposing"
    assert (await study.rows(SEAT, "place"))[0]["released_at"] is None


async def test_a_yes_without_a_common_hour_is_told_once_and_waits_for_hours(
    asking: Asking, study: Study, clock: Moment
) -> None:
    await join(study, BEN, choices=TWO, days={4}, parts={"morning"})
    asked = await ask(asking)
    for _ in range(2):
        found = await asking.accept(HERE, asked.id, BEN)
        assert (found.state, questions.said_yes(found)) == ("asked", True)
    assert await messages(study, ANSWERED) == [(ANA, "hours")]
    assert (await asking.show(HERE, asked.id, ANA)).state == "asked"
    await join(study, ANA, choices=ONE, days={4}, parts={"morning"})
    assert (await asking.show(HERE, asked.id, ANA)).state == "proposing"


async def test_a_yes_that_found_no_hour_is_told_to_both_when_it_lapses(
    asking: Asking, study: Study, clock: Moment
) -> None:
    await join(study, BEN, choices=TWO, days={4}, parts={"morning"})
    await asking.accept(HERE, (await ask(asking)).id, BEN)
    await study.services.sessions.tick(clock.pass_by(hours=48))
    assert sorted((await messages(study, ANSWERED))[1:]) == [(ANA, "lapsed"), (BEN, "lapsed")]


async def test_who_rests_goes_on_first(asking: Asking, study: Study) -> None:
    asked = await ask(asking)
    await study.services.mock.pause(HERE, BEN)
    with pytest.raises(RestingNow):
        await asking.accept(HERE, asked.id, BEN)
    await study.services.mock.resume(HERE, BEN)
    assert (await asking.accept(HERE, asked.id, BEN)).state == "proposing"


async def test_what_is_taken_back_is_over_and_not_sent(asking: Asking, study: Study) -> None:
    asked = await ask(asking)
    taken = await asking.take_back(HERE, asked.id, ANA)
    assert (taken.state, taken.next_step) == ("cancelled", None)
    assert [one.state.value for one in await study.outbox(ASKED)] == ["skipped"]
    for doing in (asking.accept, asking.decline, asking.take_back, asking.show):
        with pytest.raises(NoSuchQuestion):
            await doing(HERE, asked.id, BEN)
    assert (await asking.take_back(HERE, asked.id, ANA)).state == "cancelled"


async def test_only_who_was_asked_answers_and_only_who_asked_takes_it_back(
    asking: Asking,
) -> None:
    asked = await ask(asking)
    for doing, by in (
        (asking.accept, ANA),
        (asking.decline, ANA),
        (asking.take_back, BEN),
        (asking.show, CY),
    ):
        with pytest.raises(NoSuchQuestion):
            await doing(HERE, asked.id, by)


async def test_what_cannot_be_asked(asking: Asking, study: Study, clock: Moment) -> None:
    with pytest.raises(NotYourself):
        await asking.ask(HERE, ANA, ANA)
    with pytest.raises(NotABot):
        await asking.ask(HERE, ANA, 9, is_bot=True)
    await study.services.mock_never.put(HERE, ANA, [CY])
    with pytest.raises(OnYourList):
        await asking.ask(HERE, ANA, CY)
    asked = await ask(asking)
    with pytest.raises(AskedAlready):
        await ask(asking)
    for other in (201, 202):
        await ask(asking, other)
    with pytest.raises(EnoughAsked):
        await ask(asking, 203)
    assert len(await asking.mine(HERE, ANA)) == questions.MOST_OPEN
    await asking.accept(HERE, asked.id, BEN)
    for one, other in ((ANA, BEN), (BEN, ANA)):
        with pytest.raises((MeetsAlready, AskedAlready)):
            await asking.ask(HERE, one, other)
    # Seven days after the first time somebody can be asked anew, whatever came of it.
    await study.services.sessions.tick(clock.pass_by(days=6, hours=23))
    with pytest.raises(AskedAlready):
        await ask(asking, 201)
    clock.pass_by(hours=1)
    await ask(asking, 201)


async def test_two_questions_to_one_person_at_once_are_one(asking: Asking, study: Study) -> None:
    found = await asyncio.gather(
        *(asking.ask(HERE, ANA, BEN) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(one, AskedAlready) for one in found) == 2
    assert len(await study.rows(SESSION)) == 1


async def test_who_chose_several_kinds_is_asked_for_one_of_them(
    asking: Asking, study: Study
) -> None:
    await join(study, ANA)
    assert (await asking.ask(HERE, ANA, BEN)).kinds == ["system-design", "coding"]
    other = await asking.ask(HERE, ANA, BEN, kind="behavioral")
    assert (other.session, other.kinds) == (None, ["system-design", "coding"])
    chosen = (await asking.ask(HERE, ANA, BEN, kind="system-design")).session
    assert chosen is not None
    assert chosen.kind == "system-design"


@pytest.mark.parametrize(("gone", "told"), [(ANA, []), (BEN, [(ANA, "lapsed")])])
async def test_who_deletes_their_data_leaves_nothing_to_answer(
    asking: Asking, study: Study, clock: Moment, gone: int, told: list[tuple[int, str]]
) -> None:
    asked = await ask(asking)
    await study.services.me.delete(HERE, gone)
    assert await asking.to_me(HERE, BEN) == []
    with pytest.raises(NoSuchQuestion):
        await asking.accept(HERE, asked.id, BEN)
    await study.services.sessions.tick(clock.pass_by(hours=48))
    assert await messages(study, ANSWERED) == told


async def test_who_takes_no_part_asks_nobody(asking: Asking, study: Study) -> None:
    assert (await asking.ask(HERE, CY, ANA)).state is None
    await study.services.mock.leave(HERE, ANA)
    assert (await asking.ask(HERE, ANA, BEN)).state == "left"
    assert await study.rows(SESSION) == []
