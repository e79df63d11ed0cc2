"""E3xx and E5xx of the plan, the kits, the scorecards and the career pages; each spoilt by a value."""

import shutil
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content import load
from tests.content.conftest import Folder
from tests.content.test_shipped import SHIPPED

KITS, CARDS, PLAN = "kits.yaml", "scorecards.yaml", "plan.yaml"
PAY, FIT = "career/compensation.yaml", "career/fit.yaml"
OUTREACH, CULTURE, SEED = "career/outreach.yaml", "career/culture.yaml", "seed.yaml"
UNKNOWN = "seed.none"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def shipped_track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is shipped, without questions and with one card a deck."""
    root = tmp_path_factory.mktemp("track")
    for name in (SEED, PLAN, KITS, CARDS, "rubrics", "career", "decks"):
        for path in [SHIPPED / name, *(SHIPPED / name).rglob("*.yaml")]:
            if path.is_file():
                data = read(path)
                for deck in data.get("decks", ()):
                    del deck["cards"][1:]
                write(root / path.relative_to(SHIPPED), data)
    return root


@pytest.fixture
def track(shipped_track: Path, tmp_path: Path) -> Folder:
    shutil.copytree(shipped_track, tmp_path / "content")
    return Folder(tmp_path / "content")


def spoil(track: Folder, file: str, steps: tuple[Any, ...], value: Any) -> None:
    """Put a value in the place of another, or nothing at all where it is None."""
    data = read(track.root / file)
    parent = data
    for step in steps[:-1]:
        parent = parent[step]
    if value is None:
        del parent[steps[-1]]
    else:
        parent[steps[-1]] = value
    write(track.root / file, data)


def told(track: Folder) -> list[str]:
    """The faults without their places."""
    return [fault.split(" ", 1)[1] for fault in track.faults()]


def test_the_track_is_sound(track: Folder) -> None:
    assert told(track) == []


@pytest.mark.parametrize(
    ("file", "steps", "value", "expected"),
    [
        (
            KITS,
            ("kits", 0, "agenda", 2, "minute"),
            13,
            [
                "E312 kits[0].agenda[2].minute: the step before ends at minute 12, this one begins at 13",
                "E312 kits[0].agenda[3].minute: the step before ends at minute 21, this one begins at 20",
            ],
        ),
        (
            KITS,
            ("kits", 0, "minutes"),
            75,
            ["E312 kits[0].minutes: the agenda ends at minute 60, the kit at 75"],
        ),
        (KITS, ("kits", 1, "rubric"), "td-none", ["E301 kits[1].rubric: unknown rubric td-none"]),
        (
            KITS,
            ("kits", 1, "rubric"),
            "sd-core",
            ["E303 kits[1].rubric: sd-core is for system-design, this kit is technical-depth"],
        ),
        (
            CARDS,
            ("scorecards", 3, "rubric"),
            "bh-core",
            ["E303 scorecards[3].rubric: bh-core is for behavioral, this scorecard is coding"],
        ),
        (
            PLAN,
            ("phases", 2),
            None,
            ["E313 phases[1].weeks: the plan ends with week 8, not week 12"],
        ),
        (
            PLAN,
            ("phases", 0, "tasks", 6, "weeks"),
            [5],
            ["E314 phases[0].tasks[6].weeks[0]: week 5 is not in phase 1"],
        ),
        (
            PLAN,
            ("phases", 0, "milestones", 0, "week"),
            12,
            ["E314 phases[0].milestones[0].week: week 12 is not in phase 1"],
        ),
        (
            PLAN,
            ("phases", 0, "weeks", 0, "mix", "coding"),
            3,
            [
                "E315 phases[0].weeks: the weeks hold 7 of coding, a group is asked 6",
                "E315 phases[0].weeks[0].mix: a week has 7 questions, these are 8",
            ],
        ),
        (
            PLAN,
            ("phases", 0, "tasks", 0, "seed_ref"),
            [],
            ["E316 phases[0].tasks[0]: a task of the track goes back to one of its lines"],
        ),
        (
            PLAN,
            ("phases", 0, "tasks", 0, "needs"),
            None,
            [
                (
                    "E316 phases[0].tasks[0].evidence: what is ticked with a note needs nothing that "
                    "is counted, all else does"
                )
            ],
        ),
        (
            PLAN,
            ("phases", 0, "tasks", 0, "needs", "role"),
            "interviewer",
            ["E316 phases[0].tasks[0].needs.role: cards cannot be told apart by role"],
        ),
        (
            PLAN,
            ("phases", 0, "tasks", 0, "needs", "decks"),
            ["deck.none"],
            ["E301 phases[0].tasks[0].needs.decks[0]: unknown deck deck.none"],
        ),
        (
            PAY,
            ("compensation", 0, "bands", 0, "totals", "way.all"),
            [395000, 580001],
            [("E317 compensation[0].bands[0].totals.way.all: the parts give 395,000 to 580,000")],
        ),
        (
            PAY,
            ("compensation", 0, "bands", 1, "totals", "way.all"),
            None,
            ["E317 compensation[0].bands[1].totals: way.all has no total"],
        ),
        (
            PAY,
            ("compensation", 0, "bands", 1, "totals", "way.none"),
            [1, 2],
            [
                (
                    "E317 compensation[0].bands[1].totals.way.none: "
                    "no way of counting is called way.none"
                )
            ],
        ),
        (
            PAY,
            ("compensation", 0, "bands", 0, "gap"),
            "It is $160,000 more at the low end and much more at the high end.",
            [
                (
                    "E318 compensation[0].bands[0].gap: does not say that the stated total lies "
                    "$130,000 from the parts"
                )
            ],
        ),
        (
            PAY,
            ("compensation", 0, "vesting", 1, "years"),
            [5, 15, 40, 39],
            ["E319 compensation[0].vesting[1].years: the years add up to 99 %, not 100 %"],
        ),
        (
            PAY,
            ("compensation", 0, "bands", 0, "stated", "span"),
            [500000, 420000],
            [
                (
                    "E318 compensation[0].bands[0].gap: does not say that the stated total lies "
                    "$240,000 from the parts"
                ),
                (
                    "E318 compensation[0].bands[0].gap: does not say that the stated total lies "
                    "$50,000 from the parts"
                ),
                (
                    "E319 compensation[0].bands[0].stated.span: begins at 500,000 and ends below it, "
                    "at 420,000"
                ),
            ],
        ),
        (
            PAY,
            ("compensation", 0, "vesting", 1, "facts", 0, "as_of"),
            "2024-13",
            ["E504 compensation[0].vesting[1].facts[0].as_of: there is no day 2024-13"],
        ),
        (
            OUTREACH,
            ("checklists", 0, "items", 0, "see"),
            ["check.none"],
            ["E301 checklists[0].items[0].see[0]: unknown check check.none"],
        ),
        (
            FIT,
            ("fit_checks", 0, "readings", 2, "ticked"),
            ["fit.none"],
            ["E301 fit_checks[0].readings[2].ticked[0]: unknown statement fit.none"],
        ),
        (
            CULTURE,
            ("panels", 0, "groups", 1, "lines", 0, "text"),
            "One week in 6, around the clock.",
            [
                (
                    "E503 panels[0].groups[1].lines[0].text: a number has no date here; it belongs to "
                    "a fact of the seed line"
                )
            ],
        ),
        (
            OUTREACH,
            ("checklists", 1, "items", 0, "text"),
            "Send 20 applications.",
            [
                (
                    "E503 checklists[1].items[0].text: a number has no date here; it belongs to a fact "
                    "of the seed line"
                )
            ],
        ),
        (
            SEED,
            ("lines", 1, "status"),
            "verified",
            ["E505 lines[1].status: a verified line needs a fact that was verified"],
        ),
        (
            SEED,
            ("lines", 0, "note"),
            "Since 2022 it is more.",
            [
                (
                    "E503 lines[0].note: a number has no date here; it belongs to a fact of the seed "
                    "line"
                )
            ],
        ),
        (
            CULTURE,
            ("panels", 0, "groups", 1, "lines", 0, "seed_ref"),
            UNKNOWN,
            [f"E301 panels[0].groups[1].lines[0].seed_ref: unknown seed id {UNKNOWN}"],
        ),
        (
            "decks/s3.yaml",
            ("decks", 0, "cards", 0, "seed_ref"),
            [UNKNOWN],
            [f"E301 decks[0].cards[0].seed_ref[0]: unknown seed id {UNKNOWN}"],
        ),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(
    track: Folder, file: str, steps: tuple[Any, ...], value: Any, expected: list[str]
) -> None:
    spoil(track, file, steps, value)
    assert sorted(told(track)) == expected


def test_weeks_follow_one_another(track: Folder) -> None:
    spoil(track, PLAN, ("phases", 1, "weeks", 2, "number"), 6)
    assert [fault for fault in told(track) if fault.startswith("E313")] == [
        "E313 phases[1].weeks[2].number: week 7 follows here, not week 6",
        "E313 phases[1].weeks[3].number: week 7 follows here, not week 8",
    ]


def test_a_week_without_a_task_is_told(track: Folder) -> None:
    data = read(track.root / PLAN)
    for task in data["phases"][2]["tasks"]:
        task["weeks"] = [9]
    write(track.root / PLAN, data)
    assert told(track) == [
        f"E313 phases[2].weeks[{at}].number: week {at + 9} has no task" for at in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("file", "section", "known"),
    [(FIT, "fit_checks", "fit.aws"), (PAY, "compensation", "compensation.track")],
)
def test_there_is_one_fit_check_and_one_table_of_pay(
    track: Folder, file: str, section: str, known: str
) -> None:
    data = read(track.root / file)
    data[section].append(deepcopy(data[section][0]))
    write(track.root / file, data)
    faults = told(track)
    assert any(fault.startswith(f"E311 {section}[1]: there is one already") for fault in faults)
    assert any(fault.startswith(f"E302 {section}[1].id: {known} is taken") for fault in faults)


def test_an_id_is_unique_however_deep_it_stands(track: Folder) -> None:
    taken = read(track.root / FIT)["fit_checks"][0]["fit"][0]["id"]
    spoil(track, PLAN, ("phases", 1, "tasks", 3, "id"), taken)
    (fault,) = told(track)
    assert fault.startswith(f"E302 phases[1].tasks[3].id: {taken} is taken by another item")
    assert "content/career/fit.yaml:" in fault


def test_an_id_within_an_example_is_nobodys(folder: Folder) -> None:
    folder.spoil("questions/cd.yaml", "{packages: [a], ", "{id: cd-core, packages: [a], ")
    assert folder.faults() == []


def test_a_scorecard_asks_each_thing_once(track: Folder) -> None:
    spoil(track, CARDS, ("scorecards", 0, "texts", 1, "key"), "keep")
    spoil(track, CARDS, ("scorecards", 1, "evidence_for"), ["1", "1"])
    found = [fault.split(" (")[0] for fault in told(track)]
    assert found == [
        "E311 scorecards[0].texts[1].key: keep stands here already",
        "E311 scorecards[1].evidence_for[1]: 1 stands here already",
    ]


@pytest.mark.parametrize(
    ("checked", "volatile", "stale"),
    [
        ("2025-11-23", False, False),
        ("2025-11-21", False, True),
        ("2026-05-27", True, False),
        ("2026-05-25", True, True),
        ("2026-05-25", False, False),
    ],
)
def test_a_card_is_looked_at_once_a_year_and_a_moving_number_twice(
    track: Folder, checked: str, volatile: bool, stale: bool
) -> None:
    spoil(track, "decks/s3.yaml", ("decks", 0, "cards", 0, "checked"), checked)
    spoil(track, "decks/s3.yaml", ("decks", 0, "cards", 0, "volatile"), volatile)
    days = (date(2026, 11, 22) - date.fromisoformat(checked)).days
    within = 180 if volatile else 365
    assert told(track) == [
        (
            f"W501 decks[0].cards[0].checked: last checked {days} days ago; "
            f"check again within {within}"
        )
    ] * int(stale)


def test_pay_is_looked_at_once_a_year(track: Folder) -> None:
    steps = ("compensation", 0, "vesting", 1, "facts", 0, "checked")
    spoil(track, PAY, steps, "2024-03-01")
    assert [fault.split(":")[0] for fault in told(track)] == [
        "W501 compensation[0].vesting[1].facts[0].checked"
    ]


def test_the_track_comes_whole_out_of_the_cache(track: Folder, tmp_path: Path) -> None:
    kept = tmp_path / "content.json"
    first = load(track.root, cache=kept)
    assert kept.exists()
    again = load(track.root, cache=kept)
    assert again == first
    assert len(again.plan) == 3
    assert again.career.fit
    assert again.seed["seed.overview.revenue"].facts[0].correction
