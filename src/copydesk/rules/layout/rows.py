"""Similar things in one element: one of them is larger or smaller than all the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from copydesk.page.capture import VISIBLE
from copydesk.page.layout import Layout
from copydesk.page.page import Page
from copydesk.page.parts import NOUNS
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.layout.overlap import NO_LAYOUT, laid_out, named
from copydesk.rules.registry import Rule, rule

SAME = 0.1
"""By this part of its size something may differ, and nobody sees it."""
CHOSEN = ("aria-selected", "aria-current", "aria-pressed", "aria-checked")
"""Attributes of what is set off from the others on purpose."""
LEAST = 3


@rule("layout/odd-one-out", severity="warning")
def odd_one_out(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """One thing in a row of similar things is larger or smaller than all the others.

    Reader sees: ten ranks, one of them in letters twice as high.

    Why: an editor's or a script's markup in one item brought its own style along.

    Catches: a tab whose letters are half as high as the other tabs'; one of four pictures in a row that is
    taller than the rest.

    Lets pass: the first item of a list, which pages often enlarge; items that are chosen, current or of their
    own class; lists with more than two sizes.
    """
    layout = laid_out(page)
    if layout is None:
        yield NO_LAYOUT
        return
    told: set[int] = set()
    for whose, name in named(page).items():
        for group in alike(page, whose):
            sizes = {i: size for i in group if (size := size_of(layout, i)) is not None}
            odd = odd_of(sizes)
            if odd is None or odd in told or odd == group[0]:
                continue
            told.add(odd)
            usual = Counter(sizes.values()).most_common(1)[0][0]
            yield rule.finding(
                f"One of a row of like things in the {NOUNS[name]} has another size than the others",
                expected=f"{usual[1]:g} pixels high, as the other {len(sizes) - 1}",
                actual=f"{sizes[odd][1]:g} pixels high",
                where=page.where(odd),
            )


def alike(page: Page, whose: int) -> Iterator[list[int]]:
    """The elements with the same tag and class, in parents with the same tag and class, in an element of the
    site file.
    """
    nodes = page.dom.nodes
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in page.dom.subtree(whose):
        node = nodes[i]
        if node.flags & VISIBLE and node.parent >= 0:
            above = nodes[node.parent]
            groups[node.tag, node.attrs.get("class", ""), above.tag, above.attrs.get("class", "")].append(i)
    for group in groups.values():
        if len(group) >= LEAST and not any(name in nodes[i].attrs for i in group[:1] for name in CHOSEN):
            yield group


def size_of(layout: Layout, index: int) -> tuple[float, float] | None:
    """The size of a picture; for a text, the size of its letters, with no width."""
    node = layout.dom.nodes[index]
    if node.tag in ("img", "video"):
        return (round(node.box[2]), round(node.box[3])) if node.box else None
    for child in layout.dom.children[index]:
        for line in layout.own(child):
            return 0.0, round(line.box[3])
    return None


def odd_of(sizes: dict[int, tuple[float, float]]) -> int | None:
    """The only one with a size different from all the others, if there is one."""
    counts = Counter(sizes.values()).most_common()
    if len(counts) != 2 or counts[1][1] != 1 or counts[0][1] < LEAST - 1:
        return None
    odd = next(i for i, size in sizes.items() if size == counts[1][0])
    usual = counts[0][0]
    differs = any(abs(a - b) > max(SAME * b, 2) for a, b in zip(sizes[odd], usual, strict=True))
    return odd if differs else None
