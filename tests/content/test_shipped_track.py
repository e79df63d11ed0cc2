"""The track that is shipped: as many of each as the curriculum has, and every number where it belongs."""

import re
from collections import Counter
from itertools import chain
from typing import get_args

import pytest

from bot.domain.career.panels import Group, Page, Panel
from bot.domain.daily.question import KINDS, LEVELS, Kind
from bot.domain.mock.scorecard import GRADES
from bot.domain.plan.track import WEEKS, Evidence, Needs, Task
from tests.content.test_shipped import SHIPPED, shipped

LINES = 165
SHA256 = "087f994976da9ac844daca18c10c7d504964e4cf4189a8b45bc04426226fed81"
CONTRADICTED = {
    "seed.overview.revenue",
    "seed.scale.global-infrastructure",
    "seed.comp.l6.total",
    "seed.comp.l7.total",
    "seed.growth.l7-l8",
}
PANELS = {
    "panel.overview": [4],
    "panel.closing": [1],
    "panel.culture": [4, 4, 4],
    "panel.stack": [4, 5],
    "panel.scale": [4],
    "panel.growth": [4, 4],
    "panel.first-six-months": [4, 4],
}
"""The lines of each group."""
PAGE_OF_TEXT = 3500
"""Characters that fit one message beside its title and buttons."""


def ids(group: str) -> set[str]:
    """The seed lines of a group: `seed.fit` has `seed.fit.yes.1`."""
    return {id for id in shipped().seed if id.startswith(f"{group}.")}


def tasks() -> list[Task]:
    return [task for phase in shipped().plan for task in phase.tasks]


def panel(id: str) -> Panel:
    return shipped().career.panels[id]


def test_the_lines_of_the_track_are_all_there_and_it_is_the_same_track() -> None:
    text = (SHIPPED / "seed.yaml").read_text(encoding="utf-8")
    assert f"sha256: {SHA256}\n" in text
    assert len(shipped().seed) == LINES


def test_what_is_contradicted_shows_what_holds_and_where_it_was_read() -> None:
    lines = shipped().seed.values()
    assert {line.id for line in lines if line.status == "contradicted"} == CONTRADICTED
    for line in lines:
        if line.status == "contradicted":
            (fact,) = line.facts
            assert fact.correction
            assert fact.correction != fact.text
        else:
            assert all(fact.status == "verified" for fact in line.facts), line.id


def test_a_fact_names_a_document_and_the_month_in_which_it_was_looked_at() -> None:
    facts = [fact for line in shipped().seed.values() for fact in line.facts]
    assert len(facts) >= 15
    for fact in facts:
        assert re.fullmatch(r"20\d\d-\d\d", fact.checked), fact
        assert fact.as_of[:7] <= fact.checked, fact
        assert len(fact.source.split()) >= 3, fact


def test_opinions_are_those_that_nobody_can_check() -> None:
    opinions = {line.id for line in shipped().seed.values() if line.status == "opinion"}
    assert ids("seed.culture.dynamics") < opinions
    assert {"seed.closing", "seed.culture.balance.comp-trade-off"} < opinions


def test_three_phases_of_four_weeks_hold_the_nineteen_tasks_of_the_track_and_our_own() -> None:
    plan = shipped().plan
    assert [[week.number for week in phase.weeks] for phase in plan] == [
        [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12],
    ]  # fmt: skip
    of_track = [[task for task in phase.tasks if task.origin == "seed"] for phase in plan]
    assert [len(found) for found in of_track] == [8, 7, 4]
    found = {id for task in chain(*of_track) for id in task.seed_ref}
    assert found | {id for phase in plan for id in phase.seed_ref} == ids("seed.plan")
    assert [task.label for task in chain(*of_track)] == [
        shipped().seed[task.seed_ref[0]].short for task in chain(*of_track)
    ]
    assert {task.evidence for task in tasks()} == set(get_args(Evidence))


