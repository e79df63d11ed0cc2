"""A line of the track is shown with its status, and both sides where it was contradicted."""

from dataclasses import replace
from typing import Literal

import pytest

from bot.domain.career.telling import told
from bot.domain.item import Fact, SeedLine, spoken

Status = Literal["source-claim", "verified", "contradicted", "opinion"]
KNOWN = Fact(
    text="There are 39.", as_of="2026-03", source="A blog", status="verified", checked="2026-11"
)
WRONG = Fact(
    text="There are 33.", as_of="2025", source="A report", status="contradicted", checked="2026-11",
    correction="There are 38.",
)  # fmt: skip


def line(status: Status, *facts: Fact, note: str | None = None) -> SeedLine:
    return SeedLine(
        id="seed.it",
        line=1,
        short="33 regions",
        feature="page",
        status=status,
        facts=facts,
        note=note,
    )


@pytest.mark.parametrize(
    ("status", "facts", "expected"),
    [
        ("source-claim", [], ["The track says: 33 regions. Undated; not checked."]),
        (
            "source-claim",
            [KNOWN],
            [
                "The track says: 33 regions. Undated.",
                "There are 39 – as of March 2026 (A blog).",
            ],
        ),
        ("verified", [KNOWN], ["There are 39 – as of March 2026 (A blog)."]),
        ("verified", [], ["The track says: 33 regions. Undated; not checked."]),
        (
            "contradicted",
            [WRONG, KNOWN],
            [
                "The track says: 33 regions.",
                "As of 2025: There are 38 (A report).",
                "There are 39 – as of March 2026 (A blog).",
            ],
        ),
        (
            "opinion",
            [],
            ["The track’s view: 33 regions. Teams differ; ask your interviewer."],
        ),
    ],
)
def test_each_status_has_its_words(status: Status, facts: list[Fact], expected: list[str]) -> None:
    assert list(told(line(status, *facts))) == expected


def test_a_question_keeps_its_mark() -> None:
    asked = replace(line("source-claim"), short="How would you?")
    assert told(asked) == ("The track says: How would you? Undated; not checked.",)


def test_a_note_comes_last() -> None:
    assert told(line("opinion", note="Ask them."))[-1] == "Ask them."
    assert told(line("opinion"))[-1].startswith("The track’s view")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026", "2026"), ("2026-01", "January 2026"), ("2026-12-05", "5 December 2026")],
)
def test_a_day_is_said_as_exactly_as_it_is_known(day: str, said: str) -> None:
    assert spoken(day) == said
