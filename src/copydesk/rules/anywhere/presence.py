"""Whether the elements that the site file names are on the page: the same five rules for every element."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.layout import EDGE, middle, within
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS, has_content, shown
from copydesk.page.sent import sent
from copydesk.reading.listing import reading
from copydesk.records.article import Article
from copydesk.records.feed import Feed
from copydesk.records.filter import Filter
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, registry
from copydesk.rules.story import is_in_pictures
from copydesk.site.elements import ELEMENTS
from copydesk.site.model import PageKind

HIDES = frozenset(("back-to-top", "loading", "load-more", "advertisement"))
"""Elements that a page rightly hides: before it is scrolled, when the list is there or ends, when unsold."""
MAY_BE_BARE = frozenset(("loading", "advertisement", "feed", "date-groups"))
"""Elements that may be empty, or whose own rules say better what is missing in them."""
BY_DEFAULT: dict[str, tuple[PageKind, ...]] = {
    "headline": ("article",),
    "body": ("article",),
    "feed": ("feed", "filter"),
}
"""Elements that a page of that kind must have even when no site file says so; the record tells."""
MANUALS = {
    "missing": """
    Reader sees: no {noun} where the page should have one.

    Why: nobody notices what vanishes without a trace: the page looks complete.

    Catches: the site file requires the {noun}, and its selector matches nothing on the page; or it is
    optional, the server sent one, and a script removed it.

    Lets pass: a page without one where the site file calls it optional or does not name it; one that the
    page's template shows only on a condition{besides}.
    """,
    "hidden": """
    Reader sees: no {noun}, although the page's code has one.

    Why: a style sheet or a script that failed can leave it on the page but out of sight.

    Catches: the {noun} is required, and every one is `display: none`, transparent or off the page; or it is
    optional, the server sent one with a text, and a script set a style that hides it.

    Lets pass: a second one that is hidden (for phones) beside a visible one; an optional one that is hidden
    because it has nothing to show, or by the style sheet; whatever a page rightly hides until it is needed.
    """,
    "count": """
    Reader sees: the {noun} too often, or not often enough.

    Why: templates break in this way: they put a module on the page twice, or lose a part of it.

    Catches: the site file says `count = 1`, and the page shows two.

    Lets pass: one that is visible and one that is hidden; none at all where it is optional.
    """,
    "covered": """
    Reader sees: something else on top of the {noun}.

    Why: nobody can read or press what is under a banner.

    Catches: a consent dialogue over the whole page, with the {noun} under it; an opaque box, anywhere on the
    page, over a good part of it.

    Lets pass: a link that is stretched over a card; a bar at the window's lower edge, because you can scroll
    the page out from under it; a shade that lets the page shine through.
    """,
    "empty": """
    Reader sees: an empty space where the {noun} should be.

    Why: the template ran, but its data did not arrive.

    Catches: the {noun} takes up room on the page and contains no text, no picture and no control; or the site
    file requires it, and there is nothing in it, whatever room it takes.

    Lets pass: a control that is only a picture, even one from the style sheet; an embedded frame; an optional
    one with no height, which nobody sees; an empty one that takes no room, beside one that has something in
    it; a paragraph that the parser ended early, with its content right after it.
    """,
}


def missing(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    noun = NOUNS[subject]
    element = page.element(subject)
    if element is None:
        if page.kind not in BY_DEFAULT.get(subject, ()):
            yield nothing(page, subject)
        elif read_by_default(page, subject):
            return
        elif subject == "body" and is_in_pictures(page):
            yield Nothing("pictures, a film or a game are the story")
        elif subject == "feed":
            # There are more kinds of lists than the reader knows.
            yield Nothing(
                f"no {noun} could be found on the page: if there is one, name `[elements.{page.kind}.feed]`"
            )
        else:
            yield rule.finding(
                f"No {noun} could be found on the page", expected=noun, actual="none that can be read"
            )
    elif refused := page.dom.snapshot.bad_selectors.get(subject):
        yield rule.finding(
            f"The browser does not understand the site file's selector for the {noun}",
            expected="a CSS selector",
            actual=f"{element.selector}: {refused}",
        )
    elif not page.matches(subject):
        if element.required and not (subject == "date-groups" and list_is_empty(page)):
            yield rule.finding(
                f"The page has no {noun}, and the site file says that it must have one",
                expected=f"{noun} ({element.selector})",
                actual="nothing on the page matches",
            )
        elif subject not in HIDES and not element.required and sent(page, element.selector):
            yield rule.finding(
                f"The server has sent the {noun}, and it is not on the page: a script has taken it away",
                expected=f"{noun} ({element.selector}), as in the page's source",
                actual="nothing on the page matches",
            )
        else:
            yield nothing(page, subject)


def is_missing(page: Page, subject: str) -> bool:
    """Whether `<subject>/missing` reports an element of this page."""
    element = page.element(subject)
    if element is None or page.kind not in ELEMENTS[subject].kinds or page.matches(subject):
        return False
    return element.required or subject in page.dom.snapshot.bad_selectors


def list_is_empty(page: Page) -> bool:
    """Whether there is a list of stories without stories, which `feed/empty` reports: it has no days
    either.
    """
    first = reading(page, "loaded")
    return first is not None and first.node is not None and not first.stories


def read_by_default(page: Page, subject: str) -> bool:
    """Whether the record has an element that the site file does not name."""
    record = page.record
    if isinstance(record, Article):
        return bool(record.headline if subject == "headline" else record.body)
    return isinstance(record, Feed | Filter) and any(listing.items for listing in record.listings)


def hidden(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    element = page.element(subject)
    matches = page.matches(subject)
    if not matches or element is None:
        yield nothing(page, subject)
    elif not shown(page.dom, subject) and (
        element.required or restyled(page, element.selector, matches[0].node)
    ):
        yield rule.finding(
            f"The page has the {NOUNS[subject]} in its code, but a reader cannot see it",
            expected="it can be seen",
            actual="it is hidden, transparent, without size or off the page",
            where=page.where(matches[0].node),
        )


def restyled(page: Page, selector: str, index: int) -> bool:
    """Whether a script gave an element a style that the server did not send."""
    dom = page.dom
    style = dom.attr(index, "style")
    if not style or not dom.text(index, hidden=True):
        return False
    return any(tag.get("style") != style and not tag.has_attr("hidden") for tag in sent(page, selector))


def count(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    element = page.element(subject)
    matches = page.matches(subject)
    if element is None or not matches:
        yield nothing(page, subject)
        return
    seen = matches if subject in HIDES else shown(page.dom, subject)
    least, most = element.count
    if not seen or ((least is None or len(seen) >= least) and (most is None or len(seen) <= most)):
        return
    yield rule.finding(
        f"The {NOUNS[subject]} is on the page {times(len(seen))}",
        expected=bounds(least, most),
        actual=str(len(seen)),
        where=page.where(seen[-1].node),
    )


def times(number: int) -> str:
    """A number of times, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def bounds(least: int | None, most: int | None) -> str:
    """The site file's count, in words."""
    if least == most:
        return f"exactly {least}"
    if most is None:
        return f"at least {least}"
    return f"at most {most}" if least is None else f"{least} to {most}"


