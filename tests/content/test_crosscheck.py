"""E3xx to E5xx: what must hold between values and files, each with the line an author reads."""

import pytest

from bot.content import ContentError, load
from bot.domain.daily.question import Question
from tests.content.conftest import TODAY, Folder

SD = "questions/sd.yaml"
CD = "questions/cd.yaml"
RUBRIC = "rubrics/sd.yaml"
HAS_NOT = "sd-core has no such criterion; it has scalability, reliability, cost, operations"


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        (
            SD,
            "[seed.sd.common.1]",
            "[seed.sd.common.1, seed.sd.common.9]",
            "76:34: E301 questions[0].seed_ref[1]",
            "unknown seed id seed.sd.common.9",
        ),
        (
            SD,
            "rubric: sd-core",
            "rubric: sd-cor",
            "57:13: E301 questions[0].rubric",
            "unknown rubric sd-cor",
        ),
        (
            SD,
            "    rubric: sd-core",
            "    overlaps: [sd.other]\n    rubric: sd-core",
            "57:16: E301 questions[0].overlaps[0]",
            "unknown question sd.other",
        ),
        (
            SD,
            "id: sd.caching.shared",
            "id: cd.graphs.build-order",
            "3:9: E302 questions[0].id",
            "cd.graphs.build-order is taken by another item (content/questions/cd.yaml:3:9)",
        ),
        (
            SD,
            "rubric: sd-core",
            "rubric: cd-core",
            "57:13: E303 questions[0].rubric",
            "cd-core is for coding, this question is system-design",
        ),
        (
            SD,
            "      cost:\n        - Ties memory to hit rate\n",
            "",
            "59:7: E304 questions[0].signals.cost",
            "sd-core has this criterion, it needs signals",
        ),
        (
            SD,
            "      cost:\n",
            "      style:\n        - Draws well\n      cost:\n",
            "63:7: E304 questions[0].signals.style",
            HAS_NOT,
        ),
        (
            SD,
            "level: L6",
            "level: L4",
            "8:12: E305 questions[0].level",
            "L4 must be one of levels (L5, L6, L7)",
        ),
        (
            RUBRIC,
            'first?\n        anchors:\n          "1": Never mentions it\n',
            "first?\n        anchors:\n",
            "23:11: E306 rubrics[0].criteria[1].anchors.1",
            "every grade from 1 to 4 needs an anchor",
        ),
        (
            RUBRIC,
            "          L7: Sets the target\n      - key: operations",
            "      - key: operations",
            "41:11: E306 rubrics[0].criteria[2].level_bar.L7",
            "every level from L4 to L7 needs a bar",
        ),
        (
            SD,
            "reads * size",
            "reads * sizes",
            "56:21: E307 questions[0].estimation[2].expression",
            "reads * sizes uses sizes, which is not defined above it",
        ),
        (
            SD,
            "reads * size",
            "reads *",
            "56:21: E307 questions[0].estimation[2].expression",
            "reads * is not an expression",
        ),
        (
            SD,
            "reads * size",
            "reads + size",
            "56:21: E308 questions[0].estimation[2].expression",
            "gives 3.002e+06, 6e+09 is stated",
        ),
        (
            SD,
            "Retries without a limit.",
            "See https://example.com/x for more",
            "35:9: E309 questions[0].pitfalls[1]",
            "“https://example.com/x” has no place in content",
        ),
        (
            SD,
            "Retries without a limit.",
            "TODO write this",
            "35:9: E309 questions[0].pitfalls[1]",
            "“TODO” has no place in content",
        ),
        (
            SD,
            "Retries without a limit.",
            "Lorem ipsum dolor",
            "35:9: E309 questions[0].pitfalls[1]",
            "“Lorem” has no place in content",
        ),
        (
            SD,
            "levels: [L5, L6, L7]",
            "levels: [L5, L6, L5]",
            "9:22: E311 questions[0].levels[2]",
            "L5 stands here already (content/questions/sd.yaml:9:14)",
        ),
        (
            SD,
            "phases: [1, 2]",
            "phases: [2, 2]",
            "12:17: E311 questions[0].phases[1]",
            "2 stands here already (content/questions/sd.yaml:12:14)",
        ),
        (
            SD,
            "[seed.sd.common.1]",
            "[seed.sd.common.1, seed.sd.common.1]",
            "76:34: E311 questions[0].seed_ref[1]",
            "seed.sd.common.1 stands here already (content/questions/sd.yaml:76:16)",
        ),
        (
            SD,
            "    rubric: sd-core",
            "    overlaps: [sd.caching.shared, sd.caching.shared]\n    rubric: sd-core",
            "57:35: E311 questions[0].overlaps[1]",
            "sd.caching.shared stands here already (content/questions/sd.yaml:57:16)",
        ),
        (
            SD,
            "    rubric: sd-core",
            "    leadership_principles: [frugality, frugality]\n    rubric: sd-core",
            "57:40: E311 questions[0].leadership_principles[1]",
            "frugality stands here already (content/questions/sd.yaml:57:29)",
        ),
        (
            SD,
            "status: verified",
            "status: contradicted",
            "71:9: E502 questions[0].facts[0].correction",
            "a contradicted fact needs a correction",
        ),
        (
            SD,
            "as_of: 2026-11",
            "as_of: 2026-02-30",
            "72:16: E504 questions[0].facts[0].as_of",
            "there is no day 2026-02-30",
        ),
        (
            SD,
            "checked: 2026-11-02",
            "checked: 2025-11-21",
            "75:18: W501 questions[0].facts[0].checked",
            "last checked 366 days ago; check again within 365",
        ),
    ],
)
def test_a_fault_between_values_is_told_in_its_place(
    folder: Folder, file: str, old: str, new: str, where: str, what: str
) -> None:
    folder.spoil(file, old, new)
    assert folder.faults() == [f"content/{file}:{where}: {what}"]


