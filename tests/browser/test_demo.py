"""What a newcomer does on the demo’s page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit
from tests.demo.process import running

MINE = "Each service keeps nothing; one tier holds the truth, and events take out what has changed."


def test_from_setup_to_the_next_day(visit: Visit) -> None:
    visit.command("setup")
    visit.choose("Pick a text channel or forum", "questions-forum")
    visit.choose("Pick a time zone", "London")
    visit.choose("Days", "Every day")
    visit.choose("Time of day", "09:00")
    visit.button("Start without").click()
    visit.heading("First question").wait_for()

    visit.press("Next day")
    visit.go("questions-forum")
    posts = visit.page.locator("#posts button")
    expect(posts).to_have_count(1)
    title = posts.inner_text()
    posts.click()

    visit.button("Reveal").click()
    visit.heading("Answer first, then compare").wait_for()
    visit.button("Answer").click()
    visit.answer(MINE)
    visit.button("Reveal").click()
    visit.button("Score mine").wait_for()

    visit.be("Ben")
    visit.go(title)
    expect(visit.button("Answer")).to_be_visible()
    expect(visit.pane.get_by_text(MINE)).to_have_count(0)
    visit.button("Answer").click()
    visit.answer("I would begin with the numbers.")
    visit.button("Reveal").click()
    visit.button("See others").click()
    expect(visit.pane.get_by_text(MINE)).to_be_visible()

    visit.press("Next day")
    visit.go("questions-forum")
    expect(posts).to_have_count(2)


def test_the_tip_follows_what_was_done(visit: Visit) -> None:
    expect(visit.tip).to_contain_text("You are Ana. Press Answer")
    visit.button("Answer").click()
    visit.answer(MINE)
    expect(visit.tip).to_contain_text("Press Ben and Cy answer")
    visit.press("Ben and Cy answer")
    expect(visit.tip).to_contain_text("All three have answered")
    expect(visit.page.get_by_role("button", name="Ben and Cy answer")).to_be_disabled()


def test_what_one_member_writes_appears_at_the_others_by_itself(
    visit: Visit, browser: Browser, address: str
) -> None:
    other = Visit(browser, address)
    other.be("Ben")
    visit.go("study-hall")
    other.go("study-hall")
    other.message_box.fill("Anybody up for a mock?")
    other.message_box.press("Enter")
    expect(visit.pane.locator("#channel-message-list")).to_contain_text("Anybody up for a mock?")
    other.leave()


def test_a_channel_with_something_new_is_marked_until_it_is_opened(
    visit: Visit, browser: Browser, address: str
) -> None:
    other = Visit(browser, address)
    other.be("Cy")
    other.go("study-hall")
    other.message_box.fill("Hello")
    other.message_box.press("Enter")
    expect(visit.place("study-hall")).to_have_accessible_name("study-hall unread")
    visit.go("study-hall")
    expect(visit.place("study-hall")).to_have_accessible_name("study-hall")
    other.leave()


def test_the_thread_under_a_question_opens(visit: Visit) -> None:
    name = visit.page.locator("#channels .inside button").inner_text()
    visit.pane.locator(".thread-summary").last.click()
    expect(visit.pane.locator("#channel-name")).to_have_text(name)
    expect(visit.page.locator("#channels [aria-current=true]")).to_have_text(name)


def test_a_command_suggests_values_while_one_types(visit: Visit) -> None:
    visit.message_box.click()
    visit.page.keyboard.type("/setup")
    visit.pane.get_by_role("option", name="/setup").first.click()
    visit.pane.get_by_role("option", name="zone").click()
    visit.page.keyboard.type("berl")
    expect(visit.pane.get_by_role("option", name="Berlin").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 420])
def test_everything_fits_and_has_a_name(browser: Browser, address: str, width: int) -> None:
    visit = Visit(browser, address, width=width)
    if width < 720:
        expect(visit.place("study-hall")).to_be_hidden()
        visit.page.get_by_role("button", name="Channels").click()
        expect(visit.page.locator("#people button").first).to_be_focused()
        visit.page.keyboard.press("Escape")
        expect(visit.place("study-hall")).to_be_hidden()
        expect(visit.page.get_by_role("button", name="Channels")).to_be_focused()
        visit.page.keyboard.press("Enter")
    for button in visit.page.get_by_role("button").all():
        assert button.evaluate("node => node.innerText.trim() !== ''"), button
    pressed = visit.page.locator("#people [aria-pressed=true]")
    expect(pressed).to_have_count(1)
    visit.go("study-hall")
    expect(visit.message_box).to_have_attribute("placeholder", "Message #study-hall")
    if width < 720:
        expect(visit.place("study-hall")).to_be_hidden()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    visit.leave()


def test_the_page_says_when_the_demo_has_stopped(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as (address, process):
        visit = Visit(browser, address)
        expect(visit.page.get_by_role("alert")).to_be_hidden()
        process.kill()
        expect(visit.page.get_by_role("alert")).to_contain_text("The demo has stopped")
    visit.complaints.clear()  # the browser notes that nobody answers any more
    visit.leave()
