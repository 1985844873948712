"""What the rules about an article have in common. Declares no rule."""

from __future__ import annotations

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.records.article import Article
from copydesk.rules.findings import Nothing
from copydesk.text.urls import PageAddress

NO_ARTICLE = Nothing("there is no article to look at")


def article_of(page: Page) -> Article | None:
    """The page's record if it is an article, otherwise None."""
    return page.record if isinstance(page.record, Article) else None


def where(page: Page, element: str, number: int = 0) -> Where:
    """The place of the element that the site file names, or of the page if it names none."""
    matches = page.matches(element)
    return page.where(matches[number].node) if number < len(matches) else Where()


def named(page: Page, element: str) -> bool:
    """Whether the site file names this element, so that its form is stated and not guessed."""
    return page.element(element) is not None


def zone_of(page: Page) -> tzinfo | None:
    """The site's time zone, if the site file gives it."""
    return ZoneInfo(page.site.time_zone) if page.site.time_zone else None


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