def test_no_week_asks_for_more_than_fits_a_screen() -> None:
    for phase in shipped().plan:
        for week in phase.weeks:
            assert 4 <= len(phase.due(week.number)) <= 8, week.number


def test_the_plan_has_coding_mocks_and_contacts_which_the_track_forgot() -> None:
    own = [task for task in tasks() if task.origin == "own"]
    assert len(own) == 13
    coding = [task for task in own if task.needs and task.needs.kinds == ("coding",)]
    assert len(coding) == 3
    assert any(task.evidence == "mock" and max(task.weeks) <= 4 for task in own)
    assert any(task.needs and task.needs.pages == ("outreach",) for task in own)
    assert "security" in next(one for one in tasks() if "Well-Arch" in one.label).detail


def test_each_task_can_be_done_with_what_there_is() -> None:
    for phase in shipped().plan:
        for task in phase.tasks:
            if task.needs:
                assert task.needs.count <= most(task.needs, task), task.id


def most(needs: Needs, task: Task) -> int:
    """The most that a member could show in the weeks of a task."""
    weeks = [week for phase in shipped().plan for week in phase.weeks if week.number in task.weeks]
    match task.evidence:
        case "daily":
            return sum(week.mix.get(kind, 0) for week in weeks for kind in needs.kinds)
        case "cards":
            return sum(len(shipped().decks[id].cards) for id in needs.decks)
        case "mock":
            return 2 * len(weeks)
        case "career":
            steps = sum(len(one.items) for one in shipped().career.checklists.values())
            return steps if needs.pages == ("outreach",) else len(needs.pages)
        case _:
            return 16


def test_two_milestones_a_phase_end_with_the_plan() -> None:
    weeks = [one.week for phase in shipped().plan for one in phase.milestones]
    assert weeks == [2, 4, 6, 8, 10, WEEKS]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_kit_of_an_hour_and_a_scorecard_by_the_same_rubric(kind: Kind) -> None:
    (kit,) = [one for one in shipped().kits.values() if one.kind == kind]
    (card,) = [one for one in shipped().scorecards.values() if one.kind == kind]
    assert kit.rubric == card.rubric
    assert kit.minutes * (2 if kit.swap else 1) == 60
    assert kit.agenda[-1].label == "Score apart"
    # The button that leads to a step fits a phone.
    assert all(len(f"Next: {step.label}") <= 17 for step in kit.agenda)


@pytest.mark.parametrize("kind", KINDS)
def test_a_scorecard_fits_two_modals(kind: Kind) -> None:
    (card,) = [one for one in shipped().scorecards.values() if one.kind == kind]
    rubric = shipped().rubrics[card.rubric]
    assert len(rubric.criteria) + 1 == 5
    for criterion in rubric.criteria:
        assert len(criterion.label) <= 45
        assert all(len(f"{grade} · {criterion.anchors[grade]}") <= 100 for grade in GRADES)
    assert len(f"{card.verdict}, for {LEVELS[0]}") <= 45
    assert card.evidence_for == ("1", "4")
    assert [text.key for text in card.texts] == ["keep", "change", "evidence"]
    # What to keep and what to change are always asked for, the witness where a grade needs one.
    assert [text.shortest for text in card.texts] == [60, 60, 0]


def test_anchors_and_bars_are_things_an_interviewer_can_hear_or_see() -> None:
    unheard = re.compile(
        r"\b(?:understands?|knows?|(?:is )?aware|thinks? about|demonstrates?)\b", re.IGNORECASE
    )
    for rubric in shipped().rubrics.values():
        for criterion in rubric.criteria:
            texts = [*criterion.anchors.values(), *criterion.level_bar.values()]
            assert [text for text in texts if unheard.search(text)] == [], criterion.key
            assert len(set(texts)) == len(texts)
            assert criterion.question.endswith("?")


