"""A heartbeat file, touched while the bot is well, and the check that reads it."""

from datetime import datetime
from pathlib import Path

# The bot touches the file every 15 s; three missed beats are a fault.
STALE_AFTER = 45.0


def path(data: Path) -> Path:
    """Where the heartbeat lies."""
    return data / "heartbeat"


def beat(file: Path, now: datetime) -> None:
    """Write down that the bot was well at this moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(now.isoformat(), encoding="utf-8")


def well(file: Path, now: datetime) -> bool:
    """Whether the last beat is recent."""
    try:
        age = now - datetime.fromisoformat(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        # TypeError: a moment without its zone, so it was written by something else.
        return False
    return abs(age.total_seconds()) <= STALE_AFTER
