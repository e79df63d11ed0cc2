"""The command line: what each command says, and how it ends."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from bot import app, clock, health
from bot.__main__ import cli
from bot.content.overview import overview
from bot.domain.daily.question import KINDS
from bot.storage.database import Database
from bot.ui import permissions
from tests.house.logs import configured
from tests.house.test_settings import NAMES

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to start in, nothing set, and logging as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    with configured():
        yield tmp_path


def bot(*arguments: str, **values: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, arguments, env=values)


def process(*arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an operator does."""
    inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**inherited, "PYTHONPATH": str(ROOT), **values},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def commands(command: Any, *path: str) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it, the groups among them."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *path, name)


COMMANDS = list(commands(get_command(cli)))


def test_these_are_the_commands() -> None:
    assert {" ".join(path) for path in COMMANDS} == {
        "",
        "run",
        "demo",
        "migrate",
        "data",
        "data check",
        "content",
        "content check",
        "content overview",
        "content coverage",
        "invite",
        "healthcheck",
    }


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_each_command_explains_itself(path: tuple[str, ...]) -> None:
    result = bot(*path, "--help")
    assert result.exit_code == 0
    command: Any = get_command(cli)
    for word in path:
        command = command.commands[word]
    sentence = " ".join(command.help.split("\n\n")[0].split())
    assert sentence.endswith(".")
    # Frames and line breaks of the terminal aside, the help begins with it.
    assert sentence in " ".join(result.output.split())
    assert " ".join(path) in result.output


def test_without_a_command_the_help_is_shown() -> None:
    run = process()
    assert "healthcheck" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_bad_settings_end_with_every_fault_and_code_2() -> None:
    run = process("run", LOOPMATE_LOG="xml", DATABASE_URL="mysql://host", DISCORD_TOKEN_FILE="none")
    assert (run.returncode, run.stdout) == (2, "")
    assert sorted(line.split(":")[0] for line in run.stderr.splitlines()) == [
        "DATABASE_URL",
        "DISCORD_TOKEN_FILE",
        "LOOPMATE_LOG",
    ]


def test_without_a_token_one_sentence_says_what_to_do() -> None:
    run = process("run")
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert "DISCORD_TOKEN" in line
    assert "`make demo`" in line
    # Nothing was made that a first real start would find.
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "command", [("run",), ("migrate",), ("data", "check"), ("healthcheck",), ("invite",)]
)
def test_bad_settings_stop_every_command_that_reads_them(command: tuple[str, ...]) -> None:
    result = bot(*command, LOOPMATE_LOG="xml")
    assert (result.exit_code, result.stderr.split(":")[0]) == (2, "LOOPMATE_LOG")


def test_sound_content_is_counted() -> None:
    result = bot("content", "check")
    found = app.check_content()
    assert result.exit_code == 0
    *lengths, last = result.stdout.splitlines()
    assert last == f"{len(found.questions)} questions in {found.files} files, no errors"
    for line, kind in zip(lengths, KINDS, strict=True):
        count = sum(one.kind == kind for one in found.questions.values())
        assert line.startswith(f"{kind}: {count} questions of ")


def test_coverage_names_each_command_with_its_lines_and_counts_them() -> None:
    result = bot("content", "coverage")
    assert result.exit_code == 0
    *commands, last = result.stdout.splitlines()
    found = dict(line.split(" → ") for line in commands)
    assert found["/career offer"].split(", ")[0] == "seed.comp.l6.base"
    assert len({id for ids in found.values() for id in ids.split(", ")}) == 165
    assert last == "all 165 lines of the track are covered"


def test_a_line_that_no_command_leads_to_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(app.CONTENT, folder / "content")
    (folder / "content" / "career" / "closing.yaml").unlink()
    monkeypatch.setattr(app, "CONTENT", folder / "content")
    result = bot("content", "coverage")
    assert (result.exit_code, result.stderr) == (1, "No command leads to seed.closing.\n")


def test_the_overview_is_the_page_of_the_curriculum() -> None:
    result = bot("content", "overview")
    assert result.exit_code == 0
    assert result.stdout == overview(app.check_content())


