import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.__main__ import cli
from tests import databases
from tests.docs.pages import ROOT, WRITTEN, Page, page

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SECRETS = {secret["file"].removeprefix("./") for secret in COMPOSE["secrets"].values()}
ALL = [(each, line) for each in WRITTEN for line in each.commands]
SPANS = [(each, span) for each in WRITTEN for span in each.spans]


def check(line: str) -> None:
    """A command as somebody would type it; an AssertionError where it could not work."""
    words = [word for word in shlex.split(line, comments=True)]
    while "=" in words[0]:
        words.pop(0)
    match words:
        case ["make", *rest]:
            check_make(rest)
        case [".venv/bin/python" | "python", "-m", "bot", *rest]:
            check_bot(rest)
        case ["docker", "compose", *rest]:
            check_compose(rest)
        case ["sudo", "chown" | "chmod", _, file]:
            assert file in SECRETS
        case ["sqlite3", _, _] | ["git", "pull"]:
            pass
        case _:
            pytest.fail(f"nobody knows whether this works: {line}")


def check_make(words: list[str]) -> None:
    targets = [word for word in words if "=" not in word]
    assert targets
    assert set(targets) <= phony()
    done = subprocess.run(
        ["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def phony() -> set[str]:
    """The targets of the Makefile that are no files."""
    found = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found
    return set(found[1].split())


def check_bot(words: list[str]) -> None:
    options = {word.split("=")[0] for word in words if word.startswith("-")}
    names = [word for word in words if re.fullmatch("[a-z]+", word)]
    shown = CliRunner().invoke(cli, [*names, "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0, shown.output
    assert all(option in shown.output for option in options)


def check_compose(words: list[str]) -> None:
    services = dict(COMPOSE["services"])
    while words[0] == "--profile":
        assert any(words[1] in service.get("profiles", ()) for service in services.values())
        words = words[2:]
    match words:
        case ["up", *options] if set(options) <= {"--build", "--detach"}:
            return
        case ["run", "--rm", service, *rest]:
            assert services[service]["build"] == "."
            check_bot(rest)
        case ["logs", "--follow", service]:
            assert service in services
        case _:
            pytest.fail(f"nobody knows whether this works: docker compose {shlex.join(words)}")


@pytest.mark.parametrize(("each", "line"), ALL, ids=[f"{p.name}: {line}" for p, line in ALL])
def test_a_command_that_is_shown_can_be_typed(each: Page, line: str) -> None:
    check(line)


def test_a_command_in_a_sentence_can_be_typed() -> None:
    for each, span in SPANS:
        if re.match(r"make \w|python -m bot|docker compose \w", span):
            check(span.replace("…", "x")), each.name


@pytest.mark.parametrize(
    "line",
    [
        "make nonsense",
        "python -m bot nonsense",
        "python -m bot demo --nonsense",
        "docker compose --profile nonsense up",
        "docker compose run --rm nonsense invite",
        "curl example.org",
    ],
)
def test_a_wrong_command_is_noticed(line: str) -> None:
    with pytest.raises((AssertionError, KeyError, pytest.fail.Exception)):
        check(line)


SAID = {
    "run": (2, "There is no token"),
    "migrate": (0, "The database is up to date."),
    "invite": (2, "Name the application’s id"),
    "invite 1234567890": (0, "client_id=1234567890&scope=bot+applications.commands&permissions="),
    "healthcheck": (1, "No recent heartbeat"),
    "content check": (0, "no errors"),
}


def test_the_operators_see_every_command() -> None:
    shown = {
        line.removeprefix(".venv/bin/python -m bot ") for line in page("docs/operators.md").commands
    }
    assert {words for words in SAID if not re.search(r"\d", words)} <= shown


@pytest.mark.parametrize("words", SAID)
def test_a_command_says_what_it_did_or_what_to_do(words: str, tmp_path: Path) -> None:
    code, said = SAID[words]
    # In a folder of its own: one with an .env would have a token.
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words.split()],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LOOPMATE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done
    assert "Traceback" not in done.stderr


def test_the_backup_that_is_shown_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    databases.migrate(f"sqlite:///{tmp_path / 'data' / 'loopmate.db'}")
    shown = [line for line in page("docs/operators.md").commands if line.startswith("sqlite3")]
    answers = []
    for line in shown:
        _, file, statement = shlex.split(line)
        connection = sqlite3.connect(file)
        answers += connection.execute(statement).fetchall()
        connection.close()
    assert answers == [("ok",)]
    assert (tmp_path / "backup.db").stat().st_size > 10_000
