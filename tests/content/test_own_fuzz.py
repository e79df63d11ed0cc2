"""Whatever is sent as a file, the answer is its questions, its troubles or one sentence."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.own import Reading
from bot.errors import UserError
from tests.content.own_files import CSV, YAML, read

SIGNS = st.text(st.sampled_from("\"'\\|:;,\n\r\t #&*![]{}<>=%@`-?0a\0\u202e\ufeff"), max_size=6)
FORMS = pytest.mark.parametrize("form", ["yaml", "csv"])


def answers(content: str | bytes, form: str) -> None:
    with suppress(UserError):
        reading = read(content, f"ours.{form}")
        assert isinstance(reading, Reading)
        assert bool(reading.items) != bool(reading.troubles)


@FORMS
@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_answered(form: str, content: bytes) -> None:
    answers(content, form)


@FORMS
@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 9000), length=st.integers(0, 40), new=SIGNS)
def test_a_file_with_anything_in_it_replaced_is_answered(
    form: str, at: int, length: int, new: str
) -> None:
    text = YAML if form == "yaml" else CSV
    at %= len(text)
    answers(text[:at] + new + text[at + length :], form)
