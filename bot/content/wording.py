"""A shape error in words an author can act on."""

from typing import Any

LONGEST_SHOWN = 60
"""How many characters of a value a message repeats."""

_QUOTE = "'"
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def told(kind: str, value: Any, ctx: dict[str, Any], message: str) -> tuple[str, str] | None:
    """Code and message of a pydantic error; None when it only follows from another one.

    `kind`, `ctx` and `message` are pydantic's `type`, `ctx` and `msg`; `value` is its `input`.
    """
    match kind:
        case "missing" | "union_tag_not_found":
            return "E201", "this key is missing"
        case "unexpected_keyword_argument":
            return "E202", "unknown key"
        case "greater_than_equal":
            return "E203", f"must be {ctx['ge']} or more, not {value}"
        case "less_than_equal":
            return "E203", f"must be {ctx['le']} or less, not {value}"
        case "string_too_short" | "string_too_long" | "too_short" | "too_long":
            wrong = _length(value, ctx)
            return ("E203", wrong) if wrong else None
        case "literal_error":
            return "E205", f"must be {ctx['expected'].replace(_QUOTE, '')}, not {_shown(value)}"
        case "union_tag_invalid":
            kinds = ctx["expected_tags"].replace(_QUOTE, "")
            return "E205", f"must be one of {kinds}, not {_shown(ctx['tag'])}"
        case "string_pattern_mismatch":
            return "E206", f"{_shown(value)} does not match {ctx['pattern']}"
        case _ if kind in _EXPECTED:
            return "E204", _wrong_type(_EXPECTED[kind], value)
        case _:
            return "E200", message


def _wrong_type(expected: str, value: Any) -> str:
    quotable = isinstance(value, bool | int | float)
    cure = "; put it in quotes" if expected == "text" and quotable else ""
    return f"must be {expected}, not {_kind(value)}{cure}"


def _length(value: str | list[Any], ctx: dict[str, Any]) -> str | None:
    """None where a list is long enough after all.

    Of a list with faulty items pydantic counts the sound ones only.
    """
    noun = "character" if isinstance(value, str) else "item"
    count = len(value.strip() if isinstance(value, str) else value)
    fewest, most = ctx.get("min_length", 0), ctx.get("max_length", count)
    if count < fewest:
        return f"needs {_counted(fewest, noun)} or more, has {count}"
    if count > most:
        return f"may have {_counted(most, noun)} at most, has {count}"
    return None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _kind(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case float():
            return "a number"
        case str():
            return "text"
        case _:
            return "a list" if isinstance(value, list) else "a mapping"


def _shown(value: object) -> str:
    if not isinstance(value, str):
        return f"{value}"
    return f"“{value}”" if len(value) <= LONGEST_SHOWN else f"“{value[:LONGEST_SHOWN]}…”"
