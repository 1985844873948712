"""Whether the page agrees with the pages that it links to: headlines, times, sections, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from copydesk.page.capture import LinkedPage
from copydesk.page.page import Page
from copydesk.page.parts import entries, shown, templated
from copydesk.reading.listing import Story, instant, reading, zone
from copydesk.rules.findings import Finding, Nothing, Untold, nothing
from copydesk.rules.lists.feed import FEW
from copydesk.rules.registry import Rule, rule
from copydesk.rules.visit.links import NOT_ASKED, error_title
from copydesk.text.compare import plain, words
from copydesk.text.urls import urldefrag

LAG = 600
"""Seconds after an article was changed in which a list may still show it as it was: caches have to expire."""
OWN_WORDS = Untold("lists may have their own headlines ([links] same_headlines is not set)")


def linked_page(page: Page, url: str) -> LinkedPage | None:
    """The page behind an address, if the visit read it and its answer is reliable. One that scripts draw has
    nothing in its HTML to compare.
    """
    answer = (page.capture.links or {}).get(urldefrag(url))
    there = answer.page if answer and answer.status == 200 and not error_title(answer) else None
    return None if there is None or there.shell else there


def stories(page: Page) -> Iterator[tuple[Story, LinkedPage]]:
    """The stories of the list whose pages were read."""
    first = reading(page, "loaded") if page.element("feed") else None
    for story in first.stories if first else []:
        if story.url and (there := linked_page(page, story.url)):
            yield story, there


def just_changed(page: Page, there: LinkedPage) -> bool:
    """Whether an article was changed so recently that a list may not show it yet."""
    changed = instant(there.modified, zone(page).key)
    now = datetime.fromisoformat(page.capture.moment)
    return changed is not None and now.timestamp() - changed.timestamp() < LAG


def headline_there(page: Page, there: LinkedPage) -> str:
    """An article's headline as its own page has it."""
    return there.headline or there.og_title or there.title.removesuffix(page.site.title_suffix)


def same_headline(page: Page, teaser: str, there: LinkedPage) -> bool:
    """Whether a teaser is the article's headline, possibly shortened or with something before it."""
    teaser = plain(teaser).casefold()
    begun = teaser.removesuffix("...").rstrip() if teaser.endswith("...") else None
    title = there.title.removesuffix(page.site.title_suffix)
    for text in (there.headline, there.og_title, title):
        own = plain(text).casefold()
        if own and (teaser.endswith(own) or (begun and own.startswith(begun))):
            return True
    return False


@rule("read-also/headline-differs", kinds=("article",))
def read_also_headline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The headline in the read-also inset differs from that of the article.

    Reader sees: an inset that promises one story and leads to another.

    Why: the article was edited and the inset was not, or its address was changed and its text was not.

    Catches: an inset "Harbour closed for nine days" with a link to "Harbour reopens after nine days".

    Lets pass: a headline cut off with "…"; different kinds of quotes and dashes; a word before it, such as
    "Video:"; an article that was changed within the last ten minutes; any inset, unless the site file says
    that teasers have the article's headline (`same_headlines`).
    """
    matches = shown(page.dom, "read-also")
    if not matches:
        yield nothing(page, "read-also")
    elif page.capture.links is None:
        yield NOT_ASKED
    elif not page.site.links.same_headlines:
        yield OWN_WORDS
    else:
        for match in matches:
            links = [i for i in page.dom.subtree(match.node) if i in page.dom.hrefs]
            for node in links:
                there = linked_page(page, page.dom.hrefs[node])
                text = " ".join(page.dom.text(node).split())
                if there and text and not templated(text) and differs(page, text, there):
                    yield rule.finding(
                        "The read-also inset has another headline than the article that it leads to",
                        expected=headline_there(page, there),
                        actual=text,
                        where=page.where(node),
                    )


def differs(page: Page, teaser: str, there: LinkedPage) -> bool:
    """Whether a teaser should have the article's headline by now, and has a different one."""
    return bool(
        headline_there(page, there)
        and not same_headline(page, teaser, there)
        and not just_changed(page, there)
    )


