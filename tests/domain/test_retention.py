"""Whatever is kept about a member is explained to them."""

from bot.domain.retention import KEPT, Counts
from bot.storage.me import member_columns


def test_every_table_that_holds_a_member_is_explained_and_no_other() -> None:
    assert {*KEPT} == {table.name for table, _ in member_columns()}


def test_what_stays_after_deleting_says_so() -> None:
    ends: dict[str, set[str]] = {}
    for table, column in member_columns():
        ends.setdefault(table.name, set()).add(column.info["member"])
    staying = {name for name, then in ends.items() if then == {"clear"}}
    said = {name for name, kept in KEPT.items() if "without your name" in kept.until}
    # The name of a server’s owner is Discord’s to say, and reviews and scorecards both go and stay.
    assert said == (staying - {"guild"}) | {"review", "scorecard"}


def test_each_kind_has_words_of_its_own() -> None:
    for words in ("one", "many", "why"):
        assert len({getattr(kept, words) for kept in KEPT.values()}) == len(KEPT), words


def test_what_goes_and_what_stays_are_counted_together() -> None:
    counts = Counts({"answer": 2, "review": 1}, {"review": 3, "series": 1})
    assert counts.all == {"answer": 2, "review": 4, "series": 1}
