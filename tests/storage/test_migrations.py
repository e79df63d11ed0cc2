"""Migrations keep every row, run once at a time, and refuse what they do not know."""

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.storage import migrations
from bot.storage.database import Database, DatabaseRefused, insert_once
from bot.storage.migrations import upgrade
from bot.storage.tables import metadata
from bot.storage.tables.deliveries import PACER
from migrations import new
from tests import databases
from tests.storage import catalogue, rows

ROOT = Path(__file__).parents[2]


@pytest.fixture
def add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Adds a migration with this body behind those there are, in a folder of its own."""
    folder = tmp_path / "migrations"
    shutil.copytree(
        migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__", "new.py")
    )
    monkeypatch.setattr(migrations, "FOLDER", folder)

    def add(body: str) -> str:
        last = len(list((folder / "versions").glob("*.py")))
        revision = f"{last + 1:04}"
        (folder / "versions" / f"{revision}_seeded.py").write_text(
            f'"""Seeded."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
            f'revision = "{revision}"\ndown_revision = "{last:04}"\n\n\n'
            f"def upgrade() -> None:\n    {body}\n"
        )
        return revision

    return add


# On SQLite a column that changes means a table built anew.
ALTER_PARENTS = """for name, column in ("series", "place"), ("post", "revision"):
        with op.batch_alter_table(name) as batch:
            batch.alter_column(column, nullable=True)
            batch.add_column(sa.Column("note", sa.Text()))"""


