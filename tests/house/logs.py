"""Logging for the length of a test: configured as in the process, and then as it was before."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def configured() -> Iterator[None]:
    """Whatever is configured inside is undone at the end."""
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in (None, "apscheduler")}
    handlers = list(root.handlers)
    before = structlog.get_config()
    try:
        yield
    finally:
        structlog.reset_defaults()
        structlog.configure(**before)
        root.handlers[:] = handlers
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
