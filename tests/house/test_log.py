"""The log: one shape for us and for libraries, a reference that joins, and nobody’s words."""

import asyncio
import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import asyncpg
import pytest
import structlog
from sqlalchemy import insert, text
from structlog.contextvars import bound_contextvars

from bot import log
from bot.clock import Ticking
from bot.clock import now as present
from bot.storage.database import Database
from bot.storage.tables.daily import ANSWER
from tests.house.logs import configured

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "I once caused an outage at Example Corp"
Style = Literal["json", "console"]


class Written:
    """What was written to standard error."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured
        self._text = ""

    @property
    def text(self) -> str:
        self._text += self._captured.readouterr().err
        return self._text

    def line(self) -> dict[str, Any]:
        """The one JSON line."""
        (line,) = self.text.splitlines()
        return json.loads(line)


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Iterator[Written]:
    with configured():
        yield Written(capsys)


STYLES: tuple[Style, ...] = get_args(Style)
in_each_style = pytest.mark.parametrize("style", STYLES)


def test_a_line_of_ours_is_one_json_object(stderr: Written) -> None:
    log.configure("json")
    with bound_contextvars(guild_id=7):
        log.get("bot.somewhere").info("planned", count=3, why=None, text="ünï\n“quoted”")
    line = stderr.line()
    moment = datetime.fromisoformat(line.pop("timestamp"))
    assert abs((present() - moment).total_seconds()) < 60
    assert line == {
        "event": "planned",
        "level": "info",
        "logger": "bot.somewhere",
        "guild_id": 7,
        "count": 3,
        "why": None,
        "text": "ünï\n“quoted”",
    }


def test_a_line_of_a_library_has_the_same_shape(stderr: Written) -> None:
    log.configure("json")
    logging.getLogger("discord.gateway").warning("Shard ID %s has %s", 0, "reconnected")
    line = stderr.line()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "Shard ID 0 has reconnected",
        "level": "warning",
        "logger": "discord.gateway",
    }


def test_a_console_line_reads_plainly_and_without_colours_in_a_file(stderr: Written) -> None:
    log.configure("console")
    log.get("bot.somewhere").info("planned", count=3)
    (line,) = stderr.text.splitlines()
    assert re.search(r"Z \[info +\] planned +\[bot\.somewhere\] count=3$", line)
    assert "\x1b" not in line


@in_each_style
def test_what_is_only_for_debugging_is_left_out(stderr: Written, style: Style) -> None:
    log.configure(style)
    log.get("bot.somewhere").debug("detail")
    logging.getLogger("discord.http").debug("detail")
    assert stderr.text == ""


def test_configuring_again_writes_each_line_once(stderr: Written) -> None:
    log.configure("console")
    log.configure("json")
    log.get("bot.somewhere").info("once")
    assert stderr.line()["event"] == "once"


def _fail(said: str) -> None:
    words = [said, said.upper()]
    raise RuntimeError(f"could not save {len(words)} texts")


@in_each_style
def test_a_traceback_shows_lines_and_no_local_variables(stderr: Written, style: Style) -> None:
    log.configure(style)
    try:
        _fail(SECRET)
    except RuntimeError:
        log.get("bot.somewhere").exception("failed", reference="ABC-234")
        logging.getLogger("library").exception("failed too")
    assert stderr.text.count("RuntimeError: could not save 2 texts") == 2
    assert stderr.text.count("Traceback (most recent call last)") == 2
    assert stderr.text.count("in _fail") == 2
    assert "ABC-234" in stderr.text
    assert SECRET not in stderr.text
    assert SECRET.upper() not in stderr.text


def test_a_json_traceback_stays_in_its_line(stderr: Written) -> None:
    log.configure("json")
    try:
        _fail(SECRET)
    except RuntimeError:
        log.get("bot.somewhere").exception("failed")
    assert stderr.line()["exception"].splitlines()[-1] == "RuntimeError: could not save 2 texts"


WHOLE = {"guild_id": 1, "post_id": 2, "user_id": 3, "text": SECRET, "answered_at": NOW}
REFUSED: dict[str, dict[str, Any]] = {
    "no such post": {},
    "no member": {"user_id": None},
    "no moment": {"answered_at": None, "text": f"{SECRET}\n\n{SECRET}"},
    "half a character": {"text": f"{SECRET} \ud83d"},
    "a text for a number": {"post_id": SECRET},
    "a number too large": {"post_id": 2**70},
}


@in_each_style
@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
async def test_a_refused_answer_is_written_down_without_its_text(
    database: Database, stderr: Written, style: Style, changes: dict[str, Any]
) -> None:
    log.configure(style)
    try:
        async with database.transaction() as tx:
            await tx.execute(insert(ANSWER).values(WHOLE | changes))
    except Exception:
        log.get("bot.ui.door").exception("failed", reference="ABC-234")
    assert "ABC-234" in stderr.text
    # Enough is left to find the fault by.
    assert "Traceback (most recent call last)" in stderr.text
    assert "test_a_refused_answer_is_written_down" in stderr.text
    assert "Error" in stderr.text
    assert SECRET[:12] not in stderr.text


@in_each_style
@pytest.mark.parametrize("raised_from", [True, False])
def test_what_postgresql_quotes_of_a_row_is_left_out(
    stderr: Written, style: Style, *, raised_from: bool
) -> None:
    log.configure(style)
    refusal = asyncpg.NotNullViolationError("null value in column “user_id”")
    refusal.detail = f"Failing row contains (1, null, {SECRET}\n\n{SECRET}, null)."
    try:
        if raised_from:
            raise RuntimeError("could not be stored") from refusal
        try:
            raise refusal
        except asyncpg.NotNullViolationError:
            raise RuntimeError("could not be stored")  # noqa: B904 - the other way to be chained
    except RuntimeError:
        log.get("bot.ui.door").exception("failed")
    assert "null value in column" in stderr.text.encode().decode("unicode_escape")
    assert "RuntimeError: could not be stored" in stderr.text
    assert SECRET not in stderr.text


@in_each_style
async def test_a_wrong_statement_is_written_down_without_its_parameters(
    database: Database, stderr: Written, style: Style
) -> None:
    log.configure(style)
    try:
        async with database.transaction() as tx:
            await tx.execute(text("INSERT INTO answer (nothing) VALUES (:said)"), {"said": SECRET})
    except Exception:
        log.get("bot.ui.door").exception("failed")
    assert "INSERT INTO answer" in stderr.text
    assert SECRET not in stderr.text


def test_a_reference_can_be_read_out_and_is_rarely_the_same() -> None:
    references = {log.reference() for _ in range(500)}
    assert len(references) >= 499
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{3}-[A-HJ-NP-Z2-9]{3}", one) for one in references)


@in_each_style
async def test_ticks_call_one_after_the_other_at_once_and_again(
    stderr: Written, style: Style
) -> None:
    log.configure(style)
    ticking = Ticking(present)
    running, most, calls = 0, 0, 0

    async def tick(now: datetime) -> None:
        nonlocal running, most, calls
        calls += 1
        running += 1
        most = max(most, running)
        assert now.tzinfo is UTC
        await asyncio.sleep(0.2)
        running -= 1

    ticking.every(0.05, tick)
    ticking.start()
    await asyncio.sleep(0.7)
    ticking.stop()
    await asyncio.sleep(0.01)
    assert most == 1
    assert calls >= 2
    # A tick that takes its time, and one that is stopped, are nothing to write down.
    assert stderr.text == ""


async def test_a_stopped_clock_can_be_stopped_again() -> None:
    ticking = Ticking(present)
    ticking.stop()
    ticking.start()
    ticking.stop()
    ticking.stop()


def test_what_is_configured_is_undone_after_a_test() -> None:
    before = structlog.get_config()["processors"]
    with configured():
        log.configure("json")
        assert structlog.get_config()["processors"] != before
    assert structlog.get_config()["processors"] == before
