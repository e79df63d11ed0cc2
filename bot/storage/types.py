"""Column types that read the same on both engines.

SQLite’s STRICT tables know INTEGER and TEXT only, and PostgreSQL’s INTEGER has 32 bits, so each type
names what it is in both. Times are UTC epoch milliseconds, local days and times of day are ISO text.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, SmallInteger, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from bot.domain import zone

Big = BigInteger().with_variant(Integer(), "sqlite")
Small = SmallInteger().with_variant(Integer(), "sqlite")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment: aware datetime in Python, epoch milliseconds on disk."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """64 bits on both engines."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To milliseconds, cut, so that a stored moment is never later than the real one."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From milliseconds."""
        return None if value is None else from_ms(value)


class Day(TypeDecorator[date]):
    """A local date, ISO text on disk."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From ISO text."""
        return None if value is None else date.fromisoformat(value)


class Zone(TypeDecorator[str]):
    """The name of a time zone; another where the zone data no longer have it, so that nothing breaks."""

    impl = Text
    cache_ok = True

    def __init__(self, otherwise: str | None = None) -> None:
        super().__init__()
        self.otherwise = otherwise

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is."""
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is, or what stands for one that has vanished."""
        return value if value is None or zone.is_known(value) else self.otherwise


class TimeOfDay(TypeDecorator[time]):
    """A local time of day, `HH:MM` on disk."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """To `HH:MM`."""
        return None if value is None else f"{value:%H:%M}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        """From `HH:MM`."""
        return None if value is None else time.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """A truth value, 0 or 1 on disk; each such column carries a CHECK."""

    impl = SmallInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """INTEGER in SQLite’s STRICT tables."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else SmallInteger())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """To 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """From 0 or 1."""
        return None if value is None else bool(value)


def to_ms(moment: datetime) -> int:
    """Epoch milliseconds of an aware moment, cut; in whole numbers, since floats lose the last one."""
    return (moment - _EPOCH) // _MS


def from_ms(ms: int) -> datetime:
    """The UTC moment of epoch milliseconds."""
    return _EPOCH + _MS * ms
