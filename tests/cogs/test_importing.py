"""`/bank import`, `/bank undo` and `/bank export`, as an owner goes through them."""

import csv
import io
from typing import Any

import discord
import pytest

from bot.content.own import examples, write_table, write_yaml
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

STORM, NO = "own.example.retry-storm", "own.example.said-no"
YAML = write_yaml(examples())
CSV = write_table(examples())


async def _sends(person: Person, name: str, content: str | bytes, **options: Any) -> Screen:
    """Sends a file with `/bank import`."""
    data = content.encode() if isinstance(content, str) else content
    return await person.runs("bank import", file=(name, data), **options)


async def _imports(person: Person, name: str, content: str | bytes, **options: Any) -> Screen:
    return await person.presses(await _sends(person, name, content, **options), "Import")


async def _exports(person: Person, **options: Any) -> bytes:
    """The one file that comes with `/bank export`."""
    (file,) = (await person.runs("bank export", **options)).files
    return await file.read()


async def test_a_file_is_shown_before_anything_of_it_is_written(mia: Person) -> None:
    preview = await _sends(mia, "ours.yaml", YAML)
    assert preview.private
    assert preview.title == "Import these?"
    assert "“ours.yaml”: **2** added." in preview.text
    assert "**New** Retries that kept it down\n-# own.example.retry-storm" in preview.text
    assert (await mia.runs("bank export")).title == "No questions of your own yet"
    done = await mia.presses(preview, "Import")
    assert done.title == "Imported"
    assert (await mia.runs("bank export")).title == "2 questions of your own"


async def test_a_cancelled_import_writes_nothing_and_is_over(mia: Person) -> None:
    preview = await _sends(mia, "ours.yaml", YAML)
    assert (await mia.presses(preview, "Cancel")).title == "Nothing was imported"
    late = await mia.presses_late(preview, "Import")
    assert "`/bank import` begins anew" in late.text
    assert (await mia.runs("bank export")).title == "No questions of your own yet"


async def test_two_presses_import_once(mia: Person, world: World) -> None:
    preview = await _sends(mia, "ours.yaml", YAML)
    await mia.presses(preview, "Import")
    assert (await mia.presses_late(preview, "Import")).title == "Nothing was imported"
    changes = await mia.runs("server changes")
    assert changes.text.count("Questions imported") == 1


@pytest.mark.parametrize("form", ["yaml", "csv"])
async def test_what_is_exported_imports_and_exports_the_same_bytes(mia: Person, form: str) -> None:
    await _imports(mia, "ours.yaml", YAML)
    first = await _exports(mia, format=form)
    unchanged = await _sends(mia, f"back.{form}", first, replace=True)
    assert unchanged.title == "Nothing would change"
    await mia.presses(await mia.runs("bank undo"), "Undo it")
    await _imports(mia, f"back.{form}", first)
    assert await _exports(mia, format=form) == first


async def test_the_examples_can_be_sent_back_as_they_come(mia: Person) -> None:
    for form in ("csv", "yaml"):
        content = await _exports(mia, format=form)
        assert "2 added" in (await _sends(mia, f"own.{form}", content)).text.replace("*", "")


async def test_an_export_changes_its_form_on_the_same_screen(mia: Person) -> None:
    screen = await mia.presses(await mia.runs("bank export"), "As CSV")
    (file,) = screen.files
    assert file.filename == "own-questions.csv"
    table = csv.reader(io.StringIO((await file.read()).decode("utf-8-sig")))
    assert next(table)[:3] == ["id", "kind", "title"]


async def test_undo_says_what_it_takes_back_and_restores_it(mia: Person) -> None:
    await _imports(mia, "ours.yaml", YAML)
    other = YAML.replace("short: Retries that kept it down", "short: The storm of retries")
    await _imports(mia, "other.yaml", other.split("  - id: own.example.said-no")[0], replace=True)
    asked = await mia.runs("bank undo")
    assert "“other.yaml”" in asked.text
    assert "1 changed, 1 removed" in asked.text
    assert "1 question as before" in asked.text
    assert "1 question back" in asked.text
    assert (await mia.presses(asked, "Keep it")).title == "Nothing was undone"
    undone = await mia.presses(await mia.runs("bank undo"), "Undo it")
    assert undone.title == "Undone"
    assert await _exports(mia) == YAML.encode()
    before = await mia.presses(undone, "The one before")
    assert "“ours.yaml”" in before.text
    await mia.presses(before, "Undo it")
    assert "`/server changes` lists" in (await mia.runs("bank undo")).text


async def test_an_import_can_be_taken_back_from_the_changes_and_back_again(mia: Person) -> None:
    await _imports(mia, "ours.yaml", YAML)
    asked = await mia.presses(await mia.runs("server changes"), "Undo mine")
    assert "**Questions imported**" in asked.text
    assert "“ours.yaml”: 2 added" in asked.text
    undone = await mia.presses(asked, "Take back")
    assert "Import undone" in undone.text
    assert (await mia.runs("bank export")).title == "No questions of your own yet"
    await mia.presses(await mia.presses(undone, "Undo"), "Take back")
    assert await _exports(mia) == YAML.encode()


async def test_an_import_whose_question_was_changed_since_is_not_undone(mia: Person) -> None:
    await _imports(mia, "ours.yaml", YAML)
    first = await mia.runs("bank undo")
    await _imports(mia, "more.yaml", YAML.replace("minutes: 15", "minutes: 20"))
    late = await mia.presses_late(first, "Undo it")
    assert late.title == "It was changed meanwhile"
    assert b"minutes: 20" in await _exports(mia)


