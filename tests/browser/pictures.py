"""Makes the pictures of README and docs from the running demo: `python -m tests.browser.pictures`.

Each picture is a PNG of 64 colours, 720 px wide for a desktop and 420 px for a phone.
"""

import io
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import chain
from operator import sub
from pathlib import Path
from typing import cast

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.interview import accept, join, open_thread, texts
from tests.browser.visit import FLAGS, Visit
from tests.demo.process import ROOT, running

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 60_000  # bytes
_WIDTH = {"desktop": 720, "phone": 420}
_COLOURS = 64
_VIVID = 20  # of these
_APART = 10  # steps of red, green and blue between two colours of the palette

Pixel = tuple[int, int, int]

MINE = (
    "Start with what may be stale and for how long. One shared tier, partitioned by key; writes go "
    "to the store first and an event takes the old value out. If the tier is down, a small share of "
    "reads may go through, the rest is refused. I would measure the hit rate before sizing it."
)


def reduce(screenshot: bytes, width: int) -> bytes:
    """A smaller picture in few colours, some of them kept for what is vivid.

    A palette taken from all pixels alike turns the small green ticks and blue squares grey.
    """
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    height = round(picture.height * width / picture.width)
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    pixels = cast(list[Pixel], list(picture.get_flattened_data()))
    vivid = [pixel for pixel in pixels if max(pixel) > 90 and max(pixel) - min(pixel) > 70]
    chosen = _often(vivid, _VIVID, [])
    chosen = _often([*pixels, (255, 255, 255)], _COLOURS, chosen)
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain(*chosen)))
    data = io.BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def _often(pixels: list[Pixel], number: int, chosen: list[Pixel]) -> list[Pixel]:
    """Fill up to so many colours with the most frequent ones that are not too near another."""
    chosen = list(chosen)
    for colour, _ in Counter(pixels).most_common():
        if len(chosen) == number:
            break
        if all(sum(map(abs, map(sub, colour, other))) >= _APART for other in chosen):
            chosen.append(colour)
    return chosen


def scenes(browser: Browser, address: str, keep: Callable[[str, Visit], None]) -> None:
    """Walk through the demo and keep what is worth showing."""
    ana = Visit(browser, address, width=960, height=720)
    keep("question", ana)
    ana.page.set_viewport_size({"width": 960, "height": 640})
    ana.button("Hint").click()
    ana.heading("").wait_for()
    keep("hint", ana)
    ana.button("Answer").click()
    ana.pane.locator("#modal-root textarea").wait_for()
    keep("answer", ana)
    ana.answer(MINE)
    keep("saved", ana)
    ana.press("Ben and Cy answer")
    ana.button("Reveal").click()
    ana.button("See others").wait_for()
    keep("reveal", ana)
    ana.button("See others").click()
    ana.pane.get_by_text("answer 1 of 3").last.wait_for()
    keep("others", ana)
    ana.go("study-hall")
    ana.command("setup")
    ana.choose("Pick a text channel or forum", "questions-forum")
    ana.choose("Pick a time zone", "London")
    ana.heading("When should questions come?").wait_for()
    keep("setup", ana)
    ana.leave()
    phone = Visit(browser, address, width=420, height=780)
    keep("phone", phone)
    phone.page.get_by_role("button", name="Channels").click()
    keep("phone-channels", phone)
    phone.leave()


def mock_scenes(browser: Browser, address: str, keep: Callable[[str, Visit], None]) -> None:
    """Walk through a mock interview, from the notice of a round to the feedback."""
    ana = Visit(browser, address, width=960, height=640)
    join(ana)
    ana.press("Next round")
    ana.heading("Pairs are set").wait_for()
    keep("notice", ana)
    accept(ana)
    open_thread(ana)
    keep("times", ana)
    ana.press("Partner accepts")
    ana.heading("It’s agreed").wait_for()
    keep("agreed", ana)
    ana.press("Jump to the session")
    # Who interviews first is chance; the packet is theirs.
    named = re.search(r"@(\w+) interviews first", ana.messages.inner_text())
    assert named is not None, "it is agreed"
    ana.be(named[1])
    open_thread(ana)
    ana.button("Packet").click()
    ana.button("Start").click()
    ana.page.set_viewport_size({"width": 960, "height": 720})
    ana.button("End session").wait_for()
    keep("packet", ana)
    ana.be("Ana")
    ana.button("Packet").click()
    ana.button("End session").click()
    ana.button("Fill your card").click()
    ana.grade(3, 4, 2, 3, 3)
    keep("card", ana)
    ana.submit()
    texts(ana)
    ana.heading("Your card is sealed").wait_for()
    keep("sealed", ana)
    ana.press("Partner’s card")
    ana.heading("The cards are open").wait_for()
    ana.page.set_viewport_size({"width": 960, "height": 900})
    ana.button("See it").click()
    ana.button("Useful").wait_for()
    keep("feedback", ana)
    ana.leave()


def plan_scenes(browser: Browser, address: str, keep: Callable[[str, Visit], None]) -> None:
    """Look at a plan, a board and a picture of progress, after what was done before."""
    ana = Visit(browser, address, width=960, height=640)
    ana.go("study-hall")
    ana.command("start")
    # Whatever day it is, the plan is under way.
    ana.pane.get_by_text(re.compile("^Plan: ")).filter(visible=True).last.click()
    ana.pane.get_by_role("option", name="those who began").filter(visible=True).first.click()
    ana.button("Boards").click()
    ana.button("✓ Boards").wait_for()
    ana.button("Done").click()
    ana.heading("You’re set").wait_for()
    ana.command("plan show")
    ana.button("All weeks").wait_for()
    keep("plan", ana)
    ana.command("board")
    ana.button("Top ten").wait_for()
    keep("board", ana)
    ana.page.set_viewport_size({"width": 960, "height": 1240})
    ana.command("progress")
    ana.button("Share").wait_for()
    ana.page.wait_for_timeout(2000)  # the picture is loaded, and what was said before moves up
    keep("progress", ana)
    ana.leave()


def main() -> int:
    """Write the pictures; 1 if one is too large."""
    program = shutil.which("chromium")
    if program is None:
        print("There is no chromium here: apt-get install chromium.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    too_large: list[str] = []

    def keep(name: str, visit: Visit) -> None:
        visit.page.mouse.move(0, 0)
        visit.page.wait_for_timeout(700)  # fonts, pictures, the end of a movement
        kind = "phone" if name.startswith("phone") else "desktop"
        data = reduce(visit.page.screenshot(), _WIDTH[kind])
        (FOLDER / f"{name}.png").write_bytes(data)
        print(f"docs/pictures/{name}.png  {len(data):,} bytes")
        if len(data) > LARGEST:
            too_large.append(name)

    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as (address, _):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            scenes(browser, address, keep)
            mock_scenes(browser, address, keep)
            plan_scenes(browser, address, keep)
            browser.close()
    if too_large:
        print(f"Over {LARGEST:,} bytes: {', '.join(too_large)}.", file=sys.stderr)
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
