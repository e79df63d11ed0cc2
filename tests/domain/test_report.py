"""A week in numbers: totals, and what somebody has to look at."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.report import WEEK, Count, Line, Report, usual

UNTIL = datetime(2026, 3, 2, 8, tzinfo=UTC)


def report(*lines: Line, failed: dict[str, int] | None = None, mended: set[int] | None = None):
    return Report(
        since=UNTIL - WEEK,
        until=UNTIL,
        lines=lines,
        failed_dms=Count(by_reason=failed or {}),
        mended=mended or set(),
    )


ONE = Line(
    series_id=1,
    channel_id=50,
    sent=5,
    late=Count(by_reason={"away": 1}),
    skipped=Count(by_reason={"asked": 1, "away": 2}),
    held=Count(by_reason={"channel": 1}),
    waiting=1,
    unsure=1,
    unreviewed=3,
    overdue=2,
)
OTHER = Line(series_id=2, channel_id=51, sent=2, late=Count(by_reason={"away": 1, "discord": 1}))


def test_the_total_adds_every_series_up_and_keeps_the_reasons_apart() -> None:
    total = report(ONE, OTHER).total
    assert (total.sent, total.waiting, total.unsure, total.unreviewed) == (7, 1, 1, 3)
    assert total.late.by_reason == {"away": 2, "discord": 1}
    assert (total.skipped.total, total.held.total) == (3, 1)


def test_a_week_in_which_nothing_happened_needs_nobody() -> None:
    assert report().needs == []
    # An answer may wait a while for its reader.
    assert report(OTHER, Line(series_id=3, channel_id=52, unreviewed=9)).needs == []


def test_what_needs_somebody_comes_by_urgency() -> None:
    assert report(ONE, failed={"daily-held": 1, "daily-review": 1}).needs == [
        ("held", 1),
        ("unsure", 1),
        ("closed", 2),
        ("overdue", 2),
    ]


def test_held_counts_series_and_not_posts_and_leaves_out_those_that_were_mended() -> None:
    held = Line(series_id=1, channel_id=50, held=Count(by_reason={"channel": 4}))
    mended = Line(series_id=2, channel_id=51, held=Count(by_reason={"tag": 1}))
    assert report(held, mended, mended={2}).needs == [("held", 1)]


@pytest.mark.parametrize(
    "line",
    [
        Line(series_id=1, channel_id=50, sent=1),
        Line(series_id=1, channel_id=50, skipped=Count(by_reason={"asked": 1})),
        Line(series_id=1, channel_id=50, held=Count(by_reason={"tag": 1})),
        Line(series_id=1, channel_id=50, waiting=1),
        Line(series_id=1, channel_id=50, unsure=1),
        Line(series_id=1, channel_id=50, unreviewed=1),
    ],
)
def test_a_series_is_quiet_only_where_nothing_happened_at_all(line: Line) -> None:
    assert not line.is_quiet
    assert Line(series_id=1, channel_id=50).is_quiet


def test_the_report_comes_on_monday_at_nine_unless_somebody_chose() -> None:
    slot = usual("Europe/Berlin").next(UNTIL)
    assert slot.at == UNTIL + timedelta(days=7)
