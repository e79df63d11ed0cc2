"""Plain scalars mean what an author sees."""

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.nodes import read
from bot.content.scalars import meaning, strays

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)


@pytest.mark.parametrize(
    "plain",
    [
        "no", "yes", "on", "off", "y", "N", "True", "TRUE", "Null", "12:30", "010", "0x1F", "0o17",
        "2026-11-22", "2026-11", "1_000", "1.2.3", ".5", "5.", ".inf", ".nan", "1e", "-", "+", "<",
        "١٢", "9" * 31, "1e999",
    ],
)  # fmt: skip
def test_what_looks_special_to_other_readers_stays_text(plain: str) -> None:
    assert meaning(plain) == plain


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("0", 0), ("-7", -7), ("+7", 7), ("9" * 30, int("9" * 30)),
        ("0.5", 0.5), ("-2.50", -2.5), ("2.0e+3", 2000.0), ("1e9", 1e9), ("1E-3", 0.001),
    ],
)  # fmt: skip
def test_numbers_truth_and_nothing_have_one_spelling(plain: str, value: object) -> None:
    assert meaning(plain) == value
    assert type(meaning(plain)) is type(value)


@pytest.mark.parametrize("key", ["no", "on", "off", "12:30", "010", "2026-11-22"])
def test_a_key_that_looks_special_stays_text(key: str) -> None:
    document, faults = read(f"{key}: 1\n", "x.yaml")
    assert not faults
    assert document
    assert document.data == {key: 1}


@given(st.integers(min_value=-(10**30) + 1, max_value=10**30 - 1))
def test_a_whole_number_comes_back_as_it_was_written(number: int) -> None:
    assert meaning(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_as_it_was_written(number: float) -> None:
    value = meaning(repr(number))
    assert isinstance(value, float)
    assert math.copysign(1, value) == math.copysign(1, number)
    assert value == number


@given(TEXT)
def test_a_plain_scalar_is_its_own_text_or_one_of_four_other_things(plain: str) -> None:
    value = meaning(plain)
    assert value == plain or value is None or isinstance(value, bool | int | float)


@given(TEXT)
def test_quoted_text_comes_back_as_it_was_written(text: str) -> None:
    written = yaml.safe_dump({"text": text}, default_style='"', allow_unicode=True)
    document, faults = read(written, "x.yaml")
    if any(strays(text)):
        assert {fault.code for fault in faults} == {"E113"}
    else:
        assert not faults
        assert document
        assert document.data == {"text": text}


@given(TEXT)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    document, faults = read(text, "x.yaml")
    assert document or faults


@pytest.mark.parametrize(
    "character", ["\t", "\r", "\x00", "\x85", "\u200b", "\u2028", "\u202e", "\ufeff"]
)
def test_a_character_nobody_sees_is_found_where_it_stands(character: str) -> None:
    ((line, col, name),) = strays(f"one\ntwo {character}three")
    assert (line, col) == (2, 5)
    assert name == ("a tab" if character == "\t" else f"the character U+{ord(character):04X}")


@pytest.mark.parametrize(
    "text", ["naïve – “quoted” …", "10 × 2 ≥ 5 → yes", "日本語", "😀", "a\u00a0b"]
)
def test_visible_characters_of_any_script_may_stand(text: str) -> None:
    assert not list(strays(text))
