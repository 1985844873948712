"""The list of stories on a page that no site file describes: its longest run of headlines built alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from copydesk.page.dom import Dom

SHORTEST = 15
"""A linked text of fewer characters is not taken for a headline."""
FEWEST = 3
"""So many linked headlines that are built alike make a list."""
CLIMB = 8
"""How far a link's way up is compared with other links'."""
_ASIDE = frozenset(("nav", "aside", "form"))
_EDGES = frozenset(("header", "footer"))
_ITEMS = frozenset(("article", "li"))


def find_list(dom: Dom, under: int = 0) -> tuple[int | None, list[int]]:
    """The longest run of linked headlines that are built alike: its element, and that of each item."""
    links: list[int] = []
    for i in dom.subtree(under):
        if (
            i in dom.hrefs
            and dom.visible(i)
            and len(dom.text(i)) >= SHORTEST
            and (under or not _is_aside(dom, i))
        ):
            links.append(i)
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    shapes: dict[tuple[str, int], int] = {}
    for link in links:
        shape, at = 0, link
        for above in [a for _, a in zip(range(CLIMB), dom.ancestors(link), strict=False)]:
            if above < under:
                break
            shape = shapes.setdefault((dom.nodes[at].tag, shape), len(shapes) + 1)
            alike[above, shape].append(link)
            at = above
    # Of equally long runs the innermost element holds the list: it comes last in the document.
    most = max(
        ((len({dom.hrefs[i] for i in run}), key[0], run) for key, run in alike.items()),
        default=None,
        key=lambda one: one[:2],
    )
    if most is None or most[0] < FEWEST:
        return None, []
    _, node, run = most
    return node, list(items_around(dom, node, run))


def _is_aside(dom: Dom, index: int) -> bool:
    """Whether a link stands in navigation, or in the page's header or footer, not a story's."""
    edge = False
    for above in dom.ancestors(index):
        tag = dom.nodes[above].tag
        if tag in _ASIDE:
            return True
        if tag in _ITEMS and edge:
            return False
        edge = edge or tag in _EDGES
    return edge


def items_around(dom: Dom, node: int, run: list[int]) -> Iterator[int]:
    """For each story of a list, the largest element around its link that holds no other story's link."""
    stories = [list(links) for _, links in groupby(run, key=lambda link: dom.hrefs[link])]
    for before, links, after in zip([[], *stories], stories, [*stories[1:], []], strict=False):
        others = [*before[-1:], *after[:1]]
        item = links[0]
        for above in dom.ancestors(links[0]):
            if above <= node or any(other in dom.subtree(above) for other in others):
                break
            item = above
        yield item
