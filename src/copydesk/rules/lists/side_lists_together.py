"""Lists of stories beside the text and the rest of the page: copies, old stories, links to the wrong site."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, entries, shown
from copydesk.reading.listing import published, reading
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.lists.side_lists import LISTS
from copydesk.rules.registry import Rule, registry, rule
from copydesk.site.elements import ELEMENTS
from copydesk.text.urls import PageAddress, urlsplit

FEWEST = 3
"""So many stories that two lists have in common and nothing else are no chance."""
DAYS = 7
"""A list whose newest story is so much older than the page's newest has not been filled for as long."""
DATED = ("most-read", "top-stories")

COPIES = """
    Reader sees: the same stories in two lists of the page, one of them the {noun}.

    Why: both request the same thing from the same service, and the second list tells readers nothing new.

    Catches: four related stories, and the same four as top stories.

    Lets pass: lists that share some of their stories; lists of fewer than three.
"""
STALE = """
    Reader sees: last month's stories in the {noun}, beside today's news.

    Why: a list that nobody fills any more looks like one that works.

    Catches: a list whose items have times (`<time datetime>`), all at least a week older than the newest
    story in the page's feed.

    Lets pass: an old story among new ones; a page whose feed is just as old; items without times.
"""


def addresses(page: Page, element: str) -> list[str]:
    """The addresses of the stories that an element of the page links."""
    found = [entry for match in shown(page.dom, element) for entry in entries(page.dom, match)]
    return [PageAddress(entry.url) for entry in found if entry.url]


def copies(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    own = set(addresses(page, subject))
    if not own:
        yield nothing(page, subject)
    others = (*LISTS[LISTS.index(subject) + 1 :], *(["read-also"] if subject == "related" else []))
    for other in others if len(own) >= FEWEST else ():
        if own == set(addresses(page, other)):
            yield rule.finding(
                f"The {NOUNS[subject]} and the {NOUNS[other]} have the same stories",
                expected="stories of its own in each list",
                actual=f"the same {len(own)} stories",
                where=page.where(shown(page.dom, subject)[0].node),
            )
            return


def stale(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    matches = shown(page.dom, subject)
    first = reading(page, "loaded")
    fresh = [
        story.published.epoch
        for story in (first.stories if first else ())
        if story.published and story.published.epoch
    ]
    if not matches or not fresh:
        yield (
            nothing(page, subject)
            if not matches
            else Nothing("no story of the feed has a machine-readable time")
        )
        return
    for match in matches:
        found = entries(page.dom, match)
        moments = [moment for entry in found if (moment := published(page, page.dom, entry.node))]
        epochs = [moment.epoch for moment in moments if moment.epoch]
        if len(epochs) < max(FEWEST, len(found)):
            yield Nothing(f"not every story of the {NOUNS[subject]} has a machine-readable time")
        elif max(fresh) - max(epochs) > DAYS * 86_400:
            newest = max(moments, key=lambda moment: moment.epoch or 0)
            yield rule.finding(
                f"The newest story of the {NOUNS[subject]} is more than {DAYS} days older than the feed's",
                expected="newer stories",
                actual=newest.iso or newest.text,
                where=page.where(match.node),
            )


@rule("other-media/own-site")
def own_site(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A headline from other media leads to this site.

    Reader sees: another paper's headline, with a link to the site that they are already on.

    Why: the address was lost, or was completed with the site's own name.

    Catches: `<a href="diario.example/fee">` under "In other media", which leads to a page of this site.

    Lets pass: an address of this site that contains the other one (`/out?url=https://…`), as click counters
    do.
    """
    matches = shown(page.dom, "other-media")
    if not matches:
        yield nothing(page, "other-media")
    own = urlsplit(page.capture.final_url or page.capture.url).netloc
    for match in matches:
        for entry in entries(page.dom, match):
            parts = urlsplit(entry.url)
            leads_on = any(
                sign in parts.path + "?" + parts.query for sign in ("://", "%3A", "%3a", "url=", "/out")
            )
            if parts.netloc == own and not leads_on:
                yield rule.finding(
                    "A link of the “in other media” block leads to this site",
                    expected="an address of the other medium",
                    actual=entry.url,
                    where=page.where(entry.node),
                )
                return


@rule("partner-news/unmarked", severity="warning")
def unmarked(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """One of the partners' links is not marked like the others.

    Reader sees: nothing; search engines take the link for the newsroom's own word.

    Why: search engines penalise a whole site for a paid link that does not say so.

    Catches: two links with `rel="sponsored"` and one without.

    Lets pass: links of which none is marked, because the partners do not pay; links to this site.
    """
    matches = shown(page.dom, "partner-news")
    if not matches:
        yield nothing(page, "partner-news")
    own = urlsplit(page.capture.final_url or page.capture.url).netloc
    for match in matches:
        links = [
            entry for entry in entries(page.dom, match) if entry.link and urlsplit(entry.url).netloc != own
        ]
        marked = [entry for entry in links if "sponsored" in rel(page, entry.link)]
        without = [entry for entry in links if entry not in marked]
        if marked and without:
            yield rule.finding(
                "A partner's link is not marked as sponsored, as the others are",
                expected='rel="sponsored"',
                actual=f"{without[0].text}: rel=“{' '.join(rel(page, without[0].link))}”",
                where=page.where(without[0].node),
            )


def rel(page: Page, link: int | None) -> list[str]:
    """The value of a link's `rel`."""
    return [] if link is None else (page.dom.attr(link, "rel") or "").lower().split()


for subject in LISTS[:3]:  # partners and other media tell nothing that is this newsroom's own
    registry.add(
        f"{subject}/copies-a-list",
        copies,
        kinds=ELEMENTS[subject].kinds,
        manual=COPIES.format(noun=NOUNS[subject]),
    )
for subject in DATED:
    registry.add(
        f"{subject}/stale", stale, kinds=ELEMENTS[subject].kinds, manual=STALE.format(noun=NOUNS[subject])
    )
