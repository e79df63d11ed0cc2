import json
import os
import re
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

import bot
from bot import health
from bot.delivery import sender
from bot.settings import Settings
from tests.docs.pages import ROOT, page

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
BOT = COMPOSE["services"]["bot"]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile: each instruction with its arguments, continued lines joined."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = text.replace("\\\n", " ").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return [(name, " ".join(rest.split())) for name, rest in pairs]


def arguments(name: str) -> list[str]:
    return [rest for each, rest in instructions() if each == name]


def last_stage() -> list[tuple[str, str]]:
    """What stands after the last FROM."""
    steps = instructions()
    start = max(at for at, (name, _) in enumerate(steps) if name == "FROM")
    return steps[start:]


def variables() -> dict[str, str]:
    """What the image sets."""
    return dict(re.findall(r"(\w+)=(\S+)", " ".join(arguments("ENV"))))


def images() -> list[str]:
    """Every image that is fetched, by its name and tag."""
    fetched = [rest.split()[0] for rest in arguments("FROM")]
    others = (s["image"] for s in COMPOSE["services"].values() if "build" not in s)
    return [*fetched, *others]


def heartbeat_check() -> list[str]:
    """The command of the health check."""
    found = re.search(r"CMD (\[.*\])", arguments("HEALTHCHECK")[0])
    assert found
    return json.loads(found[1])


# The image


def test_it_is_built_in_stages_and_the_last_one_brings_no_installer() -> None:
    assert len(arguments("FROM")) > 1
    assert not [rest for name, rest in last_stage() if name == "RUN" and "pip" in rest]


def test_no_image_is_the_latest_of_anything() -> None:
    for image in images():
        assert re.fullmatch(r"[a-z]+:\d[\w.-]*", image), image


def test_the_python_is_one_that_the_bot_supports() -> None:
    versions = set(re.findall(r"python:(\d+)\.(\d+)", " ".join(images())))
    assert len(versions) == 1
    assert (3, 11) <= tuple(map(int, versions.pop())) <= (3, 13)


def test_packages_are_installed_by_hash_and_from_wheels_alone() -> None:
    installs = [json.loads(rest) for rest in arguments("RUN") if '"install", "--' in rest]
    assert len(installs) == 1
    assert {"--require-hashes", "--only-binary=:all:"} <= set(installs[0])
    assert installs[0][-1] == "/run.txt"


def test_it_runs_as_a_numbered_account_that_owns_its_data_and_is_not_root() -> None:
    names = [name for name, _ in last_stage()]
    user, group = map(int, arguments("USER")[-1].split(":"))
    assert user > 0
    assert group > 0
    assert names.index("USER") < names.index("ENTRYPOINT")
    folder = variables()["LOOPMATE_DATA"]
    assert arguments("VOLUME") == [folder]
    owned = ["install", "-d", "-o", str(user), "-g", str(group), folder]
    assert owned in [json.loads(rest) for rest in arguments("RUN")]


@pytest.mark.parametrize("name", ["RUN", "ENTRYPOINT", "CMD"])
def test_no_shell_stands_between(name: str) -> None:
    for rest in arguments(name):
        assert isinstance(json.loads(rest), list)


def test_it_starts_the_bot() -> None:
    assert json.loads(arguments("ENTRYPOINT")[0]) == ["python", "-m", "bot"]
    assert json.loads(arguments("CMD")[0]) == ["run"]


def test_what_is_copied_exists_and_is_let_through() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    let_through = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        rest.split()[0].rstrip("/") for rest in arguments("COPY") if not rest.startswith("--from")
    }
    assert "*" in ignored
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


@pytest.mark.parametrize("secret", [".env", "secrets", "data", ".git", ".venv", "tests"])
def test_nothing_private_reaches_the_image(secret: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert f"!{secret}" not in ignored
    assert any(fnmatch(secret, pattern) for pattern in ignored if pattern[:1] not in {"!", "#", ""})


def test_no_secret_is_written_down() -> None:
    assert not [name for name in variables() if re.search("TOKEN|PASSWORD|URL", name)]
    given = [
        str(value) for s in COMPOSE["services"].values() for value in s["environment"].values()
    ]
    assert not [value for value in given if re.search(r"password|://", value)]


def test_every_variable_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields}
    ours = {name for name in variables() if not name.startswith("PYTHON")} - {"PATH"}
    assert ours <= known
    assert set(BOT["environment"]) <= known


def test_the_health_check_says_what_the_bot_says(tmp_path: Path) -> None:
    def check() -> int:
        command = [sys.executable, *heartbeat_check()[1:]]
        environment = os.environ | {"LOOPMATE_DATA": str(tmp_path)}
        return subprocess.run(
            command, env=environment, stderr=subprocess.DEVNULL, check=False
        ).returncode

    file = health.path(tmp_path)
    assert check() == 1
    file.write_text("")
    assert check() == 0
    for age, code in ((health.STALE_AFTER - 5, 0), (health.STALE_AFTER + 5, 1)):
        then = time.time() - age
        os.utime(file, (then, then))
        assert check() == code


def test_the_health_check_loads_nothing() -> None:
    assert heartbeat_check()[:4] == ["python", "-S", "-E", "-c"]
    assert re.findall(r"import (.+?);", heartbeat_check()[4]) == ["os, sys, time"]


# How it is run


def test_it_may_write_to_its_data_alone() -> None:
    assert BOT["read_only"] is True
    assert BOT["tmpfs"] == ["/tmp"]
    assert BOT["cap_drop"] == ["ALL"]
    assert BOT["volumes"] == [f"data:{variables()['LOOPMATE_DATA']}"]
    assert "data" in COMPOSE["volumes"]


def test_it_is_given_the_time_to_end() -> None:
    assert BOT["init"] is True
    assert int(BOT["stop_grace_period"].removesuffix("s")) >= 2 * sender._DRAIN


def test_the_token_comes_by_file() -> None:
    secret = BOT["environment"]["DISCORD_TOKEN_FILE"].removeprefix("/run/secrets/")
    assert BOT["secrets"] == [secret]
    assert COMPOSE["secrets"][secret]["file"] == f"./secrets/{secret}"
    assert not {"environment", "content"} & set(COMPOSE["secrets"][secret])


def test_the_pages_name_the_account_that_has_to_read_it() -> None:
    owners = [line for line in page("docs/operators.md").commands if "chown" in line]
    assert owners == [f"sudo chown {arguments('USER')[-1].split(':')[0]} secrets/discord_token"]


def test_postgresql_is_there_only_when_asked_for() -> None:
    postgres: dict[str, Any] = COMPOSE["services"]["postgres"]
    assert postgres["profiles"] == ["postgres"]
    assert BOT["depends_on"]["postgres"] == {"condition": "service_healthy", "required": False}
    assert "profiles" not in BOT
    assert "ports" not in postgres
    assert "postgres" in COMPOSE["volumes"]


def test_the_image_has_the_version_of_the_project() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert BOT["image"] == f"loopmate:{version[1]}"
    assert version[1] == bot.VERSION