def test_broken_content_is_told_by_file_and_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "content" / "questions").mkdir(parents=True)
    (folder / "content" / "questions" / "odd.yaml").write_text("- id: [\n", "utf-8")
    monkeypatch.setattr(app, "CONTENT", folder / "content")
    result = bot("content", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "odd.yaml:" in result.stderr
    # The bot refuses to start on it.
    result = bot("run", DISCORD_TOKEN="a.b.c")
    assert result.exit_code == 1
    assert "odd.yaml:" in result.stderr


def test_the_link_asks_for_exactly_what_the_bot_uses() -> None:
    result = bot("invite", "123")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    link = urlsplit(line)
    asked = parse_qs(link.query)
    assert (link.scheme, link.netloc, link.path) == ("https", "discord.com", "/oauth2/authorize")
    assert (asked["client_id"], set(asked["scope"][0].split())) == (
        ["123"],
        {"bot", "applications.commands"},
    )
    granted = discord.Permissions(int(asked["permissions"][0]))
    needed = {
        permissions.MANAGE_CHANNELS.flag,
        permissions.PRIVATE_THREAD.flag,
        *(
            need.flag
            for place in ("text", "forum")
            for threads in (True, False)
            for need in permissions.needs(place, threads=threads)
        ),
    }
    assert granted == discord.Permissions(**dict.fromkeys(needed, True))


def test_the_link_is_made_from_the_token_where_there_is_one() -> None:
    # A token begins with the application’s id in base64.
    token = "MTExMjIyMzMzNDQ0NTU1NjY2.abc.def"
    result = bot("invite", DISCORD_TOKEN=token)
    assert (result.exit_code, "client_id=111222333444555666&" in result.stdout) == (0, True)
    assert token not in result.output


@pytest.mark.parametrize("token", [None, "nonsense", "...", "bm8.x.y", "ключ.x.y"])
def test_without_an_application_there_is_no_link(token: str | None) -> None:
    result = bot("invite", **({} if token is None else {"DISCORD_TOKEN": token}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "application’s id" in result.stderr
    assert token is None or token not in result.stderr


def test_an_application_is_a_number() -> None:
    result = bot("invite", "loopmate")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (0, 0),
        (30, 0),
        (health.STALE_AFTER + 5, 1),
        (24 * 3600, 1),
        # The clock was set back.
        (-3600, 1),
    ],
)
def test_the_health_check_reads_the_heartbeat(folder: Path, age: float, code: int) -> None:
    health.beat(health.path(folder / "data"), clock.now() - timedelta(seconds=age))
    result = bot("healthcheck")
    assert (result.exit_code, result.stdout) == (code, "")
    assert bool(result.stderr) == bool(code)


@pytest.mark.parametrize("content", [None, "", "soon", "2026-03-02T09:00:00", "\x00\xff"])
def test_without_a_heartbeat_that_can_be_read_the_bot_is_not_well(
    folder: Path, content: str | None
) -> None:
    file = health.path(folder / "elsewhere")
    if content is not None:
        file.parent.mkdir()
        file.write_text(content, "latin-1")
    result = bot("healthcheck", LOOPMATE_DATA=str(folder / "elsewhere"))
    assert (result.exit_code, result.stderr) == (1, f"No recent heartbeat in {file}.\n")


def test_a_heartbeat_takes_the_place_of_the_last_one(folder: Path) -> None:
    file = health.path(folder / "new" / "data")
    now = clock.now()
    health.beat(file, now - timedelta(days=1))
    assert not health.well(file, now)
    health.beat(file, now)
    assert health.well(file, now)


def test_migrate_makes_a_database_and_leaves_a_newest_one_alone(folder: Path) -> None:
    for _ in range(2):
        result = bot("migrate")
        assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")
    assert (folder / "data" / "loopmate.db").stat().st_size > 0


def test_points_that_add_up_are_told_in_one_sentence() -> None:
    bot("migrate")
    result = bot("data", "check")
    assert (result.exit_code, result.stdout) == (0, "All points add up.\n")


def test_each_number_that_is_not_what_the_entries_say_is_a_line(folder: Path) -> None:
    bot("migrate")
    file = folder / "data" / "loopmate.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO board_member VALUES (1, 7, 1, 0, 0, NULL, 0)")
        connection.execute("INSERT INTO total VALUES (1, 7, 'all', 12)")
        connection.commit()
    result = bot("data", "check")
    assert result.exit_code == 1
    assert result.stdout == "server 1: total 7 all: 12 is kept, 0 is right\n"
    assert result.stderr.splitlines()[-1] == "Not what the entries say: 1."


def test_without_a_database_of_this_version_nothing_is_added_up(folder: Path) -> None:
    result = bot("data", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no database" in result.stderr
    (folder / "data").mkdir()
    (folder / "data" / "loopmate.db").touch()
    result = bot("data", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`python -m bot migrate` brings it up to date" in result.stderr


async def test_migrate_refuses_a_database_that_is_in_use(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'data' / 'loopmate.db'}")
    database.lock()
    try:
        result = process("migrate")
    finally:
        await database.close()
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Another process already uses ")


def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(folder: Path) -> None:
    (folder / "data").write_text("no folder", "utf-8")
    for command in ("migrate", "run"):
        result = bot(command, DISCORD_TOKEN="a.b.c")
        assert (result.exit_code, result.stdout) == (1, "")
        sentence = result.stderr.splitlines()[-1]
        assert str(folder / "data") in sentence
        assert "cannot be" in sentence
