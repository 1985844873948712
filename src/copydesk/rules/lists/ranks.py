"""The ranks of the most-read list: 1, 2, 3 …, each with a linked headline, no story twice."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize
from weakref import WeakKeyDictionary

import msgspec

from copydesk.page.page import Page
from copydesk.page.parts import link_and_headline, repeated, shown, templated, whole
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import PageAddress


class Line(msgspec.Struct):
    """A line of the list: its element, the rank's element and number, the headline and its address."""

    node: int
    rank: int
    number: int | None
    text: str
    url: str


_lists: WeakKeyDictionary[Page, list[list[Line]]] = WeakKeyDictionary()


def lists(page: Page) -> list[list[Line]]:
    """The lines of each list of ranks, cached."""
    if page not in _lists:
        _lists[page] = read_lists(page)
    return _lists[page]


def read_lists(page: Page) -> list[list[Line]]:
    """The lines of each list of ranks. An element of the site file is a whole list or one line of it."""
    dom = page.dom
    found: dict[int, list[Line]] = {}
    for match in shown(dom, "ranks"):
        ranks = [node for node in match.parts.get("rank", ()) if dom.visible(node)]
        home = match.node if len(ranks) > 1 else dom.nodes[match.node].parent
        for before, rank, after in zip([-1, *ranks], ranks, [*ranks[1:], -1], strict=False):
            node = line_around(page, rank, (before, after), match.node)
            link, text = link_and_headline(dom, node, match.parts.get("link"))
            url = "" if link is None else dom.hrefs.get(link, "")
            found.setdefault(home, []).append(
                Line(node, rank, whole(normalize("NFKC", dom.text(rank))), text, url)
            )
    return list(found.values())


def line_around(page: Page, rank: int, others: tuple[int, int], limit: int) -> int:
    """The largest element around a rank, inside `limit`, that contains neither of the neighbouring ranks."""
    node = rank
    for above in page.dom.ancestors(rank):
        inside = page.dom.subtree(above)
        if above < limit or any(other in inside for other in others):
            break
        node = above
    return node


@rule("ranks/not-contiguous")
def not_contiguous(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The ranks do not count 1, 2, 3 …

    Reader sees: a most-read list that begins at 0, skips a number or repeats one.

    Why: a missing rank is a missing story.

    Catches: 1, 2, 4, 5.

    Lets pass: two lists on the page that both begin at 1; "1.", "#1", "①"; numbers that a style sheet draws.
    """
    found = lists(page)
    if not found:
        yield nothing(page, "ranks")
    for lines in found:
        numbers = [line.number for line in lines]
        if not any(page.dom.text(line.rank) for line in lines):
            yield Nothing("a style sheet draws the ranks, which rules cannot see")
            continue
        wrong = next((i for i, number in enumerate(numbers) if number != i + 1), None)
        if wrong is not None:
            yield rule.finding(
                "The ranks of the most-read list do not count from 1 without a gap",
                expected=", ".join(str(i + 1) for i in range(len(lines))),
                actual=", ".join("?" if number is None else str(number) for number in numbers),
                where=page.where(lines[wrong].rank),
            )


@rule("ranks/no-link")
def no_link(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A rank has no linked headline.

    Reader sees: a number with nothing beside it, or a headline that they cannot press.

    Why: large sites have shipped ranks without their headlines.

    Catches: `<li><span>3</span></li>`.

    Lets pass: a rank inside the link.
    """
    found = lists(page)
    if not found:
        yield nothing(page, "ranks")
    for line in (line for lines in found for line in lines):
        if (not line.url or not line.text) and not templated(line.text):
            yield rule.finding(
                f"There is no linked headline beside rank {line.number}",
                expected="a headline with a link to the story",
                actual=line.text or "no headline",
                where=page.where(line.node),
            )


@rule("ranks/repeated")
def twice(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A story has two ranks.

    Reader sees: the same story twice in the most-read list.

    Why: the same story is counted under two addresses, or the counting service delivered it twice.

    Catches: ranks 2 and 5 that lead to the same address.

    Lets pass: two lists on the page that share a story.
    """
    found = lists(page)
    if not found:
        yield nothing(page, "ranks")
    for lines in found:
        again = repeated([PageAddress(line.url) for line in lines])
        for url, index in again.items():
            yield rule.finding(
                f"A story is in the most-read list twice: {lines[index].text}",
                expected="each story once",
                actual=url,
                where=page.where(lines[index].node),
            )