async def _counts(database: Database) -> dict[str, int]:
    async with database.reading() as tx:
        return {
            table.name: (await tx.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def _revision(database: Database) -> str:
    async with database.reading() as tx:
        return (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar_one()


async def _fill(database: Database) -> dict[str, int]:
    filling = rows.Filling()
    for table in metadata.sorted_tables:
        for _ in range(2):
            filling.add(table)
    async with database.transaction() as tx:
        await filling.store(tx)
    counts = await _counts(database)
    assert min(counts.values()) >= 2
    return counts


async def test_a_parent_built_anew_keeps_its_children(
    blank: str, add_migration: Callable[[str], str]
) -> None:
    database = Database(blank)
    try:
        await upgrade(database)
        before, strict = await _fill(database), await catalogue.read(database)
        revision = add_migration(ALTER_PARENTS)
        await upgrade(database)
        assert await _counts(database) == before
        assert await _revision(database) == revision
        async with database.reading() as tx:
            await tx.execute(text("SELECT note FROM series"))
        after = await catalogue.read(database)
        # Nothing but the two changes: CHECK, STRICT, keys and indexes are those of before.
        changed = {
            part for part in strict.keys() | after.keys() if strict.get(part) != after.get(part)
        }
        assert changed == {"series.note", "series.place", "post.note", "post.revision"}
    finally:
        await database.close()


async def test_a_foreign_key_holds_again_after_a_migration(
    blank: str, add_migration: Callable[[str], str]
) -> None:
    database = Database(blank)
    try:
        await upgrade(database)
        counts = await _fill(database)
        add_migration(ALTER_PARENTS)
        await upgrade(database)
        async with database.transaction() as tx:
            await tx.execute(text("DELETE FROM series"))
        left = await _counts(database)
        assert left["answer"] == left["post"] == 0 < counts["answer"]
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('op.execute("DELETE FROM hint")', "lose rows of hint"),
        ('op.execute("DELETE FROM series")', "lose rows of .*series"),
        (
            'op.execute("UPDATE series SET id = id + 1")',
            "without their parent|violates foreign key",
        ),
    ],
)
async def test_a_migration_that_would_lose_rows_is_refused_and_nothing_is_changed(
    blank: str, add_migration: Callable[[str], str], body: str, sentence: str
) -> None:
    database = Database(blank)
    try:
        await upgrade(database)
        before, parts, revision = (
            await _fill(database),
            await catalogue.read(database),
            await _revision(database),
        )
        add_migration('op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True))')
        add_migration(body)
        with pytest.raises(Exception, match=sentence) as caught:
            await upgrade(database)
        if database.embedded or "lose" in sentence:
            assert isinstance(caught.value, DatabaseRefused)
        assert await _counts(database) == before
        assert await catalogue.read(database) == parts
        assert await _revision(database) == revision
        async with database.transaction() as tx:
            assert await insert_once(tx, PACER, {"name": "still usable", "free_at_us": 1})
    finally:
        await database.close()


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    before = await catalogue.read(database)
    await upgrade(database)
    assert await catalogue.read(database) == before


async def test_a_database_of_every_older_version_comes_to_the_same_end(
    blank: str, database: Database
) -> None:
    files = sorted((migrations.FOLDER / "versions").glob("*.py"))
    older = Database(blank)
    try:
        for file in files:
            await upgrade(older, to=file.name[:4])
            assert await _revision(older) == file.name[:4]
        assert await catalogue.read(older) == await catalogue.read(database)
        assert await _revision(older) == await _revision(database)
    finally:
        await older.close()


async def test_a_database_newer_than_the_code_is_refused_with_a_sentence(
    blank: str, add_migration: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(blank)
    try:
        revision = add_migration("pass")
        await upgrade(database)
        monkeypatch.undo()
        with pytest.raises(
            DatabaseRefused,
            match=rf"^This database was written by a newer Loopmate \(schema {revision}\)",
        ):
            await upgrade(database)
        assert await _revision(database) == revision
    finally:
        await database.close()


MIGRATE = """
import asyncio, sys
from bot.storage.database import Database
from bot.storage.migrations import upgrade

async def main():
    database = Database(sys.argv[1])
    try:
        await upgrade(database)
    finally:
        await database.close()

asyncio.run(main())
"""


async def test_two_processes_that_migrate_postgresql_at_once_both_succeed(
    blank_postgres: str,
) -> None:
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", MIGRATE, blank_postgres, cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    ends = await asyncio.gather(*(process.communicate() for process in processes))
    assert [process.returncode for process in processes] == [0, 0], ends
    database = Database(blank_postgres)
    try:
        assert {part.split(".")[0] for part in await catalogue.read(database) if "." in part} == {
            *metadata.tables
        }
    finally:
        await database.close()


async def test_who_migrates_second_waits_for_the_first(postgres_database: Database) -> None:
    async with postgres_database.transaction() as tx:
        lock = {"lock": migrations._LOCK}
        await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), lock)
        second = asyncio.create_task(upgrade(postgres_database))
        await asyncio.sleep(0.2)
        assert not second.done()
    await asyncio.wait_for(second, timeout=10)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file.write_bytes(b"not a database" * 500), "file is not a database"),
        (lambda file: file.write_bytes(file.read_bytes()[:-4096]), "damaged|malformed"),
        (lambda file: _execute(file, "PRAGMA foreign_keys = OFF", ORPHAN), "without their parent"),
        (lambda file: (file.unlink(), file.mkdir()), "unable to open"),
    ],
)
async def test_a_damaged_file_is_refused_with_a_sentence(
    sqlite_database: Database, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(sqlite_database.file)
    with pytest.raises(DatabaseRefused, match=sentence):
        await upgrade(sqlite_database)


ORPHAN = "INSERT INTO hint (guild_id, post_id, user_id, step, at) VALUES (1, 2, 3, 1, 0)"


def _execute(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


async def test_a_server_that_is_not_there_is_refused_without_the_password() -> None:
    database = Database("postgresql://me:secret@127.0.0.1:1/none")
    with pytest.raises(DatabaseRefused, match="127.0.0.1:1/none cannot be used") as caught:
        await upgrade(database)
    assert "secret" not in str(caught.value)
    await database.close()


async def test_a_database_that_is_not_there_is_refused(postgres_database: Database) -> None:
    address = postgres_database.url.set(drivername="postgresql", database="loopmate_no_such")
    database = Database(address.render_as_string(hide_password=False))
    with pytest.raises(DatabaseRefused, match="does not exist"):
        await upgrade(database)
    await database.close()


def test_a_new_migration_holds_the_difference_and_is_numbered_next(
    add_migration: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert new.write("nothing") is None
    revision = add_migration('op.drop_table("pacer")')
    script = new.write("the pacer again")
    assert script is not None
    assert script.name == f"{int(revision) + 1:04}_the_pacer_again.py"
    body = script.read_text()
    assert body.startswith('"""The pacer again."""\n')
    assert f'down_revision = "{revision}"' in body
    assert 'sa.Column("free_at_us", types.Big, nullable=False)' in body
    assert "sqlite_strict=True" in body
    databases.migrate(f"sqlite:///{tmp_path / 'again.db'}")
    assert new.write("nothing") is None


@pytest.mark.parametrize("words", [[], ["", " "], ["!"]])
def test_a_new_migration_wants_a_name(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(words) == 2
    assert "Name the migration" in capsys.readouterr().err
