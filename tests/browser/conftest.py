"""One demo and one browser for each test; a page that asks outside this machine fails it."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import FLAGS, Visit
from tests.demo.process import running


@pytest.fixture(scope="module")  # an open Playwright keeps asyncio from running elsewhere
def browser() -> Generator[Browser]:
    """Debian’s Chromium; nothing is downloaded."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def address(tmp_path: Path) -> Generator[str]:
    """A new demo, already set up."""
    with running(tmp_path) as (address, _):
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Generator[Visit]:
    """Ana at a desktop."""
    visit = Visit(browser, address)
    yield visit
    visit.leave()
