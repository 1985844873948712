"""What the rules about an article have in common. Declares no rule."""

from __future__ import annotations

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.modules import first
from copydesk.reading.source import source_of
from copydesk.records.article import Article
from copydesk.rules.findings import Nothing
from copydesk.text.urls import PageAddress

NO_ARTICLE = Nothing("there is no article to look at")


def article_of(page: Page) -> Article | None:
    """The page's record if it is an article, otherwise None."""
    return page.record if isinstance(page.record, Article) else None


def where(page: Page, element: str, number: int = 0) -> Where:
    """The place of the element that the site file names (the one that readers see, where the page has it for
    several widths), or of the page if it names none."""
    matches = page.matches(element)
    index = first(page, element) if number == 0 else None
    if index is None and number < len(matches):
        index = matches[number].node
    return Where() if index is None else page.where(index)


def named(page: Page, element: str) -> bool:
    """Whether the site file names this element, so that its form is stated and not guessed."""
    return page.element(element) is not None


def zone_of(page: Page) -> tzinfo | None:
    """The site's time zone, if the site file gives it."""
    return ZoneInfo(page.site.time_zone) if page.site.time_zone else None


GALLERY = 2
"""So many large pictures beside a headline are a gallery; one is any story's."""
PICTURE = (300.0, 150.0)
"""Pixels that a story's picture is wide and high, at least."""
_TELLS = frozenset(("ImageGallery", "MediaGallery", "VideoGallery", "ComicStory", "Quiz", "VideoObject"))
_PAGE = re.compile(
    r"(?:[?&](?:page|p|pg|seite|pagina)=|/(?:page|seite|pagina)/)0*([2-9]|[1-9]\d{1,3})(?=$|[/&#.])"
)


def is_later_page(page: Page) -> bool:
    """Whether it is a later page of an article than the first: by its address, by where the page count's
    number leads, or by the previous page that the head names.
    """
    own = [page.capture.final_url, page.capture.url]
    if any(_PAGE.search(url) for url in own):
        return True
    dom = page.dom
    here = {PageAddress(url) for url in own if url}
    links = (i for match in page.matches("page-count") for i in match.parts.get("link", []))
    numbered = (i for i in links if PageAddress(dom.hrefs.get(i, "")) in here)
    return any(dom.text(i).isdecimal() and int(dom.text(i)) > 1 for i in numbered) or any(
        "prev" in (dom.attr(i, "rel") or "").split() for i in dom.find("link")
    )


def is_in_pictures(page: Page) -> bool:
    """Whether pictures, a film or a quiz are the page's story, so that it needs no text."""
    source = source_of(page)
    if source.first_meta("og:type").startswith("video"):
        return True
    if _TELLS.intersection(jsonld.types(source.article)):
        return True
    dom = page.dom
    headline = next((i for i in dom.find("h1") if dom.visible(i)), None)
    above = dom.ancestors(headline) if headline else ()
    around = [i for i in above if dom.nodes[i].tag in ("article", "main")]
    return any(sum(_is_large(dom, i) for i in dom.subtree(part)) >= GALLERY for part in around)


def _is_large(dom: Dom, index: int) -> bool:
    """Whether it is a picture or the like that is large enough to be a story's, and no link to another."""
    if dom.nodes[index].tag not in ("img", "video", "iframe", "canvas") or dom.inside(index, {"a", "aside"}):
        return False
    box = dom.box(index)
    return dom.visible(index) and bool(box and box[2] >= PICTURE[0] and box[3] >= PICTURE[1])
