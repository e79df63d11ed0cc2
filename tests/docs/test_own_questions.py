"""The page on a server’s own questions says what the validator asks for."""

from typing import Any

from pydantic import TypeAdapter

from bot.content.own import read_own
from bot.content.own.cells import COLUMNS
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import LARGEST, MOST, MOST_AT_ONCE
from bot.domain.daily.question import Question
from cogs.daily.size import measure
from tests.docs.pages import page, rows
from tests.domain.pools import shipped

PAGE = page("docs/own-questions.md")
SCHEMA = TypeAdapter(Question).json_schema()["$defs"]
KINDS = ("SystemDesign", "TechnicalDepth", "Behavioral", "Coding")


def span(low: int, high: int | None, what: str) -> str:
    """`4 items`, `2–6 items` or `up to 8 items`."""
    if high is None:
        return "any number"
    number = f"{low}" if low == high else f"up to {high:,}" if low < 1 else f"{low}–{high:,}"
    return f"{number} {what}"


def how_much(field: dict[str, Any]) -> str:
    """How much a field may hold, as the page says it."""
    if "patternProperties" in field:
        (each,) = field["patternProperties"].values()
        return f"{how_much(each)} for each criterion"
    if field.get("type") == "array":
        items = field["items"]
        number = span(field.get("minItems", 0), field.get("maxItems"), "items")
        return number + (f" of {how_much(items)}" if "maxLength" in items else "")
    if field.get("type") == "integer":
        return f"{field['minimum']}–{field['maximum']}" if "maximum" in field else "a number"
    if "maxLength" in field:
        return span(field["minLength"], field["maxLength"], "characters")
    return "one"


def fields() -> dict[str, str]:
    """Every field of every kind; one that a kind can do without is not needed of it."""
    return {
        name: how_much(field)
        for kind in KINDS
        for name, field in SCHEMA[kind]["properties"].items()
    } | {"deep_dives": how_much(SCHEMA["SystemDesign"]["properties"]["deep_dives"])}


def table() -> dict[str, list[str]]:
    """The cells of each field of the page."""
    section = PAGE.text.split("## What a question holds")[1].split("\n## ")[0]
    return {cells[0].strip("`"): cells[1:] for cells in rows(section)}


def test_every_field_is_told_with_how_much_it_holds() -> None:
    assert {name: cells[1] for name, cells in table().items()} == fields()
    assert set(table()) == set(COLUMNS)


def test_every_column_is_told_by_the_parts_of_its_items() -> None:
    for name, column in COLUMNS.items():
        told = table()[name][2].replace("[", "").replace("]", "")
        assert (" :: ".join(column.parts) in told) if column.parts else "::" not in told


def test_the_question_on_the_page_can_be_imported() -> None:
    (block,) = [block for block in PAGE.blocks if block.language == "yaml"]
    rubrics = shipped().rubrics.values()
    found = read_own(
        "ours.yaml", block.text.encode(), Bank({}), rubrics=rubrics, measures=[measure]
    )
    assert found.troubles == ()
    assert len(found.items) == 1


def test_the_limits_are_told() -> None:
    assert f"{LARGEST // 1024:,} KB" in PAGE.prose
    assert f"{MOST_AT_ONCE} questions" in PAGE.prose
    assert f"{MOST} of its own" in PAGE.prose


def test_every_rubric_is_told_with_its_criteria() -> None:
    section = PAGE.text.split("## Rubrics")[1].split("\n## ")[0]
    told = {cells[1].strip("`"): cells[2].replace("`", "").split(", ") for cells in rows(section)}
    assert told == {
        id: [criterion.key for criterion in rubric.criteria]
        for id, rubric in shipped().rubrics.items()
    }
