"""Who may import whom: the contracts hold, and an import that breaks one of them is found."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "tool"
]["importlinter"]["contracts"]

STACKED = "The rooms are stacked one way"
PLACED = "Every room of bot has its place"
NO_DISCORD = "The brain has never heard of Discord"
SQL = "Only storage speaks SQL"
SIMCORD = "Only the demo knows SimCord"
SERVICES = "Cogs go through services"
APART = "Cogs do not know one another"
PURE = "The domain is pure"

# Contract, the file that breaks it, and what that file imports.
OFFENCES = [
    (STACKED, "bot/domain/zone.py", "bot.storage.ids"),
    (STACKED, "bot/storage/ids.py", "bot.services.planner"),
    (STACKED, "bot/services/me.py", "bot.delivery.pacer"),
    (STACKED, "bot/delivery/pacer.py", "bot.ui.text"),
    (STACKED, "bot/ui/text.py", "bot.client"),
    (STACKED, "bot/client.py", "cogs.me"),
    (STACKED, "cogs/me/cog.py", "bot.app"),
    (STACKED, "bot/app.py", "bot.demo.server"),
    (STACKED, "bot/content/scalars.py", "bot.storage.ids"),
    (STACKED, "bot/clock.py", "bot.settings"),
    (PLACED, "bot/utils.py", "json"),
    (PLACED, "bot/domain/zone.py", "bot.storage.ids"),
    (NO_DISCORD, "bot/services/me.py", "discord"),
    (NO_DISCORD, "bot/storage/me.py", "discord.utils"),
    (NO_DISCORD, "bot/errors/base.py", "discord"),
    (SQL, "bot/services/me.py", "sqlalchemy"),
    (SQL, "bot/delivery/sender.py", "sqlalchemy.exc"),
    (SQL, "cogs/me/cog.py", "asyncpg"),
    (SQL, "bot/health.py", "aiosqlite"),
    (SIMCORD, "bot/ui/kit.py", "simcord"),
    (SIMCORD, "cogs/me/cog.py", "simcord"),
    (SERVICES, "cogs/me/cog.py", "bot.storage.me"),
    (SERVICES, "cogs/daily/views.py", "bot.content"),
    (APART, "cogs/me/cog.py", "cogs.daily.views"),
    (APART, "cogs/server/help.py", "cogs.me.views"),
    (APART, "cogs/mock/times.py", "cogs.daily.views"),
    (PURE, "bot/domain/zone.py", "asyncio"),
    (PURE, "bot/domain/daily/choice.py", "structlog"),
]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was found out about files that do not change, from run to run."""
    return tmp_path_factory.mktemp("import-linter")


def lint(root: Path, cache: Path) -> tuple[int, list[str]]:
    """The exit code, and the names of the contracts that are broken."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-logo",
            f"--cache-dir={cache}",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = [line.strip() for line in run.stdout.splitlines()]
    assert any(line.startswith("Contracts: ") for line in lines), run.stdout + run.stderr
    return run.returncode, [
        line.removesuffix("BROKEN").strip() for line in lines if line.endswith("BROKEN")
    ]


def test_the_contracts_hold(cache: Path) -> None:
    assert lint(ROOT, cache) == (0, [])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code to be spoilt, one file at a time."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for room in ("bot", "cogs"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize(("contract", "file", "imported"), OFFENCES)
def test_an_import_that_breaks_a_contract_is_found(
    house: Path, cache: Path, contract: str, file: str, imported: str
) -> None:
    spoilt = house / file
    before = spoilt.read_text("utf-8") if spoilt.exists() else None
    spoilt.write_text(f"{before or ''}\nimport {imported}\n", "utf-8")
    try:
        code, broken = lint(house, cache)
    finally:
        if before is None:
            spoilt.unlink()
        else:
            spoilt.write_text(before, "utf-8")
    assert code == 1
    assert contract in broken


def test_every_contract_has_an_offence_that_it_finds() -> None:
    assert {contract for contract, *_ in OFFENCES} == {one["name"] for one in CONTRACTS}


def test_every_feature_is_named_among_those_that_stay_apart() -> None:
    (apart,) = (one for one in CONTRACTS if one["name"] == APART)
    folders = {f"cogs.{path.parent.name}" for path in (ROOT / "cogs").glob("*/__init__.py")}
    assert set(apart["modules"]) == folders


def test_every_room_is_named_where_discord_or_sql_is_kept_out() -> None:
    found = (path.stem for path in (ROOT / "bot").iterdir() if path.suffix in ("", ".py"))
    rooms = {f"bot.{name}" for name in found if name not in ("__init__", "__pycache__")}
    sources = {one["name"]: set(one.get("source_modules", ())) for one in CONTRACTS}
    face = {"bot.__main__", "bot.app", "bot.client", "bot.delivery", "bot.demo", "bot.ui"}
    bottom = {"bot.clock", "bot.errors", "bot.health", "bot.log", "bot.settings"}
    assert sources[NO_DISCORD] >= rooms - face
    assert sources[SQL] >= (rooms | {"cogs"}) - {"bot.storage"}
    assert sources[SIMCORD] >= (rooms | {"cogs"}) - {"bot.demo"} - bottom
