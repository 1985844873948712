"""Which address is the page's own: the canonical one, and those of og:url and the JSON-LD."""

from __future__ import annotations

from copydesk.faults.catalogue.head.head import (
    ARTICLE,
    added,
    canonical,
    meta,
    replaced,
    thing,
    without,
)
from copydesk.faults.documents import html
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault

OF_THE_SECTION = """() => {
  const link = document.querySelector("link[rel=canonical]"), url = link && new URL(link.href);
  if (!url || url.pathname.split("/").length < 3) return "the page is in no section";
  link.href = url.origin + url.pathname.replace(/[/][^/]+$/, "");
  return 1;
}"""

fault("canonical-of-another-story", "head/canonical-differs", "another story's address as the page's own").by(
    html(canonical(r"\1/world/mine-clearing-of-the-fairway"))
)
fault(
    "canonical-of-the-front-page", "head/canonical-differs", "the front page's address as the page's own"
).by(html(canonical(r"\1/")))
fault("canonical-of-the-section", "head/canonical-differs", "the section's address as the story's own").by(
    Dom(OF_THE_SECTION), kinds=ARTICLE
)
fault("canonical-twice", "head/canonical-differs", "two canonical addresses, one of them stale").by(
    html(added('<link rel="canonical" href="/moved/another-story">'))
)
fault(
    "canonical-of-another-host",
    "head/canonical-host",
    "the name that the site once had in the page's own address",
).by(html(canonical(r"https://old-lantern.example\2\3")))
fault("canonical-of-the-first-page", "head/canonical-first-page", "page 3 that calls itself page 1").by(
    html(replaced(r'(<link rel="canonical" href="[^"?]+)\?page=\d+', r"\1", "number in its address")),
    kinds=ARTICLE,
    seen=(80,),
)
fault("canonical-relative", "head/canonical-relative", "the page's own address without its host").by(
    html(canonical(r"\2\3"))
)
fault("canonical-lost", "head/no-canonical", "no word on the page's own address").by(
    html(without(r'<link rel="canonical"[^>]*>', "canonical address"))
)
fault("og-url-of-another-page", "head/og-url-differs", "the front page's address for sharing").by(
    html(meta("og:url", "https://lantern.example/"))
)
fault("json-ld-of-another-story", "head/json-ld-url-differs", "another story's address in the JSON-LD").by(
    html(thing(url="https://lantern.example/world/mine-clearing-of-the-fairway", mainEntityOfPage=""))
)
