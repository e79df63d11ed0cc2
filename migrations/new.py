"""Writes the next migration: `python -m migrations.new "name"`, or `make migration name=…`.

The difference is taken between the tables in `bot/storage/tables` and a new file brought to the newest
revision. Read what comes out: a CHECK, STRICT, a default or the predicate of an index that changed on
a table that is there already is not seen, and has to be written by hand. The test that compares the
catalogues tells when something is missing.
"""
# ruff: noqa: T201 - its output is for the person at the terminal

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.operations.ops import MigrationScript
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine

from bot.storage import migrations
from bot.storage.database import Database


def write(name: str) -> Path | None:
    """Write the migration into `versions/`; nothing where the tables need none."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "newest.db"
        asyncio.run(_build(file))
        engine = create_engine(URL.create("sqlite", database=str(file)))
        with engine.connect() as connection:
            script = _compare(connection, name)
        engine.dispose()
    if script is not None:
        # Formatted here and not by the hook of Alembic, which wants ruff on the PATH.
        for step in (["check", "--quiet", "--fix", "--select", "I,F401"], ["format", "--quiet"]):
            subprocess.run([sys.executable, "-m", "ruff", *step, str(script)], check=True)  # noqa: S603 - nothing of it comes from outside
    return script


async def _build(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    await migrations.upgrade(database)
    await database.close()


def _compare(connection: object, name: str) -> Path | None:
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    known = ScriptDirectory.from_config(config).walk_revisions()
    number = max((int(script.revision) for script in known), default=0) + 1

    def leave_out_empty(_context: object, _revision: object, scripts: list[Any]) -> None:
        script: MigrationScript = scripts[0]
        if script.upgrade_ops is not None and script.upgrade_ops.is_empty():
            scripts.clear()

    written = command.revision(
        config,
        name[:1].upper() + name[1:],
        autogenerate=True,
        rev_id=f"{number:04}",
        process_revision_directives=leave_out_empty,
    )
    # The type allows for several, which a list of one directive never gives.
    found = next(iter(written), None) if isinstance(written, list) else written
    return None if found is None else Path(found.module.__file__ or "")


def main(words: list[str]) -> int:
    """Write the migration that the words name; 2 where they name none."""
    name = " ".join(words).strip()
    if not re.search(r"[a-z]", name, re.IGNORECASE):
        print('Name the migration: python -m migrations.new "two words or three"', file=sys.stderr)
        return 2
    script = write(name)
    if script is None:
        print("The tables are as the migrations leave them; there is nothing to write.")
    else:
        print(f"Wrote {script}; read it, then run make test.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
