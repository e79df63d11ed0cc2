"""Pay and fit by themselves: what parts add up to, and what is read of what was ticked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.career.fit import FitCheck, Reading, Statement
from bot.domain.career.pay import Band, Part, Way

DOLLARS = st.integers(0, 1_000_000)
EVEN = Way(id="way.even", label="Even", grant=25, signing=100)


def part(low: int, high: int) -> Part:
    return Part(seed_ref="seed.comp.l6.base", label="Part", span=(low, high))


def band(base: Part, grant: Part, signing: Part, stated: Part) -> Band:
    return Band(
        id="band.l6", level="L6", title="Senior", base=base, grant=grant, signing=signing,
        stated=stated, totals={}, gap="None.",
    )  # fmt: skip


L6 = band(
    part(165_000, 200_000), part(180_000, 280_000), part(50_000, 100_000), part(420_000, 500_000)
)


@pytest.mark.parametrize(
    ("grant", "signing", "first_year"),
    [
        (25, 100, (260_000, 370_000)), (25, 50, (235_000, 320_000)), (5, 100, (224_000, 314_000)),
        (5, 50, (199_000, 264_000)), (100, 100, (395_000, 580_000)), (0, 0, (165_000, 200_000)),
    ],
)  # fmt: skip
def test_the_first_year_has_its_share_of_grant_and_signing_bonus(
    grant: int, signing: int, first_year: tuple[int, int]
) -> None:
    assert L6.first_year(Way(id="way.it", label="It", grant=grant, signing=signing)) == first_year


def test_a_total_above_the_parts_is_told_at_both_ends() -> None:
    assert L6.above(EVEN) == (160_000, 130_000)


@given(DOLLARS, DOLLARS, DOLLARS, DOLLARS)
def test_parts_and_gap_always_make_the_stated_total(
    base: int, grant: int, signing: int, stated: int
) -> None:
    one = band(part(base, base), part(grant, grant), part(signing, signing), part(stated, stated))
    low, high = one.first_year(EVEN)
    assert (low + one.above(EVEN)[0], high + one.above(EVEN)[1]) == (stated, stated)


def statement(id: str) -> Statement:
    return Statement(id=id, seed_ref=f"seed.{id}", text="I do.", ask="Do you?")


FIT = FitCheck(
    id="fit.aws",
    title="Fit",
    disclaimer="Private.",
    fit=tuple(statement(f"fit.{n}") for n in "abcdef"),
    elsewhere=tuple(statement(f"else.{n}") for n in "abcdef"),
    readings=(
        Reading(text="Always."),
        Reading(text="Both.", ticked=("fit.a", "else.a")),
        Reading(text="One.", ticked=("fit.a",)),
    ),
)


@pytest.mark.parametrize(
    ("ticked", "read"),
    [
        (set[str](), ["Always."]),
        ({"fit.a"}, ["Always.", "One."]),
        ({"fit.a", "else.a", "fit.b"}, ["Always.", "Both.", "One."]),
        ({"else.a"}, ["Always."]),
    ],
)
def test_guidance_is_shown_where_all_of_it_was_ticked(ticked: set[str], read: list[str]) -> None:
    assert [one.text for one in FIT.read(frozenset(ticked))] == read
