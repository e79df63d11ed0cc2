"""What one does in a mock interview, click by click."""

from tests.browser.visit import Visit

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
KEEP = (
    "You said what you would measure before you drew a box, and that decided where the cache went."
)
CHANGE = (
    "When the primary failed you moved on at once. Next time, say what a client sees meanwhile."
)
MOMENT = "“Two hundred writes a second fit one machine, so I leave it whole.”"


def join(visit: Visit) -> None:
    """Join from the invitation: system design at L6, on weekday evenings."""
    visit.go("mock-interviews")
    visit.button("Join").click()
    visit.choose("Pick a city near you", "London")
    visit.tick("System design", *WEEKDAYS, "Evening")
    visit.pick("L6")
    visit.submit()
    visit.heading("You’re in").wait_for()


def accept(visit: Visit, n: int = 1) -> None:
    """Accept a time, from the notice of a round; the partner has not answered yet."""
    visit.button("My session").click()
    visit.button(f"Accept {n}").click()
    visit.heading("One yes to go").wait_for()


def open_thread(visit: Visit) -> None:
    """Open the newest private thread of the member, with Ana in it."""
    visit.page.locator("#channels .inside button", has_text="Ana").first.click()
    visit.page.locator("#channels [aria-current=true]", has_text="Ana").wait_for()
    visit.messages.get_by_text("interviews first").first.wait_for()


def texts(visit: Visit) -> None:
    """After the grades of the partner: the texts, and one’s own score."""
    visit.button("Card 2 of 2").click()
    visit.write(KEEP, CHANGE, MOMENT)
    visit.submit()
    visit.button("Score yourself").click()
    visit.grade(2, 3, 3, 4, 3)
    visit.submit()
