"""Faults of the machine under the database, turned into the sentence for each."""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.errors import Busy, DiskFull, UserError

# By the primary code; SQLite’s longer codes say more in their higher bits.
_SQLITE: Mapping[int, type[UserError]] = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: DiskFull,
}
_POSTGRESQL: Mapping[str, type[UserError]] = {
    "40001": Busy,  # two transactions crossed
    "40P01": Busy,  # deadlock
    "55P03": Busy,  # lock not available
    "53300": Busy,  # too many connections
    "57P03": Busy,  # the server is starting or stopping
    "53100": DiskFull,
}


@contextmanager
def named() -> Generator[None]:
    """Raises `Busy` or `DiskFull` in place of the fault behind it, which is kept as the cause."""
    try:
        yield
    except SQLAlchemyError as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise sentence from error


def _sentence(error: SQLAlchemyError) -> type[UserError] | None:
    if isinstance(error, NoConnectionFree):
        return Busy
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        if sqlite_code(error.orig) == sqlite3.SQLITE_IOERR_SHMSIZE:
            return DiskFull  # no room for the index of the write-ahead log
        return _SQLITE.get(sqlite_code(error.orig) & 0xFF)
    if error.connection_invalidated:
        return Busy  # the server ended the connection; the next one is new
    return _POSTGRESQL.get(str(getattr(error.orig, "sqlstate", "")))


def sqlite_code(error: BaseException | None) -> int:
    """SQLite’s extended result code; 0 where the driver gives none."""
    return getattr(error, "sqlite_errorcode", 0)
