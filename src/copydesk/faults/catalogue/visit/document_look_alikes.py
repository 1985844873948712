"""Documents that resemble broken ones and are fine."""

from __future__ import annotations

import re

from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import look_alike

UNUSED_IDS = """(nodes) => {
  nodes[0].insertAdjacentHTML("beforebegin",
    '<p id="slot-a">Tides turn at six</p><p id="slot-a">And at noon</p>');
  return 1;
}"""
NESTED_IDS = """(nodes) => {
  nodes[0].insertAdjacentHTML("beforebegin",
    '<div id="notes"><p id="notes-1">The first note</p></div>' +
    '<p><a href="#notes">All notes</a> <a href="#notes-1">The first</a></p>');
  return 1;
}"""
ROOM_ABOVE = """() => {
  document.body.insertAdjacentHTML("afterbegin", '<div style="height:300px"></div>');
  return 1;
}"""
INLINE_STYLE = """() => {
  const sheets = [...document.styleSheets];
  const rules = sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.remove());
  document.head.insertAdjacentHTML("beforeend", "<style></style>");
  document.head.lastElementChild.textContent = rules.join("\\n");
  return rules.length;
}"""

look_alike(
    "ids-twice-and-not-used", "document/repeated-id", "two elements with one id that nothing refers to"
).by(Dom(UNUSED_IDS, "advertisement"))
look_alike(
    "ids-one-in-another",
    "document/repeated-id",
    "elements with ids of their own, one in the other, and links to both",
).by(Dom(NESTED_IDS, "advertisement"))
look_alike(
    "page-without-last-tags", "document/cut-off", "HTML that leaves out its last two tags, as it may"
).by(html(lambda text, about: re.sub(r"</body>\s*</html>\s*$", "", text)))
look_alike(
    "page-with-one-word-more",
    "document/blank",
    "a page with nothing but a line of text below what is wide and empty",
).by(Dom(ROOM_ABOVE))
look_alike(
    "style-in-the-page", "document/unstyled", "a page with its style in itself and no style sheet beside it"
).by(Dom(INLINE_STYLE))
look_alike(
    "link-to-another-sites-tools",
    "document/wrong-host",
    "a link to a page for developers, and one to a site called “Test”",
).by(
    insert(
        "body",
        '<p><a href="https://dev.tools.example/">For developers</a> '
        '<a href="https://www.test.example/">Test</a></p>',
    ),
    kinds=("article",),
)
