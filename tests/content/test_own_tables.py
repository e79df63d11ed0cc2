"""A table of a server’s own questions: its rows, columns and cells."""

import pytest

from bot.content.own import examples, write_table
from tests.content.own_files import CSV, data_of, of_kind, read, rows_of, spoilt, table_of, told


def test_a_table_may_be_parted_by_semicolons_or_tabs() -> None:
    for delimiter in ";\t":
        text = table_of(rows_of(CSV), delimiter)
        assert data_of(read(text, "ours.csv")) == [*examples()]


def test_columns_may_stand_in_any_order_and_be_left_out() -> None:
    rows = rows_of(CSV)
    kept = [at for at, name in enumerate(rows[0]) if name not in ("changes", "revision", "facts")]
    text = table_of([[f" {row[at]} " for at in reversed(kept)] for row in rows])
    assert data_of(read(text, "ours.csv")) == [*examples()]


def test_empty_rows_are_no_questions_but_count_as_rows() -> None:
    head, first, second = rows_of(CSV)
    empty = [""] * len(head)
    spoilt_first = ["L9" if cell == "L5" else cell for cell in first]
    (found,) = told(table_of([head, [], empty, spoilt_first, second]), "ours.csv")
    assert found.startswith("4: level: ")


def test_items_of_a_cell_stand_on_lines_or_between_bars() -> None:
    hints = examples()[0]["hints"]
    text = spoilt("\n".join(hints), " | ".join(hints), CSV)
    assert data_of(read(text, "ours.csv")) == [*examples()]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("id,kind,", "number,sort,", "1: : the first row must name the columns: id, kind, title, …"),
        ("title,short", "title,headline", "1: headline: unknown column"),
        ("title,short", "title,title", "1: title: this column stands there already"),
        ("resilience,L5", "resilience,", "2: level: this cell is empty"),
        ("resilience,L5", '"resili""ence,L5', "2: : the row that begins here cannot be read"),
        ("L5,L4 | L5 | L6,3,15", "L5,L4 | L5 | L6,three,15", "2: difficulty: must be a whole number"),
        ("What you knew ::", "What you knew", "15 row 3: outline 2 text: a part is missing; write lead :: text"),
        ("What you knew ::", "What you :: knew ::", "15 row 3: outline: “What you” has 3 parts"),
        ("accuracy ::", "accuracy", "2: signals: “accuracy Works out"),
        ("resilience,L5", "resil\tience,L5", "2: topic: a tab has no place in content"),
        ("resilience,L5", "resil\u202eience,L5", "2: topic: the character U+202E has no place"),
    ],
)  # fmt: skip
def test_a_bad_row_tells_its_line_and_column(old: str, new: str, line: str) -> None:
    found = told(spoilt(old, new, CSV), "ours.csv")
    assert any(each.startswith(line) for each in found), found


def test_a_table_without_a_filled_cell_is_told() -> None:
    assert told(";;\n;", "ours.csv") == [
        "1: : the first row must name the columns: id, kind, title, …"
    ]


def test_empty_lines_may_stand_before_the_columns() -> None:
    text = "\n \n" + table_of(rows_of(CSV), ";")
    assert data_of(read(text, "ours.csv")) == [*examples()]


def test_a_cell_beside_the_table_is_told() -> None:
    head, first, second = rows_of(CSV)
    found = told(table_of([head, [*first, "stray"], second]), "ours.csv")
    assert found == ["2: : this cell has no column: stray"]


@pytest.mark.parametrize(
    "cell",
    [
        "{} :: [1, 2",
        '{"a": 1}',
        "{} :: 1 :: why :: more",
        "{} :: &a [*a]",
        f"{{}} :: {'[' * 60}{']' * 60}",
        f"{{}} :: {'[' * 50_000}",
    ],
)
def test_an_example_that_is_no_value_is_told(cell: str) -> None:
    rows = rows_of(write_table(of_kind("coding")[:1]))
    rows[1][rows[0].index("examples")] = cell
    (found,) = told(table_of(rows), "ours.csv")
    assert found.startswith("2: examples: “")


def test_a_cell_larger_than_a_table_may_hold_is_told() -> None:
    (found,) = told("id,kind\nown.x," + "x" * 200_000, "ours.csv")
    assert "the row that begins here cannot be read" in found
