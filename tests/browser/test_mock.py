"""From joining to the feedback of a mock interview, by clicks alone, and how many it takes."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit

KEEP = (
    "You said what you would measure before you drew a box, and that decided where the cache went."
)
CHANGE = (
    "When the primary failed you moved on at once. Next time, say what a client sees meanwhile."
)
MOMENT = "“Two hundred writes a second fit one machine, so I leave it whole.”"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
# Each press of the mouse, in the page and in its pane.
_COUNT = """
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) top.clicks = (top.clicks || 0) + 1;
}, true);
"""


def _clicks(visit: Visit) -> int:
    return visit.page.evaluate("top.clicks || 0")


def _join(visit: Visit) -> None:
    visit.go("mock-interviews")
    visit.button("Join").click()
    visit.choose("Pick a city near you", "London")
    visit.tick("System design", *WEEKDAYS, "Evening")
    visit.pick("L6")
    visit.submit()
    visit.heading("You’re in").wait_for()


def _fill(visit: Visit) -> None:
    """Fill every card that is asked of the member, until nothing is left to fill."""
    visit.button("Fill your card").click()
    visit.grade(4)
    visit.submit()
    visit.button("Card 2 of 2").click()
    visit.write(KEEP, CHANGE, MOMENT)
    visit.submit()
    visit.button("Score yourself").click()
    visit.grade(2)
    visit.submit()


def test_from_joining_to_feedback(visit: Visit) -> None:
    visit.page.add_init_script(_COUNT)
    visit.reload()
    _join(visit)
    visit.press("Next round")
    visit.heading("Pairs are set").wait_for()
    expect(visit.said).to_contain_text("you meet")

    before = _clicks(visit)
    visit.button("My session").click()
    visit.button("Accept 1").click()
    visit.heading("One yes to go").wait_for()
    visit.press("Partner accepts")
    visit.heading("It’s agreed").wait_for()
    clicks = _clicks(visit) - before
    print(f"{clicks} clicks from the notice of a round to an agreed time")
    assert clicks == 3

    visit.press("Jump to the session")
    visit.button("Packet").click()
    visit.button("Start").click()
    expect(visit.tip).to_contain_text("Jump to its end")
    visit.press("Jump to its end")
    visit.heading("How was it?").wait_for()
    expect(visit.said).to_contain_text("Press Fill your card")
    _fill(visit)
    visit.heading(re.compile("see it|feedback|apart", re.IGNORECASE)).or_(
        visit.button("Useful")
    ).first.wait_for()
    expect(visit.tip).to_contain_text("The cards are open")
    print(f"{_clicks(visit)} clicks from the first look to feedback")
    assert _clicks(visit) <= 60


def test_the_other_side_is_played_by_being_the_partner(visit: Visit) -> None:
    _join(visit)
    visit.press("Next round")
    visit.button("My session").click()
    visit.button("Accept 2").click()
    visit.heading("One yes to go").wait_for()
    said = visit.tip.inner_text()
    partner = re.search(r"be (\w+)", said)
    assert partner is not None, said
    visit.be(partner[1])
    thread = visit.page.locator("#channels .inside button", has_text="Ana")
    thread.click()
    visit.button("Accept 2").click()
    visit.heading("It’s agreed").wait_for()
    expect(visit.tip).to_contain_text("Jump to the session")


def test_only_ones_own_private_thread_is_in_the_list(visit: Visit) -> None:
    _join(visit)
    visit.press("Next round")
    threads = visit.page.locator("#channels .inside button", has_text="·").filter(
        has_text=re.compile(" and ")
    )
    expect(threads).to_have_count(1)
    expect(threads).to_contain_text("Ana")


def test_a_control_that_can_do_nothing_says_what_to_press_next(visit: Visit) -> None:
    for label in ("Next round", "Partner accepts", "Jump to the session"):
        visit.press(label)
        expect(visit.said).to_have_text("Join first: type /mock join.")
        expect(visit.tip).to_be_hidden()
    visit.be("Ben")
    expect(visit.said).to_be_hidden()
    expect(visit.tip).to_be_visible()


@pytest.mark.parametrize("width", [1280, 420])
def test_direct_messages_name_people_and_fit(browser: Browser, address: str, width: int) -> None:
    visit = Visit(browser, address, width=width)

    def press(label: str) -> None:
        if width < 720:
            visit.page.get_by_role("button", name="Channels").click()
        visit.press(label)

    if width < 720:
        visit.page.get_by_role("button", name="Channels").click()
    _join(visit)
    press("Next round")
    visit.button("My session").click()
    visit.button("Accept 1").click()
    visit.heading("One yes to go").wait_for()
    press("Partner accepts")
    press("Jump to the session")
    if width < 720:
        visit.page.get_by_role("button", name="Channels").click()
    visit.page.locator("#direct button").click()
    visit.heading("It begins").wait_for()
    expect(visit.pane.get_by_text(re.compile(r"<[@#]\d+>"))).to_have_count(0)
    inner = visit.pane.locator("html")
    assert inner.evaluate("node => node.scrollWidth <= node.clientWidth")
    visit.leave()
