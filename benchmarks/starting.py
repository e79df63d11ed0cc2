"""Start to ready with 1,000 servers, memory a server, and how long the content takes to load."""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.loopback import ROOT, elsewhere
from benchmarks.report import Bar, Report
from bot import app, content
from cogs.daily.size import measure as page_sizes

SERVERS = 1000
LOADS = 5


async def start(guilds: int) -> tuple[float, float]:
    """Seconds from start to ready, and the process’s memory then, in KiB."""
    shape = ("--channels", "30", "--roles", "20")
    with tempfile.TemporaryDirectory() as folder:
        async with elsewhere("--guilds", str(guilds), *shape) as world:
            began = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "DISCORD_TOKEN": "loopback",
                    "LOOPMATE_DATA": folder,
                    "LOOPMATE_LOG": "json",
                    "LOOPMATE_DISCORD_API": world.api,
                },
                stderr=asyncio.subprocess.PIPE,
            )
            assert process.stderr is not None
            async for line in process.stderr:
                if json.loads(line).get("event") == "ready":
                    break
            seconds = time.perf_counter() - began
            status = Path(f"/proc/{process.pid}/status").read_text()
            resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            process.terminate()
            await process.communicate()
    return seconds, float(resident.split()[1])


def load_content(cache: Path | None = None) -> float:
    """Seconds to read and check everything that is shipped, the best of a few."""
    best = float("inf")
    for _ in range(LOADS):
        began = time.perf_counter()
        content.load(app.CONTENT, [page_sizes], cache=cache)
        best = min(best, time.perf_counter() - began)
    return best


async def measure() -> Report:
    """With one server and with a thousand."""
    few_seconds, few = await start(1)
    many_seconds, many = await start(SERVERS)
    each = (many - few) / (SERVERS - 1)
    loading = load_content()
    with tempfile.TemporaryDirectory() as folder:
        kept = load_content(Path(folder) / "content.json")
    return Report(
        title="Start and memory",
        how="`python -m bot run` on the loopback; each server has 30 channels and 20 roles. "
        "discord.py itself waits 2 s after the last server before it is ready.",
        head=("what", "1 server", f"{SERVERS:,} servers"),
        rows=[
            ("start to ready", f"{few_seconds:.1f} s", f"{many_seconds:.1f} s"),
            ("memory", f"{few / 1024:.0f} MiB", f"{many / 1024:.0f} MiB"),
            ("memory a server", "", f"{each:.1f} KiB"),
            ("content, read and checked", f"{loading:.2f} s", ""),
            ("content, at a later start", f"{kept:.2f} s", ""),
        ],
        bars=[
            Bar("under 40 KiB a server over the base", f"{each:.1f} KiB", each < 40),
            Bar("content checked in under 1.5 s", f"{loading:.2f} s", loading < 1.5),
            Bar("content at a later start in under 0.5 s", f"{kept:.2f} s", kept < 0.5),
        ],
    )
