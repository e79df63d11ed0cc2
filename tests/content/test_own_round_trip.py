"""What is written of a server’s own questions reads back as it was, in either form."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import own
from bot.content.own import examples, write_table, write_yaml
from bot.content.scalars import strays
from tests.content.own_files import CSV, YAML, data_of, of_kind, read, rows_of, spoilt

EXAMPLES = Path(own.__file__).with_name("examples.yaml")


# What is written reads back.


def test_the_examples_stand_in_the_form_in_which_files_are_written() -> None:
    assert data_of(read(YAML, pages=True)) == [*examples()]
    assert EXAMPLES.read_text(encoding="utf-8") == YAML


@pytest.mark.parametrize("kind", ["system-design", "technical-depth", "behavioral", "coding"])
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_every_shipped_question_survives_both_forms(kind: str, form: str) -> None:
    found = of_kind(kind)[:30]
    write = write_yaml if form == "yaml" else write_table
    text = write(found)
    back = data_of(read(text, f"ours.{form}"))
    assert back == found
    assert write(back) == text


WORDS = st.text(
    st.one_of(
        st.sampled_from("aZ09 \n|:\\'\"=+-@#,;{}[]&*!%?>`~<$^_()…é漢😀\t"),
        st.characters(exclude_categories=["C", "Zl", "Zp"]),
    ),
    min_size=24,
    max_size=220,
).filter(lambda text: len(text.strip()) >= 20 and not [*strays(text)])


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_written_in_a_text_survives_both_forms(one: str, two: str, three: str) -> None:
    found = {
        **examples()[0],
        "prompt": f"{one} and what is left of forty characters".strip(),
        "hints": [text.strip() for text in (one, two, three, f"x {one}")],
        "outline": [
            {"lead": "A lead: it", "text": text.strip()} for text in (one, two, three, two)
        ],
        "pitfalls": [f"={two}".strip(), f"'{three}".strip(), "'=1", "::a|b\\n::"],
    }
    for form, write in (("yaml", write_yaml), ("csv", write_table)):
        text = write([found])
        reading = read(text, f"ours.{form}")
        if not any("has no place in content" in each.message for each in reading.troubles):
            back = data_of(reading)
            assert back == [found]
            assert write(back) == text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abn o:|1", max_size=4), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES)
def test_whatever_an_example_holds_survives_both_forms(argument: Any, result: Any) -> None:
    examples = [{"arguments": {"it": argument}, "result": result}]
    found = {**of_kind("coding")[0], "examples": examples}
    for form, write in (("yaml", write_yaml), ("csv", write_table)):
        assert data_of(read(write([found]), f"ours.{form}")) == [found]


def test_what_has_its_default_is_not_written() -> None:
    assert data_of(read(spoilt("    minutes: 15\n", "    minutes: 15\n    revision: 1\n"))) == [
        *examples()
    ]


def test_names_of_numbers_stay_names_in_a_file_and_become_numbers_in_a_question() -> None:
    design = of_kind("system-design")[0]
    name = design["estimation"][0]["name"]
    found = {**design, "pitfalls": [f"It takes {{{name}}} of them", "Nothing else"]}
    reading = read(write_yaml([found]))
    assert data_of(reading)[0]["pitfalls"][0] == f"It takes {{{name}}} of them"
    assert "{" not in reading.items[0].question.pitfalls[0]


# A spreadsheet calculates nothing.


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'=", "''+"])
def test_a_formula_is_text_and_comes_back_as_it_was(start: str) -> None:
    title = f'{start}HYPERLINK("x","press")'
    found = [
        {
            **examples()[0],
            "title": title,
            "hints": [f"{start} hint number {n} here" for n in "1234"],
        }
    ]
    text = write_table(found)
    rows = rows_of(text)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert data_of(read(text, "ours.csv")) == found


def test_a_formula_that_somebody_typed_is_read_as_text() -> None:
    text = spoilt("Retries that kept a healthy database down", "\"=1+1+cmd|' /C calc'!A0\"", CSV)
    assert read(text, "ours.csv").items[0].question.title == "=1+1+cmd|' /C calc'!A0"
