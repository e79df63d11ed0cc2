"""Which local dates each pattern names: a table, a naive oracle, and that a next slot is always found."""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import zone
from bot.domain.patterns import MOST_DAYS, MOST_WEEKS, EveryDays, EveryWeeks, MonthDays, Rule
from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Pattern, Plan, read_code, read_days
from bot.errors import ContraryDays, DaysOutOfRange

A_DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


def _pattern(*days: int, weekends: bool = True) -> Pattern:
    return Pattern(frozenset(days), weekends)


def _month(*days: int, weekends: bool = True) -> Pattern:
    return Pattern(MonthDays(frozenset(days)), weekends)


# Pattern, from, until, the days it names in between.
TABLE = [
    (EVERY_DAY, "2026-02-27", "2026-03-02", "02-27 02-28 03-01 03-02"),
    (WEEKDAYS, "2026-02-27", "2026-03-03", "02-27 03-02 03-03"),
    (_pattern(1, 3, 5), "2026-03-02", "2026-03-09", "03-02 03-04 03-06 03-09"),
    (_pattern(7), "2026-03-01", "2026-03-15", "03-01 03-08 03-15"),
    (_pattern(5, 6, weekends=False), "2026-03-01", "2026-03-15", "03-06 03-13"),
    (Pattern(EveryDays(1, MONDAY)), "2026-02-27", "2026-03-04", "03-02 03-03 03-04"),
    (Pattern(EveryDays(3, MONDAY)), "2026-02-20", "2026-03-12", "03-02 03-05 03-08 03-11"),
    (Pattern(EveryDays(3, MONDAY), False), "2026-02-20", "2026-03-12", "03-02 03-05 03-11"),
    (Pattern(EveryDays(14, MONDAY)), "2026-03-01", "2026-04-01", "03-02 03-16 03-30"),
    # Over the end of a leap February.
    (Pattern(EveryDays(2, date(2028, 2, 27))), "2028-02-27", "2028-03-03", "02-27 02-29 03-02"),
    (Pattern(EveryWeeks(1, 4, MONDAY)), "2026-03-01", "2026-03-20", "03-05 03-12 03-19"),
    (Pattern(EveryWeeks(2, 1, MONDAY)), "2026-02-01", "2026-04-01", "03-02 03-16 03-30"),
    # Counted from the first such weekday on or after the date.
    (Pattern(EveryWeeks(2, 1, date(2026, 3, 3))), "2026-03-01", "2026-04-01", "03-09 03-23"),
    (Pattern(EveryWeeks(3, 7, MONDAY)), "2026-03-01", "2026-04-30", "03-08 03-29 04-19"),
    # Over the turn of a year with 53 weeks.
    (Pattern(EveryWeeks(2, 4, date(2026, 12, 24))), "2026-12-20", "2027-01-25", "12-24 01-07 01-21"),
    (_month(1, 15), "2026-03-01", "2026-04-30", "03-01 03-15 04-01 04-15"),
    (_month(31), "2026-01-01", "2026-05-01", "01-31 02-28 03-31 04-30"),
    (_month(31), "2028-02-01", "2028-03-01", "02-29"),
    (_month(30), "2026-01-01", "2026-05-01", "01-30 02-28 03-30 04-30"),
    (_month(29), "2026-01-01", "2026-03-31", "01-29 02-28 03-29"),
    # Each of them is the last day of February, once.
    (_month(29, 30, 31), "2026-02-01", "2026-03-31", "02-28 03-29 03-30 03-31"),
    (_month(28, 31), "2026-02-01", "2026-04-01", "02-28 03-28 03-31"),
    # Left out, not moved.
    (_month(1, 15, 31, weekends=False), "2026-02-01", "2026-04-01", "03-31 04-01"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "first", "last", "expected"), TABLE, ids=str)
def test_a_pattern_names_these_days(pattern: Pattern, first: str, last: str, expected: str) -> None:
    days = _days(date.fromisoformat(first), date.fromisoformat(last))
    assert " ".join(f"{day:%m-%d}" for day in days if pattern.names(day)) == expected


