"""A server’s own questions come from files and go into files, whole or not at all."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.content.own import examples, write_table, write_yaml
from bot.domain.changes import Change
from bot.domain.daily.own import MOST, MOST_AT_ONCE
from bot.errors import (
    BankChanged,
    ChangedMeanwhile,
    NothingToUndo,
    PreviewGone,
    QuestionsChanged,
    TooManyOwn,
)
from bot.services.daily.importing import Preview
from bot.storage.bank import imports, shelf
from bot.storage.database import Database
from bot.storage.tables.bank import IMPORT, OWN_QUESTION
from bot.storage.tables.server import CHANGE
from tests.domain.pools import shipped
from tests.services.study import ANA, ELSEWHERE, HERE, MIA, Moment, Study

Data = Mapping[str, Any]
STORM, NO = examples()
A_FEW = dict(list(shipped().questions.items())[:3])


@pytest.fixture
async def study(database: Database, clock: Moment) -> Study:
    """A server with three shipped questions, so that there is little to compare with."""
    study = Study(database, clock, A_FEW)
    await study.arrive(HERE)
    return study


def numbered(count: int, first: int = 0) -> list[Data]:
    """As many questions, each with an id of its own."""
    return [{**NO, "id": f"own.many-{n:03}"} for n in range(first, first + count)]


async def preview(
    study: Study, *questions: Data, replace: bool = False, by: int = MIA, guild_id: int = HERE
) -> Preview:
    return await study.services.importing.preview(
        guild_id,
        by=by,
        file="ours.yaml",
        content=write_yaml(questions).encode(),
        replace=replace,
    )


async def put(study: Study, *questions: Data, replace: bool = False, by: int = MIA) -> Change:
    """Import these questions."""
    found = await preview(study, *questions, replace=replace, by=by)
    return await study.services.importing.confirm(HERE, by=by, id=found.id)


async def held(study: Study, guild_id: int = HERE) -> list[Data]:
    """What the server would export, by id."""
    async with study.database.reading() as tx:
        rows = await shelf.own(tx, guild_id)
    return sorted(
        (json.loads(row.data) for row in rows if not row.removed), key=lambda one: one["id"]
    )


async def asked(study: Study) -> list[str]:
    """Which of a server’s own questions may be asked."""
    async with study.database.reading() as tx:
        bank = await study.services.library.of(tx, HERE)
    return sorted(id for id in bank.asked if id.startswith("own."))


async def undo(study: Study, by: int = MIA) -> Change:
    made = await study.services.import_undoing.newest(HERE)
    return await study.services.import_undoing.confirm(HERE, by=by, id=made.id)


async def test_a_preview_says_what_would_change_and_writes_nothing(study: Study) -> None:
    await put(study, STORM, NO)
    found = await preview(study, {**STORM, "minutes": 20}, *numbered(2), replace=True)
    assert dict(found.changed) == {STORM["id"]: STORM["short"]}
    assert [*found.new] == ["own.many-000", "own.many-001"]
    assert dict(found.removed) == {NO["id"]: NO["short"]}
    assert found.counts == {"added": 2, "changed": 1, "removed": 1}
    assert await held(study) == [STORM, NO]
    assert len(await study.rows(IMPORT)) == 1


async def test_an_import_is_asked_from_at_once_and_in_its_own_server_alone(study: Study) -> None:
    await study.arrive(ELSEWHERE)
    await put(study, STORM, NO)
    assert await asked(study) == [STORM["id"], NO["id"]]
    async with study.database.reading() as tx:
        elsewhere = await study.services.library.of(tx, ELSEWHERE)
    assert elsewhere is study.services.library.shipped
    assert await held(study, ELSEWHERE) == []


async def test_an_import_is_on_record_with_its_counts(study: Study) -> None:
    change = await put(study, STORM, NO)
    assert change.after == {"file": "ours.yaml", "added": 2}
    (row,) = await study.rows(CHANGE)
    assert (row["what"], row["by"], row["ref"]) == ("questions-imported", MIA, change.ref)
    (made,) = await study.rows(IMPORT)
    assert (made["id"], made["by_id"], made["file"]) == (change.ref, MIA, "ours.yaml")


async def test_the_same_file_again_changes_nothing(study: Study) -> None:
    await put(study, STORM, NO)
    found = await preview(study, NO, STORM, replace=True)
    assert found.does_nothing
    assert found.same == 2


async def test_without_replace_what_a_file_does_not_hold_stays(study: Study) -> None:
    await put(study, STORM)
    await put(study, NO)
    assert await held(study) == [STORM, NO]
    await put(study, *numbered(1), replace=True)
    assert await held(study) == numbered(1)


async def test_a_question_that_was_removed_can_still_be_read_and_comes_back(study: Study) -> None:
    await put(study, STORM, NO)
    await put(study, STORM, replace=True)
    async with study.database.reading() as tx:
        bank = await study.services.library.of(tx, HERE)
    assert bank.questions[NO["id"]].short == NO["short"]
    assert await asked(study) == [STORM["id"]]
    found = await preview(study, NO)
    assert [*found.new] == [NO["id"]]
    await put(study, NO)
    assert await held(study) == [STORM, NO]


async def test_faults_import_nothing_even_with_replace(study: Study) -> None:
    await put(study, STORM)
    found = await preview(study, NO, {**STORM, "difficulty": 9}, replace=True)
    assert [one.where for one in found.reading.troubles] == ["difficulty"]
    assert found.does_nothing
    assert await held(study) == [STORM]


async def test_nothing_is_half_imported(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await preview(study, STORM, NO)

    async def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(imports, "add", fail)
        with pytest.raises(RuntimeError):
            await study.services.importing.confirm(HERE, by=MIA, id=found.id)
    assert await study.rows(OWN_QUESTION) == []
    assert await study.rows(CHANGE) == []
    assert await asked(study) == []
    await study.services.importing.confirm(HERE, by=MIA, id=found.id)
    assert await held(study) == [STORM, NO]


async def test_of_two_owners_who_confirm_at_once_one_is_told_to_look_again(study: Study) -> None:
    first = await preview(study, STORM)
    second = await preview(study, NO, by=ANA)
    done = await asyncio.gather(
        study.services.importing.confirm(HERE, by=MIA, id=first.id),
        study.services.importing.confirm(HERE, by=ANA, id=second.id),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["BankChanged", "Change"]
    assert len(await held(study)) == 1


async def test_a_bank_that_changed_since_the_preview_is_not_written(study: Study) -> None:
    found = await preview(study, STORM)
    id = next(iter(study.services.library.shipped.shipped))
    await study.services.bank.switch(HERE, id, off=True, by=ANA)
    with pytest.raises(BankChanged):
        await study.services.importing.confirm(HERE, by=MIA, id=found.id)
    assert await held(study) == []


async def test_a_preview_is_its_owners_alone_and_only_the_newest(study: Study) -> None:
    importing = study.services.importing
    first = await preview(study, STORM)
    with pytest.raises(PreviewGone):
        importing.find(HERE, ANA, first.id)
    with pytest.raises(PreviewGone):
        importing.find(ELSEWHERE, MIA, first.id)
    second = await preview(study, NO)
    with pytest.raises(PreviewGone):
        await importing.confirm(HERE, by=MIA, id=first.id)
    await importing.confirm(HERE, by=MIA, id=second.id)
    assert await held(study) == [NO]


async def test_a_preview_lasts_a_quarter_of_an_hour_and_not_over_a_restart(
    study: Study, clock: Moment, database: Database
) -> None:
    found = await preview(study, STORM)
    again = Study(database, clock, A_FEW)
    with pytest.raises(PreviewGone):
        again.services.importing.find(HERE, MIA, found.id)
    clock.pass_by(minutes=15)
    assert study.services.importing.find(HERE, MIA, found.id) is found
    clock.pass_by(seconds=1)
    with pytest.raises(PreviewGone):
        study.services.importing.find(HERE, MIA, found.id)


async def test_previews_of_many_owners_do_not_pile_up(study: Study) -> None:
    first = await preview(study, STORM, by=1000)
    for n in range(1, 21):
        last = await preview(study, STORM, by=1000 + n)
    assert study.services.importing.find(HERE, 1020, last.id) is last
    with pytest.raises(PreviewGone):
        study.services.importing.find(HERE, 1000, first.id)


async def test_a_server_has_so_many_questions_of_its_own_and_no_more(study: Study) -> None:
    for first in range(0, MOST, MOST_AT_ONCE):
        await put(study, *numbered(min(MOST_AT_ONCE, MOST - first), first))
    assert len(await held(study)) == MOST
    with pytest.raises(TooManyOwn):
        await preview(study, STORM)
    # What is there can be changed, and replaced.
    assert (await preview(study, {**numbered(1)[0], "minutes": 9})).counts == {"changed": 1}
    assert (await preview(study, STORM, replace=True)).counts == {"added": 1, "removed": MOST}


async def test_undo_restores_what_was_added_changed_and_removed(study: Study) -> None:
    await put(study, STORM, NO)
    await put(study, {**STORM, "minutes": 20}, *numbered(2), replace=True)
    made = await study.services.import_undoing.newest(HERE)
    assert made.counts == {"added": 2, "changed": 1, "removed": 1}
    change = await undo(study, by=ANA)
    assert (change.what, change.by, change.after) == ("import-undone", ANA, {})
    assert await held(study) == [STORM, NO]
    assert await asked(study) == [STORM["id"], NO["id"]]
    await undo(study)
    assert await held(study) == []
    with pytest.raises(NothingToUndo):
        await study.services.import_undoing.newest(HERE)


async def test_an_undo_that_comes_twice_undoes_one_import(study: Study) -> None:
    await put(study, STORM)
    await put(study, NO)
    made = await study.services.import_undoing.newest(HERE)
    undoing = study.services.import_undoing
    done = await asyncio.gather(
        undoing.confirm(HERE, by=MIA, id=made.id),
        undoing.confirm(HERE, by=ANA, id=made.id),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Change", "ChangedMeanwhile"]
    assert await held(study) == [STORM]


@pytest.mark.parametrize("data", [json.dumps({**STORM, "minutes": 9}), None])
async def test_questions_that_changed_since_are_not_overwritten_by_an_undo(
    study: Study, clock: Moment, data: str | None
) -> None:
    await put(study, STORM, NO)
    async with study.database.transaction() as tx:
        await shelf.put(tx, HERE, [(STORM["id"], data)], clock())
        await shelf.bump(tx, HERE)
    with pytest.raises(QuestionsChanged, match=STORM["id"]):
        await study.services.import_undoing.newest(HERE)
    (made,) = await study.rows(IMPORT)
    with pytest.raises(QuestionsChanged):
        await study.services.import_undoing.confirm(HERE, by=MIA, id=made["id"])
    assert NO in await held(study)
    assert (await study.rows(IMPORT))[0]["undone_at"] is None


async def test_ones_own_import_is_taken_back_among_the_changes_and_back_again(
    study: Study,
) -> None:
    change = await put(study, STORM)
    changes = study.services.changes
    back = await changes.undo(HERE, MIA, change.id)
    assert (back.what, back.before) == ("import-undone", {"file": "ours.yaml", "added": 1})
    assert await held(study) == []
    again = await changes.undo(HERE, MIA, back.id)
    assert again.what == "questions-imported"
    assert await held(study) == [STORM]
    # It holds again, so `/bank undo` finds it.
    assert (await undo(study)).what == "import-undone"


async def test_an_import_that_was_undone_is_not_taken_back_again_among_the_changes(
    study: Study,
) -> None:
    change = await put(study, STORM)
    await undo(study, by=ANA)
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, change.id)


async def test_only_the_newest_imports_are_kept(study: Study, clock: Moment) -> None:
    for n in range(imports.KEPT + 2):
        clock.pass_by(minutes=1)
        await put(study, {**STORM, "minutes": 4 + n})
    found = await study.rows(IMPORT, "at")
    assert len(found) == imports.KEPT
    assert [one["at"] for one in found][-1] == clock()


@pytest.mark.parametrize("form", ["yaml", "csv"])
async def test_an_export_imports_as_what_it_was_and_exports_the_same(
    study: Study, database: Database, clock: Moment, form: Any
) -> None:
    await put(study, NO, STORM, *numbered(3))
    first = await study.services.exporting.export(HERE, form)
    assert (first.file, first.questions, first.parts) == (f"own-questions.{form}", 5, 1)
    await study.arrive(ELSEWHERE)
    found = await study.services.importing.preview(
        ELSEWHERE, by=MIA, file=first.file, content=first.content, replace=False
    )
    await study.services.importing.confirm(ELSEWHERE, by=MIA, id=found.id)
    assert await held(study, ELSEWHERE) == await held(study)
    assert (await study.services.exporting.export(ELSEWHERE, form)).content == first.content


async def test_a_file_in_the_form_of_an_export_is_given_back_as_it_is(study: Study) -> None:
    await put(study, STORM, NO)
    assert (await study.services.exporting.export(HERE, "yaml")).content.decode() == write_yaml(
        [STORM, NO]
    )
    table = (await study.services.exporting.export(HERE, "csv")).content
    assert table.decode("utf-8-sig") == write_table([STORM, NO])
    assert table.startswith(b"\xef\xbb\xbf")


async def test_more_than_one_file_holds_comes_in_parts_that_can_each_be_imported(
    study: Study,
) -> None:
    for first in (0, 200):
        await put(study, *numbered(min(200, 230 - first), first))
    parts = [await study.services.exporting.export(HERE, "csv", n) for n in range(2)]
    assert [part.file for part in parts] == ["own-questions-1.csv", "own-questions-2.csv"]
    assert [part.questions for part in parts] == [200, 30]
    assert (await study.services.exporting.export(HERE, "csv", 9)) == parts[1]
    for part in parts:
        found = await study.services.importing.preview(
            HERE, by=MIA, file=part.file, content=part.content, replace=False
        )
        assert (found.does_nothing, found.same) == (True, part.questions)


async def test_without_own_questions_an_export_holds_examples(study: Study) -> None:
    found = await study.services.exporting.export(HERE, "yaml")
    assert (found.examples, found.questions) == (True, 2)
    imported = await study.services.importing.preview(
        HERE, by=MIA, file=found.file, content=found.content, replace=False
    )
    assert imported.counts == {"added": 2}


async def test_an_own_question_is_posted_and_stays_readable_once_it_is_removed(
    study: Study,
) -> None:
    await put(study, STORM)
    series = await study.add_series()
    await study.services.queue.add(HERE, series.id, by=MIA, question_id=STORM["id"])
    post = await study.post_daily()
    assert post.question_id == STORM["id"]
    await undo(study)
    asked = await study.services.daily.asked(HERE, post.id, ANA)
    assert asked.question.short == STORM["short"]
    assert asked.rubric.id == STORM["rubric"]


async def test_an_owners_own_data_names_their_imports_without_the_servers_questions(
    study: Study,
) -> None:
    await put(study, STORM)
    (row,) = (await study.services.me.held(HERE, MIA))["import"]
    assert row.keys() == {"guild_id", "id", "by_id", "at", "file", "undone_at"}
    await study.services.me.delete(HERE, MIA)
    assert (await study.rows(IMPORT))[0]["by_id"] is None
    assert (await undo(study, by=ANA)).what == "import-undone"
