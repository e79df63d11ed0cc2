"""Logging for the length of a test: configured as in the process, and then as it was before."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


def levels() -> dict[str | None, int]:
    """The level of each logger that exists; None is the root."""
    named = logging.getLogger().manager.loggerDict.values()
    loggers = [logging.getLogger(), *(each for each in named if isinstance(each, logging.Logger))]
    return {None if each.name == "root" else each.name: each.level for each in loggers}


@contextmanager
def configured() -> Iterator[None]:
    """Whatever is configured inside is undone at the end."""
    root = logging.getLogger()
    before_levels = levels()
    handlers = list(root.handlers)
    before = structlog.get_config()
    try:
        yield
    finally:
        structlog.reset_defaults()
        structlog.configure(**before)
        root.handlers[:] = handlers
        for name, level in levels().items():
            if level != (was := before_levels.get(name, logging.NOTSET)):
                logging.getLogger(name).setLevel(was)