@pytest.mark.parametrize(("stated", "sound"), [(5714285715, True), (5714285714, False)])
def test_a_result_may_be_told_five_hundredths_off(
    folder: Folder, stated: int, *, sound: bool
) -> None:
    folder.spoil(SD, "value: 6000000000", f"value: {stated}")
    assert (not folder.faults()) == sound


def test_a_name_given_twice_is_told(folder: Folder) -> None:
    folder.spoil(SD, "name: size", "name: reads")
    assert folder.faults() == [
        (
            f"content/{SD}:48:15: E311 questions[0].estimation[1].name: "
            f"reads stands here already (content/{SD}:44:15)"
        ),
        (
            f"content/{SD}:56:21: E307 questions[0].estimation[2].expression: "
            "reads * size uses size, which is not defined above it"
        ),
    ]


def test_a_criterion_given_twice_is_told(folder: Folder) -> None:
    folder.spoil(RUBRIC, "key: cost", "key: reliability")
    assert folder.faults() == [
        (
            f"content/{SD}:63:7: E304 questions[0].signals.cost: "
            "sd-core has no such criterion; "
            "it has scalability, reliability, reliability, operations"
        ),
        (
            f"content/{RUBRIC}:32:14: E311 rubrics[0].criteria[2].key: "
            f"reliability stands here already (content/{RUBRIC}:19:14)"
        ),
    ]


def test_what_is_contradicted_tells_what_is_right(folder: Folder) -> None:
    folder.spoil("seed.yaml", "        correction: The cloud spans 39 regions.\n", "")
    assert folder.faults() == [
        (
            "content/seed.yaml:13:13: E502 lines[1].status: "
            "a contradicted line needs a fact with a correction"
        ),
        (
            "content/seed.yaml:15:9: E502 lines[1].facts[0].correction: "
            "a contradicted fact needs a correction"
        ),
    ]


def test_what_refers_to_a_file_that_cannot_be_read_is_not_wrong(folder: Folder) -> None:
    for file in ("seed.yaml", RUBRIC, CD):
        folder.write(file, "a: 'open\n")
    assert [line.split(": ")[1] for line in folder.faults()] == ["E103 a"] * 3


def test_what_refers_to_an_item_at_fault_is_not_wrong(folder: Folder) -> None:
    folder.spoil(RUBRIC, "        label: Cost\n", "")
    folder.spoil("seed.yaml", "short: Graph algorithms", "short: 7")
    assert [line.split(": ")[1] for line in folder.faults()] == [
        "E201 rubrics[0].criteria[2].label",
        "E204 lines[2].short",
    ]


def test_a_fact_is_fresh_for_a_year_and_ageless_without_a_clock(folder: Folder) -> None:
    folder.spoil(SD, "checked: 2026-11-02", "checked: 2025-11-22")
    assert not folder.faults()
    folder.spoil(SD, "checked: 2025-11-22", "checked: '2025'")
    assert [line.split()[1] for line in folder.faults()] == ["W501"]
    assert not load(folder.root).warnings


def test_a_page_that_does_not_fit_is_told_at_its_question(folder: Folder) -> None:
    def pages(question: Question) -> list[tuple[str, int, int]]:
        return [("card", 3900, 3900), ("outline", 3901 if question.kind == "coding" else 1, 3900)]

    def buttons(question: Question) -> list[tuple[str, int, int]]:
        return [("buttons", 6, 5)] if question.kind == "system-design" else []

    with pytest.raises(ContentError) as caught:
        load(folder.root, [pages, buttons], today=TODAY)
    assert [str(fault) for fault in caught.value.faults] == [
        f"content/{CD}:3:5: E401 questions[0]: page “outline” has 3,901, at most 3,900 fit",
        f"content/{SD}:3:5: E401 questions[0]: page “buttons” has 6, at most 5 fit",
    ]
