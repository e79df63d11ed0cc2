"""From joining to the feedback of a mock interview, by clicks alone, and how many it takes."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.interview import accept, join, open_thread, texts
from tests.browser.visit import Visit

# Each press of the mouse, in the page and in its pane.
_COUNT = """
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) top.clicks = (top.clicks || 0) + 1;
}, true);
"""


def _clicks(visit: Visit) -> int:
    return visit.page.evaluate("top.clicks || 0")


def test_from_joining_to_feedback(visit: Visit) -> None:
    visit.page.add_init_script(_COUNT)
    visit.reload()
    join(visit)
    visit.press("Next round")
    visit.heading("Pairs are set").wait_for()
    expect(visit.said).to_contain_text("you meet")

    before = _clicks(visit)
    accept(visit)
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
    visit.button("Fill your card").click()
    visit.grade(3, 4, 2, 3, 3)
    visit.submit()
    texts(visit)
    visit.button("Useful").wait_for()
    expect(visit.tip).to_contain_text("The cards are open")
    print(f"{_clicks(visit)} clicks from the first look to feedback")
    assert _clicks(visit) <= 45


def test_the_other_side_is_played_by_being_the_partner(visit: Visit) -> None:
    join(visit)
    visit.press("Next round")
    accept(visit, 2)
    expect(visit.tip).to_contain_text("or be ")
    partner = re.search(r"or be (\w+)", visit.tip.inner_text())
    assert partner is not None
    visit.be(partner[1])
    open_thread(visit)
    visit.button("Accept 2").click()
    visit.heading("It’s agreed").wait_for()
    expect(visit.tip).to_contain_text("Jump to the session")


def test_only_ones_own_private_thread_is_in_the_list(visit: Visit) -> None:
    join(visit)
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
    join(visit)
    press("Next round")
    accept(visit)
    press("Partner accepts")
    press("Jump to the session")
    if width < 720:
        visit.page.get_by_role("button", name="Channels").click()
    visit.page.locator("#direct button").click()
    visit.heading("It begins").wait_for()
    expect(visit.messages).to_contain_text("@Ana")
    expect(visit.messages).not_to_contain_text(re.compile(r"<[@#]\d+>"))
    inner = visit.pane.locator("html")
    assert inner.evaluate("node => node.scrollWidth <= node.clientWidth")
    visit.leave()
