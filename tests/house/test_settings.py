"""Settings come from the environment and `.env`; what is wrong is told at once, and no secret is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import DISCORD_API, BadSettings, Settings, read

NAMES = (
    "DISCORD_TOKEN",
    "DISCORD_TOKEN_FILE",
    "DATABASE_URL",
    "LOOPMATE_DATA",
    "LOOPMATE_LOG",
    "LOOPMATE_DISCORD_API",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to start in, and nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    yield tmp_path


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """The lines that reading these settings is refused with."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as refusal:
        read()
    return str(refusal.value).splitlines()


def token_of(settings: Settings) -> str | None:
    return settings.discord_token and settings.discord_token.get_secret_value()


def test_nothing_needs_to_be_set(folder: Path) -> None:
    settings = read()
    assert token_of(settings) is None
    assert settings.loopmate_data == Path("data")
    assert settings.database == f"sqlite:///{folder / 'data' / 'loopmate.db'}"
    assert (settings.loopmate_log, settings.loopmate_discord_api) == ("console", DISCORD_API)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://me:p%40ss@db.example:5433/loop?sslmode=require"
    )
    monkeypatch.setenv("LOOPMATE_DATA", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("LOOPMATE_LOG", "json")
    monkeypatch.setenv("LOOPMATE_DISCORD_API", "http://127.0.0.1:8080/api/v10")
    settings = read()
    assert token_of(settings) == "a.b.c"
    assert settings.database == "postgresql://me:p%40ss@db.example:5433/loop?sslmode=require"
    assert (settings.loopmate_data, settings.loopmate_log) == (tmp_path / "elsewhere", "json")
    assert settings.loopmate_discord_api == "http://127.0.0.1:8080/api/v10"


def test_a_file_named_env_is_read_and_the_environment_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text(
        "# ours\nDISCORD_TOKEN=from.the.file\nLOOPMATE_LOG=json\nSOMETHING_ELSE=1\n", "utf-8"
    )
    assert (token_of(read()), read().loopmate_log) == ("from.the.file", "json")
    monkeypatch.setenv("LOOPMATE_LOG", "console")
    assert (token_of(read()), read().loopmate_log) == ("from.the.file", "console")


def test_a_token_lies_in_a_file_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "token").write_text("from.a.secret\n", "utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(folder / "token"))
    assert token_of(read()) == "from.a.secret"
    # An empty setting counts as none.
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert token_of(read()) == "from.a.secret"
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert token_of(read()) == "a.b.c"


def test_the_space_around_a_token_is_not_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " a.b.c\n")
    assert token_of(read()) == "a.b.c"
    monkeypatch.setenv("DISCORD_TOKEN", "  ")
    assert token_of(read()) is None


def test_an_empty_setting_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_set = read()
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert read() == nothing_set


def test_a_token_is_shown_by_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert "a.b.c" not in f"{read()!r} {read()} {read().model_dump()} {read().model_dump_json()}"


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    told = faults(
        monkeypatch,
        DISCORD_TOKEN_FILE=str(folder / "missing"),
        DATABASE_URL="mysql://me:secret@host/db",
        LOOPMATE_LOG="xml",
        LOOPMATE_DISCORD_API="ftp://discord.com",
    )
    assert sorted(line.split(":")[0] for line in told) == [
        "DATABASE_URL",
        "DISCORD_TOKEN_FILE",
        "LOOPMATE_DISCORD_API",
        "LOOPMATE_LOG",
    ]
    assert "secret" not in "".join(told)


def test_a_fault_in_the_file_named_env_is_told_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("LOOPMATE_LOG=xml\n", "utf-8")
    assert faults(monkeypatch) == ["LOOPMATE_LOG: Input should be 'json' or 'console'"]


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\x00"])
def test_a_token_file_that_holds_none_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = folder / "token"
    if content is not None:
        file.write_bytes(content)
    (line,) = faults(monkeypatch, DISCORD_TOKEN_FILE=str(file))
    assert line.startswith("DISCORD_TOKEN_FILE: ")
    assert str(file) in line or "cannot be read" in line


def test_a_token_file_that_is_not_needed_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(folder / "missing"))
    assert token_of(read()) == "a.b.c"


@pytest.mark.parametrize(
    "url",
    [
        "loopmate.db",
        "sqlite://loopmate.db",
        "sqlite:///",
        "sqlite:/loopmate.db",
        "mysql://host/db",
        "postgres://host/db",
        "postgresql+asyncpg://host/db",
        "postgresql://host:port/db",
        "postgresql://host:99999/db",
        "postgresql://[::1/db",
        "postgresql://me:hidden@host:port/db",
    ],
)
def test_a_database_that_is_none_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    (line,) = faults(monkeypatch, DATABASE_URL=url)
    assert line.startswith("DATABASE_URL: ")
    assert "hidden" not in line


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///loopmate.db",
        "sqlite:////var/lib/loopmate.db",
        "sqlite:///odd name?#%.db",
        "postgresql://host/db",
        "postgresql://me@host:5432/db",
        "postgresql://me:a:b#c?d/e@host:5432/db",
        "postgresql://[::1]:5432/db",
        "postgresql:///db",
    ],
)
def test_a_database_is_taken_as_it_is_named(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert read().database == url


@pytest.mark.parametrize(
    "base",
    ["discord.com", "ftp://discord.com", "https://", "https:///api", "http://h:port/api/v10"]
    + ["https://discord.com/api v10", "//discord.com/api/v10"],
)
def test_a_rest_base_that_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    (line,) = faults(monkeypatch, LOOPMATE_DISCORD_API=base)
    assert line.startswith("LOOPMATE_DISCORD_API: ")


def test_a_rest_base_ends_without_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPMATE_DISCORD_API", "http://127.0.0.1:8080/api/v10/")
    assert read().loopmate_discord_api == "http://127.0.0.1:8080/api/v10"
