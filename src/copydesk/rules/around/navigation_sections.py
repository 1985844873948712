"""The sections of the navigation: the right ones, each with a link to its own page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.leads import leads_to
from copydesk.page.page import Page
from copydesk.page.parts import Entry, entries, link_and_headline, repeated, shown
from copydesk.rules.around.navigation import section_address
from copydesk.rules.findings import Finding, Nothing, Untold, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.compare import letters
from copydesk.text.urls import PageAddress, urlsplit

FEWEST = 2
"""So many labels that agree speak against a navigation, where neither address says which section it is of."""


@rule("navigation/wrong-sections")
def wrong_sections(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The sections of the navigation are not those of the site file.

    Reader sees: a section that is missing, renamed or in a new place.

    Why: readers find their way by habit, and do not find what is not in the navigation.

    Catches: seven of the eight `sections` that the site file names; "Sport" before "World"; "Miscellany"
    instead of "Culture".

    Lets pass: a site file that names no sections; capital letters; a link to the front page or a button among
    the sections; a second navigation with other entries; sections that are folded into a menu, behind a
    control that a reader sees.
    """
    named = page.site.sections
    matches = shown(page.dom, "navigation")
    if not matches or not named:
        yield nothing(page, "navigation") if not matches else Untold("the site file names no sections")
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
    there = [(entry.node, entry.text.casefold(), entry.url) for entry in entries(page.dom, match)]
    names = {
        text: None
        for _, text, url in sorted([*there, *folded(page.dom, match)])
        if text in wanted or section_address(page, url)
    }
    return list(names)


def folded(dom: Dom, match: Match) -> Iterator[tuple[int, str, str]]:
    """The items of a closed menu that a control in sight opens: node, text in lower case, address."""
    controls = [i for i in dom.subtree(match.node) if opens(dom, i) and dom.visible(i)]
    items = match.parts.get("item", match.parts.get("link"))
    for node in items if items is not None else [i for i in dom.subtree(match.node) if i in dom.hrefs]:
        inside = [above for above in dom.ancestors(node) if above > match.node]
        menus = [above for above in inside if dom.tag(above) not in ("li", "a", "span")]
        if controls and not dom.visible(node) and any(not dom.visible(menu) for menu in menus):
            link, _ = link_and_headline(dom, node)
            text = " ".join(dom.text(node, hidden=True).split())
            yield node, text.casefold(), "" if link is None else dom.hrefs[link]


def opens(dom: Dom, node: int) -> bool:
    """Whether an element is a control that can open a menu."""
    attrs = dom.nodes[node].attrs
    return dom.tag(node) in ("button", "summary") or "aria-expanded" in attrs or "aria-haspopup" in attrs


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
    the labels have a page for it; or the addresses of two sections have each other's names at their ends.

    Lets pass: sections that neither a label on the page nor an address names; labels that lead to a part of a
    section, or to the section under a different address; a label that is wrong itself, which
    `section/wrong-link` reports: the navigation's address has the section's name in it, or only one label
    says otherwise.
    """
    labels = labelled(page)
    matches = shown(page.dom, "navigation")
    if not matches or not labels:
        yield (
            nothing(page, "navigation") if not matches else Nothing("no story on the page names its section")
        )
    for match in matches:
        for one, leads in exchanged(entries(page.dom, match)):
            yield rule.finding(
                f"The section “{one.text}” of the navigation leads to “{leads.text}”",
                expected=f"another page than that of {leads.text}",
                actual=one.url,
                where=page.where(one.node),
            )
            return
    for match in matches if labels else ():
        items = entries(page.dom, match)
        names = {entry.text.casefold() for entry in items}
        called = {url: name for name, (url, _) in labels.items() if name in names}
        # Two sections of one address are told by navigation/repeated.
        again = repeated([section_address(page, entry.url) for entry in items])
        for entry in items:
            name, url = entry.text.casefold(), leads_to(page, entry.url)
            home = bool(entry.url) and url.is_front and not urlsplit(entry.url).fragment
            other = called.get(url, name)
            astray = other != name and (labels[other][1] >= FEWEST or names_section(url, other))
            if ((astray and not names_section(url, name)) or (home and name in labels)) and (
                section_address(page, entry.url) not in again
            ):
                yield rule.finding(
                    f"The section “{entry.text}” of the navigation leads to "
                    + (f"“{other}”" if other != name else "the front page"),
                    expected=labels[name][0] if name in labels else f"another page than that of {other}",
                    actual=entry.url,
                    where=page.where(entry.node),
                )
                return


def exchanged(items: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Sections whose addresses end in the name of another one, which leads astray as well."""
    known = {letters(item.text): item for item in items if item.url and item.text}
    ends = {item.node: known.get(letters(last_part(item.url))) for item in items}
    for item in items:
        other = ends[item.node]
        if other and not named_rightly(item) and not named_rightly(other) and ends[other.node]:
            yield item, other


def named_rightly(item: Entry) -> bool:
    """Whether an entry's address has its own name in its path."""
    return names_section(PageAddress(item.url), item.text)


def last_part(url: str) -> str:
    """What is behind the last slash of an address, apart from one at its end."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


def names_section(url: PageAddress, name: str) -> bool:
    """Whether an address has a section's name in its path."""
    return bool(name) and letters(name) in letters(url.named.path)


def labelled(page: Page) -> dict[str, tuple[PageAddress, int]]:
    """The pages of the sections by their names in lower case, as the labels of stories link them, and how
    many labels do.

    A name that leads to several pages, and a page with several names, prove nothing.
    """
    dom = page.dom
    nodes = [node for match in shown(dom, "section") for node in dom.subtree(match.node)]
    nodes += [node for match in shown(dom, "feed") for node in match.parts.get("section", ())]
    found: defaultdict[str, Counter[PageAddress]] = defaultdict(Counter)
    for node in nodes:
        if node in dom.hrefs and dom.visible(node) and (url := section_address(page, dom.hrefs[node])):
            found[" ".join(dom.text(node).split()).casefold()][url] += 1
    once = {name: next(iter(urls.items())) for name, urls in found.items() if len(urls) == 1}
    pages = Counter(url for urls in found.values() for url in urls)
    return {name: (url, times) for name, (url, times) in once.items() if name and pages[url] == 1}
