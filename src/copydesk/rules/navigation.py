"""The section navigation: the right sections, each linked to its page, none twice, the page's own marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from copydesk.capture import Match
from copydesk.dom import Dom
from copydesk.findings import Finding, Nothing
from copydesk.page import Page
from copydesk.parts import Entry, address, entries, every_state, nothing, repeated, same_page, shown
from copydesk.records.listing import below
from copydesk.rules.registry import Rule, rule


def current(dom: Dom, match: Match) -> list[Entry] | None:
    """The sections that are marked as the page's own; None where the page does not say how it marks one."""
    named = match.parts.get("current")
    marked = named if named is not None else [i for i in dom.subtree(match.node) if is_current(dom, i)]
    if named is None and not marked:
        return None
    around = set(marked)
    return [
        entry
        for entry in entries(dom, match)
        if below(dom, entry.node, marked) or not around.isdisjoint(dom.ancestors(entry.node))
    ]


def is_current(dom: Dom, node: int) -> bool:
    """Whether ARIA marks an element as the current one."""
    return dom.attr(node, "aria-current") not in (None, "", "false")


@rule("navigation/no-link")
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A section of the navigation leads nowhere.

    Reader sees: a section's name that cannot be pressed.

    Why: the navigation is how readers get to everything that is not on this page.

    Catches: `<nav><a href="/world">World</a><a>Sport</a></nav>`.

    Lets pass: the section that the page is in, where it is not linked to itself; a button that opens a menu.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        own = {entry.node for entry in current(page.dom, match) or ()}
        for entry in entries(page.dom, match):
            tags = {page.dom.tag(i) for i in page.dom.subtree(entry.node)}
            if not entry.url and entry.node not in own and "button" not in tags:
                yield rule.finding(
                    f"The section “{entry.text}” of the navigation is not a link",
                    expected="a link to the section",
                    actual="no link",
                    where=page.where(entry.node),
                )


