"""What was found sound is read from its cache, as long as neither files nor code have changed."""

import json
from pathlib import Path

import pytest

from bot.content import Content, ContentError, cache, load
from tests.content.conftest import TODAY, Folder

SD = "questions/sd.yaml"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "content.json"


def reading(folder: Folder, kept: Path) -> Content:
    return load(folder.root, cache=kept)


def test_the_cache_gives_the_same_content(folder: Folder, kept: Path) -> None:
    first = reading(folder, kept)
    assert kept.exists()
    assert reading(folder, kept) == first == load(folder.root)


def test_what_is_kept_is_used(folder: Folder, kept: Path) -> None:
    reading(folder, kept)
    found = json.loads(kept.read_text())
    for _, data in found["documents"]:
        for question in data.get("questions", ()):
            question["short"] = "From the cache"
    kept.write_text(json.dumps(found))
    assert {one.short for one in reading(folder, kept).questions.values()} == {"From the cache"}


def test_a_changed_file_is_read_anew(folder: Folder, kept: Path) -> None:
    before = reading(folder, kept)
    folder.spoil(SD, "Explains how a slot moves", "Explains how two slots move")
    after = reading(folder, kept)
    assert after.digest != before.digest
    signals = after.questions["sd.caching.shared"].signals
    assert signals["scalability"] == ("Explains how two slots move",)
    assert reading(folder, kept) == after


def test_other_code_reads_everything_anew(
    folder: Folder, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(folder, kept)
    kept.write_text(kept.read_text().replace("Explains how a slot moves", "Out of date"))
    monkeypatch.setattr(cache, "_code", lambda: "other code")
    assert "Out of date" not in str(reading(folder, kept))


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"key": 1}', '{"documents": []}', "\x00"])
def test_a_broken_cache_costs_nothing(folder: Folder, kept: Path, rubbish: str) -> None:
    expected = reading(folder, kept)
    kept.write_text(rubbish)
    assert reading(folder, kept) == expected
    assert len(kept.read_text()) > len(rubbish)


def test_data_that_fits_no_longer_is_read_anew(folder: Folder, kept: Path) -> None:
    expected = reading(folder, kept)
    kept.write_text(kept.read_text().replace('"difficulty": ', '"difficulty": 9'))
    assert reading(folder, kept) == expected


def test_a_place_that_cannot_be_written_is_no_hindrance(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert reading(folder, tmp_path / "file" / "content.json") == load(folder.root)


def test_faults_are_told_each_time_and_nothing_is_kept(folder: Folder, kept: Path) -> None:
    folder.spoil(SD, "difficulty: 4", "difficulty: 7")
    for _ in range(2):
        with pytest.raises(ContentError):
            reading(folder, kept)
    assert not kept.exists()


def test_a_warning_that_comes_with_age_is_told_whatever_is_kept(folder: Folder, kept: Path) -> None:
    reading(folder, kept)
    later = TODAY.replace(year=TODAY.year + 2)
    assert load(folder.root, today=later).warnings
