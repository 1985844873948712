"""The texts near the headline that show a day: the story's own, not another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copydesk.page.capture import Node
from copydesk.page.dom import Dom
from copydesk.reading.beside import OUTSIDE
from copydesk.reading.headline import FEWEST, shown_heading
from copydesk.reading.pieces import is_prose
from copydesk.reading.source import Source

NEAR = 400
"""Nodes after the headline among which a time is looked for that only readers can read."""
BEFORE = 60
"""Nodes before the headline among which it is looked for where it must agree with what machines are told."""
JUST = 20
"""Nodes between a time and the headline below it, where both stand in one element."""
SHORT = 80
"""Characters: a text that shows a time is no longer."""
BESIDE = 8
"""Nodes between a day and its hour at most."""
STEPS = 6
"""How far up from a text it is looked whose time it is."""
TEASER = 180
"""Nodes: an element with a heading that has no more is another story's teaser."""
LABEL = 60
"""Nodes: an element that says what kind of time it shows has no more."""

_DAY = re.compile(r"\d\s?[^\W\d]{3}|[^\W\d]{3}\.?\s\d|\d\.?[./-]\s?\d{1,2}[./-]\s?\d|[年년]")
_CLOCK = re.compile(r"\d\s?[:.hH時시]\s?\d\d|\d\s?[ap]\.?m", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,4}([./-])\s?\d{1,2}\1\s?\d{1,4}")
_AFTER = re.compile(r"[\s|·•,–—-]+(?:by|von|par|por|da|di|door|av|af)?[\s|·•,–—:-]*$", re.IGNORECASE)
ONLY_HOUR = re.compile(
    r"[\s,|–—·•/-]*(?:um |at |à |a las |ore |kl\.? )?\d{1,2}\s?[:.hH]\s?\d\d(?::\d\d)?\s?"
    r"(?:Uhr|h|hrs|[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?[\s,|–—·•/-]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|author)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def day_texts(source: Source) -> Iterator[tuple[str, int, bool]]:
    """The texts near the headline that show a day, with the hour that stands beside it: text, node, and
    whether it stands after the headline, or with it just before."""
    dom = source.dom
    heading = shown_heading(source)
    start = heading.node if heading else 0
    end = min(start + NEAR, len(dom.nodes))
    for index in [*range(start, end), *range(max(0, start - BEFORE), start)]:
        node = dom.nodes[index]
        if node.tag != "#text" or not 6 <= len(node.text.strip()) <= SHORT or not _DAY.search(node.text):
            continue
        if not source.hidden and not dom.visible(index):
            continue
        if not _is_the_storys(source, index, start):
            continue
        text = _AFTER.sub("", " ".join(node.text.split())).lstrip(" ,;|·•–—-")
        if not has_hour(text) and (hour := _hour_beside(source, index)):
            text = f"{text} {hour}"
        yield text, index, index >= start or _just_before(dom, index, start)


def _just_before(dom: Dom, index: int, heading: int) -> bool:
    """Whether a text stands just before the headline, in the element that holds both."""
    return heading - index <= JUST and dom.nodes[heading].parent in islice(dom.ancestors(index), STEPS)


def _hour_beside(source: Source, index: int) -> str:
    """A text that is nothing but an hour, just after or before a day."""
    nodes = source.dom.nodes
    after = range(index + 1, min(index + 1 + BESIDE, len(nodes)))
    for nearby in (after, range(index - 1, max(-1, index - 1 - BESIDE), -1)):
        for one in nearby:
            node = nodes[one]
            if node.tag != "#text" or not (text := " ".join(node.text.split())):
                continue
            if source.hidden or source.dom.visible(one):
                if ONLY_HOUR.fullmatch(text):
                    return text
                if len(text) > 1:
                    break
    return ""


def _is_the_storys(source: Source, index: int, heading: int) -> bool:
    """Whether a text stands with the headline, and not in another story's teaser or beside the story."""
    dom = source.dom
    for above in islice(dom.ancestors(index), STEPS):
        if heading and heading in dom.subtree(above):
            return True
        tag = dom.nodes[above].tag
        if tag in OUTSIDE or (tag in _HEADINGS and above != heading):
            return False
        if tag == "article" and _is_own(source, above, heading):
            return True
        if tag == "a" and dom.hrefs.get(above, "").partition("#")[0] not in (
            "",
            source.url,
            source.canonical,
        ):
            return False
        if tag in ("li", "article", "section", "div") and any(
            (dom.tag(one) in _HEADINGS and not _BYLINE.search(named(dom.nodes[one]).lower()))
            or _leads_on(dom, one)
            for one in dom.subtree(above)
        ):
            return tag in ("section", "div") and dom.end(above) - above > TEASER
    return True


def _is_own(source: Source, article: int, heading: int) -> bool:
    """Whether an article is the story under a headline that stands in none: the first one after it, with
    prose in it."""
    dom = source.dom
    if article < heading or any(dom.tag(above) == "article" for above in dom.ancestors(heading)):
        return False
    if any(dom.tag(one) == "h1" for one in dom.subtree(article)) or article != next(
        (one for one in dom.find("article") if one > heading), -1
    ):
        return False
    inside = dom.subtree(article)
    return sum(1 for piece in source.pieces if piece.node in inside and is_prose(piece)) >= FEWEST


def _leads_on(dom: Dom, index: int) -> bool:
    """Whether a link's text is long enough for another story's headline."""
    return index in dom.hrefs and len(dom.text(index, hidden=True)) > 2 * LABEL


def has_hour(text: str) -> bool:
    """Whether a text that shows a day shows an hour too."""
    return bool(_CLOCK.search(_NUMBERS.sub(" ", text)))


def named(node: Node) -> str:
    return f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
