"""Breadcrumbs: each leads where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.leads import leads_to
from copydesk.page.page import Page
from copydesk.page.parts import entries, shown
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.compare import letters

_TRAIL = re.compile(r"bread-?crumb|crumbs", re.IGNORECASE)


@rule("breadcrumbs/wrong-link")
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "World" in the trail over the story, which opens Sport.

    Why: labels and addresses of the trail come from two lists.

    Catches: a label of the trail that is the name of a section in the navigation, and leads to another
    section of it.

    Lets pass: a label that no section has; one that leads to a page that is no section's; a site file that
    names no navigation.
    """
    dom = page.dom
    trail = list(_trail(dom))
    sections = {
        letters(entry.text): leads_to(page, entry.url)
        for match in shown(dom, "navigation")
        if not any(link in dom.subtree(match.node) for link in trail)
        for entry in entries(dom, match)
        if entry.url
    }
    if not trail or not sections:
        yield Nothing("no breadcrumbs, none expected")
    pages = set(sections.values())
    for link in trail:
        named = sections.get(letters(dom.text(link)))
        there = leads_to(page, dom.hrefs[link])
        if named and there != named and there in pages:
            yield rule.finding(
                f"“{' '.join(dom.text(link).split())}” in the breadcrumbs leads to another section",
                expected=named,
                actual=dom.hrefs[link],
                where=page.where(link),
            )


def _trail(dom: Dom) -> Iterator[int]:
    """The links of the trails on the page."""
    for index, node in enumerate(dom.nodes):
        names = " ".join(node.attrs.get(name, "") for name in ("class", "aria-label", "itemtype", "id"))
        if node.tag in ("nav", "ol", "ul", "div", "p") and _TRAIL.search(names):
            yield from (i for i in dom.find("a", index) if i in dom.hrefs and dom.visible(i))
            return
