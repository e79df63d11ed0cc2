"""The numbers of a design stand in its prose by their names."""

import pytest

from bot.content.naming import number
from bot.domain.daily.question import Estimate
from tests.content.conftest import Folder

SD = "questions/sd.yaml"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (3000000, "reads/s", "3,000,000"),
        (2.0e3, "bytes", "2,000"),
        (0.25, "s", "0.25"),
        (0.97, "share", "97 %"),
        (0.0026, "share", "0.26 %"),
        (1e-7, "s", "1e-07"),
    ],
)
def test_a_number_is_shown_as_people_write_it(value: float, unit: str, shown: str) -> None:
    assert number(Estimate(name="it", text="It", value=value, unit=unit)) == shown


def test_a_name_in_any_prose_shows_its_number(folder: Folder) -> None:
    folder.spoil(SD, "Explains how a slot moves", "Explains {reads} reads of {size} bytes")
    question = folder.load().questions["sd.caching.shared"]
    assert question.signals["scalability"] == ("Explains 3,000,000 reads of 2,000 bytes",)


def test_a_name_that_no_estimate_has_is_told(folder: Folder) -> None:
    folder.spoil(SD, "Explains how a slot moves", "Explains {reeds} reads")
    assert folder.faults() == [
        "content/questions/sd.yaml:59:7: E309 questions[0].signals: no estimate is named 'reeds'"
    ]