@pytest.mark.parametrize(
    ("pattern", "words", "code"),
    [
        (Pattern(EveryDays(3, MONDAY)), "Every 3 days", "days:3:2026-03-02"),
        (Pattern(EveryDays(1, MONDAY)), "Every 1 day", "days:1:2026-03-02"),
        (Pattern(EveryWeeks(2, 1, MONDAY)), "Every 2 weeks on Monday", "weeks:2:1:2026-03-02"),
        (Pattern(EveryWeeks(1, 7, MONDAY)), "Every week on Sunday", "weeks:1:7:2026-03-02"),
        (_month(1, 15, 31), "The 1st, 15th and last day", "month:1,15,31"),
        (_month(31), "The last day of the month", "month:31"),
        (_month(2), "The 2nd of the month", "month:2"),
        (_month(3, 11, 12, 13, 21, 22, 23), "The 3rd, 11th, 12th, 13th, 21st, 22nd and 23rd of the month", "month:3,11,12,13,21,22,23"),
        (Pattern(EveryDays(3, MONDAY), False), "Every 3 days, not at weekends", "days:3:2026-03-02;no-weekends"),
        (_month(1, weekends=False), "The 1st of the month, not at weekends", "month:1;no-weekends"),
        (_pattern(5, 6, weekends=False), "Fridays", "weekdays:56;no-weekends"),
        (_pattern(*range(1, 8), weekends=False), "Weekdays", "weekdays:1234567;no-weekends"),
    ],
)  # fmt: skip
def test_a_pattern_reads_well_and_is_kept_as(pattern: Pattern, words: str, code: str) -> None:
    assert (str(pattern), pattern.code) == (words, code)
    assert read_code(code) == pattern
    named = read_days(words, MONDAY)
    year = _days(MONDAY, MONDAY + timedelta(days=366))
    assert [*filter(named.names, year)] == [*filter(pattern.names, year)]


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: EveryDays(0, MONDAY), "every 0 days"),
        (lambda: EveryDays(-1, MONDAY), "every -1 days"),
        (lambda: EveryDays(MOST_DAYS + 1, MONDAY), "every 366 days"),
        (lambda: EveryWeeks(0, 1, MONDAY), "every 0 weeks"),
        (lambda: EveryWeeks(MOST_WEEKS + 1, 1, MONDAY), "every 53 weeks"),
        (lambda: EveryWeeks(1, 8, MONDAY), "weekday 8"),
        (lambda: MonthDays(frozenset({0, 1})), "day 0 of the month"),
        (lambda: MonthDays(frozenset({32})), "day 32 of the month"),
        (lambda: MonthDays(frozenset()), "no day"),
    ],
)
def test_a_rule_that_never_comes_is_refused(make: Callable[[], Rule], text: str) -> None:
    with pytest.raises(DaysOutOfRange) as refusal:
        make()
    assert refusal.value.sentence.startswith(f"“{text}” never comes; write every 1 to 365 days")


@pytest.mark.parametrize(
    "rule",
    [
        frozenset({6, 7}),
        frozenset({7}),
        EveryDays(7, MONDAY - A_DAY),
        EveryDays(14, MONDAY - 2 * A_DAY),
        EveryWeeks(2, 6, MONDAY),
    ],
    ids=str,
)
def test_weekends_alone_without_weekends_are_refused(rule: Rule) -> None:
    with pytest.raises(ContraryDays) as refusal:
        Pattern(rule, weekends=False)
    assert "leaves weekends out" in refusal.value.sentence
    assert Pattern(rule).names(
        next(filter(Pattern(rule).names, _days(MONDAY, MONDAY + 30 * A_DAY)))
    )


DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RULES = st.one_of(
    st.frozensets(st.integers(1, 7), min_size=1),
    st.builds(EveryDays, st.integers(1, MOST_DAYS), DATES),
    st.builds(EveryWeeks, st.integers(1, MOST_WEEKS), st.integers(1, 7), DATES),
    st.builds(MonthDays, st.frozensets(st.integers(1, 31), min_size=1)),
)


@st.composite
def _patterns(draw: st.DrawFn) -> Pattern:
    rule = draw(RULES)
    try:
        return Pattern(rule, draw(st.booleans()))
    except ContraryDays:
        return Pattern(rule)


@given(pattern=_patterns())
def test_a_pattern_comes_back_from_its_code(pattern: Pattern) -> None:
    assert read_code(pattern.code) == pattern
    assert len(pattern.code) <= 100


@settings(deadline=None)
@given(pattern=_patterns(), start=DATES)
def test_a_pattern_names_what_a_naive_calendar_names(pattern: Pattern, start: date) -> None:
    days = _days(start, start + 400 * A_DAY)
    wanted = _naive(pattern.rule, days[-1])
    named = {day for day in wanted if pattern.weekends or calendar.weekday(*_ymd(day)) < 5}
    assert {day for day in days if pattern.names(day)} == named & set(days)


@settings(deadline=None, max_examples=60)
@given(
    pattern=_patterns(),
    name=st.sampled_from(zone.names()),
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)),
    ahead=st.none() | st.dates(date(2019, 1, 1), date(2051, 1, 1)),
)
def test_a_next_slot_is_always_found_and_never_before_the_day_that_was_said(
    pattern: Pattern, name: str, moment: datetime, ahead: date | None
) -> None:
    plan = Plan(name, time(9), pattern)
    slots = [*islice(plan.after(moment, ahead), 5)]
    assert plan.next(moment, ahead) == slots[0]
    assert all(slot.at > moment and pattern.names(slot.day) for slot in slots)
    assert all(earlier.at < later.at for earlier, later in pairwise(slots))
    if ahead is not None:
        assert slots[0].day >= ahead
        # Nothing that counts lies between: what comes without the day, and not before it, is the same.
        unsaid = (slot for slot in plan.after(moment) if slot.day >= ahead)
        assert next(unsaid) == slots[0]


def _naive(rule: Rule, until: date) -> set[date]:
    """Every day that a rule names, by walking through the calendar."""
    match rule:
        case EveryDays(n, first):
            return {*_steps(first, n, until)}
        case EveryWeeks(n, weekday, first):
            while first.isoweekday() != weekday:
                first += A_DAY
            return {*_steps(first, 7 * n, until)}
        case MonthDays(days):
            return {
                date(year, month, min(day, calendar.monthrange(year, month)[1]))
                for year in range(2020, until.year + 1)
                for month in range(1, 13)
                for day in days
            }
        case _:
            return {day for day in _days(date(2020, 1, 1), until) if day.isoweekday() in rule}


def _steps(first: date, n: int, until: date) -> list[date]:
    return [first + step * A_DAY for step in range(0, max(0, (until - first).days) + 1, n)]


def _days(first: date, last: date) -> list[date]:
    return [first + n * A_DAY for n in range((last - first).days + 1)]


def _ymd(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
