"""The sections of the navigation: the right ones, each with a link to its own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.page.capture import Match
from copydesk.page.page import Page
from copydesk.page.parts import address, entries, repeated, shown
from copydesk.rules.around.navigation import real_address
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urlsplit


@rule("navigation/wrong-sections")
def wrong_sections(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The sections of the navigation are not those of the site file.

    Reader sees: a section that is missing, renamed or in a new place.

    Why: readers find their way by habit, and do not find what is not in the navigation.

    Catches: seven of the eight `sections` that the site file names; "Sport" before "World"; "Miscellany"
    instead of "Culture".

    Lets pass: a site file that names no sections; capital letters; a link to the front page or a button among
    the sections; a second navigation with other entries.
    """
    named = page.site.sections
    matches = shown(page.dom, "navigation")
    if not matches or not named:
        yield nothing(page, "navigation") if not matches else Nothing("the site file names no sections")
        return
    wanted = [name.casefold() for name in named]
    found = [sections_of(page, match, wanted) for match in matches]
    best = max(found, key=lambda names: len(set(names).intersection(wanted)))
    if best != wanted and best:
        yield rule.finding(
            f"The sections of the navigation are not those of the site: {difference(named, best)}",
            expected=", ".join(named),
            actual=", ".join(best),
            where=page.where(matches[found.index(best)].node),
        )


def sections_of(page: Page, match: Match, wanted: list[str]) -> list[str]:
    """The sections' names in lower case, each once: other rules report those that appear twice."""
    names = {
        entry.text.casefold(): None
        for entry in entries(page.dom, match)
        if entry.text.casefold() in wanted or real_address(entry.url)
    }
    return list(names)


def difference(named: list[str], found: list[str]) -> str:
    """What is different from what it should be, in a few words."""
    lost = [name for name in named if name.casefold() not in found]
    more = [name for name in found if name not in {one.casefold() for one in named}]
    told = [f"{', '.join(lost)} missing"] if lost else []
    told += [f"{', '.join(more)} there"] if more else []
    return "; ".join(told) or "their order is another one"


@rule("navigation/wrong-link")
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A section of the navigation leads to another section.

    Reader sees: "Sport" in the navigation, and world news after pressing it.

    Why: names and addresses are kept in two lists, and somebody changed only one of them.

    Catches: "Sport" leads to the page that the stories' labels call "World"; or to the front page, although
    the labels have a page for it.

    Lets pass: sections that no label on the page names; labels that lead to a part of a section, or to the
    section under a different address.
    """
    labels = labelled(page)
    matches = shown(page.dom, "navigation")
    if not matches or not labels:
        yield (
            nothing(page, "navigation") if not matches else Nothing("no story on the page names its section")
        )
    for match in matches if labels else ():
        items = entries(page.dom, match)
        names = {entry.text.casefold() for entry in items}
        called = {url: name for name, url in labels.items() if name in names}
        # Two sections of one address are told by navigation/repeated.
        again = repeated([real_address(entry.url) for entry in items])
        for entry in items:
            name, url = entry.text.casefold(), without_query(entry.url)
            home = urlsplit(entry.url).path in ("", "/") and not urlsplit(entry.url).fragment
            other = called.get(url, name)
            astray = other != name or (home and bool(entry.url) and name in labels)
            if astray and real_address(entry.url) not in again:
                yield rule.finding(
                    f"The section “{entry.text}” of the navigation leads to "
                    + (f"“{other}”" if other != name else "the front page"),
                    expected=labels.get(name, f"another page than that of {other}"),
                    actual=entry.url,
                    where=page.where(entry.node),
                )
                return


def labelled(page: Page) -> dict[str, str]:
    """The pages of the sections by their names in lower case, as the labels of stories link them.

    A name that leads to several pages, and a page with several names, prove nothing.
    """
    dom = page.dom
    nodes = [node for match in shown(dom, "section") for node in dom.subtree(match.node)]
    nodes += [node for match in shown(dom, "feed") for node in match.parts.get("section", ())]
    found: dict[str, set[str]] = {}
    for node in nodes:
        if node in dom.hrefs and dom.visible(node) and real_address(dom.hrefs[node]):
            name = " ".join(dom.text(node).split()).casefold()
            found.setdefault(name, set()).add(without_query(dom.hrefs[node]))
    once = {name: next(iter(urls)) for name, urls in found.items() if len(urls) == 1}
    pages = Counter(url for urls in found.values() for url in urls)
    return {name: url for name, url in once.items() if name and pages[url] == 1}


def without_query(url: str) -> str:
    """The part of an address that names a page: without query, fragment and final slash."""
    return address(urlsplit(url)._replace(query="", fragment="").geturl())
