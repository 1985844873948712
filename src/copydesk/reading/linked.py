"""What a page says of itself in the server's own HTML: a second source beside what leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

from copydesk.page import jsonld
from copydesk.page.capture import LinkedPage
from copydesk.page.jsonld import Thing

LENGTH = 1_000
"""Characters that are kept of a text."""
SECTIONS = 20
SHELL = 40
"""A body with less text than this says nothing."""
_TEXTS = (
    "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
)
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified")


def read(source: str, url: str) -> LinkedPage:
    """The page's title, headlines, times and sections; empty where it does not say."""
    try:
        parser = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)
        root = html.document_fromstring(source.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return LinkedPage()
    story = jsonld.article(list(_things(root)), {url.rstrip("/")})
    headings = [_text(node) for node in root.iter("h1")]
    sections = [*_meta(root, "article:section"), *jsonld.names(story.get("articleSection"))]
    og_title = next(iter(_meta(root, "og:title")), "")
    return LinkedPage(
        title=next((_text(node) for node in root.iter("title")), ""),
        headline=headings[0] if len(headings) == 1 else "",
        og_title=og_title,
        published=jsonld.text(story, "datePublished")[:40] or next(iter(_meta(root, *_PUBLISHED)), "")[:40],
        modified=jsonld.text(story, "dateModified")[:40] or next(iter(_meta(root, *_MODIFIED)), "")[:40],
        sections=list(dict.fromkeys(text[:LENGTH] for text in sections))[:SECTIONS],
        shell=not any(headings) and not og_title and not story and _is_empty(root),
    )


def _is_empty(root: html.HtmlElement) -> bool:
    """Whether the page has scripts and next to no text: "Loading…", or words for browsers without any."""
    texts = root.xpath(_TEXTS)
    return bool(root.xpath("boolean(//script)")) and len(" ".join(" ".join(texts).split())) < SHELL


def _things(root: html.HtmlElement) -> Iterator[Thing]:
    scripts = [node for node in root.iter("script") if "ld+json" in (node.get("type") or "").lower()]
    for script in scripts[: jsonld.SCRIPTS]:
        yield from jsonld.objects(jsonld.parse(script.text or ""))


def _meta(root: html.HtmlElement, *names: str) -> list[str]:
    found = []
    for node in root.iter("meta"):
        named = {(node.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        content = " ".join((node.get("content") or "").split())
        if content and not named.isdisjoint(names):
            found.append(content[:LENGTH])
    return found


def _text(node: html.HtmlElement) -> str:
    return " ".join("".join(node.itertext()).split())[:LENGTH]
