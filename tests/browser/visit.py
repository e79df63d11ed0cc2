"""Somebody at the demo’s page."""

import re

from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Locator, Request

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds
_JUMP = 60_000  # milliseconds; a week of simulated time, on a busy machine


class Visit:
    """A window on the demo, and the hands and eyes in front of it."""

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1280, height: int = 800
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=1 if width > 720 else 2
        )
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self._address = address
        self.complaints: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self._ready()

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        self._ready()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._address, f"blob:{self._address}")):
            self.complaints.append(f"asked outside: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def leave(self) -> None:
        """Close the window; nothing may have gone wrong in it."""
        self._context.close()
        assert self.complaints == []

    @property
    def pane(self) -> FrameLocator:
        return self.page.frame_locator("#pane")

    @property
    def message_box(self) -> Locator:
        return self.pane.locator("#channel-composer-input")

    @property
    def tip(self) -> Locator:
        return self.page.locator("#tip")

    def be(self, name: str) -> None:
        """Be another member."""
        self.page.locator("#people button", has_text=name).click()
        self.page.locator(f"iframe[title$='as {name}']").wait_for()
        self._ready()

    def place(self, name: str) -> Locator:
        """A channel, thread or post in the list."""
        return self.page.locator("#side nav button", has_text=name)

    def go(self, name: str) -> None:
        """Open a channel, thread or post, and wait until it is there."""
        self.place(name).click()
        pane = self.page.get_by_title(re.compile(f"^{re.escape(name)}, as "))
        pane.or_(self.page.locator("#forum")).filter(visible=True).wait_for()
        if pane.is_visible():
            self._ready()

    def _ready(self) -> None:
        self.pane.locator("#preview-app[aria-busy=false]").wait_for()

    def press(self, label: str) -> None:
        """Press a button of the sidebar and wait for what it does."""
        self.page.get_by_role("button", name=label, exact=True).click()
        self.page.locator("body[aria-busy=false]").wait_for(timeout=_JUMP)

    @property
    def said(self) -> Locator:
        """What the button of the sidebar that was pressed last says it did."""
        return self.page.locator("#said")

    @property
    def messages(self) -> Locator:
        return self.pane.locator("#channel-message-list")

    def button(self, label: str) -> Locator:
        """The newest button of this name in the conversation."""
        return self.messages.get_by_role("button", name=label, exact=True).last

    def heading(self, text: str) -> Locator:
        """The newest title of these words in the conversation."""
        return self.messages.get_by_role("heading", name=text).last

    def command(self, name: str) -> None:
        """Type a command and send it without options."""
        self.message_box.click()
        self.page.keyboard.type(f"/{name}")
        self.pane.get_by_role("option", name=f"/{name}").first.click()
        self.pane.locator("#send-message").click()

    def choose(self, select: str, option: str) -> None:
        """Open a select of the conversation and take an option."""
        idle = self.pane.locator("#send-message:enabled")
        opener = self.pane.get_by_text(select, exact=True).last
        opener.wait_for()
        idle.wait_for()
        opener.click()
        wanted = self.pane.get_by_role("option", name=option).first
        wanted.wait_for()
        refused = self.pane.get_by_text("Wait for the current action to finish")
        # An option that is taken while the page waits for an answer is refused, and taken again.
        for _ in range(5):
            self.page.wait_for_timeout(100)
            idle.wait_for()
            wanted.click()
            self.page.wait_for_timeout(100)
            if not refused.is_visible():
                break

    @property
    def dialogue(self) -> Locator:
        return self.pane.locator("#modal-root form")

    def tick(self, *labels: str) -> None:
        """Tick boxes and radio buttons of the dialogue that is open, by how their labels begin."""
        for label in labels:
            pattern = re.compile(rf"^\W*{re.escape(label)}")
            self.pane.locator("#modal-root .modal-choice").filter(has_text=pattern).click()

    def grade(self, *grades: int) -> None:
        """Give each criterion of the dialogue that is open its grade, and the recommendation last."""
        self.dialogue.wait_for()
        groups = self.pane.locator("#modal-root [role=radiogroup]").all()
        for group, grade in zip(groups, grades, strict=True):
            group.locator(".modal-choice").nth(grade - 1).click()

    def pick(self, option: str) -> None:
        """Take an option of the one select in the dialogue that is open."""
        self.pane.locator("#modal-root .select-trigger").click()
        self.pane.get_by_role("option", name=option, exact=True).click()

    def write(self, *texts: str) -> None:
        """Fill the text fields of the dialogue that is open, in their order."""
        self.dialogue.wait_for()
        for field, text in zip(self.pane.locator("#modal-root textarea").all(), texts, strict=True):
            field.fill(text)

    def submit(self) -> None:
        """Send the dialogue that is open, and wait until it is gone."""
        self.pane.get_by_role("button", name="Submit").click()
        self.dialogue.wait_for(state="detached")

    def answer(self, text: str) -> None:
        """Write into the dialogue that is open, and submit it."""
        self.pane.locator("#modal-root textarea").fill(text)
        self.pane.get_by_role("button", name="Submit").click()
        self.heading("Saved").wait_for()