@rule("navigation/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation has a section twice.

    Reader sees: the same section in two places, or two sections that lead to the same page.

    Why: one of the two was meant to be another section, which now cannot be reached.

    Catches: "Business" and "Security" that both lead to `/business`.

    Lets pass: a second navigation on the page (for phones, in the footer); a name and "Home" that both lead
    to the front page.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        items = entries(page.dom, match)
        names = [entry.text.casefold() for entry in items]
        urls = [real_address(entry.url) for entry in items]
        again = repeated(names)
        firsts = {url: index for index, url in reversed([*enumerate(urls)])}
        for text, index in again.items():
            yield rule.finding(
                f"The navigation has the section “{items[index].text}” twice",
                expected="each section once",
                actual=text,
                where=page.where(items[index].node),
            )
        for url, index in repeated(urls).items():
            if names[index] not in again:
                first, second = items[firsts[url]], items[index]
                yield rule.finding(
                    f"The sections “{first.text}” and “{second.text}” lead to the same page",
                    expected="each section once",
                    actual=url,
                    where=page.where(second.node),
                )


@rule("navigation/wrong-sections")
def wrong_sections(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The sections of the navigation are not those of the site file.

    Reader sees: a section gone, under another name, or in another place than ever.

    Why: readers find their way by habit, and what is not in the navigation is not found.

    Catches: seven of the eight `sections` that the site file names; "Sport" before "World"; "Miscellany" in
    the place of "Culture".

    Lets pass: a site file that names no sections; capital letters; a link to the front page or a button among
    the sections; a second navigation in which other things stand.
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
    """The sections' names in small letters, each once: other rules tell of those that are there twice."""
    names = {
        entry.text.casefold(): None
        for entry in entries(page.dom, match)
        if entry.text.casefold() in wanted or real_address(entry.url)
    }
    return list(names)


def difference(named: list[str], found: list[str]) -> str:
    """What is other than it should be, in a few words."""
    lost = [name for name in named if name.casefold() not in found]
    more = [name for name in found if name not in {one.casefold() for one in named}]
    told = [f"{', '.join(lost)} missing"] if lost else []
    told += [f"{', '.join(more)} there"] if more else []
    return "; ".join(told) or "their order is another one"


@rule("navigation/wrong-link")
def wrong_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A section of the navigation leads to another section.

    Reader sees: "Sport" in the navigation, and the news of the world after pressing it.

    Why: the names and the addresses are kept in two lists, and one of them was changed.

    Catches: "Sport" leads to the page that the stories' labels call "World"; or to the front page, where the
    labels have a page for it.

    Lets pass: sections that no label on the page names; labels that lead to a part of a section, or to the
    section under another address.
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
    """The pages of the sections by their names in small letters, as the labels of stories link them.

    A name that leads to several pages, and a page that has several names, prove nothing.
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
    """An address as far as it names a page: without its query, fragment and a slash at its end."""
    return address(urlsplit(url)._replace(query="", fragment="").geturl())


def real_address(url: str) -> str:
    """An address that leads to a section: empty for the front page, a place on the page or a script."""
    parts = urlsplit(url)
    nowhere = parts.scheme not in ("http", "https") or parts.path in ("", "/") or parts.fragment
    return "" if nowhere else address(url)


@rule("navigation/changed")
def changed(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation is another one after something was done on the page.

    Reader sees: sections that come, go or change places while they use the page.

    Why: the navigation is the one thing that must stay where it is.

    Catches: eight sections when the page is loaded, seven after a tab was pressed.

    Lets pass: a navigation that collapses to a menu as a whole; another section marked as the current one.
    """
    before = [[entry.text for entry in entries(page.dom, match)] for match in shown(page.dom, "navigation")]
    if not before:
        yield nothing(page, "navigation")
    elif len(page.states) < 2:
        yield Nothing("nothing was done on the page that could have changed the navigation")
    for state, dom, match in every_state(page, "navigation") if before else ():
        now = [entry.text for entry in entries(dom, match)]
        if now and now not in before and len(shown(dom, "navigation")) == len(before):
            yield rule.finding(
                f"The navigation is not the same any more ({state.action or state.name})",
                expected=", ".join(before[0]),
                actual=", ".join(now),
                where=page.where(match.node, state.name, dom),
            )
            return


@rule("navigation/wrong-current")
def wrong_current(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The navigation does not mark the section that the page is in.

    Reader sees: no section marked, two, or another than the one the page is in.

    Why: the mark tells readers where they are, and screen readers say it aloud.

    Catches: an article labelled "World" under a navigation that marks "Politics", or nothing.

    Lets pass: a page that is in none of the sections, with nothing marked; an article in two sections, with
    either of them marked; a navigation that marks no section on any page.
    """
    matches = shown(page.dom, "navigation")
    if not matches:
        yield nothing(page, "navigation")
    for match in matches:
        marked = current(page.dom, match)
        items = entries(page.dom, match)
        own = own_sections(page, items)
        if marked is None:
            yield Nothing("the navigation marks no section as the current one")
        elif len(marked) > 1:
            yield rule.finding(
                "The navigation marks more than one section as the current one",
                expected="one",
                actual=", ".join(entry.text for entry in marked),
                where=page.where(marked[1].node),
            )
        elif own and not any(entry.node in {one.node for one in marked} for entry in own):
            yield rule.finding(
                f"The page is in the section “{own[0].text}”, which the navigation does not mark",
                expected=f"{own[0].text} marked as the current section",
                actual=f"{marked[0].text} marked" if marked else "no section marked",
                where=page.where((marked or own)[0].node),
            )


def own_sections(page: Page, items: list[Entry]) -> list[Entry]:
    """The navigation's sections that the page is in: those its section labels name, or the page itself."""
    names: set[str] = set()
    urls: set[str] = set()
    for match in shown(page.dom, "section"):
        links = [i for i in page.dom.subtree(match.node) if i in page.dom.hrefs]
        names.add(" ".join(page.dom.text(match.node).split()).casefold())
        urls.update(address(page.dom.hrefs[i]) for i in links)
    return [
        entry
        for entry in items
        if entry.text.casefold() in names
        or (
            entry.url
            and real_address(entry.url)
            and (address(entry.url) in urls or same_page(entry.url, page))
        )
    ]
