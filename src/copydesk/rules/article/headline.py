"""The headline: one, and the same wherever the page gives it."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page import jsonld
from copydesk.page.attributes import head
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.source import source_of
from copydesk.records.article import Article
from copydesk.rules.article.titles import framed, headlines, says_headline, without_site
from copydesk.rules.findings import Finding, Nothing, Untold
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import NO_ARTICLE, article_of, named, where
from copydesk.text.compare import letters, plain, unrelated
from copydesk.text.templates import leaks

CUT = 30
"""Characters that a headline which is cut to a length has left at least."""


@rule("headline/second-h1", kinds=("article",))
def second(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: two headlines of the same size, or hears a screen reader announce two.

    Why: the h1 says what a page is about; with two, search engines and screen readers may take the wrong one.

    Catches: a second visible h1, such as the section's name, on a page whose site file names the headline.

    Lets pass: an h1 that is hidden, or contains only a logo; pages of a site whose file does not name the
    headline.
    """
    if not named(page, "headline"):
        yield Untold("the site file does not say which heading is the headline")
        return
    dom = page.dom
    shown = [index for index in dom.find("h1") if dom.visible(index) and dom.text(index)]
    element = page.element("headline")
    counted = {match.node for match in page.matches("headline")} if element and element.count[1] else set()
    for index in shown[1:]:
        if index in counted:
            continue  # headline/count says it
        yield rule.finding(
            f"The page has {len(shown)} main headings (h1)",
            expected="one, the headline",
            actual=dom.text(index),
            where=page.where(index),
        )


def _is_cut(headline: str, other: str) -> bool:
    """Whether it is the headline, shortened and marked as shortened."""
    bare = plain(other)
    start = bare.rstrip(".").rstrip()
    return bare.endswith("...") and len(start) >= CUT and plain(headline).startswith(start)


def _differs(page: Page, article: Article, title: str) -> bool:
    """Whether another source gives a different headline. Where a site may reword it, only one that has
    nothing to do with the story is wrong.
    """
    if not title or leaks(title):
        return False
    bare = without_site(page, title)
    if named(page, "headline") and says_headline(page.site):
        return not any(
            plain(headline) == other or _is_cut(headline, other) or framed(other, headline)
            for headline in headlines(page, article)
            for other in bare
        )
    if not all(unrelated(article.headline, other) for other in bare):
        return False
    story = " ".join((article.headline, article.lead, *(block.text for block in article.body)))
    return unrelated(story, bare[-1])


@rule("headline/title-differs", kinds=("article",))
def title(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one headline on the page and another in the browser's tab, in bookmarks and in search
    results.

    Why: another story's title, or the same title on every page, sends readers to the wrong place.

    Catches: a title that is not the headline plus the site's suffix; on a site whose file does not say what
    titles have around the headline (`title_suffix`, `title_prefix`), or that they are `titles = "free"`, one
    that has nothing in common with the story.

    Lets pass: different quotes, dashes and spaces; a headline that is shortened with an ellipsis; the number
    of a later page; a topic or the kind of story, set apart from the headline ("Opinion | …", "… | Sea
    defences"); a kicker in the headline's element; where titles are free, a reworded headline.
    """
    article = article_of(page)
    if article is None or not article.headline:
        yield NO_ARTICLE
        return
    shown = page.dom.snapshot.title
    numbered = plain(shown).startswith(plain(article.headline)) and "page=" in page.capture.final_url
    if _differs(page, article, shown) and not numbered:
        yield rule.finding(
            "The page's title is not its headline",
            expected=article.headline + page.site.title_suffix,
            actual=shown,
            where=where(page, "headline"),
        )


@rule("headline/og-title-differs", kinds=("article",))
def og_title(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one headline on the page and another where the page is shared.

    Why: another story's preview under the link to this one misleads everyone who sees it.

    Catches: an og:title or twitter:title that is not the headline (where the site file does not say what
    titles have around it, or that they are free: has nothing in common with the story).

    Lets pass: the site's suffix; different quotes, dashes and spaces; a topic or the kind of story, set apart
    from the headline; a page without these elements.
    """
    article = article_of(page)
    if article is None or not article.headline:
        yield NO_ARTICLE
        return
    for name, value, place in head(page):
        if name in ("og:title", "twitter:title") and _differs(page, article, value):
            yield rule.finding(
                f"The headline for sharing ({name}) is not the page's headline",
                expected=article.headline,
                actual=value,
                where=place,
            )


@rule("headline/json-ld-differs", kinds=("article",))
def json_ld(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: one headline on the page and another in news search and aggregators.

    Why: these services show what the JSON-LD says.

    Catches: a JSON-LD headline that is not the page's (where the site file does not say what titles have
    around it, or that they are free: has nothing in common with the story).

    Lets pass: different quotes, dashes and spaces; a topic or the kind of story, set apart; one that is cut
    at 110 letters, as search engines once asked.
    """
    article = article_of(page)
    if article is None or not article.headline:
        yield NO_ARTICLE
        return
    said = jsonld.text(source_of(page).article, "headline")
    cut = len(said) >= 60 and letters(article.headline).startswith(letters(said.rstrip(".…")))
    if _differs(page, article, said) and not cut:
        yield rule.finding(
            "The headline in the page's JSON-LD is not the page's headline",
            expected=article.headline,
            actual=said,
            where=Where(selector='script[type="application/ld+json"]'),
        )


@rule("headline/site-name", kinds=("article",))
def site_name(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the site's own name where the headline should be.

    Why: the story has no headline, and the template printed the site's name instead.

    Catches: a headline that is just the site's title, in the h1 or in og:title.

    Lets pass: a story about the site that has more words in its headline.
    """
    article = article_of(page)
    if article is None or not article.headline:
        yield NO_ARTICLE
        return
    names = {
        letters(page.site.title),
        *(letters(v) for name, v, _ in head(page) if name == "og:site_name"),
    } - {""}
    if letters(article.headline) in names:
        yield rule.finding(
            "The headline is the site's name",
            expected="the story's headline",
            actual=article.headline,
            where=where(page, "headline"),
        )