async def test_a_bank_that_changed_since_the_preview_asks_for_a_new_one(
    mia: Person, world: World
) -> None:
    preview = await _sends(mia, "ours.yaml", YAML)
    asked = next(iter(world.house.services.library.shipped.asked))
    await world.house.services.bank.switch(world.guild.id, asked, off=True, by=mia.id)
    late = await mia.presses(preview, "Import")
    assert "send the file again" in late.text
    assert (await mia.runs("bank export")).title == "No questions of your own yet"


async def test_faults_are_told_by_line_in_pages_and_nothing_is_imported(mia: Person) -> None:
    spoilt = YAML.replace("difficulty: 3", "difficulty: 9").replace("level: L5", "level: L9")
    screen = await _sends(mia, "ours.yaml", spoilt)
    assert screen.title == "3 places to mend"
    assert "**Line 8** · level\n-# must be L4, L5, L6 or L7, not “L9”" in screen.text
    assert "**Line 10** · difficulty\n-# must be 5 or less, not 9" in screen.text
    assert screen.labels == []
    many = await _sends(mia, "ours.yaml", YAML.replace("text: ", "words: "))
    assert "page 1 of" in many.grey
    turned = await mia.presses(many, "Next")
    assert "page 2 of" in turned.grey
    assert turned.text != many.text


async def test_a_table_tells_line_and_row_of_a_fault(mia: Person) -> None:
    screen = await _sends(mia, "ours.csv", CSV.replace("resilience,L5", "resilience,L8"))
    assert screen.title == "1 place to mend"
    assert "**Line 2** · level" in screen.text
    later = await _sends(mia, "ours.csv", CSV.replace("have-backbone,L5", "have-backbone,L8"))
    assert " (row 3) · level" in later.text


async def test_a_question_that_is_nearly_another_is_named_and_can_be_imported(
    mia: Person,
) -> None:
    await _imports(mia, "ours.yaml", YAML)
    twin = YAML.replace("own.example.", "own.twin.")
    preview = await _sends(mia, "twins.yaml", twin)
    assert "**Nearly the same** 100%\n-# own.twin.retry-storm and own.example.retry-storm" in (
        preview.text
    )
    assert (await mia.presses(preview, "Import")).title == "Imported"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ours.yaml", b"PK\x03\x04" + b"\0" * 40, "is a zip archive or a spreadsheet inside"),
        ("ours.yaml", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "is a picture inside"),
        ("ours.yaml", b"<!DOCTYPE html><html></html>", "is a web page inside"),
        ("ours.yaml", CSV.encode(), "holds CSV by its looks; name it .csv"),
        ("ours.csv", YAML.encode(), "holds YAML by its looks; name it .yaml"),
        ("ours.csv", CSV.encode("utf-16"), "is written in UTF-16; save it again as UTF-8"),
        ("ours.csv", "id,kind\ncafé,x".encode("cp1252"), "is written in Windows-1252"),
        ("ours.txt", b"x", "neither .yaml nor .csv"),
        ("ours.yaml", b" \n", "holds no question"),
        ("ours.yaml", b"#" * (1024 * 1024 + 1), "has 1,025 KB and 1,024 KB fit"),
        ("ours.csv", b"id,kind\n" + b"own.x,coding\n" * 5000, "5,000 questions and 200 fit"),
    ],
)
async def test_bad_input_gets_one_sentence(
    mia: Person, name: str, content: bytes, told: str
) -> None:
    screen = await _sends(mia, name, content)
    assert screen.private
    assert told in screen.text
    assert "Import" not in screen.labels


async def test_a_file_that_is_too_large_is_not_even_fetched(
    mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any, **__: Any) -> bytes:
        raise AssertionError("it was fetched")

    monkeypatch.setattr(discord.Attachment, "read", refuse)
    screen = await _sends(mia, "ours.yaml", b"#" * (1024 * 1024 + 1))
    assert screen.title == "That file is too large"


async def test_a_file_that_discord_no_longer_has_is_told(
    mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Response:
        status, reason = 404, "Not Found"

    async def gone(*_: Any, **__: Any) -> bytes:
        raise discord.NotFound(Response(), "gone")  # type: ignore[arg-type]

    monkeypatch.setattr(discord.Attachment, "read", gone)
    assert "attach it anew" in (await _sends(mia, "ours.yaml", YAML)).text


async def test_a_preview_answers_for_fifteen_minutes_and_to_its_opener(
    mia: Person, world: World
) -> None:
    preview = await _sends(mia, "ours.yaml", YAML)
    await world.pass_time(minutes=16)
    assert "`/bank import`" in (await mia.presses(preview, "Import")).text
    assert (await mia.runs("bank export")).title == "No questions of your own yet"


async def test_what_a_file_is_called_cannot_format_or_ping(mia: Person) -> None:
    preview = await _sends(mia, "**a**@everyone.yaml", YAML)
    assert "**a**" not in preview.text
    assert "@everyone" not in preview.text


async def test_what_was_imported_stands_in_the_bank(mia: Person) -> None:
    await _imports(mia, "ours.yaml", YAML)
    browse = await mia.runs("bank browse", topic="resilience")
    assert "Retries that kept it down" in browse.text
