"""Two questions for a server that has none of its own, to write others by."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from bot.content.nodes import read

_FILE = Path(__file__).with_name("examples.yaml")


@functools.cache
def examples() -> Sequence[Mapping[str, Any]]:
    """Their data; the file stands beside this one, in the form in which files are written."""
    document, faults = read(_FILE.read_text(encoding="utf-8"), _FILE.name)
    assert document is not None
    assert not faults
    return cast("Sequence[Mapping[str, Any]]", document.data["questions"])