@rule("feed/headline-differs")
def feed_headline(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The headline of a story in the list differs from the article's own.

    Reader sees: yesterday's wording in the list, today's in the article.

    Why: the article was edited and the list's copy was not.

    Catches: "Five missing after storm" in the list, "Seven missing after storm" on the article.

    Lets pass: a headline cut off with "…"; an article that was changed within the last ten minutes; any
    teaser, unless the site file says that teasers have the article's headline (`same_headlines`).
    """
    if reason := unread(page):
        yield reason
    elif not page.site.links.same_headlines:
        yield OWN_WORDS
    else:
        found = [
            (story, there)
            for story, there in stories(page)
            if story.headline and not templated(story.headline) and differs(page, story.headline, there)
        ]
        # Articles that all have the same headline have it for one reason.
        alike = Counter(headline_there(page, there) for _, there in found)
        for title, times in alike.items():
            same = [story for story, there in found if headline_there(page, there) == title]
            others = f", and so have {times - 1} more stories" if times > FEW else ""
            for story in same[: 1 if times > FEW else FEW]:
                yield rule.finding(
                    f"The list has another headline than the article: “{story.headline}”{others}",
                    expected=title,
                    actual=story.headline,
                    where=page.where(story.node),
                )


def unread(page: Page) -> Nothing | None:
    """Why no story of the list can be compared with its article."""
    if not shown(page.dom, "feed"):
        return nothing(page, "feed")
    if page.capture.links is None:
        return NOT_ASKED
    return None if any(stories(page)) else Nothing("no article of the list was read")


@rule("feed/time-differs")
def feed_time(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The time of a story in the list differs from the article's own.

    Reader sees: 09:30 in the list, 06:30 on the article.

    Why: one of the two uses the wrong time zone, or an edit changed only one of them.

    Catches: `<time datetime="2026-03-31T06:30:00Z">` in the list for an article that was published at
    `2026-03-31T06:30:00+03:00`.

    Lets pass: the time of the last change instead of that of publication; seconds; a list without
    machine-readable times; an article that was changed within the last ten minutes.
    """
    if reason := unread(page):
        yield reason
        return
    for story, there in stories(page):
        at = story.published.epoch if story.published else None
        known = [instant(stamp, zone(page).key) for stamp in (there.published, there.modified)]
        times = [moment.timestamp() for moment in known if moment]
        if at is None or known[0] is None or just_changed(page, there):
            continue
        if all(abs(at - time) >= 60 for time in times):
            yield rule.finding(
                f"The list has another time than the article: “{story.headline}”",
                expected=there.published,
                actual=story.published.iso or story.published.text if story.published else "",
                where=page.where(story.node),
            )


@rule("feed/section-differs")
def feed_section(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The section label of a story in the list differs from the article's own.

    Reader sees: "Sport" in the list, "World" on the article.

    Why: the list uses a different field from the page, or the article was moved and the list's copy was not.

    Catches: a label "Sport" for an article whose own sections are "World" and "Culture", all three in the
    navigation.

    Lets pass: one of an article's several sections; labels that are not in the navigation, such as a topic;
    articles that do not name their section; one that was changed within the last ten minutes.
    """
    if reason := unread(page):
        yield reason
        return
    known = {
        " ".join(words(entry.text))
        for match in shown(page.dom, "navigation")
        for entry in entries(page.dom, match)
    }
    for story, there in stories(page):
        mine = {" ".join(words(text)) for text in story.sections} & known
        own = {" ".join(words(text)) for text in there.sections} & known
        if mine and own and mine.isdisjoint(own) and not just_changed(page, there):
            yield rule.finding(
                f"The list has another section than the article: “{story.headline}”",
                expected=", ".join(there.sections),
                actual=", ".join(story.sections),
                where=page.where(story.node),
            )


@rule("persons/other-page", kinds=("article",))
def other_person(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A person's name leads to somebody else's page.

    Reader sees: Anna Marsh's name, with a link to stories about Peter Lund.

    Why: two persons' identities were mixed up, or somebody copied a link and changed only its text.

    Catches: "Anna Marsh" with a link to a page headed "Peter Lund", or to one headed "Anna Berg" if she is
    among the persons too.

    Lets pass: a page headed "Marsh, Anna" or "Minister A. Marsh"; a different spelling of one of the names;
    one in another script; a page without a headline.
    """
    matches = shown(page.dom, "persons")
    if not matches:
        yield nothing(page, "persons")
        return
    if page.capture.links is None:
        yield NOT_ASKED
        return
    for match in matches:
        found = entries(page.dom, match)
        names = [sorted(words(entry.text)) for entry in found]
        for entry in found:
            there = linked_page(page, entry.url)
            if there is None or not entry.text or templated(entry.text):
                continue
            headed = sorted(words(there.headline))
            if (headed in names and headed != sorted(words(entry.text))) or elsewhere(entry.text, there):
                yield rule.finding(
                    f"“{entry.text}” leads to the page of somebody else",
                    expected=entry.text,
                    actual=there.headline,
                    where=page.where(entry.node),
                )


def elsewhere(name: str, there: LinkedPage) -> bool:
    """Whether a page's heading is a name in the same script that has nothing in common with this one."""
    mine, others = words(name), words(f"{there.headline} {there.title} {there.og_title}")
    if len(mine) < 2 or len(words(there.headline)) < 2:
        return False
    if mine[0].isascii() != words(there.headline)[0].isascii():
        return False
    return not {word[:3] for word in mine} & {word[:3] for word in others}