def covered(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    subject = rule.subject
    state, dom = in_use(page, subject)
    matches = shown(dom, subject)
    if not matches:
        yield nothing(page, subject)
    for match in matches:
        cover = cover_of(dom, match.node) if dom.covered(match.node) else None
        if cover is None and not page.capture.offline:
            cover = page.layout(dom).cover(match.node)
        # Advertisements are left to `advertisement/covers`.
        if cover is not None and not any(
            cover in dom.subtree(advert.node) for advert in dom.matches("advertisement")
        ):
            yield rule.finding(
                f"Something lies over the {NOUNS[subject]}",
                expected="nothing over it",
                actual=dom.selector(cover),
                where=page.where(match.node, state, dom),
            )
            return


def in_use(page: Page, subject: str) -> tuple[str, Dom]:
    """The state in which to look at an element, with its tree: scrolled for the back-to-top control."""
    if subject == "back-to-top":
        for state, dom in page.states:
            if state.name == "scrolled":
                return state.name, dom
    return "loaded", page.dom


def cover_of(dom: Dom, index: int) -> int | None:
    """What lies over the middle of a covered element; None if that does not hide it permanently."""
    point = middle(dom.box(index) or (0, 0, 0, 0))
    family = {index, *dom.ancestors(index)}
    own = dom.subtree(index)
    window = dom.snapshot.viewport[1]
    for i, node in enumerate(dom.nodes):
        if node.box is None or i in family or i in own or not within(point, node.box) or not dom.visible(i):
            continue
        if node.tag in ("a", "label") and not has_content(dom, i, [i]) and not dom.text(i):
            continue
        _, y, _, height = node.box
        if y + height >= window - EDGE and height < window / 2:
            continue
        return i
    return None


def empty(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    state, dom = in_use(page, rule.subject)
    matches = shown(dom, rule.subject)
    if not matches:
        yield nothing(page, rule.subject)
    element = page.element(rule.subject)
    bare = [match for match in matches if not has_content(dom, match.node)]
    all_bare = len(bare) == len(matches) and not any(
        dom.text(match.node, hidden=True).strip() for match in dom.matches(rule.subject)
    )
    told = False
    for match in bare:
        box = dom.box(match.node)
        lacking = element is not None and element.required and all_bare and not told
        lacking = lacking and not spilled(dom, match.node)
        if (box and box[3] > 1) or lacking:
            told = True
            yield rule.finding(
                f"The {NOUNS[rule.subject]} is there and has nothing in it",
                expected="a text, a picture or a control",
                actual="nothing that can be seen",
                where=page.where(match.node, state, dom),
            )


def spilled(dom: Dom, index: int) -> bool:
    """Whether a paragraph's content stands after it: a parser ends a <p> at a block in it, and makes an empty
    one of what was meant as its end.
    """
    siblings = [i for i in dom.children[dom.nodes[index].parent] if i > index and dom.nodes[i].tag != "#text"]
    rest = next((n for n, i in enumerate(siblings) if dom.nodes[i].tag == "p"), 0)
    end = siblings[rest] if rest else index
    return (
        dom.nodes[index].tag == "p" and end > index and not dom.nodes[end].attrs and not has_content(dom, end)
    )


BESIDES = {"body": "; a gallery, a film or a quiz, where no site file names the text"}
"""What `missing` lets pass beside what it does for every element."""
LEFT_OUT = {"hidden": HIDES, "empty": MAY_BE_BARE, "covered": frozenset(("loading",))}
"""The elements that a rule has nothing to say of; a loading state that shows at all is `loading/stuck`."""

for subject, known in ELEMENTS.items():
    for defect, check in (
        ("missing", missing),
        ("hidden", hidden),
        ("count", count),
        ("covered", covered),
        ("empty", empty),
    ):
        if subject not in LEFT_OUT.get(defect, ()):
            registry.add(
                f"{subject}/{defect}",
                check,
                kinds=known.kinds,
                manual=MANUALS[defect].format(noun=NOUNS[subject], besides=BESIDES.get(subject, "")),
            )
