"""The section navigation: its names, order, links, and the mark of the page's own section."""

from typing import Any

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

SECTION: dict[str, Any] = {"element": "navigation", "part": "item"}
TEXT = """(nodes, text, { texts }) => {
  const found = nodes.flatMap(texts);
  found[0].data = text;
  return 1;
}"""
ROTATE = """(nodes) => {
  const links = nodes.filter((node) => node.hasAttribute("href"));
  const to = links.map((node) => node.getAttribute("href"));
  links.forEach((node, i) => node.setAttribute("href", to[(i + 1) % to.length]));
  return links.length > 1 ? links.length : "there are no two sections";
}"""
MARK_OTHER = """(nodes, both) => {
  const marked = nodes.find((node) => node.hasAttribute("aria-current"));
  const other = nodes.findLast((node) => !node.hasAttribute("aria-current"));
  if (!marked || !other) return "no section is marked";
  other.setAttribute("aria-current", marked.getAttribute("aria-current"));
  if (!both) marked.removeAttribute("aria-current");
  return 1;
}"""

fault(
    "navigation-section-lost",
    "navigation/wrong-sections",
    "the navigation without its last section",
    Dom(op="remove", **SECTION, which="last"),
)
fault(
    "navigation-section-renamed",
    "navigation/wrong-sections",
    "a section under another name",
    Dom(op=TEXT, **SECTION, which="last", argument="Miscellany"),
)
fault(
    "navigation-sections-exchanged",
    "navigation/wrong-sections",
    "the first two sections in each other's place",
    Dom(op="swap", **SECTION),
)
fault(
    "navigation-backwards",
    "navigation/wrong-sections",
    "the sections in the opposite order",
    Dom(op="reverse", **SECTION, which="all"),
)
fault(
    "navigation-section-twice",
    "navigation/repeated",
    "the last section twice",
    Dom(op="duplicate", **SECTION, which="last"),
)
fault(
    "navigation-two-to-one-page",
    "navigation/repeated",
    "two sections that lead to the same page",
    Dom(
        op="(nodes) => (nodes.at(-1).setAttribute('href', nodes.at(-2).getAttribute('href')), 1)",
        **SECTION,
        which="all",
    ),
)
fault(
    "navigation-dead-section",
    "navigation/no-link",
    "a section's name that cannot be pressed",
    Dom(op="remove-attribute", **SECTION, which="last", argument="href"),
)
fault(
    "navigation-links-shifted",
    "navigation/wrong-link",
    "each section leads to the one after it",
    Dom(op=ROTATE, **SECTION, which="all"),
)
fault(
    "navigation-section-leads-home",
    "navigation/wrong-link",
    "the page's own section leads to the front page",
    Dom(op="set-attribute", element="navigation", part="current", argument={"name": "href", "value": "/"}),
    kinds=("article",),
)
fault(
    "navigation-nothing-marked",
    "navigation/wrong-current",
    "no section marked as the page's own",
    Dom(op="remove-attribute", element="navigation", part="current", argument="aria-current"),
    kinds=("article",),
)
fault(
    "navigation-two-marked",
    "navigation/wrong-current",
    "two sections marked as the page's own",
    Dom(op=MARK_OTHER, **SECTION, which="all", argument=True),
    kinds=("article",),
)
fault(
    "navigation-wrong-one-marked",
    "navigation/wrong-current",
    "another section marked than the page is in",
    Dom(op=MARK_OTHER, **SECTION, which="all", argument=False),
    kinds=("article",),
)
fault(
    "navigation-loses-section-later",
    "navigation/changed",
    "a section that goes away when more news is loaded",
    Dom(op="remove", **SECTION, which="last", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)

look_alike(
    "navigation-for-phones",
    "navigation/repeated",
    "a second navigation, for phones, which is hidden",
    Dom(
        op="(nodes, _, { style }) => { const copy = nodes[0].cloneNode(true); nodes[0].after(copy);"
        " return style([copy], { display: 'none' }); }",
        element="navigation",
    ),
)
look_alike(
    "navigation-with-home",
    "navigation/wrong-sections",
    "a link to the front page before the sections",
    Dom(op="insert", **SECTION, argument={"where": "beforebegin", "html": '<a href="/">Home</a>'}),
)
look_alike(
    "navigation-in-capitals",
    "navigation/wrong-sections",
    "the sections' names in capital letters",
    Dom(
        op="(nodes, _, { texts }) =>"
        " nodes.flatMap(texts).map((text) => (text.data = text.data.toUpperCase())).length",
        **SECTION,
        which="all",
    ),
)
look_alike(
    "navigation-own-section-unlinked",
    "navigation/no-link",
    "the page's own section, which is not linked to itself",
    Dom(op="remove-attribute", element="navigation", part="current", argument="href"),
    kinds=("article",),
)
look_alike(
    "navigation-absolute-links",
    "navigation/wrong-link",
    "sections with whole addresses and a slash at their end",
    Dom(
        op="(nodes) => nodes.map((node) => node.href = node.href.replace(/\\/?$/, '/')).length",
        **SECTION,
        which="all",
    ),
)
look_alike(
    "navigation-parent-and-child-marked",
    "navigation/wrong-current",
    "the section's mark on what is around its link and not on the link",
    Dom(
        op="(nodes) => { const box = document.createElement('b'); nodes[0].before(box); box.append(nodes[0]);"
        " box.setAttribute('aria-current', nodes[0].getAttribute('aria-current'));"
        " nodes[0].removeAttribute('aria-current'); return 1; }",
        element="navigation",
        part="current",
    ),
    kinds=("article",),
)
look_alike(
    "navigation-collapses",
    "navigation/changed",
    "the navigation folds up as a whole when more news is loaded",
    Dom(op="hide", element="navigation", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)
