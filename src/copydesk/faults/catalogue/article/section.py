"""The section label: unknown, wrong, with the wrong link, misplaced."""

from __future__ import annotations

from copydesk.faults import documents
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import AFTER_TEXT, BETWEEN_PARAGRAPHS, move
from copydesk.faults.elements import text_of, written
from copydesk.faults.fault import About, Dom, NotHereError
from copydesk.faults.registry import fault, look_alike

LINKS = """(nodes) => {
  const links = nodes.map((node) => node.closest("a") || node.querySelector("a")).filter(Boolean);
  if (!links.length) return "the section label has no link";
  for (const link of links) CHANGE;
  return links.length;
}"""
OTHER = """(nodes, _, { find }) => {
  const own = nodes.map((node) => node.textContent.trim());
  const other = find("navigation", "item").find((item) => !own.includes(item.textContent.trim()));
  if (!other) return "there is no other section";
  nodes[0].textContent = other.textContent.trim();
  return 1;
}"""


def _other(text: str, about: About) -> str:
    """A section that none of the labels names."""
    labels: list[str] = []
    try:
        while True:
            labels.append(text_of(text, about, "section", which=len(labels)))
    except NotHereError:
        pass
    other = next((name for name in about.site.sections if name not in labels), "")
    if not labels or not other:
        raise NotHereError("the site file names no other section")
    return other


def _in_meta(text: str, about: About) -> str:
    return documents.meta("article:section", escape(_other(text, about)))(text, about)


def _in_json_ld(text: str, about: About) -> str:
    other = _other(text, about)
    return documents.in_json_ld(articleSection=[other])(text, about)


fault("section-misspelt", "section/unknown", "a section that the site does not have").by(
    html(written("section", lambda text: text[:3] + text[4:]))
)
fault(
    "section-in-meta-stale",
    "section/sources-differ",
    "nothing amiss; the story is in another section where it is shared",
).by(html(_in_meta))
fault(
    "section-in-json-ld-stale",
    "section/sources-differ",
    "nothing amiss; the story is in another section in news search",
).by(html(_in_json_ld))
fault(
    "section-leads-elsewhere", "section/wrong-link", "a section label that leads to a page of another kind"
).by(Dom(LINKS.replace("CHANGE", 'link.href = "/about"'), "section"))
fault("section-without-link", "section/wrong-link", "a section label that leads nowhere").by(
    Dom(LINKS.replace("CHANGE", 'link.removeAttribute("href")'), "section")
)
fault(
    "section-of-another-copy",
    "section/changed-by-script",
    "a section label that changes when scripts have run",
).by(Dom(OTHER, "section"))
fault("section-in-the-text", "section/misplaced", "the section label between two paragraphs").by(
    move("section", BETWEEN_PARAGRAPHS)
)

look_alike("section-in-capitals", "section/unknown", "the section in capitals").by(
    html(written("section", str.upper))
)
look_alike(
    "section-link-with-a-slash",
    "section/wrong-link",
    "a section's address with a slash and a place in the page at its end",
).by(Dom(LINKS.replace("CHANGE", 'link.href += "/#top"'), "section"))
look_alike("section-in-meta-finer", "section/sources-differ", "a part of the section in the meta element").by(
    html(documents.meta("article:section", "Harbours"))
)
look_alike("section-after-the-text", "section/misplaced", "the section label under the text").by(
    move("section", AFTER_TEXT)
)
look_alike(
    "section-with-an-arrow",
    "section/changed-by-script",
    "an arrow that a script has put after the section label",
).by(Dom("append-text", "section", argument=" ›"))
