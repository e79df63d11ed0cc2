"""Runs every measurement and writes docs/benchmarks.md."""

import asyncio
import logging
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    answering,
    board,
    fairness,
    fanout,
    pairing,
    picture,
    planning,
    reviewing,
    search,
    starting,
)
from benchmarks.report import Report
from bot import log

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
MEASUREMENTS = {
    "fanout": fanout.measure,
    "planning": planning.measure,
    "answering": answering.measure,
    "search": search.measure,
    "board": board.measure,
    "reviewing": reviewing.measure,
    "pairing": pairing.measure,
    "fairness": fairness.measure,
    "picture": picture.measure,
    "starting": starting.measure,
}


def main(names: list[str]) -> int:
    """Measure what was named, or everything; 1 where a bar was not met."""
    log.configure("json")
    logging.disable(logging.WARNING)
    reports: list[Report] = []
    for name, measure in MEASUREMENTS.items():
        if not names or name in names:
            report = asyncio.run(measure())
            print(report.markdown(), flush=True)
            reports.append(report)
    if not names:
        DOCUMENT.write_text(document(reports), encoding="utf-8")
        print(f"written: {DOCUMENT.name}")
    return 0 if all(bar.met for report in reports for bar in report.bars) else 1


def document(reports: list[Report]) -> str:
    """docs/benchmarks.md."""
    today = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    head = (
        "# Benchmarks\n\n"
        f"Written by `make bench` on {today} ({machine}). Each section compares ways of doing the "
        "same thing in one run on one machine; the ratios matter, the seconds are this machine’s.\n"
    )
    return "\n".join([head, *(report.markdown() for report in reports)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
