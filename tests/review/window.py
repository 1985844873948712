"""A reviewer at a window of the review: by mouse, or by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

from tests.limits import expect, patient


class Reviewer:
    """Does what the sessions say, in one of the two ways. `acted` is what no page of a review may do."""

    def __init__(self, page: Page, way: str, acted: list[str]) -> None:
        self.page = page
        self.mouse = way == "mouse"
        self.acted = acted

    @property
    def rows(self) -> Locator:
        """What is in the list."""
        return self.page.locator("#list [role=option]")

    @property
    def detail(self) -> Locator:
        """What is beside it."""
        return self.page.get_by_role("region", name="Details")

    def filter(self, text: str) -> None:
        """Narrow the list down."""
        field = self.page.get_by_role("searchbox", name="Filter")
        if self.mouse:
            field.click()
            field.fill(text)
        else:
            self.page.keyboard.press("/")
            expect(field).to_be_focused()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Delete")
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")

    def open(self, title: str) -> None:
        """Open the entry that says this."""
        if self.mouse:
            self.rows.filter(has_text=title).first.click()
            return
        for _ in range(40):
            self.page.keyboard.press("k")
        while title not in self.page.locator("#list [aria-selected=true]").inner_text():
            before = self.page.locator("#list [aria-selected=true]").get_attribute("data-at")
            self.page.keyboard.press("j")
            now = self.page.locator("#list [aria-selected=true]").get_attribute("data-at")
            assert now != before, f"no entry says {title!r}"
        self.page.keyboard.press("Enter")

    def press(self, name: str, key: str) -> None:
        """A button of the entry or its key."""
        if self.mouse:
            self.page.get_by_role("button", name=name).first.click()
        else:
            self.page.keyboard.press(key)

    def accept(self) -> None:
        """Accept the change that is shown."""
        if self.mouse:
            self.detail.get_by_role("button", name="Accept", exact=True).click()
        else:
            self.page.keyboard.press("a")

    def accept_all(self) -> None:
        """Accept all changes like it."""
        self.press("Accept all", "A")

    def reject(self) -> None:
        """Reject the change that is shown."""
        self.press("Reject", "r")

    def undo(self) -> None:
        """Take back the last decision."""
        if self.mouse:
            self.page.locator("#undo-last").click()
        else:
            self.page.keyboard.press("u")

    def mark(self, reason: str, ticket: str) -> None:
        """Mark the finding that is shown as known."""
        self.press("Mark as known…", "m")
        dialog = self.page.get_by_role("dialog", name="Mark as known")
        expect(dialog.get_by_label("Why need it not be fixed yet?")).to_be_focused()
        if self.mouse:
            dialog.get_by_label("Why need it not be fixed yet?").fill(reason)
            dialog.get_by_label("Ticket").fill(ticket)
            dialog.get_by_role("button", name="Mark as known").click()
        else:
            self.page.keyboard.type(reason)
            self.page.keyboard.press("Tab")
            self.page.keyboard.type(ticket)
            self.page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)

    def tab_to(self, name: str) -> None:
        """Go to a button by the Tab key, and press it."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.locator(":focus").get_by_text(name).count() or name in (
                self.page.locator(":focus").inner_text()
            ):
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"Tab does not come to {name!r}")

    def decided(self, words: str) -> None:
        """Expect the progress to say this."""
        expect(self.page.locator("#progress")).to_have_text(words)


@contextmanager
def window(
    browser: Browser, address: str, way: str = "mouse", *, refusals: bool = False
) -> Iterator[Reviewer]:
    """A window on a review, which must not have acted when it is closed.

    `refusals`: that the server refuses something is expected, and the browser says so on its console.
    """
    acted: list[str] = []
    context = patient(browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce"))
    page = context.new_page()
    own = {address, f"{address}state", f"{address}decide"}

    def console(text: str) -> None:
        if not (refusals and "409" in text):
            acted.append(f"console: {text}")

    def request(url: str) -> None:
        if url.partition("#")[0] not in own and not url.startswith("data:image/"):
            acted.append(f"request: {url}")

    page.on("console", lambda line: console(line.text))
    page.on("pageerror", lambda error: acted.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (acted.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda one: request(one.url))
    context.on("page", lambda one: None if one == page else acted.append(f"page: {one.url}"))
    try:
        page.goto(address)
        expect(page.locator("#progress")).to_contain_text("decide")
        expect(page.locator("html")).to_have_attribute("data-ready", "true")
        yield Reviewer(page, way, acted)
        assert acted == []
    finally:
        context.close()
