"""E2xx: the shape of items, each with the line an author reads."""

import pytest

from bot.content.wording import told
from tests.content.conftest import Folder

SD = "questions/sd.yaml"
REFERENCE = """\
      - title: Caching challenges and strategies
        publisher: Builders’ Library
"""
IDS = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("    short: Shared cache\n", "", "3:5: E201 questions[0].short", "this key is missing"),
        (
            "kind: system-design",
            "kin: system-design",
            "3:5: E201 questions[0].kind",
            "this key is missing",
        ),
        (
            "        publisher: Builders’ Library\n",
            "",
            "68:9: E201 questions[0].references[0].publisher",
            "this key is missing",
        ),
        (
            "    level: L6",
            "    colour: red\n    level: L6",
            "8:5: E202 questions[0].colour",
            "unknown key",
        ),
        (
            "unit: bytes/s",
            "unit: bytes/s\n        units: 1",
            "56:9: E202 questions[0].estimation[2].units",
            "unknown key",
        ),
        (
            "difficulty: 4",
            "difficulty: 9",
            "10:17: E203 questions[0].difficulty",
            "must be 5 or less, not 9",
        ),
        (
            "difficulty: 4",
            "difficulty: 0",
            "10:17: E203 questions[0].difficulty",
            "must be 1 or more, not 0",
        ),
        (
            "title: A shared cache for forty services",
            "title: A cache",
            "5:12: E203 questions[0].title",
            "needs 8 characters or more, has 7",
        ),
        (
            "Shared cache",
            "Shared cache" + "x" * 49,
            "6:12: E203 questions[0].short",
            "may have 60 characters at most, has 61",
        ),
        (
            "      - Retries without a limit.\n",
            "",
            "34:7: E203 questions[0].pitfalls",
            "needs 2 items or more, has 1",
        ),
        (
            "phases: [1, 2]",
            "phases: [1, 2, 3, 1]",
            "12:13: E203 questions[0].phases",
            "may have 3 items at most, has 4",
        ),
        (
            "difficulty: 4",
            "difficulty: four",
            "10:17: E204 questions[0].difficulty",
            "must be a whole number, not text",
        ),
        (
            "difficulty: 4",
            "difficulty: true",
            "10:17: E204 questions[0].difficulty",
            "must be a whole number, not true or false",
        ),
        (
            "difficulty: 4",
            "difficulty: 4.5",
            "10:17: E204 questions[0].difficulty",
            "must be a whole number, not a number",
        ),
        (
            "short: Shared cache",
            "short: 2026",
            "6:12: E204 questions[0].short",
            "must be text, not a whole number; put it in quotes",
        ),
        (
            "short: Shared cache",
            "short:",
            "6:11: E204 questions[0].short",
            "must be text, not nothing",
        ),
        (
            "value: 3000000",
            "value: 3 million",
            "46:16: E204 questions[0].estimation[0].value",
            "must be a number, not text",
        ),
        (
            "levels: [L5, L6, L7]",
            "levels: L6",
            "9:13: E204 questions[0].levels",
            "must be a list, not text",
        ),
        (
            "[seed.sd.common.1]",
            "{a: 1}",
            "76:15: E204 questions[0].seed_ref",
            "must be a list, not a mapping",
        ),
        (
            REFERENCE,
            "      - Caching challenges\n",
            "68:9: E204 questions[0].references[0]",
            "must be a mapping, not text",
        ),
        (
            "level: L6",
            "level: L9",
            "8:12: E205 questions[0].level",
            "must be L4, L5, L6 or L7, not “L9”",
        ),
        (
            "phases: [1, 2]",
            "phases: [1, 4]",
            "12:17: E205 questions[0].phases[1]",
            "must be 1, 2 or 3, not 4",
        ),
        (
            "kind: system-design",
            "kind: riddle",
            "4:11: E205 questions[0].kind",
            "must be one of system-design, technical-depth, behavioral, coding, not “riddle”",
        ),
        (
            "topic: caching",
            "topic: Caching",
            "7:12: E206 questions[0].topic",
            f"“Caching” does not match {IDS}",
        ),
        (
            "      cost:\n",
            "      Cost of it:\n",
            "63:7: E206 questions[0].signals.Cost of it",
            f"“Cost of it” does not match {IDS}",
        ),
        ("schema_version: 1", "schema_version: 2", "1:17: E205 schema_version", "must be 1, not 2"),
        ("schema_version: 1\n", "", "1:1: E201 schema_version", "this key is missing"),
        ("schema_version: 1", "schema_version: 1\nrecipes: []", "2:1: E202 recipes", "unknown key"),
    ],
)
def test_a_fault_of_shape_is_told_in_its_place(
    folder: Folder, old: str, new: str, where: str, what: str
) -> None:
    folder.spoil(SD, old, new)
    assert folder.faults() == [f"content/{SD}:{where}: {what}"]


def test_a_list_that_is_none_and_an_item_that_is_none(folder: Folder) -> None:
    folder.write("more.yaml", "schema_version: 1\nrubrics: none\nquestions:\n  - text\n  -\n")
    assert folder.faults() == [
        "content/more.yaml:2:10: E204 rubrics: must be a list, not text",
        "content/more.yaml:4:5: E204 questions[0]: must be a mapping, not text",
        "content/more.yaml:5:4: E204 questions[1]: must be a mapping, not nothing",
    ]


def test_a_list_with_faulty_items_is_not_told_to_be_short(folder: Folder) -> None:
    folder.spoil(SD, "      - Retries without a limit.\n", "      - 7\n")
    assert folder.faults() == [
        (
            f"content/{SD}:35:9: E204 questions[0].pitfalls[1]: "
            "must be text, not a whole number; put it in quotes"
        )
    ]


def test_a_long_value_is_repeated_in_part_and_on_one_line(folder: Folder) -> None:
    folder.spoil(SD, "topic: caching", "topic: |-\n" + "      A line\n" * 9)
    shown = " ".join(["A line"] * 9)[:60]
    assert folder.faults() == [
        f"content/{SD}:7:12: E206 questions[0].topic: “{shown}…” does not match {IDS}"
    ]


def test_lines_belong_into_the_seed_file_alone(folder: Folder) -> None:
    folder.write("more.yaml", "schema_version: 1\nlines: []\n")
    folder.spoil("seed.yaml", "lines:", "questions: []\nlines:")
    assert folder.faults() == [
        "content/more.yaml:2:1: E202 lines: unknown key",
        "content/seed.yaml:3:1: E202 questions: unknown key",
    ]


def test_the_seed_file_names_the_hash_of_its_curriculum(folder: Folder) -> None:
    folder.spoil("seed.yaml", "30f1cb72b0184e3f" * 4, "30f1")
    assert folder.faults() == [
        "content/seed.yaml:2:9: E206 sha256: “30f1” does not match ^[0-9a-f]{64}$"
    ]


def test_nothing_more_is_said_about_a_value_that_could_not_be_read(folder: Folder) -> None:
    folder.spoil(SD, "short: Shared cache", "short: *title")
    folder.spoil(SD, "difficulty: 4", "difficulty: !!str 4")
    folder.spoil(SD, "    rubric: sd-core", "    <<: {rubric: sd-core}\n    rubric: sd-core")
    assert [line.split(": ")[1] for line in folder.faults()] == [
        "E105 questions[0].short",
        "E111 questions[0].difficulty",
        "E106 questions[0].<<",
    ]


def test_an_error_without_words_of_its_own_keeps_those_it_came_with() -> None:
    assert told("url_type", 1, {}, "Input should be odd") == ("E200", "Input should be odd")
