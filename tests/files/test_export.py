"""The file with everything about a member: one, or several where one would be too large."""

import json
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.files.export import export

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROWS = st.dictionaries(
    st.sampled_from(["answer", "hint", "session"]),
    st.lists(
        st.fixed_dictionaries({"text": st.text(max_size=60), "n": st.integers(0, 9)}), max_size=12
    ),
    max_size=3,
)


def parts_of(held: Any, largest: int) -> list[bytes]:
    return list(export(held, guild_id=1, user_id=2, now=NOW, largest=largest))


@given(ROWS, st.integers(400, 2000))
def test_no_row_is_lost_none_is_doubled_and_no_file_is_too_large(held: Any, largest: int) -> None:
    parts = parts_of(held, largest)
    assert all(len(part) <= largest for part in parts)
    documents = [json.loads(part) for part in parts]
    found: dict[str, list[Any]] = {}
    for document in documents:
        assert (document["server"], document["member"]) == ("1", "2")
        for table, rows in document["held"].items():
            found.setdefault(table, []).extend(rows)
    assert found == {table: rows for table, rows in held.items() if rows}
    if len(parts) > 1:
        assert [one["part"] for one in documents] == [*range(1, len(parts) + 1)]
        assert {one["parts"] for one in documents} == {len(parts)}


def test_what_fits_is_one_file_without_a_number() -> None:
    (only,) = parts_of({"study_day": [{"day": date(2026, 3, 2)}]}, 1000)
    assert json.loads(only) == {
        "server": "1",
        "member": "2",
        "written": "2026-03-02T00:00:00+00:00",
        "held": {"study_day": [{"day": "2026-03-02"}]},
    }


def test_nothing_held_is_one_file_too() -> None:
    (only,) = parts_of({}, 1000)
    assert json.loads(only)["held"] == {}


def test_a_row_that_is_larger_than_a_file_stands_alone_in_one() -> None:
    held = {"answer": [{"text": "a"}, {"text": "b" * 900}, {"text": "c"}]}
    rows = [json.loads(part)["held"]["answer"] for part in parts_of(held, 400)]
    assert [[row["text"][0] for row in part] for part in rows] == [["a"], ["b"], ["c"]]
