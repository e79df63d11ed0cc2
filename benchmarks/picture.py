"""The picture of a member’s progress: how long it takes to draw, and that the bot answers meanwhile."""

import asyncio
import time
from dataclasses import replace

from benchmarks.pairing import Lag, lag_of
from benchmarks.report import Bar, Report
from bot.domain.daily.question import KINDS
from bot.domain.mock.overall import Overall
from bot.domain.plan.progress import Column, Progress, Share, Step
from bot.files import picture
from bot.services.worker import Worker

MOST_MS, MOST_LAG_MS = 300, 20
TIMES = 20

FULL = Progress(
    state="running",
    word="on track",
    week=12,
    weeks=12,
    phases=tuple(
        Share(label=label, done=done, of=11, is_now=done < 11)
        for label, done in (
            ("Foundation", 11),
            ("AWS specialisation", 11),
            ("Interview mastery", 7),
        )
    ),
    skills=tuple(
        Overall(kind=kind, level="L6", raters=2 + n, mean=2.6 + n / 5, low=2.2, high=3.6)
        for n, kind in enumerate(KINDS)
    ),
    columns=tuple(
        Column(number=n + 1, days=3 + n % 5, is_now=n == 11, is_active=n % 5 > 0) for n in range(12)
    ),
    current=5,
    longest=7,
    total=58,
    step=Step(what="task", task="One whole loop on one day"),
)
NEW = replace(
    FULL,
    state=None,
    phases=(),
    skills=tuple(Overall(kind=kind) for kind in KINDS),
    columns=tuple(Column(number=n, days=0 if n == 1 else None) for n in range(1, 13)),
    total=0,
    step=Step(what="begin"),
)
CASES = {"week 12, everything": FULL, "to share, without scores": FULL.without_skills, "new": NEW}


def drawn(of: Progress) -> tuple[float, float, int]:
    """Milliseconds of the processor, the median and the most, and the bytes of the picture."""
    size = 0
    spent: list[float] = []
    for n in range(TIMES):
        began = time.process_time()
        size = len(picture.draw(of, f"Ana {n}"))
        spent.append((time.process_time() - began) * 1000)
    return sorted(spent)[TIMES // 2], max(spent), size


async def stall() -> tuple[Lag, Lag]:
    """How late ticks are while twenty pictures are drawn elsewhere, and while nothing is done."""
    worker = Worker()

    async def draw() -> None:
        for n in range(TIMES):
            await worker.carry_out(picture.draw, FULL, f"Ana {n}")

    try:
        # The process is there before: it starts once in the life of a bot.
        await draw()
        idle = await lag_of(asyncio.sleep(2))
        return min([await lag_of(draw()) for _ in range(5)]), idle
    finally:
        worker.close()


async def measure() -> Report:
    """What one picture costs, first and later."""
    picture.draw(NEW, "Ben")
    found = {name: drawn(of) for name, of in CASES.items()}
    lag, idle = await stall()
    worst = max(most for _, most, _ in found.values())
    return Report(
        title="The picture of progress",
        how=f"Drawn at twice its size and reduced; each of these {TIMES} times with another name, in the "
        "processor’s time. Ticks are watched while the worker draws as many, one after the other.",
        head=("picture", "ms, median", "ms, most", "kB"),
        rows=[
            (name, f"{median:.0f}", f"{most:.0f}", f"{size / 1000:.0f}")
            for name, (median, most, size) in found.items()
        ],
        bars=[
            Bar(f"a picture takes under {MOST_MS} ms of a processor", f"{worst:.0f} ms at most",
                worst < MOST_MS),
            Bar(f"a tick is late by under {MOST_LAG_MS} ms while pictures are drawn",
                f"{lag.worst:.0f} ms, of which the bot itself {lag.own:.0f}; {idle.worst:.0f} ms while "
                "it does nothing", lag.own < MOST_LAG_MS and lag.worst < MOST_LAG_MS),
        ],
    )  # fmt: skip
