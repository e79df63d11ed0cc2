"""What our own writing keeps to is told where it does not."""

from datetime import date

import pytest

from bot.content import ContentError, load
from tests.content.conftest import TODAY, Folder

SD, CD = "questions/sd.yaml", "questions/cd.yaml"
NAMED = "A slot map in the client names the node of each key, {traffic} at {peak}."
PEAK = """\
        expression: reads * size
      - name: peak
        text: Twice that
        value: 12000000000
        unit: bytes/s
        expression: traffic * 2
"""


@pytest.fixture
def sound(folder: Folder) -> Folder:
    """A folder in style: its design uses two results by name."""
    folder.spoil(SD, "        expression: reads * size\n", PEAK)
    folder.spoil(SD, "A slot map in the client names the node of each key.", f'"{NAMED}"')
    folder.spoil(SD, "Explains how a slot moves", "Draws how a slot moves")
    assert told(folder) == []
    return folder


def told(folder: Folder) -> list[str]:
    try:
        load(folder.root, today=TODAY, style=True)
    except ContentError as error:
        return [str(fault) for fault in error.faults]
    return []


def test_style_is_not_looked_at_when_the_bot_starts(folder: Folder) -> None:
    assert [one[:60] for one in told(folder)]
    assert folder.faults() == []


def test_an_outline_that_repeats_its_prompt_is_told(sound: Folder) -> None:
    sound.spoil(
        SD,
        "Admission control lets an empty node fill slowly.",
        "Forty services each keep a cache of their own and overload the database together.",
    )
    (fault,) = told(sound)
    assert "E601 questions[0].outline: " in fault
    assert "of its words stand in the prompt, fewer than 30% may" in fault


def test_a_phrase_in_a_fourth_question_is_told(sound: Folder) -> None:
    text = (sound.root / CD).read_text(encoding="utf-8")
    for n in range(3):
        copied = text.replace("cd.graphs.build-order", f"cd.graphs.copy-{n}")
        sound.write(f"questions/cd{n}.yaml", copied)
    there = "stands in cd.graphs.build-order, cd.graphs.copy-0, cd.graphs.copy-1 already"
    runs = [fault for fault in told(sound) if "E602" in fault]
    assert runs
    assert all(fault.startswith("content/questions/cd2.yaml") for fault in runs)
    assert all(fault.endswith(there) for fault in runs)


@pytest.mark.parametrize("word", ["Understands", "Knows", "Is aware of", "Draw"])
def test_a_signal_that_nobody_can_hear_is_told(sound: Folder, word: str) -> None:
    sound.spoil(SD, "Draws how a slot moves", f"{word} how a slot moves")
    (fault,) = told(sound)
    first = word.split(maxsplit=1)[0].lower()
    assert fault.endswith(
        "E603 questions[0].signals.scalability[0]: begin with what one can hear or see "
        f"(says, draws …), not “{first}”"
    )


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("A table in DynamoDB takes 3,500 writes.", "3500"),
        ("Lambda stops after 15 minutes.", "15"),
        ("S3 holds 5 TB in one object.", "5"),
        ("With Route 53 in front, S3 answers.", None),
        ("A cluster of ElastiCache holds 500 nodes.", None),
        ("DynamoDB sees 3,000,000 reads.", None),
        ("Our own fleet runs 77 nodes.", None),
    ],
)
def test_a_bare_number_beside_a_service_is_told(
    sound: Folder, sentence: str, bare: str | None
) -> None:
    sound.spoil(SD, "Every slot has a second home in another zone.", f'"{sentence}"')
    faults = told(sound)
    if bare is None:
        assert faults == []
    else:
        (fault,) = faults
        assert f"E604 questions[0].outline: {bare} beside a service stands in no fact" in fault


def test_a_design_that_uses_none_of_its_numbers_is_told(sound: Folder) -> None:
    sound.spoil(SD, "{traffic} at {peak}", "6 GB/s at 12")
    (fault,) = told(sound)
    assert "E605 questions[0].outline: 0 results of the estimation are used by {name}" in fault


def test_facts_grow_old(sound: Folder) -> None:
    later = date(TODAY.year + 1, 12, 1)
    assert any("W501" in str(one) for one in load(sound.root, today=later, style=True).warnings)