def test_the_panels_have_the_lines_of_the_track_each_once() -> None:
    found = {
        id: [len(group.lines) for group in one.groups]
        for id, one in shipped().career.panels.items()
    }
    assert found == PANELS
    for id, group in {
        "panel.culture": "seed.culture", "panel.stack": "seed.stack", "panel.scale": "seed.scale",
        "panel.overview": "seed.overview", "panel.first-six-months": "seed.success",
    }.items():  # fmt: skip
        assert Counter(line.seed_ref for line in panel(id).lines) == Counter(ids(group))
    growth = panel("panel.growth")
    heads = {group.seed_ref for group in growth.groups}
    assert {line.seed_ref for line in growth.lines} | heads == ids("seed.growth")


def test_every_line_on_culture_comes_with_a_question_to_ask() -> None:
    for line in panel("panel.culture").lines:
        assert line.ask, line.id
        assert line.ask.endswith("?"), line.id


def groups() -> list[Group]:
    return [group for one in shipped().career.panels.values() for group in one.groups]


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.id)
def test_a_group_with_all_that_is_known_of_its_lines_fits_a_message(group: Group) -> None:
    length = len(group.label) + len(group.text or "")
    for line in group.lines:
        seed = shipped().seed[line.seed_ref]
        facts = [f"{one.text}{one.correction or ''}{one.source}{one.as_of}" for one in seed.facts]
        parts = (line.label, line.text, line.ask or "", seed.short, seed.note or "", *facts)
        length += sum(len(part) + 10 for part in parts)
    assert length <= PAGE_OF_TEXT


def test_the_fit_check_is_six_and_six_and_each_can_be_ticked_in_a_modal() -> None:
    fit = shipped().career.fit
    assert fit
    assert [len(fit.fit), len(fit.elsewhere)] == [6, 6]
    assert {one.seed_ref for one in fit.fit} == ids("seed.fit.yes")
    assert {one.seed_ref for one in fit.elsewhere} == ids("seed.fit.no")
    assert all(one.ask.endswith(("?", ".")) for one in (*fit.fit, *fit.elsewhere))
    assert "scores nothing" in fit.disclaimer
    assert [one for one in fit.readings if not one.ticked]


def test_contacts_and_routes_are_four_each_and_name_the_steps_they_share() -> None:
    lists = shipped().career.checklists
    assert {id: len(one.items) for id, one in lists.items()} == {
        "checklist.contacts": 4,
        "checklist.routes": 4,
    }
    items = {item.id: item for one in lists.values() for item in one.items}
    assert {item.seed_ref for item in items.values()} == ids("seed.net")
    for item in items.values():
        assert all(item.id in items[other].see for other in item.see), item.id
    assert sum(bool(item.see) for item in items.values()) == 6


def test_pay_is_stated_beside_what_its_parts_add_up_to() -> None:
    pay = shipped().career.compensation
    assert pay
    assert pay.disclaimer.startswith("Figures are the source document’s, undated, US dollars")
    assert {
        band.level: (band.stated.span, band.totals["way.even-whole"]) for band in pay.bands
    } == {
        "L6": ((420_000, 500_000), (260_000, 370_000)),
        "L7": ((550_000, 700_000), (362_500, 515_000)),
    }
    for band in pay.bands:
        stated = set(band.stated.span)
        assert all(stated.isdisjoint(band.first_year(way)) for way in pay.ways)
    refs = {one.seed_ref for band in pay.bands for one in (
        band.base, band.grant, band.signing, band.stated, *band.remarks,
    )}  # fmt: skip
    assert refs == ids("seed.comp")
    assert [vesting.years for vesting in pay.vesting] == [(25, 25, 25, 25), (5, 15, 40, 40)]


def test_each_page_of_career_is_filled_but_that_of_the_services() -> None:
    career = shipped().career
    filled = {one.page for one in (*career.panels.values(), *career.checklists.values())}
    assert {*filled, "fit", "offer", "service"} == set(get_args(Page))
    # The services have their facts at the lines of the track, and their cards.
    assert all(id in {
        ref for deck in shipped().decks.values() for card in deck.cards for ref in card.seed_ref
    } for id in ids("seed.svc"))  # fmt: skip
