"""What tests share: a database on each engine.

A test that asks for `database` runs once on a new SQLite file and, where LOOPMATE_TEST_POSTGRES names a
server, once more on PostgreSQL; the schema is the newest and every table empty. One that starts
processes asks for `address` and opens the database itself. `blank` is the address of a database
without any table.
"""

import logging
import signal
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.storage import ids
from bot.storage.database import Database
from tests import databases
from tests.house.logs import levels

ON_POSTGRES = ("engine", "postgresql")


@pytest.fixture(autouse=True)
def logging_kept() -> Iterator[None]:
    """Fail the test that leaves a logger quieter or louder for the others."""
    before = levels()
    yield
    for name, level in levels().items():
        assert level == before.get(name, logging.NOTSET), f"the level of {name} was changed"


@pytest.fixture(autouse=True)
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids count from the same number in each test: the chance in a round comes from its id."""
    monkeypatch.setattr(ids, "_numbers", count(1))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("template") / "loopmate.db"
    databases.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL database with the newest schema, one for each process that runs tests."""
    with databases.postgres_database() as address:
        databases.migrate(address)
        yield address


@pytest.fixture(scope="session")
def second_postgres_address() -> Iterator[str]:
    """A PostgreSQL database for `blank`, cleared before each test."""
    with databases.postgres_database() as address:
        yield address


@pytest.fixture(params=databases.ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine that this run of the test is about."""
    return request.param


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the newest schema and no rows."""
    if engine == "sqlite":
        return databases.copy(request.getfixturevalue("sqlite_template"), tmp_path)
    return _emptied(request)


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """An open database, closed after the test."""
    database = Database(address)
    yield database
    await database.close()


@pytest.fixture
async def sqlite_database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """As `database`, for what is true of SQLite alone."""
    database = Database(databases.copy(sqlite_template, tmp_path))
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """As `database`, for what is true of PostgreSQL alone; skips where there is none."""
    database = Database(_emptied(request))
    yield database
    await database.close()


@pytest.fixture
def blank(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that holds nothing at all."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.db'}"
    return request.getfixturevalue("blank_postgres")


@pytest.fixture
def blank_postgres(request: pytest.FixtureRequest) -> str:
    """As `blank`, for what is true of PostgreSQL alone."""
    _on_postgres(request)
    address = request.getfixturevalue("second_postgres_address")
    databases.clear(address)
    return address


def _emptied(request: pytest.FixtureRequest) -> str:
    _on_postgres(request)
    address = request.getfixturevalue("postgres_address")
    databases.empty(address)
    return address


def _on_postgres(request: pytest.FixtureRequest) -> None:
    if not databases.SERVER:
        pytest.skip("LOOPMATE_TEST_POSTGRES names no server")
    request.node.user_properties.append(ON_POSTGRES)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C ends what is started, also where this run was started in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line whether PostgreSQL was covered."""
    reports = terminalreporter.getreports("passed")
    passed = sum(ON_POSTGRES in map(tuple, report.user_properties) for report in reports)
    if passed:
        line = f"PostgreSQL: covered, {passed} tests passed on it."
    elif databases.SERVER:
        line = "PostgreSQL: not covered, none of these tests passed on it."
    else:
        line = "PostgreSQL: not covered, SQLite alone; LOOPMATE_TEST_POSTGRES names no server."
    terminalreporter.write_line(line)
