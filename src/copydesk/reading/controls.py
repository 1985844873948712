"""The controls of a list: its tabs, which of them is the active one, and what loads more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.parts import below
from copydesk.records.common import Tab

if TYPE_CHECKING:
    from copydesk.page.page import Page

_MORE = re.compile(
    r"(load |show |view |see )?more( news| stories| articles)?|mehr (laden|anzeigen|artikel)|weitere artikel"
    r"|(voir|afficher|charger) plus|(ver|cargar|mostrar|carregar) (más|mais)|(carica|mostra) altr[oi]"
    r"|(показать|загрузить) ещё|ещё|meer (laden|nieuws)",
    re.IGNORECASE,
)


def read_tabs(dom: Dom, element: str = "feed-tabs") -> list[Tab]:
    """The tabs of a module, in page order."""
    tabs = []
    for match in dom.matches(element):
        active = set(active_tabs(dom, match))
        for node in match.parts.get("tab", ()):
            if dom.visible(node):
                tabs.append(Tab(text=tab_label(dom, node), active=node in active))
    return tabs


def tab_label(dom: Dom, node: int) -> str:
    """A tab's label, by which the states of its journey are named."""
    return " ".join((dom.text(node, hidden=True) or dom.attr(node, "aria-label") or "").split())


def active_tabs(dom: Dom, match: Match) -> list[int]:
    """The tabs that are marked as the active one: by the site file's part, else as ARIA marks one."""
    tabs = [tab for tab in match.parts.get("tab", ()) if dom.visible(tab)]
    named = match.parts.get("active")
    if named is None:
        marks = {tab: (dom.attr(tab, "aria-selected"), dom.attr(tab, "aria-current")) for tab in tabs}
        return [tab for tab, (selected, current) in marks.items() if selected == "true" or current == "page"]
    around = set(named)
    return [tab for tab in tabs if below(dom, tab, named) or not around.isdisjoint(dom.ancestors(tab))]


def has_more(page: Page, dom: Dom) -> bool:
    """Whether there is a control to load more: the site file's, else a button that is called so."""
    if page.element("load-more") is not None:
        return any(dom.visible(match.node) for match in dom.matches("load-more"))
    return page.kind != "article" and any(
        node.tag in ("button", "a") and dom.visible(i) and _MORE.fullmatch(dom.text(i).strip(" .…»>+↓"))
        for i, node in enumerate(dom.nodes)
    )
