"""What a rule sees of one page: its capture, its record and the site file, read as one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.page.capture import Capture, Match, Snapshot, State
from copydesk.page.dom import Dom
from copydesk.page.layout import Layout
from copydesk.page.where import Where
from copydesk.site.model import Element, Site

if TYPE_CHECKING:
    from copydesk.records import Record


class Page:
    """One visited page, ready for the rules. It holds data only; nothing in it reaches back to a browser.

    `record` is None where the capture has no page to read.
    """

    def __init__(self, capture: Capture, site: Site) -> None:
        self.capture = capture
        self.site = site
        self._doms: dict[int, Dom] = {}
        self._layouts: dict[int, Layout] = {}
        self.record: Record | None = None

    @property
    def kind(self) -> str:
        """article, feed or filter."""
        return self.capture.kind

    @cached_property
    def dom(self) -> Dom:
        """The page as it stood when it had settled. Only for a page whose capture has no error."""
        snapshot = self.capture.loaded
        if snapshot is None:
            raise LookupError(f"{self.capture.url}: nothing was captured, so there is no page to look at")
        return self.dom_of(snapshot)

    def dom_of(self, snapshot: Snapshot) -> Dom:
        """The tree of any state's snapshot, built once."""
        if id(snapshot) not in self._doms:
            self._doms[id(snapshot)] = Dom(snapshot)
        return self._doms[id(snapshot)]

    def layout(self, dom: Dom | None = None) -> Layout:
        """The layout of a state's tree, reckoned once; of the settled page's by default."""
        dom = dom or self.dom
        if id(dom) not in self._layouts:
            self._layouts[id(dom)] = Layout(dom)
        return self._layouts[id(dom)]

    @cached_property
    def states(self) -> list[tuple[State, Dom]]:
        """Every state that was captured, with its tree, in the order of the visit."""
        return [(state, self.dom_of(state.snapshot)) for state in self.capture.states if state.snapshot]

    def element(self, name: str) -> Element | None:
        """What the site file says of an element on this kind of page, or None when it does not name it."""
        return self._elements.get(name)

    @cached_property
    def _elements(self) -> dict[str, Element]:
        return self.site.elements_of(self.kind)

    def matches(self, name: str) -> list[Match]:
        """What the element's selector found on the settled page, in document order."""
        return self.dom.matches(name)

    def where(self, index: int, state: str = "loaded", dom: Dom | None = None) -> Where:
        """The place of a node, for a finding."""
        dom = dom or self.dom
        return Where(state=state, selector=dom.selector(index), box=dom.box(index))
