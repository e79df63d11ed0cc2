"""The demo as a process of its own, as `make demo` starts it."""

import json
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]


@contextmanager
def running(data: Path, *options: str) -> Generator[tuple[str, subprocess.Popen[str]]]:
    """`python -m bot demo` on a free port: its address, and its process."""
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0", *options]
    environment = {"LOOPMATE_DATA": str(data), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found, process.stderr and process.stderr.read()
            yield found[0], process
        finally:
            process.kill()


def state(address: str, member: str = "") -> dict[str, Any]:
    with urlopen(f"{address}demo/state?member={member}", timeout=10) as answer:
        return json.load(answer)
