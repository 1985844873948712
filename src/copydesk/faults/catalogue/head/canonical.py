"""The page's own address: the canonical link, og:url and the JSON-LD."""

from __future__ import annotations

from copydesk.faults.catalogue.head.head import (
    CANONICAL,
    HOST,
    added,
    added_to,
    meta,
    replaced,
    thing,
    within,
    without,
)
from copydesk.faults.documents import html
from copydesk.faults.fault import About, Dom, Rewrite
from copydesk.faults.registry import LISTS, fault, look_alike
from copydesk.site.elements import ARTICLE

PAGE_NUMBER = "number in its address"
NO_SLASH = "without a slash at its end"
OF_THE_SECTION = """() => {
  const link = document.querySelector("link[rel=canonical]"), url = link && new URL(link.href);
  if (!url || url.pathname.split("/").filter(Boolean).length < 2) return "the page is in no section";
  link.href = url.origin + url.pathname.replace(/[/][^/]+([/]?)$/, "$1");
  return 1;
}"""


def _shared_here(text: str, about: About) -> str:
    """Say which address the page is shared at, if it does not."""
    return text if "og:url" in text else added_to(text, f'<meta property="og:url" content="{about.url}">')


def canonical(by: str) -> Rewrite:
    """Change the canonical address; groups 2 to 4 are its host, path and parameters."""
    return within(CANONICAL, r'(https?://[^/"]+)([^?"]*)(\?[^"]*)?', by)


fault("canonical-of-another-story", "head/canonical-differs", "another story's address as the page's own").by(
    canonical(r"\2/world/mine-clearing-of-the-fairway")
)
fault(
    "canonical-of-the-front-page", "head/canonical-differs", "the front page's address as the page's own"
).by(canonical(r"\2/"))
fault("canonical-of-the-section", "head/canonical-differs", "the section's address as the story's own").by(
    Dom(OF_THE_SECTION), kinds=ARTICLE
)
fault("canonical-twice", "head/canonical-differs", "two canonical addresses, one of them stale").by(
    added('<link rel="canonical" href="/moved/another-story">')
)
fault(
    "canonical-of-another-host",
    "head/canonical-host",
    "the name that the site once had in the page's own address",
).by(html(_shared_here), canonical(r"https://old-lantern.example\3\4"))
fault("canonical-of-the-first-page", "head/canonical-first-page", "page 3 that calls itself page 1").by(
    within(CANONICAL, r'([^"?]+)\?page=\d+', r"\2", PAGE_NUMBER),
    kinds=ARTICLE,
    seen=(80,),
)
fault("canonical-relative", "head/canonical-relative", "the page's own address without its host").by(
    canonical(r"\3\4")
)
fault("canonical-lost", "head/no-canonical", "no word on the page's own address").by(
    html(without(r'<link rel="canonical"[^>]*>', "canonical address"))
)
fault("og-url-of-another-page", "head/og-url-differs", "the front page's address for sharing").by(
    meta("og:url", "https://lantern.example/")
)
fault("json-ld-of-another-story", "head/json-ld-url-differs", "another story's address in the JSON-LD").by(
    thing(url="https://lantern.example/world/mine-clearing-of-the-fairway", mainEntityOfPage="")
)

look_alike(
    "og-url-with-a-slash",
    "head/og-url-differs",
    "the address for sharing with a slash at its end and a campaign's parameters",
).by(within("og:url", r'([^"?]*[^"?/])(?=["?])', r"\2/?utm_source=og", f"og:url {NO_SLASH}"), kinds=LISTS)
look_alike(
    "json-ld-with-the-sites-address",
    "head/json-ld-url-differs",
    "the site's address in the place of the story's in the JSON-LD",
).by(thing(mainEntityOfPage="https://lantern.example/"))
look_alike(
    "canonical-written-another-way",
    "head/no-canonical",
    "the canonical link with its attributes in another order and capital letters",
).by(html(replaced(r'<link rel="canonical" href="([^"]+)">', r'<LINK HREF="\1" REL="Canonical">', CANONICAL)))
look_alike(
    "canonical-with-a-slash", "head/canonical-differs", "the canonical address with a slash at its end"
).by(within(CANONICAL, r'([^"?]*[^"?/])(?=["?])', r"\2/", f"canonical address {NO_SLASH}"))
look_alike(
    "canonical-of-the-public-site",
    "head/canonical-host",
    "a copy of the page that names the public site everywhere, as on a rehearsal",
).by(
    canonical(r"https://lantern.example\3\4"), within("og:url", HOST, "https://lantern.example"), kinds=LISTS
)
look_alike(
    "canonical-with-two-slashes", "head/canonical-relative", "the canonical address without “https:”"
).by(within(CANONICAL, "https?:", ""))
look_alike(
    "canonical-of-the-whole-story",
    "head/canonical-first-page",
    "a later page that names the address of the whole story on one page",
).by(
    within(CANONICAL, r'([^"?]+\?page=)\d+', r"\2all", PAGE_NUMBER),
    within("og:url", r'([^"?]+\?page=)\d+', r"\2all", PAGE_NUMBER),
    kinds=ARTICLE,
)
