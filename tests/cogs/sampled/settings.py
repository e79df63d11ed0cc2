"""The screens of settings, changes and the report, with values as long as they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

from discord import ui

from bot.domain.changes import Change, What
from bot.domain.report import Count, Line, Report, usual
from bot.domain.server import Settings
from bot.services.changes import Noted, Page
from bot.services.report import MOST_WEEKS_BACK
from bot.services.settings import ServerSettings
from cogs.server import change_list, change_log, report_views, settings_views, weekly
from cogs.server.changes import describe
from tests.cogs.samples import ASKED, ID, NOW, PLAN, ROLE, ZONE

QUESTIONS = {ASKED.id: ASKED}
SERIES: Mapping[str, Any] = {
    "channel": ID,
    "days": PLAN.pattern.code,
    "time": "09:30",
    "zone": ZONE,
    "level": "L6",
    "kinds": ["system-design", "technical-depth", "behavioral", "coding"],
    "starts_on": "2026-09-30",
    "ping_role": ID,
    "threads": True,
}
OTHER: Mapping[str, Any] = {**dict.fromkeys(SERIES), "channel": ID - 1, "kinds": []}
VALUES: dict[What, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "series-added": ({}, SERIES),
    "series-edited": (OTHER, SERIES),
    "series-paused": (
        {"paused": False, "until": None},
        {"paused": True, "until": "2026-09-30"},
    ),
    "series-resumed": ({"paused": True, "until": None}, {"paused": False, "until": None}),
    "series-skipped": ({"slot": None, "until": None}, {"slot": "2026-09-30", "until": None}),
    "series-posted": ({}, {"slot": "2026-09-30"}),
    "series-removed": (SERIES, {}),
    "queue-changed": ({"questions": ["gone", "left"]}, {"questions": [ASKED.id, "left"]}),
    "question-off": (
        {"question": ASKED.id, "state": "on"},
        {"question": ASKED.id, "state": "off"},
    ),
    "question-on": ({"question": "gone", "state": "off"}, {"question": "gone", "state": "on"}),
    "suggestion-accepted": ({}, {"question": ASKED.id, "digest": "0123456789abcdef"}),
    "questions-imported": ({}, {"file": "own-questions.yaml", "added": 200, "removed": 1}),
    "import-undone": ({"file": f"{'a-name-' * 12}.csv", "changed": 3}, {}),
    "settings-changed": (
        {"log_channel": None, "zone": None, "report": "off", "report_days": "weekdays:1"},
        {"log_channel": ID, "zone": ZONE, "report": "dm-other", "report_days": "weekdays:5"},
    ),
    "rounds-changed": (
        {"rounds": "off"},
        {
            "rounds": "on",
            "channel": ID,
            "days": "weeks:2:1:2026-03-02",
            "time": "18:30",
            "zone": ZONE,
            "closes": 48,
            "events": "on",
        },
    ),
    "round-sent": ({}, {}),
    "boards-changed": (
        {"excluded_roles": [], "digest": None, "digest_days": "weekdays:1", "digest_time": "09:00"},
        {
            "excluded_roles": [str(ID - n) for n in range(20)],
            "digest": ID,
            "digest_days": "weekdays:5",
            "digest_time": "18:00",
        },
    ),
    "phase-roles-changed": (
        {"phase_1": None, "phase_2": ID, "phase_3": ID},
        {"phase_1": ID, "phase_2": ID - 1, "phase_3": None},
    ),
    "channel-created": ({}, {"name": "a-channel-" * 10}),
    "role-created": ({}, {"name": "A role " * 14}),
}


def noted(what: What, id: int = ID, **given: Any) -> Noted:
    before, after = VALUES[what]
    change = Change(
        guild_id=ID, id=id, by=ID, at=NOW, what=what, ref=ID, before=before, after=after
    )
    return Noted(change=replace(change, **given), channel_id=ID)


ALL = [noted(what, ID - n) for n, what in enumerate(get_args(What))]
MOVED = noted(
    "queue-changed", before={"questions": ["a", "b", "c"]}, after={"questions": ["c", "a", "b"]}
)
EMPTIED = noted("queue-changed", before={"questions": ["a", "b"]}, after={"questions": []})
LONGER = noted(
    "series-paused",
    before={"paused": True, "until": None},
    after={"paused": True, "until": "2026-09-30"},
)
LEFT = noted("series-edited", by=None, undone_at=NOW)
ENDS = [*ALL, *(one.reverse for one in ALL), MOVED, EMPTIED, LONGER, LEFT]

HELD = ServerSettings(
    settings=Settings(log_channel_id=ID, zone=ZONE, report_to=ID, version=10_000),
    usual_zone=ZONE,
    mode="dm",
    plan=usual(ZONE),
    latest=noted("settings-changed").change,
)
BARE = ServerSettings(settings=Settings(), usual_zone="UTC", mode="off", plan=usual("UTC"))
LACKS = ["View Channel", "Send Messages", "Read Message History"]


def shown(held: ServerSettings = HELD, **given: Any) -> settings_views.Shown:
    return settings_views.Shown(settings=held, opener=ID, now=NOW, **given)


REASONS = Count(
    by_reason={why: 1234 for why in ("permissions", "channel", "tag", "refused", "away", "discord")}
)
LEFT_OUT = Count(
    by_reason={why: 1234 for why in ("asked", "away", "next", "paused", "removed", "edited", "")}
)
LINE = Line(
    series_id=ID,
    channel_id=ID,
    plan=PLAN,
    sent=1234,
    late=REASONS,
    skipped=LEFT_OUT,
    held=REASONS,
    waiting=12,
    unsure=12,
    unreviewed=1234,
    overdue=1234,
)
QUIET = Line(series_id=ID, channel_id=ID)
WEEK = Report(
    since=NOW - timedelta(days=7),
    until=NOW,
    lines=[LINE] * 50,
    failed_dms=Count(by_reason={"daily-review": 1234}),
)
CALM = replace(WEEK, lines=[QUIET, replace(QUIET, sent=7)], failed_dms=Count())
TIRED = replace(WEEK, lines=[replace(QUIET, sent=7, unreviewed=3, overdue=3)], failed_dms=Count())

TABLE: dict[Callable[..., ui.LayoutView | ui.Modal], Sequence[tuple[Any, ...]]] = {
    settings_views.settings_view: [
        (shown(BARE),),
        (shown(log_lacks=[]),),
        (shown(log_lacks=LACKS, note=weekly.who_changed(HELD.latest), undo=ID),),
        (shown(replace(HELD, settings=replace(HELD.settings, report_to=1))),),
        *(
            (shown(replace(HELD, mode="log", settings=replace(HELD.settings, **to))),)
            for to in ({"report_to": None}, {"report_to": None, "log_channel_id": None})
        ),
    ],
    settings_views.log_blocked_view: [(ID, LACKS, ROLE, ID)],
    settings_views.report_times_view: [(HELD, ID), (BARE, ID)],
    settings_views.usual_zone_modal: [(10_000, ID)],
    settings_views.near_zones_view: [([ZONE, "Europe/Berlin"], NOW, 10_000, ID)],
    change_list.changes_view: [
        (Page(rows=[], page=0, pages=1), QUESTIONS, ID),
        *(
            (Page(rows=ENDS[n : n + 5], page=page, pages=9, mine=ENDS[n].change.id), QUESTIONS, ID)
            for page, n in enumerate(range(0, len(ENDS), 5))
        ),
        (Page(rows=[noted("series-edited")] * 5, page=8, pages=9), QUESTIONS, ID),
    ],
    change_list.undo_view: [(one, QUESTIONS, ID) for one in ENDS],
    change_list.undone_view: [(one.reverse, QUESTIONS, ID) for one in ENDS],
    change_log.logged_view: [(one, describe(one, QUESTIONS)) for one in ENDS],
    change_log.log_lost_view: [(ID, "Study circle", ROLE)],
    report_views.report_view: [
        (replace(WEEK, lines=[]), 0, 0, ID),
        *((WEEK, week, page, ID) for week in (0, 1, MOST_WEEKS_BACK) for page in (0, 1, 6, 9)),
        (CALM, 0, 0, ID),
        (TIRED, 2, 0, ID),
    ],
    report_views.weekly_view: [(one, "Study circle") for one in (WEEK, CALM, TIRED)],
    report_views.sent_view: [(ID,)],
    report_views.closed_view: [(ID,)],
}
