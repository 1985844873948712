"""The section navigation: its names, order, links, and the mark of the page's own section."""

from copydesk.faults.dom import insert, set_attribute
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

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

fault("navigation-section-lost", "navigation/wrong-sections", "the navigation without its last section").by(
    Dom("remove", "navigation", "item", which="last")
)
fault("navigation-section-renamed", "navigation/wrong-sections", "a section under another name").by(
    Dom(TEXT, "navigation", "item", which="last", argument="Miscellany")
)
fault(
    "navigation-sections-exchanged",
    "navigation/wrong-sections",
    "the first two sections in each other's place",
).by(Dom("swap", "navigation", "item"))
fault("navigation-backwards", "navigation/wrong-sections", "the sections in the opposite order").by(
    Dom("reverse", "navigation", "item", which="all")
)
fault("navigation-section-twice", "navigation/repeated", "the last section twice").by(
    Dom("duplicate", "navigation", "item", which="last")
)
# Home and the site's name may both lead to the front page.
TO_ONE_PAGE = """(nodes) => {
  const links = nodes.map((node) => (node.matches("a") ? node : node.querySelector("a"))).filter(Boolean);
  const page = links.findLast((link) => link.pathname !== "/");
  const other = links.findLast((link) => link !== page);
  if (!page || !other) return "it has no two sections";
  other.setAttribute("href", page.getAttribute("href"));
  return 1;
}"""
fault("navigation-two-to-one-page", "navigation/repeated", "two sections that lead to the same page").by(
    Dom(
        TO_ONE_PAGE,
        "navigation",
        "item",
        which="all",
    )
)
fault("navigation-dead-section", "navigation/no-link", "a section's name that cannot be pressed").by(
    Dom("remove-attribute", "navigation", "item", which="last", argument="href")
)
fault("navigation-links-shifted", "navigation/wrong-link", "each section leads to the one after it").by(
    Dom(ROTATE, "navigation", "item", which="all")
)
fault(
    "navigation-section-leads-home", "navigation/wrong-link", "the page's own section leads to the front page"
).by(set_attribute("navigation", "href", "/", part="current"), kinds=("article",))
fault("navigation-nothing-marked", "navigation/wrong-current", "no section marked as the page's own").by(
    Dom("remove-attribute", "navigation", "current", argument="aria-current"), kinds=("article",)
)
fault("navigation-two-marked", "navigation/wrong-current", "two sections marked as the page's own").by(
    Dom(MARK_OTHER, "navigation", "item", which="all", argument=True), kinds=("article",)
)
fault(
    "navigation-wrong-one-marked", "navigation/wrong-current", "another section marked than the page is in"
).by(Dom(MARK_OTHER, "navigation", "item", which="all", argument=False), kinds=("article",))
fault(
    "navigation-loses-section-later",
    "navigation/changed",
    "a section that goes away when more news is loaded",
).by(
    Dom("remove", "navigation", "item", which="last", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)

look_alike(
    "navigation-for-phones", "navigation/repeated", "a second navigation, for phones, which is hidden"
).by(
    Dom(
        "(nodes, _, { style }) => { const copy = nodes[0].cloneNode(true); nodes[0].after(copy);"
        " return style([copy], { display: 'none' }); }",
        "navigation",
    )
)
look_alike(
    "navigation-with-home", "navigation/wrong-sections", "a link to the front page before the sections"
).by(insert("navigation", '<a href="/">Home</a>', "beforebegin", part="item"))
look_alike(
    "navigation-in-capitals", "navigation/wrong-sections", "the sections' names in capital letters"
).by(
    Dom(
        "(nodes, _, { texts }) =>"
        " nodes.flatMap(texts).map((text) => (text.data = text.data.toUpperCase())).length",
        "navigation",
        "item",
        which="all",
    )
)
look_alike(
    "navigation-own-section-unlinked",
    "navigation/no-link",
    "the page's own section, which is not linked to itself",
).by(Dom("remove-attribute", "navigation", "current", argument="href"), kinds=("article",))
look_alike(
    "navigation-absolute-links",
    "navigation/wrong-link",
    "sections with whole addresses and a slash at their end",
).by(
    Dom(
        "(nodes) => nodes.filter((node) => node.getAttribute('href') !== (node.href = "
        "node.href.replace(/\\/?$/, '/'))).length || 'its addresses are whole and end in a slash already'",
        "navigation",
        "item",
        which="all",
    )
)
look_alike(
    "navigation-parent-and-child-marked",
    "navigation/wrong-current",
    "the section's mark on what is around its link and not on the link",
).by(
    Dom(
        "(nodes) => { const box = document.createElement('b'); nodes[0].before(box); box.append(nodes[0]);"
        " box.setAttribute('aria-current', nodes[0].getAttribute('aria-current'));"
        " nodes[0].removeAttribute('aria-current'); return 1; }",
        "navigation",
        "current",
    ),
    kinds=("article",),
)
look_alike(
    "navigation-collapses",
    "navigation/changed",
    "the navigation folds up as a whole when more news is loaded",
).by(Dom("hide", "navigation", state="load-more"), kinds=("feed",), journeys=("load-more",))
