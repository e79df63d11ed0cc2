"""Logging: structlog for our own events and for what libraries log, as JSON lines or for a console.

No token, answer text or member’s name is ever passed to a log call; ids are.
"""

import logging
import re
import secrets
import sys
import traceback
from typing import Literal, TextIO

import structlog
from structlog.typing import ExcInfo

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# PostgreSQL quotes the row it refused, and its driver the argument: what members wrote.
_VALUES = re.compile(
    r"\nDETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)"
    r"|(?<=invalid input for query argument )[^\n]*",
    re.DOTALL,
)


def reference() -> str:
    """A short code that joins what a person saw to its log line: `K7F-2QD`."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def configure(style: Literal["json", "console"]) -> None:
    """Send everything logged in this process to standard error in one shape."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor]
    if style == "json":
        plain = structlog.processors.ExceptionRenderer(_format)
        last = [plain, structlog.processors.JSONRenderer()]
    else:
        colours = sys.stderr.isatty()
        last = [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=_print)]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # One line a beat would drown everything else, and so would one for each beat of a long tick.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _format(exc_info: ExcInfo) -> str:
    """A traceback without local variables and without the values that a database quotes."""
    return _VALUES.sub("", "".join(traceback.format_exception(*exc_info)).rstrip("\n"))


def _print(stream: TextIO, exc_info: ExcInfo) -> None:
    stream.write(f"\n{_format(exc_info)}")


def get(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module, by its name."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
