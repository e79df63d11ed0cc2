"""What one server asks from."""

from datetime import date

import pytest

from bot.domain.daily.bank import Bank
from bot.domain.daily.choice import Asking, Past, Pool, choose
from bot.domain.daily.question import KINDS
from bot.domain.daily.search import Query, read_words, topic_code
from tests.domain.pools import plenty, pool, question

SHIPPED = plenty(12)
OWN = pool(question("own.first", "coding", title="Our own heap"), question("own.second", "coding"))
BASE = Bank(SHIPPED)
TODAY = date(2026, 3, 2)


def _bank(**changes: object) -> Bank:
    return Bank(SHIPPED, base=BASE, **changes)  # type: ignore[arg-type]


def test_without_a_difference_it_is_the_shipped_one_and_nothing_is_copied() -> None:
    assert BASE.questions is BASE.asked is _bank().questions
    assert BASE.questions == SHIPPED
    assert BASE.pool(()) is BASE.pool(())
    assert {*BASE.pool(())} == {*SHIPPED}


def test_what_is_switched_off_is_known_and_not_asked() -> None:
    bank = _bank(off=frozenset({"coding-0", "gone"}))
    assert bank.questions is BASE.questions
    assert {*bank.questions} - {*bank.asked} == {"coding-0"}
    assert {*bank.pool(("coding",))} == {f"coding-{n}" for n in range(1, 12)}


def test_its_own_are_asked_until_they_are_removed_and_known_ever_after() -> None:
    bank = _bank(own=OWN, removed=frozenset({"own.second"}))
    assert {*bank.questions} == {*SHIPPED, *OWN}
    assert {*bank.asked} == {*SHIPPED, "own.first"}
    assert "own.first" in bank.pool(("coding",))
    assert "own.first" not in bank.pool(("behavioral",))


@pytest.mark.parametrize(
    "bank",
    [
        _bank(off=frozenset({"coding-3", "behavioral-1"})),
        _bank(own=OWN),
        _bank(own=OWN, off=frozenset({"own.first", *(f"coding-{n}" for n in range(11))})),
        _bank(off=frozenset(SHIPPED)),
    ],
    ids=["off", "own", "both", "nothing"],
)
def test_its_orders_are_those_of_a_pool_that_was_made_anew(bank: Bank) -> None:
    anew = Pool(bank.asked)
    assert bank.pool(()) == anew
    assert bank.pool(()).kinds == anew.kinds
    for series in range(50):
        for kind in KINDS:
            assert [*bank.pool(()).order(kind, series)] == [*anew.order(kind, series)]


def test_switching_a_question_off_changes_no_other_choice() -> None:
    def asks(bank: Bank, series: int) -> str | None:
        choice = choose(
            bank.questions, bank.pool(()), (), Past((), {}), Asking(series, TODAY, TODAY)
        )
        return None if choice is None else choice.question.id

    firsts = {series: asks(BASE, series) for series in range(100)}
    off = firsts[0]
    assert off is not None
    without = _bank(off=frozenset({off}))
    for series, first in firsts.items():
        assert (asks(without, series) == first) == (first != off)


def test_its_words_are_those_of_all_its_questions() -> None:
    bank = _bank(own=OWN, off=frozenset({"coding-0"}))
    assert {*bank.index.find(Query(words=read_words("our own heap")))} == {"own.first"}
    assert {*bank.index.find(Query(kind="coding"))} == {
        id for id, one in bank.questions.items() if one.kind == "coding"
    }
    assert bank.index.topics(["own.first", "coding-0"], "") == ["coding-0", "own.first"]
    assert _bank(off=frozenset({"coding-0"})).index is BASE.index


def test_a_topic_is_known_by_its_number_wherever_it_comes_from() -> None:
    bank = _bank(own=OWN)
    for topic in ("own.first", "coding-0"):
        assert bank.index.topic(topic_code(topic)) == topic
    assert BASE.index.topic(topic_code("own.first")) is None
