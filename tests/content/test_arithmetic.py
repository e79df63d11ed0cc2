"""Expressions of an estimation: the whole of school arithmetic, none of Python."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.crosscheck.arithmetic import evaluate

NO_VALUE = "has no value: a division by zero, a root of a negative number or a number too large"
NAMES = {"users": 2_000_000.0, "size": 0.5}


def outcome(expression: str) -> float | str:
    """The value, or what is told where there is none."""
    try:
        return evaluate(expression, NAMES)
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("users * size", 1e6), ("users / 86400", 23.148148148148149), ("-(1 + 2) * 3", -9),
        ("2 ** -1", 0.5), ("1_000 - 1e3", 0), (" (users + 1) ", 2_000_001), ("2 ** 3 ** 2", 512),
    ],
)  # fmt: skip
def test_an_expression_has_its_value(expression: str, value: float) -> None:
    assert evaluate(expression, NAMES) == pytest.approx(value)


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("bytes * 2", "uses bytes, which is not defined above it"),
        ("users *", "is not an expression"),
        ("(" * 110, "is not an expression"),
        ("x = 1", "is not an expression"),
        ("1 / (size - size)", NO_VALUE),
        ("0 ** -1", NO_VALUE),
        ("9 ** 9 ** 9", NO_VALUE),
        ("1e308 * 10", NO_VALUE),
        ("max(1, 2)", "may only use + - * / ** and brackets, not max(1, 2)"),
        ("users // 2", "may only use + - * / ** and brackets, not users // 2"),
        ("users.real", "may only use + - * / ** and brackets, not users.real"),
        ("'a' * 9", "may only use + - * / ** and brackets, not 'a'"),
        ("True + 1", "may only use + - * / ** and brackets, not True"),
        ("1j", "may only use + - * / ** and brackets, not 1j"),
        ("+1", "may only use + - * / ** and brackets, not +1"),
        ("[1][0]", "may only use + - * / ** and brackets, not [1][0]"),
        ("(-8) ** 0.5", NO_VALUE),
    ],
)
def test_anything_else_is_told(expression: str, told: str) -> None:
    assert outcome(expression) == told


@given(st.text("0123456789.+-*/() eEuserszi_[]'\",", max_size=40))
def test_any_text_has_a_finite_value_or_a_told_fault(expression: str) -> None:
    result = outcome(expression)
    if isinstance(result, str):
        assert result.startswith(("is not", "has no value", "uses", "may only use"))
    else:
        assert math.isfinite(result)
