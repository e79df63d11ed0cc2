"""Loading a folder: everything in order, or every fault of every file at once."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.content import ContentError, Fault, load, tally
from bot.content.library import LARGEST
from tests.content.conftest import Folder

SD = "questions/sd.yaml"
CD = "questions/cd.yaml"
MEMORY = Path("/proc/self/mem")
"""A file that is there for all, and fails at the first byte read even for root."""


def test_content_comes_in_order_of_ids(folder: Folder) -> None:
    content = folder.load()
    assert list(content.questions) == ["cd.graphs.build-order", "sd.caching.shared"]
    assert list(content.rubrics) == ["cd-core", "sd-core"]
    assert list(content.seed) == sorted(content.seed)
    assert content.questions["sd.caching.shared"].seed_ref == ("seed.sd.common.1",)
    assert (content.files, content.warnings) == (5, ())


def test_content_stays_as_it_was_loaded(folder: Folder) -> None:
    content = folder.load()
    with pytest.raises(FrozenInstanceError):
        content.questions = {}  # type: ignore[misc]


def test_text_is_folded_as_yaml_folds_it(folder: Folder) -> None:
    prompt = folder.load().questions["sd.caching.shared"].prompt
    assert prompt.startswith("Forty services each keep a cache of their own and overload the")
    assert "\n" not in prompt


def test_seven_faults_of_all_sorts_are_told_at_once(folder: Folder) -> None:
    folder.spoil(SD, "difficulty: 4", "difficulty: 9")
    folder.spoil(SD, "minutes: 45", "minutes: 45\n    level: L5")
    folder.spoil(SD, "rubric: sd-core", "rubric: sd-core\n    remark: none")
    folder.spoil(CD, "seed.code.algorithms.1", "seed.code.none")
    folder.spoil(CD, "      testing:\n        - Tries an empty list\n", "")
    folder.spoil("rubrics/sd.yaml", "label: Operations", "label: 3")
    folder.spoil("seed.yaml", "line: 190", "line: 0")
    assert folder.faults() == [
        (
            f"content/{CD}:46:7: E304 questions[0].signals.testing: "
            "cd-core has this criterion, it needs signals"
        ),
        f"content/{CD}:55:16: E301 questions[0].seed_ref[0]: unknown seed id seed.code.none",
        f"content/{SD}:10:17: E203 questions[0].difficulty: must be 5 or less, not 9",
        f"content/{SD}:12:5: E104 questions[0].level: duplicate key (first at 8:5)",
        f"content/{SD}:59:5: E202 questions[0].remark: unknown key",
        (
            "content/rubrics/sd.yaml:46:16: E204 rubrics[0].criteria[3].label: "
            "must be text, not a whole number; put it in quotes"
        ),
        "content/seed.yaml:22:11: E203 lines[2].line: must be 1 or more, not 0",
    ]


def test_a_file_that_cannot_be_read_hides_no_fault_of_another(folder: Folder) -> None:
    folder.write("rubrics/cd.yaml", "a: 'open\n")
    folder.spoil(SD, "difficulty: 4", "difficulty: 9")
    folder.spoil(CD, "level: L5", "level: L6")
    assert [line.split(": ")[1] for line in folder.faults()] == [
        "E305 questions[0].level",
        "E203 questions[0].difficulty",
        "E103 a",
    ]


def test_faults_are_kept_and_printed_one_a_line_with_their_count(folder: Folder) -> None:
    folder.spoil(SD, "difficulty: 4", "difficulty: 9")
    folder.spoil("seed.yaml", "checked: 2026-11-02", "checked: 2024-11-02")
    with pytest.raises(ContentError) as caught:
        folder.load()
    error, warning = caught.value.faults
    assert error == Fault(
        f"content/{SD}", 10, 17, "E203", "questions[0].difficulty", "must be 5 or less, not 9"
    )
    assert (error.severity, warning.severity) == ("error", "warning")
    assert str(caught.value) == f"{error}\n{warning}\n1 error, 1 warning in 5 files"


def test_a_warning_does_not_stop_the_loading(folder: Folder) -> None:
    folder.spoil(SD, "checked: 2026-11-02", "checked: 2024-11-02")
    content = folder.load()
    assert len(content.questions) == 2
    assert [fault.code for fault in content.warnings] == ["W501"]


@pytest.mark.parametrize(
    ("codes", "files", "line"),
    [
        ("", 1, "0 errors, 0 warnings in 1 file"),
        ("EEW", 47, "2 errors, 1 warning in 47 files"),
        ("EWW", 2, "1 error, 2 warnings in 2 files"),
    ],
)
def test_faults_are_counted_in_words(codes: str, files: int, line: str) -> None:
    faults = [Fault("a.yaml", 1, 1, f"{letter}501", "a", "told") for letter in codes]
    assert tally(faults, files) == line


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    root = tmp_path / "content"
    for make in (lambda: None, root.mkdir):
        make()
        with pytest.raises(ContentError) as caught:
            load(root)
        assert [str(fault) for fault in caught.value.faults] == [
            "content:1:1: E100 <root>: no .yaml file in this folder"
        ]


def test_a_folder_is_named_as_it_is_called_wherever_one_stands(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.spoil(SD, "difficulty: 4", "difficulty: 9")
    monkeypatch.chdir(folder.root)
    with pytest.raises(ContentError) as caught:
        load(Path())
    assert caught.value.faults[0].file == f"content/{SD}"


def test_bytes_that_are_no_text_are_told_where_they_stand(folder: Folder) -> None:
    (folder.root / "more.yaml").write_bytes("a: 1\nnaïve: b\xff\n".encode("latin-1"))
    assert folder.faults() == ["content/more.yaml:2:3: E101 <root>: is not UTF-8 text"]


@pytest.mark.skipif(not MEMORY.exists(), reason="only Linux has such a file")
def test_a_file_that_cannot_be_opened_is_told(folder: Folder) -> None:
    path = folder.root / "more.yaml"
    path.symlink_to(MEMORY)
    assert folder.faults() == [
        "content/more.yaml:1:1: E101 <root>: cannot be read: Input/output error"
    ]


def test_a_file_above_one_mebibyte_is_not_read(folder: Folder) -> None:
    line = "# " + "x" * 61 + "\n"
    folder.write("more.yaml", "schema_version: 1\n" + line * (LARGEST // 64 - 1) + "#" * 46)
    assert not folder.faults()
    folder.write("more.yaml", "schema_version: 1\n" + line * (LARGEST // 64 - 1) + "#" * 47)
    assert folder.faults() == [
        "content/more.yaml:1:1: E102 <root>: has 1,048,577 bytes; a file may have 1,048,576"
    ]


def test_a_file_that_nobody_would_read_is_told(folder: Folder) -> None:
    folder.write("questions/more.yml", "schema_version: 1\n")
    assert folder.faults() == [
        (
            "content/questions/more.yml:1:1: E115 <root>: "
            "the name must end in .yaml, or nobody reads the file"
        )
    ]


def test_hidden_files_folders_and_other_texts_are_left_alone(folder: Folder) -> None:
    folder.write(".draft.yaml", "- no\n")
    folder.write(".git/x.yaml", "- no\n")
    folder.write("README.md", "- no\n")
    (folder.root / "folder.yaml").mkdir()
    assert folder.load().files == 5


def test_line_ends_and_byte_order_marks_of_windows_change_nothing(folder: Folder) -> None:
    before = folder.load()
    text = (folder.root / SD).read_text(encoding="utf-8")
    folder.write(SD, "\ufeff" + text.replace("\n", "\r\n"))
    assert folder.load() == before


def test_the_digest_tells_texts_and_names_apart_and_nothing_else(folder: Folder) -> None:
    first = folder.load().digest
    assert folder.load().digest == first
    elsewhere = folder.root.rename(folder.root.with_name("copy"))
    assert load(elsewhere).digest == first
    folder = Folder(elsewhere)
    folder.spoil(SD, "difficulty: 4", "difficulty: 3")
    second = folder.load().digest
    (elsewhere / SD).rename(elsewhere / "questions/cache.yaml")
    assert len({first, second, folder.load().digest}) == 3
