"""Kits and scorecards by themselves."""

import pytest

from bot.domain.mock.kit import Kit, Step
from bot.domain.mock.scorecard import Grade, Scorecard, Written


def step(minute: int, length: int, label: str) -> Step:
    return Step(minute=minute, length=length, label=label, candidate="Talk", interviewer="Listen")


KIT = Kit(
    id="kit.coding",
    kind="coding",
    label="Coding",
    minutes=30,
    swap=False,
    rubric="cd-core",
    agenda=(step(0, 5, "Set-up"), step(5, 20, "Code"), step(25, 5, "Score apart")),
    do_not=("Do not help.", "Do not run it."),
)
CARD = Scorecard(
    id="scorecard.coding",
    kind="coding",
    rubric="cd-core",
    verdict="All in all",
    recommendation=("No", "Nearly", "Yes", "Clearly"),
    texts=(
        Written(key="keep", label="Keep", placeholder="You …", shortest=60, longest=800),
        Written(key="change", label="Change", placeholder="You …", shortest=60, longest=800),
        Written(key="evidence", label="Moment", placeholder="You …", shortest=0, longest=800),
    ),
    evidence_for=("1", "4"),
    opens_after=48,
)


@pytest.mark.parametrize(
    ("minute", "label"),
    [(0, "Set-up"), (4, "Set-up"), (5, "Code"), (24, "Code"), (25, "Score apart"), (90, "Score apart")],
)  # fmt: skip
def test_each_minute_belongs_to_a_step(minute: int, label: str) -> None:
    assert KIT.step_at(minute).label == label


def test_before_the_start_the_first_step_is_shown() -> None:
    assert KIT.step_at(-3).label == "Set-up"


@pytest.mark.parametrize(
    ("grades", "needed"),
    [(("2", "3", "3", "2"), False), (("2", "3", "4", "2"), True), (("1", "1", "1", "1"), True)],
)
def test_a_1_or_a_4_needs_its_moment(grades: tuple[Grade, ...], needed: bool) -> None:
    assert CARD.needs_evidence(grades) is needed
