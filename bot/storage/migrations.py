"""Bringing a database to the newest schema, under a lock, and refusing one that is newer.

On SQLite, changing a table means building it anew; with foreign keys on, that would delete the rows of
its children without an error. So they are off before BEGIN, and checked, with the number of rows in
every table, before COMMIT.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.storage import faults
from bot.storage.database import Database, DatabaseRefused

FOLDER = Path(__file__).parents[2] / "migrations"
# Any number, as long as every process of ours asks for the same one.
_LOCK = 7_205_419_021

# SQLite: locked by another program, damaged, full, read-only, not to be opened, not a database.
_NO_FILE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
# PostgreSQL’s classes of refusal: who one is, and which database.
_NO_ENTRY = {"28", "3D"}


async def upgrade(database: Database, *, to: str = "head") -> None:
    """Bring the schema to a revision, the newest by default; on SQLite, look for damage first.

    Raises `DatabaseRefused` where the database cannot be reached, is damaged or newer than this code,
    or would lose rows.
    """
    if database.embedded:
        _upgrade_sqlite(database.file, to)
    else:
        await _upgrade_postgresql(database, to)


async def require_newest(database: Database) -> None:
    """Raises `DatabaseRefused` where the database is not there, or its schema is not the newest."""
    where = database.file if database.embedded else database.url.render_as_string()
    if database.embedded and not database.file.exists():
        raise DatabaseRefused(f"There is no database {where}.")
    try:
        async with database.reading() as tx:
            found = await tx.run_sync(_revision)
    except OSError as error:
        raise _unusable(where, error) from error
    if found != ScriptDirectory(str(FOLDER)).get_current_head():
        raise DatabaseRefused(
            f"The database {where} is not of this version; `python -m bot migrate` brings it up to date."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _upgrade_postgresql(database: Database, to: str) -> None:
    try:
        async with database.transaction() as tx:
            await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            await tx.run_sync(_upgrade, to)
    except OSError as error:
        raise _unusable(database.url.render_as_string(), error) from error
    except DBAPIError as error:
        if str(getattr(error.orig, "sqlstate", ""))[:2] not in _NO_ENTRY:
            raise
        raise _unusable(database.url.render_as_string(), error.orig) from error


def _upgrade_sqlite(file: Path, to: str) -> None:
    with _alone(file) as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok" or _orphans(connection):
            why = "rows without their parent" if found == "ok" else found
            raise DatabaseRefused(f"{file} is damaged ({why}); restore a backup.")
        _upgrade(connection, to)
        broken = _orphans(connection)
        if broken:
            raise DatabaseRefused(
                f"A migration would leave {broken} rows without their parent; nothing was "
                "changed. Restore a backup and report this."
            )


@contextmanager
def _alone(file: Path) -> Generator[Connection]:
    """A connection of its own, before any other is open; the caller holds the process lock."""
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.isolation_level = None
            driver.execute("PRAGMA foreign_keys = OFF")
            driver.execute("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise _unusable(file, error) from error
    except (DBAPIError, sqlite3.Error) as error:
        fault = error.orig if isinstance(error, DBAPIError) else error
        if faults.sqlite_code(fault) & 0xFF not in _NO_FILE:
            raise
        raise _unusable(file, fault) from error
    finally:
        engine.dispose()


def _unusable(what: object, why: BaseException | None) -> DatabaseRefused:
    return DatabaseRefused(f"The database {what} cannot be used: {why}.")


def _orphans(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def _upgrade(connection: Connection, to: str) -> None:
    config = Config()
    # The percent sign, as a folder may have it in its name, is the configuration’s own.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    _refuse_newer(connection, ScriptDirectory.from_config(config))
    before = _count_rows(connection)
    command.upgrade(config, to)
    after = _count_rows(connection)
    lost = [name for name, rows in before.items() if after.get(name, rows) < rows]
    if lost:
        raise DatabaseRefused(
            f"A migration would lose rows of {', '.join(lost)}; nothing was changed. "
            "Restore a backup and report this."
        )


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    for revision in MigrationContext.configure(connection).get_current_heads():
        try:
            scripts.get_revision(revision)
        except CommandError:
            raise DatabaseRefused(
                f"This database was written by a newer Loopmate (schema {revision}); "
                "install that version or restore an older backup."
            ) from None


def _count_rows(connection: Connection) -> dict[str, int]:
    # Fresh each time: an inspector remembers the tables it saw.
    names = inspect(connection).get_table_names()
    # The names are those of the schema, and a table’s name cannot be a parameter.
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608 - as said above
        for name in names
    }
